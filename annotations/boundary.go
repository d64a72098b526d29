package annotations

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// line returns the span and text of the line that holds the code point at p,
// line feed included. Boundaries are looked for within a line, so their cost
// does not grow with the text; a line end is a boundary of every sort.
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

// pieces calls yield with each span that next cuts of the line at p.
func (t Text) pieces(p int, split func(string) []string) []Span {
	at, str := t.line(p)
	var out []Span
	start := at.Start
	for _, s := range split(str) {
		end := start + runes(s)
		out = append(out, Span{start, end})
		start = end
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

// Grapheme returns the user-perceived character at p (UAX #29 extended
// grapheme clusters, Unicode 17). At the end of the text it is empty.
func (t Text) Grapheme(p int) Span {
	for _, s := range t.pieces(p, graphemesOf) {
		if s.Has(p) {
			return s
		}
	}
	return Span{p, p}
}

// Snap widens s to whole grapheme clusters.
func (t Text) Snap(s Span) Span {
	if s.Empty() {
		return s
	}
	return Span{t.Grapheme(s.Start).Start, max(s.End, t.Grapheme(s.End-1).End)}
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

// Word returns the word at p (UAX #29), or the run of what is not a word.
func (t Text) Word(p int) Span {
	for _, s := range t.pieces(p, wordsOf) {
		if s.Has(p) {
			return s
		}
	}
	return Span{p, p}
}

// Words returns the words of the line at p that hold a letter or a digit.
func (t Text) Words(p int) []Span {
	var out []Span
	for _, s := range t.pieces(p, wordsOf) {
		if isWord(t.Slice(s)) {
			out = append(out, s)
		}
	}
	return out
}

func isWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// NextWord returns the end of the word after p, across lines.
func (t Text) NextWord(p int) int {
	for p < t.points {
		at, _ := t.line(p)
		for _, w := range t.Words(p) {
			if w.End > p {
				return w.End
			}
		}
		p = max(at.End, p+1)
	}
	return t.points
}

// PrevWord returns the start of the word before p, across lines.
func (t Text) PrevWord(p int) int {
	for p > 0 {
		at, _ := t.line(p - 1)
		ws := t.Words(p - 1)
		for i := len(ws) - 1; i >= 0; i-- {
			if ws[i].Start < p {
				return ws[i].Start
			}
		}
		p = at.Start
	}
	return 0
}

// Sentence returns the sentence at p without white space at its ends. At a
// blank line or between sentences it is the next one of the line, else the one
// before; empty when the line is blank.
func (t Text) Sentence(p int) Span {
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
func (t Text) Sentences(p int) []Span {
	p = max(0, min(p, t.points))
	at, str := t.line(p)
	var out []Span
	start, joined := at.Start, 0
	for g := sentences.FromString(str); g.Next(); {
		piece := g.Value()
		joined += runes(piece)
		if abbreviated(piece) && start+joined < at.End {
			continue
		}
		if s := t.Trim(Span{start, start + joined}); !s.Empty() {
			out = append(out, s)
		}
		start, joined = start+joined, 0
	}
	if s := t.Trim(Span{start, start + joined}); !s.Empty() {
		out = append(out, s)
	}
	return out
}

// abbreviations end with a full stop that ends no sentence. A single capital
// (an initial) does so too.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "gen": true, "col": true, "lt": true, "capt": true,
	"sgt": true, "sen": true, "rep": true, "gov": true, "st": true, "vs": true, "no": true, "art": true, "fig": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true,
	"oct": true, "nov": true, "dec": true, "e.g": true, "i.e": true, "approx": true,
}

func abbreviated(piece string) bool {
	piece = strings.TrimRightFunc(piece, unicode.IsSpace)
	word, ok := strings.CutSuffix(piece, ".")
	if !ok {
		return false
	}
	word = word[strings.LastIndexFunc(word, unicode.IsSpace)+1:]
	word = strings.TrimLeftFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	if r := []rune(word); len(r) == 1 && unicode.IsUpper(r[0]) {
		return true
	}
	return abbreviations[strings.ToLower(word)]
}
