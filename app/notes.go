package app

import (
	"slices"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
)

// noteRow is the height of an annotation in the list, in CSS pixels; the style
// sheet says the same.
const noteRow = 72

// filter narrows what the lists show.
type filter struct {
	library string // words of the article search
	state   string // progress of the articles listed, "" for all
	order   string // of the articles: "date", "title", "source" or "progress"; "" is by date
	text    string // words in quote, note or entity
	label   string // key, "" for all
}

// notesPane shows the chosen annotation and lists those of the open article.
type notesPane struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render draws inspector and list.
func (p *notesPane) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return el("aside").Class("pane notes").Aria("label", "Notes")
	}
	if id := d.come; id != "" {
		d.come = ""
		d.later(func() { d.showNote(id) }) // asking where the list stands lays the page out
	}
	all := d.session.Project().In(d.openID())
	shown := d.shown(d.seenOf(all))
	return el("aside").Class("pane notes").Aria("label", "Notes").OnScroll(d.scrolledOver("notes", "notes-list")).Body(
		d.trayBox(),
		d.inspector(),
		el("div").Class("pane-head").Body(
			el("h2").ID("annotations-title").Text(map[bool]string{false: "Annotations", true: "Guideline"}[d.guideline]),
			ga.If(!d.guideline, func() ga.UI { return el("span").Class("tally").Text(tallyOf(len(shown), len(all))) }),
			el("span").Class("spring"),
			el("button").Attr("type", "button").Class("choice").Aria("pressed", boolean(d.guideline)).Text("Guideline").OnClick(d.on(func() {
				d.guideline = !d.guideline
				d.redraw()
			})),
		),
		el("div").Class("note-area").Hidden(d.guideline).Body( // marks refer to its items
			ga.If(len(all) > 0, func() ga.UI { return d.noteFilters(all) }),
			d.noteList(shown, len(all)),
			d.orphanList()),
		ga.If(d.guideline, d.guidelinePanel),
	)
}

func tallyOf(shown, all int) string {
	if shown == all {
		return thousands(all)
	}
	return thousands(shown) + " of " + thousands(all)
}

// shown returns the annotations that pass the filters.
func (d *desk) shown(all []*annotations.Annotation) []*annotations.Annotation {
	f := d.filter
	if f.text == "" && f.label == "" {
		return all
	}
	words := strings.Fields(strings.ToLower(f.text))
	var out []*annotations.Annotation
	for _, a := range all {
		if f.label != "" && a.Label != f.label {
			continue
		}
		if len(words) > 0 {
			hay := a.Exact() + " " + a.Note + " " + a.Attribution.Words
			for _, id := range a.Entities {
				hay += " " + d.entityName(id)
			}
			if !matches(strings.ToLower(hay), words) {
				continue
			}
		}
		out = append(out, a)
	}
	return out
}

func (d *desk) noteFilters(all []*annotations.Annotation) ga.UI {
	options := []ga.UI{el("option").Attr("value", "all").Text("All labels").Attr("selected", d.filter.label == "")}
	for _, l := range d.scheme().Labels {
		options = append(options, el("option").Attr("value", "="+l.Key).Text(visible(l.Title)).Attr("selected", d.filter.label == l.Key))
	}
	m := d.makersOf(all)
	return el("div").Class("filters").Body(
		el("div").Class("search").Body(icon("search"), input("search").Attr("placeholder", "Filter").Aria("label", "Filter annotations").
			OnInput(func(ctx ga.Context, _ ga.Event) {
				d.filter.text = ctx.JSSrc().Get("value").String()
				d.scroll["notes"] = 0
				d.redraw()
			})),
		el("select").Aria("label", "Label").OnChange(func(ctx ga.Context, _ ga.Event) {
			d.filter.label = strings.TrimPrefix(strings.TrimSuffix(ctx.JSSrc().Get("value").String(), "all"), "=")
			d.scroll["notes"] = 0
			d.redraw()
		}).Body(options...),
		ga.If(len(m.ids) > 1 || m.results > 0, func() ga.UI { return d.whoseMenu(all) }),
	)
}

func (d *desk) noteList(shown []*annotations.Annotation, all int) ga.UI {
	if d.openID() == "" {
		return el("p").Class("empty").Text("What is marked in the open article is listed here.")
	}
	if all == 0 {
		return el("div").Class("empty").Body(
			el("p").Text("Nothing marked yet. Select words in the article, then press "),
			el("p").Body(el("kbd").Text("1"), ga.Text(" claim, "), el("kbd").Text("2"), ga.Text(" fact or "), el("kbd").Text("3"), ga.Text(" opinion.")),
			el("p").Text("By keyboard alone: S selects the sentence at the caret."),
		)
	}
	if len(shown) == 0 {
		return d.noneShown()
	}
	w := windowed{count: len(shown), height: noteRow, top: d.scroll["notes"], view: d.scroll["notes-view"]}
	from, to := w.bounds()
	items := []ga.UI{spacer(from * noteRow)}
	ids := make([]string, 0, to-from)
	for i, a := range shown[from:to] {
		items = append(items, d.note(a, from+i, len(shown)))
		ids = append(ids, a.ID)
	}
	items = append(items, spacer((len(shown)-to)*noteRow))
	d.noteIDs(ids)
	return el("ul").Class("note-list").ID("notes-list").Aria("labelledby", "annotations-title").Body(items...).OnScroll(d.scrolled("notes"))
}

