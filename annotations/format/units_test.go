package format

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

const vectors = "../../../shared/vectors/offset-units.json"

// TestUnitVectors reads the same words by offsets in every unit, where they
// were collected from the issues of the tools that got them wrong.
func TestUnitVectors(t *testing.T) {
	b, err := os.ReadFile(vectors)
	if err != nil {
		t.Skip("the vectors are not here")
	}
	var cases []struct {
		Source, Text, Exact string
		CodePoints          [2]int `json:"codePoints"`
		UTF16               [2]int `json:"utf16"`
		UTF8                [2]int `json:"utf8"`
		Graphemes           [2]int `json:"graphemesUAX29"`
	}
	if err := json.Unmarshal(b, &cases); err != nil || len(cases) < 15 {
		t.Fatal(err, len(cases))
	}
	for _, c := range cases {
		kept, err := annotations.NewText(annotations.Canonical(c.Text))
		if err != nil {
			t.Fatal(err)
		}
		for unit, at := range map[string][2]int{offsetUnit: c.CodePoints, unitUTF16: c.UTF16, unitUTF8: c.UTF8, unitGrapheme: c.Graphemes} {
			places := map[int]int{at[0]: -1, at[1]: -1}
			locate(c.Text, unit, places)
			if got := kept.Slice(annotations.Span{Start: places[at[0]], End: places[at[1]]}); got != c.Exact {
				t.Errorf("%s: %s %v is %q, not %q", c.Source, unit, at, got, c.Exact)
			}
			it := marks("", at[0], at[1], true)
			it.targets[0].quote.Exact, it.targets[0].quoted = c.Exact, true
			g := newGuest("", ReadOptions{})
			if err := g.settle([]counted{{c.Text, []*item{it}}}, offsetUnit, ""); err != nil || kept.Slice(it.targets[0].span) != c.Exact {
				t.Errorf("%s: %s %v is found to be %v, %v", c.Source, unit, at, it.targets[0].span, err)
			}
		}
	}
}

// TestLocate compares every place of random texts with what the text itself
// says of its units.
func TestLocate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := annotationstest.Text(t)
		units, bytes := map[int]int{}, map[int]int{}
		for i := range text.Units() + 2 {
			units[i] = -1
		}
		for i := range len(text.String()) + 2 {
			bytes[i] = -1
		}
		locate(text.String(), unitUTF16, units)
		locate(text.String(), unitUTF8, bytes)
		for p := range text.Points() + 1 {
			if units[text.PointToUnit(p)] != p || bytes[text.PointToByte(p)] != p {
				t.Fatalf("%d: %v %v", p, units, bytes)
			}
		}
		for u, p := range units {
			if p >= 0 && text.PointToUnit(p) != u {
				t.Fatalf("UTF-16 %d inside a character is %d", u, p)
			}
		}
		for b, p := range bytes {
			if p >= 0 && text.PointToByte(p) != b {
				t.Fatalf("byte %d inside a character is %d", b, p)
			}
		}
	})
}

func TestSettle(t *testing.T) {
	type mark struct {
		start, end int
		quote      string
	}
	for _, c := range []struct {
		name, text, asked string
		marks             []mark
		want              []string
		unit              string
		report            string
	}{
		{"all units alike", "The sky is blue.", "", []mark{{4, 7, "sky"}}, []string{"sky"}, "", ""},
		{"quotes in UTF-16", "💩The sky is blue.", "", []mark{{6, 9, "sky"}}, []string{"sky"}, unitUTF16, ""},
		{"quotes in bytes", "💩The sky is blue.", "", []mark{{8, 11, "sky"}}, []string{"sky"}, unitUTF8, ""},
		{"words in code points", "💩 The sky is blue.", "", []mark{{6, 9, ""}, {2, 5, ""}}, []string{"sky", "The"}, offsetUnit, "unchecked  there is no quote to check the places of 2 annotations by"},
		{"words in UTF-16", "💩 The sky is blue.", "", []mark{{7, 10, ""}, {3, 6, ""}}, []string{"sky", "The"}, unitUTF16, "unchecked  there is no quote to check the places of 2 annotations by"},
		{"nothing tells", "💩--------", "", []mark{{4, 5, ""}}, []string{"-"}, unitUTF16, "unchecked  nothing tells whether offsets count UTF-16 or code point; UTF-16 was taken, as is usual there: “-” or “-”\n" +
			"unchecked  there is no quote to check the places of 1 annotations by"},
		{"asked", "💩 The sky is blue.", offsetUnit, []mark{{7, 10, ""}}, []string{"ky "}, "", "unchecked  there is no quote to check the places of 1 annotations by"},
		{"the last one counted in", "The sky is blue.", "", []mark{{4, 6, "sky"}, {11, 14, "blue"}}, []string{"sky", "blue"}, "", "unchecked  the file counts the last character in: ends were moved by one"},
		{"lines as a screen shows them", "He said.\n\nShe  did.", "", []mark{{3, 18, `said.\n\nShe did`}}, []string{"said.\n\nShe  did"}, "", ""},
		{"CR LF counts two", "He said.\r\nShe did.", "", []mark{{10, 13, "She"}}, []string{"She"}, unitUTF16, ""},
		{"nearby", "The sky is blue.", "", []mark{{0, 3, "The"}, {5, 8, "sky"}}, []string{"The", "sky"}, "", "repaired  “sky” was put where its words are, at [4,7)"},
		{"as near on both sides", "no yes  no", "", []mark{{0, 2, "no"}, {4, 6, "no"}}, []string{"no", "es"}, "", ""},
		{"no part of a number", "140 or 40", "", []mark{{0, 2, "40"}, {4, 6, "or"}}, []string{"40", "or"}, "", "repaired  “40” was put where its words are, at [7,9)"},
		{"beyond the text", "sky", "", []mark{{1, 9, ""}}, []string{""}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var items []*item
			for _, m := range c.marks {
				it := marks("", m.start, m.end, true)
				it.targets[0].quote.Exact, it.targets[0].quoted = m.quote, m.quote != ""
				items = append(items, it)
			}
			g := newGuest("", ReadOptions{})
			if err := g.settle([]counted{{c.text, items}}, unitUTF16, c.asked); err != nil {
				t.Fatal(err)
			}
			kept, _ := annotations.NewText(annotations.Canonical(c.text))
			var got []string
			for _, it := range items {
				s := ""
				if it.targets[0].placed {
					s = kept.Slice(it.targets[0].span)
				}
				got = append(got, s)
			}
			if !slices.Equal(got, c.want) || g.report.Unit != c.unit || summary(g.report) != c.report {
				t.Errorf("got %q in %q\n%s", got, g.report.Unit, summary(g.report))
			}
		})
	}
	g := newGuest("", ReadOptions{})
	if err := g.settle(nil, offsetUnit, "metre"); err == nil {
		t.Error("metres are a unit")
	}
}
