package board

import (
	"strconv"
	"strings"
)

// numerals are the words for 0 to 20 and then for the tens.
var numerals = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
	"sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety")

// numeral returns the number below a hundred that a word says; false when it is
// none.
func numeral(word string) (float64, bool) {
	if len(word) < 3 || len(word) > 9 {
		return 0, false
	}
	for i, n := range numerals {
		if n == word {
			if i > 20 {
				return float64((i - 18) * 10), true
			}
			return float64(i), true
		}
	}
	return 0, false
}

// scale returns what a word multiplies a number by; 0 when it is no such word.
func scale(word string) float64 {
	switch word {
	case "dozen":
		return 12
	case "hundred":
		return 100
	case "thousand", "k":
		return 1e3
	case "million", "mn", "mln":
		return 1e6
	case "billion", "bn":
		return 1e9
	case "trillion":
		return 1e12
	}
	return 0
}

// most is what every number that is read is below: so every whole one is exact
// in floating point.
const most = 1 << 53

// spell reads the number at i, in digits or in words, and returns where it
// ends; i when there is none or it is too large.
//
// "two hundred and five thousand" is read as everybody does: what is below a
// thousand is gathered, a larger scale multiplies it and puts it by.
func spell(ts []token, i int) (n float64, end int) {
	start := i
	sum, below, ok := 0.0, 0.0, false
	if below, i, ok = begin(ts, i); !ok {
		return 0, start
	}
	last := below // what the last word said: after "thirty" a digit may follow
	if ts[start].digit {
		last = 0
	}
	for {
		j := i
		if at(ts, j) == "-" && ts[j].glued || at(ts, j) == "and" && last >= 100 {
			j++
		}
		if s := scale(at(ts, j)); s > 0 && (j == i || at(ts, i) == "-") {
			switch {
			case s < 1000:
				below *= s
			case below == 0:
				sum *= s
			default:
				sum, below = sum+below*s, 0
			}
			i, last = j+1, s
			continue
		}
		w, isWord := numeral(at(ts, j))
		if !isWord || w == 0 || !follows(last, w) {
			break
		}
		i, below, last = j+1, below+w, w
	}
	if n = sum + below; n >= most {
		return 0, start
	}
	return n, i
}

// begin reads the first word of a number: digits, a numeral, or "a" and "half
// a" before a scale.
func begin(ts []token, i int) (n float64, end int, ok bool) {
	if i >= len(ts) {
		return 0, i, false
	}
	if ts[i].digit {
		n, err := strconv.ParseFloat(plain(ts[i].s), 64)
		return n, i + 1, err == nil
	}
	if n, ok := numeral(ts[i].s); ok {
		return n, i + 1, true
	}
	share := 1.0
	if at(ts, i) == "half" {
		i, share = i+1, 0.5
	}
	if a := at(ts, i); a == "a" || a == "an" {
		i++
		switch {
		case scale(at(ts, i)) > 0:
			return share, i, true
		case at(ts, i) == "couple" && share == 1:
			return 2, i + 1 + phrase(ts, i+1, "of"), true
		}
		return 0, i, false
	}
	return share, i, share < 1 && scale(at(ts, i)) > 0
}

// plain is a number without what groups its digits.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '.' || isDigit(r) {
			return r
		}
		return -1
	}, s)
}

// follows reports whether a numeral may come after one of a size: "thirty
// five", "hundred thirty", not "five thirty".
func follows(last, w float64) bool {
	return last >= 100 || last >= 20 && last < 100 && w < 10 && int(last)%10 == 0
}
