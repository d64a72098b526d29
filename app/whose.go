package app

import (
	"slices"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
)

// whose is whose annotations are shown on the reading page. It is remembered
// until the app is closed, and changes nothing but what is seen.
type whose struct {
	without []string // ids of people who are not shown
	results bool     // what reviewers made of others' annotations is shown, too
}

// seen reports whether an annotation is shown.
func (w *whose) seen(a *annotations.Annotation) bool {
	if a.Origin == annotations.OriginReview {
		return w.results
	}
	return !slices.Contains(w.without, a.By)
}

// seen are the annotations of an article that are shown, as they were picked
// last.
type seen struct {
	of, are []*annotations.Annotation
	by      whose
}

// seenOf returns those of all that are shown; all itself when they all are.
func (d *desk) seenOf(all []*annotations.Annotation) []*annotations.Annotation {
	s := &d.seen
	if len(all) == 0 || len(s.of) != len(all) || &s.of[0] != &all[0] || s.by.results != d.whose.results || !slices.Equal(s.by.without, d.whose.without) {
		*s = seen{all, d.pick(all), d.whose}
	}
	return s.are
}

func (d *desk) pick(all []*annotations.Annotation) []*annotations.Annotation {
	w := &d.whose
	if i := slices.IndexFunc(all, func(a *annotations.Annotation) bool { return !w.seen(a) }); i >= 0 {
		out := slices.Clone(all[:i])
		for _, a := range all[i+1:] {
			if w.seen(a) {
				out = append(out, a)
			}
		}
		return out
	}
	return all
}

// setWhose shows others' annotations, and brings article and list in step.
func (d *desk) setWhose(w whose) {
	d.whose = w
	if a, ok := d.session.Chosen(); ok && !w.seen(a) {
		d.session.Choose("")
		d.surface.Choose("")
	}
	d.paintAll()
	d.back().painted = nil
	d.paintBack()
	d.scroll["notes"] = 0
	d.redraw()
}

// uncover shows an annotation that is hidden: somebody asked for it.
func (d *desk) uncover(a *annotations.Annotation) {
	w := d.whose
	if w.seen(a) {
		return
	}
	if a.Origin == annotations.OriginReview {
		w.results = true
	} else {
		w.without = slices.DeleteFunc(slices.Clone(w.without), func(id string) bool { return id == a.By })
	}
	d.setWhose(w)
}

// whoseMenu chooses among the people who made the annotations of an article.
func (d *desk) whoseMenu(all []*annotations.Annotation) ga.UI {
	m := d.makersOf(all)
	hidden := 0
	for _, id := range m.ids {
		if slices.Contains(d.whose.without, id) {
			hidden++
		}
	}
	title := "Everybody"
	if hidden > 0 {
		title = thousands(len(m.ids)-hidden) + " of " + thousands(len(m.ids)) + " people"
	}
	var rows []ga.UI
	for _, id := range m.ids {
		rows = append(rows, el("li").Body(
			d.whoseBox(d.ring(id), d.personName(id), !slices.Contains(d.whose.without, id), id, func(w *whose, on bool) {
				w.without = slices.DeleteFunc(slices.Clone(w.without), func(o string) bool { return o == id })
				if !on {
					w.without = append(w.without, id)
				}
			}),
			ga.If(len(m.ids) > 1, func() ga.UI {
				return el("button").Attr("type", "button").Class("text").Body(ga.Text("Only"), el("span").Class("hidden").Text(" "+d.personName(id))).OnClick(func(ga.Context, ga.Event) {
					w := d.whose
					w.without = slices.DeleteFunc(slices.Clone(d.makers.ids), func(o string) bool { return o == id })
					d.setWhose(w)
				}, ga.EventScope(id))
			})))
	}
	if m.results > 0 {
		rows = append(rows, el("li").Body(d.whoseBox(icon("check"), "Results of review ("+thousands(m.results)+")", d.whose.results, "results", func(w *whose, on bool) { w.results = on })))
	}
	if hidden > 0 {
		rows = append(rows, el("li").Body(d.textButton("Show everybody", func() { d.setWhose(whose{results: d.whose.results}) })))
	}
	return el("details").Class("whose").Body(
		el("summary").Body(icon("person"), ga.Text(title)),
		el("ul").Aria("label", "Whose annotations are shown").Body(rows...))
}

// whoseBox is one line of the menu.
func (d *desk) whoseBox(mark ga.UI, name string, on bool, scope string, set func(*whose, bool)) ga.UI {
	return el("label").Class("check").Body(
		input("checkbox").Attr("checked", on).Aria("label", "Show "+name).OnChange(func(ctx ga.Context, _ ga.Event) {
			w := d.whose
			set(&w, ctx.JSSrc().Get("checked").Bool())
			d.setWhose(w)
		}, ga.EventScope(scope)),
		el("span").Aria("hidden", "true").Body(mark), el("span").Class("whose-name").Text(name))
}

// noneShown stands where the list would be, and leads back to it.
func (d *desk) noneShown() ga.UI {
	text, name := "Everybody’s annotations here are hidden.", "Show everybody"
	all := whose{results: d.whose.results}
	switch {
	case d.filter.text != "" || d.filter.label != "":
		return el("p").Class("empty").Text("No annotation passes the filter.")
	case len(d.makers.ids) == 0:
		text, name, all.results = "What is marked here are results of a review, which are hidden while you read.", "Show results of review", true
	}
	return el("div").Class("empty").Body(el("p").Text(text), d.textButton(name, func() { d.setWhose(all) }))
}

// makers are the people who made the annotations of an article, as they were
// listed last.
type makers struct {
	of      []*annotations.Annotation
	ids     []string
	results int // made by reviewers, with decisions
}

// makersOf returns the people who made annotations, in text order, and counts
// the results of reviews among them. Lists of the same annotations are one and
// the same.
func (d *desk) makersOf(all []*annotations.Annotation) *makers {
	if of := d.makers.of; len(of) != len(all) || len(all) > 0 && &of[0] != &all[0] {
		d.makers = makers{of: all}
		last := ""
		for i, a := range all {
			switch {
			case a.Origin == annotations.OriginReview:
				d.makers.results++
			case i > 0 && a.By == last:
			case !slices.Contains(d.makers.ids, a.By):
				d.makers.ids = append(d.makers.ids, a.By)
			}
			if a.Origin != annotations.OriginReview {
				last = a.By
			}
		}
	}
	return &d.makers
}
