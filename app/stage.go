package app

import (
	"context"
	"slices"

	"gloss/annotations"
	"gloss/app/surface"
)

// stage is a place where an article lies: the first, and on a wide screen a
// second one beside it. One is in front: its article is the session's open one,
// and keys, labels and dialogs act there. Touching the other brings it to the
// front.
type stage struct {
	surface  *surface.Surface
	document string // id of the document on it, "" when it is empty
	chosen   string // id of what was chosen there when it went to the back
	painted  []*annotations.Annotation
	directed directed
}

// directed is whether a text holds characters that change its direction, as it
// was found out last: a megabyte takes 10 ms to look through.
type directed struct {
	document string
	yes      bool
}

// stageIDs are the elements that the surfaces own; go-app draws them empty and
// never touches what is in them.
var stageIDs = [2]string{"article", "article-beside"}

var stageNames = [2]string{"Article", "Article beside"}

// newSurface makes the surface of a stage, whose events bring it to the front.
func (d *desk) newSurface(i int) *surface.Surface {
	there := func(f func()) {
		d.dispatch(func() {
			d.toFront(i)
			f()
		})
	}
	return surface.New(stageIDs[i], surface.Events{
		Selected: func(s annotations.Span) {
			d.run(func() {
				d.stageOfFocus() // a selection that is left behind is told of, too
				if i == d.ahead {
					d.selected(s)
				}
			})
		},
		Pressed: func(ids []string, at int) { there(func() { d.pressed(ids, at) }) },
		Dragged: func(id string, start bool, at int) { there(func() { d.edgeDragged(id, start, at) }) },
	})
}

// back is the stage that is not in front.
func (d *desk) back() *stage { return &d.stages[1-d.ahead] }

// onStage returns what lies on a stage.
func (d *desk) onStage(i int) (*annotations.Document, annotations.Text, bool) {
	if i == d.ahead {
		return d.session.Document()
	}
	doc, ok := d.session.Project().Documents.Get(d.stages[i].document)
	if !ok {
		return nil, annotations.Text{}, false
	}
	text, ok := d.session.Project().Text(doc.ID)
	return doc, text, ok
}

// toFront makes a stage the one that keys act on, with what was selected and
// chosen there.
func (d *desk) toFront(i int) {
	if i == d.ahead || !d.beside || d.session == nil {
		return
	}
	left, come := &d.stages[d.ahead], &d.stages[i]
	left.chosen = ""
	if a, ok := d.session.Chosen(); ok {
		left.chosen = a.ID
	}
	left.painted = nil
	left.surface.Notes([]string{})
	d.ahead, d.surface = i, come.surface
	if come.document == "" {
		d.redraw()
		return
	}
	d.turning = true
	err := d.session.Swap()
	d.turning = false
	if err != nil {
		d.fail(err)
		return
	}
	d.session.Select(d.surface.Selection())
	d.session.Choose(come.chosen)
	d.chosenChanged(false)
	d.services.Page.SetHash("doc="+come.document[:16], false)
}

// toggleBeside lays a second article beside the first, or takes it away; the
// one in front stays.
func (d *desk) toggleBeside() {
	if d.session == nil || d.openID() == "" {
		return
	}
	if d.beside {
		d.closeBeside()
		return
	}
	d.beside = true
	open := d.openID()
	d.toFront(1)
	d.session.Hold(open)
	docs := d.documents()
	at := slices.IndexFunc(docs, func(doc *annotations.Document) bool { return doc.ID == open })
	if len(docs) < 2 {
		d.say("Choose the article to be read beside the first.")
		return
	}
	d.open(docs[(at+1)%len(docs)].ID, d.focusArticle)
}

func (d *desk) closeBeside() {
	stays, chosen := d.openID(), ""
	if a, ok := d.session.Chosen(); ok {
		chosen = a.ID
	}
	d.beside = false
	d.stages[1].surface.Clear()
	d.stages[1] = stage{surface: d.stages[1].surface}
	moved := d.ahead == 1
	d.ahead, d.surface = 0, d.stages[0].surface
	d.session.Hold("")
	if !moved {
		d.redraw()
		return
	}
	d.open(stays, func() {
		d.session.Choose(chosen)
		d.chosenChanged(true)
		d.focusArticle()
	})
}

