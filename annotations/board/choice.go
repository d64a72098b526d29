package board

import (
	"strings"

	"gloss/annotations"
)

// choose returns the choice whose value, or another word for it, comes first in
// a text, the longest of those that begin there; "" when none comes at all.
// Words are found by their beginnings, so that "missile" finds "missiles".
func choose(choices []annotations.Choice, text string) string {
	where := " " + spaced(text)
	best, at, length := "", len(where), 0
	for _, c := range choices {
		for _, w := range append([]string{c.Value}, c.Words...) {
			w = strings.TrimSuffix(spaced(w), " ")
			i := strings.Index(where, " "+w)
			if w == "" || i < 0 || i > at || i == at && len(w) <= length {
				continue
			}
			best, at, length = c.Value, i, len(w)
		}
	}
	return best
}

// spaced is a text as words in lower case, each with a blank after it.
func spaced(s string) string {
	var b strings.Builder
	for _, t := range tokens(s) {
		if t.word || t.digit {
			b.WriteString(t.s + " ")
		}
	}
	return b.String()
}
