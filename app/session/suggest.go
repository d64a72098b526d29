package session

import (
	"gloss/annotations"
	"gloss/annotations/suggest"
)

// Accept makes a suggestion a relation of one's own, from an annotation to what
// was suggested. A passage that nobody has annotated is annotated first, with
// the same label, in the same step; its text must be loaded ([Session.Fetch]).
func (s *Session) Accept(from string, what suggest.Suggestion) error {
	a, ok := s.project.Annotations.Get(from)
	if !ok {
		return annotations.ErrMissing
	}
	r := &annotations.Relation{Stamp: annotations.Stamp{ID: s.newURN()}, From: from, To: what.To.Annotation, Type: what.Type, Origin: what.Rule}
	if r.To != "" {
		return s.Do("Accept suggestion", r)
	}
	text, ok := s.project.Text(what.To.Document)
	if !ok {
		return annotations.ErrMissing
	}
	b := &annotations.Annotation{
		Stamp: annotations.Stamp{ID: s.newURN()}, Target: annotations.TargetOf(what.To.Document, text, what.To.Span), Label: a.Label, Origin: what.Rule,
	}
	r.To = b.ID
	if err := s.Do("Accept suggestion", b, r); err != nil {
		return err
	}
	s.begin(b.Document)
	if b.Document != s.open {
		s.project = s.project.WithoutText(b.Document)
	}
	return nil
}

// Dismiss notes that one does not want a suggestion, now or later.
func (s *Session) Dismiss(from string, what suggest.Suggestion) error {
	d := &annotations.Dismissal{Stamp: annotations.Stamp{ID: s.newURN()}, From: from, To: what.To.Annotation, Type: what.Type, Rule: what.Rule}
	if d.To == "" {
		d.Document, d.Passage = what.To.Document, what.To.Span
	}
	return s.Do("Dismiss suggestion", d)
}

// AnnotateRelation writes a note on a relation of one's own.
func (s *Session) AnnotateRelation(id, note string) error {
	r, ok := s.project.Relations.Get(id)
	switch {
	case !ok:
		return annotations.ErrMissing
	case r.By != s.me:
		return ErrTheirs
	}
	r = r.Copy().(*annotations.Relation)
	r.Note = note
	return s.Do("Note on a relation", r)
}

// AcceptAnswers puts a proposed question on the board with those of its answers
// that are wanted, in one step, and refuses the others. A passage that nobody has
// annotated is annotated first, with a label; known is a project that has its
// text.
func (s *Session) AcceptAnswers(q suggest.Proposal, wanted map[int]bool, known *annotations.Project, label string) error {
	var records []annotations.Record
	if _, ok := s.project.Questions.Get(q.Question.ID); !ok && len(wanted) > 0 {
		records = append(records, &q.Question)
	}
	var begun []string
	for i, a := range q.Answers {
		if !wanted[i] {
			records = append(records, s.noAnswer(&q, a.Passage))
			continue
		}
		passage, ok := s.project.Annotations.Get(a.Annotation)
		if !ok {
			text, loaded := known.Text(a.Document)
			if !loaded {
				return annotations.ErrMissing
			}
			passage = s.newPassage(&annotations.Annotation{Target: annotations.TargetOf(a.Document, text, a.Span), Origin: q.Question.Origin}, label)
			records, begun = append(records, passage), append(begun, a.Document)
		}
		records = append(records, &annotations.Answer{
			Stamp: annotations.Stamp{ID: s.newURN()}, Question: q.Question.ID, Document: a.Document, Passages: []string{passage.ID},
			Raw: a.Value.Raw, Norm: a.Value.Norm, Speaker: passage.Attribution, Certainty: passage.Attribute("certainty"), Origin: suggest.RuleNumber,
		})
	}
	name := "Accept suggestion"
	if len(wanted) == 0 {
		name = "Dismiss suggestion"
	}
	if err := s.Do(name, records...); err != nil {
		return err
	}
	for _, id := range begun {
		s.begin(id)
	}
	return nil
}

// noAnswer notes that a passage does not answer a question.
func (s *Session) noAnswer(q *suggest.Proposal, p suggest.Passage) *annotations.Dismissal {
	d := &annotations.Dismissal{Stamp: annotations.Stamp{ID: s.newURN()}, From: q.Question.ID, To: p.Annotation, Type: suggest.TypeAnswers, Rule: suggest.RuleNumber}
	if d.To == "" {
		d.Document, d.Passage = p.Document, p.Span
	}
	return d
}
