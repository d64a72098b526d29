package annotations_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	. "gloss/annotations"

	"pgregory.net/rapid"
)

func show(segments []Segment) string {
	var out []string
	for _, s := range segments {
		out = append(out, fmt.Sprint(s.Span, s.Active))
	}
	return strings.Join(out, " ")
}

func TestSegments(t *testing.T) {
	for _, c := range []struct {
		name   string
		within Span
		spans  []Span
		want   string
	}{
		{"none", Span{0, 4}, nil, "[0,4) []"},
		{"nothing within", Span{4, 4}, []Span{{0, 9}}, ""},
		{"crossing", Span{0, 10}, []Span{{1, 5}, {3, 8}}, "[0,1) [] [1,3) [0] [3,5) [0 1] [5,8) [1] [8,10) []"},
		{"nested", Span{0, 5}, []Span{{1, 2}, {0, 5}}, "[0,1) [1] [1,2) [0 1] [2,5) [1]"},
		{"touching", Span{0, 4}, []Span{{0, 2}, {2, 4}}, "[0,2) [0] [2,4) [1]"},
		{"equal", Span{0, 4}, []Span{{1, 3}, {1, 3}}, "[0,1) [] [1,3) [0 1] [3,4) []"},
		{"sticking out", Span{2, 4}, []Span{{0, 3}, {3, 9}, {7, 8}}, "[2,3) [0] [3,4) [1]"},
		{"empty and inverted", Span{0, 2}, []Span{{1, 1}, {2, 0}}, "[0,2) []"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(Segments(c.within, c.spans)); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

// Segments tile; each code point has the spans that hold it; neighbours differ.
func TestSegmentsEqualDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		within := drawSpan(t, "within", -2, 12)
		var spans []Span
		for range rapid.IntRange(0, 8).Draw(t, "n") {
			spans = append(spans, drawSpan(t, "span", -3, 14))
		}
		at := within.Start
		var last []int
		for i, s := range Segments(within, spans) {
			if s.Start != at || s.Empty() || i > 0 && slices.Equal(s.Active, last) {
				t.Fatalf("%v: %s", within, show(Segments(within, spans)))
			}
			for p := s.Start; p < s.End; p++ {
				var want []int
				for j, o := range spans {
					if o.Has(p) {
						want = append(want, j)
					}
				}
				if !slices.Equal(want, s.Active) {
					t.Fatalf("at %d: %v, want %v", p, s.Active, want)
				}
			}
			at, last = s.End, s.Active
		}
		if at != max(within.Start, within.End) && !within.Empty() || within.Empty() && at != within.Start {
			t.Fatalf("tiles %v only to %d", within, at)
		}
	})
}

func BenchmarkSegments(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	spans := make([]Span, 1000)
	for i := range spans {
		start := rnd.IntN(100_000)
		spans[i] = Span{start, start + 1 + rnd.IntN(200)}
	}
	for b.Loop() {
		Segments(Span{0, 100_000}, spans)
	}
}
