package review

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"gloss/annotations"

	"golang.org/x/net/html"
)

// hostile is what nobody should be able to write into a page.
const hostile = "</title><script>alert(1)</script>&lt;\"'\u202e"

func TestLetter(t *testing.T) {
	src := "# Sky " + hostile + "\nFirst sky. [claim:a/ana The sky] is [fact:b/ana blue] " + hostile + " and [opinion:c/ben sky]. Last.\n! done ana\n! done ben\n"
	b := browserOf(t, "rev", parse(t, src))
	b.do(&annotations.Person{Stamp: annotations.Stamp{ID: id("rev"), By: id("rev")}, Name: hostile})
	c := b.cases()
	says := func(c Case) int {
		return slices.IndexFunc(c.Readings, func(r Reading) bool { return len(r.Answers) > 0 })
	}
	b.decide(c[0], Verdict{
		Outcome: annotations.OutcomeEdit, Reason: annotations.ReasonGuideline, Note: hostile,
		Results: []Answer{{Spans: c[0].Readings[says(c[0])].Answers[0].Spans, Label: "fact", Attributes: []annotations.Pair{{Key: "certainty", Value: hostile}}}},
	})
	b.decide(c[1], Verdict{Outcome: annotations.OutcomeReject, Reason: annotations.ReasonSlip})
	b.accept(c[2], says(c[2]))
	var items []Item
	for name, p := range map[string]*annotations.Project{"with": b.project, "without": b.project.WithoutText(c[0].Document)} {
		var err error
		if items, err = Feedback(p, id("ana"), Options{}); err != nil {
			t.Fatal(err)
		}
		for _, it := range items {
			a := it.Yours
			if a == nil {
				a = it.Gold
			}
			if got := string([]rune(it.Passage)[it.Marked.Start:it.Marked.End]); got != a.Exact() {
				t.Errorf("%s the text: %q is marked, not %q", name, got, a.Exact())
			}
		}
	}
	page := string(Letter(b.project, id("ana"), items))
	for _, want := range []string{"Feedback for ana", "Changed", "Rejected", "Missed", "by the guideline", "an oversight", "<mark>The sky</mark>", "<mark>sky</mark>"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if tags := tagsOf(t, page); strings.Contains(tags, "script") || !utf8.ValidString(page) || strings.Contains(page, "\u202e") {
		t.Errorf("tags %s", tags)
	}
	if empty := string(Letter(b.project, id("ana"), nil)); !strings.Contains(empty, "Nothing has been decided") {
		t.Error(empty)
	}
}

// tagsOf lists the tags of a page as a browser reads them.
func tagsOf(t *testing.T, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			out = append(out, n.Data)
		}
	}
	return strings.Join(out, " ")
}
