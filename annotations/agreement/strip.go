package agreement

import (
	"encoding/binary"
	"slices"
)

// A strip is one annotator's reading of a stretch of text: runs that tile it,
// each with the set of labels that holds there. A run ends wherever one of
// the annotator's spans starts or ends, even if the set stays the same.
type strip []run

type run struct{ end, value int }

// sets numbers sets of labels (or of entities); the empty set is 0.
type sets struct {
	ids     map[string]int
	members [][]int // sorted
	key     []byte
}

func newSets() *sets { return &sets{ids: map[string]int{"": 0}, members: [][]int{nil}} }

// id is the number of a sorted set, given if need be.
func (s *sets) id(members []int) int {
	s.key = s.key[:0]
	for _, m := range members {
		s.key = binary.AppendUvarint(s.key, uint64(m))
	}
	id, ok := s.ids[string(s.key)]
	if !ok {
		id = len(s.members)
		s.ids[string(s.key)] = id
		s.members = append(s.members, slices.Clone(members))
	}
	return id
}

// active is the multiset of labels at a place.
type active struct{ labels, counts []int }

// shift adds n spans of a label and tells whether the set has changed.
func (a *active) shift(label, n int) bool {
	i, ok := slices.BinarySearch(a.labels, label)
	if !ok {
		a.labels = slices.Insert(a.labels, i, label)
		a.counts = slices.Insert(a.counts, i, n)
		return true
	}
	a.counts[i] += n
	if a.counts[i] > 0 {
		return false
	}
	a.labels = slices.Delete(a.labels, i, i+1)
	a.counts = slices.Delete(a.counts, i, i+1)
	return true
}

// newStrip reads [lo,hi) off spans sorted by start.
func newStrip(lo, hi int, spans []span, known *sets) strip {
	ends := slices.Clone(spans)
	slices.SortFunc(ends, func(a, b span) int { return a.end - b.end })
	var out strip
	var now active
	value, at := 0, lo
	for i, j := 0, 0; at < hi; {
		next := hi
		if i < len(spans) {
			next = min(next, spans[i].start)
		}
		if j < len(ends) {
			next = min(next, ends[j].end)
		}
		if next > at {
			out = append(out, run{next, value})
		}
		changed := false
		for ; j < len(ends) && ends[j].end == next; j++ {
			changed = now.shift(ends[j].label, -1) || changed
		}
		for ; i < len(spans) && spans[i].start == next; i++ {
			changed = now.shift(spans[i].label, 1) || changed
		}
		if changed {
			value = known.id(now.labels)
		}
		at = next
	}
	return out
}

// walk calls visit for each longest stretch of [lo,…) in which no strip
// starts a new run, with its length, the value of each strip there and the
// index of the run. The strips end together; visit must not keep the slices.
func walk(lo int, strips []strip, p *pace, visit func(length int, values, runs []int)) error {
	values, runs := make([]int, len(strips)), make([]int, len(strips))
	for at := lo; len(strips) > 0 && runs[0] < len(strips[0]); {
		next := strips[0][runs[0]].end
		for i, s := range strips {
			values[i] = s[runs[i]].value
			next = min(next, s[runs[i]].end)
		}
		visit(next-at, values, runs)
		for i, s := range strips {
			if s[runs[i]].end == next {
				runs[i]++
			}
		}
		at = next
		if err := p.work(4 * len(strips)); err != nil {
			return err
		}
	}
	return nil
}
