package agreement

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// γ aligns the units of all annotators as well as can be and compares the
// disorder that remains with that of annotators who marked as much, but
// anywhere; Mathet, Widlöcher and Métivier, The unified and holistic method
// gamma (γ) for inter-annotator agreement measure and alignment,
// Computational Linguistics 41(3), 2015. It sees boundaries, labels, misses
// and splits at once, and says nothing of which it saw: right spans with
// random labels still give about 0.3. α = β = Δ∅ = 1.
//
// Chance is simulated by rotation: each annotator's units are shifted along
// the text by an amount of their own, and come in again at the start.

// Columns of a row of disorder.
const (
	gammaObserved = iota // cost of the alignment
	gammaExpected        // cost to expect by chance
	gammaVariance        // of the expected cost, from simulating
	gammaUnlike          // weighted aligned pairs with unlike labels
	gammaWeight          // weighted aligned pairs
	gammaChance          // those with unlike labels to expect by chance
	gammaUnits
	gammaShared // documents done by two annotators or more
	gammaMany   // of them with units
	gammaPairs  // of those, measured in pairs
	gammaLarge  // of those, too large to measure
	gammaWidth
)

// disorder is one document's row for each part.
type disorder [][gammaWidth]float64

// chance measures disorders.
type chance struct {
	seed    uint64
	most    int // rotations of a document
	align   *aligner
	inPairs map[pairKey]disorder // kept for the next use, unless nil
}

type pairKey struct{ text, a, b int }

// mostExact is the number of annotators up to which γ is sought among all
// together.
const mostExact = 4

// leastRotations are made in any case; after them it is enough when the 95%
// interval of the expected disorder is within a hundredth of it.
const leastRotations = 5

// document measures one text; for too many annotators or units, in pairs.
func (c *chance) document(t *text) (disorder, error) {
	switch m := len(t.voters); {
	case m < 2:
		return c.group(t)
	case m == 2:
		return c.pair(t, t.voters[0].rater, t.voters[1].rater)
	case m <= mostExact:
		d, err := c.group(t)
		if err != nil || d.total(gammaLarge) == 0 {
			return d, err
		}
	}
	return c.pairwise(t)
}

func (d disorder) total(column int) float64 {
	sum := 0.0
	for i := range d {
		sum += d[i][column]
	}
	return sum
}

// pairwise is the mean over all pairs of annotators.
func (c *chance) pairwise(t *text) (disorder, error) {
	out := make(disorder, len(t.parts))
	pairs := float64(len(t.voters) * (len(t.voters) - 1) / 2)
	for i, a := range t.voters {
		for _, b := range t.voters[i+1:] {
			d, err := c.pair(t, a.rater, b.rater)
			if err != nil {
				return nil, err
			}
			for k := range d {
				for column, x := range d[k] {
					if column == gammaVariance {
						x /= pairs // of a mean
					}
					out[k][column] += x / pairs
				}
			}
		}
	}
	large, many := out.total(gammaLarge), out.total(gammaMany)
	for k := range out {
		out[k][gammaShared], out[k][gammaMany], out[k][gammaPairs], out[k][gammaLarge] = 0, 0, 0, 0
	}
	out[0][gammaShared] = 1
	if many > 0 {
		out[0][gammaMany], out[0][gammaPairs] = 1, 1
	}
	if large > 0 {
		out[0][gammaLarge] = 1
	}
	return out, nil
}

// pair measures two annotators of a text, once.
func (c *chance) pair(t *text, a, b int) (disorder, error) {
	key := pairKey{t.index, a, b}
	if d, ok := c.inPairs[key]; ok {
		return d, nil
	}
	d, err := c.group(t.only(func(r int) bool { return r == a || r == b }))
	if err == nil && c.inPairs != nil {
		c.inPairs[key] = d
	}
	return d, err
}

// group measures all annotators of a text together.
func (c *chance) group(t *text) (disorder, error) {
	out := make(disorder, len(t.parts))
	if len(t.voters) < 2 {
		return out, nil
	}
	out[0][gammaShared] = 1
	lists := inOrder(t.voters)
	units := 0
	for _, list := range lists {
		units += len(list)
		for _, s := range list {
			out[t.part(s.start)][gammaUnits]++
		}
	}
	if units == 0 {
		return out, nil
	}
	out[0][gammaMany] = 1
	err := c.observe(t, lists, out)
	if err == nil {
		err = c.expect(t, lists, out)
	}
	if errors.Is(err, errTooLarge) {
		clear(out)
		out[0][gammaShared], out[0][gammaMany], out[0][gammaLarge] = 1, 1, 1
		err = nil
	}
	return out, err
}

