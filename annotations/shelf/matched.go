package shelf

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// matched returns the code points of name that words of the query match, as
// half-open pairs in order: for each the beginning of a word of the name,
// preferably one that no other has taken.
func matched(name string, words []string) [][2]int {
	var points []int
	folded := fold(nil, name, &points)
	taken := map[int]bool{}
	var out [][2]int
	for _, w := range words {
		at, length := match(folded, w, taken)
		if length > 0 {
			taken[at] = true
			out = append(out, [2]int{points[at], points[at+length-1] + 1})
		}
	}
	return joined(extended(name, out))
}

// match returns where in a folded name word matches best, in bytes; length 0 if
// nowhere.
func match(folded []byte, word string, taken map[int]bool) (at, length int) {
	worst := allowed(word) + 1
	best := 2 * worst // edits, twice; one more where it is taken
	for from := 0; from < len(folded); {
		to := len(folded)
		if i := bytes.IndexByte(folded[from:], ' '); i >= 0 {
			to = from + i
		}
		edits, n := 0, len(word)
		if w := string(folded[from:to]); !strings.HasPrefix(w, word) {
			var runes int
			edits, runes = typos([]rune(word), w, worst-1)
			n = byteOf(w, runes)
		}
		cost := 2 * edits
		if taken[from] {
			cost++
		}
		if edits < worst && cost < best {
			best, at, length = cost, from, n
		}
		from = to + 1
	}
	return at, length
}

// byteOf is the byte offset of the n-th rune of s.
func byteOf(s string, n int) int {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// extended lengthens spans over marks that follow them, so that no letter is
// parted from its accent.
func extended(name string, spans [][2]int) [][2]int {
	runes := []rune(name)
	for i := range spans {
		for spans[i][1] < len(runes) && unicode.IsMark(runes[spans[i][1]]) {
			spans[i][1]++
		}
	}
	return spans
}

// joined puts spans, which are few, in order and joins those that overlap or
// touch.
func joined(spans [][2]int) [][2]int {
	for i := range spans {
		for j := i; j > 0 && spans[j][0] < spans[j-1][0]; j-- {
			spans[j], spans[j-1] = spans[j-1], spans[j]
		}
	}
	var out [][2]int
	for _, s := range spans {
		if n := len(out); n > 0 && s[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}
