package annotations_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	. "gloss/annotations"

	"pgregory.net/rapid"
)

// drawPlaced draws annotations of one document in text order, some of several
// parts.
func drawPlaced(t *rapid.T, text Text) []*Annotation {
	var out []*Annotation
	for i := range rapid.IntRange(0, 12).Draw(t, "n") {
		var spans []Span
		for range rapid.IntRange(1, 3).Draw(t, "parts") {
			start := rapid.IntRange(0, text.Points()-1).Draw(t, "start")
			spans = append(spans, Span{start, rapid.IntRange(start+1, text.Points()).Draw(t, "end")})
		}
		out = append(out, &Annotation{Stamp: Stamp{ID: fmt.Sprint(i)}, Target: TargetOf("d", text, spans...)})
	}
	slices.SortStableFunc(out, func(a, b *Annotation) int { return CompareSpans(a.Extent(), b.Extent()) })
	return out
}

func TestIndexEqualsFilter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf(t, "It is said that the sky is blue.")
		x := NewIndex(drawPlaced(t, text))
		as := drawPlaced(t, text)
		x.Renew(as) // what it held before is gone
		s := drawSpan(t, "span", -2, text.Points()+2)
		want, parts := map[string]bool{}, 0
		for _, a := range as {
			for _, p := range a.Parts {
				if p.Overlaps(s) {
					want[a.ID] = true
					parts++
				}
			}
		}
		got := x.Overlapping(s)
		checkOnce(t, got, want)
		last := -1
		x.Parts(s, func(p Span, a *Annotation) {
			parts--
			if p.Start < last || !p.Overlaps(s) || !want[a.ID] {
				t.Fatalf("part %v of %s", p, a.ID)
			}
			last = p.Start
		})
		if parts != 0 {
			t.Fatalf("%d parts missing", parts)
		}
		at := map[string]bool{}
		for _, a := range as {
			if slices.ContainsFunc(a.Parts, func(p Part) bool { return p.Has(s.Start) || p.End == s.Start }) {
				at[a.ID] = true
			}
		}
		checkOnce(t, x.At(s.Start), at)
	})
}

func checkOnce(t *rapid.T, got []*Annotation, want map[string]bool) {
	t.Helper()
	seen := map[string]bool{}
	for _, a := range got {
		if seen[a.ID] || !want[a.ID] {
			t.Fatalf("%s too many", a.ID)
		}
		seen[a.ID] = true
	}
	if len(seen) != len(want) {
		t.Fatalf("%d, want %d", len(seen), len(want))
	}
}

func BenchmarkNewIndex(b *testing.B) {
	as := scattered(10_000)
	for b.Loop() {
		NewIndex(as)
	}
}

// scattered returns n annotations of one document in text order.
func scattered(n int) []*Annotation {
	rnd := rand.New(rand.NewPCG(1, 2))
	out := make([]*Annotation, n)
	for i := range out {
		start := rnd.IntN(10 * n)
		out[i] = &Annotation{Target: Target{Parts: []Part{{Span: Span{start, start + 1 + rnd.IntN(200)}}}}}
	}
	slices.SortFunc(out, func(a, b *Annotation) int { return CompareSpans(a.Extent(), b.Extent()) })
	return out
}
