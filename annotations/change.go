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
	By    string `json:"by"`    // Person id
	Actor string `json:"actor"` // tab or run; see [Version]
	At    Time   `json:"at"`
}

// Edit is one version of a record before and after. A record that was made has
// no Before; a deleted one has a tombstone. A version that is taken out has no
// After: the others where one was chosen of several, and what was absorbed and
// is taken back.
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
	case *Decision:
		t.(*Decision).Document = r.Document
	case *Comment:
		t.(*Comment).Document = r.Document
	case *Answer:
		t.(*Answer).Document = r.Document
	}
	return t
}

// Change makes a change that gives records new content: each is what it is to
// be, under its id, and may be new, changed or the tombstone of [Delete].
// Stamps are made here. A record that says what it said before is left out; one
// that has several versions is given this one, and the others go.
func (p *Project) Change(id string, who Author, name string, after ...Record) Change {
	c := Change{ID: id, Author: who, Name: name}
	for _, r := range after {
		heads := p.Heads(r.Kind(), r.Stamped().ID)
		if len(heads) != 1 || !sameContent(heads[0], r) {
			c.Edits = append(c.Edits, turn(heads, []Record{stamped(r, heads, who)})...)
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
		k, id, err := e.subject()
		if err != nil {
			return p, fmt.Errorf("%s: %w", c.Name, err)
		}
		if next[k] == nil {
			next[k] = map[string][]Record{}
		}
		heads, ok := next[k][id]
		if !ok {
			heads = p.Heads(k, id)
		}
		if next[k][id], err = p.edit(c, e, heads); err != nil {
			return p, fmt.Errorf("%s: %s %s: %w", c.Name, k, id, err)
		}
	}
	return p.settle(c, next)
}

// subject returns which record e is about.
func (e Edit) subject() (Kind, string, error) {
	r := e.After
	if r == nil {
		r = e.Before
	}
	if r == nil {
		return "", "", fmt.Errorf("edit of nothing: %w", ErrRecord)
	}
	k, id := r.Kind(), r.Stamped().ID
	if b := e.Before; b != nil && (b.Kind() != k || b.Stamped().ID != id) {
		return "", "", fmt.Errorf("%s %s becomes %s %s: %w", b.Kind(), b.Stamped().ID, k, id, ErrRecord)
	}
	return k, id, nil
}

// edit takes e.Before out of the versions of a record and puts e.After in.
// heads is not used again.
func (p *Project) edit(c Change, e Edit, heads []Record) ([]Record, error) {
	if e.Before != nil {
		i := slices.IndexFunc(heads, func(h Record) bool { return sameRecord(h, e.Before) })
		if i < 0 {
			return nil, ErrStale
		}
		heads = slices.Delete(heads, i, i+1)
	}
	for _, r := range []Record{e.Before, e.After} {
		if r != nil && !c.Absorbed && !mayEdit(r, c.By) {
			return nil, ErrOwner
		}
	}
	if e.After == nil {
		return heads, nil
	}
	v := e.After.Stamped().Version
	if !c.Absorbed && slices.ContainsFunc(heads, func(h Record) bool { return h.Stamped().Version.Covers(v) }) {
		return nil, ErrStale
	}
	if err := p.admit(e.After); err != nil {
		return nil, err
	}
	return append(heads, e.After), nil
}

// admit checks a record by itself and against its text.
func (p *Project) admit(r Record) error {
	if err := check(r); err != nil {
		return err
	}
	if a, ok := r.(*Annotation); ok && !a.Deleted {
		if t, loaded := p.texts[a.Document]; loaded {
			return a.In(t)
		}
	}
	return nil
}

// settle returns p with the versions of some records replaced, when they and
// the references between them are as they should be.
func (p *Project) settle(c Change, next map[Kind]map[string][]Record) (*Project, error) {
	gone := map[reference]bool{}
	for k, records := range next {
		for id, versions := range records {
			if err := lawful(c, p.Heads(k, id), versions); err != nil {
				return p, fmt.Errorf("%s: %s %s: %w", c.Name, k, id, err)
			}
			if len(versions) == 0 {
				gone[reference{k, id}] = true
			}
			records[id] = maximal(versions)
		}
	}
	if err := p.resolve(c, next); err != nil {
		return p, fmt.Errorf("%s: %w", c.Name, err)
	}
	q := *p
	for k, records := range next {
		q.set(k, records)
	}
	if err := q.spared(gone); err != nil {
		return p, fmt.Errorf("%s: %w", c.Name, err)
	}
	return &q, nil
}

// lawful checks how the versions of one record go on. What comes must not have
// been seen by what is there; and but for an absorbed change, what goes must be
// seen by what comes, since other copies of the project still hold it.
func lawful(c Change, before, after []Record) error {
	seen := func(r Record) bool {
		return slices.ContainsFunc(after, func(o Record) bool { return newer(o, r) })
	}
	for _, r := range after {
		if !slices.Contains(before, r) && seen(r) {
			return ErrStale
		}
	}
	for _, r := range before {
		if !c.Absorbed && !slices.Contains(after, r) && !seen(r) {
			return fmt.Errorf("%w: taken out without a newer version", ErrRecord)
		}
	}
	return nil
}

// spared checks that nothing that is left mentions what is gone. Only taking
// back an absorbed change removes anything, so that reading everything is rare.
func (p *Project) spared(gone map[reference]bool) error {
	if len(gone) == 0 {
		return nil
	}
	for _, k := range Kinds {
		for _, r := range p.Versions(k) {
			for _, ref := range references(r) {
				if gone[ref] {
					return fmt.Errorf("%s %s mentions %s %s: %w", k, r.Stamped().ID, ref.kind, ref.id, ErrMissing)
				}
			}
		}
	}
	return nil
}

// resolve checks that every id an edit mentions is known before or after it.
// What is absorbed may mention what its file did not hold.
func (p *Project) resolve(c Change, next map[Kind]map[string][]Record) error {
	if c.Absorbed {
		return nil
	}
	known := func(k Kind, id string) bool {
		if _, ok := next[k][id]; ok {
			return true
		}
		return len(p.Heads(k, id)) > 0
	}
	for _, e := range c.Edits {
		if e.After == nil {
			continue
		}
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
		if !r.Orphan { // one may be of a document that is in no file we have
			out = append(out, reference{KindDocument, r.Document})
		}
		for _, id := range append(slices.Clone(r.Entities), r.Attribution.Source) {
			if id != "" && id != NIL {
				out = append(out, reference{KindEntity, id})
			}
		}
	case *Relation:
		out = append(out, reference{KindAnnotation, r.From}, reference{KindAnnotation, r.To})
	case *Progress:
		out = append(out, reference{KindDocument, r.Document})
	case *Decision:
		out = append(out, r.mentions()...)
	case *Comment:
		out = append(out, r.mentions()...)
	case *Answer:
		out = append(out, r.mentions()...)
	case *Dismissal:
		out = append(out, r.mentions()...)
	case *Entity:
		if r.Into != "" {
			out = append(out, reference{KindEntity, r.Into})
		}
	}
	return out
}

// Undo makes the change that takes c back. Undoing an undo is a redo. It
// returns an error wrapping [ErrStale] when a record has been changed since by
// something that was not itself taken back, or edited elsewhere meanwhile.
func (p *Project) Undo(c Change, id string, who Author) (Change, error) {
	u := Change{ID: id, Author: who, Name: c.Name, Document: c.Document, Undoes: c.ID, Absorbed: c.Absorbed}
	if c.Absorbed {
		for _, e := range slices.Backward(c.Edits) {
			u.Edits = append(u.Edits, Edit{e.After, e.Before})
		}
		return u, nil
	}
	for _, s := range c.steps() {
		heads := p.Heads(s.kind, s.id)
		if !sameContents(heads, s.after) {
			return u, fmt.Errorf("undo %s: %s %s: %w", c.Name, s.kind, s.id, ErrStale)
		}
		u.Edits = append(u.Edits, turn(heads, restored(s, heads, who))...)
	}
	return u, nil
}

// step is what a change does to one record: its versions before and after.
type step struct {
	reference
	before, after []Record
}

// steps sums up the edits of each record, the last one first.
func (c Change) steps() []step {
	var out []step
	at := map[reference]int{}
	for _, e := range c.Edits {
		k, id, err := e.subject()
		if err != nil {
			continue // Apply has refused it
		}
		i, known := at[reference{k, id}]
		if !known {
			i, out = len(out), append(out, step{reference: reference{k, id}})
			at[reference{k, id}] = i
		}
		s := &out[i]
		if e.Before != nil {
			if j := slices.IndexFunc(s.after, func(r Record) bool { return sameRecord(r, e.Before) }); j >= 0 {
				s.after = slices.Delete(s.after, j, j+1)
			} else {
				s.before = append(s.before, e.Before)
			}
		}
		if e.After != nil {
			s.after = append(s.after, e.After)
		}
	}
	slices.Reverse(out)
	return out
}

// restored returns what was before s as new versions after heads. Where s
// closed a conflict it comes back: each version then counts as made by an actor
// of its own, the one that was shown with most edits, so that it is again.
func restored(s step, heads []Record, who Author) []Record {
	if len(s.before) == 0 {
		return []Record{stamped(Delete(s.after[0]), heads, who)}
	}
	var out []Record
	for i, r := range s.before {
		as := who
		if i > 0 {
			as.Actor = fmt.Sprintf("%s+%d", who.Actor, i)
		}
		r = stamped(r, heads, as)
		for range len(s.before) - 1 - i {
			r.Stamped().Version = r.Stamped().Version.Next(as.Actor)
		}
		out = append(out, r)
	}
	return out
}

// sameContents reports whether a and b hold records that say the same, in
// whatever order.
func sameContents(a, b []Record) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x Record) bool {
		return !slices.ContainsFunc(b, func(y Record) bool { return sameContent(x, y) })
	})
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
		if raw == nil || string(raw) == "null" {
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
