package app

import (
	"context"
	"errors"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/format"
)

// unitQuestion asks what the offsets of a file count, when the file does not
// tell: the same places are shown, read each way.
type unitQuestion struct {
	name     string // of the file
	format   string // key
	readings []format.Reading
	answer   func(unit string)
}

// errUnread says that the person left a file out.
var errUnread = errors.New("left out")

// askUnit asks the person and waits for the answer: a unit, or "" when the file
// is to be left out. It must not be called on the drawing goroutine.
func (d *desk) askUnit(ctx context.Context, name string, r format.Report) string {
	answers := make(chan string, 2) // leaving the dialog answers too
	d.dispatch(func() {
		q := unitQuestion{name, r.Format, r.Readings, func(unit string) { answers <- unit }}
		d.ask(dialog{kind: dialogUnit, unit: q, left: func() { answers <- "" }})
	})
	select {
	case unit := <-answers:
		return unit
	case <-ctx.Done():
		d.dispatch(func() {
			if d.dialog.kind == dialogUnit {
				d.close()
			}
		})
		return ""
	}
}

// unitNames are the units as a person may know them.
var unitNames = map[string]string{
	"code point": "Characters, as Python counts them",
	"UTF-16":     "UTF-16 units, as JavaScript and Java count",
	"grapheme":   "Characters as they are seen",
	"UTF-8":      "Bytes",
}

func (d *desk) unitDialog() ga.UI {
	q := d.dialog.unit
	var choices []ga.UI
	for i, r := range q.readings {
		var places []ga.UI
		for _, p := range r.Places {
			if p.Words == "" {
				places = append(places, el("span").Class("muted").Text("nothing: beyond the text, or within a character"))
				continue
			}
			places = append(places, el("span").Class("kwic").Dir("auto").Body(
				ga.Text("… "+visible(p.Before)), el("mark").Text(visible(p.Words)), ga.Text(visible(p.After)+" …")))
		}
		choices = append(choices, el("label").Class("format").Body(
			radio("unit", r.Unit, i == d.dialog.at, func() {
				d.dialog.at = i
				d.redraw()
			}).Attr("autofocus", i == d.dialog.at),
			el("span").Class("format-name").Text(unitNames[r.Unit]),
			el("span").Class("places").Body(places...)))
	}
	return d.frame("What do the numbers in this file count?", []ga.UI{
		el("p").Body(el("strong").Dir("auto").Text(visible(q.name)), ga.Text(" says by numbers what is marked, and nothing in it tells what they count. Choose the reading in which the marked words make sense.")),
		el("fieldset").Body(append([]ga.UI{el("legend").Class("hidden").Text("What the numbers count")}, choices...)...),
	},
		el("button").Attr("type", "button").Class("button").Text("Leave the file out").OnClick(d.on(d.close)),
		el("button").Attr("type", "button").Class("button primary").Text("Read it this way").OnClick(d.on(func() {
			q := d.dialog.unit
			q.answer(q.readings[d.dialog.at].Unit)
			d.close()
		})))
}
