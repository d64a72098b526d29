package session

import (
	"errors"
	"testing"

	"gloss/annotations"
)

func TestRelationsFollowTheirAnnotations(t *testing.T) {
	x := start(t, memory(t))
	x.tag("The plane", "claim")
	a := x.chosen
	x.tag("Thirty-eight died", "fact")
	b := x.chosen
	x.do(func() error { return x.Relate(a, b, "contradicts") })
	x.do(func() error { return x.Relate(b, a, "contradicts") }) // the same: it is not directed
	x.do(func() error { return x.Relate(a, b, "supports") })
	x.do(func() error { return x.Relate(b, a, "supports") }) // another one: it is
	if n := len(x.RelationsOf(a)); n != 3 {
		t.Fatalf("%d relations", n)
	}
	x.do(func() error { return x.Remove(b) })
	if n := len(x.RelationsOf(a)); n != 0 {
		t.Fatalf("%d relations with nothing", n)
	}
	x.do(func() error { _, _, err := x.Undo(); return err })
	if n := len(x.RelationsOf(a)); n != 3 {
		t.Fatalf("%d relations came back", n)
	}
	if err := x.Relate(a, a, "supports"); !errors.Is(err, annotations.ErrRecord) {
		t.Errorf("a relation to itself: %v", err)
	}
	r := x.RelationsOf(a)[0]
	x.do(func() error { return x.Unrelate(r.ID) })
	if n := len(x.RelationsOf(a)); n != 2 {
		t.Errorf("%d relations after deleting one", n)
	}
}
