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
	show := func(documents []string) string {
		var out []string
		for _, q := range suggest.Questions(p, x, documents) {
			line := q.Question.Text
			for _, a := range q.Answers {
				d, _ := p.Documents.Get(a.Document)
				line += fmt.Sprintf(" %s:%s", d.Title, a.Value.Norm)
			}
			out = append(out, line)
		}
		return strings.Join(out, "\n")
	}
	for _, want := range []string{"A:35", "B:38", "C:38", "How many drones?", "What caused it?", "A:birds", "B:missile"} {
		if got := show(nil); !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	if got := show([]string{}); got != "" {
		t.Errorf("of no document: %s", got)
	}
	r, err := annotations.ProjectOf(&annotations.Question{Stamp: annotations.Stamp{ID: "q"}, Text: "how many died?", Type: annotations.ValueNumber})
	if err != nil {
		t.Fatal(err)
	}
	p = annotations.Merge(p, r)
	if got := show(nil); strings.Contains(got, "died") {
		t.Errorf("asked already: %s", got)
	}
}
