package app

import (
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/shelf"
)

// askEntity lets the person link the chosen annotation, or the selected words,
// to an entity.
func (d *desk) askEntity() {
	a, ok := d.chosen()
	if d.session.Selection().Empty() && !d.mine(a) {
		if ok {
			d.tell("Somebody else made this annotation, so it can be read but not changed.")
		} else {
			d.tell("Select some words or choose an annotation first.")
		}
		return
	}
	d.ask(dialog{kind: dialogEntity})
}

// askSource lets the person say which entity says it.
func (d *desk) askSource() { d.ask(dialog{kind: dialogEntity, source: true}) }

func (d *desk) entityDialog() ga.UI {
	title := "Link entity"
	if d.dialog.source {
		title = "Who says it"
	}
	return d.frame(title, append(d.combobox("Entity", "Type a name", d.entityOptions()),
		el("p").Class("muted small").Text("Case and accents do not matter and a slip of the finger is forgiven. Enter links, Escape leaves.")))
}

// entityOptions are the entities that match what is typed, then the ways out:
// a new entity, and none.
func (d *desk) entityOptions() []option {
	var out []option
	query := strings.TrimSpace(d.dialog.query)
	for _, hit := range d.shelf().Find(query, 30) {
		e := hit.Entity
		detail := e.Type
		if hit.Alias != e.Name {
			detail = visible(e.Name) + " · " + detail
		}
		out = append(out, option{key: e.ID, text: marked(hit), detail: strings.Trim(detail, " ·"), pick: func() { d.link(e.ID) }})
	}
	if query != "" {
		out = append(out, option{key: "new " + query, text: el("span").Body(ga.Text("New entity “"), el("strong").Text(visible(query)), ga.Text("”")), pick: func() {
			d.dialogForm(annotations.Entity{Name: query})
		}})
	}
	if !d.dialog.source {
		out = append(out, option{key: annotations.NIL, text: ga.Text("None of these"), detail: "says that you looked and nothing fits", pick: func() { d.link(annotations.NIL) }})
	}
	return out
}

// marked is a name with what was typed in bold.
func marked(hit shelf.Hit) ga.UI {
	r := []rune(hit.Alias)
	var parts []ga.UI
	at := 0
	for _, m := range hit.Matched {
		if m[0] < at || m[1] > len(r) {
			continue
		}
		parts = append(parts, ga.Text(visible(string(r[at:m[0]]))), el("strong").Text(visible(string(r[m[0]:m[1]]))))
		at = m[1]
	}
	return el("span").Dir("auto").Body(append(parts, ga.Text(visible(string(r[at:]))))...)
}

// link does what the dialog was opened for.
func (d *desk) link(id string) {
	source := d.dialog.source
	if d.dialog.judging {
		d.close()
		d.toggleResultEntity(id)
		return
	}
	d.close()
	var err error
	if source {
		err = d.session.Edit("Attribute", func(a *annotations.Annotation) { a.Attribution.Source = id })
	} else {
		err = d.session.Link(id)
	}
	if err != nil {
		d.fail(err)
		return
	}
	d.afterTag()
	if source {
		d.say("Said by " + d.entityName(id))
	} else {
		d.say("Linked to " + d.entityName(id))
	}
}

// shelf finds entities by what is typed. What has changed since the last time
// is put in its place; a big shelf is filled beside, and what is in it already
// can be found meanwhile.
func (d *desk) shelf() *shelf.Shelf {
	p := d.session.Project()
	if d.found.shelf == nil {
		d.found = found{shelf: shelf.New(nil, nil, nil), of: &annotations.Project{}}
	}
	if !d.found.of.Entities.Same(p.Entities) {
		var put []*annotations.Entity
		p.Entities.Differ(d.found.of.Entities, func(after, before *annotations.Entity) {
			if after == nil {
				after = annotations.Delete(before).(*annotations.Entity)
			}
			put = append(put, after)
		})
		d.fillShelf(d.found.shelf, put)
	}
	if d.found.of != p {
		d.found.shelf.Use(d.session.Recent(), d.uses())
		d.found.of = p
	}
	return d.found.shelf
}

// shelfChunk is how many entities are put at a time: some 10 ms in a browser.
const shelfChunk = 1000

