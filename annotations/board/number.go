package board

import (
	"math"
	"strings"

	"gloss/annotations"
)

// Number is a number that a text names and what it counts.
type Number struct {
	annotations.Span         // the number and what is counted, in the text that was read
	Lo, Hi           float64 // least and most it may be: equal when it is exact, infinite when open
	About            bool    // "about", "nearly": a tenth more or less
	Unit             string  // what is counted, in the text's words in lower case; "" when it does not say
	People           bool    // those are people
}

// quantity is a Number and the tokens it is made of.
type quantity struct {
	Number
	from, to int  // tokens, those that say "at least" included
	odd      bool // a year, a day, a name such as A320: it counts nothing
	part     bool // of another number: "three of them", "including five crew"
	listed   bool // what it is a part of comes before: "including five crew"
	role     bool // what is counted are people by what they are, so that they may be summed
}

// Numbers returns the numbers of a text that count something, in order: not
// years, days, times, nor what is part of a name ("A320", "Flight 8432"). Those
// below a hundred may be in words. Numbers that are part of another one, as in
// "29 survivors, three of them children", are among them.
func Numbers(s string) []Number {
	var out []Number
	for _, q := range quantities(tokens(s)) {
		if !q.odd {
			out = append(out, q.Number)
		}
	}
	return out
}

func quantities(ts []token) []quantity {
	var out []quantity
	for i := 0; i < len(ts); {
		q, ok := quantityAt(ts, i)
		if !ok {
			i++
			continue
		}
		out = append(out, q)
		i = q.to
	}
	return out
}

// quantityAt reads the number that begins at token i, words such as "at least"
// apart.
func quantityAt(ts []token, i int) (q quantity, ok bool) {
	if n := nobody(ts, i); n > 0 {
		q = quantity{from: i, to: i + n}
		q.count(ts, i+1)
		q.Span = annotations.Span{Start: ts[i].Start, End: ts[q.to-1].End}
		return q, true
	}
	n, end := spell(ts, i)
	if end == i || ts[i].s == "one" && (at(ts, i+1) == "of" || at(ts, i-1) == "no") {
		return q, false
	}
	q = quantity{from: i, to: end}
	q.Lo, q.Hi = n, n
	q.odd = strange(ts, i, end)
	q.bound(ts, i)
	q.span(ts)
	q.listed = phrase(ts, q.from-1, "including,includes,among") > 0 || phrase(ts, q.from-2, "among them,including the") > 0
	q.part = q.listed || phrase(ts, q.to, "of them,of whom,of those,of which") > 0
	q.count(ts, q.to)
	q.Span = annotations.Span{Start: ts[q.from].Start, End: ts[q.to-1].End}
	return q, true
}

// nobody returns how many tokens from i on say that there is nobody, with what
// there is none of: "no survivors".
func nobody(ts []token, i int) int {
	if s := at(ts, i); s == "no" || s == "zero" || s == "any" && at(ts, i-1) == "without" {
		if in(peopleWords, at(ts, i+1)) {
			return 2
		}
	}
	return 0
}

// Words before a number, and after it, that say it is a bound.
const (
	fromBelow = "at least,no fewer than,not fewer than,no less than,not less than,a minimum of,more than,over,above,upwards of,in excess of,≥,>,> ="
	fromAbove = "at most,up to,no more than,not more than,a maximum of,fewer than,less than,under,below,as many as,≤,<,< ="
	nearby    = "about,around,approximately,some,roughly,nearly,almost,close to,an estimated,estimated,circa,~,≈"
	orMore    = "or more,at least,+"
	openEnd   = "more than,over,above,upwards of,in excess of,>,fewer than,less than,under,below,<" // the number itself is out
)

// bound reads what stands around the number at i and makes it open.
func (q *quantity) bound(ts []token, i int) {
	before := func(phrases string) int {
		for n := 3; n > 0; n-- {
			if i >= n && phrase(ts[:i], i-n, phrases) == n {
				return n
			}
		}
		return 0
	}
	below, above, about := before(fromBelow), before(fromAbove), before(nearby)
	step := 0.0 // how far from the number an open end begins: one, for what is counted
	if before(openEnd) == max(below, above) && q.Lo == math.Trunc(q.Lo) {
		step = 1
	}
	switch {
	case above > below:
		q.Lo, q.Hi, q.from = math.Inf(-1), max(0, q.Hi-step), i-above
	case below > 0:
		q.Lo, q.Hi, q.from = q.Lo+step, math.Inf(1), i-below
	case about > 0:
		q.About, q.from = true, i-about
	default:
		if n := phrase(ts, q.to, orMore); n > 0 {
			q.Hi, q.to = math.Inf(1), q.to+n
		}
	}
}

