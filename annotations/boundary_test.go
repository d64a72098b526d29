package annotations_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	. "gloss/annotations"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
	"pgregory.net/rapid"
)

// tiles are the pieces of text as spans, cut by the library over whole lines:
// the definition that looking from a nearby boundary has to agree with.
func tiles(text Text, split func(string) []string) []Span {
	var out []Span
	at := 0
	for line := range strings.Lines(text.String()) {
		for _, piece := range split(line) {
			n := len([]rune(piece))
			out = append(out, Span{at, at + n})
			at += n
		}
	}
	return out
}

func graphemesOf(s string) (out []string) {
	for g := graphemes.FromString(s); g.Next(); {
		out = append(out, g.Value())
	}
	return out
}

func wordsOf(s string) (out []string) {
	for g := words.FromString(s); g.Next(); {
		out = append(out, g.Value())
	}
	return out
}

func TestGrapheme(t *testing.T) {
	for _, c := range []struct {
		name, text string
		at         int
		want       string
	}{
		{"letter", "sky", 1, "k"},
		{"combining, at the mark", "Cafe\u0301s", 4, "e\u0301"},
		{"family, in the middle", "a👨‍👩‍👧b", 3, "👨‍👩‍👧"},
		{"second flag", "🇰🇿🇦🇿", 3, "🇦🇿"},
		{"keycap", "x1\ufe0f\u20e3", 3, "1\ufe0f\u20e3"},
		{"conjunct", "क्षत्रिय", 1, "क्ष"},
		{"line feed alone", "a\n\u0301", 1, "\n"},
		{"mark after a line feed", "a\n\u0301b", 2, "\u0301"},
		{"hangul of parts", "\u1100\u1161", 1, "\u1100\u1161"},
		{"thai am", "กำ", 1, "กำ"},
		{"end", "a", 1, ""},
		{"before the text", "ab", -4, "a"},
		{"after the text", "ab", 9, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := textOf(t, c.text)
			if got := text.Slice(text.Grapheme(c.at)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestGraphemesAndWordsEqualDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf(t, strange().Draw(t, "text"))
		for _, s := range tiles(text, graphemesOf) {
			for p := s.Start; p < s.End; p++ {
				if got := text.Grapheme(p); got != s {
					t.Fatalf("grapheme at %d: %v, want %v", p, got, s)
				}
				if got := text.Snap(Span{p, p + 1}); got != s {
					t.Fatalf("snap at %d: %v, want %v", p, got, s)
				}
			}
		}
		var all []Span
		for _, s := range tiles(text, wordsOf) {
			for p := s.Start; p < s.End; p++ {
				if got := text.Word(p); got != s {
					t.Fatalf("word at %d: %v, want %v", p, got, s)
				}
			}
			if strings.ContainsFunc(text.Slice(s), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				all = append(all, s)
			}
		}
		checkWordSteps(t, text, all)
	})
}

// checkWordSteps compares the steps by word with the list of all words.
func checkWordSteps(t *rapid.T, text Text, all []Span) {
	var byLine []Span
	for at := 0; at < text.Points(); at = text.Line(at).End + 1 {
		byLine = append(byLine, text.Words(at)...)
	}
	if !slices.Equal(byLine, all) {
		t.Fatalf("words %v, want %v", byLine, all)
	}
	for p := -1; p <= text.Points()+1; p++ {
		next, prev := text.Points(), 0
		for _, w := range slices.Backward(all) {
			if w.End > p {
				next = w.End
			}
			if w.Start < p {
				prev = max(prev, w.Start)
			}
		}
		if got := text.NextWord(p); got != next {
			t.Fatalf("next word after %d: %d, want %d", p, got, next)
		}
		if got := text.PrevWord(p); got != prev {
			t.Fatalf("word before %d: %d, want %d", p, got, prev)
		}
	}
}

// Steps end, go one way only, and lead back to where they came from.
func TestSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf(t, strange().Draw(t, "text"))
		for p := 0; p < text.Points(); {
			next := text.NextGrapheme(p)
			if next <= p || text.PrevGrapheme(next) != p {
				t.Fatalf("%d, then %d, then back at %d", p, next, text.PrevGrapheme(next))
			}
			p = next
		}
		for p := text.Points(); p > 0; {
			before := text.PrevWord(p)
			if before >= p || text.NextWord(before) <= before {
				t.Fatalf("word before %d at %d", p, before)
			}
			p = before
		}
		for p := 0; p < text.Points(); {
			next := text.NextWord(p)
			if next <= p || next < text.Points() && text.PrevWord(next) >= next {
				t.Fatalf("word after %d at %d", p, next)
			}
			p = next
		}
		if text.NextGrapheme(text.Points()+3) != text.Points() || text.PrevGrapheme(-3) != 0 {
			t.Fatal("steps from outside the text")
		}
	})
}

