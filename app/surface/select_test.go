//go:build !js

package surface

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
)

func TestMove(t *testing.T) {
	const text = "One two. Three e\u0301 four.\n\nLast line."
	for _, c := range []struct {
		unit    Unit
		from    int
		forward bool
		want    int
	}{
		{Grapheme, 0, true, 1},
		{Grapheme, 15, true, 17}, // over e and its accent
		{Grapheme, 17, false, 15},
		{Grapheme, 0, false, 0},
		{Grapheme, 35, true, 35},
		{Word, 0, true, 3},
		{Word, 7, false, 4},
		{Sentence, 2, true, 9},
		{Sentence, 9, true, 25},
		{Sentence, 12, false, 9},
		{Sentence, 9, false, 0},
		{Sentence, 30, true, 35},
		{Paragraph, 3, true, 25},
		{Paragraph, 30, false, 25},
		{Paragraph, 25, false, 0},
		{Paragraph, 25, true, 35},
		{Document, 5, true, 35},
		{Document, 5, false, 0},
	} {
		s, g := newGlass(Events{})
		s.Open(view(t, text))
		s.SetSelection(span(c.from, c.from), false)
		s.Move(c.unit, c.forward, false)
		if s.Caret() != c.want {
			t.Errorf("unit %d from %d, forward %v: %d, want %d", c.unit, c.from, c.forward, s.Caret(), c.want)
		}
		if !slices.Equal(g.native, []int{c.want, c.want}) {
			t.Errorf("the browser's selection is %v", g.native)
		}
	}
}

func TestExtend(t *testing.T) {
	s, _ := newGlass(Events{})
	s.Open(view(t, "One two. Three four."))
	steps := []struct {
		unit            Unit
		forward, extend bool
		want            annotations.Span
	}{
		{Word, true, true, span(0, 3)},
		{Grapheme, true, true, span(0, 3)}, // the space is taken but not meant
		{Grapheme, true, true, span(0, 5)},
		{Sentence, true, true, span(0, 8)},
		{Sentence, true, true, span(0, 20)},
		{Word, false, true, span(0, 14)},
		{Grapheme, true, false, span(15, 15)}, // left at its end
		{Word, false, true, span(9, 14)},
		{Grapheme, false, false, span(9, 9)},
	}
	for i, c := range steps {
		s.Move(c.unit, c.forward, c.extend)
		if got := s.Selection(); got != c.want {
			t.Fatalf("step %d: %v, want %v", i, got, c.want)
		}
	}
}

// Lines and pages are the script's: the surface keeps their x until the caret
// goes another way.
func TestMoveByLineKeepsItsColumn(t *testing.T) {
	s, g := newGlass(Events{})
	s.Open(view(t, "One two.\nThree four."))
	g.lineTo, g.lineX = 12, 77
	s.Move(Line, true, false)
	if !math.IsNaN(g.lastLineX) || s.Caret() != 12 {
		t.Errorf("x %v, caret %d", g.lastLineX, s.Caret())
	}
	s.Move(Line, true, false)
	if g.lastLineX != 77 {
		t.Errorf("forgot its column: %v", g.lastLineX)
	}
	s.Move(Grapheme, true, false)
	s.Move(Line, true, false)
	if !math.IsNaN(g.lastLineX) {
		t.Errorf("kept the column %v after another way", g.lastLineX)
	}
}

// Going on by any unit passes every visible place in order and reaches the
// end; no stop lies within a grapheme or in a closed fold.
func TestMoveReachesBothEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, _ := drawView(t)
		n := v.Text.Points()
		if n > 0 && rapid.Bool().Draw(t, "fold") {
			a := rapid.IntRange(0, n-1).Draw(t, "from")
			v.Folds = []annotations.Span{span(a, rapid.IntRange(a+1, n).Draw(t, "to"))}
		}
		s := newSheet(v.Text, v.Blocks, v.Folds)
		all := true
		for i := range s.blocks {
			all = all && s.folded(i)
		}
		if all {
			return
		}
		unit := rapid.SampledFrom([]Unit{Grapheme, Word, Sentence, Paragraph, Document}).Draw(t, "unit")
		extend := rapid.Bool().Draw(t, "extend")
		for _, forward := range []bool{true, false} {
			p := s.uncover(pick(forward, 0, n), forward)
			last := s.uncover(pick(forward, n, 0), forward)
			for range n + 1 {
				q := s.move(unit, p, forward, extend)
				if _, hidden := s.hidden(q); hidden || s.snap(q) != q {
					t.Fatalf("from %d to %d: hidden %v, snapped %d", p, q, hidden, s.snap(q))
				}
				if q == p {
					break
				}
				if forward != (q > p) {
					t.Fatalf("forward %v, but from %d to %d", forward, p, q)
				}
				p = q
			}
			if p != last {
				t.Fatalf("forward %v: stopped at %d before %d", forward, p, last)
			}
		}
	})
}

