package app

import (
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/app/session"
)

// The tray holds one annotation that is to be related to another: X puts it
// there, X on the other one asks how they relate.

// relationKeys are the letters that answer, by relation type; other types are
// picked from the list.
var relationKeys = map[string]string{
	"KeyC": "contradicts", "KeyS": "supports", "KeyU": "updates", "KeyM": "same-claim", "KeyE": "elaborates", "KeyR": "retracts",
}

// useTray puts the chosen annotation on the tray, or relates it to the one
// that lies there.
func (d *desk) useTray() {
	a, ok := d.session.Chosen()
	if !ok {
		d.fail(session.ErrNothing)
		return
	}
	held, full := d.session.Project().Annotations.Get(d.tray)
	if !full || held.ID == a.ID {
		d.tray = a.ID
		d.tell("On the tray: " + quoted(a, 50) + ". Choose another annotation, in any article, and press X again.")
		return
	}
	d.ask(dialog{kind: dialogRelation})
}

func (d *desk) relationDialog() ga.UI {
	held, ok := d.session.Project().Annotations.Get(d.tray)
	a, chosen := d.session.Chosen()
	if !ok || !chosen {
		return d.frame("Relate", []ga.UI{el("p").Text("The annotation on the tray is gone.")})
	}
	var buttons []ga.UI
	for i, t := range d.scheme().Relations {
		if t.Retired {
			continue
		}
		letter := ""
		for code, key := range relationKeys {
			if key == t.Key {
				letter = chord(code).String()
			}
		}
		buttons = append(buttons, el("li").Body(el("button").Attr("type", "button").Class("option relation").Attr("autofocus", i == 0).OnClick(func(ga.Context, ga.Event) { d.relate(t.Key) }, ga.EventScope(t.Key)).Body(
			el("span").Class("option-text").Text(visible(t.Title)), ga.If(letter != "", func() ga.UI { return el("kbd").Text(letter) }))))
	}
	return d.frame("How do they relate?", []ga.UI{
		el("blockquote").Class("inspector-quote").Dir("auto").Text(d.describe(held)),
		el("ul").Class("options").Aria("label", "Relation").OnKeyDown(d.relationKey).Body(buttons...),
		el("blockquote").Class("inspector-quote").Dir("auto").Text(d.describe(a)),
	}, el("button").Attr("type", "button").Class("button").Text("Empty the tray").OnClick(d.on(func() {
		d.tray = ""
		d.close()
	})))
}

// relationKey answers with a letter.
func (d *desk) relationKey(_ ga.Context, e ga.Event) {
	if kind, ok := relationKeys[e.Get("code").String()]; ok && !e.Get("ctrlKey").Bool() && !e.Get("altKey").Bool() {
		e.PreventDefault()
		d.relate(kind)
	}
}

// relate makes the relation from the annotation on the tray to the chosen one.
func (d *desk) relate(kind string) {
	a, ok := d.session.Chosen()
	from := d.tray
	d.close()
	if !ok {
		return
	}
	if err := d.session.Relate(from, a.ID, kind); err != nil {
		d.fail(err)
		return
	}
	d.tray = ""
	held, _ := d.session.Project().Annotations.Get(from)
	d.toast(toast{text: quoted(held, 30) + " " + d.relationTitle(kind) + " " + quoted(a, 30), action: "Undo", do: d.undo})
}

func (d *desk) relationTitle(key string) string {
	for _, t := range d.scheme().Relations {
		if t.Key == key {
			return visible(t.Title)
		}
	}
	return visible(key)
}

// trayBox shows what lies on the tray.
func (d *desk) trayBox() ga.UI {
	held, ok := d.session.Project().Annotations.Get(d.tray)
	if !ok {
		return el("div")
	}
	return el("div").Class("tray").Body(icon("tray"), el("span").Class("tray-text").Dir("auto").Text(quoted(held, 60)),
		d.button("close", "Empty the tray", func() {
			d.tray = ""
			d.redraw()
		}))
}

// relationsOf lists how the chosen annotation relates to others; each leads
// there.
func (d *desk) relationsOf(a *annotations.Annotation) ga.UI {
	var items []ga.UI
	for _, r := range d.session.RelationsOf(a.ID) {
		other, text := r.To, d.relationTitle(r.Type)+" "
		if r.To == a.ID {
			other, text = r.From, "← "+text
		}
		o, _ := d.session.Project().Annotations.Get(other)
		where := ""
		if o.Document != a.Document {
			if doc, ok := d.session.Project().Documents.Get(o.Document); ok {
				where = " · " + clip(d.title(doc), 40)
			}
		}
		items = append(items, el("li").Class("relation-row").Body(
			el("button").Attr("type", "button").Class("relation-link").Dir("auto").OnClick(func(ga.Context, ga.Event) { d.choose(other) }, ga.EventScope(r.ID)).Body(
				el("strong").Text(text), ga.Text(quoted(o, 70)), el("span").Class("muted").Text(where)),
			ga.If(r.By == d.session.Me(), func() ga.UI {
				return el("span").Class("row-buttons").Body(
					d.rowButton("note", "Note on this relation", r.ID, func() { d.noteRelation(r.ID) }),
					d.rowButton("close", "Delete this relation", r.ID, func() { d.fail(d.session.Unrelate(r.ID)) }))
			}),
			ga.If(r.Note != "" || d.noting == r.ID, func() ga.UI {
				return d.line("relation-"+r.ID, r.ID, "", "Note on this relation", r.Note, r.By != d.session.Me(), func(v string) { d.fail(d.session.AnnotateRelation(r.ID, v)) })
			})))
	}
	return el("div").Class("field").Body(
		el("span").Class("field-name").ID("relations-title").Text("Related to"),
		el("ul").Aria("labelledby", "relations-title").Body(items...),
		el("button").Attr("type", "button").Class("chip-add").OnClick(d.on(d.useTray)).Body(icon("tray"), ga.Text(strings.TrimSpace("Relate (X)"))))
}

// noteRelation opens the field for a note on a relation.
func (d *desk) noteRelation(id string) {
	d.noting = id
	d.redraw()
	d.focusOn("relation-" + id)
}

// alsoHere lists the other annotations under the chosen one's words, so that
// each of several is reached without aiming.
func (d *desk) alsoHere(a *annotations.Annotation) ga.UI {
	if a.Orphan {
		return el("div")
	}
	var items []ga.UI
	for _, o := range d.session.Index().Overlapping(a.Extent()) {
		if o.ID == a.ID || len(items) == 8 || !d.whose.seen(o) {
			continue
		}
		l, _ := d.scheme().Label(o.Label)
		items = append(items, el("li").Body(el("button").Attr("type", "button").Class("chip also").OnClick(func(ga.Context, ga.Event) { d.choose(o.ID) }, ga.EventScope(o.ID)).Body(
			swatch(l), hidden(labelWord(l)), el("span").Dir("auto").Text(clip(visible(o.Exact()), 28)), ga.If(!d.mine(o), func() ga.UI { return d.ring(o.By) }))))
	}
	return ga.If(len(items) > 0, func() ga.UI {
		return el("div").Class("field").Body(el("span").Class("field-name").ID("also-title").Text("Also here"), el("ul").Class("chips").Aria("labelledby", "also-title").Body(items...))
	})
}
