package app

import (
	"context"
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/app/surface"
)

// surfaceID is the element that the surface owns; go-app draws it empty and
// never touches what is in it.
const surfaceID = "article"

// articlePane is the article with its bar of labels.
func (d *desk) articlePane() ga.UI {
	return el("div").Class("pane article").Body(
		d.labelBar(),
		// go-app matches children by their number: nothing that comes and goes may
		// stand before the surface, or another element would take over its place.
		el("div").Class("sheet").ID("sheet").Body(
			el("div").Class("above").Body(
				ga.If(!d.guide.off && d.session != nil && d.openID() != "", d.firstGuide),
				d.articleHead()),
			el("div").ID(surfaceID).Class("surface").Role("region").Aria("label", "Article").TabIndex(0),
			d.legend(),
			d.articleFoot(),
		),
	)
}

// articleHead says where the article comes from.
func (d *desk) articleHead() ga.UI {
	if d.session == nil {
		return el("div").Class("article-head")
	}
	doc, text, ok := d.session.Document()
	if !ok {
		return el("div").Class("article-head").Body(el("div").Class("empty").Body(
			el("h2").Text("Choose an article"),
			el("p").Text("Pick one from the list, or open your own: text, HTML and Markdown files, or a project file a colleague sent you. Drag them here, paste text, or use the button."),
			d.textButton("Open files", d.askFiles),
		))
	}
	state := d.session.Project().StateOf(doc.ID, d.session.Me())
	name := "Mark done"
	if state == annotations.Done {
		name = "Done"
	}
	return el("div").Class("article-head").Body(
		el("p").Class("article-source").Body(
			el("span").Dir("auto").Text(meta(doc)),
			ga.If(safeLink(doc.URL) != "", func() ga.UI {
				return el("a").Attr("href", safeLink(doc.URL)).Attr("target", "_blank").Attr("rel", "noopener noreferrer").Text(host(doc.URL))
			}),
			ga.If(d.directs(doc.ID, text), func() ga.UI {
				return el("span").Class("flag").Title("Characters that change the direction of text are in this article. What you see may not be the order in which it is stored.").Body(icon("warning"), ga.Text("contains direction controls"))
			}),
		),
		el("button").Attr("type", "button").Class("state-button").Class("state-is-"+string(state)).Aria("pressed", boolean(state == annotations.Done)).
			Title("Done means: everything worth marking is marked, also when that is nothing (D)").
			Body(icon("check"), ga.Text(name)).OnClick(d.on(d.toggleDone)),
		d.button("more", "About this article", d.askDetails),
	)
}

// legend says on paper what the marks mean; on screen the bar of labels does.
func (d *desk) legend() ga.UI {
	var items []ga.UI
	for _, l := range d.scheme().Offered() {
		items = append(items, el("li").Body(swatch(l), ga.Text(visible(l.Title))))
	}
	return el("ul").Class("legend").Aria("label", "Legend").Body(items...)
}

// articleFoot leads on to the next article.
func (d *desk) articleFoot() ga.UI {
	if d.session == nil || d.openID() == "" {
		return el("div").Class("article-foot")
	}
	docs := d.documents()
	for i, doc := range docs {
		if doc.ID == d.openID() && i+1 < len(docs) {
			next := docs[i+1]
			return el("div").Class("article-foot").Body(el("button").Attr("type", "button").Class("next").OnClick(func(ga.Context, ga.Event) {
				d.open(next.ID, d.focusArticle)
			}, ga.EventScope(next.ID)).Body(
				el("span").Class("muted").Text("Next article"),
				el("span").Class("next-title").Dir("auto").Text(d.title(next)), icon("arrow-right")))
		}
	}
	return el("div").Class("article-foot")
}

