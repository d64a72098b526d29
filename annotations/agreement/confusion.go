package agreement

import (
	"cmp"
	"slices"
)

// Matrix counts the labels two annotators gave the same thing. Annotations
// are put together one-to-one whatever their labels: those of the greatest
// intersection over union first, then those of one label, then in text order.
type Matrix struct {
	Labels []string `json:"labels"`
	// Counts has a row for each label of the first annotator and a column
	// for each of the second, and one more of each for annotations that met
	// none.
	Counts [][]int `json:"counts"`
}

// Meeting is what stands behind one count of a [Matrix]: an annotation of
// each, or nil where one has none.
type Meeting struct {
	Document string
	A, B     *Unit
}

// Meetings lists the annotations of two annotators as a [Matrix] counts them,
// in the documents both did, in text order. The errors are those of [Measure].
func Meetings(docs []Document, a, b string, step func() error) ([]Meeting, error) {
	p := &pace{step: step}
	both := make([]Document, 0, len(docs))
	for _, d := range docs {
		x, okA := d.Units[a]
		y, okB := d.Units[b]
		if okA && okB && a != b {
			d.Units = map[string][]Unit{a: x, b: y}
			both = append(both, d)
		}
	}
	c, err := newCorpus(both, p)
	if err != nil {
		return nil, err
	}
	first, second := 0, 1
	if a > b {
		first, second = 1, 0
	}
	var out []Meeting
	for _, t := range c.texts {
		pairs, err := meetings(t.voters[first].marks, t.voters[second].marks, p)
		if err != nil {
			return nil, err
		}
		for _, q := range pairs {
			out = append(out, Meeting{t.id, c.unit(t.voters[first], q.a), c.unit(t.voters[second], q.b)})
		}
	}
	return out, nil
}

// unit is a mark in names again; nil for index -1.
func (c *corpus) unit(v *voter, i int) *Unit {
	if i < 0 {
		return nil
	}
	m := v.marks[i]
	u := &Unit{Start: m.start, End: m.end, Label: c.labels[m.label]}
	for _, e := range m.entities {
		u.Entities = append(u.Entities, c.entities[e])
	}
	return u
}

// count adds the meetings of two annotators in a text.
func (m *Matrix) count(labels []string, a, b *voter, p *pace) error {
	n := len(labels)
	if m.Counts == nil {
		m.Labels = labels
		m.Counts = make([][]int, n+1)
		for i := range m.Counts {
			m.Counts[i] = make([]int, n+1)
		}
	}
	pairs, err := meetings(a.marks, b.marks, p)
	for _, q := range pairs {
		row, column := n, n
		if q.a >= 0 {
			row = a.marks[q.a].label
		}
		if q.b >= 0 {
			column = b.marks[q.b].label
		}
		m.Counts[row][column]++
	}
	return err
}

// meeting holds two indices, -1 for none.
type meeting struct{ a, b int }

// closest bounds how many marks of the other annotator one is compared with:
// the best few, which only matters where dozens lie on top of each other.
const closest = 32

// meetings puts marks together, best first, and lists them in text order.
func meetings(a, b []mark, p *pace) ([]meeting, error) {
	mateA, mateB := unmatched(len(a)), unmatched(len(b))
	r := &rivals{a: a, b: b, pace: p}
	for {
		block, err := r.next()
		if err != nil {
			return nil, err
		}
		if len(block) == 0 {
			break
		}
		slices.SortFunc(block, r.closer)
		for _, q := range block {
			if mateA[q.a] < 0 && mateB[q.b] < 0 {
				mateA[q.a], mateB[q.b] = q.b, q.a
			}
		}
	}
	return inTextOrder(a, b, mateA, mateB), nil
}

// inTextOrder merges the marks of a with those of b that met none.
func inTextOrder(a, b []mark, mateA, mateB []int) []meeting {
	out := make([]meeting, 0, len(a)+len(b))
	j := 0
	lone := func(before func(m mark) bool) {
		for ; j < len(b) && before(b[j]); j++ {
			if mateB[j] < 0 {
				out = append(out, meeting{-1, j})
			}
		}
	}
	for i, m := range a {
		lone(func(n mark) bool { return byStart(n.span, m.span) < 0 })
		out = append(out, meeting{i, mateA[i]})
	}
	lone(func(mark) bool { return true })
	return out
}

// rivals lists which marks overlap, a stretch of the text at a time.
type rivals struct {
	a, b   []mark
	i      int   // the next of a
	reach  []int // for each of b, the furthest end up to it
	buffer []meeting
	pace   *pace
}

// closer compares two candidates by intersection over union, label, place.
func (r *rivals) closer(x, y meeting) int {
	s, t, u, v := r.a[x.a].span, r.b[x.b].span, r.a[y.a].span, r.b[y.b].span
	i, j := inter(s, t), inter(u, v)
	return cmp.Or(
		cmp.Compare(j*(s.len()+t.len()-i), i*(u.len()+v.len()-j)),
		cmp.Compare(label(s, t), label(u, v)),
		byStart(s, u), byStart(t, v))
}

// next lists the overlapping pairs of the next marks of a that hang together,
// each with the closest of b; no pairs are left when there are none.
func (r *rivals) next() ([]meeting, error) {
	if r.reach == nil {
		r.reach = make([]int, len(r.b))
		for j, m := range r.b {
			r.reach[j] = m.end
			if j > 0 {
				r.reach[j] = max(m.end, r.reach[j-1])
			}
		}
	}
	r.buffer = r.buffer[:0]
	for end := 0; r.i < len(r.a); r.i++ {
		m := r.a[r.i]
		if len(r.buffer) > 0 && m.start >= end {
			break
		}
		from := len(r.buffer)
		j, _ := slices.BinarySearchFunc(r.b, m.end, func(x mark, at int) int { return cmp.Compare(x.start, at) })
		for j--; j >= 0 && r.reach[j] > m.start; j-- {
			if r.b[j].end > m.start {
				r.buffer = append(r.buffer, meeting{r.i, j})
				end = max(end, m.end, r.b[j].end)
			}
		}
		if err := r.pace.work(10 * (len(r.buffer) - from + 5)); err != nil {
			return nil, err
		}
		if len(r.buffer)-from > closest {
			slices.SortFunc(r.buffer[from:], r.closer)
			r.buffer = r.buffer[:from+closest]
		}
	}
	return r.buffer, nil
}
