package agreement

import (
	"errors"
	"slices"
)

// errTooLarge stops an alignment that is beyond the limits of this package.
var errTooLarge = errors.New("too many units near each other")

// unitary is what one group of aligned units adds to an alignment: its cost,
// and the sums of γ-cat.
type unitary struct {
	start          int // of its first unit
	cost           float64
	unlike, weight float64
}

// aligner finds alignments of least disorder. It keeps its buffers.
type aligner struct {
	w     weights
	pace  *pace
	pairs pairing
}

func newAligner(w weights, p *pace) *aligner {
	return &aligner{w: w, pace: p, pairs: pairing{w: w, pace: p}}
}

// align returns the groups of the best alignment of the lists, each by start,
// one an annotator.
func (a *aligner) align(lists [][]span) ([]unitary, error) {
	if len(lists) == 2 {
		return a.two(lists[0], lists[1])
	}
	groups, err := a.many(lists)
	if err != nil {
		return nil, err
	}
	out := make([]unitary, len(groups))
	for i, g := range groups {
		out[i] = a.w.unitary(g, len(lists))
	}
	return out, nil
}

func (a *aligner) two(x, y []span) ([]unitary, error) {
	mates, err := a.pairs.align(x, y)
	if err != nil {
		return nil, err
	}
	out := make([]unitary, 0, len(x)+len(y))
	for i, j := range mates {
		if j < 0 {
			out = append(out, a.w.unitary([]span{x[i]}, 2))
		} else {
			out = append(out, a.w.unitary([]span{x[i], y[j]}, 2))
		}
	}
	for j, i := range a.pairs.mateB {
		if i < 0 {
			out = append(out, a.w.unitary([]span{y[j]}, 2))
		}
	}
	return out, nil
}

// unitary weighs a group of units of different annotators, of m: the mean
// over all pairs of annotators, where a pair lacking a unit costs Δ∅.
func (w weights) unitary(group []span, m int) unitary {
	k := len(group)
	all := float64(m*(m-1)) / 2
	out := unitary{start: group[0].start, cost: w.empty * (all - float64(k*(k-1))/2)}
	for i, s := range group {
		out.start = min(out.start, s.start)
		for _, t := range group[i+1:] {
			out.cost += w.distance(s, t)
			weight := max(0, 1-w.position*position(s, t)) / float64(k-1)
			out.weight += weight
			out.unlike += weight * label(s, t)
		}
	}
	out.cost /= all
	return out
}

// inOrder copies the units of the voters, each by start, in an order of
// annotators that depends on the units alone.
func inOrder(voters []*voter) [][]span {
	out := make([][]span, len(voters))
	for i, v := range voters {
		for _, m := range v.marks {
			out[i] = append(out[i], m.span)
		}
	}
	slices.SortFunc(out, compareLists)
	return out
}
