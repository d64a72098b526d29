package annotations_test

import (
	"strings"
	"testing"

	. "gloss/annotations"

	"pgregory.net/rapid"
)

func TestLayout(t *testing.T) {
	words := strings.Repeat("nine char ", 300) // 3,000 code points
	family := strings.Repeat("👨‍👩‍👧", 500)     // 2,500 code points, no space
	for _, c := range []struct {
		name, text string
		want       []int // ends
	}{
		{"empty", "", nil},
		{"one line", "sky", []int{3}},
		{"lines", "One\n\nTwo\n", []int{4, 5, 9}},
		{"at the limit", strings.Repeat("x", 2000) + "\nb", []int{2001, 2002}},
		{"just over", strings.Repeat("x", 2001) + "\n", []int{2000, 2002}},
		{"at a space", words, []int{2000, 3000}},
		{"at a space before the limit", "abc " + words, []int{1999, 3004}},
		{"never within a character", "x" + family, []int{1996, 2501}},
		{"a character longer than a block", "e" + strings.Repeat("\u0301", 3000), []int{2000, 3001}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []int
			for _, b := range textOf(t, c.text).Layout(nil) {
				got = append(got, b.End)
			}
			if len(got) != len(c.want) {
				t.Fatalf("%v, want %v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Fatalf("%v, want %v", got, c.want)
				}
			}
		})
	}
}

func TestLayoutKinds(t *testing.T) {
	text := textOf(t, "Title\nBy Ana\nThe sky.\n“Blue”\n“Grey”\nEnd")
	kinds := []Block{
		{Span: Span{0, 5}, Kind: Headline}, {Span: Span{6, 12}, Kind: Byline}, {Span: Span{22, 36}, Kind: Quotation},
	}
	var got []string
	for _, b := range text.Layout(kinds) {
		got = append(got, string(b.Kind)+":"+strings.TrimSpace(text.Slice(b.Span)))
	}
	if s := strings.Join(got, " "); s != "headline:Title byline:By Ana :The sky. quotation:“Blue” quotation:“Grey” :End" {
		t.Error(s)
	}
	long := textOf(t, strings.Repeat("word ", 900))
	for _, b := range long.Layout([]Block{{Span: long.All(), Kind: Quotation}}) {
		if b.Kind != Quotation {
			t.Errorf("%v lost its kind", b.Span)
		}
	}
}

// Blocks tile the text, end where lines end, and cut no character.
func TestLayoutTiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf(t, strings.Repeat(strange().Draw(t, "text"), rapid.IntRange(1, 60).Draw(t, "times")))
		at, ends := 0, map[int]bool{}
		for _, b := range text.Layout(nil) {
			s := text.Slice(b.Span)
			if b.Start != at || b.Empty() || strings.Contains(strings.TrimSuffix(s, "\n"), "\n") || len([]rune(strings.TrimSuffix(s, "\n"))) > 2000 {
				t.Fatalf("%v after %d", b.Span, at)
			}
			at = b.End
			ends[at] = true
		}
		if at != text.Points() {
			t.Fatalf("%d of %d", at, text.Points())
		}
		for _, g := range tiles(text, graphemesOf) {
			for p := g.Start + 1; p < g.End; p++ {
				if ends[p] && g.Len() <= 2000 {
					t.Fatalf("cut within %v", g)
				}
			}
		}
	})
}
