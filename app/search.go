package app

import (
	"context"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/app/session"
	"gloss/app/surface"
)

// searchLimit is how many places a search shows.
const searchLimit = 400

// search is a search over texts: what was asked and what was found so far.
type search struct {
	words string
	one   bool // in the open article alone
	hits  []session.Hit
	busy  bool
	turn  int // counts searches; what an overtaken one finds is dropped
	stop  func()
}

// searchPage finds words in all articles, with what stands around them.
type searchPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render draws the field and the places.
func (p *searchPage) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return sheet("Search", "")
	}
	x := &d.search
	var items []ga.UI
	last := ""
	for i, h := range x.hits {
		if h.Document != last {
			last = h.Document
			if doc, ok := d.session.Project().Documents.Get(h.Document); ok {
				items = append(items, el("li").Class("hit-title").Body(el("h2").Dir("auto").Text(d.title(doc)), el("span").Class("muted small").Text(meta(doc))))
			}
		}
		items = append(items, el("li").Body(el("button").Attr("type", "button").Class("hit-line").Dir("auto").OnClick(func(ga.Context, ga.Event) { d.goToHit(h) }, ga.EventScope(h.Document, h.Span.Start, h.Span.End, i)).Body(
			ga.Text(visible(h.Before)), el("strong").Text(visible(h.Exact)), ga.Text(visible(h.After)))))
	}
	said := ""
	switch {
	case x.busy:
		said = "Searching…"
	case len([]rune(strings.TrimSpace(x.words))) < 2:
		said = "Type at least two characters. Case does not matter."
	case len(x.hits) >= searchLimit:
		said = "The first " + thousands(searchLimit) + " places"
	default:
		said = count(len(x.hits), "place")
	}
	return sheet("Search", "",
		el("div").Class("page-bar").Body(
			el("div").Class("search").Body(icon("search"), input("search").ID("search-words").Attr("placeholder", "Words in the articles").Aria("label", "Words in the articles").Attr("autocomplete", "off").
				OnInput(func(ctx ga.Context, _ ga.Event) { d.searchFor(ctx.JSSrc().Get("value").String()) })),
			ga.If(d.openID() != "", func() ga.UI {
				return el("label").Class("check").Body(input("checkbox").Attr("checked", x.one).OnChange(func(ctx ga.Context, _ ga.Event) {
					x.one = ctx.JSSrc().Get("checked").Bool()
					d.searchFor(x.words)
				}), ga.Text("Only in the open article"))
			})),
		el("p").Class("muted").Role("status").Text(said),
		el("ul").Class("search-hits").Aria("label", "Places").Body(items...))
}

// askSearch goes to the search, its field ready.
func (d *desk) askSearch() {
	d.goTo(pageSearch)
	d.focusOn("search-words")
}

// searchFor looks for words, article by article, while the screen goes on.
func (d *desk) searchFor(words string) {
	x := &d.search
	if x.stop != nil {
		x.stop()
	}
	x.turn++
	x.words, x.hits, x.busy = words, nil, false
	if len([]rune(strings.TrimSpace(words))) < 2 {
		d.redraw()
		return
	}
	ids := []string{d.openID()}
	if !x.one || ids[0] == "" {
		ids = nil
		for _, doc := range d.documents() {
			ids = append(ids, doc.ID)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	turn := x.turn
	x.busy, x.stop = true, stop
	d.redraw()
	breath := breathe(ctx)
	d.aside(func(context.Context) error {
		return d.session.Search(ctx, words, ids, func(hits []session.Hit) bool {
			enough := make(chan bool, 1)
			d.dispatch(func() {
				if x.turn == turn {
					x.hits = append(x.hits, hits...)
					d.redraw()
				}
				enough <- x.turn != turn || len(x.hits) >= searchLimit
			})
			return breath(0, 0) == nil && !<-enough
		})
	}, func(err error) {
		stop()
		if x.turn != turn {
			return
		}
		x.busy = false
		d.fail(err)
		d.redraw()
	})
}

// goToHit shows a place that was found in its article.
func (d *desk) goToHit(h session.Hit) {
	d.open(h.Document, func() {
		d.selectSpan(h.Span)
		d.surface.Highlight(surface.Hits, d.hitsOf(h.Document))
		d.focusArticle()
	})
}

func (d *desk) hitsOf(document string) (spans []annotations.Span) {
	for _, h := range d.search.hits {
		if h.Document == document {
			spans = append(spans, h.Span)
		}
	}
	return spans
}