// span joins the number with a second one that makes it a range: "35 to 38",
// "between 35 and 38".
func (q *quantity) span(ts []token) {
	between := at(ts, q.from-1) == "between"
	n := phrase(ts, q.to, "to,–,or,—")
	switch {
	case between && at(ts, q.to) == "and", at(ts, q.to) == "-" && q.to+1 < len(ts) && ts[q.to+1].digit:
		n = 1
	case n == 0:
		return
	}
	hi, end := spell(ts, q.to+n)
	if end == q.to+n || hi < q.Hi || q.odd || at(ts, q.to) != "-" && strange(ts, q.to+n, end) {
		return
	}
	if q.Hi, q.to = hi, end; between || at(ts, q.from-1) == "from" {
		q.from--
	}
}

// strange reports whether the number at tokens [i,end) counts nothing: a year,
// a day, a time of day, a piece of a name.
func strange(ts []token, i, end int) bool {
	t, before, after := ts[i], at(ts, i-1), at(ts, end)
	glued := end < len(ts) && ts[end].glued
	switch {
	case !t.digit:
		return month(ts, i-1) > 0 || month(ts, end) > 0 || after == "-" && glued && end+1 < len(ts) && ts[end+1].word
	case t.glued && i > 0 && (ts[i-1].word || in(" # : / . ' ’ ", before)), t.glued && before == "-" && i > 1 && (ts[i-2].word || ts[i-2].digit):
		return true
	case glued && (in(" : / ", after) || ts[end].word && after != "k" || in(" - ", after) && end+1 < len(ts) && ts[end+1].word):
		return true
	case month(ts, i-1) > 0 || month(ts, end) > 0 || after == "am" || after == "pm" || phrase(ts, end, "a.m,a . m,p . m") > 0:
		return true
	case in(" flight embraer boeing airbus tupolev no number article page gate resolution paragraph section chapter aged ", strings.TrimSuffix(before, ".")):
		return true
	}
	return len(t.s) == 4 && end == i+1 && (t.s[:2] == "19" || t.s[:2] == "20") && !in(peopleWords, after)
}

// Words for people by what they are, who may be summed; and by what became of
// them, who may not: of "35 dead and 29 survivors" neither is the other's part.
const (
	roleWords = " passenger passengers crew people persons person pilot pilots captain captains man men woman women child children infant infants baby babies " +
		"adult adults citizen citizens national nationals civilian civilians soldier soldiers officer officers worker workers attendant attendants steward stewards " +
		"student students tourist tourists resident residents individual individuals minor minors boy boys girl girls member members stewardesses "
	fateWords   = " survivor survivors victim victims dead death deaths fatality fatalities life lives injured wounded casualty casualties missing hostages souls "
	peopleWords = roleWords + fateWords
	// Words before which what is counted ends.
	edgeWords = " a an the and or of in on at to for from by with as than that which who were was are is be been had have has did do will would may might could " +
		"after before while when during including includes among but not so all about over under into onto off up down out per aboard onboard alive died killed " +
		"lived survived reported confirmed counted believed said feared left more fewer less "
	// Words between the number and what is counted that belong to neither.
	fillWords = " other more further additional of the "
)

// count reads what is counted, from token i on: up to three words, the last of
// them a word for people where there is one.
func (q *quantity) count(ts []token, i int) {
	if p := at(ts, i); p == "%" || p == "percent" || p == "per" && at(ts, i+1) == "cent" {
		q.Unit, q.to = "%", i+1+btoi(p == "per")
		return
	}
	if n := phrase(ts, q.from-1, "$,€,£"); n > 0 {
		q.Unit, q.from = at(ts, q.from-1), q.from-1
		return
	}
	skipped := i
	for in(fillWords, at(ts, skipped)) {
		skipped++
	}
	end, people := skipped, -1
	for ; end < len(ts) && end < skipped+3 && ts[end].word && !in(edgeWords, ts[end].s); end++ {
		if in(peopleWords, ts[end].s) {
			people = end + 1
		}
	}
	switch {
	case people > 0:
		end, q.People, q.role = people, true, in(roleWords, at(ts, people-1))
	case skipped > i || q.odd:
		return // "38 of 67", "more than ever"
	}
	if end > skipped {
		q.Unit, q.to = words(ts[skipped:end]), end
		return
	}
	q.before(ts)
}

// before reads what is counted where it stands before the number: "a crew of
// five".
func (q *quantity) before(ts []token) {
	i := q.from - 2
	if at(ts, q.from-1) != "of" || !in(peopleWords, at(ts, i)) {
		return
	}
	q.Unit, q.People, q.role, q.from = at(ts, i), true, in(roleWords, at(ts, i)), i
	if a := at(ts, i-1); a == "a" || a == "the" {
		q.from--
	}
}

func words(ts []token) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.s)
	}
	return b.String()
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
