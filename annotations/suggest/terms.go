package suggest

import (
	"strings"
	"unicode"
)

// buckets is how many lists of postings there are: 3-grams that fall into the
// same one count as one. A library has some 20,000 different 3-grams, so few
// do; and no table of them is needed.
const buckets = 1 << 16

// grams counts the 3-grams of passages, one passage at a time.
type grams struct {
	count   [buckets]uint8
	touched []uint16
}

// of calls yield with each bucket that s has 3-grams in and how many, at most
// 63: letters in lower case and digits, with everything between them one blank,
// and a blank at both ends.
func (g *grams) of(s string, yield func(bucket uint16, n uint8)) {
	a, b := rune(0), ' ' // the two before; 0 when there was none
	add := func(r rune) {
		if a != 0 {
			g.add(a, b, r)
		}
		a, b = b, r
	}
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			add(unicode.ToLower(r))
		case b != ' ':
			add(' ')
		}
	}
	if b != ' ' {
		add(' ')
	}
	for _, t := range g.touched {
		yield(t, g.count[t])
		g.count[t] = 0
	}
	g.touched = g.touched[:0]
}

func (g *grams) add(a, b, c rune) {
	h := mix(uint32(a), uint32(b), uint32(c))
	if g.count[h] == 0 {
		g.touched = append(g.touched, h)
	}
	if g.count[h] < most {
		g.count[h]++
	}
}

// most is the largest count that a posting holds.
const most = 63

// mix spreads three numbers over 16 bits, with the multipliers and shifts of
// xxHash's short form.
func mix(a, b, c uint32) uint16 {
	h := a*0x9e3779b1 ^ b*0x85ebca77 ^ c*0xc2b2ae3d
	h ^= h >> 15
	h *= 0x27d4eb2f
	h ^= h >> 13
	return uint16(h >> 8)
}

// wordsOf returns the words of s in lower case: runs of letters and digits, with
// an apostrophe inside them ("don't").
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(s), "’", "'"), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
}
