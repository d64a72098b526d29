package app

import (
	"fmt"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
)

// schemePage is where the project says what its annotations may say.
type schemePage struct {
	ga.Compo
	D    *desk
	Rev  int
	edit string // key of the label being edited; "+" for a new one
	form annotations.Label
}

// Render lists labels, attributes, relation types and the guideline.
func (p *schemePage) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return sheet("Scheme", "")
	}
	scheme, uses := d.scheme(), d.session.LabelUses()
	var labels []ga.UI
	for i, l := range scheme.Labels {
		labels = append(labels, p.label(l, i, len(scheme.Labels), uses[l.Key]))
	}
	return sheet("Scheme", "What annotations may say, and when. It travels with the project file. Renaming, merging and retiring a label keeps every annotation.",
		el("section").Class("setting").Body(el("h2").Text("Labels"),
			el("ul").Class("scheme-list").Aria("label", "Labels").Body(labels...),
			ga.If(p.edit == "+", func() ga.UI { return p.labelForm(uses) }).Else(func() ga.UI {
				return el("button").Attr("type", "button").Class("button").Body(icon("plus"), ga.Text("New label")).OnClick(d.on(func() {
					p.edit, p.form = "+", annotations.Label{Light: "#c9e3a8", Dark: "#2f5a10", Line: annotations.Dotted}
					d.redraw()
				}))
			})),
		el("section").Class("setting").Body(el("h2").Text("Attributes"), p.attributes()),
		el("section").Class("setting").Body(el("h2").Text("Relation types"), p.relations()),
		el("section").Class("setting wide-setting").Body(el("h2").ID("guideline-title").Text("Guideline"),
			el("p").Class("muted").Text("Markdown. A heading “## claim” begins what is said of the label with that key; it is shown beside the text."),
			&field{D: d, ID: "guideline", Owner: "guideline", Name: "Guideline", Text: scheme.Guideline, Lines: true, Rows: 18, Set: func(v string) { d.fail(d.session.SetGuideline(v)) }}),
	)
}

func (p *schemePage) label(l annotations.Label, i, n, uses int) ga.UI {
	d := p.D
	if p.edit == l.Key {
		return el("li").Body(p.labelForm(nil))
	}
	state := count(uses, "use")
	if l.Retired {
		state = "retired · " + state
	}
	if l.Into != "" {
		into, _ := d.scheme().Label(l.Key)
		state = "merged into " + visible(into.Title) + " · " + state
	}
	return el("li").Class("scheme-row").Body(
		swatch(l), el("strong").Dir("auto").Text(visible(l.Title)), el("code").Class("muted small").Text(visible(l.Key)), el("span").Class("muted small").Text(state),
		el("span").Class("spring"),
		ga.If(i > 0, func() ga.UI {
			return d.rowButton("chevron-up", "Move "+visible(l.Title)+" up", l.Key, func() { d.fail(d.session.MoveLabel(l.Key, false)) })
		}),
		ga.If(i < n-1, func() ga.UI {
			return d.rowButton("chevron-down", "Move "+visible(l.Title)+" down", l.Key, func() { d.fail(d.session.MoveLabel(l.Key, true)) })
		}),
		d.rowButton("edit", "Edit "+visible(l.Title), l.Key, func() {
			p.edit, p.form = l.Key, l
			d.redraw()
		}))
}

// labelForm edits one label.
func (p *schemePage) labelForm(map[string]int) ga.UI {
	d, l := p.D, &p.form
	text := func(name, value, hint string, set func(string)) ga.UI {
		return el("label").Class("field").Body(el("span").Class("field-name").Text(name), input("text").Attr("value", value).Attr("placeholder", hint).Attr("autocomplete", "off").
			OnInput(func(ctx ga.Context, _ ga.Event) { set(ctx.JSSrc().Get("value").String()) }, ga.EventScope(p.edit, name)))
	}
	colour := func(name, value string, set func(string)) ga.UI {
		return el("label").Class("field").Body(el("span").Class("field-name").Text(name), input("color").Attr("value", value).
			OnInput(func(ctx ga.Context, _ ga.Event) { set(ctx.JSSrc().Get("value").String()) }, ga.EventScope(p.edit, name)))
	}
	var lines, into []ga.UI
	for _, line := range []annotations.Line{annotations.Solid, annotations.Double, annotations.Wavy, annotations.Dotted, annotations.Dashed} {
		lines = append(lines, el("option").Attr("value", string(line)).Attr("selected", l.Line == line).Text(string(line)))
	}
	into = append(into, el("option").Attr("value", "-").Attr("selected", l.Into == "").Text("stands for itself"))
	for _, o := range d.scheme().Labels {
		if o.Key != l.Key && o.Into == "" {
			into = append(into, el("option").Attr("value", "="+o.Key).Attr("selected", l.Into == o.Key).Text("merged into "+visible(o.Title)))
		}
	}
	return el("form").Class("scheme-form").OnSubmit(func(_ ga.Context, e ga.Event) {
		e.PreventDefault()
		p.save()
	}).Body(
		text("Title", l.Title, "as shown", func(v string) { l.Title = v }),
		text("Letter", l.Letter, "one or two", func(v string) { l.Letter = clip(strings.TrimSpace(v), 2) }),
		colour("On light paper", l.Light, func(v string) { l.Light = v }),
		colour("On dark paper", l.Dark, func(v string) { l.Dark = v }),
		el("label").Class("field").Body(el("span").Class("field-name").Text("Underline"), el("select").OnChange(func(ctx ga.Context, _ ga.Event) {
			l.Line = annotations.Line(ctx.JSSrc().Get("value").String())
		}, ga.EventScope(p.edit)).Body(lines...)),
		ga.If(p.edit != "+", func() ga.UI {
			return el("label").Class("field").Body(el("span").Class("field-name").Text("Standing"), el("select").OnChange(func(ctx ga.Context, _ ga.Event) {
				l.Into = strings.TrimLeft(ctx.JSSrc().Get("value").String(), "-=")
			}, ga.EventScope(p.edit)).Body(into...))
		}),
		ga.If(p.edit != "+", func() ga.UI {
			return el("label").Class("check").Body(input("checkbox").Attr("checked", l.Retired).OnChange(func(ctx ga.Context, _ ga.Event) {
				l.Retired = ctx.JSSrc().Get("checked").Bool()
			}, ga.EventScope(p.edit)), ga.Text("Retired: no longer offered"))
		}),
		el("div").Class("scheme-buttons").Body(
			el("button").Attr("type", "button").Class("button").Text("Cancel").OnClick(d.on(func() {
				p.edit = ""
				d.redraw()
			})),
			el("button").Attr("type", "submit").Class("button primary").Text("Save label")))
}

