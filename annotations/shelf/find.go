package shelf

import (
	"cmp"
	"math"
	"slices"

	"gloss/annotations"
)

// Hit is an entity that was found.
type Hit struct {
	Entity  *annotations.Entity
	Alias   string   // the name that matched: its own or an alias
	Matched [][2]int // the code points of Alias that match, as half-open pairs in order
	Fuzzy   bool     // it only matches with a typo
}

// How well a name matches, the best first.
const (
	exact  = iota // it is the query
	prefix        // it begins with the query
	inside        // its words begin with those of the query, somewhere
	fuzzy         // they nearly do
)

// Find returns up to n entities of which a name or alias matches query: each
// word of the query begins a word of the name, whatever their order, case and
// diacritics. Each entity comes once, with the name that matches best.
//
// Entities used last come first, then those of which the name is the query,
// begins with it, or has it inside, then the ones used more often, then by name.
// When fewer than n match, entities follow that match with a typo: one edit in
// query words of four letters, two from eight on. They come last whatever their
// use, so that a slip never stands before what was really typed.
//
// A query without a word finds everything in the order of use. Of a long query
// the first 200 bytes count.
func (s *Shelf) Find(query string, n int) []Hit {
	if n = min(n, len(s.places)); n <= 0 {
		return nil
	}
	words := wordsOf(query)
	found := s.search(words, n, (*tier).exactly)
	fuzzyFrom := len(found)
	if len(words) > 0 && fuzzyFrom < n && slices.ContainsFunc(words, func(w string) bool { return allowed(w) > 0 }) {
		found = append(found, s.search(words, n-fuzzyFrom, (*tier).nearly)...)
	}
	hits := make([]Hit, len(found))
	for i, c := range found {
		name := c.tier.name(c.entity, c.tier.match[c.entity])
		hits[i] = Hit{c.tier.entities[c.entity], name, matched(name, words), i >= fuzzyFrom}
	}
	return hits
}

// candidate is an entity that matches.
type candidate struct {
	tier   *tier
	entity uint32
}

// search returns the n best candidates of all tiers, in order. mark must mark
// the entities that match.
func (s *Shelf) search(words []string, n int, mark func(t *tier, out []uint32, terms []term, turn uint32) []uint32) []candidate {
	s.turn++
	var all []candidate
	for _, t := range s.tiers {
		s.marked = mark(t, s.marked[:0], s.terms(t, words), s.turn)
		all = merge(all, s.top(t, n))
	}
	return all[:min(len(all), n)]
}

// top returns the n best of the entities of t that were marked, in order.
func (s *Shelf) top(t *tier, n int) []candidate {
	best, worst := s.orders[:0], uint64(math.MaxUint64)
	for _, e := range s.marked {
		if t.best[e] > worst {
			continue
		}
		if best = append(best, t.best[e]); len(best) > 2*n+100 { // sort seldom, and keep few
			slices.Sort(best)
			best, worst = best[:n], best[n-1]
		}
	}
	slices.Sort(best)
	s.orders = best
	out := make([]candidate, min(n, len(best)))
	for i := range out {
		out[i] = candidate{t, t.listed[best[i]&(1<<rankBits-1)]}
	}
	return out
}

// merge makes one list in order of two.
func merge(a, b []candidate) []candidate {
	if len(a) == 0 {
		return b
	}
	out := make([]candidate, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if before(b[0], a[0]) {
			a, b = b, a
		}
		out, a = append(out, a[0]), a[1:]
	}
	return append(append(out, a...), b...)
}

// before reports whether a comes before b, which is of another tier.
func before(a, b candidate) bool {
	x, y := a.tier.entities[a.entity], b.tier.entities[b.entity]
	c := cmp.Compare(a.tier.best[a.entity]>>rankBits, b.tier.best[b.entity]>>rankBits)
	if c == 0 {
		c = cmp.Compare(listedAs(x), listedAs(y))
	}
	if c == 0 {
		c = compareNames(x, y)
	}
	return c < 0
}

// listedAs is what an entity is listed by: see [tier.rankNames].
func listedAs(e *annotations.Entity) string { return string(fold(nil, namesOf(e)[0], nil)) }

// term is a word of the query as a tier knows it.
type term struct {
	word   string
	runes  []rune
	begins stretch // the words that begin with it
	whole  bool    // the first of them is it
	set    letters // of the word
	ruler  *ruler
	typos  int // how many are allowed
}

