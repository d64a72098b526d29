package annotations

import "fmt"

// Dismissal is one person's no to a suggestion that an annotation relates to a
// passage of another document, or that a passage answers a question of the board:
// it is not suggested to them again. It says nothing to others. What was accepted instead is a [Relation] whose origin is
// the rule.
type Dismissal struct {
	Stamp
	From     string `json:"from"`               // id of the annotation that was in hand, or of the question, which need not be there
	To       string `json:"to,omitempty"`       // id of the other one; "" when it is a passage nobody annotated
	Document string `json:"document,omitempty"` // of that passage; "" when To is not
	Passage  Span   `json:"passage,omitzero"`   // where it is in Document; zero when To is not ""
	Type     string `json:"type"`               // key of the relation type that was suggested; "answers" of a question
	Rule     string `json:"rule"`               // which suggested it
}

// Kind returns [KindDismissal].
func (*Dismissal) Kind() Kind { return KindDismissal }

// Copy implements [Record].
func (d *Dismissal) Copy() Record { e := *d; return &e }

// Check implements [Record].
func (d *Dismissal) Check() error {
	switch {
	case d.From == "" || d.From == d.To || (d.To == "") == (d.Document == ""):
		return fmt.Errorf("dismissal %s: %w: from %q to %q in %q", d.ID, ErrRecord, d.From, d.To, d.Document)
	case d.Passage.Start < 0 || d.Passage.Empty() != (d.Document == ""):
		return fmt.Errorf("dismissal %s: %v: %w", d.ID, d.Passage, ErrSpan)
	}
	return checkStamp(&d.Stamp)
}

// mentions lists the ids in d.
func (d *Dismissal) mentions() []reference {
	to := reference{KindAnnotation, d.To}
	if d.To == "" {
		to = reference{KindDocument, d.Document}
	}
	if d.Type == "answers" {
		return []reference{to}
	}
	return []reference{{KindAnnotation, d.From}, to}
}
