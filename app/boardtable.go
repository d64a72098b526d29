package app

import (
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/board"
)

// Size of a cell of the board in CSS pixels; the style sheet says the same.
const (
	cellWidth  = 208
	cellHeight = 128
)

// How many cells are drawn beyond what can be seen, on either side: fewer than of
// a list, since there are two directions; and from how many cells on that the
// board was scrolled others are drawn.
const (
	spareColumns = 3
	spareAbove   = 6
	cellsPassed  = 2
)

// lineHeight is the least height of a source on a narrow screen; one with
// several values is higher.
const lineHeight = 80

// cellValues is how many values a cell shows; the others are in the list of
// the question.
const cellValues = 2

// boardTable draws the cells that can be seen and those around them; the table
// has its whole size by spacers.
func (d *desk) boardTable(b *board.Board, rows []*board.Row) ga.UI {
	x := windowed{count: len(b.Columns), height: cellWidth, top: d.scroll["board-x"], view: d.scroll["board-x-view"], spare: spareColumns}
	y := windowed{count: len(rows), height: cellHeight, top: d.scroll["board-y"], view: d.scroll["board-y-view"], spare: spareAbove}
	left, right := x.bounds()
	top, bottom := y.bounds()
	aside := func() ga.UI { return el("td").Class("board-space") }
	room := func(n int) ga.UI { return el("td").Class("board-space").Attr("width", strconv.Itoa(n*cellWidth)) } // the first row gives all their widths
	head := []ga.UI{el("th").Attr("scope", "col").Class("board-corner").Text("Question"), room(left)}
	for i, c := range b.Columns[left:right] {
		head = append(head, d.boardSource(c, left+i))
	}
	body := []ga.UI{el("tr").Body(el("td").Class("board-space").Body(ga.If(top > 0, func() ga.UI { return spacer(top * cellHeight) })))}
	for i, r := range rows[top:bottom] {
		cells := []ga.UI{d.boardQuestion(b, r), aside()}
		for c := left; c < right; c++ {
			cells = append(cells, d.boardCell(b, r, c, top+i))
		}
		body = append(body, el("tr").Aria("rowindex", top+i+2).Class("row-"+string(r.State)).Body(append(cells, aside())...))
	}
	body = append(body, el("tr").Body(el("td").Class("board-space").Body(ga.If(bottom < len(rows), func() ga.UI { return spacer((len(rows) - bottom) * cellHeight) }))))
	return el("div").Class("board-scroll").ID("board-scroll").TabIndex(0).Role("region").Aria("label", "Claim board").OnScroll(d.boardScrolled).Body(
		el("table").Class("board").Aria("rowcount", len(rows)+1).Aria("colcount", len(b.Columns)+1).OnKeyDown(d.boardKey).OnClick(d.boardClick).Body(
			el("thead").Body(el("tr").Aria("rowindex", 1).Body(append(head, room(len(b.Columns)-right))...)),
			el("tbody").Body(body...)))
}

// boardScrolled draws other cells when the board is scrolled so far that those
// which are drawn run out soon.
func (d *desk) boardScrolled(ctx ga.Context, _ ga.Event) {
	e := ctx.JSSrc()
	at := func(of string) int { return e.Get(of).Int() }
	x, y, width, height := at("scrollLeft"), at("scrollTop"), at("clientWidth"), at("clientHeight")
	far := func(now, before, cell int) bool { return max(now-before, before-now) > cellsPassed*cell }
	if d.scroll["board-x-view"] == width && d.scroll["board-y-view"] == height && !far(x, d.scroll["board-x"], cellWidth) && !far(y, d.scroll["board-y"], cellHeight) {
		ctx.PreventUpdate()
		return
	}
	d.stir()
	d.spareShell()
	d.scroll["board-x"], d.scroll["board-y"], d.scroll["board-x-view"], d.scroll["board-y-view"] = x, y, width, height
}

