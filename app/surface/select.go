package surface

import (
	"math"

	"gloss/annotations"
)

// pending is the highlight of what is selected: it stays when the browser's
// own selection goes elsewhere, as to a field for typing.
const pending = "pending"

// pulling is the highlight of an annotation whose edge is being dragged.
const pulling = "pulling"

// Selection returns what is selected: without white space at its ends, in
// whole graphemes; empty, at the caret, when nothing is. It stays when the
// focus goes elsewhere.
func (s *Surface) Selection() annotations.Span {
	s.sync()
	return s.sheet.settle(s.anchor, s.focus)
}

// Caret returns where the caret is: the end of the selection that moves.
func (s *Surface) Caret() int {
	s.sync()
	return s.focus
}

// SetSelection selects span, or moves the caret to its start when it is empty,
// and scrolls there if reveal says so. Selected is not told of it.
func (s *Surface) SetSelection(span annotations.Span, reveal bool) {
	span.Start = s.sheet.snap(span.Start)
	span.End = max(span.Start, s.sheet.snap(span.End))
	s.goal, s.tapped = math.NaN(), annotations.Span{}
	if reveal {
		s.unfold(span)
	}
	s.set(span.Start, span.End)
	s.told = s.sheet.settle(s.anchor, s.focus)
	if reveal {
		s.Reveal(span)
	}
}

// Move moves the caret, or the end of the selection when extend says so, and
// keeps it in sight. A selection that is not extended is left at its end in
// the direction of the movement.
func (s *Surface) Move(u Unit, forward, extend bool) {
	s.sync()
	anchor, from := s.anchor, s.focus
	to := from
	if !extend && u == Grapheme && anchor != from {
		to = pick(forward, max(anchor, from), min(anchor, from))
	} else {
		to = s.target(u, from, forward, extend)
	}
	if !extend {
		anchor = to
	}
	s.set(anchor, to)
	s.page.reveal(s.unit(to), s.unit(to))
	if s.tapping { // else the browser's selection has changed, and says so
		s.settled()
	}
}

// target returns where a movement from p ends.
func (s *Surface) target(u Unit, p int, forward, extend bool) int {
	if u != Line && u != Page {
		s.goal = math.NaN()
	}
	at := s.unit(p)
	switch u {
	case Line:
		at, s.goal = s.page.line(at, pick(forward, 1, -1), s.goal)
	case Page:
		at, s.goal = s.page.page(at, forward, s.goal)
	case LineEdge:
		at = s.page.edge(at, forward)
	default:
		return s.sheet.move(u, p, forward, extend)
	}
	return s.sheet.uncover(s.sheet.snap(s.point(at)), forward)
}

// set makes a selection that did not come from the browser. While taps select,
// the browser's own stays out of it, and its handles and menus with it.
func (s *Surface) set(anchor, focus int) {
	s.anchor, s.focus = anchor, focus
	if s.tapping {
		s.page.selecting(-1, -1)
	} else {
		s.page.selecting(s.unit(anchor), s.unit(focus))
	}
	s.showSelection()
}

// sync takes over the browser's selection if it changed.
func (s *Surface) sync() {
	if s.tapping {
		return
	}
	a, f, ok := s.page.selection()
	if !ok {
		return
	}
	if anchor, focus := s.point(a), s.point(f); anchor != s.anchor || focus != s.focus {
		s.anchor, s.focus = anchor, focus
		s.goal = math.NaN()
		s.showSelection()
	}
}

// settled is called when the browser's selection has come to rest.
func (s *Surface) settled() {
	s.sync()
	span := s.sheet.settle(s.anchor, s.focus)
	if span == s.told {
		return
	}
	s.told = span
	if s.ev.Selected != nil {
		s.ev.Selected(span)
	}
}

// pressed is called when the position at was clicked or tapped and nothing is
// selected by it: on the mark that the position mark lies in, or on none (-1).
func (s *Surface) pressed(at, mark int) {
	p := s.sheet.snap(s.point(at))
	if s.tapping {
		s.tap(p)
		return
	}
	s.sync()
	if s.anchor != p || s.focus != p { // a tap leaves the browser's selection alone
		s.set(p, p)
	}
	s.settled()
	var ids []string
	if mark >= 0 {
		ids = s.all().under(s.point(mark))
	}
	if s.ev.Pressed != nil {
		s.ev.Pressed(ids, p)
	}
}

// SetTapSelect makes two taps (or clicks) a selection: from the word tapped
// first to the word tapped second. Meanwhile taps do not press.
func (s *Surface) SetTapSelect(on bool) {
	s.sync()
	s.tapping, s.tapped = on, annotations.Span{}
	s.set(s.anchor, s.focus)
}

func (s *Surface) tap(p int) {
	word := s.sheet.text.Word(p)
	if from := s.tapped; !from.Empty() {
		word = annotations.Span{Start: min(from.Start, word.Start), End: max(from.End, word.End)}
		s.tapped = annotations.Span{}
	} else {
		s.tapped = word
	}
	s.set(word.Start, word.End)
	s.settled()
}

// showSelection brings caret, highlight and handles in step.
func (s *Surface) showSelection() {
	span := s.sheet.settle(s.anchor, s.focus)
	var spans []annotations.Span
	if !span.Empty() {
		spans = append(spans, span)
	}
	if !span.Empty() || len(s.lights[pending]) > 0 {
		s.Highlight(pending, spans)
	}
	s.showCaret()
	s.showGrips()
}

func (s *Surface) showCaret() {
	s.page.caret(s.unit(s.focus), s.unit(s.sheet.text.NextGrapheme(s.focus)))
}
