// Package shelf finds an entity while its name is being typed, among a hundred
// thousand of them at every keystroke, and reads lists of entities from files.
//
// It holds names, not decisions: what is linked to what is the project's. It
// may import package annotations, the standard library and Unicode tables, and
// does no I/O.
package shelf

import (
	"math"
	"slices"

	"gloss/annotations"
)

// Shelf finds entities by name and alias. It is not for use by several
// goroutines at once: even finding writes to tables it keeps for the next time.
//
// Each of its tiers is a sorted array of distinct words with the names that hold
// them. A prefix is a stretch of that array, found by bisection. A misspelt word
// is looked for in all of them: a set of letters in 64 bits for each word rules
// out nearly all, and the rest are measured.
//
// An automaton of the same words (package vellum) was measured beside it. It
// finds a word with one typo in half the time and with two in four times as
// much, 0.1 against 0.4 ms for 68,000 words, but only whole words, not ones still
// being typed; it has to be built anew for each change; and it makes the program
// 41 KB larger before there is any order or highlighting, all of this 26 KB.
// With 100,000 entities of 217,000 names a keystroke takes 0.01 to 0.9 ms, in
// WebAssembly 0.05 to 3 ms; building takes 0.2 and 0.6 s.
type Shelf struct {
	tiers  []*tier
	places map[string]place
	recent map[string]int // by entity id; 0 was used last
	counts map[string]int
	turn   uint32   // counts searches, so that marks of earlier ones need no clearing
	marked []uint32 // entities of one tier that a search has found; kept for its room
	orders []uint64 // of the best of them
	ruler  ruler
}

// place is where an entity is.
type place struct {
	tier *tier
	i    uint32
}

// tierSize is how many entities tiers are merged up to: building 8,192 takes
// less than a tenth of a second in a browser, and a query of a dozen tiers no
// longer than one of all in one.
const tierSize = 1 << 13

// New makes a shelf of entities, of which those deleted or merged into another
// are left out. recent lists the ids of those used last, the last one first, and
// counts says how often each was used; both may mention unknown ids.
//
// To stay responsive in a browser begin with none and hand them to [Shelf.Put]
// 5,000 at a time; what is there already can be found meanwhile.
func New(entities []*annotations.Entity, recent []string, counts map[string]int) *Shelf {
	s := &Shelf{places: make(map[string]place, len(entities))}
	s.Use(recent, counts)
	s.Put(entities...)
	return s
}

// Put adds entities or replaces those with the same ids; one that is deleted or
// merged into another is taken off. The cost grows with how many are put, not
// with how many there are, but for a merge of small tiers now and then.
func (s *Shelf) Put(entities ...*annotations.Entity) {
	var put []*annotations.Entity
	index := make(map[string]int, len(entities))
	for _, e := range entities {
		if i, twice := index[e.ID]; twice {
			put[i] = e
			continue
		}
		index[e.ID] = len(put)
		put = append(put, e)
	}
	for _, e := range put {
		if at, ok := s.places[e.ID]; ok {
			at.tier.entities[at.i] = nil
			at.tier.alive--
			delete(s.places, e.ID)
		}
	}
	s.tiers = slices.DeleteFunc(s.tiers, func(t *tier) bool { return t.alive == 0 })
	s.add(shown(put))
	for n := len(s.tiers); n > 1; n = len(s.tiers) {
		big, small := s.tiers[n-2], s.tiers[n-1]
		if len(big.entities) > 2*len(small.entities) || len(big.entities)+len(small.entities) > tierSize {
			break
		}
		s.tiers = s.tiers[:n-2]
		s.add(append(shown(big.entities), shown(small.entities)...))
	}
}

// shown returns the entities that can be found.
func shown(entities []*annotations.Entity) []*annotations.Entity {
	var out []*annotations.Entity
	for _, e := range entities {
		if e != nil && !e.Deleted && e.Into == "" {
			out = append(out, e)
		}
	}
	return out
}

func (s *Shelf) add(entities []*annotations.Entity) {
	if len(entities) == 0 {
		return
	}
	t := newTier(entities)
	s.tiers = append(s.tiers, t)
	for i, e := range entities {
		s.places[e.ID] = place{t, uint32(i)}
		t.order[i] = s.order(e.ID, t.rank[i])
	}
}

// Use tells anew what was used last and how often, as after linking an entity.
// The arguments are not modified, and must not be afterwards.
func (s *Shelf) Use(recent []string, counts map[string]int) {
	touched := []map[string]int{s.recent, s.counts, nil, counts}
	s.recent, s.counts = make(map[string]int, len(recent)), counts
	for i, id := range recent {
		if _, twice := s.recent[id]; !twice {
			s.recent[id] = i
		}
	}
	touched[2] = s.recent
	for _, ids := range touched {
		for id := range ids {
			if at, ok := s.places[id]; ok {
				at.tier.order[at.i] = s.order(id, at.tier.rank[at.i])
			}
		}
	}
}

// An order is what hits are sorted by, smaller first: 16 bits when the entity
// was used last, 2 bits how well the name matches, 22 bits how often it was
// used, 24 bits where its name stands in the alphabet of its tier.
const (
	rankBits  = 24
	countBits = 22
	classAt   = rankBits + countBits
	recentAt  = classAt + 2
)

func (s *Shelf) order(id string, rank uint32) uint64 {
	last, ok := s.recent[id]
	if !ok || last > math.MaxUint16 {
		last = math.MaxUint16
	}
	const most = 1<<countBits - 1
	return uint64(last)<<recentAt | uint64(most-max(0, min(s.counts[id], most)))<<rankBits | uint64(rank)
}
