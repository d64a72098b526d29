package agreement

// κ lets every annotator have habits of their own: chance draws from each
// one's values. Cohen, A coefficient of agreement for nominal scales,
// Educational and Psychological Measurement 20(1), 1960, for two annotators;
// Davies and Fleiss, Measuring agreement for multinomial data, Biometrics
// 38(4), 1982, for more: observed and chance agreement are averaged over the
// pairs before κ is taken.

// cohenRow sums a passage: for each pair items and agreement, then for each
// value and pair how often either gave it.
func cohenRow(t *passage, axis, raters int, p *pace) (sums, error) {
	var out sums
	pairs := raters * (raters - 1) / 2
	strips := make([]strip, len(t.voters))
	for i, v := range t.voters {
		strips[i] = v.strips[axis]
	}
	err := walk(t.origin(axis), strips, p, func(length int, values, _ []int) {
		n := float64(length)
		for i, v := range values {
			for j, w := range values[i+1:] {
				pair := pairIndex(t.voters[i].rater, t.voters[i+1+j].rater, raters)
				out.add(2*pair, n)
				if v == w {
					out.add(2*pair+1, n)
				}
				out.add(2*(pairs+v*pairs+pair), n)
				out.add(2*(pairs+w*pairs+pair)+1, n)
			}
		}
		p.done += len(values) * len(values)
	})
	return out, err
}

// cohen is κ from such sums.
func cohen(s sums, raters int) Score {
	pairs := raters * (raters - 1) / 2
	shared, items, agreed, chance := 0.0, 0.0, 0.0, 0.0
	used := map[int]bool{}
	for pair := range pairs {
		n := s.at(2 * pair)
		if n == 0 {
			continue
		}
		shared++
		items += n
		agreed += s.at(2*pair+1) / n
		for v := 0; 2*(pairs+v*pairs) < len(s); v++ {
			at := 2 * (pairs + v*pairs + pair)
			a, b := s.at(at), s.at(at+1)
			chance += a * b / (n * n)
			if a+b > 0 {
				used[v] = true
			}
		}
	}
	switch {
	case shared == 0:
		return undefined(OneAnnotator)
	case len(used) == 1 && used[0]:
		return undefined(NoAnnotations)
	case len(used) == 1:
		return undefined(NoVariation)
	}
	return corrected(1-agreed/shared, 1-chance/shared, items)
}
