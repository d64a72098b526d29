package annotations_test

import (
	"errors"
	"testing"

	. "gloss/annotations"

	"pgregory.net/rapid"
)

// points are the code points of s that lie within bounds: the definition of
// what spans have in common.
func points(s Span, bounds int) map[int]bool {
	out := map[int]bool{}
	for p := s.Start; p < s.End; p++ {
		if 0 <= p && p < bounds {
			out[p] = true
		}
	}
	return out
}

func drawSpan(t *rapid.T, name string, lo, hi int) Span {
	return Span{rapid.IntRange(lo, hi).Draw(t, name), rapid.IntRange(lo, hi).Draw(t, name)}
}

func TestSpansEqualSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawSpan(t, "a", 0, 12), drawSpan(t, "b", 0, 12)
		as, bs := points(a, 12), points(b, 12)
		var common []int
		for p := range as {
			if bs[p] {
				common = append(common, p)
			}
		}
		if a.Overlaps(b) != (len(common) > 0) || a.Overlaps(b) != b.Overlaps(a) {
			t.Fatalf("%v overlaps %v: %v", a, b, a.Overlaps(b))
		}
		if a.Empty() != (len(as) == 0) || !a.Empty() && a.Len() != len(as) {
			t.Fatalf("%v: %d", a, a.Len())
		}
		if !b.Empty() && a.Contains(b) != (len(common) == len(bs)) {
			t.Fatalf("%v contains %v: %v", a, b, a.Contains(b))
		}
		for p := range 12 {
			if a.Has(p) != as[p] {
				t.Fatalf("%v has %d: %v", a, p, a.Has(p))
			}
		}
		if b.Start <= b.End {
			c := a.Clamp(b)
			if len(points(c, 12)) != len(common) || c.Start < b.Start || c.End > b.End || c.Start > c.End {
				t.Fatalf("%v in %v is %v", a, b, c)
			}
		}
	})
}

func TestSpanIn(t *testing.T) {
	text := textOf(t, "sky")
	for _, c := range []struct {
		s  Span
		ok bool
	}{
		{Span{0, 3}, true},
		{Span{2, 3}, true},
		{Span{0, 4}, false},
		{Span{-1, 2}, false},
		{Span{1, 1}, false},
		{Span{2, 1}, false},
	} {
		if err := c.s.In(text); (err == nil) != c.ok || err != nil && !errors.Is(err, ErrSpan) {
			t.Errorf("%v: %v", c.s, err)
		}
	}
}

func TestCompareSpans(t *testing.T) {
	inOrder := []Span{{0, 9}, {0, 4}, {1, 2}, {3, 9}, {3, 4}}
	for i, a := range inOrder {
		for j, b := range inOrder {
			if got := CompareSpans(a, b); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("%v and %v: %d", a, b, got)
			}
		}
	}
}
