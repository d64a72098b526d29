package annotations_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	. "gloss/annotations"

	"pgregory.net/rapid"
)

// textOf is s as a Text.
func textOf(t rapid.TB, s string) Text {
	t.Helper()
	text, err := NewText(s)
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return text
}

// vector is one line of shared/vectors/offset-units.json: where exact lies in
// text, in each unit.
type vector struct {
	Source, Text, Exact string
	CodePoints          pair `json:"codePoints"`
	UTF16               pair `json:"utf16"`
	UTF8                pair `json:"utf8"`
	GraphemesUAX29      pair `json:"graphemesUAX29"`
}

// pair is [start,end] as the vectors write it.
type pair [2]int

func TestOffsetVectors(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "shared", "vectors", "offset-units.json"))
	if err != nil {
		t.Skip("no shared vectors here")
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil || len(all) == 0 {
		t.Fatal(err, len(all))
	}
	for _, v := range all {
		t.Run(v.Source, func(t *testing.T) {
			if Canonical(v.Text) != v.Text { // CRLF and BOM: offsets of the file are not those of the text
				if _, err := NewText(v.Text); !errors.Is(err, ErrText) {
					t.Fatalf("taken as it is: %v", err)
				}
				text := textOf(t, Canonical(v.Text))
				i := strings.Index(text.String(), v.Exact)
				if got := text.Slice(Span{text.ByteToPoint(i), text.ByteToPoint(i + len(v.Exact))}); got != v.Exact {
					t.Fatalf("%q", got)
				}
				return
			}
			checkVector(t, textOf(t, v.Text), v)
		})
	}
}

func checkVector(t *testing.T, text Text, v vector) {
	t.Helper()
	if got := text.Slice(Span{v.CodePoints[0], v.CodePoints[1]}); got != v.Exact {
		t.Errorf("slice %q, want %q", got, v.Exact)
	}
	for i := range 2 {
		p, u, b := v.CodePoints[i], v.UTF16[i], v.UTF8[i]
		for _, c := range []struct {
			name      string
			got, want int
		}{
			{"PointToByte", text.PointToByte(p), b},
			{"PointToUnit", text.PointToUnit(p), u},
			{"ByteToPoint", text.ByteToPoint(b), p},
			{"UnitToPoint", text.UnitToPoint(u), p},
			{"graphemes before", graphemesBefore(text, p), v.GraphemesUAX29[i]},
		} {
			if c.got != c.want {
				t.Errorf("%s at %d: %d, want %d", c.name, p, c.got, c.want)
			}
		}
	}
}

func graphemesBefore(text Text, p int) int {
	n := 0
	for at := 0; at < p; at = text.NextGrapheme(at) {
		n++
	}
	return n
}

func TestConverters(t *testing.T) {
	for _, c := range []struct {
		name, text          string
		points, units       int
		mid, inByte, inUnit int // a code point, a byte and a unit that belong to it
	}{
		{"empty", "", 0, 0, 0, 0, 0},
		{"ascii", "sky", 3, 3, 1, 1, 1},
		{"cyrillic", "Баку", 4, 4, 1, 3, 1},
		{"astral, second surrogate", "a😀b", 3, 4, 1, 4, 2},
		{"combining", "Cafe\u0301 x", 7, 7, 4, 5, 4},
		{"family", "👨‍👩‍👧!", 6, 9, 2, 8, 4},
		{"kazakh", "Ақтау", 5, 5, 1, 3, 1},
		{"byte order mark inside", "a\ufeffb", 3, 3, 1, 2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := textOf(t, c.text)
			if text.Points() != c.points || text.Units() != c.units {
				t.Errorf("%d points, %d units", text.Points(), text.Units())
			}
			if got := text.ByteToPoint(c.inByte); got != c.mid {
				t.Errorf("byte %d is in point %d", c.inByte, got)
			}
			if got := text.UnitToPoint(c.inUnit); got != c.mid {
				t.Errorf("unit %d is in point %d", c.inUnit, got)
			}
		})
	}
}

func TestNewTextRefuses(t *testing.T) {
	for _, s := range []string{"a\r\nb", "a\rb", "\ufeffa", "a\x00b", "a\xffb", "\xed\xa0\x80"} {
		if text, err := NewText(s); !errors.Is(err, ErrText) || text.Points() != 0 {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""},
		{"a\r\nb\rc\nd", "a\nb\nc\nd"},
		{"\r\r\n\n", "\n\n\n"},
		{"\ufeffa\ufeff", "a\ufeff"},
		{"\ufeff\ufeffa", "a"},
		{"e\u0301", "e\u0301"}, // never normalised
		{"\xff\r", "\xff\n"},
	} {
		if got := Canonical(c[0]); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}

func TestTextID(t *testing.T) { // FIPS 180-2, appendix B.1
	if got := textOf(t, "abc").ID(); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Error(got)
	}
}

func TestQuote(t *testing.T) {
	long := strings.Repeat("ж", 40)
	text := textOf(t, long+"sky😀"+long)
	if got, want := text.Quote(Span{40, 44}), (Quote{"sky😀", strings.Repeat("ж", 32), strings.Repeat("ж", 32)}); got != want {
		t.Errorf("%+v", got)
	}
	if got, want := textOf(t, "a sky").Quote(Span{2, 5}), (Quote{Exact: "sky", Prefix: "a "}); got != want {
		t.Errorf("%+v", got)
	}
}

