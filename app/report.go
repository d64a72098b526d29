package app

import (
	"context"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/format"
)

// importLine is what became of one file, or of several that belong together.
type importLine struct {
	name    string
	outcome string
	bad     bool
	read    string // what was in it
	details []string
	found   []finding
}

// finding is what was not as it should be, all of one sort.
type finding struct {
	what    string
	entries []string
}

// summary says what a file held: "doccano: 3 articles, 14 annotations; offsets
// in UTF-16".
func summary(r format.Report) string {
	var parts []string
	for _, n := range []struct {
		n    int
		noun string
	}{{r.Documents, "article"}, {r.Annotations, "annotation"}, {r.Relations, "relation"}, {r.Entities, "entity"}} {
		if n.n > 0 {
			parts = append(parts, count(n.n, n.noun))
		}
	}
	title := ""
	if f, ok := format.Find(r.Format); ok {
		title = f.Title + ": "
	}
	s := "Read as " + title + strings.Join(parts, ", ")
	if r.Unit != "" {
		s += "; offsets in " + r.Unit
	}
	return strings.TrimSuffix(s, ": ") + "."
}

// findings are what was not as it should be in a file.
func findings(r format.Report) (out []finding) {
	add := func(what string, entries []format.Entry) {
		if len(entries) == 0 {
			return
		}
		f := finding{what: what}
		for _, e := range entries {
			s := visible(e.What)
			if e.Path != "" {
				s += " (" + visible(e.Path) + ")"
			}
			f.entries = append(f.entries, s)
		}
		out = append(out, f)
	}
	add("Texts altered outside Gloss", r.Altered)
	add("Moved to where the words are", r.Repaired)
	add("Kept without a place: the words are not in the text", r.Orphans)
	add("Not certain", r.Unchecked)
	add("Left out, since it could not be read", r.Skipped)
	add("Not known to this version", r.Unknown)
	return out
}

// reportShown is how many entries of one sort are shown; all are copied.
const reportShown = 200

func (d *desk) reportDialog() ga.UI {
	var items []ga.UI
	for _, line := range d.dialog.report {
		class, sign := "good", "check"
		if line.bad {
			class, sign = "bad", "warning"
		}
		parts := []ga.UI{el("strong").Dir("auto").Text(line.name), el("p").Text(line.outcome)}
		if line.read != "" {
			parts = append(parts, el("p").Class("muted").Text(line.read))
		}
		if len(line.details) > 0 {
			parts = append(parts, entryList(line.details))
		}
		for _, f := range line.found {
			box := el("details").Class("finding").Body(el("summary").Text(f.what+": "+thousands(len(f.entries))), entryList(f.entries))
			if len(f.entries) <= 5 {
				box = box.Attr("open", true)
			}
			parts = append(parts, box)
		}
		items = append(items, el("li").Class("report-line").Class(class).Body(icon(sign), el("div").Body(parts...)))
	}
	return d.frame("Opened files", []ga.UI{el("ul").Class("report").Body(items...)},
		el("button").Attr("type", "button").Class("button").Text("Copy the report").OnClick(d.on(d.copyReport)),
		el("button").Attr("type", "button").Class("button primary").Attr("autofocus", true).Text("Done").OnClick(d.on(d.close)))
}

func entryList(entries []string) ga.UI {
	var items []ga.UI
	for i, s := range entries {
		if i == reportShown {
			items = append(items, el("li").Text(thousands(len(entries)-i)+" more; a copy of the report has them all"))
			break
		}
		items = append(items, el("li").Dir("auto").Text(s))
	}
	return el("ul").Class("details").Body(items...)
}

// copyReport puts all of the report on the clipboard, as text.
func (d *desk) copyReport() {
	var b strings.Builder
	for _, line := range d.dialog.report {
		b.WriteString(line.name + "\n" + line.outcome + "\n")
		if line.read != "" {
			b.WriteString(line.read + "\n")
		}
		for _, s := range line.details {
			b.WriteString("- " + s + "\n")
		}
		for _, f := range line.found {
			b.WriteString(f.what + ":\n")
			for _, s := range f.entries {
				b.WriteString("- " + s + "\n")
			}
		}
		b.WriteString("\n")
	}
	d.aside(func(ctx context.Context) error { return d.services.Clipboard.Copy(ctx, b.String()) }, func(err error) {
		d.fail(err)
		if err == nil {
			d.tell("Copied the report.")
		}
	})
}