func (d *desk) fillShelf(s *shelf.Shelf, put []*annotations.Entity) {
	n := min(len(put), shelfChunk)
	s.Put(put[:n]...)
	if n < len(put) {
		d.after(millisecond, func() {
			d.fillShelf(s, put[n:])
			d.redraw()
		})
	}
}

// found is the shelf as it was filled last.
type found struct {
	of    *annotations.Project
	shelf *shelf.Shelf
}

func (d *desk) uses() map[string]int {
	n := map[string]int{}
	for a := range d.session.Project().Annotations.All() {
		for _, id := range a.Entities {
			n[id]++
		}
		if a.Attribution.Source != "" {
			n[a.Attribution.Source]++
		}
	}
	return n
}

// entityDraft is an entity being written.
type entityDraft struct {
	entity  annotations.Entity
	source  bool // to be linked as the source
	judging bool // to be linked by what is to stand of a case
	link    bool // to be linked when it is made
}

func (d *desk) dialogForm(e annotations.Entity) {
	d.ask(dialog{kind: dialogForm, edit: entityDraft{entity: e, source: d.dialog.source, judging: d.dialog.judging, link: d.dialog.kind == dialogEntity}})
}

// entityTypes are offered; any other word may be typed.
var entityTypes = []string{"person", "place", "organisation", "government", "event", "aircraft", "document", "other"}

func (d *desk) entityFormDialog() ga.UI {
	e := &d.dialog.edit.entity
	title := "Edit entity"
	if e.ID == "" {
		title = "New entity"
	}
	text := func(id, name, value, hint string, set func(string)) ga.UI {
		return el("div").Class("field").Body(el("label").Attr("for", id).Text(name), input("text").ID(id).Dir("auto").Attr("value", value).Attr("placeholder", hint).Attr("autofocus", id == "entity-name").Attr("autocomplete", "off").
			OnInput(func(ctx ga.Context, _ ga.Event) { set(ctx.JSSrc().Get("value").String()) }, ga.EventScope(id)))
	}
	var types []ga.UI
	for _, t := range entityTypes {
		types = append(types, el("option").Attr("value", t))
	}
	body := []ga.UI{el("form").ID("entity-form").OnSubmit(func(_ ga.Context, ev ga.Event) {
		ev.PreventDefault()
		d.saveEntity()
	}).Body(
		text("entity-name", "Name", e.Name, "as most people call it", func(v string) { e.Name = v }),
		el("div").Class("field").Body(el("label").Attr("for", "entity-aliases").Text("Other names, one a line"),
			el("textarea").ID("entity-aliases").Attr("rows", 4).Dir("auto").Text(strings.Join(e.Aliases, "\n")).OnInput(func(ctx ga.Context, _ ga.Event) {
				e.Aliases = trimmed(ctx.JSSrc().Get("value").String())
			})),
		el("div").Class("field").Body(el("label").Attr("for", "entity-type").Text("Type"),
			input("text").ID("entity-type").Attr("list", "entity-types").Attr("value", e.Type).Attr("autocomplete", "off").OnInput(func(ctx ga.Context, _ ga.Event) { e.Type = ctx.JSSrc().Get("value").String() }),
			el("datalist").ID("entity-types").Body(types...)),
		text("entity-iri", "Wikidata id or address", e.IRI, "Q232", func(v string) { e.IRI = v }),
		text("entity-note", "Note", e.Note, "", func(v string) { e.Note = v }),
		el("button").Attr("type", "submit").Class("button primary").Text("Save entity"),
	)}
	return d.frame(title, body)
}

func (d *desk) saveEntity() {
	draft := d.dialog.edit
	e := draft.entity
	e.Name = strings.TrimSpace(e.Name)
	e.IRI = annotations.WikidataIRI(strings.TrimSpace(e.IRI))
	if e.Name == "" {
		d.tell("An entity needs a name.")
		return
	}
	if e.ID != "" {
		d.fail(d.session.EditEntity(&e))
		d.close()
		return
	}
	id, err := d.session.NewEntity(e)
	if err != nil {
		d.fail(err)
		return
	}
	if draft.link {
		d.dialog.source, d.dialog.judging = draft.source, draft.judging
		d.link(id)
		return
	}
	d.close()
	d.say("New entity " + visible(e.Name))
}

// trimmed returns the lines of s that say something.
func trimmed(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
