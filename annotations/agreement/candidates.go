package agreement

import "slices"

// Limits of the exact alignment of three annotators and more: a text within
// them takes seconds.
const (
	mostCandidates = 200_000 // groups worth making, in one text
	mostInBlock    = 60_000  // of them, that hang together by common units
	mostTogether   = 1000    // units in those
)

// many returns the groups of the best alignment of three lists or more, as
// units. Groups worth making are enumerated; those without units in common
// are chosen for the greatest gain over units left alone (packing.go).
func (a *aligner) many(lists [][]span) ([][]span, error) {
	c := newCandidates(lists, a.w, a.pace)
	if err := c.enumerate(); err != nil {
		return nil, err
	}
	var out [][]span
	placed := make([]bool, len(c.units))
	for _, block := range c.blocks() {
		chosen, err := block.solve(a.pace)
		if err != nil {
			return nil, err
		}
		for _, g := range chosen {
			var group []span
			for _, u := range c.groups[g] {
				group = append(group, c.units[u])
				placed[u] = true
			}
			out = append(out, group)
		}
	}
	for u, s := range c.units {
		if !placed[u] {
			out = append(out, []span{s})
		}
	}
	return out, nil
}

// candidates are the groups of units, at most one an annotator, that cost
// less together than in any two parts.
type candidates struct {
	w     weights
	pace  *pace
	pairs float64 // of annotators

	units   []span
	first   []int             // of each annotator, in units; one more at the end
	partner []map[int]float64 // distance to later annotators' units in reach
	reach   [][][]int         // those units, by unit and annotator

	groups [][]int // units, by annotator
	gains  []float64
}

func newCandidates(lists [][]span, w weights, p *pace) *candidates {
	m := len(lists)
	c := &candidates{w: w, pace: p, pairs: float64(m*(m-1)) / 2}
	for _, list := range lists {
		c.first = append(c.first, len(c.units))
		c.units = append(c.units, list...)
	}
	c.first = append(c.first, len(c.units))
	return c
}

// Joining two groups of s and t units saves Δ∅ for each pair between them and
// for each pair of annotators once: it is worth while if the distances
// between them sum up to less than Δ∅·(s·t + pairs).

// bound is the most one unit's distances to the rest of a group can sum up to.
func (c *candidates) bound(rest int) float64 { return c.w.empty * (float64(rest) + c.pairs) }

// enumerate finds all candidates, by their first unit.
func (c *candidates) enumerate() error {
	if err := c.neighbours(); err != nil {
		return err
	}
	g := grouping{candidates: c}
	for annotator := range len(c.first) - 2 {
		for u := c.first[annotator]; u < c.first[annotator+1]; u++ {
			g.units, g.sums, g.total = append(g.units[:0], u), append(g.sums[:0], 0), 0
			if err := g.extend(annotator + 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// neighbours finds for each unit those of later annotators in reach.
func (c *candidates) neighbours() error {
	m := len(c.first) - 1
	c.partner = make([]map[int]float64, len(c.units))
	c.reach = make([][][]int, len(c.units))
	for u := range c.units {
		c.reach[u] = make([][]int, m)
	}
	limit := c.bound(m - 1)
	var later near
	for b := 1; b < m; b++ {
		later.index(c.units[c.first[b]:c.first[b+1]], c.w, limit)
		for u := range c.first[b] {
			later.visit(c.units[u], func(i int) {
				v := c.first[b] + i
				if d := c.w.distance(c.units[u], c.units[v]); d < limit {
					if c.partner[u] == nil {
						c.partner[u] = map[int]float64{}
					}
					c.partner[u][v] = d
					c.reach[u][b] = append(c.reach[u][b], v)
				}
			})
			slices.Sort(c.reach[u][b])
			if err := c.pace.work(100 * (len(c.reach[u][b]) + 1)); err != nil {
				return err
			}
		}
	}
	return nil
}

// grouping extends a group by one unit after the other.
type grouping struct {
	*candidates
	units []int
	sums  []float64 // of each unit's distances to the others
	total float64
}

// extend tries the units of an annotator, and none of them.
func (g *grouping) extend(annotator int) error {
	m := len(g.first) - 1
	if annotator == m {
		return g.keep()
	}
	if err := g.extend(annotator + 1); err != nil {
		return err
	}
	for _, v := range g.reach[g.units[0]][annotator] {
		if err := g.pace.work(30); err != nil {
			return err
		}
		if sum, ok := g.join(v, g.bound(m-1)); ok {
			if err := g.extend(annotator + 1); err != nil {
				return err
			}
			g.leave(v, sum)
		}
	}
	return nil
}

// join adds a unit if no sum of distances exceeds the bound.
func (g *grouping) join(v int, bound float64) (sum float64, ok bool) {
	for i, u := range g.units {
		d, near := g.partner[u][v]
		if !near || g.sums[i]+d >= bound {
			return 0, false
		}
		sum += d
	}
	if sum >= bound {
		return 0, false
	}
	for i, u := range g.units {
		g.sums[i] += g.partner[u][v]
	}
	g.units, g.sums = append(g.units, v), append(g.sums, sum)
	g.total += sum
	return sum, true
}

// leave takes the last unit out again.
func (g *grouping) leave(v int, sum float64) {
	n := len(g.units) - 1
	g.units, g.sums = g.units[:n], g.sums[:n]
	g.total -= sum
	for i, u := range g.units {
		g.sums[i] -= g.partner[u][v]
	}
}

// keep lists the group if it is worth making as a whole.
func (g *grouping) keep() error {
	const slack = 1e-12 // of two equally good ways, the one with smaller groups
	k := len(g.units)
	for part := 1; part < 1<<(k-1); part++ { // the last unit is always outside
		across, size := 0.0, 0
		for i, u := range g.units {
			if part>>i&1 == 0 {
				continue
			}
			size++
			across += g.sums[i]
			for j, v := range g.units[i+1:] {
				if part>>(i+1+j)&1 == 1 {
					across -= 2 * g.partner[u][v]
				}
			}
		}
		if across > g.bound(size*(k-size))-slack {
			return nil
		}
	}
	if k < 2 {
		return nil
	}
	if len(g.groups) == mostCandidates {
		return errTooLarge
	}
	gain := g.w.empty*(float64(k-1)*g.pairs+float64(k*(k-1))/2) - g.total
	g.groups = append(g.groups, slices.Clone(g.units))
	g.gains = append(g.gains, gain/g.pairs)
	return nil
}

// blocks are the candidates that hang together by common units.
func (c *candidates) blocks() []*packing {
	root := make([]int, len(c.units))
	for u := range root {
		root[u] = u
	}
	find := func(u int) int {
		for root[u] != u {
			root[u] = root[root[u]]
			u = root[u]
		}
		return u
	}
	for _, g := range c.groups {
		for _, u := range g[1:] {
			root[find(u)] = find(g[0])
		}
	}
	byRoot := map[int]*packing{}
	var out []*packing
	for i, g := range c.groups {
		r := find(g[0])
		b := byRoot[r]
		if b == nil {
			b = &packing{}
			byRoot[r] = b
			out = append(out, b)
		}
		b.add(i, g, c.gains[i])
	}
	return out
}
