package session

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// Passage returns the words that an answer would rest on: those that are
// selected, as an annotation that is not made yet, else the chosen annotation.
func (s *Session) Passage() (*annotations.Annotation, bool) {
	if d, text, ok := s.Document(); ok && !s.selection.Empty() {
		if span := text.Snap(text.Trim(s.selection)); !span.Empty() {
			return &annotations.Annotation{Target: annotations.TargetOf(d.ID, text, span)}, true
		}
	}
	return s.Chosen()
}

// Answer puts a value on the board, in one step with what it needs: the
// question, where the board has it not yet, and the passage, where it is no
// annotation yet; it then gets a label. passage may be nil. A value that this
// person found in the document already, said by the same, rests on one passage
// more. It returns the id of the answer.
func (s *Session) Answer(a annotations.Answer, q *annotations.Question, passage *annotations.Annotation, label string) (string, error) {
	var records []annotations.Record
	if _, ok := s.project.Questions.Get(q.ID); !ok {
		records = append(records, q)
	}
	if passage != nil {
		if passage.ID == "" {
			passage = s.newPassage(passage, label)
			records = append(records, passage)
		}
		a.Passages = []string{passage.ID}
	}
	a.Question = q.ID
	if old, ok := s.sameAnswer(&a); ok && a.ID == "" {
		more := slices.Clone(old.Passages)
		for _, id := range a.Passages {
			if !slices.Contains(more, id) {
				more = append(more, id)
			}
		}
		a = *old
		a.Passages = more
	}
	a.ID = cmp.Or(a.ID, s.newURN())
	if err := s.Do("Answer on the board", append(records, &a)...); err != nil {
		return "", err
	}
	if passage != nil {
		s.chosen, s.selection = passage.ID, annotations.Span{Start: passage.Extent().End, End: passage.Extent().End}
		s.begin(a.Document)
	}
	return a.ID, nil
}

// newPassage is the annotation that a passage becomes, or the one of one's own
// that is there already.
func (s *Session) newPassage(passage *annotations.Annotation, label string) *annotations.Annotation {
	a := passage.With(func(a *annotations.Annotation) { a.ID, a.Label = s.newURN(), label })
	if twin, ok := s.twin(a); ok {
		return twin
	}
	return a
}

// sameAnswer finds the answer of one's own that says the same.
func (s *Session) sameAnswer(a *annotations.Answer) (*annotations.Answer, bool) {
	for o := range s.project.Answers.All() {
		if o.By == s.me && o.Question == a.Question && o.Document == a.Document && o.Norm == a.Norm && o.Silent == a.Silent && o.Speaker == a.Speaker && o.AsOf == a.AsOf &&
			(o.Norm != "" || o.Raw == a.Raw) {
			return o, true
		}
	}
	return nil, false
}

// EditAnswer gives an answer of one's own new content.
func (s *Session) EditAnswer(a annotations.Answer) error { return s.Do("Edit answer", &a) }

// RemoveAnswer takes an answer of one's own off the board.
func (s *Session) RemoveAnswer(id string) error {
	a, ok := s.project.Answers.Get(id)
	if !ok {
		return annotations.ErrMissing
	}
	return s.Do("Delete answer", annotations.Delete(a))
}

// Ask puts questions on the board; one without an id is new.
func (s *Session) Ask(qs ...annotations.Question) error {
	var records []annotations.Record
	for _, q := range qs {
		q.ID = cmp.Or(q.ID, s.newURN())
		records = append(records, &q)
	}
	return s.Do("Question", records...)
}

// Unask takes a question off the board, with the answers of one's own.
func (s *Session) Unask(id string) error {
	q, ok := s.project.Questions.Get(id)
	if !ok {
		return annotations.ErrMissing
	}
	records := []annotations.Record{annotations.Delete(q)}
	for a := range s.project.Answers.All() {
		if a.Question == id && a.By == s.me {
			records = append(records, annotations.Delete(a))
		}
	}
	return s.Do("Delete question", records...)
}
