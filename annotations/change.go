package annotations

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

var (
	// ErrStale says that a record is no longer what a change was made from.
	ErrStale = errors.New("the record has changed since")
	// ErrOwner says that somebody else's record was to be edited.
	ErrOwner = errors.New("only its maker may change it")
	// ErrMissing says that an id is mentioned that the project does not hold.
	ErrMissing = errors.New("no such record")
)

// Author tells who makes a change, from which tab, and when.
type Author struct {
	By    string // Person id
	Actor string // tab or run; see [Version]
	At    Time
}

// Edit is one record before and after. A record that was made has no Before,
// one that is taken out again has no After; a deleted one has a tombstone.
type Edit struct{ Before, After Record }

// Change is what one action did, small or large.
type Change struct {
	ID string `json:"id"` // UUIDv7: sorts by time
	Author
	Name     string `json:"name"`               // as the menu calls it, as "Tag as claim"
	Document string `json:"document,omitempty"` // where it was done; "" when nowhere in particular
	Undoes   string `json:"undoes,omitempty"`   // id of the change it takes back
	// Absorbed says that the records came with stamps of their own, from a file
	// or another tab; taking such a change back removes them without tombstones,
	// so that nothing of a stranger's is ever deleted by us.
	Absorbed bool   `json:"absorbed,omitempty"`
	Edits    []Edit `json:"edits"`
}

// Delete returns the tombstone of r, to be given to [Project.Change].
func Delete(r Record) Record {
	t := NewRecord(r.Kind())
	*t.Stamped() = *r.Stamped()
	t.Stamped().Deleted = true
	switch r := r.(type) { // where it was is kept: storage sorts by document
	case *Annotation:
		t.(*Annotation).Document = r.Document
	case *Progress:
		t.(*Progress).Document = r.Document
	}
	return t
}

// Change makes a change that gives records new content: each is what it is to
// be, under its id, and may be new, changed or the tombstone of [Delete].
// Stamps are made here. A record that says what it said before is left out.
func (p *Project) Change(id string, who Author, name string, after ...Record) Change {
	c := Change{ID: id, Author: who, Name: name}
	for _, r := range after {
		heads := p.Heads(r.Kind(), r.Stamped().ID)
		var before Record
		if len(heads) > 0 {
			before = heads[0]
		}
		if before == nil || len(heads) > 1 || !sameContent(before, r) {
			c.Edits = append(c.Edits, Edit{before, stamped(r, heads, who)})
		}
	}
	return c
}

// stamped returns a copy of r stamped as the next version after heads.
func stamped(r Record, heads []Record, who Author) Record {
	r = r.Copy()
	s := r.Stamped()
	old := *s
	*s = Stamp{ID: old.ID, By: who.By, Created: who.At, Deleted: old.Deleted}
	for i, h := range heads {
		if i == 0 {
			s.By, s.Created, s.Modified = h.Stamped().By, h.Stamped().Created, who.At
		}
		s.Version = s.Version.Join(h.Stamped().Version)
	}
	s.Version = s.Version.Next(who.Actor)
	return r
}

