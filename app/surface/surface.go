package surface

import (
	"math"
	"slices"

	"gloss/annotations"
)

// Surface shows one article at a time. It is used from one goroutine, and none
// of its methods waits for anything.
type Surface struct {
	ev    Events
	page  screen
	sheet *sheet
	marks *marks
	late  func() *marks // makes all of them as long as marks are those seen first, else nil
	dirty queue
	noted map[string]bool // nil: every annotation has a note on the page

	anchor, focus int              // the selection, as made
	told          annotations.Span // what Selected was last told
	goal          float64          // x that the caret keeps to from line to line; NaN when it has not moved by lines
	lights        map[string][]annotations.Span

	tapping bool             // two taps make a selection
	tapped  annotations.Span // the word tapped first, empty when none was
}

// New takes over the element with this id. It must be on the page, and is
// emptied.
func New(element string, ev Events) *Surface {
	s := &Surface{ev: ev, goal: math.NaN()}
	s.page = newScreen(element, s)
	s.load(View{})
	return s
}

func (s *Surface) load(v View) {
	s.sheet = newSheet(v.Text, v.Blocks, v.Folds)
	s.marks, s.late = newMarks(s.sheet, nil), nil
	s.dirty = queue{waiting: make([]bool, len(s.sheet.blocks))}
	s.noted, s.lights = nil, map[string][]annotations.Span{}
	if v.Unlisted {
		s.noted = map[string]bool{}
	}
	s.anchor, s.focus = v.Top, v.Top
	s.told, s.tapped, s.goal = annotations.Span{Start: v.Top, End: v.Top}, annotations.Span{}, math.NaN()
}

// Open shows an article from its Top. The marks that are seen first are painted
// at once, the others, which may be ten thousand, when the page is idle or they
// come near; they are not even asked for before.
func (s *Surface) Open(v View) {
	v.Top = max(0, min(v.Top, v.Text.Points()))
	s.load(v)
	first, last := s.page.open(v.Text, v.Language, s.sheet.plan(), v.Text.PointToUnit(v.Top))
	if v.Marks != nil {
		s.paintFirst(first, last, v.Marks)
		s.late = func() *marks { return newMarks(s.sheet, v.Marks(v.Text.All())) }
	}
	s.showCaret()
	s.rest()
}

func (s *Surface) paintFirst(first, last int, in func(annotations.Span) []Mark) {
	if first < 0 || last < first || last >= len(s.sheet.blocks) {
		return
	}
	s.marks = newMarks(s.sheet, in(annotations.Span{Start: s.sheet.blocks[first].Start, End: s.sheet.blocks[last].End}))
	for b := first; b <= last; b++ {
		if len(s.marks.in[b]) > 0 {
			s.dirty.add(b)
		}
	}
	s.paint(s.dirty.take(first, last, len(s.sheet.blocks)))
}

// all returns the marks, whole.
func (s *Surface) all() *marks {
	if s.late != nil {
		before := s.marks
		s.marks, s.late = s.late(), nil
		for b := range s.sheet.blocks { // those painted already may have changed meanwhile
			if len(s.marks.in[b]) > 0 || len(before.in[b]) > 0 {
				s.dirty.add(b)
			}
		}
	}
	return s.marks
}

// Clear shows nothing.
func (s *Surface) Clear() { s.Open(View{}) }

// Close gives the element back, empty. The Surface is not used afterwards.
func (s *Surface) Close() {
	s.ev = Events{}
	s.page.close()
}

// Update makes the marks that lie in touched what marks says, and repaints
// the blocks that differ: at once if they are few or can be seen. marks holds
// at least every mark that lies in touched; more does no harm.
func (s *Surface) Update(marks []Mark, touched []annotations.Span) {
	s.all().update(marks, touched, s.dirty.add)
	s.refresh()
	s.showGrips()
}

// Choose outlines annotations and joins their parts; those that belong to the
// person at the screen get handles when one is chosen alone. Nothing is
// scrolled. Without ids, or with "", none is chosen.
func (s *Surface) Choose(ids ...string) {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" })
	if len(ids) == 0 && len(s.marks.chosen) == 0 {
		return
	}
	s.all().choose(ids, s.dirty.add)
	s.refresh()
	s.showGrips()
}

