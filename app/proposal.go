package app

import (
	"context"
	"slices"
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/board"
	"gloss/annotations/suggest"
)

// proposals are questions that the articles answer, found beside the drawing
// goroutine while the board is shown.
type proposals struct {
	in    *annotations.Project // the project they were found in; with the texts that were read
	texts *annotations.Project // with texts, of the same documents; nil when they were not read
	found []suggest.Proposal
}

// current reports whether nothing that bears on the proposals has changed.
func (s *proposals) current(p *annotations.Project) bool {
	q := s.in
	return q != nil && (q == p || q.Annotations.Same(p.Annotations) && q.Documents.Same(p.Documents) && q.Questions.Same(p.Questions) &&
		q.Answers.Same(p.Answers) && q.Dismissals.Same(p.Dismissals))
}

// proposeSoon looks for questions to propose unless they are at hand. The index
// is that of the suggestions in the inspector: one search runs at a time.
func (d *desk) proposeSoon() {
	r, s := &d.related, &d.proposed
	if r.running || s.current(d.session.Project()) || !d.session.Whole() {
		return
	}
	r.running = true
	p, me, x := d.session.Project(), d.session.Me(), r.index
	var found []suggest.Proposal
	texts := s.texts
	d.aside(func(ctx context.Context) (err error) {
		if texts == nil || !texts.Documents.Same(p.Documents) {
			texts = d.session.Known(ctx)
		}
		if x, err = d.indexed(ctx, p, x); err == nil {
			found = suggest.Questions(p, x, me)
		}
		return err
	}, func(err error) {
		r.running = false
		if r.index = x; err != nil {
			r.index = nil
			d.fail(err)
		}
		s.in, s.texts, s.found = p, texts, found
		d.redraw()
	})
}

// indexed brings an index up to date, or makes one. It waits for storage.
func (d *desk) indexed(ctx context.Context, p *annotations.Project, x *suggest.Index) (*suggest.Index, error) {
	step := suggest.Step(d.idly(ctx))
	if x == nil || !x.Fits(p) {
		return suggest.Build(d.session.Known(ctx), step)
	}
	return x.Update(p, step)
}

// proposalChip is a question that the articles answer, with the values found.
func (d *desk) proposalChip(q *suggest.Proposal, first bool) ga.UI {
	id := q.Question.ID
	b := el("button").Attr("type", "button").Class("chip-add chip-found").Dir("auto").OnClick(func(ga.Context, ga.Event) { d.askProposal(id) }, ga.EventScope(id)).Body(
		icon("plus"), ga.Text(visible(q.Question.Text)+" "), el("strong").Text(clip(visible(proposedValues(q)), 60)),
		ga.If(first, func() ga.UI { return el("kbd").Text("Y") }))
	if first {
		b = b.Aria("keyshortcuts", "Y")
	}
	return el("li").Body(b)
}

// proposedValues are the distinct values of a proposal, as "35 / 38".
func proposedValues(q *suggest.Proposal) string {
	var seen []string
	out := ""
	for _, a := range q.Answers {
		if v := a.Value.Show(); !slices.Contains(seen, v) {
			if seen = append(seen, v); out != "" {
				out += " / "
			}
			out += v
		}
	}
	return out
}

// askProposal opens a proposed question with its answers, all of them ticked.
func (d *desk) askProposal(question string) {
	if q := d.proposal(question); q != nil {
		ticked := map[int]bool{}
		for i := range q.Answers {
			ticked[i] = true
		}
		d.ask(dialog{kind: dialogProposal, query: question, ticked: ticked, proposal: *q})
	}
}

func (d *desk) proposal(question string) *suggest.Proposal {
	for i := range d.proposed.found {
		if q := &d.proposed.found[i]; q.Question.ID == question {
			return q
		}
	}
	return nil
}