func TestWord(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int
		want string
	}{
		{"The sky's blue", 5, "sky's"},
		{"costs $3.50 now", 8, "3.50"},
		{"Ақтау қаласы", 7, "қаласы"},
		{"one, two", 3, ","},
		{"a  b", 2, "  "},
		{"", 0, ""},
		{"שלום עולם", 6, "עולם"},
	} {
		text := textOf(t, c.text)
		if got := text.Slice(text.Word(c.at)); got != c.want {
			t.Errorf("%q at %d: %q, want %q", c.text, c.at, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"two", "The sky is blue. It is.", "The sky is blue.|It is."},
		{"title", "Mr. Aliyev spoke. He left.", "Mr. Aliyev spoke.|He left."},
		{"initial", "J. Smith spoke. He left.", "J. Smith spoke.|He left."},
		{"initials", "J.K. Rowling and U.S. President Biden met. They spoke.", "J.K. Rowling and U.S. President Biden met.|They spoke."},
		{"cyrillic initials", "А. С. Пушкин писал. Он умер.", "А. С. Пушкин писал.|Он умер."},
		{"number", "See No. 5. He said no. She left.", "See No. 5.|He said no.|She left."},
		{"month", "On Dec. 25 it fell. In Dec. It rained.", "On Dec. 25 it fell.|In Dec.|It rained."},
		{"decimal", "It cost 3.5 million. Yes.", "It cost 3.5 million.|Yes."},
		{"quotes", "“It fell.” He said “no!” Then he left.", "“It fell.”|He said “no!”|Then he left."},
		{"ends with a title", "Ask the Dr.", "Ask the Dr."},
		{"space at the ends", "  One.  \u00a0Two.\u00a0 ", "One.|Two."},
		{"blank", "   ", ""},
		{"emoji", "Fine 👨‍👩‍👧. Good.", "Fine 👨‍👩‍👧.|Good."},
		{"right to left", "السماء زرقاء. الطائرة سقطت؟ نعم.", "السماء زرقاء.|الطائرة سقطت؟|نعم."},
		{"chinese", "天空是蓝色的。飞机坠毁了。", "天空是蓝色的。|飞机坠毁了。"},
		{"no end", "no full stop", "no full stop"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := textOf(t, c.text)
			var got []string
			for _, s := range text.Sentences(0) {
				got = append(got, text.Slice(s))
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("%q, want %q", strings.Join(got, "|"), c.want)
			}
		})
	}
}

func TestSentence(t *testing.T) {
	text := textOf(t, "One. Two.\n\n  \nMr. Aliyev left. ")
	for _, c := range []struct {
		at                   int
		here, next, previous string
	}{
		{-1, "One.", "One.", ""},
		{0, "One.", "One.", ""},
		{4, "Two.", "Two.", "One."}, // between sentences: the next one
		{5, "Two.", "Two.", "One."},
		{9, "Two.", "Mr. Aliyev left.", "Two."}, // at the line's end
		{10, "", "Mr. Aliyev left.", "Two."},
		{12, "", "Mr. Aliyev left.", "Two."},
		{14, "Mr. Aliyev left.", "Mr. Aliyev left.", "Two."},
		{31, "Mr. Aliyev left.", "", "Mr. Aliyev left."},
		{99, "Mr. Aliyev left.", "", "Mr. Aliyev left."},
	} {
		if got := text.Slice(text.Sentence(c.at)); got != c.here {
			t.Errorf("at %d: %q, want %q", c.at, got, c.here)
		}
		next, ok := text.NextSentence(c.at)
		if got := text.Slice(next); got != c.next || ok != (c.next != "") {
			t.Errorf("after %d: %q, want %q", c.at, got, c.next)
		}
		previous, ok := text.PrevSentence(c.at)
		if got := text.Slice(previous); got != c.previous || ok != (c.previous != "") {
			t.Errorf("before %d: %q, want %q", c.at, got, c.previous)
		}
	}
}

