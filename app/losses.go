package app

import (
	"context"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/format"
)

// formatLoss is what one format leaves out.
type formatLoss struct {
	title  string
	losses []format.Loss
}

// countLosses counts what the chosen formats would leave out, beside the
// drawing goroutine: some of it depends on every word.
func (d *desk) countLosses() {
	d.leave() // an earlier count
	d.dialog.export.counting++
	d.dialog.export.counted = false
	x := d.dialog.export
	ctx, stop := context.WithCancel(context.Background())
	d.dialog.left = stop
	o := x.options
	o.Documents, o.Step = d.exportDocuments(x.articles), breathe(ctx)
	var lost []formatLoss
	d.session.WhenWhole(func() {
		d.aside(func(context.Context) (err error) {
			if x.texts == nil {
				if x.texts, err = d.session.AllTexts(ctx); err != nil {
					return err
				}
			}
			p, err := part(ctx, x.texts, x.extent)
			if err != nil {
				return err
			}
			x.extent.size = p.Annotations.Len()
			for _, f := range x.exported() {
				if ctx.Err() != nil {
					return nil
				}
				if ls := f.Losses(p, o); len(ls) > 0 {
					lost = append(lost, formatLoss{f.Title, ls})
				}
			}
			return nil
		}, func(err error) {
			now := &d.dialog.export
			if d.dialog.kind != dialogExport || now.counting != x.counting || ctx.Err() != nil {
				return
			}
			d.fail(err)
			if err == nil {
				now.lost, now.counted, now.texts, now.extent.size = lost, true, x.texts, x.extent.size
			}
			d.redraw()
		})
	})
}

// tally says in few words what is lost, beside the button.
func (x *exportChoice) tally() string {
	if !x.counted {
		return "Counting what would be left out …"
	}
	things, sorts := 0, 0
	for _, f := range x.lost {
		sorts += len(f.losses)
		for _, l := range f.losses {
			things += l.Count
		}
	}
	if sorts == 0 {
		return "Nothing is left out."
	}
	return "Leaves out " + count(things, "thing") + " of " + count(sorts, "sort") + "."
}

// lossList says what the chosen formats cannot carry, before anything is
// written.
func (d *desk) lossList() ga.UI {
	x := &d.dialog.export
	switch {
	case !x.counted:
		return el("div").Class("losses").Aria("busy", "true").Body(el("p").Body(icon("clock"), ga.Text("Counting what would be left out …")))
	case len(x.lost) == 0:
		return el("div").Class("losses none").Body(el("p").Body(icon("check"), ga.Text("Nothing is lost.")))
	}
	parts := []ga.UI{el("p").Body(icon("info"), ga.Text("This format cannot hold:"))}
	if x.format == packed {
		parts = []ga.UI{el("p").Body(icon("info"), ga.Text("These formats cannot hold everything; the project file does."))}
	}
	for _, f := range x.lost {
		var items []ga.UI
		for _, l := range f.losses {
			items = append(items, el("li").Text(lossLine(l)))
		}
		list := el("ul").Body(items...)
		if x.format == packed {
			parts = append(parts, el("details").Class("finding").Body(el("summary").Text(f.title+": "+count(len(f.losses), "sort")), list))
			continue
		}
		parts = append(parts, list)
	}
	return el("div").Class("losses").Role("group").Aria("label", "What is left out").Body(parts...)
}

func lossLine(l format.Loss) string {
	text := l.What
	if l.Count > 0 {
		text = thousands(l.Count) + " × " + l.What
	}
	if len(l.Examples) > 0 {
		text += " — " + visible(strings.Join(l.Examples, "; "))
	}
	return text
}
