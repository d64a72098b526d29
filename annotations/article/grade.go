package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// grade is what a line looks like by itself. It is evidence, not a verdict:
// only its neighbours tell whether a line is boilerplate.
type grade int

const (
	plain  grade = iota // anything: a headline, a name, a short sentence
	prose               // running text
	hint                // something often found in menus, forms and feeds
	advert              // a button or notice that may stand in the middle of an article
	ending              // a button or title that stands after an article, or before it
)

// junk reports whether a line of this grade speaks for boilerplate.
func (g grade) junk() bool { return g >= hint }

// sure reports whether the whole line is a known phrase of a user interface.
func (g grade) sure() bool { return g >= advert }

// proseWords is the number of words from which a sentence is taken for running
// text. Headlines, captions of teasers and buttons rarely have so many.
const proseWords = 15

// gradeLines grades every line. A short line that recurs is a hint: articles do
// not repeat themselves, menus and forms do.
func gradeLines(ls []*line) {
	count := make(map[string]int, len(ls))
	for _, l := range ls {
		l.words, l.ended = countWords(l.text), ended(l.text)
		l.grade = gradeOf(l)
		if l.words <= 6 {
			count[l.text]++
		}
	}
	for i, l := range ls {
		if l.grade == plain && !l.ended && l.words <= 6 && count[l.text] > 1 {
			l.grade = hint
		}
		// In a feed a time stands above each headline, however long that is.
		if l.grade == prose && i > 0 && !l.long && isTime(ls[i-1].text) && l.words < 2*proseWords {
			l.grade = plain
		}
	}
}

func gradeOf(l *line) grade {
	k := key(l.text)
	known := phrase(l, k)
	switch {
	case l.long:
		return prose
	case l.words <= 12 && known > plain:
		return known
	case l.words <= 40 && hinted(k):
		return hint
	case k == "" || isTime(l.text) || isMenu(l.text):
		return hint
	case l.words >= proseWords && l.ended || l.words >= 40:
		return prose
	}
	return plain
}

// phrase grades a line that is, as a whole, a known phrase. A sentence with a
// full stop is none unless it is a long one: "Share." may be an order given in
// a story.
func phrase(l *line, k string) grade {
	g := phrases[k]
	if g != plain && l.words < 4 && strings.HasSuffix(l.text, ".") {
		return plain
	}
	return g
}

// key reduces a line to what phrases are looked up by: lower case, straight
// apostrophes, without anything but letters at its ends ("2 min read",
// "» Subscribe!", "Comments (12)").
func key(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	return plainly.Replace(strings.ToLower(s))
}

var plainly = strings.NewReplacer("’", "'", "ʼ", "'", "e-mail", "email")

// hinted reports whether a phrase of forms and notices occurs in what key made
// of a line.
func hinted(k string) bool {
	for _, p := range formPhrases {
		if len(k) >= len(p) && strings.Contains(k, p) {
			return true
		}
	}
	return false
}

// isTime reports whether the line is a time of day and nothing else but words
// such as "updated".
func isTime(s string) bool {
	if len(s) > 60 || !strings.ContainsFunc(s, unicode.IsDigit) {
		return false
	}
	ts := tokens(s)
	_, next, ok := timeAt(ts, 0)
	return ok && filler(ts[next:])
}

// isMenu reports whether the line is a row of at least three short links, or of
// two of which one is known ("About us · Contact").
func isMenu(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("·|•/›»", r) })
	if len(parts) < 2 || len(s) > 300 {
		return false
	}
	known := 0
	for _, p := range parts {
		if _, _, _, dated := findDate(p); dated || countWords(p) > 4 {
			return false
		}
		if phrases[key(p)] != plain {
			known++
		}
	}
	return known > 0 && 2*known >= len(parts)
}

// countWords counts words between white space. Of scripts written without
// spaces every two characters count as one.
func countWords(s string) int {
	n, dense := 0, 0
	for _, f := range strings.Fields(s) {
		if strings.ContainsFunc(f, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	for _, r := range s {
		if r >= '\u0e00' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			dense++
		}
	}
	return n + dense/2
}

// ended reports whether s ends as a sentence does, closing quotes and brackets
// aside.
func ended(s string) bool {
	s = strings.TrimRight(s, "\"'”’»“)]› \u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？؟۔।", r)
}
