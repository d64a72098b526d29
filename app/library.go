package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/app/browser"
)

// libraryRow is the height of an article in the list, in CSS pixels; the style
// sheet says the same.
const libraryRow = 76

// libraryPane lists the articles.
type libraryPane struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render lists what matches the search words.
func (p *libraryPane) Render() ga.UI {
	d := p.D
	docs := d.documents()
	w := windowed{count: len(docs), height: libraryRow, top: d.scroll["library"], view: d.scroll["library-view"]}
	from, to := w.bounds()
	items := []ga.UI{spacer(from * libraryRow)}
	for i, doc := range docs[from:to] {
		items = append(items, d.articleLink(doc, from+i, len(docs)))
	}
	items = append(items, spacer((len(docs)-to)*libraryRow))
	return el("nav").Class("pane library").Aria("label", "Articles").Body(
		el("div").Class("pane-head").Body(
			el("h2").Text("Articles"),
			el("span").Class("tally").Text(thousands(len(docs))),
			d.orderChoice(),
			el("button").Attr("type", "button").Class("button narrow").Body(icon("open"), ga.Text("Open files")).OnClick(d.on(d.askFiles)),
		),
		el("div").Class("search").Body(
			icon("search"),
			input("search").ID("library-search").Attr("placeholder", "Search titles and sources").Aria("label", "Search articles").
				Attr("autocomplete", "off").OnInput(func(ctx ga.Context, _ ga.Event) {
				d.filter.library = ctx.JSSrc().Get("value").String()
				d.redraw()
			}),
		),
		d.stateFilter(),
		ga.If(len(docs) == 0, d.noArticles).Else(func() ga.UI {
			return el("ul").Class("articles").ID("library-list").Body(items...).OnScroll(d.scrolled("library"))
		}),
	)
}

// stateFilter narrows the list to how far one has come.
func (d *desk) stateFilter() ga.UI {
	var buttons []ga.UI
	for _, s := range []struct{ key, name string }{{"", "All"}, {"untouched", "Untouched"}, {"work", "In work"}, {"done", "Done"}} {
		buttons = append(buttons, el("button").Attr("type", "button").Class("choice").Aria("pressed", boolean(d.filter.state == s.key)).Text(s.name).OnClick(func(ga.Context, ga.Event) {
			d.filter.state = s.key
			d.scroll["library"] = 0
			d.redraw()
		}, ga.EventScope(s.key)))
	}
	return el("div").Class("choices states").Role("group").Aria("label", "Progress").Body(buttons...)
}

// orderChoice sorts the list.
func (d *desk) orderChoice() ga.UI {
	var orders []ga.UI
	for _, o := range []struct{ key, name string }{{"date", "by date"}, {"title", "by title"}, {"source", "by source"}, {"progress", "by progress"}} {
		orders = append(orders, el("option").Attr("value", o.key).Attr("selected", cmp.Or(d.filter.order, "date") == o.key).Text(o.name))
	}
	return el("select").Class("order").Aria("label", "Order").OnChange(func(ctx ga.Context, _ ga.Event) {
		d.filter.order = ctx.JSSrc().Get("value").String()
		d.redraw()
	}).Body(orders...)
}

// noArticles is what an empty list says.
func (d *desk) noArticles() ga.UI {
	if d.session == nil {
		return el("p").Class("empty").Text("Opening the library…")
	}
	if d.filter.library != "" || d.filter.state != "" {
		return el("p").Class("empty").Text("No article matches.")
	}
	return el("div").Class("empty").Body(
		el("p").Text("No articles yet. Open text, HTML or Markdown files, or a project file a colleague sent you."),
		d.textButton("Open files", d.askFiles),
	)
}