func (s *Shelf) terms(t *tier, words []string) []term {
	out := make([]term, len(words))
	for i, w := range words {
		run := t.beginning(w)
		out[i] = term{w, []rune(w), run, run.from < run.to && t.words[run.from] == w, lettersOf(w), &s.ruler, allowed(w)}
	}
	return out
}

// exactly marks the entities that match without a typo and adds them to out.
func (t *tier) exactly(out []uint32, terms []term, turn uint32) []uint32 {
	if len(terms) == 0 {
		return t.everything(out, turn)
	}
	rarest := slices.MinFunc(terms, func(a, b term) int { return cmp.Compare(len(t.held(a.begins)), len(t.held(b.begins))) })
	for _, n := range t.held(rarest.begins) {
		if words := t.wordsOf(n); len(terms) == 1 || all(terms, words) {
			out = t.note(out, n, class(terms, words), turn)
		}
	}
	return out
}

// all reports whether each term begins one of the words.
func all(terms []term, words []uint32) bool {
	for _, q := range terms {
		if !slices.ContainsFunc(words, q.begins.has) {
			return false
		}
	}
	return true
}

// class returns how well a name that matches does so.
func class(terms []term, words []uint32) uint64 {
	last := len(terms) - 1
	if len(words) <= last || !terms[last].begins.has(words[last]) {
		return inside
	}
	for i, q := range terms {
		if whole := q.whole && words[i] == q.begins.from; !whole {
			if i == last {
				return prefix
			}
			return inside
		}
	}
	if len(words) > len(terms) {
		return prefix
	}
	return exact
}

func (t *tier) everything(out []uint32, turn uint32) []uint32 {
	for e := range t.entities {
		if t.names[e] < t.names[e+1] {
			out = t.note(out, t.names[e], exact, turn)
		}
	}
	return out
}

// note marks the entity of a name that matches, unless a better one of its
// names did. It adds the entity to out when it is new there.
func (t *tier) note(out []uint32, name uint32, class uint64, turn uint32) []uint32 {
	e := t.owner[name]
	if t.entities[e] == nil {
		return out
	}
	order := t.order[e] | class<<classAt
	if t.mark[e] != turn {
		t.mark[e], t.best[e], t.match[e] = turn, order, name
		return append(out, e)
	}
	if order < t.best[e] || order == t.best[e] && name < t.match[e] {
		t.best[e], t.match[e] = order, name
	}
	return out
}

// nearly marks the entities that match with a typo, and were not marked in the
// search before, and adds them to out.
func (t *tier) nearly(out []uint32, terms []term, turn uint32) []uint32 {
	pivot := t.pivot(terms)
	q := terms[pivot]
	look := func(w uint32) {
		for _, n := range t.held(stretch{w, w + 1}) {
			if t.mark[t.owner[n]] != turn-1 && t.allNear(terms, pivot, t.wordsOf(n)) {
				out = t.note(out, n, fuzzy, turn)
			}
		}
	}
	for w := q.begins.from; len(terms) > 1 && w < q.begins.to; w++ {
		look(w)
	}
	if q.typos == 0 {
		return out
	}
	for w, l := range t.letters {
		if q.set.near(l, q.typos) && !q.begins.has(uint32(w)) && q.near(t.words[w]) {
			look(uint32(w))
		}
	}
	return out
}

// pivot chooses the term whose names are looked at. A word that few names hold
// has few near it that many do; of several such words the longest has fewest.
func (t *tier) pivot(terms []term) int {
	const few = 1000
	best := 0
	for i, q := range terms {
		p := terms[best]
		if cmp.Or(cmp.Compare(len(t.held(q.begins))/few, len(t.held(p.begins))/few), cmp.Compare(len(p.runes), len(q.runes))) < 0 {
			best = i
		}
	}
	return best
}

func (q term) near(word string) bool {
	edits, _ := q.ruler.typos(q.runes, word, q.typos)
	return edits <= q.typos
}

// allNear reports whether each term but the pivot, which does, begins one of the
// words, typos allowed.
func (t *tier) allNear(terms []term, pivot int, words []uint32) bool {
	for i, q := range terms {
		if i != pivot && !slices.ContainsFunc(words, func(w uint32) bool {
			return q.begins.has(w) || q.typos > 0 && q.set.near(t.letters[w], q.typos) && q.near(t.words[w])
		}) {
			return false
		}
	}
	return true
}
