package format

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

func TestFind(t *testing.T) {
	const text = "In 1940, 40 of 140 died, 40% of 1.40. He said no. 😀 She said yes. He said no. Blue."
	for _, c := range []struct {
		name                  string
		prefix, exact, suffix string
		want                  string
	}{
		{"the only place", "", "Blue", "", "[78,82)"},
		{"after a wide character", "nothing like it", "yes", "", "[61,64)"},
		{"not there", "", "green", "", ""},
		{"twice, and no context", "", "He said no", "", ""},
		{"twice, told apart by what follows", "", "He said no", ". Blue", "[66,76)"},
		{"twice, told apart by what comes before", "of 1.40. ", "He said no", "", "[38,48)"},
		{"twice, with too little context", "out of 9.90. ", "He said no", "", ""},
		{"twice, context half gone", "She never said YES. She said yes. ", "He said no", ", never", "[66,76)"},
		{"a number within others", "", "40", "", ""},
		{"a number within others, with context", "In 1940, ", "40", " of 140", "[9,11)"},
		{"part of a number", "", "0 of 14", "", ""},
		{"a number before a decimal", "", "1", "", ""},
		{"a number at the end of a sentence", "", "of 1.40", "", "[29,36)"},
		{"nothing", "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			tt, err := annotations.NewText(text)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range []*finder{{text: tt}, {text: tt, grams: newGrams(text)}} {
				s, ok := f.find(annotations.Quote{Exact: c.exact, Prefix: c.prefix, Suffix: c.suffix})
				got := ""
				if ok {
					got = s.String()
				}
				if got != c.want {
					t.Errorf("got %s, want %s", got, c.want)
				}
			}
		})
	}
}

// TestFindWhatIsThere shows that a quote with its full context is found in its
// own text, unless the same words stand in the same surroundings elsewhere,
// and that whatever is found says what was quoted.
func TestFindWhatIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := annotationstest.Text(t)
		if text.Points() == 0 {
			return
		}
		start := rapid.IntRange(0, text.Points()-1).Draw(t, "start")
		s := annotations.Span{Start: start, End: rapid.IntRange(start+1, text.Points()).Draw(t, "end")}
		q := text.Quote(s)
		f := finder{text: text}
		got, ok := f.find(q)
		indexed := finder{text: text, grams: newGrams(text.String())}
		if again, fine := indexed.find(q); fine != ok || ok && again != got {
			t.Fatalf("%q is at %v (%t), with an index at %v (%t)", q.Exact, got, ok, again, fine)
		}
		switch {
		case ok && text.Slice(got) != q.Exact:
			t.Fatalf("%q found at %v, which is %q", q.Exact, got, text.Slice(got))
		case !ok && strings.Count(text.String(), q.Exact) == 1 && !f.cutsNumber(text.PointToByte(s.Start), text.PointToByte(s.End)):
			t.Fatalf("%q is not found", q.Exact)
		case ok && got != s && strings.Count(text.String(), q.Prefix+q.Exact+q.Suffix) == 1 && !f.cutsNumber(text.PointToByte(s.Start), text.PointToByte(s.End)):
			t.Fatalf("%q is at %v, not at %v", q.Exact, s, got)
		}
	})
}