func TestFind(t *testing.T) {
	text := textOf(t, "😀 The Sky is\n  the sky; ТАМ там. aaaa")
	for _, c := range []struct {
		words string
		limit int
		want  []Span
	}{
		{"sky", 0, []Span{{6, 9}, {19, 22}}},
		{" SKY\t", 1, []Span{{6, 9}}},
		{"is the", 0, []Span{{10, 18}}},
		{"Там", 0, []Span{{24, 27}, {28, 31}}},
		{"aa", 0, []Span{{33, 35}, {35, 37}}},
		{"s", 0, nil},
		{"  ", 0, nil},
		{"aaaaa", 0, nil},
		{"aa b", 0, nil},
	} {
		if got := text.Find(c.words, c.limit); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.words, got, c.want)
		}
	}
}

// strange yields texts with what makes the units differ, often enough to cross
// several checkpoints of a Text.
func strange() *rapid.Generator[string] {
	pieces := rapid.SampledFrom([]string{
		"a", "b. ", "Mr. ", "J.K. ", "\n", "\n\n", " ", "  ", "\t", "\u00a0", "\u3000", "é", "e\u0301", "ж", "Баку ", "😀", "👨‍👩‍👧", "🇪🇺",
		"🇰🇿🇦🇿", "क्षत्रिय", "日本語", "中。", "한국", "ᄒ", "ᅡ", "ـم ", "שלום ", "1\ufe0f\u20e3", "\u200d", "\u0301", "\u200b", "\ufeff", "\u00ad", "—", "'", "’s ", "\"", "3.5 ",
		"กำ", "ຳ", "ൎക", "?! ", "word ", "\U0001F3FB", "゙", strings.Repeat("x", 130), strings.Repeat("ы", 130),
	})
	return rapid.Map(rapid.SliceOfN(pieces, 0, 60), func(ss []string) string {
		return Canonical(strings.Join(ss, ""))
	})
}

// Every converter equals its definition, at every offset in and around the text.
func TestConvertersEqualDefinitions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(strange(), rapid.String()).Draw(t, "text")
		text, err := NewText(s)
		if err != nil {
			t.Skip()
		}
		runes := []rune(s)
		units := utf16.Encode(runes)
		if text.Points() != len(runes) || text.Units() != len(units) {
			t.Fatalf("%d points, %d units", text.Points(), text.Units())
		}
		clamp := func(i, n int) int { return max(0, min(i, n)) }
		for p := -2; p <= len(runes)+2; p++ {
			head := runes[:clamp(p, len(runes))]
			if b := text.PointToByte(p); b != len(string(head)) {
				t.Fatalf("PointToByte(%d) = %d", p, b)
			}
			if u := text.PointToUnit(p); u != len(utf16.Encode(head)) {
				t.Fatalf("PointToUnit(%d) = %d", p, u)
			}
		}
		for b := -2; b <= len(s)+2; b++ {
			at := clamp(b, len(s))
			for at < len(s) && !utf8.RuneStart(s[at]) {
				at--
			}
			if p := text.ByteToPoint(b); p != utf8.RuneCountInString(s[:at]) {
				t.Fatalf("ByteToPoint(%d) = %d", b, p)
			}
		}
		for u, want := 0, 0; want < len(runes); want++ {
			for range utf16.RuneLen(runes[want]) {
				if p := text.UnitToPoint(u); p != want {
					t.Fatalf("UnitToPoint(%d) = %d, want %d", u, p, want)
				}
				u++
			}
		}
		if text.UnitToPoint(-1) != 0 || text.UnitToPoint(len(units)+1) != len(runes) {
			t.Fatal("units outside the text")
		}
	})
}

func TestSliceEqualsRunes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf(t, strange().Draw(t, "text"))
		runes := []rune(text.String())
		s := Span{rapid.IntRange(-3, len(runes)+3).Draw(t, "start"), rapid.IntRange(-3, len(runes)+3).Draw(t, "end")}
		want := ""
		if in := s.Clamp(text.All()); !in.Empty() {
			want = string(runes[in.Start:in.End])
		}
		if got := text.Slice(s); got != want {
			t.Fatalf("%v: %q, want %q", s, got, want)
		}
	})
}

// What Canonical returns is a Text unless it is not UTF-8 or holds NUL, and its
// text is what was given but for line ends and the mark in front.
func FuzzNewText(f *testing.F) {
	for _, s := range []string{"", "a\r\nb", "\ufeff\ufeffa", "\ufeff\r", "a\x00", "\xff\xfe", "😀e\u0301\r\r\n", strings.Repeat("é\n", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := Canonical(s)
		if Canonical(c) != c {
			t.Fatalf("twice gives %q", Canonical(c))
		}
		text, err := NewText(c)
		if bad := !utf8.ValidString(s) || strings.Contains(s, "\x00"); (err != nil) != bad {
			t.Fatalf("bad %v: %v", bad, err)
		}
		if err != nil {
			return
		}
		without := func(s string) string { return strings.NewReplacer("\r", "", "\n", "", "\ufeff", "").Replace(s) }
		if without(text.String()) != without(s) {
			t.Fatalf("%q became %q", s, text.String())
		}
		for p := range text.Points() + 1 {
			if text.ByteToPoint(text.PointToByte(p)) != p || text.UnitToPoint(text.PointToUnit(p)) != p {
				t.Fatalf("point %d does not come back", p)
			}
		}
	})
}
