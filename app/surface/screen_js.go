//go:build js && wasm

package surface

import (
	"encoding/binary"
	"strings"
	"syscall/js"
	"time"
	"unsafe"

	"gloss/annotations"
)

// script is the screen that assets/web/surface.js draws. Each of its methods
// is one call; the script catches what the page throws, since a throwing call
// would end the program.
type script struct {
	object js.Value
	tell   js.Func
	method map[string]js.Value // by name
	ints   js.Value            // an array of the script's, for numbers on their way there
	bytes  []byte
}

// The events that the script tells, as it numbers them.
const (
	eventIdle = iota
	eventSettled
	eventPressed
	eventNear
	eventFolded
	eventDragged
	eventPrint
)

var methods = []string{
	"room", "hold", "open", "paint", "scheme", "wake", "visible", "selection", "selecting", "caret", "grips", "line", "edge",
	"page", "reveal", "highlight", "rects", "fold", "focus", "close",
}

// idleTime is how long painting goes on when the page is idle (PLATFORM 2).
const idleTime = 8 * time.Millisecond

func newScreen(element string, s *Surface) screen {
	p := &script{method: map[string]js.Value{}, ints: js.Null()}
	p.tell = js.FuncOf(func(_ js.Value, args []js.Value) any {
		n := make([]int, 5)
		for i := range min(len(args), len(n)) {
			n[i] = args[i].Int()
		}
		p.hear(s, n)
		return nil
	})
	maker := js.Global().Get("glossSurface")
	if maker.Type() != js.TypeFunction {
		panic("internal error: the page does not load surface.js")
	}
	p.object = maker.Invoke(element, p.tell)
	if p.object.Type() != js.TypeObject {
		panic("internal error: no element " + element + " for the surface")
	}
	for _, m := range methods {
		p.method[m] = p.object.Get(m)
	}
	return p
}

func (p *script) hear(s *Surface, n []int) {
	switch n[0] {
	case eventIdle:
		end := time.Now().Add(idleTime)
		s.idle(func() bool { return time.Now().Before(end) })
	case eventSettled:
		s.settled()
	case eventPressed:
		s.pressed(n[1], n[2])
	case eventNear:
		s.near(n[1], n[2])
	case eventFolded:
		s.sheet.folds[n[1]].closed = n[2] != 0
	case eventDragged:
		s.drag(n[1] != 0, n[2], n[3])
	case eventPrint:
		s.near(0, len(s.sheet.blocks)-1)
	}
}

func (p *script) call(method string, args ...any) js.Value { return p.method[method].Invoke(args...) }

// send copies numbers into the script's array and returns their count.
func (p *script) send(ints []int32) int {
	p.bytes = p.bytes[:0]
	for _, n := range ints {
		p.bytes = binary.LittleEndian.AppendUint32(p.bytes, uint32(n))
	}
	if p.ints.IsNull() || p.ints.Length() < len(p.bytes) {
		p.ints = p.call("room", len(p.bytes))
	}
	js.CopyBytesToJS(p.ints, p.bytes)
	return len(ints)
}

func (p *script) open(text annotations.Text, language string, plan []int32, top int) (first, last int) {
	s := text.String()
	js.CopyBytesToJS(p.call("hold", len(s)), unsafe.Slice(unsafe.StringData(s), len(s)))
	return pair(p.call("open", language, p.send(plan), top))
}

func (p *script) paint(b *batch) {
	p.call("paint", p.send(b.ints), strings.Join(b.table, "\n"))
}

func (p *script) scheme(labels []labelStyle) {
	var b strings.Builder
	for _, l := range labels {
		b.WriteString(strings.Join([]string{l.class, l.light, l.dark, string(knownLine(l.line))}, " ") + "\n")
	}
	p.call("scheme", b.String())
}

// knownLine is l if the script knows it, else solid.
func knownLine(l annotations.Line) annotations.Line {
	switch l {
	case annotations.Double, annotations.Wavy, annotations.Dotted, annotations.Dashed:
		return l
	}
	return annotations.Solid
}

func (p *script) wake() { p.call("wake") }

func (p *script) visible() (first, last int) { return pair(p.call("visible")) }

// pair returns the two numbers of an array; 0 and -1 of none.
func pair(v js.Value) (int, int) {
	if v.Type() != js.TypeObject {
		return 0, -1
	}
	return v.Index(0).Int(), v.Index(1).Int()
}

func (p *script) selection() (anchor, focus int, ok bool) {
	v := p.call("selection")
	if v.Type() != js.TypeObject {
		return 0, 0, false
	}
	return v.Index(0).Int(), v.Index(1).Int(), true
}

func (p *script) selecting(anchor, focus int)          { p.call("selecting", anchor, focus) }
func (p *script) caret(at, next int)                   { p.call("caret", at, next) }
func (p *script) grips(from, to int, always bool)      { p.call("grips", from, to, always) }
func (p *script) reveal(from, to int)                  { p.call("reveal", from, to) }
func (p *script) fold(i int, closed bool)              { p.call("fold", i, closed) }
func (p *script) focus()                               { p.call("focus") }
func (p *script) highlight(kind string, pairs []int32) { p.call("highlight", kind, p.send(pairs)) }

func (p *script) line(at, n int, x float64) (int, float64) { return p.moved(at, x, "line", n) }

func (p *script) page(at int, down bool, x float64) (int, float64) {
	return p.moved(at, x, "page", down)
}

// moved asks for a movement from at that keeps to x.
func (p *script) moved(at int, x float64, method string, how any) (int, float64) {
	v := p.call(method, at, how, x)
	if v.Type() != js.TypeObject {
		return at, x
	}
	return v.Index(0).Int(), v.Index(1).Float()
}

func (p *script) edge(at int, end bool) int {
	if v := p.call("edge", at, end); v.Type() == js.TypeNumber {
		return v.Int()
	}
	return at
}

func (p *script) rects(from, to int) []float64 {
	v := p.call("rects", from, to)
	if v.Type() != js.TypeObject {
		return nil
	}
	out := make([]float64, v.Length())
	for i := range out {
		out[i] = v.Index(i).Float()
	}
	return out
}

func (p *script) close() {
	p.call("close")
	p.tell.Release()
}
