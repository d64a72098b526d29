package app

import (
	"context"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
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
	files   int                                    // how many that were
	tallies map[annotations.Kind]annotations.Tally // what merging did
}

// summed says what became of several files in one line: "3 files: 41 new, 5
// updated, 2 conflicts, 0 duplicates". The numbers are of annotations. "" when
// there was one file.
func summed(report []importLine) string {
	files, failed := 0, 0
	sum := map[annotations.Kind]annotations.Tally{}
	merged := false
	for _, line := range report {
		files += line.files
		if line.bad {
			failed += line.files
		}
		merged = merged || line.read != ""
		for k, t := range line.tallies {
			addTally(sum, k, t)
		}
	}
	if files < 2 {
		return ""
	}
	var parts []string
	if n := sum[annotations.KindAnnotation]; merged {
		parts = append(parts, thousands(n.New)+" new", thousands(n.Updated)+" updated", count(n.Conflicts, "conflict"), count(n.Same, "duplicate"))
	}
	parts = append(parts, alsoNew(sum)...)
	if failed > 0 {
		parts = append(parts, thousands(failed)+" not opened")
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing new")
	}
	return count(files, "file") + ": " + strings.Join(parts, ", ")
}

func addTally(sum map[annotations.Kind]annotations.Tally, k annotations.Kind, t annotations.Tally) {
	n := sum[k]
	n.New, n.Updated, n.Conflicts, n.Same = n.New+t.New, n.Updated+t.Updated, n.Conflicts+t.Conflicts, n.Same+t.Same
	sum[k] = n
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
	sum := summed(d.dialog.report)
	return d.frame("Opened files", []ga.UI{
		ga.If(sum != "", func() ga.UI { return el("p").Class("report-sum").ID("report-sum").Text(sum) }),
		el("ul").Class("report").Body(items...),
	},
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
	if sum := summed(d.dialog.report); sum != "" {
		b.WriteString(sum + "\n\n")
	}
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
