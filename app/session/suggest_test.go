package session

import (
	"testing"

	"gloss/annotations"
	"gloss/annotations/suggest"
)

func TestAcceptAndDismiss(t *testing.T) {
	x := start(t, memory(t))
	x.tag("The plane", "claim")
	a := x.chosen
	x.tag("Thirty-eight died", "fact")
	b := x.chosen
	doc, text, _ := x.Document()
	to := suggest.Suggestion{To: suggest.Passage{Annotation: b, Document: doc.ID}, Type: "contradicts", Rule: suggest.RuleNumber}
	x.do(func() error { return x.Accept(a, to) })
	rs := x.RelationsOf(a)
	if len(rs) != 1 || rs[0].To != b || rs[0].Type != "contradicts" || rs[0].Origin != suggest.RuleNumber || rs[0].By != x.me {
		t.Fatalf("%+v", rs)
	}
	x.do(func() error { return x.AnnotateRelation(rs[0].ID, "so") })
	if r := x.RelationsOf(a)[0]; r.Note != "so" || r.Origin != suggest.RuleNumber {
		t.Errorf("%+v", r)
	}
	words := text.Find("caught fire", 1)
	if len(words) == 0 {
		words = []annotations.Span{{Start: 0, End: 3}}
	}
	to.To = suggest.Passage{Document: doc.ID, Span: words[0]}
	before := x.project.Annotations.Len()
	x.do(func() error { return x.Accept(a, to) })
	if x.project.Annotations.Len() != before+1 || len(x.RelationsOf(a)) != 2 {
		t.Fatal("the passage was not annotated and related")
	}
	x.do(func() error { _, _, err := x.Undo(); return err })
	if x.project.Annotations.Len() != before || len(x.RelationsOf(a)) != 1 {
		t.Error("undone in more than one step")
	}
	x.do(func() error { return x.Dismiss(a, to) })
	to.To = suggest.Passage{Annotation: b, Document: doc.ID}
	x.do(func() error { return x.Dismiss(a, to) })
	if n := x.project.Dismissals.Len(); n != 2 {
		t.Fatalf("%d dismissals", n)
	}
	if err := x.Accept("urn:none", to); err == nil {
		t.Error("accepted for nothing")
	}
}
