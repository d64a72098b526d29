package format

import (
	"fmt"
	"slices"
	"strings"

	"gloss/annotations"
)

// Entry is one thing that was found in a file.
type Entry struct {
	Path string // JSON pointer, or "line 3" and a pointer; "" when it is about the whole file
	ID   string // of the record; "" when there is none
	What string // a sentence for the user, without a full stop
}

// Reading is one way to take the offsets of a file, with some of the places
// where another way differs: the same ones in every reading.
type Reading struct {
	Unit   string // one of [Units]
	Places []Shown
}

// Shown is a place in a text with what stands around it, on one line.
type Shown struct{ Before, Words, After string }

// Report says what was found in a file: how many records, and what was not as
// it should be. Nothing else was changed.
type Report struct {
	Format string // key of the format

	// Unit is what the file was taken to count in, one of [Units]; "" where it
	// makes no difference or the format lays it down. Guessed says that nothing
	// in the file tells and that the unit is the format's usual one: ask.
	Unit    string
	Guessed bool
	// Readings are the units that fit as well as each other, the one that was
	// taken first, when it was guessed.
	Readings []Reading

	Documents, Annotations, Relations, Entities, People int // shown records

	Altered   []Entry // texts that were changed outside the app; their annotations were anchored again
	Repaired  []Entry // annotations that were moved to where their quote is
	Unchecked []Entry // annotations that could not be compared with a text or a quote
	Orphans   []Entry // annotations whose quote is not in the text
	Skipped   []Entry // what could not be read
	Unknown   []Entry // fields this version does not know
}

// Clean reports whether everything was as it should be. An annotation that was
// an orphan when it was written is as it should be.
func (r Report) Clean() bool {
	return len(r.Altered)+len(r.Repaired)+len(r.Unchecked)+len(r.Orphans)+len(r.Skipped)+len(r.Unknown) == 0
}

// count fills in how many records p shows.
func (r *Report) count(p *annotations.Project) {
	r.Documents, r.Annotations, r.Relations = p.Documents.Len(), p.Annotations.Len(), p.Relations.Len()
	r.Entities, r.People = p.Entities.Len(), p.People.Len()
}

// unknowns counts fields that are not known, by where they stood.
type unknowns map[string]int

// entries lists each field once, with how often it was met.
func (u unknowns) entries() []Entry {
	var out []Entry
	for what, n := range u {
		if n > 1 {
			what = fmt.Sprintf("%s (%d times)", what, n)
		}
		out = append(out, Entry{What: what})
	}
	slices.SortFunc(out, func(a, b Entry) int { return strings.Compare(a.What, b.What) })
	return out
}

// clip shortens s for a sentence.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
