package app

import (
	"context"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/review"
	"gloss/app/session"
)

// extent is how much of the project an export holds.
type extent struct {
	what   string // "" for everything, "mine" or "gold"
	me     string // mine: who that is
	agreed bool   // gold: also what everybody who is done agrees on, though nobody decided

	size int // annotations in it, once counted
}

// askExportGold opens the dialog of formats for what stands after review.
func (d *desk) askExportGold() {
	d.askExport()
	d.setExtent(extent{what: "gold", agreed: d.outcome.decided == 0})
}

// setExtent chooses how much is exported; what that loses is counted anew.
func (d *desk) setExtent(x extent) {
	x.me = d.session.Me()
	d.chooseExport(func(c *exportChoice) { c.extent = x })
}

// part returns the part of a project that an export holds.
func part(ctx context.Context, p *annotations.Project, x extent) (*annotations.Project, error) {
	switch x.what {
	case "mine":
		return session.Mine(p, x.me)
	case "gold":
		breath := breathe(ctx)
		gold, err := review.Gold(p, "", review.GoldOptions{Agreed: x.agreed, Options: review.Options{Step: func() error { return breath(0, 0) }}})
		if err != nil {
			return nil, err
		}
		return review.GoldProject(p, gold)
	}
	return p, nil
}

// extentChoice asks how much is exported.
func (d *desk) extentChoice() ga.UI {
	x := d.dialog.export.extent
	choice := func(what, name, about string) ga.UI {
		return el("label").Class("check").Title(about).Body(radio("extent", "="+what, x.what == what, func() {
			if d.dialog.export.extent.what != what {
				d.setExtent(extent{what: what})
			}
		}), ga.Text(name))
	}
	return el("fieldset").Class("extent").Body(
		el("legend").Text("What"),
		choice("", "Everything", "Everybody’s annotations, decisions and comments"),
		choice("mine", "Mine", "Your own annotations and what you said of them"),
		choice("gold", "Gold", "What stands after review, with everybody’s votes beside it"),
		ga.If(x.what == "gold", func() ga.UI {
			return el("label").Class("check").Body(input("checkbox").Attr("checked", x.agreed).OnChange(func(ctx ga.Context, _ ga.Event) {
				d.setExtent(extent{what: "gold", agreed: ctx.JSSrc().Get("checked").Bool()})
			}), ga.Text("also what everybody who is done agrees on, though nobody decided"))
		}),
		ga.If(x.what != "", func() ga.UI {
			said := "Counting…"
			if d.dialog.export.counted {
				said = count(x.size, "annotation")
			}
			return el("p").Class("muted small").Role("status").Text(said)
		}))
}