// Apply returns p after c. On an error p is unchanged and still good, and the
// error wraps [ErrStale], [ErrOwner], [ErrMissing], [ErrSpan], [ErrQuote] or
// [ErrRecord].
func Apply(p *Project, c Change) (*Project, error) {
	next := map[Kind]map[string][]Record{}
	for _, e := range c.Edits {
		r := e.After
		if r == nil {
			r = e.Before
		}
		if r == nil {
			return p, fmt.Errorf("%s: edit of nothing: %w", c.Name, ErrRecord)
		}
		k, id := r.Kind(), r.Stamped().ID
		heads, ok := next[k][id]
		if !ok {
			heads = p.Heads(k, id)
		}
		heads, err := replace(heads, e)
		if err == nil {
			err = p.allow(c, e)
		}
		if err != nil {
			return p, fmt.Errorf("%s: %s %s: %w", c.Name, k, id, err)
		}
		if next[k] == nil {
			next[k] = map[string][]Record{}
		}
		next[k][id] = heads
	}
	if !c.Absorbed {
		if err := p.resolve(c, next); err != nil {
			return p, fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	q := *p
	for k, heads := range next {
		q.set(k, heads)
	}
	return &q, nil
}

// replace takes e.Before out of heads and puts e.After in.
func replace(heads []Record, e Edit) ([]Record, error) {
	var out []Record
	found := false
	for _, h := range heads {
		if e.Before != nil && h.Stamped().Version.Equal(e.Before.Stamped().Version) && !found {
			found = true
			continue
		}
		out = append(out, h)
	}
	if e.Before != nil && !found || e.Before == nil && e.After != nil && slices.ContainsFunc(heads, func(h Record) bool {
		return h.Stamped().Version.Covers(e.After.Stamped().Version)
	}) {
		return nil, ErrStale
	}
	if e.After != nil {
		out = append(out, e.After)
	}
	return maximal(out), nil
}

// allow checks what one edit may do by itself.
func (p *Project) allow(c Change, e Edit) error {
	if e.After == nil {
		if !c.Absorbed {
			return fmt.Errorf("%w: taken out without a tombstone", ErrRecord)
		}
		return nil
	}
	if e.Before != nil && e.Before.Kind().Personal() && !c.Absorbed && e.Before.Stamped().By != c.By {
		return ErrOwner
	}
	if e.After.Stamped().Deleted {
		return checkStamp(e.After.Stamped())
	}
	if err := e.After.Check(); err != nil {
		return err
	}
	if a, ok := e.After.(*Annotation); ok {
		if t, loaded := p.texts[a.Document]; loaded {
			return a.In(t)
		}
	}
	return nil
}

// resolve checks that every id an edit mentions is known before or after it.
func (p *Project) resolve(c Change, next map[Kind]map[string][]Record) error {
	known := func(k Kind, id string) bool {
		if _, ok := next[k][id]; ok {
			return true
		}
		return len(p.Heads(k, id)) > 0
	}
	for _, e := range c.Edits {
		for _, ref := range references(e.After) {
			if !known(ref.kind, ref.id) {
				return fmt.Errorf("%s %s mentions %s %s: %w", e.After.Kind(), e.After.Stamped().ID, ref.kind, ref.id, ErrMissing)
			}
		}
	}
	return nil
}

type reference struct {
	kind Kind
	id   string
}

// references lists the ids that r mentions; a tombstone mentions none.
func references(r Record) []reference {
	if r.Stamped().Deleted {
		return nil
	}
	var out []reference
	switch r := r.(type) {
	case *Annotation:
		out = append(out, reference{KindDocument, r.Document})
		for _, id := range append(slices.Clone(r.Entities), r.Attribution.Source) {
			if id != "" && id != NIL {
				out = append(out, reference{KindEntity, id})
			}
		}
	case *Relation:
		out = append(out, reference{KindAnnotation, r.From}, reference{KindAnnotation, r.To})
	case *Progress:
		out = append(out, reference{KindDocument, r.Document})
	case *Entity:
		if r.Into != "" {
			out = append(out, reference{KindEntity, r.Into})
		}
	}
	return out
}

// Undo makes the change that takes c back. Undoing an undo is a redo. It
// returns an error wrapping [ErrStale] when a record has been changed since by
// something that was not itself taken back.
func (p *Project) Undo(c Change, id string, who Author) (Change, error) {
	u := Change{ID: id, Author: who, Name: c.Name, Document: c.Document, Undoes: c.ID, Absorbed: c.Absorbed}
	for _, e := range slices.Backward(c.Edits) {
		if c.Absorbed {
			u.Edits = append(u.Edits, Edit{e.After, e.Before})
			continue
		}
		k, rid := e.After.Kind(), e.After.Stamped().ID
		heads := p.Heads(k, rid)
		if len(heads) == 0 || !sameContent(heads[0], e.After) {
			return u, fmt.Errorf("undo %s: %s %s: %w", c.Name, k, rid, ErrStale)
		}
		back := e.Before
		if back == nil {
			back = Delete(e.After)
		}
		u.Edits = append(u.Edits, Edit{heads[0], stamped(back, heads, who)})
	}
	return u, nil
}

type editJSON struct {
	Kind   Kind            `json:"kind"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// MarshalJSON writes the kind and both records.
func (e Edit) MarshalJSON() ([]byte, error) {
	var j editJSON
	for _, side := range []struct {
		r  Record
		to *json.RawMessage
	}{{e.Before, &j.Before}, {e.After, &j.After}} {
		if side.r == nil {
			continue
		}
		b, err := json.Marshal(side.r)
		if err != nil {
			return nil, err
		}
		j.Kind, *side.to = side.r.Kind(), b
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *Edit) UnmarshalJSON(b []byte) error {
	var j editJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	read := func(raw json.RawMessage) (Record, error) {
		if raw == nil {
			return nil, nil
		}
		r := NewRecord(j.Kind)
		if r == nil {
			return nil, fmt.Errorf("kind %.40q: %w", j.Kind, ErrRecord)
		}
		return r, json.Unmarshal(raw, r)
	}
	var err error
	if e.Before, err = read(j.Before); err != nil {
		return err
	}
	e.After, err = read(j.After)
	return err
}
