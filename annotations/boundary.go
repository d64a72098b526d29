package annotations

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// line returns the span and text of the line that holds the code point at p,
// line feed included. A line end is a boundary of every sort.
func (t Text) line(p int) (Span, string) {
	b := t.PointToByte(p)
	from := strings.LastIndexByte(t.s[:b], '\n') + 1
	to := len(t.s)
	if i := strings.IndexByte(t.s[b:], '\n'); i >= 0 {
		to = b + i + 1
	}
	return Span{t.ByteToPoint(from), t.ByteToPoint(to)}, t.s[from:to]
}

// Line returns the span of the line at p without its line feed.
func (t Text) Line(p int) Span {
	s, str := t.line(max(0, min(p, t.points)))
	if strings.HasSuffix(str, "\n") {
		s.End--
	}
	return s
}

// before returns the last boundary at or before p that certain can tell from
// the two characters around it, as code points and as bytes. Looking from there
// costs a few words, where a line may be a whole article.
func (t Text) before(p int, certain func(a, b rune) bool) (point, at int) {
	point, at = p, t.PointToByte(p)
	next, _ := utf8.DecodeRuneInString(t.s[at:])
	for at > 0 {
		r, n := utf8.DecodeLastRuneInString(t.s[:at])
		if r == '\n' || next == '\n' || ideograph(r) && ideograph(next) || certain(r, next) {
			break
		}
		next, at, point = r, at-n, point-1
	}
	return point, at
}

// apart reports whether a grapheme cluster surely ends between a and b: nothing
// extends a letter but a mark, and nothing that precedes it is in ASCII.
func apart(a, b rune) bool {
	return a < utf8.RuneSelf && (b < utf8.RuneSelf || unicode.IsLetter(b) && b != 0xe33 && b != 0xeb3) // THAI and LAO AM are marks
}

// spaced reports whether a word surely ends between a and b.
func spaced(a, b rune) bool {
	return b == ' ' && (a > ' ' && a < utf8.RuneSelf || unicode.IsLetter(a))
}

func ideograph(r rune) bool { return r >= 0x3400 && r <= 0x9fff }

// Grapheme returns the user-perceived character at p (UAX #29 extended
// grapheme clusters, Unicode 17). At the end of the text it is empty.
func (t Text) Grapheme(p int) Span {
	p = max(0, min(p, t.points))
	start, at := t.before(p, apart)
	for g := graphemes.FromString(t.s[at:]); g.Next(); {
		end := start + runes(g.Value())
		if p < end {
			return Span{start, end}
		}
		start = end
	}
	return Span{p, p}
}

// Snap widens s to whole grapheme clusters.
func (t Text) Snap(s Span) Span {
	if s = s.Clamp(t.All()); s.Empty() {
		return s
	}
	return Span{t.Grapheme(s.Start).Start, t.Grapheme(s.End - 1).End}
}

// NextGrapheme returns where the character after p ends; Points() at the end.
func (t Text) NextGrapheme(p int) int {
	if p >= t.points {
		return t.points
	}
	return t.Grapheme(p).End
}

// PrevGrapheme returns where the character before p begins; 0 at the start.
func (t Text) PrevGrapheme(p int) int {
	if p <= 0 {
		return 0
	}
	return t.Grapheme(p - 1).Start
}

// wordsFrom yields the words and the runs between them from the last certain
// boundary at or before p to the end of the text.
func (t Text) wordsFrom(p int) iter.Seq2[Span, string] {
	return func(yield func(Span, string) bool) {
		start, at := t.before(p, spaced)
		for g := words.FromString(t.s[at:]); g.Next(); {
			end := start + runes(g.Value())
			if !yield(Span{start, end}, g.Value()) {
				return
			}
			start = end
		}
	}
}

// Word returns the word at p (UAX #29), or the run of what is not a word. At
// the end of the text it is empty.
func (t Text) Word(p int) Span {
	p = max(0, min(p, t.points))
	for s := range t.wordsFrom(p) {
		if s.Has(p) {
			return s
		}
	}
	return Span{p, p}
}

// Words returns the words of the line at p that hold a letter or a digit.
func (t Text) Words(p int) []Span {
	line := t.Line(p)
	var out []Span
	for s, word := range t.wordsFrom(line.Start) {
		if s.Start >= line.End {
			break
		}
		if isWord(word) {
			out = append(out, s)
		}
	}
	return out
}

func isWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// NextWord returns the end of the word after p, across lines: of the first one
// that holds a letter or a digit and ends after p.
func (t Text) NextWord(p int) int {
	p = max(0, min(p, t.points))
	for s, word := range t.wordsFrom(p) {
		if s.End > p && isWord(word) {
			return s.End
		}
	}
	return t.points
}

// PrevWord returns the start of the word before p, across lines: of the last
// one that holds a letter or a digit and begins before p.
func (t Text) PrevWord(p int) int {
	for to := max(0, min(p, t.points)); to > 0; {
		found, from := -1, to
		for s, word := range t.wordsFrom(to - 1) {
			from = min(from, s.Start)
			if s.Start >= to {
				break
			}
			if isWord(word) {
				found = s.Start
			}
		}
		if found >= 0 {
			return found
		}
		to = from
	}
	return 0
}

// Sentence returns the sentence at p without white space at its ends. Between
// sentences it is the next one of the line, after the last one that; empty when
// the line is blank.
func (t Text) Sentence(p int) Span {
	p = max(0, min(p, t.points))
	all := t.Sentences(p)
	for _, s := range all {
		if p < s.End {
			return s
		}
	}
	if len(all) > 0 {
		return all[len(all)-1]
	}
	return Span{p, p}
}

// NextSentence returns the first sentence that begins at or after p, across
// lines; false when there is none.
func (t Text) NextSentence(p int) (Span, bool) {
	for p < t.points {
		at, _ := t.line(p)
		for _, s := range t.Sentences(p) {
			if s.Start >= p {
				return s, true
			}
		}
		p = max(at.End, p+1)
	}
	return Span{}, false
}

// PrevSentence returns the last sentence that ends at or before p, across
// lines; false when there is none.
func (t Text) PrevSentence(p int) (Span, bool) {
	for p > 0 {
		at, _ := t.line(p - 1)
		all := t.Sentences(p - 1)
		for i := len(all) - 1; i >= 0; i-- {
			if all[i].End <= p {
				return all[i], true
			}
		}
		p = at.Start
	}
	return Span{}, false
}

// Sentences returns the sentences of the line at p, trimmed, in order: UAX #29
// sentences, with those joined that an abbreviation cut apart ("Mr. Aliyev").
// The cost grows with the line, which is a paragraph as a rule.
func (t Text) Sentences(p int) []Span {
	line, str := t.line(max(0, min(p, t.points)))
	var out []Span
	s, at := Span{line.Start, line.Start}, 0
	for g := sentences.FromString(str); g.Next(); {
		at += len(g.Value())
		s.End += runes(g.Value())
		if abbreviated(g.Value(), str[at:]) {
			continue
		}
		if whole := t.Trim(s); !whole.Empty() {
			out = append(out, whole)
		}
		s.Start = s.End
	}
	return out
}

// titles end with a full stop that ends no sentence.
var titles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "col": true, "lt": true, "capt": true,
	"sgt": true, "sen": true, "rep": true, "gov": true, "st": true, "vs": true, "e.g": true, "i.e": true, "approx": true,
}

// numbered are those that only do so before a number, and are words or end
// sentences otherwise: "No. 5", but "He said no. She left."
var numbered = map[string]bool{
	"no": true, "nos": true, "art": true, "fig": true, "vol": true, "jan": true, "feb": true, "mar": true, "apr": true,
	"jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true, "nov": true, "dec": true,
}

// abbreviated reports whether a sentence goes on in rest after piece.
func abbreviated(piece, rest string) bool {
	word, ok := strings.CutSuffix(strings.TrimRightFunc(piece, unicode.IsSpace), ".")
	next, _ := utf8.DecodeRuneInString(rest)
	if !ok || rest == "" {
		return false
	}
	word = word[strings.LastIndexFunc(word, unicode.IsSpace)+1:]
	word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	lower := strings.ToLower(word)
	return initials(word) || titles[lower] || numbered[lower] && unicode.IsDigit(next)
}

// initials reports whether s is capitals with full stops between them, as "J",
// "J.K" or "U.S": in news a name or a noun follows far oftener than a sentence.
func initials(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if r, n := utf8.DecodeRuneInString(part); n == 0 || n != len(part) || !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}