// boardSource is the head of a column; it leads to the article.
func (d *desk) boardSource(c board.Column, i int) ga.UI {
	doc := c.Document
	return el("th").Attr("scope", "col").Aria("colindex", i+2).Class("board-source").Body(
		el("button").Attr("type", "button").Class("board-open").Dir("auto").Title(visible(doc.Title)).OnClick(func(ga.Context, ga.Event) { d.open(doc.ID, nil) }, ga.EventScope(doc.ID)).Body(
			el("strong").Text(clip(visible(c.Source()), 40)), el("span").Class("muted small").Text(c.Published.Day())))
}

// boardQuestion is the head of a row.
func (d *desk) boardQuestion(b *board.Board, r *board.Row) ga.UI {
	q := r.Question
	return el("th").Attr("scope", "row").Class("board-question").Body(
		el("button").Attr("type", "button").Class("board-ask").Dir("auto").Title("Edit the question").OnClick(func(ga.Context, ga.Event) { d.editQuestion(q.ID) }, ga.EventScope(q.ID)).Text(clip(visible(q.Text), 70)),
		el("span").Class("board-stand").Body(
			badge(r.State),
			el("span").Class("muted small").Text(strconv.Itoa(r.Sources())+" of "+strconv.Itoa(len(b.Columns))),
			d.rowButton("chart", "Timeline: "+visible(q.Text), q.ID, func() { d.askTimeline(q.ID) })))
}

// boardCell is what one source says to one question.
func (d *desk) boardCell(b *board.Board, r *board.Row, column, row int) ga.UI {
	cell := r.Cell(column)
	id := "cell-" + strconv.Itoa(row) + "-" + strconv.Itoa(column)
	td := el("td").Aria("colindex", column+2).Class("board-cell")
	if len(cell.Entries) == 0 {
		return td.Class("is-silent").Body(d.silence(r, column, b, id))
	}
	var values []ga.UI
	for i := range cell.Entries[:min(len(cell.Entries), cellValues)] {
		values = append(values, d.boardValue(b, r, &cell.Entries[i], id, i))
	}
	more := ga.If(len(cell.Entries) > cellValues, func() ga.UI {
		return doing(el("button").Attr("type", "button").Class("text"), "more", r.Question.ID).Text(strconv.Itoa(len(cell.Entries)-cellValues) + " more")
	})
	return td.Class("has-values").Body(append(values, d.boardSigns(cell, more))...)
}

// boardValue is one value: it leads to its passage; the pencil beside it to all
// that is known of it.
func (d *desk) boardValue(b *board.Board, r *board.Row, e *board.Entry, id string, i int) ga.UI {
	if i > 0 {
		id += "-" + strconv.Itoa(i)
	}
	answer := e.Answers[0].ID
	return el("div").Class("board-value").Class("group-"+strconv.Itoa(min(e.Group, 5))).Body(
		doing(el("button").Attr("type", "button").ID(id).Class("board-go").Dir("auto"), "go", answer).Title(visible(clip(e.Value.Raw, 200))).Body(
			el("strong").Class(struck(e)).Text(clip(visible(e.Value.Show()), 44)),
			hidden(", "),
			el("span").Class("muted small").Text(clip(d.small(e), 80)),
			hidden(", "+visible(b.Columns[e.Column].Source())+". To the passage")),
		doing(el("button").Attr("type", "button").Class("plain").Aria("label", "Edit: "+d.valueLabel(b, e)).Title("Edit"), "edit", answer).Body(icon("edit")))
}

// doing says what a button of a cell does, and with which answer or question:
// one handler serves all cells, since those that are drawn change with every
// scroll.
func doing(button ga.HTMLElem, what, of string) ga.HTMLElem {
	return button.DataSet("do", what).DataSet("of", of)
}

