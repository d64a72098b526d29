package session

import (
	"slices"
	"testing"

	"gloss/annotations"
	"gloss/annotations/board"
)

// A value goes onto the board with its question and its passage as one step,
// and is stored like everything else.
func TestAnswer(t *testing.T) {
	tab := memory(t)
	x := start(t, tab)
	q := board.Standard()[0]
	answer := func(norm string, passage *annotations.Annotation) (id string) {
		x.do(func() (err error) {
			id, err = x.Answer(annotations.Answer{Document: x.open, Raw: norm, Norm: norm}, q, passage, "claim")
			return err
		})
		return id
	}
	x.do(func() error {
		_, text, _ := x.Document()
		x.Select(text.Find("Thirty-eight died", 1)[0])
		return nil
	})
	passage, ok := x.Passage()
	if !ok || passage.ID != "" || passage.Exact() != "Thirty-eight died" {
		t.Fatalf("%+v", passage)
	}
	first := answer("38", passage)
	a, _ := x.Project().Answers.Get(first)
	made, ok := x.Chosen()
	if !ok || made.Label != "claim" || !slices.Equal(a.Passages, []string{made.ID}) || a.Question != q.ID {
		t.Fatalf("%+v %+v", a, made)
	}
	x.tag("The plane", "claim")
	other, _ := x.Passage()
	if again := answer("38", other); again != first {
		t.Error("the same value twice is two answers")
	}
	if a, _ = x.Project().Answers.Get(first); len(a.Passages) != 2 {
		t.Errorf("rests on %v", a.Passages)
	}
	second := answer("35", nil)
	if second == first || x.Project().Answers.Len() != 2 {
		t.Error("a source with two values has not two answers")
	}
	x.do(func() error { return x.RemoveAnswer(second) })
	x.do(func() error { _, _, err := x.Undo(); return err })
	edited, _ := x.Project().Answers.Get(second)
	next := *edited
	next.Norm = "36"
	x.do(func() error { return x.EditAnswer(next) })
	x.do(func() error { return x.Ask(annotations.Question{Text: "Why?", Type: annotations.ValueText}) })
	x.flush()
	if y := start(t, tab); y.Project().Questions.Len() != 2 || y.Project().Answers.Len() != 2 {
		t.Errorf("%d questions and %d answers were stored", y.Project().Questions.Len(), y.Project().Answers.Len())
	}
	x.do(func() error { return x.Unask(q.ID) })
	if x.Project().Questions.Len() != 1 || x.Project().Answers.Len() != 0 {
		t.Error("a question went without its answers")
	}
	x.do(func() error { _, _, err := x.Undo(); return err })
	if n := x.Project().Answers.Len(); n != 2 {
		t.Errorf("%d answers came back", n)
	}
}
