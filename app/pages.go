package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/shelf"
)

// goTo shows a page and puts the focus at its start.
func (d *desk) goTo(p page) {
	d.page = p
	d.redraw()
	if p == pageRead {
		if id := d.openID(); id != "" {
			d.services.Page.SetHash("doc="+id[:16], false)
		}
		d.focusArticleSoon()
		return
	}
	d.services.Page.SetHash(string(p), false)
	if p == pageReview {
		d.focusOn("case", "page-title")
		return
	}
	d.focusOn("page-title")
}

// sheet is a page's title and content.
func sheet(title, lead string, body ...ga.UI) ga.UI {
	return el("div").Class("page").Body(el("div").Class("page-inner").Body(append([]ga.UI{
		el("h1").ID("page-title").TabIndex(-1).Text(title),
		ga.If(lead != "", func() ga.UI { return el("p").Class("lead").Text(lead) }),
	}, body...)...))
}

// entitiesPage is the shelf of entities.
type entitiesPage struct {
	ga.Compo
	D     *desk
	Rev   int
	query string
	merge string // id of the entity to be merged into the next one chosen
}

// entityRow is the height of an entity in the list, in CSS pixels; the style
// sheet says the same.
const entityRow = 64

// Render lists the entities.
func (p *entitiesPage) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return sheet("Entities", "")
	}
	hits := d.shelf().Find(p.query, 200)
	if p.query == "" {
		hits = allEntities(d)
	}
	w := windowed{count: len(hits), height: entityRow, top: d.scroll["entities"], view: d.scroll["entities-view"]}
	from, to := w.bounds()
	uses := d.uses()
	items := []ga.UI{spacer(from * entityRow)}
	for i, h := range hits[from:to] {
		items = append(items, p.row(h.Entity, uses[h.Entity.ID], from+i, len(hits)))
	}
	items = append(items, spacer((len(hits)-to)*entityRow))
	return sheet("Entities", "Who and what the articles speak of. The shelf is shared: whoever opens the project file gets it too.",
		el("div").Class("page-bar").Body(
			el("div").Class("search").Body(icon("search"), input("search").Attr("placeholder", "Find").Aria("label", "Find an entity").OnInput(func(ctx ga.Context, _ ga.Event) {
				p.query = ctx.JSSrc().Get("value").String()
				d.scroll["entities"] = 0
			})),
			el("button").Attr("type", "button").Class("button").Body(icon("plus"), ga.Text("New entity")).OnClick(d.on(func() { d.dialogForm(annotations.Entity{}) })),
			el("button").Attr("type", "button").Class("button").Body(icon("import"), ga.Text("Import a list")).Title("CSV or JSON Lines").OnClick(d.on(d.askEntityList)),
		),
		ga.If(p.merge != "", func() ga.UI {
			return el("div").Class("banner news").Body(icon("merge"), el("p").Text("Choose the entity that “"+d.entityName(p.merge)+"” is another name of."), d.textButton("Cancel", func() {
				p.merge = ""
				d.redraw()
			}))
		}),
		ga.If(len(hits) == 0, func() ga.UI { return el("p").Class("empty").Text("No entity matches.") }),
		el("ul").Class("entities").ID("entities-list").Aria("label", "Entities").OnScroll(d.scrolled("entities")).Body(items...),
	)
}

func allEntities(d *desk) []shelf.Hit {
	var out []shelf.Hit
	for e := range d.session.Project().Entities.All() {
		if e.Into == "" {
			out = append(out, shelf.Hit{Entity: e, Alias: e.Name})
		}
	}
	slices.SortFunc(out, func(a, b shelf.Hit) int {
		return cmp.Or(cmp.Compare(lower(a.Entity.Name), lower(b.Entity.Name)), cmp.Compare(a.Entity.ID, b.Entity.ID))
	})
	return out
}

func (p *entitiesPage) row(e *annotations.Entity, uses, i, n int) ga.UI {
	d := p.D
	about := strings.Join(slices.DeleteFunc([]string{visible(e.Type), visible(clip(strings.Join(e.Aliases, ", "), 90)), count(uses, "use")}, func(s string) bool { return s == "" }), " · ")
	buttons := []ga.UI{
		d.rowButton("edit", "Edit "+visible(e.Name), e.ID, func() {
			if now, ok := d.session.Project().Entities.Get(e.ID); ok { // e may be what it was when the row was first drawn
				d.dialogForm(*now)
			}
		}),
		d.rowButton("merge", "Merge "+visible(e.Name)+" into another", e.ID, func() {
			p.merge = e.ID
			d.redraw()
		}),
		d.rowButton("trash", "Delete "+visible(e.Name), e.ID, func() { d.removeEntity(e) }),
	}
	if p.merge != "" && p.merge != e.ID {
		buttons = []ga.UI{el("button").Attr("type", "button").Class("button").Text("This one").OnClick(func(ga.Context, ga.Event) {
			d.fail(d.session.MergeEntities(e.ID, p.merge))
			p.merge = ""
		}, ga.EventScope(e.ID, p.merge))}
	}
	return el("li").Class("entity").Aria("setsize", n).Aria("posinset", i+1).Body(append([]ga.UI{
		el("div").Class("entity-text").Body(
			el("div").Body(el("strong").Dir("auto").Text(visible(e.Name)), ga.If(safeLink(e.IRI) != "", func() ga.UI {
				return el("a").Class("small").Attr("href", safeLink(e.IRI)).Attr("target", "_blank").Attr("rel", "noopener noreferrer").Text(lastOf(e.IRI))
			})),
			el("div").Class("muted small").Dir("auto").Text(about)),
	}, buttons...)...)
}

