package app

import (
	"testing"

	"gloss/annotations"
)

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Ana": "A", "Ana Berg": "AB", "Ana von der Berg": "AB", "élodie šimek": "ÉŠ", "  ": "?", "": "?", "“Bo”": "B", "2 of us": "2U", "שרה לוי": "של",
	} {
		if got := initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// Nobody has the mark of somebody else, whatever they are called.
func TestPeopleMarks(t *testing.T) {
	var people []*annotations.Person
	for i, name := range []string{"Ana Berg", "Ada Bond", "Ana", "Abe Burr", "", "", "A", "B"} {
		people = append(people, &annotations.Person{Stamp: annotations.Stamp{ID: string(rune('a' + i))}, Name: name})
	}
	marks, seen := peopleMarks(people), map[string]string{}
	for _, p := range people {
		m := marks[p.ID]
		if other, twice := seen[m]; twice || m == "" {
			t.Errorf("%q and %q have the mark %q", p.Name, other, m)
		}
		seen[m] = p.Name
	}
	if marks["a"] != "AB" || marks["b"] != "A2" || marks["c"] != "A" {
		t.Errorf("%q", marks)
	}
}
