package agreement

import (
	"cmp"
	"slices"
)

// overlap counts the pairs of a maximum one-to-one matching of spans of one
// label that share a code point. The count does not depend on which matching
// is found, which the usual left-to-right matching cannot say.
//
// For overlap alone no search is needed: take the spans of both sides by
// their ends, and match each that is still free with the free span of the
// other side that reaches into it and ends first. Exchanging partners shows
// that some maximum matching does the same: whatever else could take that
// partner ends later, and so can be served by a later one.
func overlap(a, b []span) hits {
	n := 0
	_ = eachLabel(a, b, func(x, y []span) error {
		n += matchOverlaps(x, y)
		return nil
	})
	return oneToOne(n, a, b)
}

// waiting holds the spans of one side, and those that have started by end.
type waiting struct {
	list  []span // by start
	next  int    // the first of list that has not started
	taken []bool
	open  queue[int]
}

// first is the free span that ends first, of those that start before and end
// at or after a place.
func (w *waiting) first(place int) (int, bool) {
	for ; w.next < len(w.list) && w.list[w.next].start < place; w.next++ {
		w.open.push(w.list[w.next].end, w.next)
	}
	for len(w.open) > 0 && (w.open[0].rank < place || w.taken[w.open[0].item]) {
		w.open.pop()
	}
	if len(w.open) == 0 {
		return 0, false
	}
	return w.open[0].item, true
}

// matchOverlaps is the size of the matching for one label.
func matchOverlaps(a, b []span) int {
	type sided struct{ end, side, index int }
	var all []sided
	var sides [2]*waiting
	for side, list := range [][]span{a, b} {
		sides[side] = &waiting{list: list, taken: make([]bool, len(list))}
		for i, s := range list {
			all = append(all, sided{s.end, side, i})
		}
	}
	slices.SortFunc(all, func(x, y sided) int { return cmp.Compare(x.end, y.end) })
	n := 0
	for _, s := range all {
		if sides[s.side].taken[s.index] {
			continue
		}
		sides[s.side].taken[s.index] = true
		if i, ok := sides[1-s.side].first(s.end); ok {
			sides[1-s.side].taken[i] = true
			n++
		}
	}
	return n
}
