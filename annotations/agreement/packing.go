package agreement

import (
	"cmp"
	"math"
	"slices"
)

// packing chooses groups without a common unit, for the greatest total gain.
// The linear relaxation is solved by the simplex method and is nearly always
// integral here; where it is not, branch and bound decides. The bound is that
// of the dual prices, which is safe whatever the rounding.
type packing struct {
	ids    []int // the caller's numbers
	groups [][]int
	gains  []float64

	best    float64
	chosen  []int
	nodes   int
	program simplex
}

// mostNodes bounds the branches of one packing.
const mostNodes = 500

func (p *packing) add(id int, group []int, gain float64) {
	p.ids = append(p.ids, id)
	p.groups = append(p.groups, group)
	p.gains = append(p.gains, gain)
}

// solve returns the numbers of the chosen groups.
func (p *packing) solve(pace *pace) ([]int, error) {
	if len(p.groups) > mostInBlock {
		return nil, errTooLarge
	}
	p.program = simplex{pace: pace}
	all := make([]int, len(p.groups))
	for i := range all {
		all[i] = i
	}
	if err := p.search(all, nil, 0); err != nil {
		return nil, err
	}
	out := make([]int, len(p.chosen))
	for i, g := range p.chosen {
		out[i] = p.ids[g]
	}
	slices.Sort(out)
	return out, nil
}

// search improves on the best choice with taken and any of the open groups.
func (p *packing) search(open, taken []int, gain float64) error {
	const slack = 1e-10
	p.nodes++
	if p.nodes > mostNodes {
		return errTooLarge
	}
	share, bound, err := p.relaxed(open)
	if err != nil {
		return err
	}
	if p.chosen != nil && gain+bound <= p.best+slack {
		return nil
	}
	p.round(open, taken, gain, share)
	if gain+bound <= p.best+slack {
		return nil
	}
	open, share = p.worthwhile(open, share, gain+bound-p.best+slack)
	split := -1 // the group the relaxation is most in doubt about
	for k, x := range share {
		if x > 1e-6 && x < 1-1e-6 && (split < 0 || math.Abs(x-0.5) < math.Abs(share[split]-0.5)) {
			split = k
		}
	}
	if split < 0 {
		return nil
	}
	g := open[split]
	with := slices.Clone(taken)
	if err := p.search(p.without(open, g), append(with, g), gain+p.gains[g]); err != nil {
		return err
	}
	return p.search(slices.Delete(slices.Clone(open), split, split+1), taken, gain)
}

// worthwhile leaves out groups that no better choice can have: it would lose
// more on them than the bound lies above the best.
func (p *packing) worthwhile(open []int, share []float64, gap float64) (left []int, leftShare []float64) {
	for k, g := range open {
		if p.program.worth(k) >= -gap {
			left, leftShare = append(left, g), append(leftShare, share[k])
		}
	}
	return left, leftShare
}

// without is the open groups that have no unit of g.
func (p *packing) without(open []int, g int) []int {
	var out []int
	for _, h := range open {
		if !slices.ContainsFunc(p.groups[h], func(u int) bool { return slices.Contains(p.groups[g], u) }) {
			out = append(out, h)
		}
	}
	return out
}

// round makes a choice of the relaxation's shares, the largest first.
func (p *packing) round(open, taken []int, gain float64, share []float64) {
	order := make([]int, 0, len(open))
	for k, x := range share {
		if x > 1e-6 {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(share[b], share[a])
	})
	used := map[int]bool{}
	choice := slices.Clone(taken)
	for _, k := range order {
		g := open[k]
		if slices.ContainsFunc(p.groups[g], func(u int) bool { return used[u] }) {
			continue
		}
		for _, u := range p.groups[g] {
			used[u] = true
		}
		choice = append(choice, g)
		gain += p.gains[g]
	}
	if p.chosen == nil || gain > p.best {
		p.best, p.chosen = gain, choice
	}
}

// relaxed solves the linear relaxation over the open groups.
func (p *packing) relaxed(open []int) (share []float64, bound float64, err error) {
	rows := map[int]int{}
	columns := make([][]int, len(open))
	gains := make([]float64, len(open))
	for k, g := range open {
		gains[k] = p.gains[g]
		for _, u := range p.groups[g] {
			r, ok := rows[u]
			if !ok {
				r = len(rows)
				rows[u] = r
			}
			columns[k] = append(columns[k], r)
		}
	}
	if len(rows) > mostTogether {
		return nil, 0, errTooLarge
	}
	return p.program.solve(len(rows), columns, gains)
}