// Sentences are trimmed, in order, disjoint, and hold everything but space;
// stepping forward and stepping back meet the same ones.
func TestSentencesCoverTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf(t, strange().Draw(t, "text"))
		var forward, backward []Span
		at := 0
		for s, ok := text.NextSentence(0); ok; s, ok = text.NextSentence(s.End) {
			if s.Empty() || s != text.Trim(s) || strings.TrimSpace(text.Slice(Span{at, s.Start})) != "" {
				t.Fatalf("%v after %d: %q", s, at, text.Slice(s))
			}
			if got := text.Sentence(s.Start); got != s {
				t.Fatalf("at %d: %v, want %v", s.Start, got, s)
			}
			forward, at = append(forward, s), s.End
		}
		if rest := strings.TrimSpace(text.Slice(Span{at, text.Points()})); rest != "" {
			t.Fatalf("left out: %q", rest)
		}
		for s, ok := text.PrevSentence(text.Points()); ok; s, ok = text.PrevSentence(s.Start) {
			backward = append(backward, s)
		}
		slices.Reverse(backward)
		if !slices.Equal(forward, backward) {
			t.Fatalf("%v forward, %v back", forward, backward)
		}
	})
}

func TestTrim(t *testing.T) {
	for _, c := range []struct {
		name, text string
		in, want   Span
	}{
		{"nothing to do", "sky", Span{0, 3}, Span{0, 3}},
		{"both ends", " \tsky\n ", Span{0, 7}, Span{2, 5}},
		{"no-break spaces", "\u00a0sky\u202f", Span{0, 5}, Span{1, 4}},
		{"ideographic space", "天\u3000", Span{0, 2}, Span{0, 1}},
		{"only space", "a  b", Span{1, 3}, Span{3, 3}},
		{"empty", "a b", Span{1, 1}, Span{1, 1}},
		{"outside", "abc", Span{7, 9}, Span{3, 3}},
		{"right to left", " שלום ", Span{0, 6}, Span{1, 5}},
		{"joiner is no space", "\u200bsky\u2060", Span{0, 5}, Span{0, 5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := textOf(t, c.text).Trim(c.in); got != c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestSnap(t *testing.T) {
	text := textOf(t, "a👨‍👩‍👧e\u0301z")
	for _, c := range [][2]Span{
		{{0, 1}, {0, 1}},
		{{2, 3}, {1, 6}},
		{{3, 7}, {1, 8}},
		{{7, 8}, {6, 8}},
		{{4, 4}, {4, 4}},
		{{-3, 2}, {0, 6}},
		{{8, 40}, {8, 9}},
	} {
		if got := text.Snap(c[0]); got != c[1] {
			t.Errorf("%v: %v, want %v", c[0], got, c[1])
		}
	}
}

func TestLine(t *testing.T) {
	text := textOf(t, "é\n\nblue sky")
	for p, want := range []Span{{0, 1}, {0, 1}, {2, 2}, {3, 11}, {3, 11}} {
		if got := text.Line(p); got != want {
			t.Errorf("%d: %v, want %v", p, got, want)
		}
	}
}

// A line of a megabyte costs no more than a short one.
func BenchmarkStepInLongLine(b *testing.B) {
	text := textOf(b, strings.Repeat("The plane was shot down, says Ақтау. ", 30_000))
	for b.Loop() {
		text.Grapheme(text.NextWord(text.Points() / 2))
	}
}
