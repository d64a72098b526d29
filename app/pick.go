package app

import (
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// option is one line of a list to pick from.
type option struct {
	key    string // tells options apart
	text   ga.UI
	detail string
	hint   string // at the far end: a key, a count
	pick   func()
}

// combobox is a field with a list under it, as the ARIA Authoring Practices
// have it: the focus stays in the field, arrows move through the list, Enter
// picks.
func (d *desk) combobox(name, placeholder string, options []option) []ga.UI {
	at := max(0, min(d.dialog.at, len(options)-1))
	var items []ga.UI
	for i, o := range options {
		li := el("li").Role("option").ID("option-"+strconv.Itoa(i)).Aria("selected", boolean(i == at)).Class("option").
			OnClick(func(ga.Context, ga.Event) { o.pick() }, ga.EventScope(o.key, i)).Body(
			el("span").Class("option-text").Body(o.text),
			ga.If(o.detail != "", func() ga.UI { return el("span").Class("option-detail").Text(o.detail) }),
			ga.If(o.hint != "", func() ga.UI { return el("kbd").Text(o.hint) }))
		items = append(items, li)
	}
	active := ""
	if len(options) > 0 {
		active = "option-" + strconv.Itoa(at)
	}
	input := input("text").ID("pick").Role("combobox").Attr("autofocus", true).Attr("autocomplete", "off").Spellcheck(false).Attr("placeholder", placeholder).
		Aria("label", name).Aria("expanded", "true").Aria("controls", "options").Aria("autocomplete", "list").Aria("activedescendant", active).
		OnInput(func(ctx ga.Context, _ ga.Event) {
			d.dialog.query, d.dialog.at = ctx.JSSrc().Get("value").String(), 0
			d.redraw()
		}).
		OnKeyDown(func(_ ga.Context, e ga.Event) { d.pickKey(e) })
	return []ga.UI{
		el("div").Class("search").Body(icon("search"), input),
		el("ul").Class("options").ID("options").Role("listbox").Aria("label", name).Body(items...),
	}
}

// pickKey moves through the list or picks. The options are computed again from
// what is typed, so a fast typist picks what the words say and not what was on
// screen.
func (d *desk) pickKey(e ga.Event) {
	if e.Get("isComposing").Truthy() {
		return
	}
	options := d.options()
	n := len(options)
	at := max(0, min(d.dialog.at, n-1))
	move := map[string]int{"ArrowDown": 1, "ArrowUp": -1, "PageDown": 8, "PageUp": -8}
	key := e.Get("key").String()
	if by, ok := move[key]; ok && n > 0 {
		e.PreventDefault()
		d.dialog.at = max(0, min(at+by, n-1))
		if by == 1 && at == n-1 {
			d.dialog.at = 0
		}
		d.redraw()
		d.later(func() { d.services.Elements.Reveal("option-" + strconv.Itoa(d.dialog.at)) })
		return
	}
	if key == "Enter" {
		e.PreventDefault()
		if n > 0 {
			options[at].pick()
		}
	}
}

// options are the lines of the open dialog.
func (d *desk) options() []option {
	switch d.dialog.kind {
	case dialogEntity:
		return d.entityOptions()
	case dialogCommand:
		return d.commandOptions()
	}
	return nil
}

// askCommand opens the list of everything that can be done.
func (d *desk) askCommand() { d.ask(dialog{kind: dialogCommand}) }

func (d *desk) commandDialog() ga.UI {
	return d.frame("All commands", d.combobox("Command", "Type what you want to do", d.commandOptions()))
}

func (d *desk) commandOptions() []option {
	var out []option
	words := fields(d.dialog.query)
	for _, c := range d.table() {
		if c.id == "palette" || !matches(lower(c.title+" "+c.group), words) {
			continue
		}
		hint := ""
		if len(c.keys) > 0 {
			hint = c.keys[0].String()
		}
		out = append(out, option{key: c.id, text: ga.Text(c.title), detail: c.group, hint: hint, pick: func() {
			d.close()
			d.later(func() {
				c.run(d)
				d.redraw()
			})
		}})
	}
	return out
}
