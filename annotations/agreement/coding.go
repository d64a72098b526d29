package agreement

// Agreement by coding: every token (or sentence) is an item, and the set of
// labels an annotator gave it is one nominal value, the empty set among them.
// κ, π, S, AC1 and α differ only in what they take for chance; one row of
// sums serves all but κ.

// Columns of a coding row. An item is valued by the annotators done with its
// document; with documents done by different annotators the number differs.
const (
	codingPairable = iota // items with two values or more
	codingAgreed          // their agreement: the share of pairs of values alike, summed
	codingValues          // their values
	codingUnlike          // unlike ordered pairs / (values - 1), summed
	codingItems           // items with a value
	codingFixed           // and from here three columns for each value:
)

// Columns of a value, relative to codingFixed + codingStride·value.
const (
	codingCount = iota // how often it was given to pairable items
	codingShare        // its share of a pairable item's values, summed
	codingPrior        // its share of an item's values, summed over all items
	codingStride
)

// codingRow sums a passage; the strips are those of one axis.
func codingRow(lo int, strips []strip, p *pace) (sums, error) {
	var out sums
	var count sums
	err := walk(lo, strips, p, func(length int, values, _ []int) {
		count = count[:0]
		for _, v := range values {
			count.add(v, 1)
		}
		out.addItems(float64(length), values, count)
	})
	return out, err
}

// addItems adds items that got the same values; count is how often each.
func (s *sums) addItems(items float64, values []int, count sums) {
	n := float64(len(values))
	alike := 0.0 // ordered pairs, those of a value with itself included
	s.add(codingItems, items)
	for _, v := range values {
		c := count[v]
		if c == 0 {
			continue // met before
		}
		count[v] = 0
		alike += c * c
		at := codingFixed + codingStride*v
		s.add(at+codingPrior, items*c/n)
		if n > 1 {
			s.add(at+codingCount, items*c)
			s.add(at+codingShare, items*c/n)
		}
	}
	if n > 1 {
		s.add(codingPairable, items)
		s.add(codingAgreed, items*(alike-n)/(n*(n-1)))
		s.add(codingValues, items*n)
		s.add(codingUnlike, items*(n*n-alike)/(n-1))
	}
}

// eachValue calls f with the columns of each value that was given.
func (s sums) eachValue(f func(value int, count, share, prior float64)) {
	for v := 0; codingFixed+codingStride*v < len(s); v++ {
		at := codingFixed + codingStride*v
		if prior := s.at(at + codingPrior); prior > 0 {
			f(v, s.at(at+codingCount), s.at(at+codingShare), prior)
		}
	}
}

// used is the number of different values among all items, and among the
// pairable ones; marked tells whether any is not the empty set.
func (s sums) used() (all, pairable float64, marked bool) {
	s.eachValue(func(v int, count, _, _ float64) {
		all++
		if count > 0 {
			pairable++
		}
		marked = marked || v != 0
	})
	return all, pairable, marked
}

// coded is 1 - (1-agreed)/(1-chance) if several values were used.
func coded(s sums, used, chance float64) Score {
	_, _, marked := s.used()
	n := s.at(codingPairable)
	switch {
	case n == 0 && s.at(codingItems) > 0:
		return undefined(OneAnnotator)
	case !marked:
		return undefined(NoAnnotations)
	case used < 2:
		return undefined(NoVariation)
	}
	return corrected(1-s.at(codingAgreed)/n, 1-chance, n)
}
