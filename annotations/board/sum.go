package board

import (
	"strings"

	"gloss/annotations"
)

// sum is a number, or several that add up: "35 passengers and three crew".
type sum struct {
	quantity
	parts []Part // two or more; nil when there is one
}

// sumUp joins the numbers of people that are listed with nothing but "and" and
// the like between them, and leaves out what is part of another number. Those
// that count nothing are left when nothing else is.
func sumUp(ts []token, qs []quantity) []sum {
	var out []sum
	odd := true
	for _, q := range qs {
		odd = odd && q.odd
	}
	part := false // the number before is left out as a part of another
	for i, q := range qs {
		part = len(qs) > 1 && (q.part && (!q.listed || whole(ts, qs[:i], q)) || part && joined(ts, qs[i-1], q))
		switch n := len(out); {
		case q.odd != odd || part:
		case n > 0 && i > 0 && qs[i-1].to == out[n-1].to && joined(ts, out[n-1].quantity, q):
			out[n-1].add(q)
		default:
			out = append(out, sum{quantity: q})
		}
	}
	return out
}

// whole reports whether a number before q in its sentence is one that q may be a
// part of: of "survivors, including 27 passengers and two crew" there is none,
// and the list is all there is to count.
func whole(ts []token, before []quantity, q quantity) bool {
	for _, w := range before {
		if !w.odd && !w.part && w.Hi >= q.Lo && !sentenceEnds(ts[w.to:q.from]) {
			return true
		}
	}
	return false
}

func sentenceEnds(ts []token) bool {
	for _, t := range ts {
		if in(" . ! ? ; ", t.s) {
			return true
		}
	}
	return false
}

// joined reports whether q goes on with what is counted up to p.
func joined(ts []token, p, q quantity) bool {
	between := words(ts[p.to:q.from])
	if between == "" || !strings.Contains("|and|, and|plus|as well as|along with|together with|,|+|&|", "|"+between+"|") {
		return false
	}
	both := p.role && q.role || p.Unit == "" && (q.Unit == "" || q.role)
	return both && !p.odd && p.Lo == p.Hi && q.Lo == q.Hi
}

func (s *sum) add(q quantity) {
	if s.parts == nil {
		s.parts = []Part{{s.Lo, s.Unit}}
	}
	s.parts = append(s.parts, Part{q.Lo, q.Unit})
	s.Lo, s.Hi, s.to, s.End = s.Lo+q.Lo, s.Hi+q.Hi, q.to, q.End
	s.About = s.About || q.About
	if s.Unit != q.Unit {
		s.Unit = "people"
	}
}

// cues are words that speak of one matter, by their beginnings.
var cues = []string{
	"die dead death kill live lives fatal victim perish toll casualt lost",
	"surviv alive lived rescue saved",
	"aboard board onboard carr passengers occupants",
	"injur wound hurt hospital",
	"missing unaccounted",
	"arrest detain",
}

// cuesOf returns the beginnings of words that a question asks of: its own, and
// those that speak of the same matter.
func cuesOf(q *annotations.Question) []string {
	var out []string
	for _, t := range tokens(q.Text + " " + q.Unit) {
		if !t.word || len(t.s) < 3 || in(" how many much what when where which who the was were are did does had has have been there that for from people number ", t.s) {
			continue
		}
		own := true
		for _, set := range cues {
			list := strings.Fields(set)
			if begins(t.s, list) {
				out, own = append(out, list...), false
			}
		}
		if own {
			out = append(out, stem(t.s))
		}
	}
	return out
}

// stem cuts the commonest endings off.
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) > 2 {
			return s
		}
	}
	return w
}

func begins(w string, with []string) bool {
	for _, c := range with {
		if strings.HasPrefix(w, c) {
			return true
		}
	}
	return false
}

// score counts the words around the i-th sum that are among the cues: what is
// counted twice, and the words up to the next clause on either side.
func (s *sum) score(ts []token, all []sum, i int, asked []string) int {
	from, to := 0, len(ts)
	if i > 0 {
		from = all[i-1].to
	}
	if i+1 < len(all) {
		to = all[i+1].from
	}
	n, j := 0, s.from-1
	for s.listed && j >= from && in(" including includes among them the , ", ts[j].s) { // what is listed stands before the comma
		j--
	}
	for ; j >= from && !clause(ts, j); j-- {
		n += btoi(begins(ts[j].s, asked))
	}
	for j := s.to; j < to && !clause(ts, j); j++ {
		n += btoi(begins(ts[j].s, asked))
	}
	for _, t := range ts[s.from:s.to] {
		n += 2 * btoi(begins(t.s, asked))
	}
	return n
}

// clause reports whether a clause ends at token i.
func clause(ts []token, i int) bool {
	return in(" , ; : . ! ? – — ( ) and but while with whereas ", ts[i].s)
}
