package session

import (
	"testing"

	"gloss/annotations"
	"gloss/annotations/board"
	"gloss/annotations/suggest"
)

// A proposed question and its answers are one step, what was not wanted is
// refused for good.
func TestAcceptAnswers(t *testing.T) {
	x := start(t, memory(t))
	x.tag("Thirty-eight died", "fact")
	a := x.chosen
	doc, text, _ := x.Document()
	q := suggest.Proposal{Question: *board.StandardOf("dead")}
	words := func(s string) suggest.Passage {
		return suggest.Passage{Document: doc.ID, Span: text.Find(s, 1)[0], Text: s}
	}
	for _, p := range []suggest.Passage{{Annotation: a, Document: doc.ID, Text: "Thirty-eight died"}, words("The plane"), words("died")} {
		q.Answers = append(q.Answers, suggest.Answered{Passage: p, Value: board.ParseValue(&q.Question, "38", "")})
	}
	before := x.project
	x.do(func() error { return x.AcceptAnswers(q, map[int]bool{0: true, 1: true}, before, "claim") })
	if n := x.project.Answers.Len(); n != 2 || x.project.Annotations.Len() != before.Annotations.Len()+1 || x.project.Dismissals.Len() != 1 || x.project.Questions.Len() != 1 {
		t.Fatalf("%d answers, %d dismissals", n, x.project.Dismissals.Len())
	}
	for r := range x.project.Answers.All() {
		p, ok := x.project.Annotations.Get(r.Passages[0])
		if !ok || r.Norm != "38" || r.Origin != suggest.RuleNumber || p.ID != a && p.Exact() != "The plane" {
			t.Errorf("%+v", r)
		}
	}
	if faults := x.project.Validate(); len(faults) > 0 {
		t.Error(faults)
	}
	x.do(func() error { _, _, err := x.Undo(); return err })
	if x.project.Answers.Len()+x.project.Questions.Len()+x.project.Dismissals.Len() != 0 || x.project.Annotations.Len() != before.Annotations.Len() {
		t.Error("undone in more than one step")
	}
	x.do(func() error { return x.AcceptAnswers(q, nil, before, "claim") })
	if x.project.Dismissals.Len() != 3 || x.project.Questions.Len() != 0 {
		t.Error("refused, and yet on the board")
	}
	if faults := x.project.Validate(); len(faults) > 0 {
		t.Error(faults)
	}
	q.Answers[0].Annotation, q.Answers[0].Document = "", "elsewhere"
	if err := x.AcceptAnswers(q, map[int]bool{0: true}, before, ""); err != annotations.ErrMissing {
		t.Error(err)
	}
}