// labelBar holds the labels, pressed for the chosen annotation, and what else
// one does to a selection. On a narrow screen it lies within reach of a thumb.
func (d *desk) labelBar() ga.UI {
	var labels []ga.UI
	chosen, ok := d.chosen()
	for i, l := range d.scheme().Offered() {
		key := ""
		if i < 9 {
			key = strconv.Itoa(i + 1)
		}
		labels = append(labels, el("button").Attr("type", "button").Class("label-button").DataSet("label", l.Key).
			Aria("pressed", boolean(ok && chosen.Label == l.Key)).Aria("keyshortcuts", key).
			Title("Tag as "+l.Title+" ("+key+")").
			OnClick(func(ga.Context, ga.Event) { d.tag(l.Key) }, ga.EventScope(l.Key)).
			On("pointerdown", keepSelection).Body(
			swatch(l), el("span").Class("label-title").Text(visible(l.Title)),
			el("kbd").Aria("hidden", "true").Text(key)))
	}
	tool := func(sign, name, key string, f func(), on bool) ga.UI {
		return el("button").Attr("type", "button").Class("tool").Attr("disabled", !on).Title(name+" ("+key+")").Aria("label", name).
			OnClick(d.on(f), ga.EventScope(name)).On("pointerdown", keepSelection).Body(icon(sign), el("span").Class("tool-name").Text(name))
	}
	selected := d.session != nil && !d.session.Selection().Empty()
	return el("div").Class("label-bar").Role("toolbar").Aria("label", "Label").Body(
		el("div").Class("labels").Body(labels...),
		el("span").Class("rule").Aria("hidden", "true"),
		tool("entity", "Link entity", "E", d.askEntity, ok || selected),
		tool("plus", "Add part", "P", d.addPart, ok && selected),
		tool("quote", "Annotate quote", "Q", d.askQuote, d.session != nil && d.openID() != ""),
		tool("trash", "Delete", "Del", d.remove, ok && d.mine(chosen)),
	)
}

// keepSelection lets a press on the bar leave the selection in the text.
func keepSelection(_ ga.Context, e ga.Event) { e.PreventDefault() }

func (d *desk) chosen() (*annotations.Annotation, bool) {
	if d.session == nil {
		return nil, false
	}
	return d.session.Chosen()
}

func (d *desk) mine(a *annotations.Annotation) bool { return a != nil && a.By == d.session.Me() }

// open shows a document and then runs then. Its text is read first if need be.
func (d *desk) open(id string, then func()) {
	away := d.page != pageRead
	d.pane, d.page = paneArticle, pageRead
	d.aside(func(ctx context.Context) error { return d.session.Fetch(ctx, id) }, func(err error) {
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
			d.later(d.focusArticle)
		}
	})
}

// showArticle hands the open document to the surface.
func (d *desk) showArticle() {
	doc, text, ok := d.session.Document()
	if !ok {
		d.onSurface = ""
		d.surface.Clear()
		return
	}
	top := 0
	if doc.ID == d.onSurface {
		top = d.surface.Visible().Start // the same article anew keeps its place
	}
	d.onSurface, d.noted = doc.ID, nil
	d.surface.Open(surface.View{
		Top: top, Text: text, Blocks: text.Layout(doc.Blocks), Folds: doc.Folds, Language: doc.Language, Marks: d.marks(),
	})
}

func (d *desk) paintAll() {
	d.surface.SetScheme(d.scheme().Labels)
	d.surface.Update(d.marks(), []annotations.Span{{Start: 0, End: 1 << 40}})
}

// paint brings stretches of the article in step with the session.
func (d *desk) paint(touched []annotations.Span) { d.surface.Update(d.marksIn(touched), touched) }

// directed is whether a text holds characters that change its direction, as it
// was found out last: a megabyte takes 10 ms to look through.
type directed struct {
	document string
	yes      bool
}

func (d *desk) directs(document string, t annotations.Text) bool {
	if d.directed.document != document {
		d.directed = directed{document, hasDirections(t.String())}
	}
	return d.directed.yes
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
