package suggest_test

import (
	"fmt"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/suggest"
)

func TestQuestions(t *testing.T) {
	p, err := annotationstest.Parse(`# A
The crash killed 35 people near Aktau. It was caused by birds. Five drones were seen over Grozny.
# B
In Aktau [fact:b 38 people have died]. A missile hit the plane. Twelve drones were seen.
# C
[fact:c 35 passengers and three crew died] in Aktau.
# D
Nothing is known.
`)
	if err != nil {
		t.Fatal(err)
	}
	x, err := suggest.Build(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	show := func() string {
		var out []string
		for _, q := range suggest.Questions(p, x, "ana") {
			line := q.Question.Text
			for _, a := range q.Answers {
				d, _ := p.Documents.Get(a.Document)
				line += fmt.Sprintf(" %s:%s", d.Title, a.Value.Norm)
			}
			out = append(out, line)
		}
		return strings.Join(out, "\n")
	}
	for _, want := range []string{"A:35", "B:38", "C:38", "How many drones?", "What caused it?", "A:bird strike", "B:missile"} {
		if got := show(); !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	merge := func(rs ...annotations.Record) {
		t.Helper()
		q, err := annotations.ProjectOf(rs...)
		if err != nil {
			t.Fatal(err)
		}
		p = annotations.Merge(p, q)
	}
	c, _ := p.Annotations.Get(annotationstest.ID("c"))
	merge(&annotations.Question{Stamp: annotations.Stamp{ID: "q"}, Text: "how many died?", Type: annotations.ValueNumber},
		&annotations.Answer{Stamp: annotations.Stamp{ID: "a"}, Question: "q", Document: c.Document, Raw: "38"})
	if got := show(); strings.Contains(got, "C:38") || !strings.Contains(got, "how many died? A:35 B:38") && !strings.Contains(got, "how many died? B:38 A:35") {
		t.Errorf("asked and answered already: %s", got)
	}
	b, _ := p.Annotations.Get(annotationstest.ID("b"))
	merge(&annotations.Dismissal{Stamp: annotations.Stamp{ID: "d", By: "ana"}, From: "q", To: b.ID, Type: suggest.TypeAnswers, Rule: suggest.RuleNumber})
	if got := show(); strings.Contains(got, "B:38") || !strings.Contains(got, "how many died? A:35") {
		t.Errorf("refused: %s", got)
	}
}
