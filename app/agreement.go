package app

import (
	"context"
	"errors"
	"slices"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/agreement"
	"gloss/annotations/review"
)

// agreed is the agreement of the project as it was measured last. It is kept
// until somebody’s annotations change.
type agreed struct {
	of      *annotations.Project // what was measured, or is being
	docs    []agreement.Document // what the measures were given, but for words and sentences
	report  agreement.Report
	ready   bool // there is a report of it
	running bool
	full    bool // the report has γ and the intervals
	stop    func()
	waiting []waiting
	pairBy  string // key of the measure that the pairs are shown by
	pair    int    // in the report: whose labels are compared
	further int    // articles listed beyond the first
	places  places
}

// waiting is what somebody marked in an article they are not done with.
type waiting struct {
	document, person string
	n                int
}

// sameVotes reports whether agreement is the same in two states of a project.
func sameVotes(p, q *annotations.Project) bool {
	return p == q || p.Annotations.Same(q.Annotations) && p.Progress.Same(q.Progress) && p.Documents.Same(q.Documents) &&
		p.Entities.Same(q.Entities) && p.Schemes.Same(q.Schemes)
}

// measure begins to measure what is not measured yet: first what takes a
// moment, then γ and the intervals. The screen is drawn meanwhile.
func (d *desk) measure() {
	x := &d.agreed
	if x.of != nil && sameVotes(x.of, d.session.Project()) {
		return
	}
	if x.stop != nil {
		x.stop()
	}
	ctx, stop := context.WithCancel(context.Background())
	*x = agreed{of: d.session.Project(), running: true, stop: stop, pairBy: x.pairBy}
	of := x.of
	mine := func() bool { return d.agreed.of == of }
	breath := breathe(ctx)
	step := func() error { return breath(0, 0) }
	d.session.WhenWhole(func() {
		d.aside(func(context.Context) error {
			p, docs, err := d.votes(ctx, step)
			if err != nil {
				return err
			}
			left, err := unfinished(p, step)
			if err != nil {
				return err
			}
			for _, quick := range []bool{true, false} {
				r, err := agreement.Measure(docs, agreement.Options{Seed: agreement.Seed(docs), Quick: quick, Step: step})
				if err != nil {
					return err
				}
				d.dispatch(func() {
					if mine() {
						x.docs, x.report, x.ready, x.full, x.waiting = docs, r, true, !quick, left
						d.redraw()
					}
				})
			}
			return nil
		}, func(err error) {
			stop()
			if !mine() {
				return
			}
			x.running = false
			for i := range x.docs {
				x.docs[i].Tokens, x.docs[i].Sentences = nil, nil // the most of it, and no longer needed
			}
			if err != nil && !errors.Is(err, context.Canceled) {
				d.fail(err)
				return
			}
			d.say("Agreement: " + map[bool]string{true: "stopped", false: "measured"}[err != nil])
		})
	})
}

// votes loads the texts of the articles that somebody is done with, and returns
// what the measures want of them. It waits for storage.
func (d *desk) votes(ctx context.Context, step func() error) (*annotations.Project, []agreement.Document, error) {
	var done []string
	var of *annotations.Project
	p, err := d.session.Texts(ctx, func(p *annotations.Project, document string) bool {
		if of != p {
			of, done = p, doneBySomebody(p)
		}
		return slices.Contains(done, document)
	})
	if err != nil {
		return nil, nil, err
	}
	docs, err := review.Agreement(p, doneBySomebody(p), review.Options{Step: step})
	return p, docs, err
}

