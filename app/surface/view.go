package surface

import (
	"slices"

	"gloss/annotations"
)

// View is an article to be shown.
type View struct {
	Text     annotations.Text
	Blocks   []annotations.Block // tile the text, as Text.Layout makes them
	Folds    []annotations.Span  // boilerplate, folded at first, as Document.Folds
	Language string              // BCP 47; "" unknown
	Top      int                 // code point to begin reading at; 0 is the top
	Unlisted bool                // no annotation has a note on the page until Notes says so

	// Marks returns those with a part in a stretch of the text, in any order, no
	// id twice; nil for none. It is asked for what is seen first, and once more,
	// soon, for all. The surface keeps the slices.
	Marks func(annotations.Span) []Mark
}

// Mark is an annotation as it is painted.
type Mark struct {
	ID        string
	Parts     []annotations.Span // disjoint, in text order; parts outside the text are not painted
	Label     string             // key of a label; "" for a bare mention
	Unsure    bool               // hatched
	Suggested bool               // pale, dashed outline
	Mine      bool               // in full colour, and its edges can be dragged
	By        string             // of others: a few letters that stand above its beginning, without white space
}

func (m Mark) equal(o Mark) bool {
	return m.ID == o.ID && m.Label == o.Label && m.Unsure == o.Unsure && m.Suggested == o.Suggested &&
		m.Mine == o.Mine && m.By == o.By && slices.Equal(m.Parts, o.Parts)
}

// extent is the span from the first part's start to the last part's end.
func (m Mark) extent() annotations.Span {
	if len(m.Parts) == 0 {
		return annotations.Span{}
	}
	return annotations.Span{Start: m.Parts[0].Start, End: m.Parts[len(m.Parts)-1].End}
}

// Events are what a person does on the surface. Any may be nil. They are
// called while a browser event is handled: hand over to the interface's own
// goroutine, and do not wait in them.
type Events struct {
	// Selected says that the selection has come to rest, by whatever means it
	// was made: without white space at its ends, in whole graphemes. An empty
	// span is the caret alone.
	Selected func(annotations.Span)

	// Pressed says that a point was clicked or tapped without selecting: the
	// annotations there, innermost first, and where the caret went. ids is nil
	// where nothing is annotated.
	Pressed func(ids []string, at int)

	// Dragged says that an edge of the chosen annotation was dragged: its
	// start (or else its end) is now at, which keeps the annotation at least a
	// grapheme long.
	Dragged func(id string, start bool, at int)
}

// Unit is how far [Surface.Move] goes.
type Unit int

// The units of movement.
const (
	Grapheme  Unit = iota
	Word           // to the end of a word forward, to its start backward
	Sentence       // to the start of one; extending forward, to its end
	Line           // to the line above or below, as it is wrapped on screen
	LineEdge       // to the start or the end of the line on screen
	Paragraph      // to the start of one
	Page           // a screenful
	Document       // to the start or the end of the text
)

// Rect is a rectangle in CSS pixels of the viewport.
type Rect struct{ X, Y, Width, Height float64 }

// Highlights are passing, and not told to screen readers.
const (
	Hits = "hit"  // what a search found
	Spot = "spot" // what is spoken of just now
)

// maxHighlights bounds the spans of one highlight: browsers look at each of
// them again after every change of the page (PLATFORM 2).
const maxHighlights = 300