// firstProposal does something with the first question that is proposed.
func (d *desk) firstProposal(f func(*desk, string)) {
	if len(d.proposed.found) == 0 {
		d.say("No question is suggested.")
		return
	}
	f(d, d.proposed.found[0].Question.ID)
}

func (d *desk) proposalDialog() ga.UI {
	q := &d.dialog.proposal
	n := 0
	var items []ga.UI
	for i, a := range q.Answers {
		on := d.dialog.ticked[i]
		if on {
			n++
		}
		items = append(items, el("li").Body(el("label").Class("proposed").Body(
			input("checkbox").Attr("checked", on).OnChange(func(ctx ga.Context, _ ga.Event) {
				delete(d.dialog.ticked, i)
				if ctx.JSSrc().Get("checked").Bool() {
					d.dialog.ticked[i] = true
				}
				d.redraw()
			}, ga.EventScope(i)),
			el("strong").Dir("auto").Text(visible(shownValue(a.Value))),
			el("span").Class("muted small").Dir("auto").Text(d.sourceOf(a.Document)),
			el("q").Class("small").Dir("auto").Text(clip(visible(a.Text), 220)))))
	}
	keep := "Put " + count(n, "value") + " on the board"
	if n == 0 {
		keep = "Dismiss all"
	}
	return d.frame(visible(q.Question.Text), []ga.UI{
		el("p").Class("muted small").Text("Read by rule, from what the articles count and name. Untick what is no answer; it is not suggested again."),
		el("ul").Class("proposal").Aria("label", "Values found").Body(items...),
	}, el("button").Attr("type", "button").Class("button").Text("Dismiss").OnClick(d.on(func() { d.putProposal(map[int]bool{}) }), ga.EventScope("no")),
		el("div").Class("spring"),
		el("button").Attr("type", "button").Class("button").Text("Cancel").OnClick(d.on(d.close), ga.EventScope("cancel")),
		el("button").Attr("type", "button").Class("button primary").Attr("autofocus", true).Text(keep).OnClick(d.on(func() { d.putProposal(d.dialog.ticked) }), ga.EventScope("yes")))
}

// shownValue is a value and, of a sum, how it was made.
func shownValue(v board.Value) string {
	if sum := v.Explain(); sum != "" {
		return sum
	}
	return v.Show()
}

// sourceOf names a document by who published it and when.
func (d *desk) sourceOf(document string) string {
	doc, ok := d.session.Project().Documents.Get(document)
	if !ok {
		return ""
	}
	out := board.Column{Document: doc}.Source()
	if when := date(doc.Published); when != "" {
		out += ", " + when
	}
	return visible(out)
}

// putProposal puts what is wanted of the open proposal on the board.
func (d *desk) putProposal(wanted map[int]bool) {
	q := d.dialog.proposal
	d.close()
	d.settleProposal(q, wanted)
}

// refuseProposal says no to all answers of a proposed question.
func (d *desk) refuseProposal(question string) {
	if q := d.proposal(question); q != nil {
		d.settleProposal(*q, map[int]bool{})
	}
}

func (d *desk) settleProposal(q suggest.Proposal, wanted map[int]bool) {
	label := ""
	if offered := d.scheme().Offered(); len(offered) > 0 {
		label = offered[0].Key
	}
	if err := d.session.AcceptAnswers(q, wanted, d.proposed.texts, label); err != nil {
		d.fail(err)
		return
	}
	d.proposed.found = slices.DeleteFunc(slices.Clone(d.proposed.found), func(o suggest.Proposal) bool { return o.Question.ID == q.Question.ID })
	said := "Dismissed: " + visible(q.Question.Text)
	if b := d.claimBoard(); len(wanted) > 0 && b != nil {
		said = visible(q.Question.Text) + " " + strconv.Itoa(len(wanted)) + " on the board"
		if r := b.Row(q.Question.ID); r != nil {
			said += ": " + r.State.Words()
		}
	}
	d.toast(toast{text: said, action: "Undo", do: d.undo})
}
