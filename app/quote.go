package app

import (
	"strconv"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
)

// quoteHit is a place where typed words stand, with what is around it.
type quoteHit struct {
	span          annotations.Span
	before, after string
}

// quoteHits is how many places are offered at most.
const quoteHits = 200

// askQuote opens the way to annotate words by typing or pasting them: it works
// in every mode of every screen reader, and marks all occurrences in one step.
func (d *desk) askQuote() {
	_, text, ok := d.session.Document()
	if !ok {
		return
	}
	d.ask(dialog{kind: dialogQuote})
	if sel := d.session.Selection(); !sel.Empty() {
		d.findQuote(text.Slice(sel))
	}
}

// findQuote finds words in the article, ignoring case.
func (d *desk) findQuote(words string) {
	_, text, _ := d.session.Document()
	d.dialog.query, d.dialog.hits, d.dialog.ticked = words, nil, map[int]bool{}
	for i, s := range text.Find(words, quoteHits) {
		d.dialog.hits = append(d.dialog.hits, quoteHit{
			span:   s,
			before: text.Slice(annotations.Span{Start: max(0, s.Start-40), End: s.Start}),
			after:  text.Slice(annotations.Span{Start: s.End, End: s.End + 40}),
		})
		d.dialog.ticked[i] = true
	}
	d.redraw()
}

func (d *desk) quoteDialog() ga.UI {
	_, text, _ := d.session.Document()
	var items []ga.UI
	for i, h := range d.dialog.hits {
		items = append(items, el("li").Body(el("label").Class("hit").Body(
			input("checkbox").Attr("checked", d.dialog.ticked[i]).OnChange(func(ctx ga.Context, _ ga.Event) {
				d.dialog.ticked[i] = ctx.JSSrc().Get("checked").Bool()
				d.redraw()
			}, ga.EventScope(i, h.span.Start)),
			el("span").Class("kwic").Dir("auto").Body(ga.Text("…"+visible(h.before)), el("strong").Text(visible(text.Slice(h.span))), ga.Text(visible(h.after)+"…")))))
	}
	var labels []ga.UI
	n := 0
	for i := range d.dialog.hits {
		if d.dialog.ticked[i] {
			n++
		}
	}
	for _, l := range d.scheme().Offered() {
		name := visible(l.Title)
		if n > 0 {
			name = "Tag " + strconv.Itoa(n) + " as " + name
		}
		labels = append(labels, el("button").Attr("type", "button").Class("label-button").DataSet("label", l.Key).Attr("disabled", n == 0).
			OnClick(func(ga.Context, ga.Event) { d.tagHits(l.Key) }, ga.EventScope(l.Key)).Body(
			swatch(l), ga.Text(name)))
	}
	said := "Type at least two characters."
	if len([]rune(strings.TrimSpace(d.dialog.query))) >= 2 {
		said = count(len(d.dialog.hits), "place") + " in this article"
	}
	return d.frame("Annotate a quote", []ga.UI{
		el("div").Class("search").Body(icon("search"), input("text").ID("quote").Attr("autofocus", true).Attr("autocomplete", "off").Spellcheck(false).Dir("auto").
			Attr("placeholder", "Type or paste words of the article").Aria("label", "Words to find").Attr("value", d.dialog.query).
			OnInput(func(ctx ga.Context, _ ga.Event) { d.findQuote(ctx.JSSrc().Get("value").String()) })),
		el("p").Class("muted").Role("status").Text(said),
		el("ul").Class("hits").Aria("label", "Places").Body(items...),
	}, labels...)
}

// tagHits annotates every ticked place as one step.
func (d *desk) tagHits(label string) {
	var spans []annotations.Span
	for i, h := range d.dialog.hits {
		if d.dialog.ticked[i] {
			spans = append(spans, h.span)
		}
	}
	d.close()
	n, err := d.session.TagAll(label, spans)
	if err != nil {
		d.fail(err)
		return
	}
	d.afterTag()
	l, _ := d.scheme().Label(label)
	d.toast(toast{text: "Tagged " + count(n, "place") + " as " + l.Title, action: "Undo", do: d.undo})
}