// noteIDs tells the surface which annotations have an item in the list, so that
// a mark never points at details that are not on the page.
func (d *desk) noteIDs(ids []string) {
	if !slices.Equal(ids, d.noted) {
		d.noted = ids
		d.later(func() { d.surface.Notes(d.noted) })
	}
}

// note is one annotation of the list. Enter or a click goes to the text.
func (d *desk) note(a *annotations.Annotation, i, n int) ga.UI {
	l, _ := d.scheme().Label(a.Label)
	chosen := false
	if c, ok := d.session.Chosen(); ok && c.ID == a.ID {
		chosen = true
	}
	b := el("button").Attr("type", "button").Class("note-button").OnClick(func(ga.Context, ga.Event) {
		d.pane = paneArticle
		d.choose(a.ID)
		d.focusArticle()
	}, ga.EventScope(a.ID)).Body(
		swatch(l), hidden(labelWord(l)), // the name of the button is what is in it, so that it is heard as it is seen
		el("span").Class("note-quote").Dir("auto").Text(clip(visible(a.Exact()), 160)),
		d.noteSigns(a),
	)
	if chosen {
		b = b.Aria("current", "true")
	}
	return el("li").Class("note").ID("note-"+a.ID).Aria("setsize", n).Aria("posinset", i+1).Body(b)
}

// hidden is heard and not seen.
func hidden(s string) ga.UI { return el("span").Class("hidden").Text(s) }

// labelWord says a label where its letter is seen.
func labelWord(l annotations.Label) string {
	if l.Title == "" {
		return "Mention: "
	}
	return visible(l.Title) + ": "
}

// noteSigns tells what else an annotation carries.
func (d *desk) noteSigns(a *annotations.Annotation) ga.UI {
	var signs []ga.UI
	for _, id := range a.Entities {
		class := "chip"
		if id == annotations.NIL {
			class = "chip nil"
		}
		signs = append(signs, el("span").Class(class).Dir("auto").Body(hidden(", "), ga.Text(d.entityName(id))))
	}
	if a.Attribution != (annotations.Attribution{}) {
		signs = append(signs, el("span").Class("sign").Dir("auto").Title("Who says it").Body(hidden(", says "), icon("person"), ga.Text(clip(d.sourceName(a.Attribution), 24))))
	}
	if a.Note != "" {
		signs = append(signs, el("span").Class("sign").Title(visible(a.Note)).Body(hidden(", with a note"), icon("note")))
	}
	signs = append(signs, d.commentSign(a.ID)...)
	if a.Unsure {
		signs = append(signs, el("span").Class("sign").Body(hidden(", "), ga.Text("unsure")))
	}
	if a.Origin == annotations.OriginReview {
		signs = append(signs, el("span").Class("sign").Body(hidden(", "), icon("check"), ga.Text("decided")))
	}
	if a.By != d.session.Me() {
		signs = append(signs, el("span").Class("sign").Body(hidden(", by "), d.ring(a.By), el("span").Class("who").Aria("hidden", "true").Text(d.personName(a.By))))
	}
	if len(d.session.Project().Annotations.Heads(a.ID)) > 1 {
		signs = append(signs, el("span").Class("sign conflict").Body(hidden(", "), ga.Text("two versions")))
	}
	return el("span").Class("note-signs").Body(signs...)
}

// orphansShown is how many annotations without a place are listed; the export
// holds them all.
const orphansShown = 50

// orphanList shows annotations whose words are not in the text: never dropped,
// never painted somewhere else.
func (d *desk) orphanList() ga.UI {
	orphans := d.session.Project().Orphans(d.openID())
	return ga.If(len(orphans) > 0, func() ga.UI {
		var items []ga.UI
		for i, a := range orphans[:min(len(orphans), orphansShown)] {
			items = append(items, d.note(a, i, len(orphans)))
		}
		if len(orphans) > orphansShown {
			items = append(items, el("li").Class("muted small").Text("and "+thousands(len(orphans)-orphansShown)+" more"))
		}
		return el("details").Class("orphans").Body(
			el("summary").Text(count(len(orphans), "annotation")+" whose words are not in this text"),
			el("ul").Class("note-list").Aria("label", "Annotations without a place").Body(items...))
	}).(ga.UI)
}
