package app

import (
	"context"
	"errors"
	"slices"

	"gloss/annotations"
	"gloss/annotations/review"
)

// The intentions of the cases: each acts on the case in front.

// caseWalk is where a reviewer is.
type caseWalk struct {
	id      string           // of the case in front
	spot    review.Case      // that case as it was seen last, to find the place when it is gone
	drafts  map[string]draft // verdicts that are no decisions yet, by case
	text    string           // id of the document whose text was fetched for it
	named   bool             // names and votes are shown before a decision, too
	listing bool             // on a narrow screen: the list is in front
	filters bool             // all filters are shown
}

// inFront returns the case in front.
func (d *desk) inFront() (*review.Case, bool) {
	for _, c := range d.queue() {
		if c.ID == d.walk.id {
			return c, true
		}
	}
	return nil, false
}

// casesFound keeps the place when the cases have been found anew, and forgets
// the drafts that are decisions by now.
func (d *desk) casesFound() {
	for id, f := range d.walk.drafts {
		if _, there := d.book.get(id); !there || !f.changed {
			delete(d.walk.drafts, id)
		}
	}
	if _, ok := d.inFront(); !ok {
		d.frontNearest()
	}
	d.readCase()
	d.keepFocus()
}

// frontNearest brings the case to the front that is where the last one was, or
// else the first that is still to be judged.
func (d *desk) frontNearest() {
	queue := d.queue()
	if len(queue) == 0 {
		d.walk.id = ""
		return
	}
	was := d.walk.spot
	at := -1
	if was.ID != "" {
		at = slices.IndexFunc(queue, func(c *review.Case) bool {
			return c.Document == was.Document && c.Extent.Overlaps(was.Extent) && c.Level == was.Level
		})
	}
	if at < 0 {
		at = max(0, slices.IndexFunc(queue, d.unjudged))
	}
	d.walk.id, d.walk.spot = queue[at].ID, *queue[at]
}

// unjudged reports whether a case still waits for the person at the screen.
func (d *desk) unjudged(c *review.Case) bool {
	return !judged(c, d.session.Me()) && !d.book.above[c.ID] && c.State != review.StateDeferred
}

// front brings a case to the front and says what it is.
func (d *desk) front(c *review.Case, said string) {
	d.walk.id, d.walk.spot, d.walk.listing = c.ID, *c, false
	d.readCase()
	d.say(said + d.caseWords(c))
	d.later(func() {
		if i := slices.Index(d.queue(), c); i >= 0 {
			d.services.Elements.ScrollTo("case-list", i*caseRow, caseRow)
		}
	})
	d.redraw()
}

// readCase fetches the text of the case in front, and lets go of the one before.
func (d *desk) readCase() {
	c, ok := d.inFront()
	if !ok {
		return
	}
	if _, loaded := d.session.Project().Text(c.Document); loaded && d.walk.text == c.Document {
		return
	}
	if d.walk.text != "" && d.walk.text != c.Document {
		d.session.Release(d.walk.text)
	}
	d.walk.text = c.Document
	document := c.Document
	d.aside(func(ctx context.Context) error { return d.session.Fetch(ctx, document) }, func(err error) {
		if err != nil && !errors.Is(err, annotations.ErrMissing) { // a text that is not there is said on the page
			d.fail(err)
		}
		d.redraw()
	})
}

// stepCase goes to the next case or the one before.
func (d *desk) stepCase(by int) {
	queue := d.queue()
	at := slices.IndexFunc(queue, func(c *review.Case) bool { return c.ID == d.walk.id }) + by
	if at < 0 || at >= len(queue) {
		d.say(map[bool]string{true: "This is the first case.", false: "This is the last case."}[at < 0])
		return
	}
	d.front(queue[at], "")
	d.focusArticle()
}

// nextOpen goes on to the next case that waits for a decision.
func (d *desk) nextOpen(said string) {
	queue := d.queue()
	at := slices.IndexFunc(queue, func(c *review.Case) bool { return c.ID == d.walk.id })
	for i := range queue {
		c := queue[(at+1+i)%len(queue)]
		if c.ID != d.walk.id && d.unjudged(c) {
			d.front(c, said)
			return
		}
	}
	d.say(said + "No further case waits for a decision.")
	d.redraw()
}

// drafted returns the draft of the case in front and a way to store it.
func (d *desk) drafted(c *review.Case) draft {
	if f, ok := d.walk.drafts[c.ID]; ok {
		return f
	}
	return firstDraft(c, d.session.Me())
}

func (d *desk) setDraft(c *review.Case, f draft) {
	if d.walk.drafts == nil {
		d.walk.drafts = map[string]draft{}
	}
	d.walk.drafts[c.ID] = f
	d.redraw()
}

// onCase makes an intention of what is to be done with the case in front; from
// any other page it leads to the cases first.
func onCase(f func(*desk, *review.Case)) func(*desk) {
	return func(d *desk) {
		if d.page != pageReview {
			d.goTo(pageReview)
			return
		}
		c, ok := d.inFront()
		if !ok {
			d.say("There is no case here.")
			return
		}
		f(d, c)
		d.keepFocus()
	}
}

