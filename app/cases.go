package app

import (
	"cmp"
	"slices"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/review"
)

// caseRow is the height of a case in the list, in CSS pixels; the style sheet
// says the same.
const caseRow = 64

// casesPage walks the passages that people have annotated, to be judged one by
// one: the list of cases, and the one in front.
type casesPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render draws the list and the case.
func (p *casesPage) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return d.reviewSheet("")
	}
	d.findCases()
	class := "cases"
	if d.walk.listing {
		class += " listing"
	}
	return el("div").Class("page review whole").Body(
		el("div").Class("review-top").Body(d.reviewHead(), d.caseProgress()),
		ga.If(len(d.book.all) == 0, d.noCases).Else(func() ga.UI {
			return el("div").Class(class).Body(d.caseList(), d.caseView())
		}))
}

// caseProgress tells how much is done, and what can be done at once.
func (d *desk) caseProgress() ga.UI {
	decided, all := d.book.tally()
	return ga.If(all > 0, func() ga.UI {
		return el("div").Class("case-progress").Body(
			el("span").Class("case-tally").Text(thousands(decided)+" of "+thousands(all)+" decided"),
			el("progress").Attr("max", all).Attr("value", decided).Aria("label", "Decided"),
			el("span").Class("narrow").Body(el("button").Attr("type", "button").Class("button").Aria("pressed", boolean(d.walk.listing)).Body(icon("list"), ga.Text("All cases")).OnClick(d.on(func() {
				d.walk.listing = !d.walk.listing
				d.redraw()
			}))),
			el("button").Attr("type", "button").Class("button").Aria("pressed", boolean(d.walk.named)).Body(icon(map[bool]string{true: "eye", false: "eye-off"}[d.walk.named]), ga.Text("Names"), keyHint(d.caseChord("names"))).
				Title("Names and votes are hidden until a case is decided, so that they do not sway you").OnClick(d.on(func() { d.setNamed(!d.walk.named) })),
			ga.If(d.book.agree > 0, func() ga.UI { // last, since it goes away
				return el("button").Attr("type", "button").Class("button").Body(icon("check"), ga.Text("Accept "+thousands(d.book.agree)+" that all agree on")).
					Title("Those on which everybody who is done agrees in every respect").OnClick(d.on(d.acceptAgreed))
			}))
	})
}

func (d *desk) setNamed(on bool) {
	d.walk.named = on
	d.say(map[bool]string{true: "Names are shown", false: "Names are hidden until a case is decided"}[on])
	d.redraw()
}

// noCases says why there is nothing to judge, and what to do.
func (d *desk) noCases() ga.UI {
	title, text := "Nothing to judge yet", "Open the files of two or more people: drag them in together or one after another. What they have marked is put side by side here, passage by passage."
	if d.book.busy || !d.session.Whole() || d.book.of == nil {
		title, text = "Finding the cases", "Everybody’s annotations are being compared."
	}
	return el("div").Class("empty review-empty").Body(
		el("h2").Text(title), el("p").Text(text),
		el("button").Attr("type", "button").Class("button primary").Body(icon("open"), ga.Text("Open files")).OnClick(d.on(d.askFiles)))
}

// noCase stands where a case would be.
func (d *desk) noCase() ga.UI {
	return el("div").Class("empty").Body(
		el("h2").Text("No case passes the filter"),
		el("button").Attr("type", "button").Class("button").Text("Show all cases").OnClick(d.on(func() {
			d.caseFilter = caseFilter{}
			d.filtered()
			d.focusArticle()
		})))
}

// filtered follows a change of the filter.
func (d *desk) filtered() {
	d.scroll["case-list"] = 0
	if _, ok := d.inFront(); !ok {
		d.frontNearest()
		d.readCase()
	}
	d.redraw()
}

// caseList is the queue.
func (d *desk) caseList() ga.UI {
	queue := d.queue()
	w := windowed{count: len(queue), height: caseRow, top: d.scroll["case-list"], view: d.scroll["case-list-view"]}
	from, to := w.bounds()
	items := []ga.UI{spacer(from * caseRow)}
	for i, c := range queue[from:to] {
		items = append(items, d.caseItem(c, from+i, len(queue)))
	}
	items = append(items, spacer((len(queue)-to)*caseRow))
	return el("div").Class("case-queue").Body(
		d.onlyOne(),
		d.caseFilters(),
		el("ul").Class("case-list").ID("case-list").Aria("label", "Cases").OnScroll(d.scrolled("case-list")).Body(items...))
}

// onlyOne says so when there is nobody to differ, or nobody who counts.
func (d *desk) onlyOne() ga.UI {
	people, done := map[string]bool{}, false
	for i := range d.book.all {
		for _, m := range d.book.all[i].Members {
			people[m.By] = true
			done = done || m.Counted
		}
		done = done || len(d.book.all[i].Missing) > 0
	}
	text := ""
	switch {
	case len(people) == 1:
		text = "One person has annotated so far. Open the files of others to see where they differ."
	case !done:
		text = "Nobody has marked an article done, so nothing counts as a vote yet: who is silent may still be at work."
	}
	return ga.If(text != "", func() ga.UI { return el("p").Class("hint").Body(icon("info"), el("span").Text(text)) })
}

