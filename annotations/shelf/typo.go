package shelf

import (
	"math/bits"
	"unicode/utf8"
)

// letters is a set of the letters of a word, in 56 bits that letters share, and
// its length in the 8 above. A letter that comes again sets a second bit.
type letters uint64

const letterBits = 56

func lettersOf(word string) letters {
	var set letters
	n := 0
	for _, r := range word {
		bit := letters(1) << (uint32(r) % letterBits)
		if set&bit != 0 {
			bit = 1 << ((uint32(r) + letterBits/2) % letterBits)
		}
		set |= bit
		n++
	}
	return set | letters(min(n, 255))<<letterBits
}

// near reports whether a beginning of a word with letters l may be k edits from
// a word with letters q: each edit loses one letter at most, and with it one bit.
func (q letters) near(l letters, k int) bool {
	return bits.OnesCount64(uint64(q&^l)<<(64-letterBits)) <= k && int(l>>letterBits)+k >= int(q>>letterBits)
}

// allowed is how many typos a query word may have: one from four letters on,
// two from eight.
func allowed(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n >= 8:
		return 2
	case n >= 4:
		return 1
	}
	return 0
}

// typos returns the least number of edits that turn query into a beginning of
// word, and the length of the longest such beginning in letters; k+1 edits when
// it takes more than k. An edit inserts, deletes or replaces a letter or swaps
// two neighbours, of which none is edited again (optimal string alignment:
// Boytsov, Indexing methods for approximate dictionary searching, ACM Journal of
// Experimental Algorithmics 16, 2011, section 2.2).
func typos(query []rune, word string, k int) (edits, length int) {
	return new(ruler).typos(query, word, k)
}

// ruler measures typos; it keeps its table, which costs more to clear than most
// words to measure.
type ruler [3][longest + 2]uint8

func (rows *ruler) typos(query []rune, word string, k int) (edits, length int) {
	before, last, row := &rows[0], &rows[1], &rows[2]
	n, far := len(query), uint8(k+1)
	for j := range min(n, k+1) + 1 {
		last[j] = uint8(min(j, k+1))
	}
	edits, i := k+1, 0
	var previous rune
	for _, r := range word {
		if i++; i > n+k {
			break
		}
		// Further than k from the diagonal there are more than k edits.
		from, to := max(1, i-k), min(n, i+k)
		row[from-1] = far
		if from == 1 {
			row[0] = uint8(min(i, k+1))
		}
		least := row[from-1]
		for j := from; j <= to; j++ {
			d := last[j-1]
			if query[j-1] != r {
				d = min(d, last[j], row[j-1]) + 1
				if j > 1 && i > 1 && query[j-1] == previous && query[j-2] == r {
					d = min(d, before[j-2]+1)
				}
			}
			row[j] = d
			least = min(least, d)
		}
		if to < n {
			row[to+1] = far
		} else if int(row[n]) <= min(edits, k) {
			edits, length = int(row[n]), i
		}
		if least > uint8(k) {
			break
		}
		before, last, row, previous = last, row, before, r
	}
	return edits, length
}
