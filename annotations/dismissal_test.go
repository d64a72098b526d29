package annotations

import (
	"errors"
	"testing"
)

func TestDismissalCheck(t *testing.T) {
	stamp := Stamp{ID: "d", By: "ana"}
	for _, c := range []struct {
		name string
		d    Dismissal
		err  error
	}{
		{"of an annotation", Dismissal{Stamp: stamp, From: "a", To: "b"}, nil},
		{"of a sentence", Dismissal{Stamp: stamp, From: "a", Document: "x", Passage: Span{3, 9}}, nil},
		{"of nothing", Dismissal{Stamp: stamp, From: "a"}, ErrRecord},
		{"of itself", Dismissal{Stamp: stamp, From: "a", To: "a"}, ErrRecord},
		{"of both", Dismissal{Stamp: stamp, From: "a", To: "b", Document: "x", Passage: Span{3, 9}}, ErrRecord},
		{"of no words", Dismissal{Stamp: stamp, From: "a", Document: "x"}, ErrSpan},
		{"before the text", Dismissal{Stamp: stamp, From: "a", Document: "x", Passage: Span{-1, 9}}, ErrSpan},
		{"an annotation with a place", Dismissal{Stamp: stamp, From: "a", To: "b", Passage: Span{3, 9}}, ErrSpan},
	} {
		if err := c.d.Check(); !errors.Is(err, c.err) {
			t.Errorf("%s: %v, not %v", c.name, err, c.err)
		}
	}
}
