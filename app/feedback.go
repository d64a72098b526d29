package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/review"
)

// outcome is what reviewing has come to, as it was found out last: how many
// cases are settled, and what became of one person's work.
type outcome struct {
	of      *annotations.Project // what it was found out of
	who     string               // whose work is shown; "" for the first
	shown   string               // whose items these are
	ready   bool
	cases   int // to be decided
	decided int
	agreed  int // not decided, and everybody who is done says the same
	gold    int // annotations that stand
	items   []review.Item
	fate    review.Fate // shown alone; "" for all
}

// itemLimit is how many items of feedback are on screen; the file holds all.
const itemLimit = 200

// find begins to find out what is not known yet.
func (d *desk) find() {
	x := &d.outcome
	p := d.session.Project()
	people := d.annotators()
	if !slices.Contains(people, x.who) {
		x.who = ""
	}
	who := x.who
	if who == "" && len(people) > 0 {
		who = people[0]
	}
	if x.of != nil && x.shown == who && sameVotes(x.of, p) && x.of.Decisions.Same(p.Decisions) {
		return
	}
	next := outcome{of: p, who: x.who, shown: who, fate: x.fate, ready: true}
	x.of, x.shown = p, who
	d.session.WhenWhole(func() {
		d.aside(func(ctx context.Context) error { return next.find(ctx, d) }, func(err error) {
			if x.of != p || x.shown != who {
				return
			}
			d.fail(err)
			next.fate = x.fate
			*x = next
			d.redraw()
		})
	})
}

// find counts and reads. It waits for storage.
func (x *outcome) find(ctx context.Context, d *desk) error {
	p, err := d.session.Texts(ctx, decidedIn)
	if err != nil {
		return err
	}
	breath := breathe(ctx)
	o := review.Options{Step: func() error { return breath(0, 0) }}
	cases, err := review.Cases(p, "", o)
	if err != nil {
		return err
	}
	for i := range cases {
		switch c := &cases[i]; {
		case c.Level > 1 || c.Kind == review.KindGone:
		case c.Settled != nil:
			x.decided++
			x.gold += len(c.Settled.Result)
		case c.State == review.StateAgreed:
			x.agreed++
		default:
			x.cases++
		}
	}
	x.items, err = review.Feedback(p, x.shown, o)
	return err
}

// decidedIn reports whether somebody decided something in a document.
func decidedIn(p *annotations.Project, document string) bool {
	for r := range p.Decisions.All() {
		if r.Document == document {
			return true
		}
	}
	return false
}

// annotators are those whose work could be reviewed, by name, oneself last.
func (d *desk) annotators() []string {
	var out []string
	last := ""
	for a := range d.session.Project().Annotations.All() {
		if a.By != "" && a.By != last && a.Origin != annotations.OriginReview && !slices.Contains(out, a.By) {
			out = append(out, a.By)
		}
		last = a.By
	}
	me := d.session.Me()
	slices.SortFunc(out, func(a, b string) int {
		if a == me || b == me {
			return map[bool]int{true: 1, false: -1}[a == me]
		}
		return cmp.Or(cmp.Compare(d.personName(a), d.personName(b)), cmp.Compare(a, b))
	})
	return out
}

// feedbackPage is what reviewing has come to: gold, and what to tell each
// annotator.
type feedbackPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render draws what is known and has the rest found out.
func (p *feedbackPage) Render() ga.UI {
	d := p.D
	const lead = "What the review has come to: the annotations that stand, and for each annotator what became of theirs and why."
	if d.session == nil {
		return d.reviewSheet(lead)
	}
	d.find()
	return d.reviewSheet(lead, el("div").Class("feedback").Body(d.goldSection(), d.feedbackSection()))
}

// goldSection counts what stands.
func (d *desk) goldSection() ga.UI {
	x := &d.outcome
	said := "Counting…"
	switch {
	case !x.ready:
	case x.decided+x.agreed+x.cases == 0:
		said = "There are no cases yet: nobody has annotated anything."
	default:
		said = count(x.gold, "annotation") + " of " + count(x.decided, "decided case") + ". " +
			count(x.agreed, "case") + " more, where everybody who is done agrees, can go with them. " + count(x.cases, "case") + " still to be decided."
	}
	return el("section").Body(el("h2").Text("Gold"),
		el("p").Role("status").Text(said),
		el("p").Class("muted").Text("Gold can be exported in every format. Everybody’s votes stay beside it, as a soft label, and so does what was decided."),
		ga.If(x.ready && x.decided+x.agreed > 0, func() ga.UI {
			return el("p").Body(el("button").Attr("type", "button").Class("button").Body(icon("export"), ga.Text("Export gold")).OnClick(d.on(d.askExportGold)))
		}))
}