func (d *desk) articleLink(doc *annotations.Document, i, n int) ga.UI {
	state := d.session.Project().StateOf(doc.ID, d.session.Me())
	marks := len(d.session.Project().In(doc.ID))
	title := d.title(doc)
	a := el("a").Class("article-link").Attr("href", "#doc="+doc.ID[:16]).OnClick(func(ctx ga.Context, e ga.Event) {
		e.PreventDefault()
		ctx.PreventUpdate() // the article first
		d.open(doc.ID, func() { d.focusArticle() })
	}, ga.EventScope(doc.ID)).Body(
		el("span").Class("state").Class("state-"+cmp.Or(string(state), "untouched")).Title(stateName(state)).Body(el("span").Class("hidden").Text(stateName(state)+". ")),
		el("span").Class("article-title").Dir("auto").Text(title),
		el("span").Class("article-meta").Body(
			el("span").Dir("auto").Text(meta(doc)),
			ga.If(marks > 0, func() ga.UI {
				return el("span").Class("tally").Title(count(marks, "annotation")).Body(ga.Text(thousands(marks)), el("span").Class("hidden").Text(" annotations"))
			}),
		),
	)
	if doc.ID == d.openID() {
		a = a.Aria("current", "true").Class("open")
	}
	return el("li").Aria("setsize", n).Aria("posinset", i+1).Body(a)
}

// meta is the line under a title: "Caspian Wire · 27 December 2025".
func meta(doc *annotations.Document) string {
	day := date(doc.Published)
	if day != "" && rightToLeft(doc.Source) {
		day = "\u2068" + day + "\u2069" // else its parts would change places
	}
	parts := slices.DeleteFunc([]string{visible(doc.Source), day}, func(s string) bool { return s == "" })
	if len(parts) == 0 {
		return visible(doc.File)
	}
	return strings.Join(parts, " · ")
}

// rightToLeft reports whether there are Hebrew or Arabic letters in s.
func rightToLeft(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x590 && r < 0x900 || r >= 0xfb1d && r < 0xfe00 || r >= 0xfe70 && r < 0xff00
	})
}

func stateName(s annotations.State) string {
	switch s {
	case annotations.Done:
		return "Done"
	case annotations.InWork:
		return "In work"
	}
	return "Untouched"
}

// documents returns the articles that match the search words, in the order of
// the library: as published, then by title.
func (d *desk) documents() []*annotations.Document {
	if d.session == nil {
		return nil
	}
	p := d.session.Project()
	if d.listed.of != p || d.listed.filter != d.listKey() {
		var out []*annotations.Document
		words := strings.Fields(strings.ToLower(d.filter.library))
		for doc := range p.Documents.All() {
			state := string(p.StateOf(doc.ID, d.session.Me()))
			if d.filter.state != "" && d.filter.state != cmp.Or(state, "untouched") {
				continue
			}
			if matches(strings.ToLower(doc.Title+" "+doc.Source+" "+doc.Author+" "+doc.File), words) {
				out = append(out, doc)
			}
		}
		byState := map[annotations.State]int{annotations.InWork: 0, annotations.Untouched: 1, annotations.Done: 2}
		slices.SortFunc(out, func(a, b *annotations.Document) int {
			var first int
			switch d.filter.order {
			case "title":
				first = cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
			case "source":
				first = cmp.Compare(strings.ToLower(a.Source), strings.ToLower(b.Source))
			case "progress":
				first = cmp.Compare(byState[p.StateOf(a.ID, d.session.Me())], byState[p.StateOf(b.ID, d.session.Me())])
			}
			return cmp.Or(first, cmp.Compare(a.Published, b.Published), cmp.Compare(a.File, b.File), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
		})
		d.listed = listed{p, d.listKey(), out}
	}
	return d.listed.docs
}

// listKey is what the list was made by.
func (d *desk) listKey() string {
	return d.filter.library + "\n" + d.filter.state + "\n" + d.filter.order
}

// listed is the library as it was listed last: sorting thousands of titles at
// each drawing would be felt.
type listed struct {
	of     *annotations.Project
	filter string
	docs   []*annotations.Document
}

func matches(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// askFiles lets the person pick files, as many as they like, of any kind that
// Gloss reads.
func (d *desk) askFiles() {
	var files []browser.File
	d.aside(func(ctx context.Context) (err error) {
		files, err = d.services.Files.Pick(ctx, ".txt,.html,.htm,.md,.json,.jsonl,.csv,text/*,application/json", true)
		return err
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.openFiles(files)
	})
}
