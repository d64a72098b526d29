//go:build js && wasm

package browser

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestAwaitLeavesNothing(t *testing.T) {
	if _, err := Connect(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := await(ctx, discard, "pick", "", false); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("an answer that does not come: %v", err)
	}
	if _, err := await(t.Context(), discard, "no such operation"); err == nil {
		t.Error("an operation that is not there")
	}
	if _, err := await(t.Context(), discard, "estimate"); err != nil {
		t.Error(err)
	}
	calls.Lock()
	defer calls.Unlock()
	if len(calls.waiting) != 0 {
		t.Errorf("%d calls still wait", len(calls.waiting))
	}
}
