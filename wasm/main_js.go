//go:build js && wasm

// Command wasm is Gloss. Compiled for the browser (this file) it is the app;
// compiled natively (main_native.go) it is the command gloss, which serves and
// builds the site and works on files. They are two files, since one would link
// the web server into the app.
package main

import (
	"fmt"
	"runtime/debug"
	"syscall/js"

	"gloss/app"
)

func main() {
	defer stopped()
	app.Run()
}

// stopped keeps the program alive after a panic of a handler or a Render, so
// that storage already under way completes, and has the page tell the reader.
func stopped() {
	fault := recover()
	js.Global().Get("console").Call("error", fmt.Sprintf("internal error: %v\n%s", fault, debug.Stack()))
	js.Global().Get("glossBrowser").Call("crash")
	select {}
}