// keepFocus gives the keyboard to the case when the control that had it is gone,
// and when the page was opened before the cases were found.
func (d *desk) keepFocus() {
	d.later(func() {
		if d.page == pageReview && d.dialog.kind == "" && (d.services.Elements.Kind() == "" || d.services.Elements.Focused() == "page-title") {
			d.focusArticle()
		}
	})
}

// takeVersion makes the n-th version, from 1, what is to stand.
func (d *desk) takeVersion(c *review.Case, n int) {
	versions := shuffled(c)
	if n > len(versions) {
		d.say("There are " + count(len(versions), "version") + ".")
		return
	}
	f := d.drafted(c)
	f.take(versions[n-1].Answers)
	d.setDraft(c, f)
	d.say(d.standing(&f))
}

func (d *desk) takeProposal(c *review.Case) {
	if c.Proposal == nil {
		d.say("No version has more votes than the others: take one by its number.")
		return
	}
	f := d.drafted(c)
	f.take([]review.Answer{*c.Proposal})
	d.setDraft(c, f)
	d.say(d.standing(&f))
}

// started returns the draft with something in it to be changed: the proposal,
// or else the first version that marks anything.
func (d *desk) started(c *review.Case) (draft, bool) {
	f := d.drafted(c)
	if _, ok := f.now(); ok {
		return f, true
	}
	if c.Proposal != nil {
		f.take([]review.Answer{*c.Proposal})
		return f, true
	}
	for _, r := range shuffled(c) {
		if len(r.Answers) > 0 {
			f.take(r.Answers)
			return f, true
		}
	}
	d.say("Nothing is left of this case to be changed.")
	return f, false
}

// changeResult changes what is to stand.
func (d *desk) changeResult(c *review.Case, change func(annotations.Text, review.Answer) (review.Answer, bool)) {
	f, ok := d.started(c)
	text, loaded := d.session.Project().Text(c.Document)
	if !ok || !loaded {
		return
	}
	now, _ := f.now()
	next, ok := change(text, now)
	if !ok {
		d.say("It cannot go further.")
		return
	}
	f.change(next)
	d.setDraft(c, f)
	d.say(d.standing(&f))
}

func (d *desk) relabelResult(c *review.Case, label string) {
	d.changeResult(c, func(_ annotations.Text, a review.Answer) (review.Answer, bool) {
		a.Label = label
		return a, true
	})
}

func (d *desk) moveResult(c *review.Case, start, forward bool) {
	d.changeResult(c, func(t annotations.Text, a review.Answer) (review.Answer, bool) { return moveEdge(t, a, start, forward) })
}

// splitResult takes the version that has parts, or makes two of what is to
// stand.
func (d *desk) splitResult(c *review.Case) {
	f := d.drafted(c)
	if len(f.results) < 2 {
		for _, r := range shuffled(c) {
			if len(r.Answers) > 1 {
				f.take(r.Answers)
				d.setDraft(c, f)
				d.say(d.standing(&f))
				return
			}
		}
	}
	f, ok := d.started(c)
	text, loaded := d.session.Project().Text(c.Document)
	if !ok || !loaded {
		return
	}
	now, _ := f.now()
	var others []review.Answer
	for _, r := range c.Readings {
		others = append(others, r.Answers...)
	}
	left, right, ok := split(text, now, others)
	if !ok {
		d.say("A single word cannot be split.")
		return
	}
	f.change(left)
	f.results = slices.Insert(f.results, f.part+1, right)
	f.joined = false
	d.setDraft(c, f)
	d.say(d.standing(&f))
}

// joinResult makes one of several parts: those that are to stand, or those of
// the version that has any.
func (d *desk) joinResult(c *review.Case) {
	f := d.drafted(c)
	parts := f.results
	for _, r := range shuffled(c) {
		if len(parts) < 2 && len(r.Answers) > 1 {
			parts = r.Answers
		}
	}
	if len(parts) < 2 {
		d.say("There are no parts to join.")
		return
	}
	f.take([]review.Answer{join(parts)})
	f.joined = true
	d.setDraft(c, f)
	d.say(d.standing(&f))
}

// nextPart makes the keys be about the next of several results.
func (d *desk) nextPart(c *review.Case) {
	f := d.drafted(c)
	if len(f.results) < 2 {
		d.say("There is one annotation.")
		return
	}
	f.part = (f.part + 1) % len(f.results)
	d.setDraft(c, f)
	d.say(d.answerWords(&f.results[f.part], c.Document))
}

// linkResult opens the dialog of entities for what is to stand.
func (d *desk) linkResult(c *review.Case) {
	if f, ok := d.started(c); ok {
		d.setDraft(c, f)
		d.ask(dialog{kind: dialogEntity, judging: true})
	}
}

func (d *desk) toggleResultEntity(id string) {
	if c, ok := d.inFront(); ok {
		d.changeResult(c, func(_ annotations.Text, a review.Answer) (review.Answer, bool) { return toggleEntity(a, id), true })
	}
}