// boardClick does what the button says that was pressed.
func (d *desk) boardClick(ctx ga.Context, e ga.Event) {
	button := e.Get("target").Call("closest", "[data-do]")
	if !button.Truthy() {
		ctx.PreventUpdate()
		return
	}
	data := button.Get("dataset")
	of := data.Get("of").String()
	switch data.Get("do").String() {
	case "go":
		if a, ok := d.session.Project().Answers.Get(of); ok {
			if now, ok := d.entryOf(a.Question, of); ok {
				d.goToValue(now)
			}
		}
	case "edit":
		d.openAnswer(of)
	case "more":
		d.askTimeline(of)
	case "fill":
		d.fill(of, data.Get("document").String())
	}
}

func struck(e *board.Entry) string {
	if e.Superseded {
		return "struck"
	}
	return "stands"
}

// entryOf finds the entry of an answer on the board as it is now.
func (d *desk) entryOf(question, answer string) (*board.Entry, bool) {
	if r := d.claimBoard().Row(question); r != nil {
		for i := range r.Entries {
			for _, a := range r.Entries[i].Answers {
				if a.ID == answer {
					return &r.Entries[i], true
				}
			}
		}
	}
	return nil, false
}

// boardSigns says what is strange about a cell, after what else there is to see.
func (d *desk) boardSigns(c board.Cell, more ga.UI) ga.UI {
	return el("div").Class("board-signs").Body(
		more,
		ga.If(c.Self, func() ga.UI { return el("span").Class("sign").Body(icon("warning"), ga.Text("contradicts itself")) }),
		ga.If(c.Disputed, func() ga.UI { return el("span").Class("sign").Body(icon("people"), ga.Text("read differently")) }))
}

// silence is a cell without a value: it asks for one.
func (d *desk) silence(r *board.Row, column int, b *board.Board, id string) ga.UI {
	doc := b.Columns[column].Document
	looked := r.Looked(doc.ID)
	text, name := "–", "nothing yet"
	if len(looked) > 0 {
		text, name = "silent", "silent, as "+d.personName(looked[0].By)+" noted"
	}
	return doing(el("button").Attr("type", "button").ID(id).Class("board-silent"), "fill", r.Question.ID).DataSet("document", doc.ID).
		Aria("label", visible(b.Columns[column].Source())+": "+name+". Answer").Text(text)
}

// fill opens the answer of one's own that says a document is silent, or a new
// one.
func (d *desk) fill(question, document string) {
	for a := range d.session.Project().Answers.All() {
		if a.Question == question && a.Document == document && a.Silent && a.By == d.session.Me() {
			d.answerForm(*a)
			return
		}
	}
	d.answerForm(annotations.Answer{Question: question, Document: document})
}

// boardKey moves between cells with the arrows. A cell that is not drawn yet
// is scrolled to first.
func (d *desk) boardKey(_ ga.Context, e ga.Event) {
	var row, column int
	if !parseCell(d.services.Elements.Focused(), &row, &column) || e.Get("ctrlKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	switch e.Get("key").String() {
	case "ArrowLeft":
		column--
	case "ArrowRight":
		column++
	case "ArrowUp":
		row--
	case "ArrowDown":
		row++
	default:
		return
	}
	e.PreventDefault()
	b := d.claimBoard()
	if row < 0 || row >= len(d.boardRows(b)) || column < 0 || column >= len(b.Columns) {
		return
	}
	d.services.Elements.Focus("cell-" + strconv.Itoa(row) + "-" + strconv.Itoa(column))
}

// parseCell reads the id of the first button of a cell.
func parseCell(id string, row, column *int) bool {
	const prefix = "cell-"
	if len(id) < len(prefix) || id[:len(prefix)] != prefix {
		return false
	}
	to, given := row, false
	*row, *column = 0, 0
	for _, c := range id[len(prefix):] {
		switch {
		case c >= '0' && c <= '9':
			*to, given = *to*10+int(c-'0'), true
		case to == column:
			return given // a second value of the cell
		default:
			to, given = column, false
		}
	}
	return given
}

