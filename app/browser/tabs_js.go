//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall/js"
)

type tabs struct{}

func (tabs) TryLock(ctx context.Context, name string) (release func(), ok bool, err error) {
	// The answer comes at once, and must not be dropped: the lock would stay.
	held, err := await(context.WithoutCancel(ctx), func(v js.Value) js.Value { return v }, "lock", name)
	if err != nil {
		return nil, false, fmt.Errorf("lock %q: %w", name, unavailable(err))
	}
	if held.IsNull() {
		return nil, false, nil
	}
	return sync.OnceFunc(func() { held.Invoke() }), true, nil
}

// unavailable marks what a missing service looks like: a property of undefined.
func unavailable(err error) error {
	if e, ok := errors.AsType[*jsError](err); ok && (e.name == "TypeError" || e.name == "ReferenceError") {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return err
}

// channel is an object of the shim with post and leave.
type channel struct {
	joined js.Value
	free   func()
}

func (tabs) Join(name string, receive func(string)) (Channel, error) {
	receiver := js.FuncOf(func(_ js.Value, args []js.Value) any {
		receive(args[0].String())
		return nil
	})
	joined, err := try("join", name, receiver)
	if err != nil {
		receiver.Release()
		return nil, fmt.Errorf("join channel %q: %w", name, unavailable(err))
	}
	return &channel{joined, sync.OnceFunc(receiver.Release)}, nil
}

func (c *channel) Post(text string) { c.joined.Call("post", text) }

func (c *channel) Leave() {
	c.joined.Call("leave")
	c.free()
}
