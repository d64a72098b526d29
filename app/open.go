package app

import (
	"context"
	"errors"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/article"
	"gloss/annotations/format"
	"gloss/app/browser"
	"gloss/app/session"
)

// fileLimit is the size from which a file is refused before it is read.
const fileLimit = 64 << 20

// importLine is what became of one file.
type importLine struct {
	name    string
	outcome string
	bad     bool
	details []string
}

// openFiles reads files, says what became of each, and opens the first
// article. The page answers all the while; stopping leaves what is already in.
func (d *desk) openFiles(files []browser.File) {
	if len(files) == 0 || d.session == nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	d.setBusy("Opening "+count(len(files), "file"), stop)
	d.session.WhenWhole(func() {
		var report []importLine
		first := ""
		d.aside(func(context.Context) error {
			for i, f := range files {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				d.dispatch(func() { d.progress(i, len(files), f.Name) })
				line, doc := d.take(ctx, d.readFile(ctx, f))
				report = append(report, line)
				if first == "" {
					first = doc
				}
			}
			return nil
		}, func(err error) {
			stop()
			d.busy = nil
			d.fail(err)
			d.reportFiles(report, first)
		})
	})
}

func (d *desk) readFile(ctx context.Context, f browser.File) session.Parcel {
	data, err := f.Read(ctx, fileLimit)
	if err != nil {
		return session.Parcel{Name: f.Name, Err: err}
	}
	return session.ReadFile(f.Name, data, d.session.Known(ctx), breathe(ctx))
}

// take merges a parcel and says in a line what that did. It must not be called
// on the drawing goroutine.
func (d *desk) take(ctx context.Context, parcel session.Parcel) (importLine, string) {
	line := importLine{name: visible(parcel.Name)}
	if parcel.Err != nil {
		line.bad, line.outcome = true, fileSentence(parcel.Err)
		return line, ""
	}
	breath := breathe(ctx)
	taken, err := d.session.Take(parcel, func() error { return breath(0, 0) })
	if err != nil {
		line.bad, line.outcome = true, sentence(err)
		return line, ""
	}
	if parcel.Article != "" {
		line.outcome = "opened"
		if taken.Known {
			line.outcome = "already in the library"
		}
		return line, parcel.Article
	}
	line.outcome = tallied(taken)
	line.details = findings(parcel.Report)
	for doc := range parcel.Project.Documents.All() {
		return line, doc.ID
	}
	return line, ""
}

// tallied says what merging did: "41 new, 5 updated, 2 conflicts".
func tallied(t session.Taken) string {
	if t.Known {
		return "nothing new in it: everything was here already"
	}
	n := t.Tallies[annotations.KindAnnotation]
	parts := []string{count(n.New, "new annotation")}
	if docs := t.Tallies[annotations.KindDocument].New; docs > 0 {
		parts = append(parts, count(docs, "new article"))
	}
	if n.Updated > 0 {
		parts = append(parts, thousands(n.Updated)+" updated")
	}
	if n.Conflicts > 0 {
		parts = append(parts, count(n.Conflicts, "conflict")+" (both versions kept)")
	}
	if n.Same > 0 {
		parts = append(parts, thousands(n.Same)+" already here")
	}
	return strings.Join(parts, ", ")
}

// findings are what was not as it should be in a file, in sentences.
func findings(r format.Report) []string {
	var out []string
	add := func(what string, entries []format.Entry) {
		for i, e := range entries {
			if i == 5 {
				out = append(out, thousands(len(entries)-5)+" more of the same sort")
				return
			}
			out = append(out, what+": "+visible(e.What))
		}
	}
	add("Text altered outside Gloss", r.Altered)
	add("Moved to where its words are", r.Repaired)
	add("Kept without a place", r.Orphans)
	add("Could not be checked", r.Unchecked)
	add("Could not be read", r.Skipped)
	add("Of another version", r.Unknown)
	return out
}

// fileSentence says why a file was not opened.
func fileSentence(err error) string {
	var bad *article.Error
	var fault *format.FileError
	switch {
	case errors.As(err, &bad):
		return strings.ToUpper(bad.Error()[:1]) + bad.Error()[1:] + ". Nothing was opened."
	case errors.As(err, &fault):
		return "Not opened: " + visible(fault.Error()) + ". Nothing has changed."
	}
	return sentence(err)
}

// reportFiles opens the first article and, when there is more to say than
// "opened", says it in a dialog.
func (d *desk) reportFiles(report []importLine, first string) {
	worth := len(report) > 1
	for _, line := range report {
		worth = worth || line.bad || len(line.details) > 0
	}
	show := func() {
		if worth {
			d.ask(dialog{kind: dialogReport, report: report})
		} else if len(report) == 1 {
			d.tell(report[0].name + ": " + report[0].outcome)
		}
	}
	if first == "" {
		show()
		return
	}
	d.open(first, show)
}

func (d *desk) reportDialog() ga.UI {
	var items []ga.UI
	for _, line := range d.dialog.report {
		class, sign := "good", "check"
		if line.bad {
			class, sign = "bad", "warning"
		}
		var details []ga.UI
		for _, s := range line.details {
			details = append(details, el("li").Text(s))
		}
		items = append(items, el("li").Class("report-line").Class(class).Body(icon(sign),
			el("div").Body(el("strong").Dir("auto").Text(line.name), el("p").Text(line.outcome), ga.If(len(details) > 0, func() ga.UI { return el("ul").Class("details").Body(details...) }))))
	}
	return d.frame("Opened files", []ga.UI{el("ul").Class("report").Body(items...)},
		el("button").Attr("type", "button").Class("button primary").Attr("autofocus", true).Text("Done").OnClick(d.on(d.close)))
}

// askPaste opens pasted words as an article, when the person says so: paste is
// also what a slip of the finger does.
func (d *desk) askPaste(text string) {
	if d.dialog.kind != "" || strings.TrimSpace(text) == "" || d.session == nil {
		return
	}
	d.ask(dialog{kind: dialogPaste, query: text})
}

func (d *desk) pasteDialog() ga.UI {
	return d.frame("Open the pasted text as an article?", []ga.UI{quoteBox(d.dialog.query)},
		el("button").Attr("type", "button").Class("button").Text("Leave it").OnClick(d.on(d.close)),
		el("button").Attr("type", "button").Class("button primary").Attr("autofocus", true).Text("Open as article").OnClick(d.on(func() {
			text := d.dialog.query
			d.close()
			var line importLine
			var doc string
			d.aside(func(ctx context.Context) error {
				line, doc = d.take(ctx, session.ReadFile("Pasted text.txt", []byte(text), nil, nil))
				return nil
			}, func(err error) {
				d.fail(err)
				d.reportFiles([]importLine{line}, doc)
			})
		})))
}
