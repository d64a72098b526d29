package shelf

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"gloss/annotations"
)

// tier is an index of some entities, built at once. Names are numbered through
// it, those of one entity in a row.
type tier struct {
	entities []*annotations.Entity // nil where it was replaced since
	alive    int                   // how many are not
	names    []uint32              // names[e]: the first name of entity e; one more at the end
	owner    []uint32              // entity of each name
	listed   []uint32              // entities in the order of the alphabet
	rank     []uint32              // where each entity stands in it
	order    []uint64              // see order

	words   []string  // distinct, sorted
	letters []letters // of each word
	spelt   []uint32  // words of each name in order; name n has speltAt[n]:speltAt[n+1]
	speltAt []uint32  //
	holders []uint32  // names that hold each word; word w has holderAt[w]:holderAt[w+1]
	holdsAt []uint32  //
	best    []uint64  // by entity: the order of its best match, in the search of mark
	match   []uint32  // by entity: the name of that
	mark    []uint32  // by entity: the search that matched it last
}

func newTier(entities []*annotations.Entity) *tier {
	n := len(entities)
	t := &tier{
		entities: entities, alive: n, rank: make([]uint32, n), order: make([]uint64, n),
		best: make([]uint64, n), match: make([]uint32, n), mark: make([]uint32, n),
	}
	t.spell()
	t.sortWords()
	t.hold()
	t.rankNames()
	return t
}

// namesOf returns the names of e that are not blank, its own first.
func namesOf(e *annotations.Entity) []string {
	if len(e.Aliases) == 0 && e.Name != "" {
		return []string{e.Name}
	}
	out := make([]string, 0, 1+len(e.Aliases))
	for i := range 1 + len(e.Aliases) {
		name := e.Name
		if i > 0 {
			name = e.Aliases[i-1]
		}
		if strings.TrimSpace(name) != "" {
			out = append(out, name)
		}
	}
	return out
}

// spell reads the names into words, numbered as they come.
func (t *tier) spell() {
	known := make(map[string]uint32, len(t.entities))
	var buf []byte
	space := []byte(" ")
	for e, entity := range t.entities {
		t.names = append(t.names, uint32(len(t.owner)))
		for _, name := range namesOf(entity) {
			t.owner = append(t.owner, uint32(e))
			t.speltAt = append(t.speltAt, uint32(len(t.spelt)))
			buf = fold(buf[:0], name, nil)
			for word := range bytes.SplitSeq(buf, space) {
				i, ok := known[string(word)]
				if !ok {
					i = uint32(len(t.words))
					t.words = append(t.words, string(word))
					known[t.words[i]] = i
				}
				t.spelt = append(t.spelt, i)
			}
		}
	}
	t.names = append(t.names, uint32(len(t.owner)))
	t.speltAt = append(t.speltAt, uint32(len(t.spelt)))
}

// sortWords puts the words in order and numbers them anew.
func (t *tier) sortWords() {
	by := numbers(len(t.words))
	slices.SortFunc(by, func(a, b uint32) int { return cmp.Compare(t.words[a], t.words[b]) })
	sorted, number := make([]string, len(by)), make([]uint32, len(by))
	t.letters = make([]letters, len(by))
	for i, w := range by {
		sorted[i], number[w], t.letters[i] = t.words[w], uint32(i), lettersOf(t.words[w])
	}
	t.words = sorted
	for i, w := range t.spelt {
		t.spelt[i] = number[w]
	}
}

// numbers returns those below n.
func numbers(n int) []uint32 {
	out := make([]uint32, n)
	for i := range out {
		out[i] = uint32(i)
	}
	return out
}

// hold lists for each word the names that hold it, by counting.
func (t *tier) hold() {
	t.holdsAt = make([]uint32, len(t.words)+1)
	for _, w := range t.spelt {
		t.holdsAt[w+1]++
	}
	for w := range t.words {
		t.holdsAt[w+1] += t.holdsAt[w]
	}
	t.holders = make([]uint32, len(t.spelt))
	next := slices.Clone(t.holdsAt)
	for n := range t.owner {
		for _, w := range t.wordsOf(uint32(n)) {
			t.holders[next[w]] = uint32(n)
			next[w]++
		}
	}
}

// wordsOf returns the words of a name.
func (t *tier) wordsOf(name uint32) []uint32 { return t.spelt[t.speltAt[name]:t.speltAt[name+1]] }

// rankNames finds the place of each entity in the alphabet. Words are numbered
// in order, so that comparing numbers compares names.
func (t *tier) rankNames() {
	t.listed = numbers(len(t.entities))
	slices.SortFunc(t.listed, func(a, b uint32) int {
		if c := slices.Compare(t.first(a), t.first(b)); c != 0 {
			return c
		}
		return compareNames(t.entities[a], t.entities[b])
	})
	for i, e := range t.listed {
		t.rank[e] = uint32(i)
	}
}

// first returns the words of the name that an entity is listed by.
func (t *tier) first(e uint32) []uint32 {
	if t.names[e] == t.names[e+1] {
		return nil
	}
	return t.wordsOf(t.names[e])
}

func compareNames(a, b *annotations.Entity) int {
	if c := cmp.Compare(a.Name, b.Name); c != 0 {
		return c
	}
	return cmp.Compare(a.ID, b.ID)
}

// stretch is a run of words, by number.
type stretch struct{ from, to uint32 }

func (s stretch) has(w uint32) bool { return s.from <= w && w < s.to }

// beginning returns the words that begin with prefix.
func (t *tier) beginning(prefix string) stretch {
	from, _ := slices.BinarySearch(t.words, prefix)
	n, _ := slices.BinarySearchFunc(t.words[from:], prefix, func(word, prefix string) int {
		if strings.HasPrefix(word, prefix) {
			return -1
		}
		return 1
	})
	return stretch{uint32(from), uint32(from + n)}
}

// held returns the names that hold a word of s, a name once for each such word.
func (t *tier) held(s stretch) []uint32 { return t.holders[t.holdsAt[s.from]:t.holdsAt[s.to]] }

// name returns what name n, of entity e, is.
func (t *tier) name(e, n uint32) string { return namesOf(t.entities[e])[n-t.names[e]] }
