package agreement

// alpha is Krippendorff's α for nominal values; Krippendorff, Computing
// Krippendorff's alpha-reliability, 2011, and Content Analysis, 2nd ed. 2004,
// ch. 11. Values may be missing; items with fewer than two drop out.
func alpha(s sums) Score {
	_, used, _ := s.used()
	out := coded(s, used, 0)
	if out.Reason != "" {
		return out
	}
	n, alike := s.at(codingValues), 0.0
	s.eachValue(func(_ int, count, _, _ float64) { alike += count * count })
	return corrected(s.at(codingUnlike)/n, (n*n-alike)/(n*(n-1)), out.N)
}

// alphaDistance is α for any distance of values: unlike is the distance of
// the ordered pairs within items, each over its item's values less one,
// summed; count is how often each value was given to items with two or more.
func alphaDistance(unlike float64, count []float64, distance func(a, b int) float64) Score {
	n, expected := 0.0, 0.0
	for a, x := range count {
		n += x
		if x == 0 {
			continue
		}
		for b, y := range count[:a] {
			if y > 0 {
				expected += 2 * x * y * distance(a, b)
			}
		}
	}
	if n == 0 {
		return undefined(NothingShared)
	}
	return corrected(unlike/n, expected/(n*(n-1)), n)
}
