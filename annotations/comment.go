package annotations

import (
	"encoding/json"
	"fmt"
)

// Comment is what somebody has to say about an annotation or a decision, or in
// reply to another comment on it.
type Comment struct {
	Stamp
	Document   string          `json:"document"`             // of what it is about
	Annotation string          `json:"annotation,omitempty"` // what it is about: an annotation, by id
	Decision   string          `json:"decision,omitempty"`   // or a decision; one of the two is ""
	Reply      string          `json:"reply,omitempty"`      // the comment it answers; "" when it begins a thread
	Text       string          `json:"text"`
	Foreign    json.RawMessage `json:"foreign,omitempty"`
}

// Kind returns [KindComment].
func (*Comment) Kind() Kind { return KindComment }

// Copy implements [Record].
func (c *Comment) Copy() Record { d := *c; return &d }

// Check implements [Record].
func (c *Comment) Check() error {
	switch {
	case c.Document == "" || (c.Annotation == "") == (c.Decision == ""):
		return fmt.Errorf("comment %s: %w: about %q and %q", c.ID, ErrRecord, c.Annotation, c.Decision)
	case c.Text == "":
		return fmt.Errorf("comment %s: %w: no words", c.ID, ErrRecord)
	case c.Reply == c.ID:
		return fmt.Errorf("comment %s: %w: in reply to itself", c.ID, ErrRecord)
	}
	if err := checkForeign(c.ID, c.Foreign); err != nil {
		return err
	}
	return checkStamp(&c.Stamp)
}

// mentions lists the ids in c.
func (c *Comment) mentions() []reference {
	out := []reference{{KindDocument, c.Document}}
	for _, ref := range []reference{{KindAnnotation, c.Annotation}, {KindDecision, c.Decision}, {KindComment, c.Reply}} {
		if ref.id != "" {
			out = append(out, ref)
		}
	}
	return out
}
