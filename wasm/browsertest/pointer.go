//go:build !js

package browsertest

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// Click presses the main mouse button at a point of the viewport. It never
// makes a double click with a click before it.
func (b *Browser) Click(x, y float64) { b.t.Helper(); b.clicks(x, y, 1) }

// DoubleClick clicks twice, which selects a word.
func (b *Browser) DoubleClick(x, y float64) { b.t.Helper(); b.clicks(x, y, 2) }

// TripleClick clicks three times, which selects a paragraph.
func (b *Browser) TripleClick(x, y float64) { b.t.Helper(); b.clicks(x, y, 3) }

func (b *Browser) clicks(x, y float64, n int) {
	b.t.Helper()
	// Clicks that follow within the double-click time would be counted together.
	const apart = 600 * time.Millisecond
	time.Sleep(time.Until(b.clicked.Add(apart)))
	defer func() { b.clicked = time.Now() }()
	steps := []params{move(x, y, 0)}
	for range n {
		steps = append(steps, down, up)
	}
	b.check(b.pointer("mouse", steps), "%d clicks at %g,%g", n, x, y)
}

// Drag moves the mouse from one point of the viewport to another with the
// main button held, by several moves.
func (b *Browser) Drag(x1, y1, x2, y2 float64) {
	b.t.Helper()
	b.check(b.drag("mouse", x1, y1, x2, y2), "drag from %g,%g to %g,%g", x1, y1, x2, y2)
}

func (b *Browser) drag(device string, x1, y1, x2, y2 float64) error {
	const pieces = 4
	steps := []params{move(x1, y1, 0), down}
	for i := 1; i <= pieces; i++ {
		part := float64(i) / pieces
		steps = append(steps, move(x1+(x2-x1)*part, y1+(y2-y1)*part, 10))
	}
	return b.pointer(device, append(steps, pause(100), up)) // at rest: what is let go of in motion goes on as a fling
}

// Tap touches a point of the viewport with a finger. WebKit has no touch
// input and gets a click of the mouse instead.
func (b *Browser) Tap(x, y float64) {
	b.t.Helper()
	b.check(b.pointer(b.finger(), []params{move(x, y, 0), down, pause(30), up}), "tap at %g,%g", x, y)
}

// Slide moves a finger from one point of the viewport to another, by several
// moves; in WebKit it is the mouse.
func (b *Browser) Slide(x1, y1, x2, y2 float64) {
	b.t.Helper()
	b.check(b.drag(b.finger(), x1, y1, x2, y2), "slide from %g,%g to %g,%g", x1, y1, x2, y2)
}

// finger is the device that touches, as far as the browser has one.
func (b *Browser) finger() string {
	if b.Kind == WebKit {
		return "mouse"
	}
	return "touch"
}

// ClickOn scrolls the first element that a CSS selector finds into view and
// clicks on the middle of its first box. It fails when there is none, or when
// another element lies over that point.
func (b *Browser) ClickOn(css string) {
	b.t.Helper()
	x, y, err := b.middle(css)
	b.check(err, "click on %s", css)
	b.Click(x, y)
}

// middle returns the point that ClickOn clicks on, once the element stands still.
func (b *Browser) middle(css string) (x, y float64, err error) {
	var p struct {
		X, Y  float64
		Error string
	}
	err = b.TryEval(`const element = document.querySelector(args[0]);
		if (!element) return {error: "there is no such element"};
		element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
		const shown = () => [...element.getClientRects()].find(r => r.width > 0 && r.height > 0);
		const frame = () => new Promise((next) => { requestAnimationFrame(next); setTimeout(next, 300); });
		let box = shown();
		for (let i = 0, still = 0; i < 100 && still < 4; i++) { // what is written around it, or scrolled, may move it
			await frame();
			const last = box;
			box = shown();
			if (last && box && last.x === box.x && last.y === box.y) still++;
			else still = 0, element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
		}
		if (!box) return {error: "it is not shown"};
		const x = box.left + box.width / 2, y = box.top + box.height / 2;
		const there = document.elementFromPoint(x, y);
		if (!there || !(element.contains(there) || there.contains(element) || there.closest("label")?.control === element))
			return {error: "it is covered by " + (there ? there.outerHTML.slice(0, 120) : "nothing that takes clicks")};
		return {x, y};`, &p, css)
	if err == nil && p.Error != "" {
		err = errors.New(p.Error)
	}
	return p.X, p.Y, err
}

var (
	down = params{"type": "pointerDown", "button": 0}
	up   = params{"type": "pointerUp", "button": 0}
)

// move goes to a point of the viewport, rounded to whole pixels, which is all
// that every driver takes.
func move(x, y float64, ms int) params {
	return params{"type": "pointerMove", "origin": "viewport", "duration": ms, "x": math.Round(x), "y": math.Round(y)}
}

func pause(ms int) params { return params{"type": "pause", "duration": ms} }

func (b *Browser) pointer(device string, steps []params) error {
	return b.act(params{"type": "pointer", "id": device, "parameters": params{"pointerType": device}, "actions": steps})
}

// act performs the actions of one input device.
func (b *Browser) act(device params) error {
	if err := b.send(perform, params{"actions": []params{device}}, nil); err != nil {
		return fmt.Errorf("input: %w", err)
	}
	return nil
}
