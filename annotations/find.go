package annotations

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Find returns where words stand in the text, ignoring case, at most limit
// places (0: all), none overlapping another. White space at the ends of words
// is ignored; runs of it within match any run. Fewer than two characters find
// nothing.
func (t Text) Find(words string, limit int) []Span {
	needle := folded(strings.Join(strings.Fields(words), " "))
	if len(needle) < 2 {
		return nil
	}
	var out []Span
	point := 0
	for at := 0; at < len(t.s); {
		if n, points := matchFolded(t.s[at:], needle); n > 0 {
			out = append(out, Span{point, point + points})
			if len(out) == limit {
				break
			}
			at, point = at+n, point+points
			continue
		}
		_, n := utf8.DecodeRuneInString(t.s[at:])
		at, point = at+n, point+1
	}
	return out
}

func folded(s string) []rune {
	var out []rune
	for _, r := range s {
		out = append(out, unicode.ToLower(r))
	}
	return out
}

// matchFolded returns how many bytes and code points of s match needle; 0 when
// it does not begin with it.
func matchFolded(s string, needle []rune) (bytes, points int) {
	for _, want := range needle {
		if want == ' ' {
			n := 0
			for bytes < len(s) {
				r, size := utf8.DecodeRuneInString(s[bytes:])
				if !unicode.IsSpace(r) {
					break
				}
				bytes, n = bytes+size, n+1
			}
			if n == 0 {
				return 0, 0
			}
			points += n
			continue
		}
		if bytes >= len(s) {
			return 0, 0
		}
		r, size := utf8.DecodeRuneInString(s[bytes:])
		if r != want && unicode.ToLower(r) != want {
			return 0, 0
		}
		bytes, points = bytes+size, points+1
	}
	return bytes, points
}
