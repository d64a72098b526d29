package app

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
)

func TestPassageAround(t *testing.T) {
	text := textOf(t, "A headline\n\nOne is first. Two is second. Three is third. Four is last.\n\nAnother paragraph.")
	at := func(words string) annotations.Span {
		i := strings.Index(text.String(), words) // all of one byte
		return annotations.Span{Start: i, End: i + len(words)}
	}
	for _, c := range []struct {
		words               string
		before, core, after string
	}{
		{"is second", "One is first.", "Two is second.", "Three is third."},
		{"first. Two", "", "One is first. Two is second.", "Three is third."},
		{"Four is last", "Three is third.", "Four is last.", ""},
		{"headline", "", "A headline", ""},
	} {
		before, core, after := passageAround(text, at(c.words))
		got := [3]string{strings.TrimSpace(text.Slice(before)), strings.TrimSpace(text.Slice(core)), strings.TrimSpace(text.Slice(after))}
		if got != [3]string{c.before, c.core, c.after} {
			t.Errorf("%q: %q", c.words, got)
		}
	}
}

// Whatever the text, what is drawn holds the extent, lies in the text, and is
// not much longer than it.
func TestPassageAroundIsBounded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"word", "Word. ", " ", "\n", "é ", strings.Repeat("long ", 90), ". "}), 1, 40).Draw(t, "text"), ""))
		start := rapid.IntRange(0, text.Points()-1).Draw(t, "start")
		extent := annotations.Span{Start: start, End: rapid.IntRange(start+1, text.Points()).Draw(t, "end")}
		before, core, after := passageAround(text, extent)
		if core.Start > extent.Start || core.End < extent.End || core.Start < 0 || core.End > text.Points() {
			t.Fatalf("%v is not in %v", extent, core)
		}
		if core.Len() > extent.Len()+2*320 || before.Len() > 300 || after.Len() > 300 {
			t.Fatalf("%v, %v, %v around %v", before, core, after, extent)
		}
		if !before.Empty() && before.End > core.Start || !after.Empty() && after.Start < core.End {
			t.Fatalf("%v, %v and %v overlap", before, core, after)
		}
	})
}
