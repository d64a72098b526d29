//go:build !js

package surface

import (
	"reflect"
	"slices"
	"time"
)

func drags(p *page) {
	from, to := p.find("plane"), p.find("waited")
	x1, y1 := p.point(from.Start)
	x2, y2 := p.point(to.Start)
	want := p.text.Slice(p.text.Trim(span(from.Start, to.Start)))
	p.Drag(x1, y1, x2, y2)
	p.selected(want)
	p.Click(p.point(p.find("last").Start))
	p.Drag(x2, y2, x1, y1)
	p.selected(want)
	if r := p.report(); r.Caret != from.Start {
		p.t.Errorf("drawn backwards, the caret is at %d, want %d", r.Caret, from.Start)
	}
	var side Rect
	p.Eval(`const r = document.getElementById("aside").getBoundingClientRect(); return {X: r.x, Y: r.y, Width: r.width, Height: r.height}`, &side)
	x1, y1 = p.point(p.find("last").Start)
	p.Drag(x1, y1, side.X+side.Width/2, side.Y+side.Height-4)
	if r := p.report(); r.Selection.Empty() || r.Selection.Start > p.find("last").Start || r.Selection.End > p.text.Points() {
		p.t.Errorf("drawn out of the article: %v", r.Selection)
	}
}

func edgesDrag(p *page) {
	mark := p.find("they said")
	p.open(scene{Text: article, Marks: []Mark{one("i", "claim", mark)}})
	p.do("choose", []string{"i"})
	r := p.rects(mark)[0]
	x, y := p.point(p.find("shot").Start)
	p.Drag(r.X+r.Width+1, r.Y+r.Height/2, x+1, y)
	x, y = p.point(p.find("plane").Start)
	p.Drag(r.X-1, r.Y+r.Height/2, x-1, y)
	want := []dragged{{"i", false, p.find("shot").Start}, {"i", true, p.find("plane").Start}}
	if got := p.report(); !reflect.DeepEqual(got.Dragged, want) || len(got.Pressed) != 0 {
		p.t.Errorf("dragged %v and pressed %v, want %v", got.Dragged, got.Pressed, want)
	}
	p.Click(r.X+r.Width+1, r.Y+r.Height/2)
	if got := p.report(); len(got.Dragged) != 2 || len(got.Pressed) != 1 {
		p.t.Errorf("a click on the edge dragged %v and pressed %v", got.Dragged, got.Pressed)
	}
}

func taps(p *page) {
	p.do("taps", true)
	p.Tap(p.point(p.find("shot").Start))
	p.selected("shot")
	time.Sleep(600 * time.Millisecond) // else it is a double tap
	p.Tap(p.point(p.find("shore").Start))
	p.selected("shot down near the shore")
	if got := p.report(); len(got.Pressed) != 0 {
		p.t.Errorf("pressed %v", got.Pressed)
	}
	p.do("taps", false)
	p.selected("shot down near the shore")
}

// finger presses where there is no mouse.
func finger(p *page) {
	if !p.EmulateTouch() {
		return
	}
	p.Open(eval[string](p, `return location.href`))
	p.Wait(`surfaceHarness.ready`, 30*time.Second)
	mark := p.find("they said")
	p.open(scene{Text: article, Marks: []Mark{one("i", "claim", mark)}})
	p.Tap(p.point(mark.Start + 2))
	if got := p.report(); len(got.Pressed) != 1 || !slices.Equal(got.Pressed[0].IDs, []string{"i"}) || !got.Selection.Empty() {
		p.t.Errorf("tapped: %+v", got)
	}
	p.do("choose", []string{"i"})
	size := eval[[]float64](p, `return [...document.querySelectorAll(".surface-grip")].map(g => getComputedStyle(g, "::after")).flatMap(s => [parseFloat(s.width), parseFloat(s.height)])`)
	if len(size) != 4 || slices.Min(size) < 44 {
		p.t.Errorf("the handles measure %v", size)
	}
}

func doubleClick(p *page) {
	for _, word := range []string{"plane", "survived", "שלום", "all"} {
		p.DoubleClick(p.point(p.find(word).Start + 1))
		p.selected(word)
	}
}

func tripleClick(p *page) {
	for _, words := range []string{"Thirty", "waited", "טקסט", "Sign up", "last"} {
		at := p.find(words).Start
		p.TripleClick(p.point(at))
		p.selected(p.text.Slice(p.text.Trim(p.text.Line(at))))
	}
}
