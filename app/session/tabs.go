package session

import (
	"context"

	"gloss/annotations"
	"gloss/app/browser"
)

// Heard takes in a change that another tab has stored: message is what that
// tab told. It waits for storage, so it must not be called on the goroutine
// that draws.
func (s *Session) Heard(ctx context.Context, message string) error {
	v, ok, err := s.env.Store.Get(ctx, browser.Journal, message)
	if err != nil || !ok {
		return err
	}
	c, err := decodeChange(v)
	if err != nil {
		return err
	}
	s.env.Dispatch(func() { s.take(c) })
	return nil
}

// take merges another tab's change into the project. Its records are in
// storage already; only what is shown changes.
func (s *Session) take(c annotations.Change) {
	for i := len(s.history.changes) - 1; i >= 0 && s.history.changes[i].ID >= c.ID; i-- {
		if s.history.changes[i].ID == c.ID {
			return
		}
	}
	if s.history.foreign == nil {
		s.history.foreign = map[string]bool{}
	}
	s.history.foreign[c.ID] = true
	s.history.add(c)
	if next, err := annotations.Apply(s.project, withoutOwner(c)); err == nil {
		s.project = next
	} else { // both tabs changed the record: merge what it came to there
		var after []annotations.Record
		for _, e := range c.Edits {
			if e.After != nil {
				after = append(after, e.After)
			}
		}
		if p, err := annotations.ProjectOf(after...); err == nil {
			s.project = annotations.Merge(s.project, p)
		}
	}
	s.unfiled++
	s.show(c)
}

// withoutOwner lets a change pass that was checked where it was made.
func withoutOwner(c annotations.Change) annotations.Change {
	c.Absorbed = true
	return c
}

// Catch reads changes that other tabs stored while this one was not listening,
// as a tab does that was frozen. It waits for storage.
func (s *Session) Catch(ctx context.Context) error {
	keys, err := s.env.Store.Range(ctx, browser.Journal, s.last(), "\x7f", 0, false)
	if err != nil {
		return err
	}
	for _, row := range keys {
		c, err := decodeChange(row.Value)
		if err != nil {
			return err
		}
		s.env.Dispatch(func() { s.take(c) })
	}
	return nil
}

// last is the key from which changes may be unknown here. Ids sort by time, and
// clocks of two tabs are one clock.
func (s *Session) last() string {
	if n := len(s.history.changes); n > 0 {
		return s.history.changes[n-1].ID
	}
	return ""
}
