package suggest

import (
	"strings"
	"unicode"

	"gloss/annotations"
)

// Passage is a place in an article: what somebody annotated, or a sentence that
// nobody has.
type Passage struct {
	Annotation string // id; "" for a sentence
	Document   string
	annotations.Span
	Text string // the words; parts of an annotation joined by " … "
}

// passage is a Passage as the index holds it, with what the rules look at.
type passage struct {
	Passage
	a       *annotations.Annotation // nil for a sentence
	gone    bool                    // changed or deleted since
	hedge   string                  // the first word that says it is not certain; ""
	denial  string                  // the first word that denies; ""
	quotes  []string                // quotations in it, in words
	answers []answer                // what it says of what one would ask
	norm    float32                 // length of its tf-idf vector
}

// study notes what the rules look at. before and after are what stands around
// it, where that is known: a quotation may begin there.
func (p *passage) study(before, after string) {
	words := wordsOf(p.Text)
	p.hedge, p.denial = first(words, hedges), first(words, denials)
	p.quotes = quotations(before, p.Text, after)
	p.answers = answers(p.Text)
}

func first(words []string, of map[string]bool) string {
	for _, w := range words {
		if of[w] {
			return w
		}
	}
	return ""
}

func setOf(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// hedges say that something is not certain. The list is after Hyland, Hedging in
// Scientific Research Articles (1998), as far as news use it.
var hedges = setOf("likely probably possibly perhaps potentially reportedly allegedly apparently purportedly supposedly presumably seemingly " +
	"may might could would suspected suspects suspect believed thought suggest suggests suggested indicate indicates seems seem appears appear possible probable alleged presumed")

// denials turn a statement round.
var denials = setOf("not no never neither nor none nobody nothing without denied denies deny denial denials rejected rejects refuted refutes dismissed dismisses cannot " +
	"isn't wasn't weren't didn't doesn't don't hasn't haven't hadn't won't wouldn't couldn't can't")

// quoteMarks are the marks that open a quotation and those that close it.
var quoteMarks = map[rune]string{'“': "”", '«': "»", '„': "“”", '‘': "’", '"': "\""}

// quotations returns what is quoted in text, as words joined by blanks, when it
// is of three words or more. A quotation may reach into what stands around it;
// then the part in text counts.
func quotations(before, text, after string) (out []string) {
	whole := []rune(before + text + after)
	from, to := len([]rune(before)), len([]rune(before))+len([]rune(text))
	for i := 0; i < len(whole); i++ {
		closing, ok := quoteMarks[whole[i]]
		if !ok || i > 0 && unicode.IsLetter(whole[i-1]) {
			continue
		}
		end := closes(whole, i+1, closing)
		if a, b := max(i+1, from), min(end, to); a < b {
			if words := wordsOf(string(whole[a:b])); len(words) >= 3 {
				out = append(out, strings.Join(words, " "))
			}
		}
		if end < len(whole) {
			i = end
		}
	}
	return out
}

// closes returns where a quotation that begins at i ends: before its closing
// mark, and before the line's end when there is none. An apostrophe closes
// nothing.
func closes(s []rune, i int, marks string) int {
	for ; i < len(s) && s[i] != '\n'; i++ {
		if !strings.ContainsRune(marks, s[i]) {
			continue
		}
		if s[i] == '’' && i+1 < len(s) && unicode.IsLetter(s[i+1]) {
			continue
		}
		return i
	}
	return i
}