func (d *desk) rowButton(sign, name, id string, f func()) ga.UI {
	return el("button").Attr("type", "button").Class("plain").Aria("label", name).Title(name).Body(icon(sign)).OnClick(func(ga.Context, ga.Event) { f() }, ga.EventScope(sign, id))
}

func (d *desk) removeEntity(e *annotations.Entity) {
	if err := d.session.RemoveEntity(e.ID); err != nil {
		d.fail(err)
		return
	}
	d.toast(toast{text: "Deleted " + visible(e.Name), action: "Undo", do: d.undo})
}

// historyPage names each step, latest first.
type historyPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render lists the steps.
func (p *historyPage) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return sheet("History", "")
	}
	var items []ga.UI
	for _, c := range d.session.History(300) {
		items = append(items, el("li").Class("step").Body(
			el("span").Class("step-name").Text(stepName(c)),
			el("span").Class("step-what").Dir("auto").Text(d.stepWhat(c)),
			el("span").Class("muted small").Text(moment(c.At))))
	}
	return sheet("History", "Every step on this device, latest first. Undo goes back as far as you like, across articles and restarts.",
		el("div").Class("page-bar").Body(
			el("button").Attr("type", "button").Class("button").Attr("disabled", d.session.CanUndo() == "").Body(icon("undo"), ga.Text(strings.TrimSpace("Undo "+visible(d.session.CanUndo())))).OnClick(d.on(d.undo)),
			el("button").Attr("type", "button").Class("button").Attr("disabled", d.session.CanRedo() == "").Body(icon("redo"), ga.Text(strings.TrimSpace("Redo "+visible(d.session.CanRedo())))).OnClick(d.on(d.redo))),
		ga.If(len(items) == 0, func() ga.UI { return el("p").Class("empty").Text("Nothing yet.") }),
		el("ol").Class("steps").Aria("label", "Steps").Body(items...))
}

func stepName(c annotations.Change) string {
	if c.Undoes != "" {
		return "Undo or redo: " + visible(c.Name)
	}
	return visible(c.Name)
}

// stepWhat is what a step was about: the words of its first annotation, or the
// name of its first record, and how many more there were.
func (d *desk) stepWhat(c annotations.Change) string {
	what := ""
	for _, e := range c.Edits {
		for _, r := range []annotations.Record{e.After, e.Before} {
			switch r := r.(type) {
			case *annotations.Annotation:
				if len(r.Parts) > 0 {
					what = quoted(r, 60)
				}
			case *annotations.Entity:
				what = r.Name
			case *annotations.Document:
				what = r.Title
			}
			if what != "" {
				break
			}
		}
		if what != "" {
			break
		}
	}
	if more := len(c.Edits) - 1; more > 0 && what != "" {
		what += " and " + thousands(more) + " more"
	}
	return visible(what)
}

// helpPage is every key, made of the table of commands.
type helpPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render lists the commands under their headings.
func (p *helpPage) Render() ga.UI {
	var sections []ga.UI
	for _, group := range groups {
		var rows []ga.UI
		for _, c := range p.D.table() {
			if c.group != group {
				continue
			}
			var keys []ga.UI
			for i, k := range c.keys {
				if strings.HasPrefix(string(k), "Numpad") {
					continue
				}
				if i > 0 {
					keys = append(keys, ga.Text(" "))
				}
				keys = append(keys, el("kbd").Text(k.String()))
			}
			if p.D.asking == c.id {
				keys = []ga.UI{el("em").Role("status").Text("Press the new key; Esc gives back the first one")}
			}
			rows = append(rows, el("tr").Body(el("td").Text(c.title), el("td").Class("keys").Body(keys...),
				el("td").Class("change").Body(p.D.rowButton("edit", "Change the key of: "+c.title, c.id, func() { p.D.askKey(c.id) }))))
		}
		sections = append(sections, el("section").Class("key-group").Body(el("h2").Text(group), el("table").Class("keys-table").Body(
			el("thead").Class("hidden").Body(el("tr").Body(el("th").Attr("scope", "col").Text("Command"), el("th").Attr("scope", "col").Text("Keys"), el("th").Attr("scope", "col").Text("Change"))),
			el("tbody").Body(rows...))))
	}
	return sheet("Help", "Select words with the mouse, a finger or the keys, and press a label. Everything below works without a mouse.",
		el("section").Class("prose").Body(
			el("p").Text("Single letters work while the article has the focus; F6 takes you there. Keys go by their place on the keyboard, so they work on every layout; the pencil beside a command changes its key. On a Mac, Command does what Ctrl does elsewhere."),
			el("p").Text("Your work is stored in this browser with every step, and “Saved” is said only when it is. A browser can lose its storage, so export the project file now and then: the number beside “Saved” counts the changes that are in no file yet."),
			el("p").Text("To work together, send project files. Opening one adds what is in it and never overwrites anything; opening it twice changes nothing."),
		),
		el("div").Class("key-groups").Body(sections...))
}

