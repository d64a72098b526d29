package session

import (
	"gloss/annotations"
	"gloss/app/browser"
)

// Rename says what the person at the keyboard is called.
func (s *Session) Rename(name string) error {
	p, ok := s.project.People.Get(s.me)
	if !ok {
		p = &annotations.Person{Stamp: annotations.Stamp{ID: s.me}}
	}
	q := *p
	q.Name = name
	return s.Do("Change name", &q)
}

// Become makes somebody in the project the person at this keyboard: so an
// annotator goes on in another browser, with their own file.
func (s *Session) Become(person string) error {
	if _, ok := s.project.People.Get(person); !ok {
		return annotations.ErrMissing
	}
	s.me = person
	s.writer.put(browser.Row{Table: browser.Meta, Key: metaPerson, Value: person})
	s.env.Updated(Update{Repaint: true})
	return nil
}

// Name is what a person is called; "" for somebody who has not said.
func (s *Session) Name(person string) string {
	if p, ok := s.project.People.Get(person); ok {
		return p.Name
	}
	return ""
}
