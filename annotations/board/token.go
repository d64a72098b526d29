package board

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotations"
)

// token is a word, a run of digits with what groups them, or one other
// character. White space separates and is left out.
type token struct {
	annotations.Span        // in the text that was cut up
	s                string // in lower case
	glued            bool   // nothing stands between it and the one before
	word             bool   // it begins with a letter
	capital          bool   // with a capital one
	digit            bool   // it begins with a digit
}

// tokens cuts s up.
func tokens(s string) []token {
	var out []token
	point, end := 0, -1
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i, point = i+n, point+1
			continue
		}
		t := token{glued: end == i, word: unicode.IsLetter(r), capital: unicode.IsUpper(r), digit: isDigit(r)}
		switch {
		case t.word:
			n = wordLength(s[i:])
		case t.digit:
			n = digitsLength(s[i:], i > 1 && s[i-1] == '.' && isDigit(rune(s[i-2])))
		}
		t.s = strings.ToLower(s[i : i+n])
		t.Span = annotations.Span{Start: point, End: point + utf8.RuneCountInString(s[i:i+n])}
		out = append(out, t)
		i, end, point = i+n, i+n, t.End
	}
	return out
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// wordLength is the length in bytes of the word at the start of s.
func wordLength(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
	}
	return len(s)
}

// digitsLength is the length in bytes of the number at the start of s: digits,
// in groups of three after a comma or a blank, and a decimal part. What goes on
// after a second full stop is a date, and no decimal part; dated says that the
// first one stands before s.
func digitsLength(s string, dated bool) int {
	i := digitRun(s)
	if i <= 3 {
		for n := group(s[i:]); n > 0; n = group(s[i:]) {
			i += n
		}
	}
	n := fraction(s[i:])
	if dated || n > 0 && fraction(s[i+n:]) > 0 {
		return i
	}
	return i + n
}

// group is the length of a comma or a blank and three digits; 0 when s does not
// begin with them.
func group(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if (r == ',' || unicode.IsSpace(r) && r != '\n') && digitRun(s[n:]) == 3 {
		return n + 3
	}
	return 0
}

// fraction is the length of a full stop and digits.
func fraction(s string) int {
	if !strings.HasPrefix(s, ".") || digitRun(s[1:]) == 0 {
		return 0
	}
	return 1 + digitRun(s[1:])
}

func digitRun(s string) int {
	i := 0
	for i < len(s) && isDigit(rune(s[i])) {
		i++
	}
	return i
}

// at returns the word at i in lower case, "" beyond the ends.
func at(ts []token, i int) string {
	if i < 0 || i >= len(ts) {
		return ""
	}
	return ts[i].s
}

// in reports whether a word is in a list whose words have single blanks between
// them and at both ends.
func in(list, word string) bool {
	return word != "" && !strings.Contains(word, " ") && strings.Contains(list, " "+word+" ")
}

// phrase returns how many tokens from i on are one of the phrases, which are
// separated by commas; the longest counts.
func phrase(ts []token, i int, phrases string) int {
	longest := 0
	for p := range strings.SplitSeq(phrases, ",") {
		n := 0
		for w := range strings.FieldsSeq(p) {
			if at(ts, i+n) != w {
				n = 0
				break
			}
			n++
		}
		longest = max(longest, n)
	}
	return longest
}
