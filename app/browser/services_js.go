//go:build js && wasm

package browser

import (
	"context"
	"fmt"
	"syscall/js"
)

// Connect returns the services of the page. It fails with ErrUnavailable when the page has not loaded
// web/browser.js, which must come before the program.
func Connect() (Services, error) {
	if shim().IsUndefined() {
		return Services{}, fmt.Errorf("web/browser.js was not loaded before the program: %w", ErrUnavailable)
	}
	return Services{
		Open:      openDatabase,
		Files:     files{},
		Clipboard: clipboard{},
		Tabs:      tabs{},
		Disk:      disk{},
		Page:      page{},
		Elements:  elements{},
		Fetch:     fetch,
		Updates:   updates{},
	}, nil
}

type clipboard struct{}

func (clipboard) Copy(ctx context.Context, text string) error {
	if _, err := await(ctx, discard, "copy", fromText(text)); err != nil {
		return fmt.Errorf("copy to the clipboard: %w", err)
	}
	return nil
}

type disk struct{}

const persistPatience = 5000 // ms

func (disk) Persist(ctx context.Context) bool {
	kept, err := await(ctx, js.Value.Truthy, "persist", persistPatience)
	return kept && err == nil
}

func (disk) Estimate(ctx context.Context) (usage, quota int64, ok bool) {
	e, err := await(ctx, func(v js.Value) [2]int64 {
		if v.IsNull() {
			return [2]int64{-1}
		}
		return [2]int64{int64(v.Index(0).Float()), int64(v.Index(1).Float())}
	}, "estimate")
	if err != nil || e[0] < 0 {
		return 0, 0, false
	}
	return e[0], e[1], true
}

type updates struct{}

func (updates) OnReady(f func()) (stop func()) { return listenPlain("updates", f) }
func (updates) Apply() bool                    { return shim().Call("applyUpdate").Bool() }