func (p *schemePage) save() {
	l := p.form
	if l.Title = strings.TrimSpace(l.Title); l.Title == "" {
		p.D.tell("A label needs a title.")
		return
	}
	if l.Letter == "" {
		l.Letter = strings.ToUpper(string([]rune(l.Title)[:1]))
	}
	if err := p.D.session.SetLabel(l); err != nil {
		p.D.fail(err)
		return
	}
	p.edit = ""
	p.D.redraw()
}

// attributes lists the questions asked of annotations; their answers are
// edited in place, separated by commas.
func (p *schemePage) attributes() ga.UI {
	d := p.D
	var rows []ga.UI
	for _, t := range d.scheme().Attributes {
		rows = append(rows, el("li").Class("scheme-row").Body(
			d.line("attribute-title-"+t.Key, t.Key, "", "Title of "+t.Title, t.Title, false, func(v string) {
				t.Title = v
				d.fail(d.session.SetAttributeType(t))
			}),
			d.line("attribute-values-"+t.Key, t.Key, "any words", "Answers to "+t.Title+", separated by commas", strings.Join(t.Values, ", "), false, func(v string) {
				t.Values = commaList(v)
				d.fail(d.session.SetAttributeType(t))
			}),
			p.retire(fmt.Sprint(t), t.Title, t.Retired, func(on bool) {
				t.Retired = on
				d.fail(d.session.SetAttributeType(t))
			})))
	}
	return el("div").Body(el("ul").Class("scheme-list").Aria("label", "Attributes").Body(rows...),
		p.adder("New attribute", func(title string) error {
			return d.session.SetAttributeType(annotations.AttributeType{Title: title, Values: []string{"yes", "no"}})
		}))
}

func (p *schemePage) relations() ga.UI {
	d := p.D
	var rows []ga.UI
	for _, t := range d.scheme().Relations {
		rows = append(rows, el("li").Class("scheme-row").Body(
			d.line("relation-title-"+t.Key, t.Key, "", "Title of "+t.Title, t.Title, false, func(v string) {
				t.Title = v
				d.fail(d.session.SetRelationType(t))
			}),
			el("label").Class("check small").Body(input("checkbox").Attr("checked", t.Directed).OnChange(func(ctx ga.Context, _ ga.Event) {
				t.Directed = ctx.JSSrc().Get("checked").Bool()
				d.fail(d.session.SetRelationType(t))
			}, ga.EventScope(fmt.Sprint(t))), ga.Text("directed")),
			p.retire(fmt.Sprint(t), t.Title, t.Retired, func(on bool) {
				t.Retired = on
				d.fail(d.session.SetRelationType(t))
			})))
	}
	return el("div").Body(el("ul").Class("scheme-list").Aria("label", "Relation types").Body(rows...),
		p.adder("New relation type", func(title string) error {
			return d.session.SetRelationType(annotations.RelationType{Title: title, Directed: true})
		}))
}

// retire is a box to tick; of tells what set was made for, since a handler
// stays the first one that was drawn under its scope.
func (p *schemePage) retire(of, title string, retired bool, set func(bool)) ga.UI {
	return el("label").Class("check small").Body(input("checkbox").Attr("checked", retired).Aria("label", "Retire "+visible(title)).OnChange(func(ctx ga.Context, _ ga.Event) {
		set(ctx.JSSrc().Get("checked").Bool())
	}, ga.EventScope(of)), ga.Text("retired"))
}

// adder is a field whose words become something new.
func (p *schemePage) adder(name string, add func(title string) error) ga.UI {
	id := strings.ReplaceAll(lower(name), " ", "-")
	return el("form").Class("adder").OnSubmit(func(_ ga.Context, e ga.Event) {
		e.PreventDefault()
		title := strings.TrimSpace(p.D.services.Elements.Value(id))
		if title == "" {
			return
		}
		p.D.services.Elements.SetValue(id, "")
		p.D.fail(add(title))
	}, ga.EventScope(name)).Body(
		input("text").ID(id).Attr("placeholder", name).Aria("label", name).Attr("autocomplete", "off"),
		el("button").Attr("type", "submit").Class("button").Body(icon("plus"), ga.Text("Add")))
}

// commaList reads words separated by commas; nil for none.
func commaList(s string) []string {
	var out []string
	for _, w := range strings.Split(s, ",") {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}
