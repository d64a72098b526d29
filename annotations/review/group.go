package review

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// grouping puts the marks of a document into groups, by REVIEW 2.2: pairs of
// different people's marks are joined, best overlap first, as long as all of
// both groups are near each other (complete linkage, so that there are no
// chains) and nobody is in a group twice. A mark that is left alone and lies in
// a longer one of somebody else's becomes a part of that one's group.
//
// Votes are grouped first, as if there were nothing else; then what others
// marked is added by the same rules.
type grouping struct {
	marks   []mark  // in order
	group   []int   // of each mark, the first mark of its group; -1 for a part
	members [][]int // by first mark, in order; nil where none begins
	parts   [][]int // by first mark of the group they are parts of, in order
	index   *annotations.Index
	at      map[*annotations.Annotation]int
	work    func(int) error
}

func newGrouping(marks []mark, work func(int) error) *grouping {
	slices.SortFunc(marks, compareMarks)
	n := len(marks)
	g := &grouping{
		marks: marks, group: make([]int, n), members: make([][]int, n), parts: make([][]int, n),
		at: make(map[*annotations.Annotation]int, n), work: work,
	}
	all, as := make([]int, n), make([]*annotations.Annotation, n)
	for i, m := range marks {
		all[i], g.group[i], g.members[i] = i, i, all[i:i+1:i+1]
		as[i], g.at[m.Annotation] = m.Annotation, i
	}
	g.index = annotations.NewIndex(as)
	return g
}

func (g *grouping) run() error {
	pairs, err := g.pairs()
	if err != nil {
		return err
	}
	votes, _ := slices.BinarySearchFunc(pairs, true, func(p pair, _ bool) int {
		if p.late {
			return 0
		}
		return -1
	})
	for _, round := range []struct {
		pairs []pair
		late  bool
	}{{pairs[:votes], false}, {pairs[votes:], true}} {
		for _, p := range round.pairs {
			if err := g.join(p); err != nil {
				return err
			}
		}
		if err := g.absorb(round.late); err != nil {
			return err
		}
	}
	return nil
}

// pair is two marks, i before j, that are near each other.
type pair struct {
	common, union int
	i, j          int32
	late          bool // not both are votes
	unlike        bool // the labels differ
}

// comparePairs orders by intersection over union, larger first, as a fraction.
func comparePairs(p, q pair) int {
	if p.late != q.late {
		return first(q.late)
	}
	if c := cmp.Compare(q.common*p.union, p.common*q.union); c != 0 {
		return c
	}
	if p.unlike != q.unlike {
		return first(q.unlike)
	}
	if c := cmp.Compare(p.i, q.i); c != 0 {
		return c
	}
	return cmp.Compare(p.j, q.j)
}

// first is the order of two that differ in a flag, by that of the second.
func first(second bool) int {
	if second {
		return -1
	}
	return 1
}

// most is how many pairs of one mark with earlier ones are looked at, the best
// ones. No project has as many annotators; a file that was made to be slow may.
const most = 100

// pairs returns the pairs that may be joined, best first.
func (g *grouping) pairs() ([]pair, error) {
	var out, own []pair
	var open []int // marks that have begun and not ended
	for j := range g.marks {
		m := &g.marks[j]
		open = slices.DeleteFunc(open, func(i int) bool { return g.marks[i].extent.End <= m.extent.Start })
		own = own[:0]
		for _, i := range open {
			if o := &g.marks[i]; !o.apart(m) && o.near(m) {
				n := o.common(m)
				own = append(own, pair{n, o.size + m.size - n, int32(i), int32(j), !o.voter || !m.voter, o.label != m.label})
			}
		}
		if len(own) > most {
			slices.SortFunc(own, comparePairs)
			own = own[:most]
		}
		out, open = append(out, own...), append(open, j)
		if err := g.work(len(open)); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, comparePairs)
	return out, nil
}

// join makes one group of those of a pair, if all of it is near.
func (g *grouping) join(p pair) error {
	a, b := g.group[p.i], g.group[p.j]
	if a == b || a < 0 || b < 0 {
		return nil
	}
	for _, x := range g.members[a] {
		for _, y := range g.members[b] {
			if m, o := &g.marks[x], &g.marks[y]; m.apart(o) || !m.near(o) {
				return g.work(1)
			}
		}
	}
	a, b = min(a, b), max(a, b)
	for _, y := range g.members[b] {
		g.group[y] = a
	}
	both := slices.Concat(g.members[a], g.members[b])
	slices.Sort(both)
	g.members[a], g.members[b] = both, nil
	g.parts[a], g.parts[b] = append(g.parts[a], g.parts[b]...), nil // votes have theirs when others join them
	return g.work(len(both))
}

// absorb makes parts of the marks that are alone and lie in another: of votes
// in votes, or, late, of other marks in any.
func (g *grouping) absorb(late bool) error {
	for k := range g.marks {
		if g.marks[k].voter == late || len(g.members[k]) != 1 || len(g.parts[k]) > 0 {
			continue
		}
		if host := g.host(k, late); host >= 0 {
			g.parts[host] = append(g.parts[host], k)
			g.members[k], g.group[k] = nil, -1
		}
		if err := g.work(10); err != nil {
			return err
		}
	}
	for _, parts := range g.parts {
		slices.Sort(parts)
	}
	return nil
}

// host returns the group that holds most of a mark in one of its members, the
// first one of several; -1 when none holds four fifths of it.
func (g *grouping) host(k int, late bool) int {
	m := &g.marks[k]
	best, host := 0, -1
	g.index.Parts(m.extent, func(_ annotations.Span, a *annotations.Annotation) {
		i := g.at[a]
		o, q := &g.marks[i], g.group[i]
		if q < 0 || q == k || o.apart(m) || !late && !o.voter || len(g.members[q]) == 1 && o.size <= m.size {
			return
		}
		if n, ok := m.lies(o); ok && (n > best || n == best && q < host) {
			best, host = n, q
		}
	})
	return host
}

// pick returns some of the marks.
func (g *grouping) pick(of []int) []mark {
	out := make([]mark, len(of))
	for i, k := range of {
		out[i] = g.marks[k]
	}
	return out
}