// otherArticle gives it to the other one where the one in front has it.
func (d *desk) otherArticle() {
	if d.beside && d.page == pageRead && d.services.Elements.Focused() == stageIDs[d.ahead] {
		d.toFront(1 - d.ahead)
		d.redraw()
	}
	d.focusArticle()
}

// stageOfFocus brings the stage to the front that has the focus, which Tab may have
// carried there.
func (d *desk) stageOfFocus() {
	if d.beside {
		if i := slices.Index(stageIDs[:], d.services.Elements.Focused()); i >= 0 {
			d.toFront(i)
		}
	}
}

// showArticle hands the open document to the surface in front.
func (d *desk) showArticle() {
	s := &d.stages[d.ahead]
	doc, text, ok := d.session.Document()
	switch {
	case !ok:
		s.document = ""
		s.surface.Clear()
		return
	case d.turning:
		d.noted = nil
		d.paintAll()
		return
	}
	top := 0
	if doc.ID == s.document {
		top = s.surface.Visible().Start // the same article anew keeps its place
	}
	s.document, d.noted = doc.ID, nil
	s.surface.Open(surface.View{
		Top: top, Text: text, Blocks: d.layout(doc, text), Folds: doc.Folds, Language: doc.Language, Unlisted: true,
		Marks: func(in annotations.Span) []surface.Mark { return d.marksWhere(doc.ID, in) },
	})
}

// laid is how an article is laid out.
type laid struct {
	of     *annotations.Document
	blocks []annotations.Block
}

// layout lays an article out, or recalls how those shown last were.
func (d *desk) layout(doc *annotations.Document, text annotations.Text) []annotations.Block {
	for _, l := range d.laid {
		if l.of == doc {
			return l.blocks
		}
	}
	next := laid{doc, text.Layout(doc.Blocks)}
	copy(d.laid[1:], d.laid[:])
	d.laid[0] = next
	return next.blocks
}

var everywhere = []annotations.Span{{Start: 0, End: 1 << 40}}

func (d *desk) paintAll() {
	d.surface.SetScheme(d.scheme().Labels)
	d.surface.Update(d.marks(), everywhere)
}

// paint brings stretches of the article in front in step with the session.
func (d *desk) paint(touched []annotations.Span) { d.surface.Update(d.marksIn(touched), touched) }

// paintBack brings the article that is not in front in step with the session.
func (d *desk) paintBack() {
	s := d.back()
	if !d.beside || s.document == "" {
		return
	}
	if _, ok := d.session.Project().Documents.Get(s.document); !ok {
		s.surface.Clear()
		s.document = ""
		return
	}
	now := d.session.Project().In(s.document)
	if !slices.Equal(now, s.painted) {
		s.painted = now
		s.surface.Update(d.marksOf(d.seenOf(now)), everywhere)
	}
}

// open shows a document and then runs then. Its text is read first if need be.
func (d *desk) open(id string, then func()) {
	away, moved := d.page != pageRead, d.pane != paneArticle
	d.pane, d.page = paneArticle, pageRead
	if away || moved {
		d.redraw()
	}
	if d.beside && d.back().document == id && id != "" {
		d.toFront(1 - d.ahead)
		if then != nil {
			then()
		}
		return
	}
	d.besides(func(ctx context.Context) error { return d.session.Fetch(ctx, id) }, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		if err := d.session.Show(id); err != nil {
			d.fail(err)
			return
		}
		d.services.Page.SetHash("doc="+id[:16], false)
		if then != nil {
			then()
		}
		if away { // what had the focus is gone with its page
			d.focusArticleSoon()
		}
	})
}

// directs reports whether the text on a stage holds characters that change its
// direction.
func (d *desk) directs(i int, t annotations.Text) bool {
	s := &d.stages[i]
	if s.directed.document != s.document {
		s.directed = directed{s.document, hasDirections(t.String())}
	}
	return s.directed.yes
}

// hasDirections reports whether text holds characters that change its
// direction: they stay in the article, since offsets count them, and are told.
func hasDirections(s string) bool {
	for _, r := range s {
		if r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return true
		}
	}
	return false
}
