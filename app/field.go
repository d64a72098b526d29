package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// field is a text field whose content is stored when the focus leaves it, when
// Enter is pressed, and when it is about to show something else. go-app sets an
// attribute where a field needs its property, and nothing at all for "" (GOAPP
// 7.4), so the property is set here.
type field struct {
	ga.Compo
	D           *desk
	ID          string // of the element
	Owner       string // what the content belongs to; another owner is another content
	Placeholder string
	Name        string       // accessible name; "" when a label element names it
	Text        string       // the content as it is stored
	Off         bool         // read-only
	Lines       bool         // several lines
	Rows        int          // height in lines, with Lines; 0 is two
	Set         func(string) // stores the content

	typed   string // what stands in the element and is not stored yet
	dirty   bool
	shown   string
	shownOf string
	setter  func(string) // set of the owner that typed belongs to
}

// Render draws the element; its content follows in OnMount and OnUpdate.
func (f *field) Render() ga.UI {
	if f.Lines {
		t := el("textarea").ID(f.ID).Attr("rows", max(2, f.Rows)).Dir("auto").Attr("readonly", f.Off).Attr("placeholder", f.Placeholder).OnInput(f.input).OnBlur(f.leave).OnKeyDown(f.key)
		if f.Name != "" {
			t = t.Aria("label", f.Name)
		}
		return t
	}
	t := input("text").ID(f.ID).Dir("auto").Attr("readonly", f.Off).Attr("placeholder", f.Placeholder).Attr("autocomplete", "off").OnInput(f.input).OnBlur(f.leave).OnKeyDown(f.key)
	if f.Name != "" {
		t = t.Aria("label", f.Name)
	}
	return t
}

// OnMount shows the content.
func (f *field) OnMount(ctx ga.Context) { f.show(ctx) }

// OnUpdate shows the content when it, or what it belongs to, has changed.
func (f *field) OnUpdate(ctx ga.Context) {
	if f.Owner == f.shownOf && f.Text == f.shown {
		return
	}
	if f.Owner != f.shownOf {
		f.store()
	}
	f.show(ctx)
}

// OnDismount stores what was typed and not stored.
func (f *field) OnDismount() { f.store() }

func (f *field) show(ctx ga.Context) {
	f.shown, f.shownOf, f.dirty = f.Text, f.Owner, false
	if el := ga.Window().GetElementByID(f.ID); el.Truthy() {
		el.Set("value", f.Text)
	}
}

func (f *field) input(ctx ga.Context, _ ga.Event) {
	f.typed, f.dirty, f.setter = ctx.JSSrc().Get("value").String(), true, f.Set
}

func (f *field) leave(ga.Context, ga.Event) { f.store() }

func (f *field) key(_ ga.Context, e ga.Event) {
	switch e.Get("key").String() {
	case "Enter":
		if f.Lines && !e.Get("ctrlKey").Bool() {
			return
		}
		e.PreventDefault()
		f.store()
		f.D.focusArticle()
	case "Escape":
		e.PreventDefault()
		f.store()
		f.D.focusArticle()
	}
}

func (f *field) store() {
	if f.dirty && f.setter != nil {
		f.dirty = false
		f.shown = f.typed
		f.setter(f.typed)
	}
}
