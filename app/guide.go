package app

import (
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// firstSteps is the guide of a first visit: three steps that tick themselves
// off as they are done, and a way to skip them.
type firstSteps struct {
	off                        bool // done or skipped, on this visit or an earlier one
	selected, tagged, exported bool
}

// done names the steps that were done, to be remembered.
func (g *firstSteps) done() string {
	var names []string
	for _, s := range []struct {
		done bool
		name string
	}{{g.selected, "selected"}, {g.tagged, "tagged"}, {g.exported, "exported"}} {
		if s.done {
			names = append(names, s.name)
		}
	}
	return strings.Join(names, " ")
}

// readGuide recalls what was done, and whether the guide was seen to its end.
func (d *desk) readGuide() {
	was := d.services.Elements.Recall("guide")
	has := func(name string) bool { return strings.Contains(was, name) }
	d.guide = firstSteps{off: was == "off", selected: has("selected"), tagged: has("tagged"), exported: has("exported")}
}

// endGuide puts the guide away for good.
func (d *desk) endGuide() {
	d.guide.off = true
	d.services.Elements.Remember("guide", "off")
	d.redraw()
}

// noteSteps ticks off what was done.
func (d *desk) noteSteps() {
	g := &d.guide
	if g.off || d.session == nil {
		return
	}
	before := g.done()
	g.selected = g.selected || !d.session.Selection().Empty()
	if _, ok := d.session.Chosen(); ok {
		g.selected, g.tagged = true, true
	}
	d.keepSteps(before)
}

// exportedStep ticks off the export.
func (d *desk) exportedStep() {
	before := d.guide.done()
	d.guide.exported = true
	d.keepSteps(before)
}

func (d *desk) keepSteps(before string) {
	if now := d.guide.done(); !d.guide.off && now != before {
		d.services.Elements.Remember("guide", now)
	}
}

// firstGuide draws the guide above the article.
func (d *desk) firstGuide() ga.UI {
	d.noteSteps()
	g := d.guide
	step := func(done bool, name, how string) ga.UI {
		class, said := "step-open", "To do: "
		if done {
			class, said = "step-done", "Done: "
		}
		return el("li").Class(class).Body(
			el("span").Class("step-sign").Aria("hidden", "true").Body(ga.If(done, func() ga.UI { return icon("check") })),
			el("span").Body(el("span").Class("hidden").Text(said), el("strong").Text(name), ga.Text(" "+how)))
	}
	title, button := "Three steps", "Skip"
	if g.selected && g.tagged && g.exported {
		title, button = "That is all there is to it", "Close"
	}
	return el("section").Class("guide").Aria("label", "First steps").Body(
		el("div").Class("guide-head").Body(el("h2").Text(title), d.textButton(button, d.endGuide)),
		el("ol").Body(
			step(g.selected, "Select words", "in the article, with the mouse, a finger, or S for the sentence at the caret."),
			step(g.tagged, "Press a label", "or its number: 1 claim, 2 fact, 3 opinion."),
			step(g.exported, "Export", "when you like. Until then everything is stored in this browser.")))
}
