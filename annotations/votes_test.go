package annotations

import "testing"

func TestVotes(t *testing.T) {
	text, _ := NewText("The sky is blue.")
	doc := &Document{Stamp: Stamp{ID: text.ID()}, Points: text.Points()}
	note := func(id, origin string, at int) *Annotation {
		return &Annotation{Stamp: Stamp{ID: id, By: "ana"}, Target: TargetOf(doc.ID, text, Span{at, at + 3}), Label: "claim", Origin: origin}
	}
	rel := func(id, from, to string) *Relation {
		return &Relation{Stamp: Stamp{ID: id, By: "ana"}, From: from, To: to, Type: "supports"}
	}
	p, err := ProjectOf(doc, note("1", "", 0), note("2", OriginReview, 4), note("3", "rule", 8), rel("a", "1", "2"), rel("b", "1", "3"))
	if err != nil {
		t.Fatal(err)
	}
	v, n := p.Votes()
	if n != 1 || v.Annotations.Len() != 2 || len(v.In(doc.ID)) != 2 || v.Relations.Len() != 1 || p.Annotations.Len() != 3 {
		t.Errorf("%d left out, %d annotations, %d relations", n, v.Annotations.Len(), v.Relations.Len())
	}
	if all, _, _ := p.Statistics(""); all.Annotations != 2 {
		t.Errorf("%d are counted", all.Annotations)
	}
	gold, err := ProjectOf(doc, note("2", OriginReview, 4))
	if err != nil {
		t.Fatal(err)
	}
	if v, n := gold.Votes(); v != gold || n != 0 {
		t.Error("gold has no results left")
	}
}
