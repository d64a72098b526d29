package board

import (
	"cmp"
	"slices"
	"sort"

	"gloss/annotations"
)

// State tells how the sources of a row stand to each other.
type State string

// The states of a row.
const (
	// Silent: no source says anything.
	Silent State = "silent"
	// Single: one source alone says something.
	Single State = "single"
	// Agree: all values that the sources give can be so at once; see [Value.Agrees].
	Agree State = "agree"
	// Updated: some values cannot, but each of those was replaced by a later one;
	// see [Entry.Superseded].
	Updated State = "updated"
	// Conflict: two values stand that cannot both be so.
	Conflict State = "conflict"
)

// Role tells what a value does to those that were published before it.
type Role string

// The roles of a value.
const (
	RoleFirst   Role = "first"   // there was none before
	RoleRepeats Role = "repeats" // one before it agrees
	RoleUpdates Role = "updates" // it replaces one before it
	RoleDiffers Role = "differs" // none before it agrees
)

// Row is a question and what the sources say to it.
type Row struct {
	Question *annotations.Question
	State    State
	Entries  []Entry // by column; within one by value
	Values   []Value // the distinct ones, in the order in which they were first published

	silent  []*annotations.Answer // those that say that a source is silent, by column
	answers []*annotations.Answer
}

// Entry is one value that a source gives, and who read it so.
type Entry struct {
	Column  int
	Value   Value
	Answers []*annotations.Answer // one or more, all of this value and this speaker, by id
	AsOf    annotations.Time      // when it held; 0 when that is not said
	Group   int                   // which of the row's Values it is
	Role    Role
	// Superseded says that a value which cannot be so at the same time and was
	// published later replaces it: it is of the same source, or it says that it
	// holds as of a later time than this one does (or was published), or somebody
	// related its passage to one of this value's as updating or retracting it.
	Superseded bool
	// Contradicts says that it cannot be so at the same time as a value that
	// stands, was published earlier or in the same document, and is not replaced by it.
	Contradicts bool
}

// Cell is what one source says to a question.
type Cell struct {
	Entries []Entry               // none when it is silent
	Silent  []*annotations.Answer // those who looked and found nothing, by id
	// Self says that the source contradicts itself: in its own voice, or in that
	// of one speaker, it gives two values that cannot both be so, as one person
	// read it, and holds neither for merely probable or possible. Disputed says
	// that two people read it differently.
	Self, Disputed bool
}

// Cell returns what the source in a column says.
func (r *Row) Cell(column int) Cell {
	i := sort.Search(len(r.Entries), func(i int) bool { return r.Entries[i].Column >= column })
	j := i
	for j < len(r.Entries) && r.Entries[j].Column == column {
		j++
	}
	c := Cell{Entries: r.Entries[i:j:j]}
	c.judge()
	return c
}

// Looked returns the answers which say that a document is silent.
func (r *Row) Looked(document string) []*annotations.Answer {
	var out []*annotations.Answer
	for _, a := range r.silent {
		if a.Document == document {
			out = append(out, a)
		}
	}
	return out
}

// Sources returns how many sources give a value.
func (r *Row) Sources() int {
	n, last := 0, -1
	for _, e := range r.Entries {
		n += btoi(e.Column != last)
		last = e.Column
	}
	return n
}

// judge compares the values of one source with each other.
func (c *Cell) judge() {
	for i, e := range c.Entries {
		for _, f := range c.Entries[:i] {
			if !e.Value.OK() || !f.Value.OK() || e.Value.Agrees(f.Value) {
				continue
			}
			one := both(e.Answers, f.Answers)
			c.Self = c.Self || SameVoice(&e, &f) && !e.hedged() && !f.hedged()
			c.Disputed = c.Disputed || !one
		}
	}
}

// SameVoice reports whether one person read both values, said by the same: of one
// source they are that source's own, then.
func SameVoice(e, f *Entry) bool {
	return both(e.Answers, f.Answers) && speaker(e.Answers[0]) == speaker(f.Answers[0])
}

// both reports whether one person made answers of both sorts.
func both(a, b []*annotations.Answer) bool {
	return slices.ContainsFunc(a, func(x *annotations.Answer) bool {
		return slices.ContainsFunc(b, func(y *annotations.Answer) bool { return x.By == y.By })
	})
}

// speaker names who says an answer; "" for the source itself.
func speaker(a *annotations.Answer) string { return cmp.Or(a.Speaker.Source, a.Speaker.Words) }

// gather makes entries of answers: those of one document, value and speaker are
// one.
func (r *Row) gather(m *maker) {
	groups := map[string]int{}
	for _, a := range r.answers {
		column, ok := m.at[a.Document]
		switch {
		case !ok: // of an article that was deleted
		case a.Silent:
			r.silent = append(r.silent, a)
		default:
			e := Entry{Column: column, Value: ValueOf(r.Question, a, m.columns[column].Document.Published), Answers: []*annotations.Answer{a}}
			if t, err := annotations.ParseTime(a.AsOf); err == nil {
				e.AsOf = t
			}
			r.Entries = append(r.Entries, e)
		}
	}
	r.join()
	for i := range r.Entries {
		e := &r.Entries[i]
		key := e.Value.Norm
		if !e.Value.OK() { // what cannot be read agrees with nothing
			key = "\x00" + e.Answers[0].ID
		}
		g, ok := groups[key]
		if !ok {
			g = len(r.Values)
			groups[key], r.Values = g, append(r.Values, e.Value)
		}
		e.Group = g
	}
}

func compareEntries(e, f Entry) int {
	return cmp.Or(cmp.Compare(e.Column, f.Column), cmp.Compare(e.Value.Norm, f.Value.Norm),
		cmp.Compare(speaker(e.Answers[0]), speaker(f.Answers[0])), cmp.Compare(e.AsOf, f.AsOf))
}

// join makes one entry of those that differ in who read them alone.
func (r *Row) join() {
	slices.SortStableFunc(r.Entries, compareEntries)
	var out []Entry
	for _, e := range r.Entries {
		if n := len(out); n > 0 && compareEntries(out[n-1], e) == 0 && e.Value.OK() {
			out[n-1].Answers = append(out[n-1].Answers, e.Answers...)
			continue
		}
		out = append(out, e)
	}
	r.Entries = out
}