func TestSettle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, _ := drawView(t)
		s := newSheet(v.Text, v.Blocks, nil)
		a, f := rapid.IntRange(0, v.Text.Points()).Draw(t, "anchor"), rapid.IntRange(0, v.Text.Points()).Draw(t, "focus")
		got := s.settle(a, f)
		if got.Empty() {
			if got != span(f, f) {
				t.Fatalf("empty, but at %v and not at %d", got, f)
			}
			return
		}
		if v.Text.Trim(got) != got {
			t.Fatalf("%q has white space at its ends", v.Text.Slice(got))
		}
		inner := v.Text.Trim(span(min(a, f), max(a, f)))
		if !got.Contains(inner) {
			t.Fatalf("%v loses some of %v", got, inner)
		}
		if back := s.settle(got.Start, got.End); back != got {
			t.Fatalf("settling %v again gives %v", got, back)
		}
	})
}

// heard collects what a Surface tells.
type heard struct {
	selected []annotations.Span
	pressed  []string
	dragged  []string
}

func (h *heard) events() Events {
	return Events{
		Selected: func(s annotations.Span) { h.selected = append(h.selected, s) },
		Pressed:  func(ids []string, at int) { h.pressed = append(h.pressed, fmt.Sprint(ids, at)) },
		Dragged:  func(id string, start bool, at int) { h.dragged = append(h.dragged, fmt.Sprint(id, " ", start, at)) },
	}
}

func TestSelectedIsToldOnce(t *testing.T) {
	var h heard
	s, g := newGlass(h.events())
	s.Open(view(t, "😀 One two.\nThree"))
	g.native = []int{3, 7} // units: the emoji has two
	s.settled()
	g.native = []int{3, 6} // only the white space differs
	s.settled()
	if want := []annotations.Span{span(2, 5)}; !slices.Equal(h.selected, want) {
		t.Fatalf("told %v, want %v", h.selected, want)
	}
	if want := []int32{3, 6}; !slices.Equal(g.lights[pending], want) {
		t.Errorf("highlighted %v, want %v", g.lights[pending], want)
	}
	g.native = nil // the focus went to a field
	s.settled()
	if s.Selection() != span(2, 5) {
		t.Errorf("lost the selection: %v", s.Selection())
	}
	s.SetSelection(span(4, 4), false)
	s.settled()
	if len(h.selected) != 1 {
		t.Errorf("told of what SetSelection made: %v", h.selected)
	}
	if len(g.lights[pending]) != 0 {
		t.Errorf("still highlighted: %v", g.lights[pending])
	}
	s.Move(Word, true, true)
	s.settled() // as the browser's selectionchange would have it
	if want := span(4, 5); h.selected[len(h.selected)-1] != want {
		t.Errorf("told %v, want %v", h.selected, want)
	}
}

func TestPressed(t *testing.T) {
	var h heard
	s, g := newGlass(h.events())
	s.Open(view(t, "One two three.", one("outer", "claim", span(0, 13)), one("inner", "fact", span(4, 7)), one("late", "fact", span(5, 13))))
	s.pressed(6, 5)
	s.pressed(14, -1)
	if want := []string{"[inner late outer] 6", "[] 14"}; !slices.Equal(h.pressed, want) {
		t.Errorf("pressed %v, want %v", h.pressed, want)
	}
	if want := []annotations.Span{span(6, 6), span(14, 14)}; !slices.Equal(h.selected, want) {
		t.Errorf("selected %v, want %v", h.selected, want)
	}
	if !slices.Equal(g.native, []int{14, 14}) {
		t.Errorf("the browser's caret is at %v", g.native)
	}
}

