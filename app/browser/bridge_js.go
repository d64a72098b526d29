//go:build js && wasm

package browser

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"syscall/js"
)

// shim is assets/web/browser.js. Nothing but its functions is called from Go, and no property is read that could throw.
func shim() js.Value { return js.Global().Get("glossBrowser") }

// jsError is an error of the browser by its name.
type jsError struct{ name, message string }

func (e *jsError) Error() string { return e.name + ": " + e.message }

// causes maps the names of browser errors to ours. "Closed" and "Unavailable" are the shim's own.
var causes = map[string]error{
	"QuotaExceededError": ErrQuota,
	"VersionError":       ErrClosed,
	"Closed":             ErrClosed,
	"Unavailable":        ErrUnavailable,
	"NotAllowedError":    ErrPermission,
	"SecurityError":      ErrPermission,
}

func newError(name, message string) error {
	e := &jsError{name, message}
	if cause := causes[name]; cause != nil {
		return fmt.Errorf("%w: %w", cause, e)
	}
	return e
}

type answer struct {
	value js.Value
	err   error
}

// calls are the operations under way, by number. One callback serves them all, so that none can leak.
var calls struct {
	sync.Mutex
	last    int
	waiting map[int]chan<- answer
}

var settle = sync.OnceValue(func() js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		a := answer{value: args[2]}
		if !args[1].Bool() {
			a = answer{err: newError(args[2].String(), args[3].String())}
		}
		if c := forget(args[0].Int()); c != nil {
			c <- a
		}
		return nil
	})
})

// await runs an operation of the shim and takes its result. It must not be called on the drawing goroutine, which would
// stand still, nor inside a callback, which would wait for ever: promises settle after callbacks have returned. When ctx
// ends first the operation goes on, and its answer is dropped.
func await[T any](ctx context.Context, take func(js.Value) T, op string, args ...any) (T, error) {
	var none T
	if err := ctx.Err(); err != nil {
		return none, err
	}
	c := make(chan answer, 1)
	id := remember(c)
	shim().Call("run", append([]any{settle(), id, op}, args...)...)
	select {
	case a := <-c:
		if a.err != nil {
			return none, a.err
		}
		return take(a.value), nil
	case <-ctx.Done():
		forget(id)
		return none, ctx.Err()
	}
}

func remember(c chan<- answer) int {
	calls.Lock()
	defer calls.Unlock()
	if calls.waiting == nil {
		calls.waiting = map[int]chan<- answer{}
	}
	calls.last++
	calls.waiting[calls.last] = c
	return calls.last
}

func forget(id int) chan<- answer {
	calls.Lock()
	defer calls.Unlock()
	c := calls.waiting[id]
	delete(calls.waiting, id)
	return c
}

// try calls a function of the shim that answers at once; what it throws becomes an error.
func try(f string, args ...any) (v js.Value, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case js.Error:
			err = newError(e.Get("name").String(), e.Get("message").String())
		default:
			panic(e)
		}
	}()
	return shim().Call(f, args...), nil
}

// listen calls f on an event of the shim until stop is called.
func listen(what string, f func(args []js.Value) any) (stop func()) {
	tell := js.FuncOf(func(_ js.Value, args []js.Value) any { return f(args) })
	off := shim().Call("listen", what, tell)
	return sync.OnceFunc(func() {
		off.Invoke()
		tell.Release()
	})
}

// listenPlain is listen for an event without arguments or answer.
func listenPlain(what string, f func()) (stop func()) {
	return listen(what, func([]js.Value) any { f(); return nil })
}

func discard(js.Value) struct{} { return struct{}{} }

func toString(v js.Value) string { return v.String() }

func toBytes(v js.Value) []byte {
	b := make([]byte, v.Get("byteLength").Int())
	js.CopyBytesToGo(b, v)
	return b
}

func fromBytes(b []byte) js.Value {
	v := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(v, b)
	return v
}

// fromText is for text that may begin with U+FEFF: the shim decodes it.
func fromText(s string) js.Value { return fromBytes([]byte(strings.ToValidUTF8(s, "\uFFFD"))) }
