package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/app/surface"
)

// inspector shows the chosen annotation and all that can be said of it.
func (d *desk) inspector() ga.UI {
	a, ok := d.session.Chosen()
	if !ok {
		return el("section").Class("inspector none").Aria("label", "Chosen annotation").Body(
			el("p").Class("muted").Text("Choose an annotation to say more of it: who it is about, who says it, how sure."))
	}
	l, labelled := d.scheme().Label(a.Label)
	name := "Mention"
	if labelled {
		name = l.Title
	}
	mine, by := d.mine(a), "by "
	if a.Origin == annotations.OriginReview {
		by = "decided by "
	}
	return el("section").Class("inspector").Aria("label", "Chosen annotation").DataSet("label", a.Label).Body(
		el("div").Class("inspector-head").Body(
			swatch(l),
			el("strong").Text(visible(name)),
			ga.If(!mine, func() ga.UI {
				return el("span").Class("by muted").Body(ga.Text(by), d.ring(a.By), el("span").Aria("hidden", "true").Text(d.personName(a.By)))
			}),
			el("div").Class("spring"),
			d.button("chevron-left", "Previous annotation", func() { d.step(false) }),
			d.button("chevron-right", "Next annotation", func() { d.step(true) }),
			d.button("close", "Let go", func() {
				d.session.Choose("")
				d.chosenChanged(false)
			}),
		),
		quoteBox(a.Exact()),
		d.versions(a),
		d.alsoHere(a),
		d.entitiesOf(a, mine),
		d.attributionOf(a, mine),
		d.attributesOf(a, mine),
		el("div").Class("field").Body(
			el("label").Attr("for", "note").Text("Note"),
			d.area("note", a.ID, a.Note, !mine, func(v string) {
				d.editOf(a.ID, "Note", func(a *annotations.Annotation) { a.Note = v })
			}),
		),
		d.relationsOf(a),
		d.suggestionsOf(a),
		d.comments(a.ID),
		ga.If(mine, func() ga.UI {
			return el("div").Class("inspector-foot").Body(
				el("label").Class("check").Body(
					input("checkbox").ID("unsure").Attr("checked", a.Unsure).OnChange(d.on(d.toggleUnsure), ga.EventScope(a.ID)),
					ga.Text("Unsure"), el("kbd").Aria("hidden", "true").Text("U")),
				el("div").Class("spring"),
				d.edgeButtons(a),
				d.button("trash", "Delete annotation", d.remove),
			)
		}),
	)
}

// quoteBox shows words of an article. Many of them scroll, and then the keyboard
// has to get there.
func quoteBox(s string) ga.UI {
	q := el("blockquote").Class("inspector-quote").Dir("auto").Text(clip(visible(s), 400))
	if len([]rune(s)) > 160 {
		q = q.TabIndex(0)
	}
	return q
}

// swatch is a label's letter set as the label is in the text; a dot for none.
func swatch(l annotations.Label) ga.UI {
	letter := l.Letter
	if letter == "" {
		letter = "·"
	}
	return el("span").Class("swatch").Class(surface.LabelClass(l.Key)).Aria("hidden", "true").Text(visible(letter))
}

// edgeButtons move the edges without dragging and without keys.
func (d *desk) edgeButtons(a *annotations.Annotation) ga.UI {
	b := func(sign, name string, start, forward bool) ga.UI {
		return d.button(sign, name, func() { d.moveEdge(start, forward, false) })
	}
	return el("div").Class("edges").Role("group").Aria("label", "Edges").Body(
		el("span").Class("muted").Text("Start"), b("arrow-left", "Start back by a word", true, false), b("arrow-right", "Start forward by a word", true, true),
		el("span").Class("muted").Text("End"), b("arrow-left", "End back by a word", false, false), b("arrow-right", "End forward by a word", false, true),
	)
}

// versions shows what was edited on two devices, until a person chooses.
func (d *desk) versions(a *annotations.Annotation) ga.UI {
	heads := d.session.Project().Annotations.Heads(a.ID)
	return ga.If(len(heads) > 1, func() ga.UI {
		var items []ga.UI
		for i, h := range heads {
			what := d.describe(h)
			if h.Note != "" {
				what += ", note “" + clip(visible(h.Note), 80) + "”"
			}
			if h.Deleted {
				what = "Deleted"
			}
			items = append(items, el("li").Body(
				el("span").Text(what+" · "+moment(max(h.Modified, h.Created))),
				ga.If(d.mine(a), func() ga.UI {
					return el("button").Attr("type", "button").Class("text").Text("Keep this").OnClick(func(ga.Context, ga.Event) { d.fail(d.session.Conflict(h)) }, ga.EventScope(a.ID, i, h.Version.String()))
				})))
		}
		return el("div").Class("conflict-box").Role("group").Aria("label", "Versions").Body(
			el("p").Text("This was edited in two places. Both versions are kept until one is chosen."), el("ul").Body(items...))
	})
}

