package app

import (
	"context"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/consistency"
)

// check is what was found before an export.
type check struct {
	of      *annotations.Project // the project that was looked at; nil for none
	found   []consistency.Finding
	running bool
}

// checkSoon looks the project over unless that was done.
func (d *desk) checkSoon() {
	c := &d.check
	if d.session == nil || c.running || c.of == d.session.Project() {
		return
	}
	c.running = true
	d.session.WhenWhole(func() {
		p := d.session.Project()
		var found []consistency.Finding
		d.aside(func(ctx context.Context) (err error) {
			found, err = consistency.Check(p, consistency.Step(breathe(ctx)))
			return err
		}, func(err error) {
			c.of, c.found, c.running = p, found, false
			d.fail(err)
			d.redraw()
		})
	})
}

// findingsBox stands in the export dialog: how many findings there are, and a
// way to them.
func (d *desk) findingsBox() ga.UI {
	d.checkSoon()
	c := &d.check
	switch {
	case c.of == nil:
		return el("p").Class("findings muted").Text("Looking for what you may want to put right first …")
	case len(c.found) == 0:
		return el("p").Class("findings").Body(icon("check"), ga.Text("The check finds nothing to put right."))
	}
	return el("p").Class("findings some").Body(icon("flag"),
		el("span").Text(count(len(c.found), "finding")+" before you export"),
		el("a").Attr("href", "#"+string(pageCheck)).Text("Look at them").OnClick(func(_ ga.Context, e ga.Event) {
			e.PreventDefault()
			d.close()
			d.goTo(pageCheck)
		}))
}

// checkTitles say what each rule looks for.
var checkTitles = map[consistency.Rule]string{
	consistency.Versions:  "Edited in two places",
	consistency.Labels:    "The same words, labelled otherwise",
	consistency.Relations: "Both the same claim and a contradiction",
	consistency.Conflicts: "Sources differ, and no relation says so",
	consistency.Duplicate: "There twice",
	consistency.Claim:     "Claims without a source or without an entity",
	consistency.Edges:     "Blanks at an edge",
	consistency.Untouched: "Articles nobody has begun",
	consistency.Empty:     "Articles done and empty",
}

// findingsShown is how many findings of one rule are listed at first.
const findingsShown = 100

// checkPage lists what was found, by rule; each leads to its place.
type checkPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render lists the findings.
func (c *checkPage) Render() ga.UI {
	d := c.D
	const lead = "What one may want to put right before an export: contradictions in one's own labels and between sources, claims that lack what the guideline asks for, and articles nobody has read. Nothing is changed for you."
	if d.session == nil {
		return sheet("Check", lead)
	}
	d.checkSoon()
	if d.check.of == nil {
		return sheet("Check", lead, el("p").Class("muted").Text("Looking …"))
	}
	if len(d.check.found) == 0 {
		return sheet("Check", lead, el("p").Class("findings").Body(icon("check"), ga.Text("Nothing to put right.")))
	}
	var sections []ga.UI
	for _, rule := range consistency.Rules {
		var of []consistency.Finding
		for _, f := range d.check.found {
			if f.Rule == rule {
				of = append(of, f)
			}
		}
		if len(of) > 0 {
			sections = append(sections, d.findingsOf(rule, of))
		}
	}
	return sheet("Check", lead, sections...)
}

func (d *desk) findingsOf(rule consistency.Rule, of []consistency.Finding) ga.UI {
	var items []ga.UI
	for i, f := range of[:min(len(of), findingsShown)] {
		items = append(items, d.finding(f, i))
	}
	id := "check-" + string(rule)
	return el("section").Class("check-section").Aria("labelledby", id).Body(
		el("h2").ID(id).Body(ga.Text(checkTitles[rule]), el("span").Class("tally").Text(" "+thousands(len(of)))),
		el("ul").Aria("labelledby", id).Body(items...),
		ga.If(len(of) > findingsShown, func() ga.UI {
			return el("p").Class("muted small").Text("and " + thousands(len(of)-findingsShown) + " more")
		}))
}

// finding is a link to what was found.
func (d *desk) finding(f consistency.Finding, i int) ga.UI {
	title, hash := "", ""
	if doc, ok := d.session.Project().Documents.Get(f.Document); ok {
		title, hash = d.title(doc), "#doc="+doc.ID[:16]
	}
	text := "“" + clip(title, 70) + "”"
	if a, ok := d.session.Project().Annotations.Get(f.Annotation); ok {
		text = quoted(a, 90)
	} else {
		title = ""
	}
	words := f.Words
	if f.Person != "" && f.Person != d.session.Me() {
		words += " (" + d.personName(f.Person) + ")"
	}
	return el("li").Class("finding").Body(
		el("a").Attr("href", hash).Dir("auto").Text(visible(text)).OnClick(func(_ ga.Context, e ga.Event) {
			e.PreventDefault()
			d.goToFinding(f)
		}, ga.EventScope(string(f.Rule), f.Document, f.Annotation, i)),
		el("span").Text(" "+visible(words)),
		ga.If(title != "", func() ga.UI { return el("span").Class("muted").Dir("auto").Text(" · " + clip(title, 50)) }))
}

// goToFinding opens the article and chooses the annotation.
func (d *desk) goToFinding(f consistency.Finding) {
	d.pane = paneArticle
	if f.Annotation != "" {
		d.goTo(pageRead)
		d.choose(f.Annotation)
		return
	}
	d.open(f.Document, d.focusArticle)
}
