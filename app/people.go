package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
)

// Everybody has a mark of two letters at most, so that people are told apart
// where there is no room for names and by more than a colour.

// marksOf are the marks of people, as they were given out last.
type marksOf struct {
	of *annotations.Project
	by map[string]string
}

// personMark returns the mark of a person: the initials of the name, with a
// number where several people would have the same.
func (d *desk) personMark(id string) string {
	if p := d.session.Project(); d.given.of == nil || !d.given.of.People.Same(p.People) {
		d.given = marksOf{p, peopleMarks(slices.Collect(p.People.All()))}
	}
	return cmp.Or(d.given.by[id], "?")
}

// peopleMarks gives out the marks, in the order of the ids.
func peopleMarks(people []*annotations.Person) map[string]string {
	out, taken := map[string]string{}, map[string]bool{}
	for _, p := range people {
		m := initials(p.Name)
		first := string([]rune(m)[:1])
		for n := 2; taken[m]; n++ {
			m = first + strconv.Itoa(n)
		}
		out[p.ID], taken[m] = m, true
	}
	return out
}

// initials are the first letters of the first and the last word of a name.
func initials(name string) string {
	var letters []rune
	for _, word := range strings.Fields(name) {
		for _, r := range word {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				letters = append(letters, unicode.ToUpper(r))
				break
			}
		}
	}
	switch n := len(letters); {
	case n == 0:
		return "?"
	case n == 1:
		return string(letters)
	default:
		return string([]rune{letters[0], letters[n-1]})
	}
}

// ring is a person's mark, which is seen; the name goes with it, to be heard.
func (d *desk) ring(id string) ga.UI {
	return el("span").Class("ring").Class(map[bool]string{true: "me", false: "other"}[id == d.session.Me()]).Title(d.personName(id)).Body(
		el("span").Aria("hidden", "true").Text(d.personMark(id)), hidden(d.personName(id)))
}
