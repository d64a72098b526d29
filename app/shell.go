package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/app/browser"
)

// shell is the root: the top bar, the page, and what lies over it.
type shell struct {
	ga.Compo
	d *desk
}

// OnMount tells tests and styles that the program is up and starts the work of
// the session.
func (s *shell) OnMount(ctx ga.Context) {
	s.d.drawOn(ctx)
	s.d.start()
}

// Render draws what the desk holds.
func (s *shell) Render() ga.UI {
	d := s.d
	d.undrawn = false
	d.setKeys()
	return el("div").ID("gloss").Class("gloss").Class("page-"+string(d.page)).Class("pane-"+string(d.pane)).Body(
		el("a").Class("skip").Attr("href", "#article").Text("Skip to the article").OnClick(func(_ ga.Context, e ga.Event) {
			e.PreventDefault()
			d.focusArticle()
		}),
		d.topBar(),
		d.banners(),
		el("main").Class("main").Body(d.content()...),
		ga.If(d.page == pageRead, d.bottomBar),
		d.dialogs(),
		d.toastList(),
		ga.If(d.over, func() ga.UI {
			return el("div").Class("drop").Body(icon("open"), el("p").Text("Drop articles and annotation files anywhere"))
		}),
		el("div").Class("hidden").Aria("live", "polite").Role("status").ID("live").Text(d.said),
	)
}

// content is the page. The reading page stays in the document while another is
// shown, so that the article keeps its place; the others are made anew.
func (d *desk) content() []ga.UI {
	if d.page == pageRead {
		d.readRev = d.rev() // what is hidden need not be drawn anew
	}
	reading := el("div").Class("reading").Hidden(d.page != pageRead).Body(
		&libraryPane{D: d, Rev: d.readRev},
		d.articlePane(),
		&notesPane{D: d, Rev: d.readRev},
	)
	parts := []ga.UI{reading}
	switch d.page {
	case pageEntities:
		parts = append(parts, &entitiesPage{D: d, Rev: d.rev()})
	case pageSearch:
		parts = append(parts, &searchPage{D: d, Rev: d.rev()})
	case pageStatistics:
		parts = append(parts, &statisticsPage{D: d, Rev: d.rev()})
	case pageAgreement:
		parts = append(parts, &agreementPage{D: d, Rev: d.rev()})
	case pageFeedback:
		parts = append(parts, &feedbackPage{D: d, Rev: d.rev()})
	case pageReview:
		parts = append(parts, &casesPage{D: d, Rev: d.rev()})
	case pageBoard:
		parts = append(parts, &boardPage{D: d, Rev: d.rev()})
	case pageCheck:
		parts = append(parts, &checkPage{D: d, Rev: d.rev()})
	case pageScheme:
		parts = append(parts, &schemePage{D: d, Rev: d.rev()})
	case pageHistory:
		parts = append(parts, &historyPage{D: d, Rev: d.rev()})
	case pageHelp:
		parts = append(parts, &helpPage{D: d, Rev: d.rev()})
	case pageSettings:
		parts = append(parts, &settingsPage{D: d, Rev: d.rev()})
	}
	return parts
}

// rev is a number that differs at each drawing, so that a child whose only
// inputs are pointers is drawn with its parent.
func (d *desk) rev() int {
	d.drawn++
	return d.drawn
}

// tab is a page in the top bar.
type tab struct {
	page  page
	title string
	icon  string
}

var tabs = []tab{
	{pageRead, "Read", "book"},
	{pageSearch, "Search", "search"},
	{pageEntities, "Entities", "entity"},
	{pageBoard, "Board", "board"},
	{pageScheme, "Scheme", "tag"},
	{reviewParts[0].page, "Review", "review"},
	{pageStatistics, "Statistics", "chart"},
	{pageHistory, "History", "history"},
	{pageHelp, "Help", "help"},
}