// feedbackSection tells one annotator what became of their work.
func (d *desk) feedbackSection() ga.UI {
	x := &d.outcome
	people := d.annotators()
	if len(people) == 0 {
		return el("section").Body(el("h2").Text("Feedback"), el("p").Class("empty").Text("Nobody has annotated anything yet."))
	}
	var options []ga.UI
	for _, id := range people {
		options = append(options, el("option").Attr("value", id).Attr("selected", id == x.shown).Text(d.personName(id)))
	}
	items := x.items
	if x.fate != "" {
		items = slices.DeleteFunc(slices.Clone(items), func(it review.Item) bool { return it.Fate != x.fate })
	}
	list := []ga.UI{}
	for i := range items[:min(len(items), itemLimit)] {
		list = append(list, d.feedbackItem(&items[i], i))
	}
	return el("section").Body(
		el("div").Class("section-head").Body(el("h2").ID("feedback-title").Text("Feedback"),
			el("select").ID("feedback-who").Aria("label", "Annotator").OnChange(func(ctx ga.Context, _ ga.Event) {
				x.who = ctx.JSSrc().Get("value").String()
				d.redraw()
			}).Body(options...),
			el("button").Attr("type", "button").Class("button").ID("feedback-save").Attr("disabled", !x.ready).Title("A page to be printed or sent, without anything that runs").
				Body(icon("download"), ga.Text("Save to send")).OnClick(d.on(d.saveFeedback))),
		d.fates(),
		ga.If(x.ready && len(x.items) == 0, func() ga.UI {
			return el("p").Class("empty").Text("Nothing has been decided about this work yet. Decide cases first.")
		}),
		el("ul").Class("feedback-list").Aria("labelledby", "feedback-title").Body(list...),
		ga.If(len(items) > itemLimit, func() ga.UI {
			return el("p").Class("muted").Text("The first " + thousands(itemLimit) + " of " + thousands(len(items)) + "; the file holds all.")
		}))
}

// fates counts what became of the work, and narrows the list.
func (d *desk) fates() ga.UI {
	x := &d.outcome
	buttons := []ga.UI{}
	for _, f := range append([]review.Fate{""}, review.Fates...) {
		n, name := 0, "All"
		if f != "" {
			name = f.Words()
		}
		for i := range x.items {
			if f == "" || x.items[i].Fate == f {
				n++
			}
		}
		buttons = append(buttons, el("button").Attr("type", "button").Class("choice").Aria("pressed", boolean(x.fate == f)).Text(name+" "+thousands(n)).OnClick(func(ga.Context, ga.Event) {
			x.fate = f
			d.redraw()
		}, ga.EventScope("fate"+string(f))))
	}
	return el("div").Class("choices").Role("group").Aria("label", "What became of it").Body(buttons...)
}

// feedbackItem tells what became of one passage, and leads to it.
func (d *desk) feedbackItem(it *review.Item, i int) ga.UI {
	words := []rune(it.Passage)
	body := []ga.UI{
		el("p").Class("fate").Body(el("strong").Text(it.Fate.Words()), ga.If(it.Words() != "", func() ga.UI { return el("span").Class("muted").Dir("auto").Text(" — " + visible(it.Words())) })),
		passage(string(words[:it.Marked.Start]), string(words[it.Marked.Start:it.Marked.End]), string(words[it.Marked.End:])),
	}
	for _, c := range it.Changes {
		from, to := cmp.Or(c.From, "none"), cmp.Or(c.To, "none")
		body = append(body, el("p").Class("small").Dir("auto").Body(el("span").Class("muted").Text(strings.ToUpper(c.What[:1])+c.What[1:]+": "),
			el("del").Text(clip(visible(from), 200)), hidden(" became "), ga.Text(" → "), el("ins").Text(clip(visible(to), 200))))
	}
	at := it.Yours
	if at == nil {
		at = it.Gold
		body = append(body, el("p").Class("small").Text("It stands as "+d.labelTitle(it.Gold.Label)+"."))
	}
	span := at.Extent()
	return el("li").Class("place fate-" + string(it.Fate)).Body(append(body, el("div").Class("place-foot").Body(
		d.articleTitle(it.Document),
		ga.If(it.Decision.By != "", func() ga.UI {
			return el("span").Class("muted small").Text("decided by " + d.personName(it.Decision.By))
		}),
		el("button").Attr("type", "button").Class("text").Text("In the article").Aria("label", "In the article: "+clip(visible(at.Exact()), 60)).
			OnClick(func(ga.Context, ga.Event) { d.goToPlace(it.Document, span) }, ga.EventScope(it.Document, span.Start, i, it.Case))))...)
}

// saveFeedback offers what is shown as a page to send.
func (d *desk) saveFeedback() {
	x := d.outcome
	name := d.session.Name(x.shown)
	letters := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z' && r < 0xc0 || r >= 0x2000 && r < 0x2070 {
			return '-'
		}
		return r
	}, name)
	page := review.Letter(d.session.Project(), x.shown, x.items)
	if err := d.services.Files.Download("feedback-"+cmp.Or(strings.Trim(letters, "-"), "annotator")+".html", "text/html", page); err != nil {
		d.fail(err)
		return
	}
	d.tell("Saved the feedback for " + d.personName(x.shown) + ".")
}
