package app

import (
	"cmp"
	"strconv"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/board"
	"gloss/app/session"
)

// boardDraft is an answer or a question being written.
type boardDraft struct {
	passage  *annotations.Annotation // what the answer rests on; nil when that is not to change
	answer   annotations.Answer
	question annotations.Question
	norm     string // the normal form as it was typed; "" for what is read
	words    string // the choices of a question as they were typed
}

// askBoard offers the questions for the words that are selected, or the chosen
// annotation: B and a digit put a value on the board.
func (d *desk) askBoard() {
	d.session.WhenWhole(func() {
		if _, ok := d.session.Passage(); !ok {
			d.fail(session.ErrNothing)
			return
		}
		d.ask(dialog{kind: dialogBoard})
	})
}

// questions are those of the board, and then the standard ones that it does not
// have.
func (d *desk) questions() []*annotations.Question {
	b := d.claimBoard()
	var out []*annotations.Question
	if b == nil {
		return board.Standard()
	}
	for _, r := range b.Rows {
		out = append(out, r.Question)
	}
	for _, q := range board.Standard() {
		if b.Row(q.ID) == nil {
			out = append(out, q)
		}
	}
	return out
}

// likely is how long the words of an annotation may be to be a value as they
// are, in characters.
const likely = 60

// valueFor reads what a passage says to a question; false when that is for a
// person to say.
func (d *desk) valueFor(q *annotations.Question, passage *annotations.Annotation) (board.Value, bool) {
	v := board.ParseValue(q, passage.Exact(), d.publishedOf(passage.Document))
	free := q.Type == annotations.ValueText || q.Type == annotations.ValueChoice && !isChoice(q, v.Norm)
	return v, v.OK() && (!free || len([]rune(v.Raw)) <= likely)
}

func isChoice(q *annotations.Question, norm string) bool {
	for _, c := range q.Choices {
		if c.Value == norm {
			return true
		}
	}
	return false
}

func (d *desk) publishedOf(document string) string {
	if doc, ok := d.session.Project().Documents.Get(document); ok {
		return doc.Published
	}
	return ""
}

func (d *desk) boardDialog() ga.UI {
	passage, ok := d.session.Passage()
	if !ok {
		return d.frame("Board", []ga.UI{el("p").Text("The passage is gone.")})
	}
	var options []ga.UI
	for i, q := range d.questions() {
		v, sure := d.valueFor(q, passage)
		says := "…"
		if sure {
			says = cmp.Or(v.Explain(), v.Norm)
		}
		options = append(options, el("li").Body(el("button").Attr("type", "button").Class("option board-option").Attr("autofocus", i == 0).OnClick(func(ga.Context, ga.Event) { d.answerWith(i) }, ga.EventScope(i, q.ID)).Body(
			el("span").Class("option-text").Dir("auto").Text(visible(q.Text)),
			el("strong").Class("board-says").Dir("auto").Text(clip(visible(says), 48)),
			ga.If(i < 9, func() ga.UI { return el("kbd").Text(strconv.Itoa(i + 1)) }))))
	}
	return d.frame("What does this answer?", []ga.UI{
		quoteBox(passage.Exact()),
		el("ul").Class("options").Aria("label", "Questions").OnKeyDown(d.boardDigit).Body(options...),
		el("p").Class("muted small").Text("A digit puts the value on the board; with Shift, or where no value could be read, it can be corrected first."),
	}, el("button").Attr("type", "button").Class("button").Text("New question").OnClick(d.on(func() {
		d.questionForm(annotations.Question{Type: annotations.ValueNumber})
	})))
}

// boardDigit answers the question of a digit.
func (d *desk) boardDigit(_ ga.Context, e ga.Event) {
	code := strings.TrimPrefix(strings.TrimPrefix(e.Get("code").String(), "Numpad"), "Digit")
	if len(code) != 1 || code < "1" || code > "9" || e.Get("ctrlKey").Bool() || e.Get("altKey").Bool() {
		return
	}
	e.PreventDefault()
	n := int(code[0] - '1')
	if e.Get("shiftKey").Bool() {
		d.answerSlowly(n)
		return
	}
	d.answerWith(n)
}