// settingsPage is about the person, the looks, and the safety of the work.
type settingsPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render draws the settings.
func (p *settingsPage) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return sheet("Settings", "")
	}
	var people []ga.UI
	for other := range d.session.Project().People.All() {
		if other.ID == d.session.Me() {
			continue
		}
		people = append(people, el("li").Body(el("span").Dir("auto").Text(cmp.Or(visible(other.Name), "somebody")), el("button").Attr("type", "button").Class("text").Text("This is me").OnClick(func(ga.Context, ga.Event) {
			d.fail(d.session.Become(other.ID))
			d.tell("You are now " + cmp.Or(visible(other.Name), "somebody") + ". Their annotations are yours to change.")
		}, ga.EventScope(other.ID))))
	}
	theme := func(name, value string) ga.UI {
		return el("button").Attr("type", "button").Class("choice").Aria("pressed", boolean(d.theme == value)).Text(name).OnClick(func(ga.Context, ga.Event) { d.setTheme(value) }, ga.EventScope(value+name))
	}
	return sheet("Settings", "",
		el("section").Class("setting").Body(el("h2").Text("You"),
			el("div").Class("field").Body(el("label").Attr("for", "my-name").Text("Your name, as others see it beside your annotations"),
				d.line("my-name", d.session.Me(), "a nickname is enough", "", d.session.Name(d.session.Me()), false, func(v string) { d.fail(d.session.Rename(strings.TrimSpace(v))) })),
			ga.If(len(people) > 0, func() ga.UI {
				return el("div").Body(el("p").Text("Did you start in another browser? Open your project file there and say who you are:"), el("ul").Class("people").Body(people...))
			})),
		el("section").Class("setting").Body(el("h2").Text("Looks"),
			el("div").Class("choices").Role("group").Aria("label", "Theme").Body(theme("As the system", ""), theme("Light", "light"), theme("Dark", "dark"))),
		el("section").Class("setting").Body(el("h2").Text("Selecting by touch"),
			el("label").Class("check").Body(input("checkbox").ID("tap-select").Attr("checked", d.tapping).OnChange(func(ctx ga.Context, _ ga.Event) {
				d.setTapping(ctx.JSSrc().Get("checked").Bool())
			}), ga.Text("Tap where it starts, tap where it ends"))),
		el("section").Class("setting").Body(el("h2").Text("Screen reader"),
			el("label").Class("check").Body(input("checkbox").ID("announce").Attr("checked", d.announce).OnChange(func(ctx ga.Context, _ ga.Event) {
				d.setAnnounce(ctx.JSSrc().Get("checked").Bool())
			}), ga.Text("Say which highlights the caret comes into"))),
		el("section").Class("setting").Body(el("h2").Text("A second copy"),
			el("p").Text("Everything is stored in this browser. A browser may clear its storage, so keep a second copy in a file."),
			d.backupControls(),
			el("p").Body(d.textButton("Export the project file", d.saveFile))),
	)
}

// moment shows when something happened, on the clock of this device.
func moment(t annotations.Time) string {
	if t == 0 {
		return ""
	}
	return time.UnixMilli(int64(t)).Local().Format("2 Jan 2006, 15:04")
}

// askEntityList reads a list of entities from a file.
func (d *desk) askEntityList() {
	var list []*annotations.Entity
	var faults []string
	picked := ""
	d.aside(func(ctx context.Context) error {
		files, err := d.services.Files.Pick(ctx, ".csv,.tsv,.jsonl,.json,text/csv,text/plain", false)
		if err != nil || len(files) == 0 {
			return err
		}
		picked = files[0].Name
		data, err := files[0].Read(ctx, fileLimit)
		if err != nil {
			return err
		}
		list, faults = readEntities(data)
		return nil
	}, func(err error) {
		switch {
		case err != nil:
			d.fail(err)
		case picked != "":
			n, err := d.session.AddEntities(list)
			if err != nil {
				d.fail(err)
				return
			}
			line := importLine{name: visible(picked), outcome: count(n, "new entity") + ", " + thousands(len(list)-n) + " already on the shelf", details: faults}
			d.ask(dialog{kind: dialogReport, report: []importLine{line}})
		}
	})
}