func (c *chance) observe(t *text, lists [][]span, out disorder) error {
	groups, err := c.align.align(lists)
	for _, g := range groups {
		row := &out[t.part(g.start)]
		row[gammaObserved] += g.cost
		row[gammaUnlike] += g.unlike
		row[gammaWeight] += g.weight
	}
	return err
}

// expect shares the disorder expected by chance among the parts, by their
// units, and that of γ-cat by the weight of their aligned pairs.
func (c *chance) expect(t *text, lists [][]span, out disorder) error {
	e, err := c.simulate(t, lists)
	if err != nil {
		return err
	}
	m := float64(len(lists))
	for k := range out {
		row := &out[k]
		row[gammaExpected] = row[gammaUnits] / m * e.cost.mean()
		row[gammaChance] = row[gammaWeight] * e.unlike.mean()
		if e.unlike.n == 0 {
			row[gammaUnlike], row[gammaWeight] = 0, 0
		}
	}
	units := out.total(gammaUnits) / m * e.cost.deviation()
	out[0][gammaVariance] = units * units
	return nil
}

// expectation is what rotations give: the disorder, and γ-cat's.
type expectation struct{ cost, unlike average }

// average gathers a mean and its error.
type average struct{ n, sum, squares float64 }

func (a *average) add(x float64) { a.n, a.sum, a.squares = a.n+1, a.sum+x, a.squares+x*x }

func (a average) mean() float64 { return a.sum / max(a.n, 1) }

// deviation is the standard error of the mean.
func (a average) deviation() float64 {
	if a.n < 2 {
		return 0
	}
	m := a.mean()
	return math.Sqrt(max(0, a.squares-a.n*m*m) / (a.n - 1) / a.n)
}

// simulate rotates and aligns until the mean is sure enough. The random
// numbers follow from the seed and the document's id, not from its place.
func (c *chance) simulate(t *text, lists [][]span) (expectation, error) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(t.id))
	random := rand.New(rand.NewPCG(c.seed, h.Sum64()))
	turned := make([][]span, len(lists))
	var e expectation
	for range c.most {
		for i, list := range lists {
			turned[i] = rotate(turned[i], list, t.hi, random.IntN(t.hi))
		}
		groups, err := c.align.align(turned)
		if err != nil {
			return e, err
		}
		e.add(groups, lists)
		if e.cost.n >= leastRotations && 1.96*e.cost.deviation() < 0.01*e.cost.mean() {
			break
		}
	}
	return e, nil
}

// add takes in the alignment of one rotation.
func (e *expectation) add(groups []unitary, lists [][]span) {
	cost, unlike, weight, units := 0.0, 0.0, 0.0, 0
	for _, g := range groups {
		cost += g.cost
		unlike += g.unlike
		weight += g.weight
	}
	for _, list := range lists {
		units += len(list)
	}
	e.cost.add(cost / float64(units) * float64(len(lists)))
	if weight > 0 {
		e.unlike.add(unlike / weight)
	}
}

// rotate shifts units along a text; what would start beyond its end starts
// again from its beginning. A unit that would cross the end sticks out.
func rotate(out, list []span, length, by int) []span {
	out = out[:0]
	over := len(list) // the first that comes in again
	for over > 0 && list[over-1].start+by >= length {
		over--
	}
	for _, s := range list[over:] {
		out = append(out, span{s.start + by - length, s.end + by - length, s.label})
	}
	for _, s := range list[:over] {
		out = append(out, span{s.start + by, s.end + by, s.label})
	}
	return out
}

// gamma is γ from sums of disorder.
func gamma(s sums) Score {
	if r := gammaReason(s); r != "" {
		return undefined(r)
	}
	observed, expected := s.at(gammaObserved), s.at(gammaExpected)
	out := corrected(observed, expected, s.at(gammaUnits))
	if observed == 0 {
		out.Value, out.Reason = 1, ""
	}
	if expected > 0 {
		out.Error = observed / expected * math.Sqrt(s.at(gammaVariance)) / expected
	}
	out.Note = gammaNote(s)
	return out
}

func gammaReason(s sums) Reason {
	switch {
	case s.at(gammaShared) == 0:
		return OneAnnotator
	case s.at(gammaMany) == 0:
		return NoAnnotations
	case s.at(gammaLarge) == s.at(gammaMany):
		return TooLarge
	}
	return ""
}

func gammaNote(s sums) string {
	note := ""
	if n := s.at(gammaPairs); n > 0 && n == s.at(gammaMany) {
		note = "mean over pairs of annotators"
	} else if n > 0 {
		note = fmt.Sprintf("mean over pairs of annotators in %.0f of %.0f documents", n, s.at(gammaMany))
	}
	if n := s.at(gammaLarge); n > 0 {
		if note != "" {
			note += "; "
		}
		note += fmt.Sprintf("without what is too large in %.0f documents", n)
	}
	return note
}