// doneBySomebody returns the articles that count, by id.
func doneBySomebody(p *annotations.Project) []string {
	var out []string
	for r := range p.Progress.All() {
		if _, there := p.Documents.Get(r.Document); there && r.State == annotations.Done {
			out = append(out, r.Document)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// unfinished lists who marked something where they are not done, by article.
func unfinished(p *annotations.Project, step func() error) ([]waiting, error) {
	var out []waiting
	for doc := range p.Documents.All() {
		from := len(out)
		for _, a := range p.In(doc.ID) {
			if a.Origin == annotations.OriginReview {
				continue
			}
			if i := slices.IndexFunc(out[from:], func(u waiting) bool { return u.person == a.By }); i >= 0 {
				out[from+i].n++
			} else {
				out = append(out, waiting{doc.ID, a.By, 1})
			}
		}
		some := slices.DeleteFunc(out[from:], func(u waiting) bool { return p.StateOf(doc.ID, u.person) == annotations.Done })
		out = out[:from+len(some)]
		if err := step(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// agreementPage is how far annotators agree, in numbers that explain
// themselves.
type agreementPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render draws the numbers there are, and has the others measured.
func (p *agreementPage) Render() ga.UI {
	d := p.D
	const lead = "How far annotators agree on the articles they have marked done. Numbers are pooled over articles, so that a short one weighs little."
	if d.session == nil {
		return d.reviewSheet(lead)
	}
	d.measure()
	x := &d.agreed
	return d.reviewSheet(lead,
		el("div").Class("page-bar").Body(d.measuring()...),
		ga.If(x.ready, func() ga.UI {
			return el("div").Class("agreement").Body(d.agreementBody()...)
		}))
}

// measuring tells how far the measuring is.
func (d *desk) measuring() []ga.UI {
	x := &d.agreed
	switch {
	case x.running && !x.ready:
		return []ga.UI{el("p").Role("status").Text("Measuring…"), el("progress").Aria("label", "Measuring"), d.textButton("Stop", x.stop)}
	case x.running:
		return []ga.UI{el("p").Role("status").Text("γ and the intervals are still being computed."), el("progress").Aria("label", "Measuring γ"), d.textButton("Stop", x.stop)}
	case !x.full:
		return []ga.UI{el("p").Role("status").Text("Stopped before everything was measured."), d.textButton("Measure", func() {
			x.of = nil
			d.redraw()
		})}
	}
	return []ga.UI{el("p").Class("muted").Text(d.counted())}
}

// counted says what the numbers are of.
func (d *desk) counted() string {
	r := &d.agreed.report
	two := 0
	for _, doc := range r.Documents {
		if len(doc.Annotators) > 1 {
			two++
		}
	}
	out := count(len(r.Annotators), "annotator") + " · " + count(len(r.Documents), "article") + " done by somebody, " + thousands(two) + " by two or more"
	switch r.Resampled {
	case "documents":
		out += " · intervals hold 95% of the values found by drawing articles anew, out of " + thousands(r.Passages)
	case "sentences":
		out += " · intervals hold 95% of the values found by drawing sentences anew, out of " + thousands(r.Passages) + ", since there are fewer than ten articles"
	default:
		if two > 0 {
			out += " · too few passages for intervals"
		}
	}
	return out + "."
}

// agreementBody is the page when there is a report.
func (d *desk) agreementBody() []ga.UI {
	r := &d.agreed.report
	if why, ask := d.nothingToCompare(); why != "" {
		return []ga.UI{el("div").Class("empty").Body(el("h2").Text("Nothing to compare yet"), el("p").Text(why), ga.If(ask, func() ga.UI { return d.textButton("Open files", d.askFiles) })), d.notDone()}
	}
	return []ga.UI{
		d.headlineTable(),
		d.notDone(),
		el("section").Body(el("h2").Text("What the numbers say"), d.explained(headlines),
			el("p").Class("muted").Text("1 is full agreement and 0, where chance is taken off, what chance would give; below 0 is worse. The marks of .667 and .8 that are often quoted are Krippendorff’s for α alone. “n/a” is a number that does not exist, and why. F1 is the mean over pairs of annotators.")),
		el("details").Class("more").Body(el("summary").Text("More measures"), d.furtherTable()),
		d.pairSection(),
		ga.If(len(r.Pairs) > 0, d.confusion),
	}
}

// nothingToCompare says why there is no agreement to show, and whether opening
// files would help; "" when there is.
func (d *desk) nothingToCompare() (why string, ask bool) {
	r, p := &d.agreed.report, d.session.Project()
	if len(r.Pairs) > 0 {
		return "", false
	}
	others := false
	for a := range p.Annotations.All() {
		others = others || a.By != d.session.Me() && a.By != ""
	}
	for s := range p.Progress.All() {
		others = others || s.By != d.session.Me()
	}
	switch {
	case !others:
		return "Nobody else’s work is here. Open the project files that other annotators exported; they are added to yours and change nothing in it.", true
	case len(r.Annotators) == 0:
		return "Nobody has marked an article done. Done is what makes silence a vote: only then is it known that somebody left words unmarked on purpose. The button is above the article, and its key is D.", false
	case len(r.Annotators) == 1:
		return "Only " + d.personName(r.Annotators[0]) + " has marked an article done. Agreement takes two who are done with the same article.", true
	}
	return "No article was marked done by two people.", true
}

// notDone lists who marked something that does not count.
func (d *desk) notDone() ga.UI {
	list := d.agreed.waiting
	return ga.If(len(list) > 0, func() ga.UI {
		var items []ga.UI
		for _, u := range list[:min(len(list), 100)] {
			if doc, ok := d.session.Project().Documents.Get(u.document); ok {
				items = append(items, el("li").Body(d.toArticle(doc.ID), ga.Text(" — "+d.personName(u.person)+", "+count(u.n, "annotation"))))
			}
		}
		if len(list) > 100 {
			items = append(items, el("li").Text("and "+thousands(len(list)-100)+" more"))
		}
		return el("details").Class("more").Attr("open", len(d.agreed.report.Pairs) == 0).Body(el("summary").Text("Not counted: "+count(len(list), "article")+" that somebody is not done with"), el("ul").Class("plain-list").Body(items...))
	}).(ga.UI)
}

// toArticle leads to an article.
func (d *desk) toArticle(id string) ga.UI {
	title := "Untitled"
	if doc, ok := d.session.Project().Documents.Get(id); ok {
		title = d.title(doc)
	}
	return el("a").Attr("href", "#doc="+id[:min(16, len(id))]).Dir("auto").Text(clip(title, 80)).OnClick(func(_ ga.Context, e ga.Event) {
		e.PreventDefault()
		d.open(id, d.focusArticle)
	}, ga.EventScope(id))
}
