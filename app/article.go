package app

import (
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
)

// articlePane is the article with its bar of labels.
func (d *desk) articlePane() ga.UI {
	return el("div").Class("pane article").Body(
		d.labelBar(),
		el("div").Class("sheets").Class("front-"+strconv.Itoa(d.ahead)).Body(d.sheet(0), d.sheet(1)),
	)
}

// sheet is an article with what stands above and below it. The second one is
// there always, since its surface is.
func (d *desk) sheet(i int) ga.UI {
	// go-app matches children by their number: nothing that comes and goes may
	// stand before the surface, or another element would take over its place.
	return el("div").Class("sheet").Hidden(i == 1 && !d.beside).Body(
		el("div").Class("above").Body(
			ga.If(i == 0 && !d.guide.off && d.session != nil && d.openID() != "", d.firstGuide),
			d.articleHead(i)),
		el("div").ID(stageIDs[i]).Class("surface").Role("region").Aria("label", stageNames[i]).TabIndex(0),
		ga.If(i == d.ahead, d.legend).Else(func() ga.UI { return el("ul").Class("legend") }),
		d.articleFoot(i),
	)
}

// articleHead says where the article on a stage comes from.
func (d *desk) articleHead(i int) ga.UI {
	if d.session == nil {
		return el("div").Class("article-head")
	}
	doc, text, ok := d.onStage(i)
	if !ok {
		return el("div").Class("article-head").Body(el("div").Class("empty").Body(
			el("h2").Text("Choose an article"),
			ga.If(i == 1, func() ga.UI { return d.textButton("Read one article only", d.closeBeside) }),
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
			ga.If(d.directs(i, text), func() ga.UI {
				return el("span").Class("flag").Title("Characters that change the direction of text are in this article. What you see may not be the order in which it is stored.").Body(icon("warning"), ga.Text("contains direction controls"))
			}),
		),
		el("button").Attr("type", "button").Class("state-button").Class("state-is-"+string(state)).Aria("pressed", boolean(state == annotations.Done)).
			Title("Done means: everything worth marking is marked, also when that is nothing (D)").
			Body(icon("check"), ga.Text(name)).OnClick(d.onStageDo(i, d.toggleDone)),
		d.besideButton(i),
		d.button("more", "About this article", func() {
			d.toFront(i)
			d.askDetails()
		}),
	)
}

// onStageDo makes an event handler that acts on a stage.
func (d *desk) onStageDo(i int, f func()) ga.EventHandler {
	return d.on(func() {
		d.toFront(i)
		f()
	})
}

// besideButton lays a second article beside the first, where there is room.
func (d *desk) besideButton(i int) ga.UI {
	if i == 1 {
		return el("span").Class("beside").Body(d.button("close", "Close this article", func() {
			d.toFront(0)
			d.closeBeside()
		}))
	}
	return el("span").Class("beside").Body(d.button("compare", "Read another article beside this one", d.toggleBeside).Aria("pressed", boolean(d.beside)))
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
func (d *desk) articleFoot(i int) ga.UI {
	if d.session == nil {
		return el("div").Class("article-foot")
	}
	open, _, ok := d.onStage(i)
	if !ok {
		return el("div").Class("article-foot")
	}
	docs := d.documents()
	for n, doc := range docs {
		if doc.ID == open.ID && n+1 < len(docs) {
			next := docs[n+1]
			return el("div").Class("article-foot").Body(el("button").Attr("type", "button").Class("next").OnClick(func(ga.Context, ga.Event) {
				d.toFront(i)
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
			OnClick(func(ctx ga.Context, _ ga.Event) {
				ctx.PreventUpdate() // the article first
				d.tag(l.Key)
			}, ga.EventScope(l.Key)).
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