// answerWith puts what the passage says to the n-th question on the board, or
// asks for the value where it could not be read.
func (d *desk) answerWith(n int) {
	passage, ok := d.session.Passage()
	questions := d.questions()
	if !ok || n >= len(questions) {
		return
	}
	q := questions[n]
	v, sure := d.valueFor(q, passage)
	if !sure {
		d.answerSlowly(n)
		return
	}
	d.close()
	d.record(q, d.draftOf(passage, v), passage)
}

// draftOf is the answer that a passage gives, with what its annotation says of
// who says it and how surely.
func (d *desk) draftOf(passage *annotations.Annotation, v board.Value) annotations.Answer {
	return annotations.Answer{
		Document: passage.Document, Raw: v.Raw, Norm: v.Norm,
		Speaker: passage.Attribution, Certainty: passage.Attribute("certainty"),
	}
}

// answerSlowly opens the form of the answer that the passage gives to the n-th
// question.
func (d *desk) answerSlowly(n int) {
	passage, ok := d.session.Passage()
	questions := d.questions()
	if !ok || n >= len(questions) {
		return
	}
	q := questions[n]
	v, _ := d.valueFor(q, passage)
	a := d.draftOf(passage, v)
	a.Norm = ""
	d.ask(dialog{kind: dialogAnswer, board: boardDraft{passage: passage, answer: a, question: *q}})
}

// record puts an answer on the board and says so.
func (d *desk) record(q *annotations.Question, a annotations.Answer, passage *annotations.Annotation) {
	label := ""
	if offered := d.scheme().Offered(); len(offered) > 0 {
		label = offered[0].Key
	}
	id, err := d.session.Answer(a, q, passage, label)
	if err != nil {
		d.fail(err)
		return
	}
	if passage != nil {
		d.afterTag()
	}
	said := "silent"
	if e, ok := d.entryOf(q.ID, id); ok {
		said = cmp.Or(e.Value.Explain(), e.Value.Show())
		if e.Contradicts {
			said += ", contradicts another source"
		}
	}
	d.toast(toast{text: visible(q.Text) + " " + visible(said), action: "Undo", do: d.undo})
}

// answerForm opens an answer that is there, or a new one of a document.
func (d *desk) answerForm(a annotations.Answer) {
	q, ok := d.session.Project().Questions.Get(a.Question)
	if !ok {
		return
	}
	x := boardDraft{answer: a, question: *q}
	if v := board.ParseValue(q, a.Raw, d.publishedOf(a.Document)); a.Norm != v.Norm {
		x.norm = a.Norm
	}
	d.ask(dialog{kind: dialogAnswer, board: x})
}

func (d *desk) openAnswer(id string) {
	if a, ok := d.session.Project().Answers.Get(id); ok {
		d.answerForm(*a)
	}
}

// readDraft is the value of the answer that is being written.
func (d *desk) readDraft() board.Value {
	x := &d.dialog.board
	a := x.answer
	a.Norm = ""
	v := board.ValueOf(&x.question, &a, d.publishedOf(a.Document))
	if x.norm != "" {
		a.Norm = x.norm
		parts := v
		if v = board.ParseValue(&x.question, x.norm, d.publishedOf(a.Document)); v.Norm == parts.Norm {
			v.Parts, v.Unit = parts.Parts, parts.Unit
		}
	}
	return v
}

