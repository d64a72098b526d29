package app

import (
	"context"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/format"
)

// exportChoice is what the export dialog holds.
type exportChoice struct {
	format    string // key; the first format when ""
	anonymous bool
	losses    []format.Loss
	of        string // the choice that losses were counted for
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
		choices = append(choices, ga.Label().Class("format").Body(
			ga.Input().Type("radio").Name("format").Value(f.Key).Checked(f.Key == chosen.Key).AutoFocus(f.Key == chosen.Key).OnChange(func(ga.Context, ga.Event) {
				d.dialog.export.format = f.Key
				d.redraw()
			}, ga.EventScope(f.Key)),
			ga.Span().Class("format-name").Text(f.Title), ga.Span().Class("muted").Text(aboutFormat[f.Key])))
	}
	return d.frame("Export", []ga.UI{
		ga.FieldSet().Body(append([]ga.UI{ga.Legend().Class("hidden").Text("Format")}, choices...)...),
		ga.Label().Class("check").Body(ga.Input().Type("checkbox").Checked(d.dialog.export.anonymous).OnChange(func(ctx ga.Context, _ ga.Event) {
			d.dialog.export.anonymous = ctx.JSSrc().Get("checked").Bool()
		}), ga.Text("Leave out people’s names")),
		d.lossList(chosen),
	},
		ga.Button().Type("button").Class("button").Text("Cancel").OnClick(d.on(d.close)),
		ga.Button().Type("button").Class("button primary").ID("export-now").Body(icon("download"), ga.Text("Export")).OnClick(d.on(func() {
			o := d.dialog.export
			d.close()
			d.export(chosen, o.anonymous)
		})))
}

// lossList says what the format cannot carry, before anything is written.
func (d *desk) lossList(f format.Format) ga.UI {
	losses := f.Losses(d.session.Project(), format.WriteOptions{Anonymous: d.dialog.export.anonymous})
	if len(losses) == 0 {
		return ga.P().Class("losses none").Body(icon("check"), ga.Text("Nothing is lost in this format."))
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
		items = append(items, ga.Li().Text(text))
	}
	return ga.Div().Class("losses").Role("group").Aria("label", "What this format cannot hold").Body(
		ga.P().Body(icon("info"), ga.Text("This format cannot hold:")), ga.Ul().Body(items...))
}

// aboutFormat says for whom a format is.
var aboutFormat = map[string]string{
	"gloss": "Everything, exactly. To go on elsewhere, to send to a colleague or a reviewer.",
	"jsonl": "One line an article, offsets in code points. Loads with Hugging Face datasets, pandas and spaCy. Comes with its data card.",
	"card":  "What the training data holds, as a README for the data set.",
}

// exported is a file ready to be offered.
type exported struct {
	format format.Format
	name   string
	data   []byte
}

// write makes the files of an export: the data card goes with the training
// data, which nobody should get without it.
func write(f format.Format, p *annotations.Project, o format.WriteOptions) ([]exported, error) {
	formats := []format.Format{f}
	if card, ok := format.Find("card"); ok && f.Key == "jsonl" {
		formats = append(formats, card)
	}
	var out []exported
	for _, f := range formats {
		data, err := f.Write(p, o)
		if err != nil {
			return nil, err
		}
		name := "gloss" + f.Extension
		switch f.Key {
		case "gloss":
			name = "work" + f.Extension
		case "card":
			name = "README" + f.Extension
		}
		out = append(out, exported{f, name, data})
	}
	return out, nil
}

// saveFile exports the project file at once: the second copy of all work.
func (d *desk) saveFile() { d.export(format.Formats[0], false) }

// export writes a file and offers it. Every span is compared with its text
// before a byte is offered; a failure offers nothing.
func (d *desk) export(f format.Format, anonymous bool) {
	if d.session == nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	d.setBusy("Exporting "+f.Title, stop)
	d.session.WhenWhole(func() {
		var files []exported
		upTo := d.session.Unfiled()
		d.aside(func(context.Context) error {
			p, err := d.session.AllTexts(ctx)
			if err != nil {
				return err
			}
			files, err = write(f, p, format.WriteOptions{Anonymous: anonymous, Step: breathe(ctx)})
			return err
		}, func(err error) {
			stop()
			d.busy = nil
			for _, file := range files {
				if err == nil {
					err = d.services.Files.Download(file.name, file.format.MIME, file.data)
				}
			}
			if err != nil {
				d.fail(err)
				return
			}
			if f.Key == format.Formats[0].Key && !anonymous {
				d.session.Filed(upTo)
			}
			d.tell("Exported " + f.Title + ".")
		})
	})
}
