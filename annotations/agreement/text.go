package agreement

import (
	"cmp"
	"slices"
)

// mark is a span with the entities it is linked to, sorted.
type mark struct {
	span
	entities []int
}

// The axes along which a text is cut into equal things.
const (
	chars = iota
	tokens
	sentences
	axes
)

// voter is one annotator who is done with a text, and what they marked in a
// passage of it, in the shapes the measures want.
type voter struct {
	rater    int
	marks    []mark       // by start
	spans    []span       // label, start, end
	places   []span       // the same without labels
	mentions []span       // one for each entity of a mark; its label is the entity
	cover    [axes][]span // spans on each axis, those of a label that touch united
	strips   [axes]strip
}

// passage is a stretch of a text that no annotation crosses the ends of.
type passage struct {
	lo, hi int
	cells  [axes][][2]int // none for chars: they are the code points themselves
	voters []*voter       // by rater
}

// text is a document in numbers: annotators, labels and entities are indices
// into sorted lists of names.
type text struct {
	passage // all of it
	index   int
	id      string
	parts   []passage // what resampling resamples
}

// newVoter prepares the marks of one annotator in the passage.
func (p *passage) newVoter(rater int, marks []mark, known *sets, pace *pace) (*voter, error) {
	v := &voter{rater: rater, marks: marks}
	starts := make([]span, len(marks))
	for i, m := range marks {
		starts[i] = m.span
		v.places = append(v.places, span{m.start, m.end, 0})
		for _, e := range m.entities {
			v.mentions = append(v.mentions, span{m.start, m.end, e})
		}
	}
	for _, shape := range []func(){
		func() { v.spans = sorted(slices.Clone(starts)) },
		func() { v.places, v.mentions = sorted(v.places), sorted(v.mentions) },
		func() { v.cover[chars] = unite(v.spans, true) },
		func() { v.strips[chars] = newStrip(p.lo, p.hi, starts, known) },
		func() { v.project(tokens, p.cells[tokens], starts, known) },
		func() { v.project(sentences, p.cells[sentences], starts, known) },
	} {
		shape()
		if err := pace.work(50 * len(marks)); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// project turns the marks into spans and runs of cells.
func (v *voter) project(axis int, cells [][2]int, starts []span, known *sets) {
	v.cover[axis] = unite(project(v.spans, cells), true)
	v.strips[axis] = newStrip(0, len(cells), project(starts, cells), known)
}

// origin is where an axis starts counting in the passage.
func (p *passage) origin(axis int) int {
	if axis == chars {
		return p.lo
	}
	return 0
}

// cuts are the sentence starts at which the text may be cut: no token lies
// across, no annotation either, and no two annotations touch there.
func (p *passage) cuts(pace *pace) ([]int, error) {
	var marked []span
	for _, v := range p.voters {
		marked = unite(sorted(append(marked, v.places...)), true)
		if err := pace.work(50 * len(marked)); err != nil {
			return nil, err
		}
	}
	var out []int
	for i, j, k := 0, 0, 0; i < len(p.cells[sentences]); i++ {
		at := p.cells[sentences][i][0]
		for j < len(marked) && marked[j].end <= at {
			j++
		}
		for k < len(p.cells[tokens]) && p.cells[tokens][k][1] <= at {
			k++
		}
		if at > p.lo && (j == len(marked) || marked[j].start >= at) &&
			(k == len(p.cells[tokens]) || p.cells[tokens][k][0] >= at) {
			out = append(out, at)
		}
	}
	return out, nil
}

// split cuts the passage into at most n.
func (p *passage) split(n int, known *sets, pace *pace) ([]passage, error) {
	cuts, err := p.cuts(pace)
	if len(cuts) == 0 || n < 2 || err != nil {
		return []passage{*p}, err
	}
	n = min(n, len(cuts)+1)
	out := make([]passage, n)
	lo := p.lo
	for i := range out {
		hi := p.hi
		if i < n-1 {
			hi = cuts[(i+1)*(len(cuts)+1)/n-1]
		}
		if out[i], err = p.slice(lo, hi, known, pace); err != nil {
			return nil, err
		}
		lo = hi
	}
	return out, nil
}

// slice is the passage between two cuts.
func (p *passage) slice(lo, hi int, known *sets, pace *pace) (passage, error) {
	q := passage{lo: lo, hi: hi}
	for axis, cells := range p.cells {
		from, _ := slices.BinarySearchFunc(cells, lo, func(c [2]int, at int) int { return cmp.Compare(c[0], at) })
		to, _ := slices.BinarySearchFunc(cells, hi, func(c [2]int, at int) int { return cmp.Compare(c[0], at) })
		q.cells[axis] = cells[from:to]
	}
	for _, v := range p.voters {
		from, _ := slices.BinarySearchFunc(v.marks, lo, func(m mark, at int) int { return cmp.Compare(m.start, at) })
		to, _ := slices.BinarySearchFunc(v.marks, hi, func(m mark, at int) int { return cmp.Compare(m.start, at) })
		w, err := q.newVoter(v.rater, v.marks[from:to], known, pace)
		if err != nil {
			return passage{}, err
		}
		q.voters = append(q.voters, w)
	}
	return q, nil
}

// part is the index of the part that holds a position.
func (t *text) part(at int) int {
	i, _ := slices.BinarySearchFunc(t.parts, at+1, func(p passage, at int) int { return cmp.Compare(p.hi, at) })
	return min(i, len(t.parts)-1)
}

// done tells whether an annotator is done with the passage.
func (p *passage) done(rater int) bool {
	return slices.ContainsFunc(p.voters, func(v *voter) bool { return v.rater == rater })
}

// only is the text as marked by some annotators.
func (t *text) only(keep func(rater int) bool) *text {
	u := &text{index: t.index, id: t.id, passage: t.onlyRaters(keep)}
	for i := range t.parts {
		u.parts = append(u.parts, t.parts[i].onlyRaters(keep))
	}
	return u
}

func (p *passage) onlyRaters(keep func(rater int) bool) passage {
	q := *p
	q.voters = nil
	for _, v := range p.voters {
		if keep(v.rater) {
			q.voters = append(q.voters, v)
		}
	}
	return q
}

// labelled is the text with the marks of one label alone. For the uα family
// those of an annotator that overlap become one run.
func (t *text) labelled(label int, known *sets, pace *pace) (*text, error) {
	whole, err := t.onlyLabel(label, known, pace)
	if err != nil {
		return nil, err
	}
	u := &text{index: t.index, id: t.id, passage: whole}
	for i := range t.parts {
		part, err := t.parts[i].onlyLabel(label, known, pace)
		if err != nil {
			return nil, err
		}
		u.parts = append(u.parts, part)
	}
	return u, nil
}

func (p *passage) onlyLabel(label int, known *sets, pace *pace) (passage, error) {
	q := *p
	q.voters = nil
	for _, v := range p.voters {
		var marks []mark
		for _, m := range v.marks {
			if m.label == label {
				marks = append(marks, m)
			}
		}
		w, err := q.newVoter(v.rater, marks, known, pace)
		if err != nil {
			return passage{}, err
		}
		w.strips[chars] = newStrip(q.lo, q.hi, unite(w.spans, false), known)
		q.voters = append(q.voters, w)
	}
	return q, nil
}
