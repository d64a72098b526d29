package app

import (
	"context"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/format"
)

// exportChoice is what the export dialog holds.
type exportChoice struct {
	format   string          // key; packed for several in one archive
	packed   map[string]bool // formats that are not wanted in the archive
	articles string          // "" for all, articlesOpen or articlesDone
	options  format.WriteOptions
	extent   extent

	lost     []formatLoss         // of the chosen formats, once counted
	counting int                  // grows with every choice, so that an old count is dropped
	counted  bool                 // lost is of what is chosen now
	texts    *annotations.Project // with every text, once loaded
}

// packed is what the format is called of several in one archive.
const packed = "pack"

// askExport opens the dialog of formats.
func (d *desk) askExport() {
	if d.session == nil {
		return
	}
	d.ask(dialog{kind: dialogExport, export: exportChoice{format: format.Formats[0].Key, packed: map[string]bool{}}})
	d.countLosses()
}

// exported are the formats that will be written.
func (x *exportChoice) exported() (out []format.Format) {
	for _, f := range format.Formats {
		if f.Write != nil && (x.format == f.Key || x.format == packed && !x.packed[f.Key]) {
			out = append(out, f)
		}
	}
	return out
}

// writes reports whether a format will be written.
func (x *exportChoice) writes(keys ...string) bool {
	for _, f := range x.exported() {
		for _, k := range keys {
			if f.Key == k {
				return true
			}
		}
	}
	return false
}

func (d *desk) exportDialog() ga.UI {
	x := &d.dialog.export
	var choices []ga.UI
	for _, f := range format.Formats {
		if f.Write != nil {
			choices = append(choices, d.formatChoice(f.Key, f.Title, f.About))
		}
	}
	choices = append(choices, d.formatChoice(packed, "Several formats, packed", "To publish: one archive with the formats you choose, a data card, the guideline and what each leaves out."))
	return d.frame("Export", []ga.UI{el("div").Class("export").Body(
		el("fieldset").Class("formats").Body(append([]ga.UI{el("legend").Class("hidden").Text("Format")}, choices...)...),
		el("div").Class("export-side").Body(d.extentChoice(), d.exportOptions(), d.findingsBox(), d.lossList()),
	)},
		el("p").Class("foot-note").Text(x.tally()),
		el("button").Attr("type", "button").Class("button").Text("Cancel").OnClick(d.on(d.close)),
		el("button").Attr("type", "button").Class("button primary").ID("export-now").Attr("disabled", len(x.exported()) == 0).Body(icon("download"), ga.Text("Export")).OnClick(d.on(func() {
			x := d.dialog.export // as it is now: a handler stays the one that was drawn first
			d.close()
			d.exportChosen(x)
		})))
}

func (d *desk) formatChoice(key, title, about string) ga.UI {
	chosen := d.dialog.export.format == key
	return el("label").Class("format").Body(
		radio("format", key, chosen, func() { d.chooseExport(func(x *exportChoice) { x.format = key }) }).Attr("autofocus", chosen),
		el("span").Class("format-name").Text(title), el("span").Class("muted").Text(about))
}

// chooseExport changes what is chosen, and counts anew what that would lose.
func (d *desk) chooseExport(f func(*exportChoice)) {
	f(&d.dialog.export)
	d.countLosses()
	d.redraw()
}

// saveFile exports the project file at once: the second copy of all work.
func (d *desk) saveFile() { d.exportChosen(exportChoice{format: format.Formats[0].Key}) }

// exportChosen writes files and offers them. Every span is compared with its
// text before a byte is offered; a failure, or stopping, offers nothing.
func (d *desk) exportChosen(x exportChoice) {
	if d.session == nil {
		return
	}
	title := "several formats"
	if f, ok := format.Find(x.format); ok {
		title = f.Title
	}
	ctx, stop := context.WithCancel(context.Background())
	d.setBusy("Exporting "+title, stop)
	d.session.WhenWhole(func() {
		var files []format.File
		upTo := d.session.Unfiled()
		o := x.options
		o.Documents = d.exportDocuments(x.articles)
		d.aside(func(context.Context) error {
			p, err := d.session.AllTexts(ctx)
			if err == nil {
				p, err = part(ctx, p, x.extent)
			}
			if err != nil {
				return err
			}
			o.Step = d.steps(ctx, 0, 1, "")
			files, err = x.write(p, o)
			return err
		}, func(err error) {
			stop()
			d.busy = nil
			for _, file := range files {
				if x.extent.what != "" && len(files) == 1 {
					file.Name = x.extent.what + "-" + file.Name // does not take the place of everything
				}
				if err == nil {
					err = d.services.Files.Download(file.Name, file.MIME, file.Data)
				}
			}
			if err != nil {
				d.fail(err)
				return
			}
			if x.writes(format.Formats[0].Key) && !o.Anonymous && o.Documents == nil && x.extent.what == "" {
				d.session.Filed(upTo)
			}
			d.exportedStep()
			d.tell("Exported " + title + ".")
		})
	})
}

// manyFiles is how many downloads a browser is asked for at once; more become
// one archive.
const manyFiles = 3

func (x *exportChoice) write(p *annotations.Project, o format.WriteOptions) ([]format.File, error) {
	fs := x.exported()
	if x.format != packed {
		files, err := fs[0].Write(p, o)
		if err != nil || len(files) <= manyFiles {
			return files, err
		}
	}
	var keys []string
	for _, f := range fs {
		keys = append(keys, f.Key)
	}
	f, err := format.Pack(p, keys, o)
	return []format.File{f}, err
}
