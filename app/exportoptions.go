package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/format"
)

// What of the project is exported.
const (
	articlesOpen = "open"
	articlesDone = "done"
)

// exportDocuments are the ids of the articles to export; nil for all.
func (d *desk) exportDocuments(articles string) []string {
	switch articles {
	case articlesOpen:
		if id := d.openID(); id != "" {
			return []string{id}
		}
	case articlesDone:
		ids := []string{}
		for r := range d.session.Project().Progress.All() {
			if r.State == annotations.Done && r.By == d.session.Me() {
				ids = append(ids, r.Document)
			}
		}
		return ids
	}
	return nil
}

// exportOptions are the policies that matter to the chosen formats.
func (d *desk) exportOptions() ga.UI {
	x := &d.dialog.export
	parts := []ga.UI{d.exportArticles(), d.exportTick("Leave out people’s names", x.options.Anonymous, func(o *format.WriteOptions, on bool) { o.Anonymous = on })}
	if x.format == packed {
		parts = append(parts, d.exportPacked())
	}
	if x.writes("conll") {
		parts = append(parts,
			d.exportSelect("Of passages that overlap, CoNLL gets", x.options.Overlap, [][2]string{{"outermost", "the one around the other"}, {"innermost", "the shorter"}, {"longest", "the longer"}, {"first", "the one made first"}},
				func(x *exportChoice, v string) { x.options.Overlap = v }),
			d.exportSelect("Tags of CoNLL", x.options.Tags, [][2]string{{"iob2", "IOB2: begin, inside"}, {"bioes", "BIOES: end and single too"}},
				func(x *exportChoice, v string) { x.options.Tags = v }))
	}
	if x.writes("doccano", "w3c") {
		parts = append(parts, d.exportSelect("Offsets for doccano and Web Annotations", x.options.Unit, [][2]string{{"UTF-16", "UTF-16, as those tools count"}, {"code point", "characters, as Python counts"}},
			func(x *exportChoice, v string) { x.options.Unit = v }))
	}
	if x.writes("csv") {
		parts = append(parts, d.exportTick("CSV for Excel: formulas are made harmless", x.options.Excel, func(o *format.WriteOptions, on bool) { o.Excel = on }))
	}
	if x.writes("labelstudio") {
		parts = append(parts, d.exportTick("For Label Studio as predictions, to be accepted there", x.options.Predictions, func(o *format.WriteOptions, on bool) { o.Predictions = on }))
	}
	return el("div").Class("export-options").Role("group").Aria("label", "Options").Body(parts...)
}

// exportArticles chooses the articles.
func (d *desk) exportArticles() ga.UI {
	options := [][2]string{{"all", "all, " + thousands(d.session.Project().Documents.Len())}}
	if d.openID() != "" {
		options = append(options, [2]string{articlesOpen, "the open one"})
	}
	if n := len(d.exportDocuments(articlesDone)); n > 0 {
		options = append(options, [2]string{articlesDone, "those you are done with, " + thousands(n)})
	}
	return d.exportSelect("Articles", d.dialog.export.articles, options, func(x *exportChoice, v string) {
		if v == "all" {
			v = ""
		}
		x.articles = v
	})
}

// exportPacked chooses the formats of an archive.
func (d *desk) exportPacked() ga.UI {
	ticks := []ga.UI{el("legend").Text("Formats in the archive")}
	for _, f := range format.Formats {
		if f.Write == nil {
			continue
		}
		ticks = append(ticks, el("label").Class("check").Body(
			input("checkbox").Attr("value", f.Key).Attr("checked", !d.dialog.export.packed[f.Key]).OnChange(func(ctx ga.Context, _ ga.Event) {
				on := ctx.JSSrc().Get("checked").Bool()
				d.chooseExport(func(x *exportChoice) { x.packed[f.Key] = !on })
			}, ga.EventScope(f.Key)), ga.Text(f.Title)))
	}
	return el("fieldset").Class("packed").Body(ticks...)
}

func (d *desk) exportTick(name string, on bool, set func(o *format.WriteOptions, on bool)) ga.UI {
	return el("label").Class("check").Body(input("checkbox").Attr("checked", on).OnChange(func(ctx ga.Context, _ ga.Event) {
		on := ctx.JSSrc().Get("checked").Bool()
		d.chooseExport(func(x *exportChoice) { set(&x.options, on) })
	}, ga.EventScope(name)), ga.Text(name))
}

// exportSelect is a choice of few, of which the first is the usual one.
func (d *desk) exportSelect(name, value string, options [][2]string, set func(x *exportChoice, v string)) ga.UI {
	var items []ga.UI
	for i, o := range options {
		items = append(items, el("option").Attr("value", o[0]).Attr("selected", o[0] == value || i == 0 && value == "").Text(o[1]))
	}
	return el("label").Class("choose").Body(el("span").Text(name), el("select").OnChange(func(ctx ga.Context, _ ga.Event) {
		v := ctx.JSSrc().Get("value").String()
		d.chooseExport(func(x *exportChoice) { set(x, v) })
	}, ga.EventScope(name)).Body(items...))
}