// caseItem is one case of the list.
func (d *desk) caseItem(c *review.Case, i, n int) ga.UI {
	class := "case-item"
	b := el("button").Attr("type", "button").OnClick(func(ga.Context, ga.Event) {
		if c, ok := d.book.get(c.ID); ok {
			d.front(c, "")
			d.focusArticleSoon()
		}
	}, ga.EventScope(c.ID))
	if c.ID == d.walk.id {
		b = b.Aria("current", "true")
	}
	if c.Level > 1 {
		class += " above"
	}
	if f, ok := d.walk.drafts[c.ID]; ok && f.changed {
		class += " drafted"
	}
	return el("li").Aria("setsize", n).Aria("posinset", i+1).Body(b.Class(class).Body(
		el("span").Class("case-sign is-"+string(c.State)).Aria("hidden", "true"),
		el("span").Class("case-quote").Dir("auto").Text(clip(visible(d.caseQuote(c)), 90)),
		el("span").Class("case-facts").Body(hidden(". "), ga.Text(kindSentence(c)), hidden(", "), el("span").Class("case-how").Text(caseStateName(c, d.book.above[c.ID])))))
}

// caseFilters narrow and order the queue.
func (d *desk) caseFilters() ga.UI {
	f := &d.caseFilter
	var kinds, states, labels, entities, people, articles []choiceOf
	for _, k := range kindNames {
		kinds = append(kinds, choiceOf{string(k.kind), k.name})
	}
	states = append(states, choiceOf{caseOpen, "To be judged"})
	for _, s := range stateNames {
		states = append(states, choiceOf{string(s.state), s.name})
	}
	for _, l := range d.scheme().Offered() {
		labels = append(labels, choiceOf{l.Key, visible(l.Title)})
	}
	labels = append(labels, choiceOf{"-", "Mention"})
	people, entities, articles = d.filterChoices()
	more := "More filters"
	on := 0
	for _, s := range []string{f.kind, f.label, f.entity, f.person, f.document} {
		if s != "" {
			on++
		}
	}
	if on > 0 {
		more = count(on, "more filter")
	}
	return el("div").Class("case-filters").Body(
		el("div").Class("case-filter-row").Body(
			d.filterBy("State", "All states", &f.state, states),
			d.filterBy("Order", "As in the text", &f.order, []choiceOf{{"hard", "Hardest first"}}),
			el("button").Attr("type", "button").Class("button").Aria("expanded", boolean(d.walk.filters)).Aria("controls", "more-filters").Body(icon("filter"), el("span").Text(more)).OnClick(d.on(func() {
				d.walk.filters = !d.walk.filters
				d.redraw()
			}))),
		el("div").Class("case-filter-grid").ID("more-filters").Hidden(!d.walk.filters).Body(
			d.filterBy("Kind", "All kinds", &f.kind, kinds),
			d.filterBy("Label", "All labels", &f.label, labels),
			d.filterBy("Person", "Everybody", &f.person, people),
			d.filterBy("Entity", "All entities", &f.entity, entities),
			d.filterBy("Article", "All articles", &f.document, articles)))
}

// choiceOf is something a filter can be set to.
type choiceOf struct{ value, name string }

// filterBy is a filter: a list to choose from, with "" for everything.
func (d *desk) filterBy(name, all string, set *string, choices []choiceOf) ga.UI {
	options := []ga.UI{el("option").Attr("value", "all").Text(all).Attr("selected", *set == "")}
	for _, c := range choices {
		options = append(options, el("option").Attr("value", "="+c.value).Text(c.name).Attr("selected", *set == c.value))
	}
	return el("select").Aria("label", name).OnChange(func(ctx ga.Context, _ ga.Event) {
		*set = strings.TrimPrefix(strings.TrimSuffix(ctx.JSSrc().Get("value").String(), "all"), "=")
		d.filtered()
	}, ga.EventScope(name)).Body(options...)
}

// filterChoices are the people, entities and articles that cases have.
func (d *desk) filterChoices() (people, entities, articles []choiceOf) {
	if d.walk.filters {
		seen := map[string]bool{}
		add := func(list *[]choiceOf, id string, name func(string) string) {
			if id != "" && !seen[id] {
				seen[id] = true
				*list = append(*list, choiceOf{id, clip(name(id), 60)})
			}
		}
		for i := range d.book.all {
			c := &d.book.all[i]
			add(&articles, c.Document, func(id string) string {
				if doc, ok := d.session.Project().Documents.Get(id); ok {
					return d.title(doc)
				}
				return "?"
			})
			for _, id := range peopleIn(c) {
				add(&people, id, d.personName)
			}
			for _, r := range c.Readings {
				for _, a := range r.Answers {
					for _, id := range a.Entities {
						add(&entities, id, d.entityName)
					}
				}
			}
		}
		byName := func(a, b choiceOf) int { return cmp.Compare(lower(a.name), lower(b.name)) }
		slices.SortFunc(people, byName)
		slices.SortFunc(entities, byName)
	}
	return people, entities, articles
}
