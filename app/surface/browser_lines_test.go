//go:build !js

package surface

import (
	"strings"

	"gloss/annotations"
)

// lines walks down the article line by line and up again.
func lines(p *page) {
	p.do("focus", nil)
	start := p.find("plane").Start
	p.do("select", span(start, start))
	x0, y0 := p.point(start)
	stops := []int{start}
	for range 3 {
		p.do("move", move{Line, true, false})
		r := p.report()
		x, y := p.point(r.Caret)
		if y < y0+20 || y > y0+80 {
			p.t.Errorf("a line down from %v is %v", y0, y)
		}
		if x < x0-25 || x > x0+25 {
			if p.text.Word(r.Caret).End < p.text.Line(r.Caret).End { // not at the end of a shorter line
				p.t.Errorf("the column went from %v to %v at %d", x0, x, r.Caret)
			}
		}
		y0 = y
		stops = append(stops, r.Caret)
	}
	for i := 2; i >= 0; i-- {
		p.do("move", move{Line, false, false})
		if r := p.report(); r.Caret != stops[i] {
			p.t.Errorf("up again to %d, want %d of %v", r.Caret, stops[i], stops)
		}
	}
	p.do("move", move{LineEdge, true, true})
	r := p.report()
	if r.Selection.Start != start || r.Selection.End <= start || len(p.rects(r.Selection)) != 1 {
		p.t.Errorf("to the end of the line: %v", r.Selection)
	}
	p.do("move", move{LineEdge, false, false})
	if r := p.report(); r.Caret != p.find("The plane").Start {
		p.t.Errorf("the line starts at %d", r.Caret)
	}
	if shown := eval[bool](p, `return getComputedStyle(document.querySelector(".surface-caret")).display === "block"`); !shown {
		p.t.Error("the caret is not shown")
	}
}

func pages(p *page) {
	p.open(scene{Text: strings.Repeat(article+"\n", 60)})
	p.do("focus", nil)
	last, seen := 0, []int{0}
	for range 3 {
		p.do("move", move{Page, true, false})
		r := p.report()
		if r.Caret <= last {
			p.t.Fatalf("a page down from %d is %d", last, r.Caret)
		}
		if v := eval[annotations.Span](p, `return H("visible")`); r.Caret < v.Start || r.Caret > v.End {
			p.t.Errorf("the caret at %d is out of sight, %v is in it", r.Caret, v)
		}
		last = r.Caret
		seen = append(seen, last)
	}
	p.do("move", move{Page, false, false})
	if r := p.report(); r.Caret >= last || r.Caret < seen[1] {
		p.t.Errorf("a page up from %d is %d; down they were %v", last, r.Caret, seen)
	}
	for _, f := range []bool{true, false} {
		p.do("move", move{Document, f, false})
		r := p.report()
		v := eval[annotations.Span](p, `return H("visible")`)
		if r.Caret < v.Start || r.Caret > v.End {
			p.t.Errorf("at the end (forward %v) the caret %d is out of sight of %v", f, r.Caret, v)
		}
	}
	at := p.find("Thirty", 40)
	p.do("reveal", at)
	if v := eval[annotations.Span](p, `return H("visible")`); !v.Contains(at) {
		p.t.Errorf("%v is revealed, but %v can be seen", at, v)
	}
}