func TestTapSelect(t *testing.T) {
	var h heard
	s, g := newGlass(h.events())
	s.Open(view(t, "One two three four.", one("i", "claim", span(0, 19))))
	s.SetTapSelect(true)
	for _, at := range []int{10, 1, 15, 16, 2} {
		s.pressed(at, at)
	}
	want := []annotations.Span{span(8, 13), span(0, 13), span(14, 18), span(0, 3)}
	if !slices.Equal(h.selected, want) {
		t.Errorf("selected %v, want %v", h.selected, want)
	}
	if h.pressed != nil || g.native != nil {
		t.Errorf("pressed %v, browser's selection %v", h.pressed, g.native)
	}
	if g.gripped != [2]int{0, 3} {
		t.Errorf("handles at %v", g.gripped)
	}
	s.drag(false, 6, dragEnds)
	if s.Selection() != span(0, 6) {
		t.Errorf("dragged to %v", s.Selection())
	}
	s.SetTapSelect(false)
	if g.gripped != [2]int{-1, -1} {
		t.Errorf("handles at %v", g.gripped)
	}
}

func TestDrag(t *testing.T) {
	other := one("other", "claim", span(0, 3))
	other.Mine = false
	var h heard
	s, g := newGlass(h.events())
	s.Open(view(t, "One 👩‍👩‍👧‍👦 three four.", one("i", "claim", span(4, 17)), other))
	s.Choose("other")
	if g.gripped != [2]int{-1, -1} {
		t.Errorf("someone else's has handles at %v", g.gripped)
	}
	s.Choose("i")
	end := g.gripped[1]
	if want := [2]int{4, s.unit(17)}; g.gripped != want {
		t.Fatalf("handles at %v, want %v", g.gripped, want)
	}
	s.drag(false, end+3, dragMoves)
	if want := []int32{4, int32(end + 3)}; !slices.Equal(g.lights[pulling], want) {
		t.Errorf("shown while dragging: %v, want %v", g.lights[pulling], want)
	}
	s.drag(false, 1, dragEnds)  // keeps the family, whole
	s.drag(true, 1, dragEnds)   //
	s.drag(true, 7, dragEnds)   // within the family: back to its start, no change
	s.drag(true, 0, dragBreaks) // called off
	if want := []string{"i false 11", "i true 1"}; !slices.Equal(h.dragged, want) {
		t.Errorf("dragged %v, want %v", h.dragged, want)
	}
	if len(g.lights[pulling]) != 0 || g.gripped != [2]int{4, end} {
		t.Errorf("left behind: %v, handles %v", g.lights[pulling], g.gripped)
	}
}

func TestFolds(t *testing.T) {
	const text = "Title\n\nShare this\n\nMail it\n\nBody\nFooter\n"
	s, g := newGlass(Events{})
	v := view(t, text)
	v.Folds = []annotations.Span{span(7, 27), span(33, 39)}
	s.Open(v)
	if want := []fold{{span(7, 27), 2, true}, {span(33, 40), 1, true}}; !slices.Equal(s.sheet.folds, want) {
		t.Errorf("folds %v, want %v", s.sheet.folds, want)
	}
	s.SetSelection(span(6, 6), false)
	s.Move(Grapheme, true, false)
	if s.Caret() != 27 {
		t.Errorf("the caret went into the fold: %d", s.Caret())
	}
	s.Move(Document, true, false)
	if s.Caret() != 32 {
		t.Errorf("the caret went into the last fold: %d", s.Caret())
	}
	s.Reveal(span(10, 11))
	if !slices.Equal(g.unfolded, []int{0}) || s.sheet.folds[0].closed {
		t.Errorf("unfolded %v", g.unfolded)
	}
	s.Move(Document, false, false)
	s.Move(Paragraph, true, false)
	if s.Caret() != 7 {
		t.Errorf("the open fold was left out: %d", s.Caret())
	}
}

func TestEmpty(t *testing.T) {
	s, _ := newGlass(Events{})
	for _, v := range []View{{}, view(t, "\n"), {Marks: marked([]Mark{one("i", "claim", span(0, 4))}), Top: 7}} {
		s.Open(v)
		for u := Grapheme; u <= Document; u++ {
			s.Move(u, true, true)
			s.Move(u, false, false)
		}
		s.Choose("i")
		s.Notes([]string{"i"})
		s.Update([]Mark{one("j", "claim", span(0, 4))}, []annotations.Span{span(0, 4)})
		s.Highlight(Hits, []annotations.Span{span(0, 4)})
		s.Reveal(span(0, 4))
		s.pressed(3, 0)
		s.near(0, 5)
		if got := s.Selection(); !got.Empty() {
			t.Errorf("selected %v of nothing", got)
		}
	}
	s.Clear()
	s.Close()
}
