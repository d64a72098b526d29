package review

import (
	"cmp"

	"gloss/annotations"
)

// mark is an annotation as grouping sees it.
type mark struct {
	*annotations.Annotation
	extent annotations.Span
	answer *Answer
	size   int    // code points marked
	label  string // of the answer; "" for a bare mention, which is another act than labelling
	who    int    // a number for its maker
	voter  bool   // who is done with the document
}

func newMark(a *annotations.Annotation, answer Answer, who int, voter bool) mark {
	m := mark{Annotation: a, extent: a.Extent(), answer: &answer, label: answer.Label, who: who, voter: voter}
	for _, p := range a.Parts {
		m.size += p.Len()
	}
	return m
}

// compareMarks orders marks by place, then by everything else, so that nothing
// depends on where they came from.
func compareMarks(a, b mark) int {
	if c := cmp.Compare(a.extent.Start, b.extent.Start); c != 0 {
		return c
	}
	if c := cmp.Compare(a.extent.End, b.extent.End); c != 0 {
		return c
	}
	if c := cmp.Compare(a.label, b.label); c != 0 {
		return c
	}
	if c := cmp.Compare(a.By, b.By); c != 0 {
		return c
	}
	return cmp.Compare(a.ID, b.ID)
}

// apart reports whether two marks cannot be of one case: one person's, or a
// bare mention and a labelled passage.
func (m *mark) apart(o *mark) bool { return m.who == o.who || (m.label == "") != (o.label == "") }

// common is how many code points are in both marks.
func (m *mark) common(o *mark) int {
	a, b := m.Parts, o.Parts
	n := 0
	for len(a) > 0 && len(b) > 0 {
		n += max(0, min(a[0].End, b[0].End)-max(a[0].Start, b[0].Start))
		if a[0].End < b[0].End {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return n
}

// near reports whether the intersection of two marks is a third of their union
// at least.
func (m *mark) near(o *mark) bool {
	n := m.common(o)
	return 3*n >= m.size+o.size-n
}

// lies reports whether four fifths of m, or more, are in o, and how much is.
func (m *mark) lies(o *mark) (int, bool) {
	n := m.common(o)
	return n, 5*n >= 4*m.size
}
