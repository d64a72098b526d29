package app

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations/format"
)

const millisecond = time.Millisecond

// busy is a long piece of work: it shows how far it is and can be stopped.
type busy struct {
	name     string
	now      string
	done, of int
	stop     func()
}

func (d *desk) setBusy(name string, stop func()) {
	d.busy = &busy{name: name, stop: stop}
	d.redraw()
}

func (d *desk) progress(done, of int, now string) {
	if d.busy != nil {
		d.busy.done, d.busy.of, d.busy.now = done, of, now
		d.redraw()
	}
}

func (d *desk) progressBanner() ga.UI {
	b := d.busy
	return el("div").Class("banner news").Role("group").Aria("label", b.name).Body(
		icon("clock"),
		el("p").Text(b.name+" "+visible(b.now)),
		ga.If(b.of > 1, func() ga.UI {
			return el("progress").Attr("max", b.of).Attr("value", b.done).Aria("label", fmt.Sprintf("%d %%", 100*b.done/b.of))
		}),
		d.textButton("Stop", b.stop))
}

// breathe is a step for long work: it gives the thread back to the browser every
// few milliseconds, now and then for long enough that the browser draws a frame
// even when it has more to do, and ends the work when ctx does. On a page in the
// background, where a browser lets a timer wait for a second or more, it works
// longer at a time: nobody is kept waiting there.
func breathe(ctx context.Context) format.Step {
	turn, last := 12*millisecond, time.Now()
	drawn := last
	return func(int, int) error {
		if time.Since(last) > turn {
			began, pause := time.Now(), millisecond
			if began.Sub(drawn) > 100*millisecond {
				pause = 8 * millisecond
			}
			time.Sleep(pause)
			last = time.Now()
			if pause > millisecond {
				drawn = last
			}
			turn = 12 * millisecond
			if last.Sub(began) > 300*millisecond {
				turn = 500 * millisecond
			}
		}
		return ctx.Err()
	}
}

// handsOff is how long nobody must have touched anything before work is taken up
// that nobody has asked for.
const handsOff = 600 * millisecond

// stir notes that the person at the screen does something.
func (d *desk) stir() { d.stirred.Store(time.Now().UnixMilli()) }

// still reports whether the person rests.
func (d *desk) still() bool {
	return time.Now().UnixMilli()-d.stirred.Load() >= handsOff.Milliseconds()
}

// idly is breathe for work that nobody has asked for: it also rests while the
// person at the screen does not.
func (d *desk) idly(ctx context.Context) format.Step {
	breath := breathe(ctx)
	return func(done, total int) error {
		for !d.still() && ctx.Err() == nil {
			time.Sleep(100 * millisecond)
		}
		return breath(done, total)
	}
}

// steps is breathe for the k-th of n parts of a piece of work that is shown in
// the banner.
func (d *desk) steps(ctx context.Context, k, n int, now string) format.Step {
	breath := breathe(ctx)
	shown := time.Now()
	return func(done, total int) error {
		if total > 0 && time.Since(shown) > 150*millisecond {
			shown = time.Now()
			d.dispatch(func() { d.progress(100*k+100*done/total, 100*n, now) })
		}
		return breath(done, total)
	}
}

// safely runs f and makes an error of a panic: a fault of ours in one piece of
// work must not take the page with it.
func safely(f func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("internal error: %v\n%s", fault, debug.Stack())
		}
	}()
	return f()
}