func (d *desk) answerDialog() ga.UI {
	x := &d.dialog.board
	a := &x.answer
	mine := a.ID == "" || a.By == d.session.Me()
	line := func(id, name, hint, value string, set func(string)) ga.UI {
		return el("div").Class("field").Body(el("label").Attr("for", id).Text(name),
			input("text").ID(id).Dir("auto").Attr("value", value).Attr("placeholder", hint).Attr("autocomplete", "off").Attr("readonly", !mine).Attr("autofocus", id == "answer-raw").
				OnInput(func(ctx ga.Context, _ ga.Event) {
					set(ctx.JSSrc().Get("value").String())
					d.redraw()
				}, ga.EventScope(id)))
	}
	v := d.readDraft()
	read := "Nothing can be read from these words yet."
	if v.OK() {
		read = "Read as " + visible(cmp.Or(v.Explain(), v.Norm))
	}
	about := ga.UI(el("p").Class("muted small").Dir("auto").Text(d.answerAbout(a)))
	body := []ga.UI{
		about,
		d.answerVersions(a),
		ga.If(x.passage != nil, func() ga.UI { return quoteBox(x.passage.Exact()) }),
		el("form").ID("answer-form").OnSubmit(func(_ ga.Context, ev ga.Event) {
			ev.PreventDefault()
			d.saveAnswer()
		}).Body(
			line("answer-raw", "Value, in the article’s words", "thirty-five", a.Raw, func(v string) { a.Raw = v }),
			d.answerChoices(mine),
			el("p").Class("board-read").Role("status").Text(read),
			line("answer-norm", "Or as it should be read", v.Norm, x.norm, func(v string) { x.norm = v }),
			line("answer-who", "Who says it", d.speakerHint(a), a.Speaker.Words, func(v string) { a.Speaker.Words = v }),
			d.answerCertainty(mine),
			line("answer-asof", "As of", "2024-12-26", a.AsOf, func(v string) { a.AsOf = v }),
			line("answer-note", "Note", "", a.Note, func(v string) { a.Note = v }),
			el("button").Attr("type", "submit").Class("hidden").Attr("tabindex", -1).Text("Save"),
		),
	}
	return d.frame(visible(x.question.Text), body, d.answerButtons(a, mine)...)
}

func (d *desk) answerAbout(a *annotations.Answer) string {
	out := ""
	if doc, ok := d.session.Project().Documents.Get(a.Document); ok {
		out = board.Column{Document: doc}.Source() + ", " + cmp.Or(date(doc.Published), "no date")
	}
	if a.ID != "" && a.By != d.session.Me() {
		out += ". Read by " + d.personName(a.By) + ": it can be read, not changed."
	}
	return visible(out)
}

func (d *desk) speakerHint(a *annotations.Answer) string {
	if a.Speaker.Source != "" {
		return d.entityName(a.Speaker.Source)
	}
	return "the article itself"
}

func (d *desk) answerButtons(a *annotations.Answer, mine bool) []ga.UI {
	button := func(name, class string, f func()) ga.UI {
		return el("button").Attr("type", "button").Class("button").Class(class).Text(name).OnClick(d.on(f), ga.EventScope(name))
	}
	if !mine {
		return []ga.UI{button("Close", "", d.close), button("I read it so, too", "primary", d.agree)}
	}
	out := []ga.UI{button("The article does not say", "", d.saySilent)}
	if a.ID != "" {
		out = []ga.UI{button("Delete answer", "", d.dropAnswer)}
	}
	return append(out, el("div").Class("spring"), button("Cancel", "", d.close), button("Save answer", "primary", d.saveAnswer))
}

// answerChoices are the short list of a question that has one.
func (d *desk) answerChoices(mine bool) ga.UI {
	x := &d.dialog.board
	var buttons []ga.UI
	chosen := d.readDraft().Norm
	for _, c := range x.question.Choices {
		buttons = append(buttons, el("button").Attr("type", "button").Class("choice").Attr("disabled", !mine).Aria("pressed", boolean(c.Value == chosen)).OnClick(func(ga.Context, ga.Event) {
			d.dialog.board.norm = c.Value
			d.services.Elements.SetValue("answer-norm", c.Value)
			d.redraw()
		}, ga.EventScope(c.Value)).Text(visible(c.Value)))
	}
	return ga.If(len(buttons) > 0, func() ga.UI {
		return el("div").Class("choices").Role("group").Aria("label", "Answers").Body(buttons...)
	})
}

