package annotations

import "fmt"

// Answer is one value that a document gives for a question, as one person read
// it. A document that gives two has two answers; one that says nothing of the
// matter may have a silent one, which says that somebody looked.
type Answer struct {
	Stamp
	Question  string      `json:"question"`
	Document  string      `json:"document"`
	Passages  []string    `json:"passages,omitempty"`  // annotations of the document that say so, by id
	Raw       string      `json:"raw,omitempty"`       // the value in the document's words, as "35 passengers and three crew"
	Norm      string      `json:"norm,omitempty"`      // the value in normal form, as "38"; "" when it is to be read from Raw
	Silent    bool        `json:"silent,omitempty"`    // the document does not say; then there is no value
	Speaker   Attribution `json:"speaker,omitzero"`    // who says it, in the document; none: the document itself
	Certainty string      `json:"certainty,omitempty"` // how surely: a value of the scheme's attribute "certainty"; "" unspecified
	AsOf      string      `json:"asOf,omitempty"`      // when it held: a date or an xsd:dateTime; "" as of publication
	Note      string      `json:"note,omitempty"`      // free words
	Origin    string      `json:"origin,omitempty"`    // "" by hand; else the rule that suggested it
}

// Kind returns [KindAnswer].
func (*Answer) Kind() Kind { return KindAnswer }

// Copy implements [Record].
func (a *Answer) Copy() Record { b := *a; return &b }

// Check implements [Record].
func (a *Answer) Check() error {
	switch {
	case a.Question == "" || a.Document == "":
		return fmt.Errorf("answer %s: %w: to %q in %q", a.ID, ErrRecord, a.Question, a.Document)
	case a.Silent != (a.Raw == "" && a.Norm == ""):
		return fmt.Errorf("answer %s: %w: silent: %v, value %.40q", a.ID, ErrRecord, a.Silent, a.Raw+a.Norm)
	}
	if a.AsOf != "" {
		if _, err := ParseTime(a.AsOf); err != nil {
			return fmt.Errorf("answer %s: as of: %w", a.ID, err)
		}
	}
	for _, id := range a.Passages {
		if id == "" {
			return fmt.Errorf("answer %s: %w: a passage without id", a.ID, ErrRecord)
		}
	}
	return checkStamp(&a.Stamp)
}

// mentions lists the ids in a.
func (a *Answer) mentions() []reference {
	out := []reference{{KindQuestion, a.Question}, {KindDocument, a.Document}}
	for _, id := range a.Passages {
		out = append(out, reference{KindAnnotation, id})
	}
	if s := a.Speaker.Source; s != "" && s != NIL {
		out = append(out, reference{KindEntity, s})
	}
	return out
}