func (d *desk) entitiesOf(a *annotations.Annotation, mine bool) ga.UI {
	var chips []ga.UI
	for _, id := range a.Entities {
		chip := el("li").Class("chip").Body(el("span").Dir("auto").Text(d.entityName(id)))
		if mine {
			chip = el("li").Class("chip").Body(el("span").Dir("auto").Text(d.entityName(id)),
				el("button").Attr("type", "button").Class("chip-remove").Aria("label", "Unlink "+d.entityName(id)).Body(icon("close")).OnClick(func(ga.Context, ga.Event) {
					d.fail(d.session.Unlink(a.ID, id))
				}, ga.EventScope(a.ID, id)))
		}
		chips = append(chips, chip)
	}
	if mine {
		chips = append(chips, el("li").Body(el("button").Attr("type", "button").Class("chip-add").ID("link-entity").OnClick(d.on(d.askEntity)).Body(icon("plus"), ga.Text("Link entity"))))
	}
	return el("div").Class("field").Body(
		el("span").Class("field-name").ID("about-title").Text("About"),
		el("ul").Class("chips").Aria("labelledby", "about-title").Body(chips...))
}

// attributionOf asks who says it.
func (d *desk) attributionOf(a *annotations.Annotation, mine bool) ga.UI {
	at := a.Attribution
	set := func(f func(*annotations.Attribution)) {
		d.editOf(a.ID, "Attribute", func(a *annotations.Annotation) { f(&a.Attribution) })
	}
	modes := []ga.UI{el("option").Attr("value", "-").Text("speech not stated").Attr("selected", at.Mode == "")}
	for _, m := range []string{"direct", "indirect", "mixed"} {
		modes = append(modes, el("option").Attr("value", m).Text(m+" speech").Attr("selected", at.Mode == m))
	}
	source := ga.UI(el("button").Attr("type", "button").Class("chip-add").ID("attribution-source").Attr("disabled", !mine).OnClick(d.on(d.askSource)).Body(icon("person"), ga.Text("Source from the shelf")))
	if at.Source != "" {
		source = el("span").Class("chip").Body(icon("person"), el("span").Dir("auto").Text(d.entityName(at.Source)), ga.If(mine, func() ga.UI {
			return el("button").Attr("type", "button").Class("chip-remove").Aria("label", "Remove the source").Body(icon("close")).OnClick(func(ga.Context, ga.Event) {
				set(func(at *annotations.Attribution) { at.Source = "" })
			}, ga.EventScope(a.ID))
		}))
	}
	return el("div").Class("field").Role("group").Aria("labelledby", "attribution-title").Body(
		el("span").Class("field-name").ID("attribution-title").Text("Who says it"),
		el("div").Class("source").Body(source, el("select").Aria("label", "Speech").Attr("disabled", !mine).OnChange(func(ctx ga.Context, _ ga.Event) {
			v := ctx.JSSrc().Get("value").String()
			if v == "-" {
				v = ""
			}
			set(func(at *annotations.Attribution) { at.Mode = v })
		}, ga.EventScope(a.ID)).Body(modes...)),
		el("div").Class("pair").Body(
			d.line("attribution", a.ID, "named as", "Source as the article names it", at.Words, !mine, func(v string) { set(func(at *annotations.Attribution) { at.Words = v }) }),
			d.line("cue", a.ID, "cue, as “according to”", "Words that attribute it", at.Cue, !mine, func(v string) { set(func(at *annotations.Attribution) { at.Cue = v }) }),
		),
	)
}

// attributesOf asks the scheme's questions.
func (d *desk) attributesOf(a *annotations.Annotation, mine bool) ga.UI {
	var fields []ga.UI
	for _, t := range d.scheme().Attributes {
		value := a.Attribute(t.Key)
		if t.Retired && value == "" {
			continue
		}
		set := func(v string) {
			d.editOf(a.ID, t.Title, func(a *annotations.Annotation) { a.Attributes = annotations.SetAttribute(a.Attributes, t.Key, v) })
		}
		if len(t.Values) == 0 {
			fields = append(fields, el("div").Class("field").Body(el("label").Attr("for", "attribute-"+t.Key).Text(visible(t.Title)), d.line("attribute-"+t.Key, a.ID, "", t.Title, value, !mine, set)))
			continue
		}
		fields = append(fields, d.choices(a.ID, t, value, !mine, set))
	}
	return el("div").Class("attributes").Body(fields...)
}

// choices is one attribute as a row of buttons; pressing the chosen one unsets
// it.
func (d *desk) choices(id string, t annotations.AttributeType, value string, off bool, set func(string)) ga.UI {
	var buttons []ga.UI
	for _, v := range t.Values {
		buttons = append(buttons, el("button").Attr("type", "button").Class("choice").Attr("disabled", off).Aria("pressed", boolean(v == value)).Text(visible(v)).
			OnClick(func(ga.Context, ga.Event) {
				if v == value {
					set("")
				} else {
					set(v)
				}
			}, ga.EventScope(id, t.Key, v, value)))
	}
	return el("div").Class("field").Body(
		el("span").Class("field-name").ID("attribute-"+t.Key).Text(visible(t.Title)),
		el("div").Class("choices").Role("group").Aria("labelledby", "attribute-"+t.Key).Body(buttons...))
}

// editOf changes an annotation that need no longer be the chosen one: a field
// is stored when it loses the focus.
func (d *desk) editOf(id, name string, f func(*annotations.Annotation)) {
	d.fail(d.session.EditOf(id, name, f))
}

// line is a field of one line, stored when the focus leaves it or on Enter.
func (d *desk) line(id, owner, placeholder, name, value string, off bool, set func(string)) ga.UI {
	return &field{D: d, ID: id, Owner: owner, Placeholder: placeholder, Name: name, Text: value, Off: off, Set: set}
}

// area is a field of several lines.
func (d *desk) area(id, owner, value string, off bool, set func(string)) ga.UI {
	return &field{D: d, ID: id, Owner: owner, Name: "", Text: value, Off: off, Lines: true, Set: set}
}
