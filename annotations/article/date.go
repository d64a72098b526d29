package article

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// token is a run of digits, a run of letters, or one other character.
type token struct {
	s        string // lower case
	from, to int    // bytes
	num      int    // -1 unless a run of at most four digits
}

// tokens cuts s up; white space separates and is left out.
func tokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		j := i + n
		switch {
		case unicode.IsSpace(r):
			i = j
			continue
		case unicode.IsLetter(r):
			j = i + run(s[i:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) })
		case '0' <= r && r <= '9':
			j = i + run(s[i:], func(r rune) bool { return '0' <= r && r <= '9' })
		}
		out = append(out, newToken(s, i, j))
		i = j
	}
	return out
}

func newToken(s string, i, j int) token {
	t := token{s[i:j], i, j, -1}
	if s[i] >= '0' && s[i] <= '9' {
		if j-i <= 4 {
			t.num, _ = strconv.Atoi(t.s)
		}
		return t
	}
	t.s = strings.ToLower(t.s)
	return t
}

// run is the length in bytes of the longest prefix of s in which ok holds.
func run(s string, ok func(rune) bool) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !ok(r) }); i >= 0 {
		return i
	}
	return len(s)
}

func is(ts []token, i int, any ...string) bool {
	for _, a := range any {
		if i < len(ts) && i >= 0 && ts[i].s == a {
			return true
		}
	}
	return false
}

func numAt(ts []token, i int) int {
	if i < len(ts) && i >= 0 {
		return ts[i].num
	}
	return -1
}

// findDate finds the first full date in s, with the time of day that follows
// it. The value is "2024-12-26", or with seconds and zone when both time and
// zone are known ("2024-12-26T15:46:00+02:00"): a time without a zone is no
// point in time. s[from:to] is what says it.
func findDate(s string) (value string, from, to int, ok bool) {
	ts := tokens(s)
	for i := range ts {
		day, next, ok := dateAt(ts, i)
		if !ok {
			continue
		}
		value = day
		j := next
		for is(ts, j, ",", "t", "at", "в", "о", "um", "à", "a", "alle", "om", "kl", "kl.", "-", "–", "—", "·", "|") {
			j++
		}
		if clock, after, ok := timeAt(ts, j); ok {
			next = after
			if clock.zone != "" {
				value += fmt.Sprintf("T%02d:%02d:%02d%s", clock.h, clock.m, clock.s, clock.zone)
			}
		}
		return value, ts[i].from, ts[next-1].to, true
	}
	return "", 0, 0, false
}

// dateAt reads a date that begins at token i: day, month and year in one of the
// orders people write. Days and months given as numbers with a slash are read
// only where they cannot be confused.
func dateAt(ts []token, i int) (day string, next int, ok bool) {
	if i > 0 && numAt(ts, i-1) >= 0 && ts[i-1].to == ts[i].from {
		return "", 0, false
	}
	for _, read := range []func([]token, int) (y, m, d, next int){isoDate, dottedDate, dayFirst, monthFirst, yearFirst} {
		y, m, d, next := read(ts, i)
		if next == 0 || y < 1600 || y > 2199 {
			continue
		}
		t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if int(t.Month()) == m && t.Day() == d {
			return fmt.Sprintf("%04d-%02d-%02d", y, m, d), next, true
		}
	}
	return "", 0, false
}

// isoDate reads 2024-12-26, 2024/12/26 and 2024.12.26.
func isoDate(ts []token, i int) (y, m, d, next int) {
	if numAt(ts, i) >= 1000 && is(ts, i+1, "-", "/", ".") && is(ts, i+3, ts[i+1].s) && numAt(ts, i+2) > 0 && numAt(ts, i+4) > 0 {
		return ts[i].num, ts[i+2].num, ts[i+4].num, i + 5
	}
	return 0, 0, 0, 0
}

// dottedDate reads 26.12.2024, and 26/12/2024 or 12/26/2024 where one number is
// over 12 or both are equal.
func dottedDate(ts []token, i int) (y, m, d, next int) {
	a, b := numAt(ts, i), numAt(ts, i+2)
	if a <= 0 || b <= 0 || numAt(ts, i+4) < 1000 || !is(ts, i+1, ".", "/", "-") || !is(ts, i+3, ts[i+1].s) {
		return 0, 0, 0, 0
	}
	y, next = ts[i+4].num, i+5
	switch {
	case ts[i+1].s == "." || a > 12 || a == b:
		return y, b, a, next
	case b > 12:
		return y, a, b, next
	}
	return 0, 0, 0, 0
}

// dayFirst reads 26 December 2024, 26th of Dec. 2024, 26. Dezember 2024 and 26
// de diciembre de 2024.
func dayFirst(ts []token, i int) (y, m, d, next int) {
	if d = numAt(ts, i); d <= 0 {
		return 0, 0, 0, 0
	}
	j := skip(ts, i+1, "st", "nd", "rd", "th", "er", ".", "º", "de", "of", "-", "le")
	if m = monthAt(ts, j); m == 0 {
		return 0, 0, 0, 0
	}
	j = skip(ts, j+1, ".", ",", "de", "del", "of", "-")
	if numAt(ts, j) < 1000 {
		return 0, 0, 0, 0
	}
	return ts[j].num, m, d, j + 1
}