// Notes says which annotations have an element with id "note-" and their id on
// the page, so that no mark refers to one that is missing. Until it is called,
// all are taken to have one, or none: see [View].
func (s *Surface) Notes(ids []string) {
	old := s.noted
	s.noted = make(map[string]bool, len(ids))
	for _, id := range ids {
		s.noted[id] = true
	}
	if old == nil {
		for id := range s.all().byID() {
			s.notesChange(id, true)
		}
	}
	for id := range old {
		s.notesChange(id, true)
	}
	for _, id := range ids {
		s.notesChange(id, old == nil || old[id])
	}
	s.refresh()
}

func (s *Surface) notesChange(id string, had bool) {
	if m, ok := s.all().byID()[id]; ok && had != s.noted[id] && len(m.Parts) > 0 {
		s.dirty.add(s.sheet.block(m.Parts[0].Start))
	}
}

func (s *Surface) hasNote(id string) bool { return s.noted == nil || s.noted[id] }

// SetScheme makes the colours and lines of labels, on the whole page: custom
// properties --l-KEY-bg and --l-KEY-ink, where KEY is the label's key with
// anything but letters, digits and hyphens escaped.
func (s *Surface) SetScheme(labels []annotations.Label) {
	styles := make([]labelStyle, 0, len(labels))
	for _, l := range labels {
		shown := l
		if into := slices.IndexFunc(labels, func(o annotations.Label) bool { return o.Key == l.Into }); into >= 0 {
			shown = labels[into]
		}
		styles = append(styles, labelStyle{className(l.Key), shown.Light, shown.Dark, shown.Line})
	}
	s.page.scheme(styles)
}

// Reveal unfolds and scrolls until span can be seen; the start of one that is
// taller than the screen.
func (s *Surface) Reveal(span annotations.Span) {
	s.unfold(span)
	s.page.reveal(s.unit(span.Start), s.unit(span.End))
}

// Visible returns the span of the blocks that can be seen.
func (s *Surface) Visible() annotations.Span {
	first, last := s.page.visible()
	if first < 0 || last >= len(s.sheet.blocks) || last < first {
		return annotations.Span{}
	}
	return annotations.Span{Start: s.sheet.blocks[first].Start, End: s.sheet.blocks[last].End}
}

// Highlight paints spans in a passing way, in place of those of this kind
// before; at most 300, and nothing where the browser cannot.
func (s *Surface) Highlight(kind string, spans []annotations.Span) {
	s.lights[kind] = slices.Clone(spans[:min(len(spans), maxHighlights)])
	s.light(kind)
}

func (s *Surface) light(kind string) {
	var pairs []int32
	for _, span := range s.lights[kind] {
		if span = span.Clamp(s.sheet.text.All()); !span.Empty() {
			pairs = append(pairs, int32(s.unit(span.Start)), int32(s.unit(span.End)))
		}
	}
	s.page.highlight(kind, pairs)
}

// Rects returns the rectangles that span is drawn in, in text order, one for
// each stretch of a line: where to put what points at it. nil when it is not
// drawn.
func (s *Surface) Rects(span annotations.Span) []Rect {
	n := s.page.rects(s.unit(span.Start), s.unit(span.End))
	var out []Rect
	for ; len(n) >= 4; n = n[4:] {
		out = append(out, Rect{n[0], n[1], n[2], n[3]})
	}
	return out
}

// Focus gives the keyboard to the article without scrolling.
func (s *Surface) Focus() { s.page.focus() }

func (s *Surface) unit(p int) int { return s.sheet.text.PointToUnit(p) }

func (s *Surface) point(u int) int { return s.sheet.text.UnitToPoint(u) }

// unfold opens the folds over span.
func (s *Surface) unfold(span annotations.Span) {
	for i, f := range s.sheet.folds {
		if f.closed && (f.Overlaps(span) || f.Has(span.Start)) {
			s.sheet.folds[i].closed = false
			s.page.fold(i, false)
		}
	}
}
