package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// revised numbers the states of something that is drawn by itself, so that it is
// drawn anew only when what it shows has changed.
type revised[K comparable] struct {
	of K
	n  int
}

// rev returns a number that differs from the one before when k does.
func (r *revised[K]) rev(k K) int {
	if r.n == 0 || r.of != k {
		r.of = k
		r.n++
	}
	return r.n
}

// drawOn connects the desk to the shell that is on the page. What a key does to
// the article shows there at once; bars and panes follow (redrawSoon) when that
// has been painted and the fingers rest, however often that is asked for
// meanwhile.
func (d *desk) drawOn(ctx ga.Context) {
	ask := d.services.Page.OnPaint(func() {
		ctx.Dispatch(func(ctx ga.Context) {
			if !d.undrawn { // drawn since
				ctx.PreventUpdate()
			}
		})
	})
	d.redraw = func() { ctx.Dispatch(func(ga.Context) {}) }
	d.redrawSoon = func() {
		if !d.undrawn {
			d.undrawn = true
			ask()
		}
	}
	d.run = func(f func()) {
		ctx.Dispatch(func(ctx ga.Context) {
			ctx.PreventUpdate()
			f()
		})
	}
	d.dispatch = func(f func()) {
		d.run(func() {
			f()
			d.redraw()
		})
	}
	d.spareShell = ctx.PreventUpdate
}
