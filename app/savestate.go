package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/app/browser"
)

// saveState is drawn by itself, since each change of the project is saved a
// moment after it is shown.
type saveState struct {
	ga.Compo
	D   *desk
	Rev int
}

// OnMount lets the desk have it drawn alone.
func (s *saveState) OnMount(ctx ga.Context) {
	s.D.redrawSave = func() {
		ctx.Dispatch(func(ga.Context) { s.D.spareShell() })
	}
}

// Render draws it.
func (s *saveState) Render() ga.UI { return s.D.saveState() }

// saveState says at all times whether the work is safe.
func (d *desk) saveState() ga.UI {
	name, sign, class := "Saved", "saved", "is-saved"
	switch {
	case d.trouble != "":
		name, sign, class = "Not saved", "not-saved", "is-unsaved"
	case d.session == nil:
		name, sign = "Opening", "saving"
	case d.status.State == browser.Saving:
		name, sign, class = "Saving", "saving", "is-saving"
	case d.status.State == browser.NotSaved:
		name, sign, class = "Not saved", "not-saved", "is-unsaved"
	}
	title := "Everything is stored on this device."
	if d.session != nil && d.session.Unfiled() > 0 {
		title += " " + count(d.session.Unfiled(), "change") + " not in a file yet."
	}
	return el("div").Class("save").Class(class).ID("save-state").Title(title).Body(
		icon(sign), el("span").Class("save-name").Text(name),
		ga.If(d.session != nil && d.session.Unfiled() > 0, func() ga.UI {
			return el("button").Attr("type", "button").Class("unfiled").ID("unfiled").OnClick(d.on(d.saveFile)).
				Aria("label", count(d.session.Unfiled(), "change")+" not in a file yet. Export the project file.").
				Title(count(d.session.Unfiled(), "change") + " not in a file yet: export the project file (Ctrl+S)").
				Text(thousands(d.session.Unfiled()))
		}),
	)
}