// monthFirst reads December 26, 2024 and Dec. 26th 2024.
func monthFirst(ts []token, i int) (y, m, d, next int) {
	if m = monthAt(ts, i); m == 0 {
		return 0, 0, 0, 0
	}
	j := skip(ts, i+1, ".")
	if d = numAt(ts, j); d <= 0 {
		return 0, 0, 0, 0
	}
	if j = skip(ts, j+1, "st", "nd", "rd", "th", ","); numAt(ts, j) < 1000 {
		return 0, 0, 0, 0
	}
	return ts[j].num, m, d, j + 1
}

// yearFirst reads 2024 жылғы 26 желтоқсан and 2024, December 26.
func yearFirst(ts []token, i int) (y, m, d, next int) {
	if y = numAt(ts, i); y < 1000 {
		return 0, 0, 0, 0
	}
	j := skip(ts, i+1, "жылғы", "жылы", "ж", ".", ",", "il", "yil")
	if d, m = numAt(ts, j), monthAt(ts, j+1); d > 0 && m > 0 {
		return y, m, d, j + 2
	}
	if m, d = monthAt(ts, j), numAt(ts, j+1); m > 0 && d > 0 && d < 32 {
		return y, m, d, j + 2
	}
	return 0, 0, 0, 0
}

// skip passes up to three of the given words.
func skip(ts []token, i int, any ...string) int {
	for range 3 {
		if !is(ts, i, any...) {
			break
		}
		i++
	}
	return i
}

func monthAt(ts []token, i int) int {
	if i < len(ts) && i >= 0 {
		return months[ts[i].s]
	}
	return 0
}

// clock is a time of day; zone is "" when it is not known, else "Z" or
// "+02:00".
type clock struct {
	h, m, s int
	zone    string
}

// timeAt reads a time of day such as 15:40, 3:46 PM, 15:46:00.000Z or 15:40
// (UTC+2) at token i.
func timeAt(ts []token, i int) (c clock, next int, ok bool) {
	if c.h, c.m = numAt(ts, i), numAt(ts, i+2); c.h < 0 || c.m < 0 || !is(ts, i+1, ":") {
		return c, 0, false
	}
	i += 3
	if s := numAt(ts, i+1); is(ts, i, ":") && s >= 0 {
		c.s, i = s, i+2
		if is(ts, i, ".") && i+1 < len(ts) && ts[i+1].s[0] <= '9' && ts[i+1].s[0] >= '0' {
			i += 2
		}
	}
	i = halfDay(ts, i, &c)
	c.zone, i = zoneAt(ts, i)
	return c, i, c.h < 24 && c.m < 60 && c.s < 60
}

// halfDay applies am and pm.
func halfDay(ts []token, i int, c *clock) int {
	pm := is(ts, i, "pm", "p")
	if !pm && !is(ts, i, "am", "a") || c.h > 12 || c.h == 0 {
		return i
	}
	if c.h %= 12; pm {
		c.h += 12
	}
	if is(ts, i, "am", "pm") {
		return i + 1
	}
	return skip(ts, i+1, ".", "m")
}

// zoneAt reads a zone: Z, UTC, GMT, GMT+3, +02:00 or +0200. Other names mean
// different zones to different people and are left alone.
func zoneAt(ts []token, i int) (zone string, next int) {
	start := i
	i = skip(ts, i, "(")
	named := is(ts, i, "z", "utc", "gmt")
	if named {
		i++
	}
	if off, n := offsetAt(ts, i, named); n > 0 {
		return off, skip(ts, n, ")")
	}
	if named {
		return "Z", skip(ts, i, ")")
	}
	return "", start
}

// offsetAt reads a signed offset. Without a name before it it must have four
// digits: "15:40 - 16" is none.
func offsetAt(ts []token, i int, named bool) (string, int) {
	if !is(ts, i, "+", "-", "−") || numAt(ts, i+1) < 0 || ts[i].to != ts[i+1].from {
		return "", 0
	}
	sign := "+"
	if ts[i].s != "+" {
		sign = "-"
	}
	h, m, next, digits := ts[i+1].num, 0, i+2, len(ts[i+1].s)
	switch {
	case digits == 4:
		h, m = h/100, h%100
	case is(ts, next, ":") && numAt(ts, next+1) >= 0:
		m, next = ts[next+1].num, next+2
	case !named:
		return "", 0
	}
	if h > 14 || m > 59 {
		return "", 0
	}
	if h == 0 && m == 0 {
		return "Z", next
	}
	return fmt.Sprintf("%s%02d:%02d", sign, h, m), next
}
