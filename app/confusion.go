package app

import (
	"context"
	"slices"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/agreement"
)

// places are the passages behind one cell of the table of labels.
type places struct {
	row, column int  // of the cell
	open        bool // a cell was chosen
	list        []place
	all         int // how many there are; the list holds the first of them
}

// place is a passage two people annotated, or one of them.
type place struct {
	document string
	span     annotations.Span // of both together
	a, b     string           // the words of each; "" for one who has nothing there
	before   string           // what stands before it in its sentence
	words    string           // its own
	after    string           // what stands after it
}

// placeLimit is how many passages are listed.
const placeLimit = 100

// pairSection is a table of everybody against everybody.
func (d *desk) pairSection() ga.UI {
	x := &d.agreed
	r := &x.report
	m := headlines[max(0, slices.IndexFunc(headlines, func(m measure) bool { return m.key == x.pairBy }))]
	var options []ga.UI
	for _, o := range headlines {
		options = append(options, el("option").Attr("value", o.key).Attr("selected", o.key == m.key).Text(o.title))
	}
	top := []ga.UI{el("td")}
	for _, b := range r.Annotators {
		top = append(top, el("th").Attr("scope", "col").Dir("auto").Text(d.personName(b)))
	}
	var rows []ga.UI
	for _, a := range r.Annotators {
		cells := []ga.UI{el("th").Attr("scope", "row").Dir("auto").Text(d.personName(a))}
		for _, b := range r.Annotators {
			cells = append(cells, d.pairCell(m, a, b))
		}
		rows = append(rows, el("tr").Body(cells...))
	}
	return el("section").Body(
		el("div").Class("section-head").Body(el("h2").Text("Person by person"),
			el("select").Aria("label", "Measure").ID("pair-measure").OnChange(func(ctx ga.Context, _ ga.Event) {
				x.pairBy = ctx.JSSrc().Get("value").String()
				d.redraw()
			}).Body(options...)),
		scrollable("Person by person", el("table").Class("scores pairs").Body(
			el("caption").Class("hidden").Text(m.title+" of each two annotators"),
			el("thead").Body(el("tr").Body(top...)), el("tbody").Body(rows...))),
		el("p").Class("muted small").Text("A pair’s number shows how their labels meet, below."))
}

// pairCell is the agreement of two people, to be looked at closer.
func (d *desk) pairCell(m measure, a, b string) ga.UI {
	x := &d.agreed
	i := slices.IndexFunc(x.report.Pairs, func(q agreement.PairScores) bool { return q.A == a && q.B == b || q.A == b && q.B == a })
	switch {
	case a == b:
		return el("td").Class("score self").Body(el("span").Aria("hidden", "true").Text("—"))
	case i < 0:
		return el("td").Class("score na").Body(el("span").Class("value").Text("n/a"), el("span").Class("why").Text("no article done by both"))
	}
	q := &x.report.Pairs[i]
	s := q.Scores.Get(m.key)
	value, why := "n/a", reasonWords(s.Reason)
	if s.Reason == "" {
		value, why = digits(s.Value), compared(s)
	}
	return el("td").Class("score").Body(
		el("button").Attr("type", "button").Class("pair-button").Aria("pressed", boolean(x.pair == i)).
			Aria("label", d.personName(a)+" and "+d.personName(b)+": "+m.title+" "+value+", "+why).OnClick(func(ga.Context, ga.Event) {
			x.pair, x.places = i, places{}
			d.redraw()
		}, ga.EventScope(a, b)).Body(el("span").Class("value").Text(value), el("span").Class("why").Text(why)))
}

// confusion is which labels two people gave the same passage. A cell opens what
// stands behind it.
func (d *desk) confusion() ga.UI {
	x := &d.agreed
	q := &x.report.Pairs[min(x.pair, len(x.report.Pairs)-1)]
	a, b := d.personName(q.A), d.personName(q.B)
	name := func(i int) string {
		if i == len(q.Confusion.Labels) {
			return "nothing"
		}
		return d.labelTitle(q.Confusion.Labels[i])
	}
	top := []ga.UI{el("td").Class("corner").Body(el("span").Dir("auto").Text(a+" ↓"), el("span").Dir("auto").Text(b+" →"))}
	for j := range q.Confusion.Counts {
		top = append(top, el("th").Attr("scope", "col").Body(hidden(b+": "), ga.Text(name(j))))
	}
	var rows []ga.UI
	for i, row := range q.Confusion.Counts {
		cells := []ga.UI{el("th").Attr("scope", "row").Body(hidden(a+": "), ga.Text(name(i)))}
		for j, n := range row {
			cells = append(cells, d.confusionCell(i, j, n, a+" "+name(i)+", "+b+" "+name(j)))
		}
		rows = append(rows, el("tr").Body(cells...))
	}
	return el("section").Body(
		el("h2").Dir("auto").Text("Labels: "+a+" and "+b),
		el("p").Class("muted").Text("How often one label met another, over "+count(q.Documents, "article")+" done by both. Passages are put together one to one, those that share most first. A number opens them."),
		scrollable("Labels that met", el("table").Class("scores confusion").Body(
			el("caption").Class("hidden").Text("Labels of "+a+" down, of "+b+" across"),
			el("thead").Body(el("tr").Body(top...)), el("tbody").Body(rows...))),
		ga.If(x.places.open, func() ga.UI {
			return d.placeList(a+": "+name(x.places.row), b+": "+name(x.places.column))
		}))
}