func (d *desk) topBar() ga.UI {
	var links []ga.UI
	for _, t := range tabs {
		a := el("a").Class("tab").Attr("href", "#"+string(t.page)).Body(icon(t.icon), el("span").Class("tab-name").Text(t.title)).
			Title(t.title).OnClick(func(_ ga.Context, e ga.Event) {
			e.PreventDefault()
			d.goTo(t.page)
		}, ga.EventScope(string(t.page)))
		if d.page == t.page || isReview(d.page) && isReview(t.page) {
			a = a.Aria("current", "page")
		}
		links = append(links, el("li").Body(a))
	}
	return el("header").Class("top").Body(
		el("div").Class("brand").Body(el("span").Class("mark").Aria("hidden", "true"), el("span").Text("Gloss")),
		el("nav").Aria("label", "Pages").Body(el("ul").Class("tabs").Body(links...)),
		el("div").Class("spring"),
		&saveState{D: d, Rev: d.rev()},
		d.button("undo", "Undo", d.undo).Class("wide").Attr("disabled", d.session == nil || d.session.CanUndo() == "").Title(d.undoTitle()),
		d.button("redo", "Redo", d.redo).Class("wide").Attr("disabled", d.session == nil || d.session.CanRedo() == ""),
		el("button").Attr("type", "button").Class("button").ID("open-files").Title("Open files (Ctrl+O)").Body(icon("open"), el("span").Class("wide").Text("Open files")).Aria("label", "Open files").OnClick(d.on(d.askFiles)),
		el("button").Attr("type", "button").Class("button").Class("primary").Title("Export (Ctrl+Shift+E)").Body(icon("export"), el("span").Class("wide").Text("Export")).Aria("label", "Export").OnClick(d.on(d.askExport)),
		d.button("settings", "Settings", func() { d.goTo(pageSettings) }),
	)
}

func (d *desk) undoTitle() string {
	if d.session == nil || d.session.CanUndo() == "" {
		return "Undo"
	}
	return "Undo " + visible(d.session.CanUndo()) + " (Ctrl+Z)"
}

// banners say what a person should know before going on.
func (d *desk) banners() ga.UI {
	banner := func(sign, class, text string, buttons ...ga.UI) ga.UI {
		return el("div").Class("banner").Class(class).Role("alert").Body(append([]ga.UI{icon(sign), el("p").Text(text)}, buttons...)...)
	}
	return el("div").Class("banners").Body(
		ga.If(d.trouble != "", func() ga.UI {
			return banner("warning", "bad", d.trouble, d.textButton("Export the project file", d.saveFile))
		}),
		ga.If(d.status.State == browser.NotSaved, func() ga.UI {
			return banner("not-saved", "bad", saveTrouble(d.status.Err), d.textButton("Try again", func() { d.session.Retry() }), d.textButton("Export the project file", d.saveFile))
		}),
		ga.If(d.update, func() ga.UI {
			return banner("info", "news", "A new version of Gloss is ready. It starts when you reload; your work is saved first.", d.textButton("Reload now", d.applyUpdate), d.textButton("Later", func() {
				d.update = false
				d.redraw()
			}))
		}),
		ga.If(d.busy != nil, func() ga.UI { return d.progressBanner() }),
	)
}

// bottomBar switches between the panes on a narrow screen.
func (d *desk) bottomBar() ga.UI {
	item := func(p pane, sign, name string) ga.UI {
		b := el("button").Attr("type", "button").Class("switch").Body(icon(sign), el("span").Text(name)).OnClick(func(ga.Context, ga.Event) {
			d.pane = p
			d.redraw()
		}, ga.EventScope(string(p)))
		return b.Aria("pressed", boolean(d.pane == p))
	}
	return el("nav").Class("bottom").Aria("label", "Panes").Body(
		item(paneLibrary, "list", "Articles"), item(paneArticle, "book", "Article"), item(paneNotes, "note", "Notes"))
}

func (d *desk) toastList() ga.UI {
	var items []ga.UI
	for _, t := range d.toasts {
		items = append(items, el("li").Class("toast").Body(
			el("p").Text(t.text),
			ga.If(t.action != "", func() ga.UI {
				return el("button").Attr("type", "button").Class("text").Text(t.action).OnClick(func(ga.Context, ga.Event) {
					d.dismiss(t.id)
					t.do()
				}, ga.EventScope(t.id))
			}),
			el("button").Attr("type", "button").Class("plain").Aria("label", "Dismiss").Body(icon("close")).OnClick(func(ga.Context, ga.Event) { d.dismiss(t.id) }, ga.EventScope(t.id)),
		))
	}
	return el("ul").Class("toasts").Aria("label", "Messages").Body(items...)
}

// icon is one of our own signs; the style sheet made of assets/icons draws it.
func icon(name string) ga.UI { return el("span").Class("icon i-"+name).Aria("hidden", "true") }

// button is a round button with a sign alone and a name to be heard.
func (d *desk) button(sign, name string, f func()) ga.HTMLElem {
	return el("button").Attr("type", "button").Class("plain").Aria("label", name).Title(name).Body(icon(sign)).OnClick(d.on(f), ga.EventScope(name))
}

func (d *desk) textButton(name string, f func()) ga.UI {
	return el("button").Attr("type", "button").Class("text").Text(name).OnClick(d.on(f), ga.EventScope(name))
}

func boolean(b bool) string {
	if b {
		return "true"
	}
	return "false"
}