// answerCertainty asks how surely the source says it.
func (d *desk) answerCertainty(mine bool) ga.UI {
	for _, t := range d.scheme().Attributes {
		if t.Key == "certainty" && len(t.Values) > 0 {
			return d.choices("answer", t, d.dialog.board.answer.Certainty, !mine, func(v string) {
				d.dialog.board.answer.Certainty = v
				d.redraw()
			})
		}
	}
	return el("div")
}

// answerVersions shows what was edited on two devices, until one is chosen.
func (d *desk) answerVersions(a *annotations.Answer) ga.UI {
	heads := d.session.Project().Answers.Heads(a.ID)
	return ga.If(a.ID != "" && len(heads) > 1, func() ga.UI {
		var items []ga.UI
		for i, h := range heads {
			what := cmp.Or(h.Norm, h.Raw, "silent")
			if h.Deleted {
				what = "deleted"
			}
			items = append(items, el("li").Body(el("span").Text(visible(what)+" · "+moment(max(h.Modified, h.Created))),
				ga.If(h.By == d.session.Me(), func() ga.UI {
					return el("button").Attr("type", "button").Class("text").Text("Keep this").OnClick(func(ga.Context, ga.Event) {
						d.close()
						d.fail(d.session.Conflict(h))
					}, ga.EventScope(h.ID, i, h.Version.String()))
				})))
		}
		return el("div").Class("conflict-box").Role("group").Aria("label", "Versions").Body(
			el("p").Text("This was edited in two places. Both versions are kept until one is chosen."), el("ul").Body(items...))
	})
}

// saveAnswer puts the answer that was written on the board.
func (d *desk) saveAnswer() {
	x := d.dialog.board
	a := x.answer
	a.Raw, a.Silent = strings.TrimSpace(a.Raw), false
	v := d.readDraft()
	if a.Norm = v.Norm; a.Norm == "" && x.norm != "" {
		a.Norm = strings.TrimSpace(x.norm)
	}
	if a.Raw == "" && a.Norm == "" {
		d.tell("An answer needs a value.")
		return
	}
	if a.AsOf = strings.TrimSpace(a.AsOf); a.AsOf != "" {
		when := board.ParseValue(&annotations.Question{Type: annotations.ValueDate}, a.AsOf, d.publishedOf(a.Document)).Norm
		if _, err := annotations.ParseTime(when); err != nil {
			if when, _, _ = strings.Cut(when, "T"); len(when) != len("2006-01-02") {
				d.tell("A date is written as 2024-12-26.")
				return
			}
		}
		a.AsOf = when
	}
	d.enterAnswer(x, a)
}

// saySilent notes that the article does not say.
func (d *desk) saySilent() {
	x := d.dialog.board
	a := x.answer
	a.Raw, a.Norm, a.Silent, a.Speaker, a.Certainty, a.AsOf = "", "", true, annotations.Attribution{}, "", ""
	x.passage = nil
	d.enterAnswer(x, a)
}

func (d *desk) enterAnswer(x boardDraft, a annotations.Answer) {
	d.close()
	if a.ID != "" {
		d.fail(d.session.EditAnswer(a))
		d.say("Answer saved.")
		return
	}
	d.record(&x.question, a, x.passage)
}

// agree makes somebody's answer one's own, too.
func (d *desk) agree() {
	x := d.dialog.board
	a := x.answer
	a.Stamp = annotations.Stamp{}
	d.close()
	passages := a.Passages
	id, err := d.session.Answer(a, &x.question, nil, "")
	d.fail(err)
	if now, ok := d.session.Project().Answers.Get(id); ok && len(passages) > 0 {
		d.say("You read it so, too: " + visible(cmp.Or(now.Norm, now.Raw)))
	}
}

func (d *desk) dropAnswer() {
	id := d.dialog.board.answer.ID
	d.close()
	if err := d.session.RemoveAnswer(id); err != nil {
		d.fail(err)
		return
	}
	d.toast(toast{text: "Deleted the answer", action: "Undo", do: d.undo})
}
