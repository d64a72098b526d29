package surface

import "gloss/annotations"

// held returns the span that has handles, and whose it is: with id "" what is
// selected by taps, else the one chosen annotation of the person at the screen.
func (s *Surface) held() (span annotations.Span, id string, ok bool) {
	if s.tapping {
		if span = s.sheet.settle(s.anchor, s.focus); !span.Empty() {
			return span, "", true
		}
	}
	if len(s.marks.chosen) != 1 {
		return span, "", false
	}
	m, ok := s.all().byID()[s.marks.chosen[0]]
	if !ok || !m.Mine || m.Suggested {
		return span, "", false
	}
	return m.extent(), m.ID, !m.extent().Clamp(s.sheet.text.All()).Empty()
}

func (s *Surface) showGrips() {
	span, _, ok := s.held()
	if !ok {
		s.page.grips(-1, -1, false)
		return
	}
	s.page.grips(s.unit(span.Start), s.unit(span.End), s.tapping)
}

// The states of a drag.
const (
	dragMoves = iota
	dragEnds
	dragBreaks // the browser or the person called it off
)

// drag is called while a handle is dragged: the start of what is held, or its
// end, would be at.
func (s *Surface) drag(start bool, at, state int) {
	span, id, ok := s.held()
	if !ok || state == dragBreaks {
		s.endDrag()
		return
	}
	next := s.sheet.dragged(span, start, s.point(at), s.inner(id, start))
	if id == "" {
		s.set(next.Start, next.End)
		if state == dragEnds {
			s.settled()
		}
		return
	}
	if state == dragMoves {
		s.page.grips(s.unit(next.Start), s.unit(next.End), false)
		s.Highlight(pulling, []annotations.Span{next})
		return
	}
	s.endDrag()
	if next != span && s.ev.Dragged != nil {
		s.ev.Dragged(id, start, pick(start, next.Start, next.End))
	}
}

func (s *Surface) endDrag() {
	s.Highlight(pulling, nil)
	s.showGrips()
}

// inner returns the part whose edge a handle is, the first or the last: an
// edge stays within what its part can be.
func (s *Surface) inner(id string, start bool) annotations.Span {
	m, ok := s.all().byID()[id]
	if !ok {
		return s.sheet.settle(s.anchor, s.focus)
	}
	return m.Parts[pick(start, 0, len(m.Parts)-1)]
}

// dragged returns span with one edge at p, snapped to graphemes; the part that
// the edge belongs to keeps at least one.
func (s *sheet) dragged(span annotations.Span, start bool, p int, part annotations.Span) annotations.Span {
	p = s.snap(p)
	if start {
		span.Start = min(p, s.text.PrevGrapheme(part.End))
	} else {
		span.End = max(p, s.text.NextGrapheme(part.Start))
	}
	return span
}
