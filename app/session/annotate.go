package session

import (
	"errors"
	"slices"

	"gloss/annotations"
)

var (
	// ErrNothing says that there is neither a selection nor a chosen annotation.
	ErrNothing = errors.New("nothing is selected")
	// ErrTheirs says that the chosen annotation is somebody else's.
	ErrTheirs = errors.New("somebody else made this annotation")
	// ErrInUse says that annotations still link the entity.
	ErrInUse = errors.New("annotations link this entity")
)

// Tag gives the selection a label, as a new annotation, which becomes the
// chosen one; without a selection it relabels the chosen annotation. The same
// words with the same label are not annotated twice.
func (s *Session) Tag(label string) error {
	l, ok := s.project.Scheme().Label(label)
	if !ok {
		return annotations.ErrMissing
	}
	if s.selection.Empty() {
		return s.Edit("Relabel as "+l.Title, func(a *annotations.Annotation) { a.Label = l.Key })
	}
	return s.annotate("Tag "+l.Title, func(a *annotations.Annotation) { a.Label = l.Key })
}

// Mention annotates the selection without a label, to be linked to an entity.
func (s *Session) Mention(entity string) error {
	return s.annotate("Mention", func(a *annotations.Annotation) { a.Entities = []string{entity} })
}

// annotate makes an annotation of the selection.
func (s *Session) annotate(name string, f func(*annotations.Annotation)) error {
	d, text, ok := s.Document()
	if !ok {
		return annotations.ErrMissing
	}
	span := text.Snap(text.Trim(s.selection))
	if span.Empty() {
		return ErrNothing
	}
	a := &annotations.Annotation{
		Stamp:  annotations.Stamp{ID: s.newURN()},
		Target: annotations.TargetOf(d.ID, text, span),
	}
	f(a)
	if twin, ok := s.twin(a); ok {
		s.chosen, s.selection = twin.ID, annotations.Span{Start: span.End, End: span.End}
		s.env.Updated(Update{})
		return nil
	}
	s.chosen, s.selection = a.ID, annotations.Span{Start: span.End, End: span.End}
	if err := s.Do(name, a); err != nil {
		s.chosen, s.selection = "", span
		return err
	}
	s.begin(d.ID)
	return nil
}

// twin finds an annotation of one's own that says the same of the same words.
func (s *Session) twin(a *annotations.Annotation) (*annotations.Annotation, bool) {
	for _, o := range s.Index().Overlapping(a.Extent()) {
		if o.By == s.me && o.Label == a.Label && slices.Equal(o.Entities, a.Entities) && slices.Equal(o.Parts, a.Parts) {
			return o, true
		}
	}
	return nil, false
}

// begin marks a document as in work, if it is not yet. This is no step of its
// own: undoing the first highlight does not make an article unread.
func (s *Session) begin(document string) {
	if s.project.StateOf(document, s.me) == annotations.Untouched {
		s.quietly(s.progress(document, annotations.InWork))
	}
}

func (s *Session) progress(document string, state annotations.State) *annotations.Progress {
	return &annotations.Progress{
		Stamp:    annotations.Stamp{ID: annotations.ProgressID(document, s.me), By: s.me},
		Document: document, State: state,
	}
}

// Mark says how far one has come with a document.
func (s *Session) Mark(document string, state annotations.State) error {
	name := map[annotations.State]string{annotations.Done: "Mark done", annotations.InWork: "Mark in work", annotations.Untouched: "Mark untouched"}
	return s.Do(name[state], s.progress(document, state))
}

// Edit changes the chosen annotation, which must be one's own.
func (s *Session) Edit(name string, f func(*annotations.Annotation)) error {
	a, ok := s.Chosen()
	if !ok {
		return ErrNothing
	}
	return s.EditOf(a.ID, name, f)
}

// EditOf changes an annotation, which must be one's own.
func (s *Session) EditOf(id, name string, f func(*annotations.Annotation)) error {
	a, ok := s.project.Annotations.Get(id)
	if !ok {
		return annotations.ErrMissing
	}
	if a.By != s.me {
		return ErrTheirs
	}
	return s.Do(name, a.With(f))
}

