package format

import "strings"

// grams finds strings in a long text by the rarest four bytes of each: for every
// hash of four bytes it knows where in the text such bytes begin. It takes four
// bytes of memory for each byte of the text.
type grams struct {
	text  string
	first [1<<gramBits + 1]int32 // where the places of a hash begin in at, and where the last ones end
	at    []int32                // places in the text, by hash, then in order
}

const (
	gram     = 4 // bytes
	gramBits = 16
)

func newGrams(text string) *grams {
	g := &grams{text: text}
	n := max(0, len(text)-gram+1)
	for i := range n {
		g.first[gramHash(text[i:])+1]++
	}
	for h := range len(g.first) - 1 {
		g.first[h+1] += g.first[h]
	}
	next := g.first
	g.at = make([]int32, n)
	for i := range n {
		h := gramHash(text[i:])
		g.at[next[h]] = int32(i)
		next[h]++
	}
	return g
}

// gramHash spreads the first bytes of s, by Knuth's multiplicative hashing (The
// Art of Computer Programming 3, section 6.4).
func gramHash(s string) int {
	v := uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
	return int(v * 2654435761 >> (32 - gramBits))
}

// places appends to out where s stands, in order, until there are so many.
func (g *grams) places(out []int, s string, most int) []int {
	rare, from := []int32(nil), -1
	for i := range len(s) - gram + 1 {
		h := gramHash(s[i:])
		if at := g.at[g.first[h]:g.first[h+1]]; from < 0 || len(at) < len(rare) {
			rare, from = at, i
		}
	}
	for _, p := range rare {
		if i := int(p) - from; i >= 0 && strings.HasPrefix(g.text[i:], s) {
			if out = append(out, i); len(out) == most {
				break
			}
		}
	}
	return out
}
