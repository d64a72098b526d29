package annotations

import "testing"

func TestStatistics(t *testing.T) {
	text, _ := NewText("The sky is blue. So is the sea.")
	doc := &Document{Stamp: Stamp{ID: text.ID()}, Points: text.Points()}
	scheme := BuiltinScheme()
	scheme.Labels[1].Into = "claim" // fact is merged into claim
	note := func(id, by, label string, entities ...string) *Annotation {
		return &Annotation{Stamp: Stamp{ID: id, By: by}, Target: TargetOf(doc.ID, text, Span{4, 7}), Label: label, Entities: entities}
	}
	p, err := ProjectOf(doc, scheme,
		note("1", "ana", "claim", "urn:sky"), note("2", "ana", "fact", "urn:sky", "urn:sea"), note("3", "ben", "opinion", NIL), note("4", "ben", ""))
	if err != nil {
		t.Fatal(err)
	}
	all, documents, entities := p.Statistics("")
	if all.Annotations != 4 || all.Linked != 2 || all.Labels["claim"] != 2 || all.Labels["fact"] != 0 || all.Labels["opinion"] != 1 || all.Labels[""] != 1 {
		t.Errorf("all: %+v", all)
	}
	if len(documents) != 1 || documents[0].Annotations != 4 || documents[0].Characters != text.Points() {
		t.Errorf("documents: %+v", documents)
	}
	if len(entities) != 2 || entities[0] != (EntityCount{"urn:sky", 2}) || entities[1] != (EntityCount{"urn:sea", 1}) {
		t.Errorf("entities: %+v", entities)
	}
	if mine, _, _ := p.Statistics("ben"); mine.Annotations != 2 || mine.Linked != 0 {
		t.Errorf("ben's: %+v", mine)
	}
}