// Move makes the first or last part of the chosen annotation begin or end at
// another code point. A part keeps at least one character; parts do not pass
// one another.
func (s *Session) Move(start bool, at int) error {
	_, text, ok := s.Document()
	a, chosen := s.Chosen()
	if !ok || !chosen {
		return ErrNothing
	}
	spans := make([]annotations.Span, len(a.Parts))
	for i, p := range a.Parts {
		spans[i] = p.Span
	}
	if start {
		spans[0].Start = at
		for len(spans) > 1 && spans[1].Start <= at {
			spans = spans[1:]
			spans[0].Start = at
		}
	} else {
		spans[len(spans)-1].End = at
		for len(spans) > 1 && spans[len(spans)-2].End >= at {
			spans = spans[:len(spans)-1]
			spans[len(spans)-1].End = at
		}
	}
	target := annotations.TargetOf(a.Document, text, spans...)
	if len(target.Parts) == 0 {
		return annotations.ErrSpan
	}
	return s.EditOf(a.ID, "Move edge", func(a *annotations.Annotation) { a.Target = target })
}

// Add makes the selection another part of the chosen annotation.
func (s *Session) Add() error {
	_, text, ok := s.Document()
	a, chosen := s.Chosen()
	span := text.Snap(text.Trim(s.selection))
	if !ok || !chosen || span.Empty() {
		return ErrNothing
	}
	spans := []annotations.Span{span}
	for _, p := range a.Parts {
		spans = append(spans, p.Span)
	}
	s.selection = annotations.Span{Start: span.End, End: span.End}
	return s.EditOf(a.ID, "Add to highlight", func(a *annotations.Annotation) {
		a.Target = annotations.TargetOf(a.Document, text, spans...)
	})
}

// Remove deletes an annotation of one's own and one's relations with it.
func (s *Session) Remove(id string) error {
	a, ok := s.project.Annotations.Get(id)
	if !ok {
		return annotations.ErrMissing
	}
	if a.By != s.me {
		return ErrTheirs
	}
	gone := []annotations.Record{annotations.Delete(a)}
	for r := range s.project.Relations.All() {
		if (r.From == id || r.To == id) && r.By == s.me {
			gone = append(gone, annotations.Delete(r))
		}
	}
	return s.Do("Delete", gone...)
}

// Step returns, of some annotations of the open document in text order, the one
// after the chosen one or before it; without a chosen one, the first after or
// last before the caret. It goes round at the ends; false when there are none.
func (s *Session) Step(forward bool, all []*annotations.Annotation) (*annotations.Annotation, bool) {
	if len(all) == 0 {
		return nil, false
	}
	at := slices.IndexFunc(all, func(a *annotations.Annotation) bool { return a.ID == s.chosen })
	if at < 0 {
		at = slices.IndexFunc(all, func(a *annotations.Annotation) bool { return a.Extent().Start >= s.selection.Start })
		switch {
		case at < 0 && forward:
			at = 0
		case at < 0:
			at = len(all) - 1
		case !forward:
			at += len(all) - 1
		}
	} else if forward {
		at++
	} else {
		at += len(all) - 1
	}
	return all[at%len(all)], true
}

// Conflict keeps one of several versions of a record: what it says becomes the
// next version, which has seen them all.
func (s *Session) Conflict(keep annotations.Record) error { return s.Do("Keep this version", keep) }

// TagAll gives several stretches of the open document a label, as one step.
// Those that carry it already, by the same person, are left out; it returns
// how many were made.
func (s *Session) TagAll(label string, spans []annotations.Span) (int, error) {
	d, text, ok := s.Document()
	l, found := s.project.Scheme().Label(label)
	if !ok || !found {
		return 0, annotations.ErrMissing
	}
	var made []annotations.Record
	for _, span := range spans {
		a := &annotations.Annotation{
			Stamp:  annotations.Stamp{ID: s.newURN()},
			Target: annotations.TargetOf(d.ID, text, text.Snap(text.Trim(span))),
			Label:  l.Key,
		}
		if _, twin := s.twin(a); !twin && len(a.Parts) > 0 {
			made = append(made, a)
		}
	}
	if len(made) == 0 {
		return 0, nil
	}
	s.begin(d.ID)
	return len(made), s.Do("Tag all "+l.Title, made...)
}
