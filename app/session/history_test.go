package session

import (
	"fmt"
	"strings"
	"testing"

	"gloss/annotations"
)

// What was done before a restart can be taken back, also when its journal entry
// is so large that it is not read at the start.
func TestUndoOfLargeEntry(t *testing.T) {
	store := memory(t)
	x := start(t, store)
	d, text, _ := x.Document()
	var records []annotations.Record
	for i := range 300 {
		records = append(records, &annotations.Annotation{
			Stamp:  annotations.Stamp{ID: fmt.Sprintf("urn:uuid:large-%d", i), By: "urn:uuid:ann", Version: annotations.Version{{Actor: "ann", N: 1}}},
			Target: annotations.TargetOf(d.ID, text, annotations.Span{Start: 0, End: 5}), Label: "claim",
			Note: `,"edits":[` + strings.Repeat("long ", 40),
		})
	}
	p, err := annotations.ProjectOf(append(records, &annotations.Person{Stamp: annotations.Stamp{ID: "urn:uuid:ann"}})...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Take(Parcel{Name: `a,"edits":[ file`, Project: p}, nil); err != nil {
		t.Fatal(err)
	}
	x.tag("Thirty-eight died", "fact")
	x.flush()

	y := start(t, store)
	if n := len(y.history.packed); n != 1 {
		t.Fatalf("%d entries are packed", n)
	}
	if got := y.CanUndo(); got != "Tag Fact" {
		t.Errorf("undo %q", got)
	}
	for range 2 {
		y.do(func() error { _, _, err := y.Undo(); return err })
	}
	if got := y.marks(); got != "" {
		t.Errorf("after undo there is %s", got)
	}
	y.do(func() error { _, _, err := y.Redo(); return err })
	if got := strings.Count(y.marks(), "claim:Plane"); got != 300 {
		t.Errorf("after redo there are %d", got)
	}
	y.flush()

	z := start(t, store)
	for _, c := range z.History(10) {
		if len(c.Edits) == 0 {
			t.Errorf("%s is listed without its edits", c.Name)
		}
	}
}
