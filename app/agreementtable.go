package app

import (
	"fmt"
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/agreement"
)

// headlineTable has a row for everything, each label and each article.
func (d *desk) headlineTable() ga.UI {
	r := &d.agreed.report
	rows := []ga.UI{scoreRow(el("span").Text("Everything"), "all", &r.Overall, headlines)}
	for i := range r.Labels {
		rows = append(rows, scoreRow(d.labelName(r.Labels[i].Label), "label", &r.Labels[i].Scores, headlines))
	}
	for i := range r.Documents {
		if left := len(r.Documents) - i; i == rowsFirst+d.agreed.further {
			rows = append(rows, el("tr").Body(el("td").Attr("colspan", len(headlines)+1).Body(
				d.textButton("Show "+thousands(min(left, rowsMore))+" more of "+count(len(r.Documents), "article"), func() {
					d.agreed.further += rowsMore
					d.redraw()
				}))))
			break
		}
		rows = append(rows, scoreRow(d.toArticle(r.Documents[i].ID), "article", &r.Documents[i].Scores, headlines))
	}
	return scrollable("Agreement", el("table").Class("scores").Body(
		el("caption").Class("hidden").Text("Agreement over everything, for each label and for each article"),
		el("thead").Body(el("tr").Body(append([]ga.UI{el("td")}, heads(headlines)...)...)),
		el("tbody").Body(rows...)))
}

// rowsFirst is how many articles a table shows at first, and rowsMore how many
// more each time: a hundred take a moment to be drawn.
const (
	rowsFirst = 20
	rowsMore  = 50
)

// scrollable lets a wide table scroll by itself, by keys too.
func scrollable(name string, table ga.UI) ga.UI {
	return el("div").Class("wide-table").Role("region").Aria("label", name).TabIndex(0).Body(table)
}

func heads(ms []measure) (out []ga.UI) {
	for _, m := range ms {
		out = append(out, el("th").Attr("scope", "col").Title(m.about).Text(m.title))
	}
	return out
}

func scoreRow(name ga.UI, class string, s *agreement.Scores, ms []measure) ga.UI {
	cells := []ga.UI{el("th").Attr("scope", "row").Body(name)}
	for _, m := range ms {
		cells = append(cells, scoreCell(m, s.Get(m.key)))
	}
	return el("tr").Class("row-" + class).Body(cells...)
}

// scoreCell shows a value with a bar, its interval and what was counted; or
// why there is none.
func scoreCell(m measure, s *agreement.Score) ga.UI {
	if s.Reason != "" {
		return el("td").Class("score na").DataSet("measure", m.key).Body(el("span").Class("value").Text("n/a"), el("span").Class("why").Text(reasonWords(s.Reason)))
	}
	return el("td").Class("score").DataSet("measure", m.key).Body(
		el("span").Class("value").Text(digits(s.Value)),
		scoreBar(s),
		ga.If(s.Interval, func() ga.UI {
			return el("span").Class("why").Text(digits(s.Low) + " to " + digits(s.High))
		}),
		el("span").Class("why").Text(compared(s)))
}

// reasonWords says why there is no value; the longest are cut for a cell.
func reasonWords(r agreement.Reason) string {
	switch r {
	case agreement.Skipped:
		return "not measured yet"
	case agreement.OneAnnotator:
		return "not done by two"
	case agreement.NoVariation:
		return "one value throughout"
	}
	return r.Words()
}

// compared is what stands behind a score: "6 of 16", or how much was compared.
func compared(s *agreement.Score) string {
	if s.Expected == 0 && s.Observed == 0 {
		return thousands(int(s.Agreed+0.5)) + " of " + thousands(int(s.N+0.5))
	}
	return "n = " + thousands(int(s.N+0.5))
}

// digits shows a score; a true minus sign, and never "-0.00".
func digits(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	if s == "-0.00" {
		return "0.00"
	}
	if v < 0 {
		return "−" + s[1:]
	}
	return s
}

// scoreBar is a length between 0 and 1, with the interval as a line below it.
// What it shows is in words beside it.
func scoreBar(s *agreement.Score) ga.UI {
	const width, height, whole = 96, 6, 10
	at := func(v float64) float64 { return width * min(1, max(0, v)) }
	parts := []ga.UI{rect(0, width, height, "var(--line)"), rect(0, at(s.Value), height, "var(--accent)")}
	if s.Interval {
		parts = append(parts, el("line").XMLNS(svgNamespace).Attr("x1", fmt.Sprintf("%.1f", at(s.Low))).Attr("x2", fmt.Sprintf("%.1f", at(s.High))).
			Attr("y1", whole-1).Attr("y2", whole-1).Attr("stroke", "var(--ink)").Attr("stroke-width", 2))
	}
	return svg(width, whole, parts...)
}

// labelName is a label with its letter; "" is a bare mention.
func (d *desk) labelName(key string) ga.UI {
	l, ok := d.scheme().Label(key)
	if !ok {
		return el("span").Class("label-name").Text(d.labelTitle(key))
	}
	return el("span").Class("label-name").Body(swatch(l), ga.Text(visible(l.Title)))
}

func (d *desk) labelTitle(key string) string {
	if l, ok := d.scheme().Label(key); ok {
		return visible(l.Title)
	}
	if key == "" {
		return "Mention"
	}
	return visible(key)
}

// furtherTable has a row for each other measure, and a column for each label.
func (d *desk) furtherTable() ga.UI {
	r := &d.agreed.report
	top := []ga.UI{el("td"), el("th").Attr("scope", "col").Text("Everything")}
	for _, l := range r.Labels {
		top = append(top, el("th").Attr("scope", "col").Body(d.labelName(l.Label)))
	}
	var rows []ga.UI
	for _, m := range further {
		cells := []ga.UI{
			el("th").Attr("scope", "row").Body(el("span").Class("measure").Text(m.title), el("span").Class("why").Text(m.about+" Counted in "+m.of+"."), el("cite").Class("why").Text(m.paper)),
			scoreCell(m, r.Overall.Get(m.key)),
		}
		for i := range r.Labels {
			cells = append(cells, scoreCell(m, r.Labels[i].Scores.Get(m.key)))
		}
		rows = append(rows, el("tr").Body(cells...))
	}
	return scrollable("More measures", el("table").Class("scores further").Body(el("thead").Body(el("tr").Body(top...)), el("tbody").Body(rows...)))
}

// explained says what measures are, each with its paper.
func (d *desk) explained(ms []measure) ga.UI {
	var out []ga.UI
	for _, m := range ms {
		out = append(out, el("div").Body(el("dt").Text(m.title), el("dd").Body(ga.Text(m.about+" Counted in "+m.of+". "), el("cite").Text(m.paper))))
	}
	return el("dl").Class("explained").Body(out...)
}
