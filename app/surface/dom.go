package surface

import "gloss/annotations"

// screen is what a Surface asks of the page. Positions are UTF-16 code units
// of the text. No method fails: what cannot be done is left undone, and
// measurements then say so.
type screen interface {
	// open shows a text laid out as sheet.plan says, from the position top, and
	// returns the blocks [first,last] that are seen first.
	open(text annotations.Text, language string, plan []int32, top int) (first, last int)
	// paint rebuilds what differs in the blocks of a batch.
	paint(*batch)
	// scheme makes the colours and lines of labels.
	scheme([]labelStyle)
	// wake asks for a call of idle when the page has nothing better to do.
	wake()
	// visible returns the blocks [first,last] that can be seen.
	visible() (first, last int)
	// selection returns the ends of the browser's selection if it touches the
	// text, clamped to it.
	selection() (anchor, focus int, ok bool)
	// selecting makes the browser's selection, unless a field for typing has
	// the focus. anchor < 0 takes it away from the text.
	selecting(anchor, focus int)
	// caret shows the reading caret before the characters [at,next).
	caret(at, next int)
	// grips shows handles at the ends of a span; from < 0 hides them. On a
	// screen for fingers they are always shown, else when asked.
	grips(from, to int, always bool)
	// line returns the position n lines below (or above, n < 0) the one given,
	// nearest to x; NaN for x means its own. It returns the x used.
	line(at, n int, x float64) (int, float64)
	// edge returns the start or end of the line on screen.
	edge(at int, end bool) int
	// page returns the position a screenful below or above.
	page(at int, down bool, x float64) (int, float64)
	// reveal scrolls until a span can be seen.
	reveal(from, to int)
	// highlight replaces what is highlighted in a way.
	highlight(kind string, pairs []int32)
	// rects returns the rectangles of a span, four numbers each.
	rects(from, to int) []float64
	// fold opens or closes a fold.
	fold(i int, closed bool)
	focus()
	close()
}

// labelStyle is how a label is drawn.
type labelStyle struct {
	class       string // as className makes it
	light, dark string // "#rrggbb"
	line        annotations.Line
}
