//go:build !js

package surface

import (
	"fmt"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"gloss/annotations"
)

func TestPlan(t *testing.T) {
	x, err := annotations.NewText("😀 Head\n\nSaid\nGo\n")
	if err != nil {
		t.Fatal(err)
	}
	kinds := []annotations.Block{{Span: span(0, 7), Kind: annotations.Headline}, {Span: span(8, 13), Kind: annotations.Quotation}}
	s := newSheet(x, x.Layout(kinds), []annotations.Span{span(13, 15)})
	if got := fmt.Sprint(s.plan()); got != "[4 1 0 1 0 0 8 7 0 10 9 4 0 11 14 0 1 16 17 1]" {
		t.Errorf("plan %v", got)
	}
	long := ""
	for range 250 {
		long += "word word "
	}
	if x, err = annotations.NewText(long); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(newSheet(x, x.Layout(nil), nil).plan()); got != "[2 0 0 0 0 0 2000 16 0 2000 2500]" {
		t.Errorf("plan of a long line %v", got)
	}
}

// Blocks begin where counting code units says, and find their own offsets.
func TestBlocksTileTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, _ := drawView(t)
		s := newSheet(v.Text, v.Blocks, nil)
		units, points := []int{}, 0
		for i, b := range s.blocks {
			if b.Start != points {
				t.Fatalf("block %d begins at %d, the one before ends at %d", i, b.Start, points)
			}
			points = b.End
			units = append(units, len(utf16.Encode([]rune(v.Text.String())[:b.Start])))
			if b.unit != units[i] {
				t.Fatalf("block %d begins at unit %d, want %d", i, b.unit, units[i])
			}
			for p := b.Start; p < b.End; p++ {
				if s.block(p) != i {
					t.Fatalf("%d lies in block %d, not %d", p, i, s.block(p))
				}
			}
			near := rapid.IntRange(0, len(s.blocks)-1).Draw(t, "near")
			some := span(b.Start, rapid.IntRange(b.Start, v.Text.Points()+2).Draw(t, "end"))
			first, last := s.over(some)
			if nearFirst, nearLast := s.overNear(some, near); nearFirst != first || nearLast != last {
				t.Fatalf("%v lies over blocks %d to %d, seen from %d over %d to %d", some, first, last, near, nearFirst, nearLast)
			}
		}
		if points != v.Text.Points() {
			t.Fatalf("blocks end at %d of %d", points, v.Text.Points())
		}
	})
}

// A folded block lies in its fold, and no block with words that lies in a fold
// stays unfolded.
func TestFoldsCoverBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, _ := drawView(t)
		n := v.Text.Points()
		a := rapid.IntRange(0, n).Draw(t, "from")
		f := span(a, rapid.IntRange(a, n).Draw(t, "to"))
		s := newSheet(v.Text, v.Blocks, []annotations.Span{f})
		for i, b := range s.blocks {
			words := v.Text.Trim(b.Span)
			if want := f.Contains(words); !b.blank && want != s.folded(i) {
				t.Fatalf("block %d %v in fold %v: folded %v", i, words, f, s.folded(i))
			}
		}
	})
}
