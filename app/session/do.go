package session

import (
	"fmt"

	"gloss/annotations"
	"gloss/app/browser"
)

// Do gives records new content as one step that can be undone: see
// [annotations.Project.Change]. On an error nothing has changed.
func (s *Session) Do(name string, after ...annotations.Record) error {
	c := s.project.Change(s.env.NewID(), s.author(), name, after...)
	if len(c.Edits) == 0 {
		return nil
	}
	c.Document = s.place(c)
	return s.commit(c, nil)
}

// place is the document a change is about: that of its first annotation,
// decision or comment, else the open one.
func (s *Session) place(c annotations.Change) string {
	for _, e := range c.Edits {
		switch r := e.After.(type) {
		case *annotations.Annotation:
			return r.Document
		case *annotations.Decision:
			return r.Document
		case *annotations.Comment:
			return r.Document
		}
	}
	return s.open
}

// commit applies a change, shows it, and queues it for storage.
func (s *Session) commit(c annotations.Change, texts map[string]annotations.Text) error {
	next, err := annotations.Apply(s.project, c)
	if err != nil {
		return err
	}
	batch, err := prepare(s.project, next, c, map[annotations.Record]string{}, nil)
	if err != nil {
		return err
	}
	s.enter(next, c, batch, texts)
	return nil
}

// enter makes next the project: c led to it and batch stores it.
func (s *Session) enter(next *annotations.Project, c annotations.Change, batch browser.Batch, texts map[string]annotations.Text) {
	for id, t := range texts {
		batch.Puts = append(batch.Puts, browser.Row{Table: browser.Texts, Key: id, Value: t.String()})
	}
	s.unfiled++
	batch.Puts = append(batch.Puts, s.unfiledRow())
	s.project = next
	s.history.add(c)
	s.writer.write(batch, c.ID)
	s.show(c)
}

// show reports what a change touches of what is on screen.
func (s *Session) show(c annotations.Change) {
	u := Update{}
	for _, e := range c.Edits {
		for _, r := range []annotations.Record{e.Before, e.After} {
			switch r := r.(type) {
			case *annotations.Annotation:
				if r.Document != s.open {
					continue
				}
				s.indexed = false
				for _, p := range r.Parts {
					u.Touched = append(u.Touched, p.Span)
				}
			case *annotations.Scheme:
				u.Repaint = true
			case *annotations.Document:
				u.Opened = u.Opened || r.ID == s.open
			}
		}
	}
	if _, ok := s.project.Annotations.Get(s.chosen); !ok {
		s.chosen = ""
	}
	if _, ok := s.project.Documents.Get(s.open); !ok && s.open != "" {
		s.open, s.indexed, s.selection, u.Opened = "", false, annotations.Span{}, true
	}
	s.env.Updated(u)
}

// quietly gives records new content without a step in the history: what the
// app notes by itself, not what a person did.
func (s *Session) quietly(after ...annotations.Record) {
	c := s.project.Change(s.env.NewID(), s.author(), "", after...)
	next, err := annotations.Apply(s.project, c)
	if err != nil {
		panic("internal error: " + err.Error()) // made here, of what the project holds
	}
	b, err := rows(s.project, next, c, map[annotations.Record]string{}, nil)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	s.project = next
	s.writer.write(b, "")
}

// prepare makes the one transaction that stores a change: its records and its
// journal entry. Each record is encoded once; ready holds what is encoded
// already and is added to. step may be nil.
func prepare(before, after *annotations.Project, c annotations.Change, ready map[annotations.Record]string, step func() error) (browser.Batch, error) {
	for _, e := range c.Edits {
		for _, r := range []annotations.Record{e.Before, e.After} {
			if err := encodeOnce(r, ready); err != nil {
				return browser.Batch{}, err
			}
		}
		if err := pause(step); err != nil {
			return browser.Batch{}, err
		}
	}
	b, err := rows(before, after, c, ready, step)
	if err != nil {
		return b, err
	}
	entry, err := encodeChange(c, ready, step)
	if err != nil {
		return b, fmt.Errorf("journal of %s: %w", c.Name, err)
	}
	b.Puts = append(b.Puts, browser.Row{Table: browser.Journal, Key: c.ID, Value: entry})
	return b, nil
}

// pause calls step, which may be nil.
func pause(step func() error) error {
	if step == nil {
		return nil
	}
	return step()
}

// rows makes the stored versions of what a change touches those of after. step
// may be nil.
func rows(before, after *annotations.Project, c annotations.Change, ready map[annotations.Record]string, step func() error) (browser.Batch, error) {
	var b browser.Batch
	seen := make(map[string]bool, len(c.Edits))
	for _, e := range c.Edits {
		r := e.After
		if r == nil {
			r = e.Before
		}
		k, id := r.Kind(), r.Stamped().ID
		if seen[string(k)+id] {
			continue
		}
		seen[string(k)+id] = true
		if err := turn(&b, before.Heads(k, id), after.Heads(k, id), ready); err != nil {
			return b, err
		}
		if err := pause(step); err != nil {
			return b, err
		}
	}
	return b, nil
}

// Undo takes back the last change made here that still stands, and returns it
// so that the place can be shown; false when there is none.
func (s *Session) Undo() (annotations.Change, bool, error) { return s.back(s.history.undoable()) }

// Redo makes again what was taken back last.
func (s *Session) Redo() (annotations.Change, bool, error) { return s.back(s.history.redoable()) }

func (s *Session) back(c annotations.Change, ok bool) (annotations.Change, bool, error) {
	if !ok {
		return c, false, nil
	}
	whole, err := s.history.whole(c)
	var u annotations.Change
	if err == nil {
		u, err = s.project.Undo(whole, s.env.NewID(), s.author())
	}
	if err == nil {
		err = s.commit(u, nil)
	}
	if err != nil {
		s.history.skip(c.ID) // what cannot be taken back must not bar the way to what can
		return c, false, err
	}
	return u, true, nil
}

// CanUndo returns the name of what Undo would take back; "" when nothing.
func (s *Session) CanUndo() string {
	c, ok := s.history.undoable()
	if !ok {
		return ""
	}
	return c.Name
}

// CanRedo returns the name of what Redo would do again; "" when nothing.
func (s *Session) CanRedo() string {
	c, ok := s.history.redoable()
	if !ok {
		return ""
	}
	return c.Name
}
