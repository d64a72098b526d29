package agreement

// The family of 2016: uα asks whether the same stretches got the same labels,
// |uα whether the same stretches were marked at all, cuα whether what both
// marked got the same label, and (k)uα the same for one label. Krippendorff,
// Mathet, Bouvry and Widlöcher, On the reliability of unitizing textual
// continua, Quality & Quantity 50, 2016; the formulas follow Krippendorff,
// Content Analysis, 4th ed. 2019, eqs. 32-38. Coincidences are lengths of
// intersections, in code points.
//
// A text is read as runs of one set of labels, so that overlapping spans of
// one annotator need not be dropped; the gaps bear the empty set. Columns, for
// each value:
const (
	unitLength  = iota // code points of it, over all annotators
	unitAlike          // its coincidences with itself
	unitSquares        // squared lengths of its runs; of gaps the lengths
	unitMarked         // coincidences with what others marked
	unitShared         // squared lengths of the runs' parts that others marked
	unitStride
)

// unitRow sums a passage done by two annotators or more.
func unitRow(t *passage, p *pace) (sums, error) {
	var out sums
	if len(t.voters) < 2 {
		return out, nil
	}
	strips := make([]strip, len(t.voters))
	for i, v := range t.voters {
		strips[i] = v.strips[chars]
		at := t.lo
		for _, r := range strips[i] {
			out.addRun(r.value, float64(r.end-at))
			at = r.end
		}
	}
	c := coincidences{out: &out, held: make([]float64, len(strips)), run: make([]int, len(strips))}
	err := walk(t.lo, strips, p, func(length int, values, runs []int) {
		c.stretch(float64(length), values, runs, strips)
	})
	c.flush(strips)
	return out, err
}

// addRun adds a run of a value.
func (s *sums) addRun(value int, length float64) {
	s.add(unitStride*value+unitLength, length)
	if value == 0 {
		s.add(unitStride*value+unitSquares, length)
	} else {
		s.add(unitStride*value+unitSquares, length*length)
	}
}

// coincidences follows the runs of all annotators along a passage.
type coincidences struct {
	out   *sums
	run   []int     // the run each annotator is in
	held  []float64 // how much of it others marked, so far
	count sums
}

// stretch adds a stretch in which every annotator stays in one run.
func (c *coincidences) stretch(length float64, values, runs []int, strips []strip) {
	others := float64(len(values) - 1)
	marked := -1.0 // by others than the one at hand
	c.count = c.count[:0]
	for i, v := range values {
		if runs[i] != c.run[i] {
			c.close(i, strips[i])
			c.run[i] = runs[i]
		}
		c.count.add(v, 1)
		if v != 0 {
			marked++
		}
	}
	for i, v := range values {
		if v != 0 && marked > 0 {
			c.held[i] += length
			c.out.add(unitStride*v+unitMarked, length*marked/others)
		}
		if n := c.count[v]; n > 1 {
			c.out.add(unitStride*v+unitAlike, length*n*(n-1)/others)
		}
		c.count[v] = 0
	}
}

// close adds what others marked of the run an annotator leaves.
func (c *coincidences) close(i int, s strip) {
	if c.held[i] > 0 {
		c.out.add(unitStride*s[c.run[i]].value+unitShared, c.held[i]*c.held[i])
	}
	c.held[i] = 0
}

func (c *coincidences) flush(strips []strip) {
	for i, s := range strips {
		c.close(i, s)
	}
}

// unitTotals are the sums over values that the coefficients share.
type unitTotals struct {
	length, alike, squares, lengths2 float64 // lengths2: squared lengths by value, summed
	marked, shared, marked2          float64 // the same without gaps
	values, kinds                    int     // values but gaps: marked by anyone, by two
}

func (s sums) unitTotals() unitTotals {
	var t unitTotals
	for v := 0; unitStride*v < len(s); v++ {
		at := unitStride * v
		length, marked := s.at(at+unitLength), s.at(at+unitMarked)
		t.length += length
		t.alike += s.at(at + unitAlike)
		t.squares += s.at(at + unitSquares)
		t.lengths2 += length * length
		t.marked += marked
		t.shared += s.at(at + unitShared)
		t.marked2 += marked * marked
		if v > 0 && length > 0 {
			t.values++
		}
		if marked > 0 {
			t.kinds++
		}
	}
	return t
}

// unmarked gives the reason why nothing of the family is defined, if so.
func (t unitTotals) unmarked() (Score, bool) {
	switch {
	case t.length == 0:
		return undefined(OneAnnotator), true
	case t.values == 0:
		return undefined(NoAnnotations), true
	}
	return Score{}, false
}

// uAlpha is uα.
func uAlpha(s sums) Score {
	t := s.unitTotals()
	if out, none := t.unmarked(); none {
		return out
	}
	if t.values == 1 && s.at(unitLength) == 0 {
		return undefined(NoVariation)
	}
	scale := t.length - t.squares/t.length
	return corrected(t.length-t.alike, (t.length*t.length-t.lengths2)/scale, t.length)
}

// buAlpha is |uα: all labels count as one.
func buAlpha(s sums) Score {
	t := s.unitTotals()
	if out, none := t.unmarked(); none {
		return out
	}
	gaps := s.at(unitLength)
	scale := t.length - t.squares/t.length
	return corrected(2*(gaps-s.at(unitAlike)), 2*gaps*(t.length-gaps)/scale, t.length)
}

// sharedScale is what cuα's expected coincidences are divided by. With three
// annotators or more it can reach zero, where no more than a unit or two was
// shared by two of them: the term for a unit meeting itself takes its length,
// though the unit's coincidences are spread over all who might have shared it.
func (t unitTotals) sharedScale() float64 { return t.marked - t.shared/t.marked }

// cuAlpha is cuα.
func cuAlpha(s sums) Score {
	t := s.unitTotals()
	if out, none := t.unmarked(); none {
		return out
	}
	if t.marked == 0 {
		return undefined(NothingShared)
	}
	if t.kinds < 2 {
		return undefined(NoVariation)
	}
	scale := t.sharedScale()
	if scale <= 0 {
		return undefined(TooLittle)
	}
	alike := t.alike - s.at(unitAlike)
	return corrected(t.marked-alike, (t.marked*t.marked-t.marked2)/scale, t.marked)
}

// kuAlpha is (k)uα of one value, and coverage how much of what bears the
// value was marked by others too.
func kuAlpha(s sums, value int) (out Score, coverage float64) {
	t := s.unitTotals()
	if out, none := t.unmarked(); none {
		return out, 0
	}
	at := unitStride * value
	marked := s.at(at + unitMarked)
	if marked == 0 {
		return undefined(NothingShared), 0
	}
	coverage = marked / s.at(at+unitLength)
	if t.kinds < 2 {
		return undefined(NoVariation), coverage
	}
	scale := t.sharedScale()
	if scale <= 0 {
		return undefined(TooLittle), coverage
	}
	expected := (t.marked*marked - s.at(at+unitShared)) / scale
	unlike := (t.marked*marked - marked*marked) / scale
	return corrected(expected*(marked-s.at(at+unitAlike)), marked*unlike, marked), coverage
}