func (d *desk) confusionCell(i, j, n int, name string) ga.UI {
	class := "score"
	if i == j {
		class = "score same"
	}
	if n == 0 {
		return el("td").Class(class).Body(el("span").Class("muted").Text("0"))
	}
	p := &d.agreed.places
	return el("td").Class(class).Body(el("button").Attr("type", "button").Class("pair-button").Aria("pressed", boolean(p.open && p.row == i && p.column == j)).
		Aria("label", name+": "+count(n, "passage")).OnClick(func(ga.Context, ga.Event) { d.openPlaces(i, j) }, ga.EventScope(d.agreed.pair, i, j)).
		Body(el("span").Class("value").Text(thousands(n))))
}

// openPlaces finds the passages behind a cell.
func (d *desk) openPlaces(row, column int) {
	x := &d.agreed
	of, q := x.of, x.report.Pairs[x.pair]
	var found places
	d.aside(func(ctx context.Context) error {
		breath := breathe(ctx)
		met, err := agreement.Meetings(x.docs, q.A, q.B, func() error { return breath(0, 0) })
		if err != nil {
			return err
		}
		found = places{row: row, column: column, open: true}
		index := func(u *agreement.Unit) int {
			if u == nil {
				return len(q.Confusion.Labels)
			}
			return slices.Index(q.Confusion.Labels, u.Label)
		}
		met = slices.DeleteFunc(met, func(m agreement.Meeting) bool { return index(m.A) != row || index(m.B) != column })
		found.all = len(met)
		found.list, err = d.read(ctx, met[:min(len(met), placeLimit)])
		return err
	}, func(err error) {
		if err != nil || d.agreed.of != of {
			d.fail(err)
			return
		}
		x.places = found
		d.redraw()
		d.focusOn("places-title")
	})
}

// read gives meetings their words. It waits for storage.
func (d *desk) read(ctx context.Context, met []agreement.Meeting) ([]place, error) {
	p, err := d.session.Texts(ctx, func(_ *annotations.Project, document string) bool {
		return slices.ContainsFunc(met, func(m agreement.Meeting) bool { return m.Document == document })
	})
	if err != nil {
		return nil, err
	}
	var out []place
	for _, m := range met {
		t, ok := p.Text(m.Document)
		if !ok {
			continue
		}
		x := place{document: m.Document, span: annotations.Span{Start: t.Points()}}
		for _, side := range []struct {
			unit  *agreement.Unit
			words *string
		}{{m.A, &x.a}, {m.B, &x.b}} {
			if u := side.unit; u != nil {
				*side.words = t.Slice(annotations.Span{Start: u.Start, End: u.End})
				x.span.Start, x.span.End = min(x.span.Start, u.Start), max(x.span.End, u.End)
			}
		}
		x.words = t.Slice(x.span)
		x.before = t.Slice(annotations.Span{Start: min(x.span.Start, t.Sentence(x.span.Start).Start), End: x.span.Start})
		x.after = t.Slice(annotations.Span{Start: x.span.End, End: max(x.span.End, t.Sentence(x.span.End-1).End)})
		out = append(out, x)
	}
	return out, nil
}

// placeList lists the passages behind a cell, each with the way to it.
func (d *desk) placeList(a, b string) ga.UI {
	x := &d.agreed.places
	var items []ga.UI
	for i, p := range x.list {
		said := []ga.UI{passage(p.before, p.words, p.after)}
		if p.a != p.b {
			for _, s := range []struct{ who, words string }{{a, p.a}, {b, p.b}} {
				if s.words != "" {
					said = append(said, el("p").Class("small").Dir("auto").Body(el("span").Class("muted").Text(s.who+" “"), ga.Text(clip(visible(s.words), 200)), el("span").Class("muted").Text("”")))
				}
			}
		}
		items = append(items, el("li").Class("place").Body(append(said, el("div").Class("place-foot").Body(
			d.articleTitle(p.document),
			el("button").Attr("type", "button").Class("text").Text("In the article").Aria("label", "In the article: "+clip(visible(p.words), 60)).
				OnClick(func(ga.Context, ga.Event) { d.goToPlace(p.document, p.span) }, ga.EventScope(p.document, p.span.Start, i)),
		))...))
	}
	title := a + " — " + b
	return el("div").Class("places").Body(
		el("div").Class("section-head").Body(
			el("h3").ID("places-title").TabIndex(-1).Dir("auto").Text(title+": "+count(x.all, "passage")),
			d.textButton("Close", func() {
				x.open = false
				d.redraw()
			})),
		el("ul").Aria("label", title).Body(items...),
		ga.If(x.all > len(x.list), func() ga.UI {
			return el("p").Class("muted").Text("The first " + thousands(len(x.list)) + " of " + thousands(x.all) + ".")
		}))
}

// passage shows words with what stands around them.
func passage(before, words, after string) ga.UI {
	return el("blockquote").Dir("auto").Body(ga.Text(visible(before)), el("strong").Text(clip(visible(words), 600)), ga.Text(visible(after)))
}

func (d *desk) articleTitle(document string) ga.UI {
	title := ""
	if doc, ok := d.session.Project().Documents.Get(document); ok {
		title = clip(d.title(doc), 60)
	}
	return el("span").Class("muted small").Dir("auto").Text(title)
}

// goToPlace shows words in their article.
func (d *desk) goToPlace(document string, span annotations.Span) {
	d.open(document, func() {
		d.selectSpan(span)
		d.focusArticle()
	})
}
