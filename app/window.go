package app

import (
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// windowed is the part of a long list that is drawn: rows of one height around
// what can be seen. The list keeps its full length on screen by two spacers;
// screen readers are told positions in the whole.
type windowed struct {
	count  int // of rows in all
	height int // of a row, in CSS pixels
	top    int // scrolled so far, in CSS pixels
	view   int // height that can be seen, in CSS pixels
	spare  int // rows drawn beyond what can be seen; 0 for spareRows
}

// spareRows is how many rows are drawn beyond what can be seen, on each side.
const spareRows = 12

// bounds returns the rows to be drawn, from inclusive, to exclusive.
func (w windowed) bounds() (from, to int) {
	view := w.view
	if view == 0 {
		view = 1200 // not measured yet
	}
	spare := w.spare
	if spare == 0 {
		spare = spareRows
	}
	from = max(0, min(w.top/w.height-spare, w.count-1))
	to = min(w.count, (w.top+view)/w.height+spare+1)
	return min(from, to), to
}

// scrolled draws other rows of a windowed list when it is scrolled so far that
// those which are drawn run out soon.
func (d *desk) scrolled(list string) ga.EventHandler {
	return func(ctx ga.Context, _ ga.Event) {
		box := ctx.JSSrc()
		d.scrolledTo(ctx, list, box.Get("scrollTop").Int(), box.Get("clientHeight").Int())
	}
}

// scrolledOver does so for a list that lies in what is scrolled: on a narrow
// screen a pane is, not the list in it.
func (d *desk) scrolledOver(list, id string) ga.EventHandler {
	return func(ctx ga.Context, _ ga.Event) {
		box, in := ctx.JSSrc(), ga.Window().GetElementByID(id)
		if !in.Truthy() {
			ctx.PreventUpdate()
			return
		}
		top := func(v ga.Value) int { return v.Call("getBoundingClientRect").Get("top").Int() }
		d.scrolledTo(ctx, list, max(0, top(box)-top(in)), box.Get("clientHeight").Int())
	}
}

// passed is how far a list is scrolled, in CSS pixels, before other rows are
// drawn: less than the spare rows are high.
const passed = 256

func (d *desk) scrolledTo(ctx ga.Context, list string, top, view int) {
	was := d.scroll[list]
	if d.scroll[list+"-view"] == view && max(top-was, was-top) < passed {
		ctx.PreventUpdate()
		return
	}
	d.stir()
	d.spareShell()
	d.scroll[list], d.scroll[list+"-view"] = top, view
}

// spacer is empty room of a height. A style attribute would be refused by the
// content policy; a presentation attribute of SVG is none.
func spacer(height int) ga.UI {
	return ga.Elem("svg").XMLNS("http://www.w3.org/2000/svg").Class("spacer").Attr("width", "1").Attr("height", strconv.Itoa(height)).Aria("hidden", "true")
}
