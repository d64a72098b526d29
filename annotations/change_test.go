package annotations

import "testing"

func TestChangeUndoRedo(t *testing.T) {
	text, err := NewText("The sky is 😀 blue.\nIt is.")
	if err != nil {
		t.Fatal(err)
	}
	doc := &Document{Stamp: Stamp{ID: text.ID()}, Points: text.Points()}
	who := Author{By: "urn:uuid:ana", Actor: "tab1", At: 1000}
	p := &Project{}
	step := func(c Change) Change {
		t.Helper()
		q, err := Apply(p, c)
		if err != nil {
			t.Fatal(err)
		}
		p = q
		return c
	}
	step(p.Change("1", who, "Open", doc))
	p = p.WithText(text)
	a := &Annotation{Stamp: Stamp{ID: "a"}, Target: TargetOf(doc.ID, text, Span{4, 7}), Label: "claim"}
	made := step(p.Change("2", who, "Tag", a))
	if got := p.In(doc.ID); len(got) != 1 || got[0].Exact() != "sky" {
		t.Fatalf("%+v", got)
	}
	undo, err := p.Undo(made, "3", who)
	if err != nil {
		t.Fatal(err)
	}
	step(undo)
	if len(p.In(doc.ID)) != 0 {
		t.Fatal("still there")
	}
	redo, err := p.Undo(undo, "4", who)
	if err != nil {
		t.Fatal(err)
	}
	step(redo)
	if got := p.In(doc.ID); len(got) != 1 || got[0].Label != "claim" || got[0].Version.String() != "tab1:3" {
		t.Fatalf("%+v", got)
	}
	if faults := p.Validate(); len(faults) > 0 {
		t.Fatal(faults)
	}
}
