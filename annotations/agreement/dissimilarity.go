package agreement

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sort"
)

// weights of the dissimilarity of two units in γ.
type weights struct {
	position, label float64 // α and β
	empty           float64 // Δ∅, the cost of a unit with no partner
}

// usual are the weights of the papers, and those of every score here.
var usual = weights{1, 1, 1}

// position is d_pos without Δ∅: the squared distance of the ends, relative to
// the lengths.
func position(a, b span) float64 {
	x := float64(abs(a.start-b.start)+abs(a.end-b.end)) / float64(a.len()+b.len())
	return x * x
}

func abs(x int) int { return max(x, -x) }

// label is d_cat without Δ∅.
func label(a, b span) float64 {
	if a.label == b.label {
		return 0
	}
	return 1
}

// distance is the combined dissimilarity.
func (w weights) distance(a, b span) float64 {
	return (w.position*position(a, b) + w.label*label(a, b)) * w.empty
}

// near finds the spans of a list that may be closer to a given one than a
// limit. Spans are held by length, in powers of two, so that one very long
// span does not make everything its neighbour's neighbour.
type near struct {
	list  []span // by start
	class [64][]int
	ratio float64 // bound of the distance of the ends over the lengths
}

// index prepares a list; what is not listed by visit has at least the
// distance limit.
func (n *near) index(list []span, w weights, limit float64) {
	n.list = list
	n.ratio = math.Sqrt(limit / w.empty / w.position)
	for i := range n.class {
		n.class[i] = n.class[i][:0]
	}
	for i, s := range list {
		k := bits.Len(uint(s.len()))
		n.class[k] = append(n.class[k], i)
	}
}

// visit calls f with the index of each candidate, in order within a class.
// The distance of the ends is at least twice that of the starts less the
// difference of the lengths.
func (n *near) visit(s span, f func(i int)) {
	for k, class := range n.class {
		if len(class) == 0 {
			continue
		}
		least, most := 1<<(k-1), 1<<k
		differ := max(abs(most-s.len()), abs(least-s.len()))
		reach := int(n.ratio*float64(s.len()+most)+float64(differ))/2 + 1
		from := sort.Search(len(class), func(i int) bool { return n.list[class[i]].start >= s.start-reach })
		for _, i := range class[from:] {
			if n.list[i].start > s.start+reach {
				break
			}
			f(i)
		}
	}
}

// compareLists orders annotators by what they marked, so that which of
// several equally good alignments is found does not depend on names.
func compareLists(a, b []span) int {
	if c := slices.CompareFunc(a, b, byStart); c != 0 {
		return c
	}
	return cmp.Compare(len(a), len(b))
}
