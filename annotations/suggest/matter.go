package suggest

import (
	"strconv"
	"strings"

	"gloss/annotations"
	"gloss/annotations/board"
)

// matter is something that news of an event are asked: how many died, what
// caused it. Its question reads the value (see [board.ParseValue]).
type matter struct {
	key      string
	question annotations.Question
	cues     []string // beginnings of words, one of which a passage has that speaks of it
}

// matters are what is asked of an accident or an attack: questions that every
// board is offered, and one more. What counts as a word for each is what the
// articles of the test and the news values of Galtung and Ruge name; other
// quantities go by their unit.
var matters = []matter{
	standard("dead", "die dead death kill fatal victim perish claims claimed lives"),
	standard("survivors", "surviv lived alive rescue"),
	standard("aboard", "aboard board onboard carried carrying carries passengers occupants comprised"),
	standard("injured", "injur wound hospital"),
	{"missing", annotations.Question{Text: "How many are missing?", Type: annotations.ValueNumber, Unit: "people"}, strings.Fields("missing unaccounted")},
	standard("cause", "caus attribut blam hit struck strike downed downing shot brought because due result damage collision collided attack encounter run responsib"),
}

func standard(key, cues string) matter {
	return matter{key, *board.StandardOf(key), strings.Fields(cues)}
}

// answer is what a passage says of a matter.
type answer struct {
	matter string // key of a matter, else what is counted, as "drones"
	value  board.Value
	words  string // as people read it: "38", "35 passengers + 3 crew = 38", "bird strike"
}

// answers reads what a text says of every matter it speaks of, and what else it
// counts.
func answers(text string) (out []answer) {
	words := wordsOf(text)
	numbers := board.Numbers(text)
	for i := range matters {
		m := &matters[i]
		if !speaks(words, m.cues) || m.question.Type == annotations.ValueNumber && len(numbers) == 0 {
			continue
		}
		if v := board.ParseValue(&m.question, text, ""); m.fits(v, numbers) && !said(out, v) {
			out = append(out, answer{m.key, v, shownAs(v)})
		}
	}
	for _, n := range numbers {
		if !n.People && n.Unit != "" && n.Lo == n.Hi {
			v := board.Value{Type: annotations.ValueNumber, Raw: n.Unit, Lo: n.Lo, Hi: n.Hi, Unit: n.Unit, Norm: strconv.FormatFloat(n.Lo, 'f', -1, 64)}
			out = append(out, answer{n.Unit, v, slice(text, n.Span)})
		}
	}
	return out
}

// asks names the matter, in the words of its question.
func (a *answer) asks() string {
	for i := range matters {
		if matters[i].key == a.matter {
			return strings.TrimSuffix(matters[i].question.Text, "?")
		}
	}
	return a.matter
}

// said reports whether a value has been taken for an answer to another matter:
// of "35 passengers died" the 35 are not those aboard.
func said(out []answer, v board.Value) bool {
	for i := range out {
		if out[i].value.Norm == v.Norm {
			return true
		}
	}
	return false
}

// slice returns the part of a text between two code points.
func slice(s string, at annotations.Span) string { return string([]rune(s)[at.Start:at.End]) }

func shownAs(v board.Value) string {
	if sum := v.Explain(); sum != "" {
		return sum
	}
	return v.Norm
}

// fits reports whether v answers m: of people, people are counted.
func (m *matter) fits(v board.Value, numbers []board.Number) bool {
	if m.question.Type == annotations.ValueChoice {
		for _, c := range m.question.Choices {
			if c.Value == v.Norm {
				return true
			}
		}
		return false
	}
	if !v.OK() || v.Unit == "" || len(v.Parts) > 0 {
		return v.OK() && v.Norm != "1" // "one" alone counts nothing, as a rule
	}
	unit := wordsOf(v.Unit)
	for i := range matters { // "35 lives" are no survivors
		if o := &matters[i]; o != m && speaks(unit, o.cues) && !speaks(unit, m.cues) && o.key != "aboard" {
			return false
		}
	}
	for _, n := range numbers {
		if n.Unit == v.Unit && n.People {
			return true
		}
	}
	return false
}

func speaks(words, cues []string) bool {
	for _, w := range words {
		for _, c := range cues {
			if strings.HasPrefix(w, c) {
				return true
			}
		}
	}
	return false
}

// comparable reports whether a and b answer the same thing.
func comparable(a, b []answer) bool {
	for i := range a {
		for j := range b {
			if a[i].matter == b[j].matter {
				return true
			}
		}
	}
	return false
}

// weighed compares what a and b answer: 1 with two that agree, -1 with two that
// do not when none agrees, 0 when they speak of nothing alike.
func weighed(a, b []answer) (here, there answer, n int) {
	for _, p := range a {
		for _, q := range b {
			switch {
			case p.matter != q.matter:
			case p.value.Agrees(q.value):
				return p, q, 1
			case n == 0:
				here, there, n = p, q, -1
			}
		}
	}
	return here, there, n
}
