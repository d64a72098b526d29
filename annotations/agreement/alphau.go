package agreement

import (
	"cmp"
	"slices"
)

// α_U of 1995 and 2004, which squares lengths; Krippendorff, On the
// reliability of unitizing continuous data, Sociological Methodology 25, 1995,
// and Content Analysis, 2nd ed. 2004, 12.4. Not to be confused with the family
// of 2016 in ualpha.go. Units of one label by one annotator that overlap are
// united; those that touch stay apart. The sums are in squared code points,
// so that documents and labels pool by adding.
const (
	alphaUObserved = iota
	alphaUExpected
	alphaUUnits
	alphaUShared // documents two annotators did
)

// section is a unit or a gap between units.
type section struct {
	span
	unit bool
}

// sections tiles [lo,hi) with units of one label and gaps.
func sections(units []span, lo, hi int) []section {
	var out []section
	for _, u := range units {
		if u.start > lo {
			out = append(out, section{span{lo, u.start, 0}, false})
		}
		out = append(out, section{u, true})
		lo = u.end
	}
	if lo < hi {
		out = append(out, section{span{lo, hi, 0}, false})
	}
	return out
}

// apart is the distance of two sections that overlap.
func apart(a, b section) float64 {
	switch {
	case a.unit && b.unit:
		x, y := float64(a.start-b.start), float64(a.end-b.end)
		return x*x + y*y
	case a.unit && a.start >= b.start && a.end <= b.end:
		return float64(a.len()) * float64(a.len())
	case b.unit && b.start >= a.start && b.end <= a.end:
		return float64(b.len()) * float64(b.len())
	}
	return 0
}

// alphaURows sums a text; what a unit adds goes to the part it starts in.
func alphaURows(t *text, labels int, p *pace) ([]sums, error) {
	rows := make([]sums, len(t.parts))
	if len(t.voters) < 2 {
		return rows, nil
	}
	rows[0].add(alphaUShared, 1)
	lists := make([][]span, len(t.voters))
	for i, v := range t.voters {
		lists[i] = unite(v.spans, false)
	}
	for label := range labels {
		var all [][]section
		marked := false
		for i := range lists {
			n := labelEnd(lists[i], label)
			marked = marked || n > 0
			all = append(all, sections(lists[i][:n], t.lo, t.hi))
			lists[i] = lists[i][n:]
		}
		if !marked {
			continue
		}
		if err := alphaUObserve(t, all, rows, p); err != nil {
			return nil, err
		}
		alphaUExpect(t, all, rows)
		if err := p.work(40 * len(all)); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// alphaUObserve adds the distances of all pairs of annotators.
func alphaUObserve(t *text, all [][]section, rows []sums, p *pace) error {
	m := float64(len(all))
	for k, x := range all {
		for _, y := range all[k+1:] {
			for i, j := 0, 0; i < len(x) && j < len(y); {
				if d := apart(x[i], y[j]); d > 0 {
					rows[t.part(max(x[i].start, y[j].start))].add(alphaUObserved, 2*d/(m*(m-1)))
				}
				end := min(x[i].end, y[j].end)
				if x[i].end == end {
					i++
				}
				if j < len(y) && y[j].end == end {
					j++
				}
			}
			if err := p.work(4 * (len(x) + len(y))); err != nil {
				return err
			}
		}
	}
	return nil
}

// alphaUExpect adds the mean distance of each unit to all others, and to the
// gaps long enough to hold it, over all ways they could lie.
func alphaUExpect(t *text, all [][]section, rows []sums) {
	var gaps []int
	units, pairs := 0.0, 0.0
	for _, list := range all {
		for _, s := range list {
			l := float64(s.len())
			if s.unit {
				units++
				pairs += l * (l - 1)
			} else {
				gaps = append(gaps, s.len())
			}
		}
	}
	slices.SortFunc(gaps, func(a, b int) int { return cmp.Compare(b, a) })
	longer := make([]float64, len(gaps)+1) // of the first gaps, the sum
	for i, g := range gaps {
		longer[i+1] = longer[i] + float64(g)
	}
	length := float64(t.hi - t.lo)
	m := float64(len(all))
	scale := 2 * length / (m*length*(m*length-1) - pairs)
	for _, list := range all {
		for _, s := range list {
			if !s.unit {
				continue
			}
			l := float64(s.len())
			n, _ := slices.BinarySearchFunc(gaps, s.len(), func(g, l int) int { return cmp.Compare(l-1, g) })
			sum := (units-1)*(2*l*l*l-3*l*l+l)/3 + l*l*(longer[n]-float64(n)*(l-1))
			row := &rows[t.part(s.start)]
			row.add(alphaUExpected, scale*sum)
			row.add(alphaUUnits, 1)
		}
	}
}

// alphaU is the coefficient from such sums.
func alphaU(s sums) Score {
	switch {
	case s.at(alphaUShared) == 0:
		return undefined(OneAnnotator)
	case s.at(alphaUUnits) == 0:
		return undefined(NoAnnotations)
	}
	return corrected(s.at(alphaUObserved), s.at(alphaUExpected), s.at(alphaUUnits))
}
