//go:build js && wasm

package browser

import "syscall/js"

type page struct{}

func (page) OnHide(f func()) (stop func())  { return listenPlain("hide", f) }
func (page) OnFocus(f func()) (stop func()) { return listenPlain("focus", f) }

func (page) OnLeave(unsaved func() bool) (stop func()) {
	return listen("leave", func([]js.Value) any { return unsaved() })
}

func (page) Media() Media {
	m := shim().Call("media")
	return Media{Dark: m.Index(0).Bool(), Still: m.Index(1).Bool(), Coarse: m.Index(2).Bool()}
}

func (p page) OnMedia(f func(Media)) (stop func()) {
	return listenPlain("media", func() { f(p.Media()) })
}

func (page) OnPaint(f func()) (ask func()) {
	listenPlain("paint", f)
	return func() { shim().Call("askPaint") }
}

func (page) SetAttr(name, value string) { shim().Call("setAttribute", name, value) }

func (page) Hash() string                      { return shim().Call("hash").String() }
func (page) SetHash(hash string, replace bool) { shim().Call("setHash", hash, replace) }

func (page) OnHash(f func(hash string)) (stop func()) {
	return listen("hash", func(args []js.Value) any { f(args[0].String()); return nil })
}

func (page) Heartbeat() (stop func()) { return listenPlain("heartbeat", func() {}) }
func (page) Crash()                   { shim().Call("crash") }
func (page) Reload()                  { shim().Call("reload") }