// boardNarrow is the board on a narrow screen. It is drawn anew only when what it
// shows has changed, and not whenever the wide one is scrolled.
type boardNarrow struct {
	ga.Compo
	D   *desk
	Rev int
}

// narrowKey is what boardNarrow shows.
type narrowKey struct {
	board     *board.Board
	project   *annotations.Project
	state     board.State
	at        string
	top, view int
}

// Render draws one question.
func (n *boardNarrow) Render() ga.UI {
	b := n.D.narrow.of.board
	return n.D.boardOne(b, n.D.boardRows(b))
}

// boardOne is the board on a narrow screen: one question at a time, its sources
// below each other.
func (d *desk) boardOne(b *board.Board, rows []*board.Row) ga.UI {
	at := 0
	var options []ga.UI
	for i, r := range rows {
		if r.Question.ID == d.boardView.at {
			at = i
		}
	}
	for i, r := range rows {
		options = append(options, el("option").Attr("value", r.Question.ID).Attr("selected", i == at).Text(clip(visible(r.Question.Text), 60)+" ("+r.State.Words()+")"))
	}
	r := rows[at]
	step := func(sign, name string, to int) ga.UI {
		return el("button").Attr("type", "button").Class("plain").Aria("label", name).Attr("disabled", to < 0 || to >= len(rows)).OnClick(func(ga.Context, ga.Event) {
			d.boardView.at = rows[to].Question.ID
			d.redraw()
		}, ga.EventScope(name, r.Question.ID, len(rows))).Body(icon(sign))
	}
	w := windowed{count: len(b.Columns), height: lineHeight, top: d.scroll["board-one"], view: d.scroll["board-one-view"]}
	from, to := w.bounds()
	items := []ga.UI{el("li").Aria("hidden", "true").Body(spacer(from * lineHeight))}
	for c := from; c < to; c++ {
		items = append(items, d.boardOneSource(b, r, c))
	}
	items = append(items, el("li").Aria("hidden", "true").Body(spacer((len(b.Columns)-to)*lineHeight)))
	return el("section").Class("board-one").Aria("label", "One question").Body(
		el("div").Class("board-one-head").Body(
			step("chevron-left", "Previous question", at-1),
			el("select").Aria("label", "Question").OnChange(func(ctx ga.Context, _ ga.Event) {
				d.boardView.at = ctx.JSSrc().Get("value").String()
				d.redraw()
			}).Body(options...),
			step("chevron-right", "Next question", at+1)),
		el("div").Class("board-stand").Body(badge(r.State), el("span").Class("muted small").Text(strconv.Itoa(r.Sources())+" of "+count(len(b.Columns), "source")), el("div").Class("spring"),
			d.rowButton("edit", "Edit the question", "one"+r.Question.ID, func() { d.editQuestion(r.Question.ID) }),
			d.rowButton("chart", "Timeline", "one"+r.Question.ID, func() { d.askTimeline(r.Question.ID) })),
		el("ul").Class("board-list").Aria("label", "Sources").OnScroll(d.scrolled("board-one")).OnClick(d.boardClick).Body(items...))
}

func (d *desk) boardOneSource(b *board.Board, r *board.Row, column int) ga.UI {
	c := b.Columns[column]
	cell := r.Cell(column)
	id := "one-" + strconv.Itoa(column)
	var values []ga.UI
	for i := range cell.Entries {
		values = append(values, d.boardValue(b, r, &cell.Entries[i], id, i))
	}
	if len(values) == 0 {
		values = append(values, d.silence(r, column, b, id))
	}
	return el("li").Class("board-line").Body(append([]ga.UI{
		el("div").Class("board-line-head").Body(el("strong").Dir("auto").Text(clip(visible(c.Source()), 40)), el("span").Class("muted small").Text(c.Published.Day())),
	}, append(values, d.boardSigns(cell, nil))...)...)
}
