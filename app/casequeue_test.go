package app

import (
	"fmt"
	"slices"
	"testing"

	"gloss/annotations/review"
)

func TestCaseFilter(t *testing.T) {
	c := &review.Case{
		Document: "doc", Kind: review.KindLabel, State: review.StateDisputed, Members: []review.Member{{By: "ana"}}, Parts: []review.Member{{By: "ben"}},
		Readings: []review.Reading{{Answers: []review.Answer{{Label: "fact", Entities: []string{"e"}}}}, {Answers: []review.Answer{{}}}},
	}
	for _, x := range []struct {
		name   string
		filter caseFilter
		want   bool
	}{
		{"everything", caseFilter{}, true},
		{"order alone", caseFilter{order: "hard"}, true},
		{"its document", caseFilter{document: "doc"}, true},
		{"another document", caseFilter{document: "other"}, false},
		{"its kind", caseFilter{kind: "label"}, true},
		{"another kind", caseFilter{kind: "split"}, false},
		{"its state", caseFilter{state: "disputed"}, true},
		{"to be judged", caseFilter{state: caseOpen}, true},
		{"decided", caseFilter{state: "decided"}, false},
		{"a label of a version", caseFilter{label: "fact"}, true},
		{"a mention", caseFilter{label: "-"}, true},
		{"a label nobody gave", caseFilter{label: "claim"}, false},
		{"an entity", caseFilter{entity: "e"}, true},
		{"another entity", caseFilter{entity: "f"}, false},
		{"who has a part", caseFilter{person: "ben"}, true},
		{"who has nothing", caseFilter{person: "cem"}, false},
		{"all must hold", caseFilter{label: "fact", person: "cem"}, false},
	} {
		if got := x.filter.passes(c, false); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
	if (caseFilter{state: caseOpen}).passes(c, true) {
		t.Error("what is judged on the level above is still to be judged")
	}
}

func TestHardness(t *testing.T) {
	by := func(n ...int) *review.Case {
		c := &review.Case{}
		for _, n := range n {
			c.Readings = append(c.Readings, review.Reading{By: make([]string, n)})
		}
		return c
	}
	for _, x := range []struct {
		c    *review.Case
		want int
	}{
		{by(), 0},
		{by(3), 0},
		{by(3, 1), 25},
		{by(1, 1), 50},
		{by(1, 1, 1, 1), 75},
		{&review.Case{Readings: []review.Reading{{Others: make([]string, 2)}, {Others: make([]string, 2)}}}, 50},
	} {
		if got := hardness(x.c); got != x.want {
			t.Errorf("%+v: %d, want %d", x.c.Readings, got, x.want)
		}
	}
}

// The order of versions follows from the id alone, loses none, and does not
// always begin with what most said.
func TestShuffled(t *testing.T) {
	first := 0
	for i := range 100 {
		c := &review.Case{ID: fmt.Sprint("case", i), Readings: make([]review.Reading, 4)}
		for k := range c.Readings {
			c.Readings[k].By = make([]string, k)
		}
		got, again := shuffled(c), shuffled(c)
		if !slices.Equal(got, again) {
			t.Fatalf("%s: two orders", c.ID)
		}
		seen := map[int]bool{}
		for _, r := range got {
			seen[len(r.By)] = true
		}
		if len(got) != 4 || len(seen) != 4 {
			t.Fatalf("%s: %d versions, %d of them different", c.ID, len(got), len(seen))
		}
		if len(got[0].By) == 0 {
			first++
		}
	}
	if first < 10 || first > 45 {
		t.Errorf("of 100 cases %d begin with the first version", first)
	}
}
