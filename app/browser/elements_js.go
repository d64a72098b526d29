//go:build js && wasm

package browser

import (
	"context"
	"fmt"
	"syscall/js"
)

// elements calls assets/web/elements.js, whose functions never throw.
type elements struct{}

func (elements) call(name string, args ...any) js.Value {
	return js.Global().Get("glossElements").Call(name, args...)
}

func (e elements) Focused() string       { return e.call("focused").String() }
func (e elements) Kind() Focus           { return Focus(e.call("kind").String()) }
func (e elements) Focus(id string) bool  { return e.call("focus", id).Bool() }
func (e elements) ShowDialog(id string)  { e.call("showDialog", id) }
func (e elements) CloseDialog(id string) { e.call("closeDialog", id) }
func (e elements) Reveal(id string)      { e.call("reveal", id) }

func (e elements) ScrollTo(id string, top, height int) { e.call("scrollTo", id, top, height) }
func (e elements) Value(id string) string              { return e.call("value", id).String() }
func (e elements) SetValue(id, value string)           { e.call("setValue", id, value) }
func (e elements) Remember(name, value string)         { e.call("remember", name, value) }
func (e elements) Recall(name string) string           { return e.call("recall", name).String() }

// OnKey implements [Elements].
func (e elements) OnKey(f func(Key) bool) (stop func()) {
	cb := js.FuncOf(func(_ js.Value, args []js.Value) any {
		return f(Key{
			Code: args[0].String(), Key: args[1].String(),
			Ctrl: args[2].Bool(), Shift: args[3].Bool(), Alt: args[4].Bool(), Where: e.Kind(),
		})
	})
	e.call("onKey", cb)
	return func() {
		e.call("onKey", js.Null())
		cb.Release()
	}
}

// fetch reads a file of the site through the page, not through net/http, which
// would add a megabyte of client to the program.
func fetch(ctx context.Context, path string) ([]byte, error) {
	type result struct {
		data []byte
		err  error
	}
	c := make(chan result, 1)
	done := js.FuncOf(func(_ js.Value, args []js.Value) any {
		if args[1].Type() == js.TypeString {
			c <- result{err: fmt.Errorf("fetch %s: %s", path, args[1].String())}
			return nil
		}
		data := make([]byte, args[0].Get("length").Int())
		js.CopyBytesToGo(data, args[0])
		c <- result{data: data}
		return nil
	})
	js.Global().Get("glossElements").Call("fetch", path, done)
	select {
	case r := <-c:
		done.Release()
		return r.data, r.err
	case <-ctx.Done():
		go func() { // the page will still call back
			<-c
			done.Release()
		}()
		return nil, ctx.Err()
	}
}
