package app

import (
	"slices"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// What is shown follows whose it is; what nothing hides is the very list that
// was given.
func TestSeenOf(t *testing.T) {
	p, err := annotationstest.Parse("# Sky\n[claim:a The sky] is [fact:b/ben blue] and [opinion:c/cem nice].\n")
	if err != nil {
		t.Fatal(err)
	}
	var all []*annotations.Annotation
	for d := range p.Documents.All() {
		all = slices.Clone(p.In(d.ID))
	}
	all = append(all, all[1].With(func(a *annotations.Annotation) { a.ID, a.Origin = annotationstest.ID("d"), annotations.OriginReview }))
	for _, c := range []struct {
		name string
		whose
		want string
	}{
		{"everybody, and no results", whose{}, "abc"},
		{"with results", whose{results: true}, "abcd"},
		{"some", whose{without: []string{annotationstest.ID("ben")}}, "ac"},
		{"results of whoever is hidden are results", whose{without: []string{annotationstest.ID("ben")}, results: true}, "acd"},
		{"one", whose{without: []string{annotationstest.ID("ana"), annotationstest.ID("cem")}}, "b"},
		{"none", whose{without: []string{annotationstest.ID("ana"), annotationstest.ID("ben"), annotationstest.ID("cem")}}, ""},
	} {
		d := &desk{whose: c.whose}
		got := ""
		for _, a := range d.seenOf(all) {
			got += a.ID[len(annotationstest.ID("")):]
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if d := (&desk{}); &d.seenOf(all[:3])[0] != &all[0] {
		t.Error("a list of which nothing is hidden was copied")
	}
	if m := (&desk{}).makersOf(all); m.results != 1 || len(m.ids) != 3 {
		t.Errorf("%+v", m)
	}
}
