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
func (p *passage) newVoter(rater int, marks []mark, known *sets) *voter {
	v := &voter{rater: rater, marks: marks}
	starts := make([]span, len(marks))
	for i, m := range marks {
		starts[i] = m.span
		v.places = append(v.places, span{m.start, m.end, 0})
		for _, e := range m.entities {
			v.mentions = append(v.mentions, span{m.start, m.end, e})
		}
	}
	v.spans = sorted(slices.Clone(starts))
	v.places, v.mentions = sorted(v.places), sorted(v.mentions)
	v.cover[chars] = unite(v.spans, true)
	v.strips[chars] = newStrip(p.lo, p.hi, starts, known)
	for _, axis := range []int{tokens, sentences} {
		v.cover[axis] = unite(project(v.spans, p.cells[axis]), true)
		v.strips[axis] = newStrip(0, len(p.cells[axis]), project(starts, p.cells[axis]), known)
	}
	return v
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
func (p *passage) cuts() []int {
	var all []span
	for _, v := range p.voters {
		all = append(all, v.places...)
	}
	all = unite(sorted(all), true)
	for _, c := range p.cells[tokens] {
		all = append(all, span{c[0], c[1], 0})
	}
	all = unite(sorted(all), false)
	var out []int
	for i, j := 0, 0; i < len(p.cells[sentences]); i++ {
		at := p.cells[sentences][i][0]
		for j < len(all) && all[j].end <= at {
			j++
		}
		if at > p.lo && (j == len(all) || all[j].start >= at) {
			out = append(out, at)
		}
	}
	return out
}

// split cuts the passage into at most n.
func (p *passage) split(n int, known *sets) []passage {
	cuts := p.cuts()
	if len(cuts) == 0 || n < 2 {
		return []passage{*p}
	}
	n = min(n, len(cuts)+1)
	out := make([]passage, n)
	lo := p.lo
	for i := range out {
		hi := p.hi
		if i < n-1 {
			hi = cuts[(i+1)*(len(cuts)+1)/n-1]
		}
		out[i] = p.slice(lo, hi, known)
		lo = hi
	}
	return out
}

// slice is the passage between two cuts.
func (p *passage) slice(lo, hi int, known *sets) passage {
	q := passage{lo: lo, hi: hi}
	for axis, cells := range p.cells {
		from, _ := slices.BinarySearchFunc(cells, lo, func(c [2]int, at int) int { return cmp.Compare(c[0], at) })
		to, _ := slices.BinarySearchFunc(cells, hi, func(c [2]int, at int) int { return cmp.Compare(c[0], at) })
		q.cells[axis] = cells[from:to]
	}
	for _, v := range p.voters {
		from, _ := slices.BinarySearchFunc(v.marks, lo, func(m mark, at int) int { return cmp.Compare(m.start, at) })
		to, _ := slices.BinarySearchFunc(v.marks, hi, func(m mark, at int) int { return cmp.Compare(m.start, at) })
		q.voters = append(q.voters, q.newVoter(v.rater, v.marks[from:to], known))
	}
	return q
}

// part is the index of the part that holds a position.
func (t *text) part(at int) int {
	i, _ := slices.BinarySearchFunc(t.parts, at+1, func(p passage, at int) int { return cmp.Compare(p.hi, at) })
	return min(i, len(t.parts)-1)
}

// only is the text as marked by the raters to whom keep gives a new number.
func (t *text) only(keep func(rater int) (int, bool)) *text {
	u := &text{index: t.index, id: t.id, passage: t.onlyRaters(keep)}
	for i := range t.parts {
		u.parts = append(u.parts, t.parts[i].onlyRaters(keep))
	}
	return u
}

func (p *passage) onlyRaters(keep func(rater int) (int, bool)) passage {
	q := *p
	q.voters = nil
	for _, v := range p.voters {
		if rater, ok := keep(v.rater); ok {
			w := *v
			w.rater = rater
			q.voters = append(q.voters, &w)
		}
	}
	return q
}

// labelled is the text with the marks of one label alone. For the uα family
// those of an annotator that overlap become one run.
func (t *text) labelled(label int, known *sets) *text {
	u := &text{index: t.index, id: t.id, passage: t.onlyLabel(label, known)}
	for i := range t.parts {
		u.parts = append(u.parts, t.parts[i].onlyLabel(label, known))
	}
	return u
}

func (p *passage) onlyLabel(label int, known *sets) passage {
	q := *p
	q.voters = nil
	for _, v := range p.voters {
		var marks []mark
		for _, m := range v.marks {
			if m.label == label {
				marks = append(marks, m)
			}
		}
		w := q.newVoter(v.rater, marks, known)
		w.strips[chars] = newStrip(q.lo, q.hi, unite(w.spans, false), known)
		q.voters = append(q.voters, w)
	}
	return q
}
