package annotations

import "slices"

// Index finds the annotations of one document that overlap a span, in time
// that grows with the logarithm of their number: an implicit tree over the
// parts sorted by start, each node knowing the largest end below it (Cormen et
// al., Introduction to Algorithms, "Interval trees").
type Index struct {
	parts []indexed
	most  []int // most[i]: the largest end in the subtree whose middle is i
}

type indexed struct {
	Span
	a *Annotation
}

// NewIndex indexes annotations given in text order, as [Project.In] returns
// them.
func NewIndex(as []*Annotation) *Index {
	x := &Index{}
	x.Renew(as)
	return x
}

// Renew makes x the index of other annotations, given in text order, in the
// memory it has.
func (x *Index) Renew(as []*Annotation) {
	clear(x.parts[:cap(x.parts)]) // lets go of those of before
	x.parts = slices.Grow(x.parts[:0], len(as))
	sorted := true
	for _, a := range as {
		for _, p := range a.Parts {
			if n := len(x.parts); n > 0 && x.parts[n-1].Start > p.Start {
				sorted = false
			}
			x.parts = append(x.parts, indexed{p.Span, a})
		}
	}
	if !sorted { // only discontinuous annotations are out of order
		sortIndexed(x.parts)
	}
	x.most = slices.Grow(x.most[:0], len(x.parts))[:len(x.parts)]
	x.build(0, len(x.parts))
}

func (x *Index) build(lo, hi int) int {
	if lo >= hi {
		return 0
	}
	mid := (lo + hi) / 2
	x.most[mid] = max(x.parts[mid].End, x.build(lo, mid), x.build(mid+1, hi))
	return x.most[mid]
}

// Overlapping returns the annotations with a part that shares a code point
// with s, in text order; each once.
func (x *Index) Overlapping(s Span) []*Annotation {
	var out []*Annotation
	seen := map[*Annotation]bool{}
	x.visit(0, len(x.parts), s, func(i indexed) {
		if len(i.a.Parts) > 1 {
			if seen[i.a] {
				return
			}
			seen[i.a] = true
		}
		out = append(out, i.a)
	})
	return out
}

// Parts calls yield with each part that overlaps s and its annotation, in text
// order.
func (x *Index) Parts(s Span, yield func(Span, *Annotation)) {
	x.visit(0, len(x.parts), s, func(i indexed) { yield(i.Span, i.a) })
}

// At returns the annotations that cover the code point at p or touch it at
// their end, in text order.
func (x *Index) At(p int) []*Annotation { return x.Overlapping(Span{p - 1, p + 1}) }

func (x *Index) visit(lo, hi int, s Span, yield func(indexed)) {
	if lo >= hi {
		return
	}
	mid := (lo + hi) / 2
	if x.most[mid] <= s.Start {
		return
	}
	x.visit(lo, mid, s, yield)
	if x.parts[mid].Start >= s.End {
		return
	}
	if x.parts[mid].Overlaps(s) {
		yield(x.parts[mid])
	}
	x.visit(mid+1, hi, s, yield)
}

func sortIndexed(parts []indexed) {
	slices.SortStableFunc(parts, func(a, b indexed) int { return CompareSpans(a.Span, b.Span) })
}
