package annotations_test

import (
	"errors"
	"testing"

	. "gloss/annotations"
	"gloss/annotations/annotationstest"
)

func TestQuestionChecks(t *testing.T) {
	good := Question{Stamp: Stamp{ID: "q"}, Text: "Why?", Type: ValueChoice, Choices: []Choice{{Value: "birds"}, {Value: "missile"}}}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Question){
		"no words":        func(q *Question) { q.Text = "" },
		"no type":         func(q *Question) { q.Type = "" },
		"unknown type":    func(q *Question) { q.Type = "colour" },
		"choice twice":    func(q *Question) { q.Choices = []Choice{{Value: "birds"}, {Value: "birds"}} },
		"choice unnamed":  func(q *Question) { q.Choices = []Choice{{Words: []string{"x"}}} },
		"no id":           func(q *Question) { q.ID = "" },
		"version is none": func(q *Question) { q.Version = Version{{"t", 0}} },
	} {
		q := good
		if spoil(&q); !errors.Is(q.Check(), ErrRecord) {
			t.Errorf("%s: %v", name, q.Check())
		}
	}
}

func TestAnswerChecks(t *testing.T) {
	good := Answer{Stamp: Stamp{ID: "a", By: "ana"}, Question: "q", Document: "d", Raw: "thirty-five", AsOf: "2024-12-26"}
	silent := Answer{Stamp: Stamp{ID: "s", By: "ana"}, Question: "q", Document: "d", Silent: true}
	for _, a := range []Answer{good, silent} {
		if err := a.Check(); err != nil {
			t.Fatal(err)
		}
	}
	for name, spoil := range map[string]func(*Answer){
		"to nothing":      func(a *Answer) { a.Question = "" },
		"in nothing":      func(a *Answer) { a.Document = "" },
		"no value":        func(a *Answer) { a.Raw = "" },
		"silent of 35":    func(a *Answer) { a.Silent = true },
		"as of never":     func(a *Answer) { a.AsOf = "Thursday" },
		"unnamed passage": func(a *Answer) { a.Passages = []string{""} },
		"no id":           func(a *Answer) { a.ID = "" },
	} {
		a := good
		if spoil(&a); !errors.Is(a.Check(), ErrRecord) {
			t.Errorf("%s: %v", name, a.Check())
		}
	}
}

// Everybody may reword a question; an answer is its maker's alone.
func TestWhoMayEditTheBoard(t *testing.T) {
	p := parse(t, sky)
	a := annotation(t, p, "a")
	ana, ben := deviceOf(t, "ana", "tab1", p), deviceOf(t, "ben", "tab2", p)
	ana.do(&Question{Stamp: Stamp{ID: "q"}, Text: "Which colour?", Type: ValueText},
		&Answer{Stamp: Stamp{ID: "x"}, Question: "q", Document: a.Document, Raw: "blue", Passages: []string{a.ID}})
	ben.project = ana.project
	q, _ := ben.project.Questions.Get("q")
	reworded := *q
	reworded.Text = "What colour?"
	ben.do(&reworded)
	x, _ := ben.project.Answers.Get("x")
	if _, err := Apply(ben.project, ben.project.Change("c", ben.who, "Clear", Delete(x))); !errors.Is(err, ErrOwner) {
		t.Errorf("took away somebody's answer: %v", err)
	}
	if tomb := Delete(x).(*Answer); tomb.Document != a.Document || tomb.Raw != "" {
		t.Errorf("tombstone %+v", tomb)
	}
	for name, spoil := range map[string]func(*Answer){
		"question": func(x *Answer) { x.Question = "nothing" },
		"document": func(x *Answer) { x.Document = "nowhere" },
		"passage":  func(x *Answer) { x.Passages = []string{"nobody"} },
		"speaker":  func(x *Answer) { x.Speaker.Source = "nobody" },
	} {
		wrong := *x
		spoil(&wrong)
		if _, err := Apply(ana.project, ana.project.Change("c", ana.who, "Answer", &wrong)); !errors.Is(err, ErrMissing) {
			t.Errorf("%s that is not there: %v", name, err)
		}
	}
	if diff := annotationstest.Diff(Merge(ana.project, ben.project), Merge(ben.project, ana.project)); diff != "" {
		t.Error(diff)
	}
}
