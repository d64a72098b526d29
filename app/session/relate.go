package session

import (
	"gloss/annotations"
)

// Relate says how one annotation speaks to another, of any articles. The same
// relation is not made twice; one that is not directed is the same both ways.
func (s *Session) Relate(from, to, kind string) error {
	scheme := s.project.Scheme()
	directed := false
	for _, t := range scheme.Relations {
		if t.Key == kind {
			directed = t.Directed
		}
	}
	for r := range s.project.Relations.All() {
		same := r.From == from && r.To == to || !directed && r.From == to && r.To == from
		if same && r.Type == kind && r.By == s.me {
			return nil
		}
	}
	return s.Do("Relate", &annotations.Relation{Stamp: annotations.Stamp{ID: s.newURN()}, From: from, To: to, Type: kind})
}

// Unrelate deletes a relation of one's own.
func (s *Session) Unrelate(id string) error {
	r, ok := s.project.Relations.Get(id)
	if !ok {
		return annotations.ErrMissing
	}
	if r.By != s.me {
		return ErrTheirs
	}
	return s.Do("Delete relation", annotations.Delete(r))
}

// RelationsOf returns the relations from or to an annotation whose other end
// is still there, by id.
func (s *Session) RelationsOf(id string) []*annotations.Relation {
	var out []*annotations.Relation
	for r := range s.project.Relations.All() {
		if r.From != id && r.To != id {
			continue
		}
		_, from := s.project.Annotations.Get(r.From)
		_, to := s.project.Annotations.Get(r.To)
		if from && to {
			out = append(out, r)
		}
	}
	return out
}
