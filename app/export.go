package app

import (
	"context"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/format"
)

// exportChoice is what the export dialog holds.
type exportChoice struct {
	format    string // key; the first format when ""
	anonymous bool
	extent    extent
}

// askExport opens the dialog of formats.
func (d *desk) askExport() {
	if d.session == nil {
		return
	}
	d.ask(dialog{kind: dialogExport, export: exportChoice{format: format.Formats[0].Key}})
}

func (d *desk) exportFormat() format.Format {
	for _, f := range format.Formats {
		if f.Key == d.dialog.export.format {
			return f
		}
	}
	return format.Formats[0]
}

func (d *desk) exportDialog() ga.UI {
	chosen := d.exportFormat()
	var choices []ga.UI
	for _, f := range format.Formats {
		if f.Write == nil {
			continue
		}
		choices = append(choices, el("label").Class("format").Body(
			input("radio").Attr("name", "format").Attr("value", f.Key).Attr("checked", f.Key == chosen.Key).Attr("autofocus", f.Key == chosen.Key).OnChange(func(ga.Context, ga.Event) {
				d.dialog.export.format = f.Key
				d.redraw()
			}, ga.EventScope(f.Key)),
			el("span").Class("format-name").Text(f.Title), el("span").Class("muted").Text(f.About)))
	}
	return d.frame("Export", []ga.UI{
		d.extentChoice(),
		el("fieldset").Body(append([]ga.UI{el("legend").Class("hidden").Text("Format")}, choices...)...),
		el("label").Class("check").Body(input("checkbox").Attr("checked", d.dialog.export.anonymous).OnChange(func(ctx ga.Context, _ ga.Event) {
			d.dialog.export.anonymous = ctx.JSSrc().Get("checked").Bool()
		}), ga.Text("Leave out people’s names")),
		d.lossList(chosen),
	},
		el("button").Attr("type", "button").Class("button").Text("Cancel").OnClick(d.on(d.close)),
		el("button").Attr("type", "button").Class("button primary").ID("export-now").Body(icon("download"), ga.Text("Export")).OnClick(d.on(func() {
			f, o := d.exportFormat(), d.dialog.export // as they are now: a handler stays the one that was drawn first
			d.close()
			d.export(f, o.anonymous, o.extent)
		})))
}

// lossList says what the format cannot carry, before anything is written.
func (d *desk) lossList(f format.Format) ga.UI {
	losses := f.Losses(d.session.Project(), format.WriteOptions{})
	if len(losses) == 0 {
		return el("p").Class("losses none").Body(icon("check"), ga.Text("Nothing is lost in this format."))
	}
	var items []ga.UI
	for _, l := range losses {
		text := l.What
		if l.Count > 0 {
			text = thousands(l.Count) + " × " + l.What
		}
		if len(l.Examples) > 0 {
			text += " — " + visible(strings.Join(l.Examples, "; "))
		}
		items = append(items, el("li").Text(text))
	}
	return el("div").Class("losses").Role("group").Aria("label", "What this format cannot hold").Body(
		el("p").Body(icon("info"), ga.Text("This format cannot hold:")), el("ul").Body(items...))
}

// saveFile exports the project file at once: the second copy of all work.
func (d *desk) saveFile() { d.export(format.Formats[0], false, extent{}) }

// export writes a file and offers it. Every span is compared with its text
// before a byte is offered; a failure offers nothing.
func (d *desk) export(f format.Format, anonymous bool, what extent) {
	if d.session == nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	d.setBusy("Exporting "+f.Title, stop)
	d.session.WhenWhole(func() {
		var files []format.File
		upTo := d.session.Unfiled()
		d.aside(func(context.Context) error {
			p, err := d.session.AllTexts(ctx)
			if err == nil {
				p, err = part(ctx, p, what)
			}
			if err != nil {
				return err
			}
			files, err = f.Write(p, format.WriteOptions{Anonymous: anonymous, Step: breathe(ctx)})
			return err
		}, func(err error) {
			stop()
			d.busy = nil
			for _, file := range files {
				if what.what != "" && len(files) == 1 {
					file.Name = what.what + "-" + file.Name // does not take the place of everything
				}
				if err == nil {
					err = d.services.Files.Download(file.Name, file.MIME, file.Data)
				}
			}
			if err != nil {
				d.fail(err)
				return
			}
			if f.Key == format.Formats[0].Key && !anonymous && what.what == "" {
				d.session.Filed(upTo)
			}
			d.guide.exported = true
			d.tell("Exported " + f.Title + ".")
		})
	})
}