// accept makes the draft a decision, or the proposal where nothing was taken,
// and goes on. What is decided already and was not changed stays.
func (d *desk) acceptCase(c *review.Case, stay bool) {
	f := d.drafted(c)
	if _, mine := ruledBy(c, d.session.Me()); f.ready && !f.changed && mine || !f.ready && judged(c, d.session.Me()) {
		if !stay {
			d.nextOpen("")
		}
		return
	}
	if len(c.Members)+len(c.Parts) == 0 {
		d.say("Nothing is left to be judged here. Take the decision back, or go on.")
		return
	}
	if !f.ready {
		if c.Proposal == nil {
			d.say("No version has more votes than the others: take one by its number first.")
			return
		}
		f.take([]review.Answer{*c.Proposal})
	}
	if d.decide(c, f, f.verdict(c)) && !stay {
		d.nextOpen("Decided. ")
	}
}

// decide records a verdict.
func (d *desk) decide(c *review.Case, f draft, v review.Verdict) bool {
	if err := d.session.Decide(*c, v); err != nil {
		d.fail(err)
		return false
	}
	f.changed = false
	d.setDraft(c, f)
	d.say(outcomeSaid[v.Outcome] + ".")
	return true
}

var outcomeSaid = map[annotations.Outcome]string{
	annotations.OutcomeAccept: "Accepted", annotations.OutcomeEdit: "Decided, with changes", annotations.OutcomeReject: "Rejected: nothing stands here",
	annotations.OutcomeDefer: "Put off", annotations.OutcomeSplit: "Split", annotations.OutcomeMerge: "Joined",
}

// rejectCase decides at once that nothing stands.
func (d *desk) rejectCase(c *review.Case) {
	f := d.drafted(c)
	f.take(nil)
	d.decide(c, f, f.verdict(c))
}

// deferCase puts a case off.
func (d *desk) deferCase(c *review.Case) {
	f := d.drafted(c)
	d.decide(c, draft{reason: f.reason, note: f.note}, review.Verdict{Outcome: annotations.OutcomeDefer, Reason: f.reason, Note: f.note})
}

// withdrawCase takes a decision back: one's own or a rule's.
func (d *desk) withdrawCase(c *review.Case) {
	for _, r := range slices.Concat(c.Rulings, c.Stale) {
		if by := r.Decision.By; by == d.session.Me() || by == "" {
			if err := d.session.Withdraw(r.Decision); err != nil {
				d.fail(err)
				return
			}
			delete(d.walk.drafts, c.ID)
			d.toast(toast{text: "The decision is taken back", action: "Undo", do: d.undo})
			return
		}
	}
	d.say("There is no decision of yours here.")
}

// setReason gives a code of why: again takes it away.
func (d *desk) setReason(c *review.Case, r annotations.Reason) {
	f := d.drafted(c)
	if f.reason == r {
		r = ""
	}
	f.reason = r
	d.explain(c, f)
	if r == "" {
		d.say("No reason")
	} else {
		d.say("Reason: " + reasonName(r))
	}
}

func (d *desk) setCaseNote(c *review.Case, note string) {
	f := d.drafted(c)
	f.note = note
	d.explain(c, f)
}

// explain stores why: with the decision, if there is one already.
func (d *desk) explain(c *review.Case, f draft) {
	if r, mine := ruledBy(c, d.session.Me()); mine && !f.changed && (f.reason != r.Decision.Reason || f.note != r.Decision.Note) {
		v := review.Verdict{Outcome: r.Decision.Outcome, Results: r.Answers, Reason: f.reason, Note: f.note}
		d.decide(c, f, v)
		return
	}
	d.setDraft(c, f)
}

// acceptAgreed accepts what all agree on in every respect.
func (d *desk) acceptAgreed() {
	n, err := d.session.AutoAccept(d.book.all)
	if err != nil {
		d.fail(err)
		return
	}
	d.toast(toast{text: "Accepted " + count(n, "case") + " that all agree on", action: "Undo", do: d.undo})
	d.focusArticle() // the button goes away
}

// readInArticle shows where the case is in its article.
func (d *desk) readInArticle(c *review.Case) {
	span := c.Extent
	d.goTo(pageRead)
	d.pane = paneArticle
	d.open(c.Document, func() {
		d.session.Select(annotations.Span{Start: span.Start, End: span.Start})
		d.surface.SetSelection(annotations.Span{Start: span.Start, End: span.Start}, false)
		d.surface.Reveal(span)
		d.focusArticle()
	})
}

// followCase brings the case to the front that a change was about.
func (d *desk) followCase(c annotations.Change) {
	for _, e := range c.Edits {
		for _, r := range []annotations.Record{e.After, e.Before} {
			if r, ok := r.(*annotations.Decision); ok {
				delete(d.walk.drafts, r.Case)
				if c, ok := d.book.get(r.Case); ok {
					d.walk.id, d.walk.spot = c.ID, *c
					d.readCase()
					d.keepFocus()
					return
				}
			}
		}
	}
}
