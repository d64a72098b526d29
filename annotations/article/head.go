package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotations"
)

// zoneLines is how many lines before the running text are searched for
// headline, byline and date.
const zoneLines = 15

// headlinePoints is the longest line taken for a headline, in code points.
const headlinePoints = 250

// head is the beginning of an article: where the headline, the byline and the
// first paragraph of running text stand. All are indices of the lines given.
type head struct {
	from, to int // the lines that may be headline, byline, date or caption
	title    int // -1 when there is none
	body     int // the first running text after them; len(lines) when there is none
	notes    []int
	facts    facts // what the notes tell
}

// findHead looks for the beginning of an article in lines that are graded.
// want is the headline by the file's own account, "" when it has none.
func findHead(ls []*line, want string) head {
	h := head{title: -1}
	h.zone(ls)
	for i := h.from; i < h.to; i++ {
		f, ok := dateline(ls[i])
		if ok && (f.published != "" || i > h.from || ls[i].byline) {
			h.notes = append(h.notes, i)
			h.facts = h.facts.or(f)
		}
	}
	h.title = h.headline(ls, want)
	h.body = h.from
	if h.title >= 0 {
		h.body = h.title + 1
	}
	for h.body < len(ls) && (ls[h.body].grade != prose || h.noted(h.body)) {
		h.body++
	}
	return h
}

// zone sets from and to around the first running text that is not alone: a
// promotion above the headline may be a sentence too.
func (h *head) zone(ls []*line) {
	first := 0
	for i, l := range ls {
		if l.grade == prose && companion(ls[i+1:]) {
			first = i
			break
		}
	}
	h.from, h.to = max(0, first-zoneLines), min(len(ls), max(first+4, zoneLines/2))
}

// companion reports whether running text is near.
func companion(ls []*line) bool {
	for _, l := range ls[:min(len(ls), 4)] {
		switch {
		case l.grade == prose:
			return true
		case l.grade == ending:
			return false
		}
	}
	return false
}

func (h *head) noted(i int) bool {
	for _, n := range h.notes {
		if n == i {
			return true
		}
	}
	return false
}

// headline finds the headline: the line that says what the file calls itself;
// else the first top heading. Where there is neither, it is the first of the
// lines right above byline and date, or else the first line that is no button;
// a long sentence is none.
func (h *head) headline(ls []*line, want string) int {
	if i := like(ls, want); i >= 0 {
		return i
	}
	for i, l := range ls {
		if l.level == 1 {
			return i
		}
	}
	if len(ls) < 2 || want != "" {
		return -1
	}
	if len(h.notes) > 0 {
		if i := h.above(ls, h.notes[0]); i >= 0 {
			return i
		}
	}
	for i := h.from; i < h.to; i++ {
		if ls[i].grade.junk() || h.noted(i) {
			continue
		}
		if ls[i].grade == prose {
			return -1
		}
		if canTitle(ls[i]) && (ls[i].words > 2 || !ls[i].ended) {
			return i
		}
	}
	return -1
}

// above returns the first of the lines that stand together right above line n:
// a standfirst may come between headline and byline, a section's name above
// the headline. It is -1 when none can be a headline.
func (h *head) above(ls []*line, n int) int {
	best := -1
	for i := n - 1; i >= max(h.from, n-4) && !ls[i].grade.sure() && !h.noted(i); i-- {
		standfirst := best >= 0 && ls[best].ended && !ls[i].ended && ls[i].words > 1
		if canTitle(ls[i]) && (best < 0 || standfirst || ls[i].words > 3) {
			best = i
		}
	}
	return best
}

// canTitle reports whether a line may be a headline: short, and not two
// sentences.
func canTitle(l *line) bool {
	return !l.long && !l.grade.junk() && utf8.RuneCountInString(l.text) <= headlinePoints &&
		!(l.ended && twoSentences(l.text)) && l.kind != annotations.ListItem && l.kind != annotations.Caption &&
		l.kind != annotations.Quotation
}

// twoSentences reports whether a full stop after a word, not an abbreviation,
// is followed by a capital.
func twoSentences(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != '.' && s[i] != '!' && s[i] != '?' {
			continue
		}
		rest, ok := strings.CutPrefix(s[i+1:], " ")
		r, _ := utf8.DecodeRuneInString(rest)
		before := s[:i]
		word := before[strings.LastIndexByte(before, ' ')+1:]
		if ok && unicode.IsUpper(r) && utf8.RuneCountInString(word) > 3 && strings.ToLower(word) == word {
			return true
		}
	}
	return false
}

// like returns the first line that says nearly the same as want, -1 if none
// does. It looks at headings and at the first 60 lines.
func like(ls []*line, want string) int {
	if want == "" {
		return -1
	}
	set, best, score := bag(want), -1, 0.6
	for i, l := range ls {
		if i >= 60 && l.level == 0 || l.long || l.kind == annotations.ListItem {
			continue
		}
		if s := jaccard(set, bag(l.text)); s > score || s == score && l.level == 1 && s > 0.6 {
			best, score = i, s
		}
	}
	return best
}

// bag is the set of the words of s, at most 60.
func bag(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(out) == 60 {
			break
		}
		out[w] = true
	}
	return out
}

// jaccard is the share of the words of a and b that both have.
func jaccard(a, b map[string]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}
