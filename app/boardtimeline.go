package app

import (
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/board"
)

// askTimeline shows when each source gave which value to a question.
func (d *desk) askTimeline(question string) {
	d.ask(dialog{kind: dialogTimeline, query: question})
}

// timelineRows is how many values are listed under the picture.
const timelineRows = 200

func (d *desk) timelineDialog() ga.UI {
	b := d.claimBoard()
	r := b.Row(d.dialog.query)
	if r == nil {
		return d.frame("Timeline", []ga.UI{el("p").Text("The question is gone.")})
	}
	if len(r.Entries) == 0 {
		return d.frame(visible(r.Question.Text), []ga.UI{el("p").Class("empty").Text("No source has a value yet.")})
	}
	var rows []ga.UI
	for i := range r.Entries {
		if i == timelineRows {
			break
		}
		rows = append(rows, d.timelineRow(b, r, &r.Entries[i], i+1))
	}
	head := el("tr")
	var cells []ga.UI
	for _, name := range []string{"No.", "Published", "Source", "Value", "As of", "Who says it", "What it does"} {
		cells = append(cells, el("th").Attr("scope", "col").Text(name))
	}
	return d.frame(visible(r.Question.Text), []ga.UI{
		el("div").Class("board-stand").Body(badge(r.State), el("span").Class("muted small").Text("A lane a value. Square: contradicts. Dashed: replaced later. A line leads back to when it held.")),
		el("div").Class("timeline wide-table").TabIndex(0).Role("region").Aria("label", "Picture of the timeline").Body(timelinePicture(b.Picture(r))),
		el("div").Class("timeline-table wide-table").Body(el("table").Class("timeline-rows").Body(el("thead").Body(head.Body(cells...)), el("tbody").Body(rows...))),
		ga.If(len(r.Entries) > timelineRows, func() ga.UI {
			return el("p").Class("muted small").Text("The first " + thousands(timelineRows) + " of " + thousands(len(r.Entries)) + " values.")
		}),
	},
		el("button").Attr("type", "button").Class("button").OnClick(d.on(d.saveTimeline)).Body(icon("download"), ga.Text("Save the picture (SVG)")))
}

func (d *desk) timelineRow(b *board.Board, r *board.Row, e *board.Entry, n int) ga.UI {
	c := b.Columns[e.Column]
	answer := e.Answers[0].ID
	return el("tr").Body(
		el("td").Class("number").Text(strconv.Itoa(n)),
		el("td").Text(c.Published.Day()),
		el("th").Attr("scope", "row").Dir("auto").Text(clip(visible(c.Source()), 40)),
		el("td").Body(el("button").Attr("type", "button").Class("text").Class(struck(e)).Dir("auto").Title("To the passage").OnClick(func(ga.Context, ga.Event) {
			d.close()
			if now, ok := d.entryOf(r.Question.ID, answer); ok {
				d.goToValue(now)
			}
		}, ga.EventScope(answer)).Text(clip(visible(e.Value.Show()), 60))),
		el("td").Text(visible(e.Since())),
		el("td").Dir("auto").Text(clip(visible(board.Speaker(d.session.Project(), e.Answers[0])), 40)),
		el("td").Text(e.Words()))
}

func (d *desk) saveTimeline() {
	b := d.claimBoard()
	if r := b.Row(d.dialog.query); r != nil {
		d.download("timeline.svg", "image/svg+xml", b.Picture(r).SVG(r.Question.Text))
	}
}

// shape is an element of a picture.
func shape(tag, class string, attributes ...any) ga.HTMLElem {
	e := el(tag).XMLNS(svgNamespace).Class(class)
	for i := 0; i+1 < len(attributes); i += 2 {
		e = e.Attr(attributes[i].(string), attributes[i+1])
	}
	return e
}

// timelinePicture draws what [board.Picture] has laid out; the table under it
// says the same in words.
func timelinePicture(p board.Picture) ga.UI {
	var parts []ga.UI
	for _, l := range p.Lanes {
		parts = append(parts, shape("line", "tl-lane", "x1", 132, "x2", p.Width-10, "y1", l.Y, "y2", l.Y), shape("text", "tl-value", "x", 122, "y", l.Y+4, "text-anchor", "end").Text(visible(l.Label)))
	}
	for _, t := range p.Ticks {
		parts = append(parts, shape("line", "tl-tick", "x1", t.X, "x2", t.X, "y1", 26, "y2", p.Height-30), shape("text", "tl-day", "x", t.X, "y", p.Height-12, "text-anchor", "middle").Text(t.Label))
	}
	for _, m := range p.Marks {
		parts = append(parts, timelineMark(m)...)
	}
	return el("svg").XMLNS(svgNamespace).Class("tl").Attr("viewBox", "0 0 "+strconv.Itoa(p.Width)+" "+strconv.Itoa(p.Height)).Attr("width", p.Width).Attr("height", p.Height).Aria("hidden", "true").Body(parts...)
}

func timelineMark(m board.Mark) []ga.UI {
	var out []ga.UI
	if m.HasHeld && m.Held != m.X {
		out = append(out, shape("line", "tl-held", "x1", m.Held, "x2", m.X, "y1", m.Y, "y2", m.Y), shape("circle", "tl-dot", "cx", m.Held, "cy", m.Y, "r", 3))
	}
	class := "tl-mark"
	if m.Entry.Superseded {
		class += " tl-old"
	}
	if m.Entry.Contradicts {
		out = append(out, shape("rect", class+" tl-against", "x", m.X-10, "y", m.Y-10, "width", 20, "height", 20))
	} else {
		out = append(out, shape("circle", class, "cx", m.X, "cy", m.Y, "r", 10))
	}
	number := "tl-number"
	if m.Entry.Superseded {
		number += " tl-old"
	}
	return append(out, shape("text", number, "x", m.X, "y", m.Y+4, "text-anchor", "middle").Text(strconv.Itoa(m.N)))
}
