package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// firstSteps is the guide of a first visit: three steps that tick themselves
// off as they are done, and a way to skip them.
type firstSteps struct {
	off                        bool // done or skipped, on this visit or an earlier one
	selected, tagged, exported bool
}

// readGuide recalls whether the guide was seen to its end.
func (d *desk) readGuide() { d.guide.off = d.services.Elements.Recall("guide") == "off" }

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
	g.selected = g.selected || !d.session.Selection().Empty()
	if _, ok := d.session.Chosen(); ok {
		g.selected, g.tagged = true, true
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
