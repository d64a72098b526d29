package annotations

import (
	"encoding/json"
	"fmt"
)

// Relation is a directed, named link between two annotations of any documents.
type Relation struct {
	Stamp
	From    string          `json:"from"` // annotation id
	To      string          `json:"to"`   // annotation id
	Type    string          `json:"type"` // key of a relation type of the scheme
	Note    string          `json:"note,omitempty"`
	Origin  string          `json:"origin,omitempty"` // "" by hand; else the rule that suggested it
	Foreign json.RawMessage `json:"foreign,omitempty"`
}

// Kind returns [KindRelation].
func (*Relation) Kind() Kind { return KindRelation }

// Copy implements [Record].
func (r *Relation) Copy() Record { q := *r; return &q }

// Check implements [Record].
func (r *Relation) Check() error {
	if r.From == "" || r.To == "" || r.From == r.To {
		return fmt.Errorf("relation %s: %w: from %q to %q", r.ID, ErrRecord, r.From, r.To)
	}
	if err := checkForeign(r.ID, r.Foreign); err != nil {
		return err
	}
	return checkStamp(&r.Stamp)
}
