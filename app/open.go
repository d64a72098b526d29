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

// openFiles reads files, those that belong together as one, says what became
// of each, and opens the first article. The page answers all the while;
// stopping leaves what is already in.
func (d *desk) openFiles(files []browser.File) {
	if len(files) == 0 || d.session == nil {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	d.setBusy("Opening "+count(len(files), "file"), stop)
	d.session.WhenWhole(func() {
		var report []importLine
		first := ""
		x := &opening{d: d, answers: map[string]string{}}
		d.aside(func(context.Context) error {
			groups := grouped(files)
			for i, group := range groups {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				d.dispatch(func() { d.progress(100*i, 100*len(groups), group[0].Name) })
				line, doc := d.take(ctx, x.read(ctx, group, d.steps(ctx, i, len(groups), group[0].Name)))
				line.files = len(group)
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

// grouped puts files together that belong together.
func grouped(files []browser.File) (out [][]browser.File) {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	for _, group := range format.Together(names) {
		var fs []browser.File
		for _, i := range group {
			fs = append(fs, files[i])
		}
		out = append(out, fs)
	}
	return out
}

// opening is the reading of files that were given at once.
type opening struct {
	d       *desk
	answers map[string]string // what offsets count, as the person said, by format
}

// read reads files that belong together. When nothing tells what their offsets
// count, the person is asked, once for each format.
func (x *opening) read(ctx context.Context, group []browser.File, step format.Step) session.Parcel {
	name := group[0].Name
	if len(group) > 1 {
		name += " and " + count(len(group)-1, "more file")
	}
	var files []format.File
	for _, f := range group {
		data, err := f.Read(ctx, fileLimit)
		if err != nil {
			return session.Parcel{Name: f.Name, Err: err}
		}
		files = append(files, format.File{Name: f.Name, Data: data})
	}
	o := format.ReadOptions{Known: x.d.session.Known(ctx), Step: step}
	parcel := session.ReadFiles(name, files, o)
	if parcel.Err != nil || !parcel.Report.Guessed {
		return parcel
	}
	unit, known := x.answers[parcel.Report.Format]
	if !known {
		unit = x.d.askUnit(ctx, name, parcel.Report)
		x.answers[parcel.Report.Format] = unit
	}
	if unit == "" {
		return session.Parcel{Name: name, Err: errUnread}
	}
	o.Unit = unit
	parcel = session.ReadFiles(name, files, o)
	parcel.Report.Unit = unit
	return parcel
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
	line.tallies = taken.Tallies
	if parcel.Article != "" {
		line.outcome = "opened"
		if taken.Known {
			line.outcome = "already in the library"
		}
		return line, parcel.Article
	}
	line.outcome = tallied(taken)
	line.read, line.found = summary(parcel.Report), findings(parcel.Report)
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
	parts = append(parts, alsoNew(t.Tallies)...)
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

// alsoNew says what came beside annotations.
func alsoNew(t map[annotations.Kind]annotations.Tally) (parts []string) {
	for _, k := range []struct {
		kind annotations.Kind
		noun string
	}{{annotations.KindDocument, "new article"}, {annotations.KindDecision, "new decision"}, {annotations.KindComment, "new comment"}} {
		if n := t[k.kind].New; n > 0 {
			parts = append(parts, count(n, k.noun))
		}
	}
	return parts
}

// fileSentence says why a file was not opened.
func fileSentence(err error) string {
	var bad *article.Error
	var fault *format.FileError
	switch {
	case errors.Is(err, errUnread):
		return "Left out, as you said. Nothing has changed."
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
		worth = worth || line.bad || len(line.details)+len(line.found) > 0
	}
	show := func() {
		if worth {
			d.ask(dialog{kind: dialogReport, report: report})
			if sum := summed(report); sum != "" {
				d.say(sum)
			}
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
				line, doc = d.take(ctx, session.ReadFile("Pasted text.txt", []byte(text), format.ReadOptions{}))
				return nil
			}, func(err error) {
				d.fail(err)
				d.reportFiles([]importLine{line}, doc)
			})
		})))
}
