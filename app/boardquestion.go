package app

import (
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
)

// valueTypes are the types of values, and what they are called.
var valueTypes = []struct {
	kind annotations.ValueType
	name string
}{{annotations.ValueNumber, "A number"}, {annotations.ValueDate, "A day or a time"}, {annotations.ValueChoice, "One of a short list"}, {annotations.ValueText, "Words"}}

// questionForm opens a question to be written.
func (d *desk) questionForm(q annotations.Question) {
	var words []string
	for _, c := range q.Choices {
		words = append(words, strings.Join(append([]string{c.Value}, c.Words...), ", "))
	}
	d.ask(dialog{kind: dialogQuestion, board: boardDraft{question: q, words: strings.Join(words, "\n")}})
}

func (d *desk) editQuestion(id string) {
	if q, ok := d.session.Project().Questions.Get(id); ok {
		d.questionForm(*q)
	}
}

func (d *desk) questionDialog() ga.UI {
	x := &d.dialog.board
	q := &x.question
	title := "Question"
	if q.ID == "" {
		title = "New question"
	}
	line := func(id, name, hint, value string, set func(string)) ga.UI {
		return el("div").Class("field").Body(el("label").Attr("for", id).Text(name),
			input("text").ID(id).Dir("auto").Attr("value", value).Attr("placeholder", hint).Attr("autocomplete", "off").Attr("autofocus", id == "question-text").
				OnInput(func(ctx ga.Context, _ ga.Event) { set(ctx.JSSrc().Get("value").String()) }, ga.EventScope(id)))
	}
	var types []ga.UI
	for _, t := range valueTypes {
		types = append(types, el("button").Attr("type", "button").Class("choice").Aria("pressed", boolean(q.Type == t.kind)).OnClick(func(ga.Context, ga.Event) {
			d.dialog.board.question.Type = t.kind
			d.redraw()
		}, ga.EventScope(string(t.kind))).Text(t.name))
	}
	buttons := []ga.UI{
		el("div").Class("spring"), el("button").Attr("type", "button").Class("button").Text("Cancel").OnClick(d.on(d.close)),
		el("button").Attr("type", "button").Class("button primary").Text("Save question").OnClick(d.on(d.saveQuestion)),
	}
	if q.ID != "" {
		buttons = append([]ga.UI{el("button").Attr("type", "button").Class("button").Body(icon("trash"), ga.Text("Delete question")).OnClick(d.on(d.dropQuestion))}, buttons...)
	}
	return d.frame(title, []ga.UI{el("form").ID("question-form").OnSubmit(func(_ ga.Context, ev ga.Event) {
		ev.PreventDefault()
		d.saveQuestion()
	}).Body(
		line("question-text", "What is asked", "How many were evacuated?", q.Text, func(v string) { q.Text = v }),
		el("div").Class("field").Body(el("span").Class("field-name").ID("question-type").Text("The answer is"),
			el("div").Class("choices").Role("group").Aria("labelledby", "question-type").Body(types...)),
		ga.If(q.Type == annotations.ValueNumber, func() ga.UI {
			return line("question-unit", "What is counted", "people", q.Unit, func(v string) { q.Unit = v })
		}),
		ga.If(q.Type == annotations.ValueChoice, func() ga.UI {
			return el("div").Class("field").Body(el("label").Attr("for", "question-choices").Text("One answer a line; after commas, other words for it"),
				el("textarea").ID("question-choices").Attr("rows", 5).Dir("auto").Text(x.words).OnInput(func(ctx ga.Context, _ ga.Event) {
					d.dialog.board.words = ctx.JSSrc().Get("value").String()
				}))
		}),
		line("question-note", "What counts as an answer", "", q.Note, func(v string) { q.Note = v }),
		el("button").Attr("type", "submit").Class("hidden").Attr("tabindex", -1).Text("Save"), // Enter in a field saves
	)}, buttons...)
}

func (d *desk) saveQuestion() {
	x := d.dialog.board
	q := x.question
	if q.Text = strings.TrimSpace(q.Text); q.Text == "" {
		d.tell("A question needs words.")
		return
	}
	q.Choices = nil
	if q.Type == annotations.ValueChoice {
		q.Choices = choicesOf(x.words)
	}
	d.close()
	if err := d.session.Ask(q); err != nil {
		d.fail(err)
		return
	}
	d.say("On the board: " + visible(q.Text))
}

// choicesOf reads choices as they are typed: one a line, other words after
// commas. One that comes again is left out.
func choicesOf(s string) []annotations.Choice {
	var out []annotations.Choice
	seen := map[string]bool{}
	for _, line := range trimmed(s) {
		var c annotations.Choice
		for part := range strings.SplitSeq(line, ",") {
			switch part = strings.TrimSpace(part); {
			case part == "":
			case c.Value == "":
				c.Value = part
			default:
				c.Words = append(c.Words, part)
			}
		}
		if c.Value != "" && !seen[c.Value] {
			seen[c.Value] = true
			out = append(out, c)
		}
	}
	return out
}

func (d *desk) dropQuestion() {
	q := d.dialog.board.question
	d.close()
	if err := d.session.Unask(q.ID); err != nil {
		d.fail(err)
		return
	}
	d.toast(toast{text: "Deleted " + visible(q.Text), action: "Undo", do: d.undo})
}
