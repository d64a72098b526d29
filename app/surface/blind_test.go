//go:build !js

package surface

import (
	"testing"

	"gloss/annotations"
)

// Without a screen a surface keeps its state and draws nothing.
func TestWithoutAScreen(t *testing.T) {
	text, err := annotations.NewText("One two.\nThree.\n")
	if err != nil {
		t.Fatal(err)
	}
	s := New("article", Events{})
	s.Open(View{Text: text, Blocks: text.Layout(nil)})
	s.SetSelection(annotations.Span{Start: 4, End: 7}, true)
	if got := s.Selection(); got != (annotations.Span{Start: 4, End: 7}) {
		t.Errorf("selection %v", got)
	}
	if r := s.Rects(s.Selection()); r != nil {
		t.Errorf("drawn at %v", r)
	}
}
