//go:build js && wasm

package app

import "gloss/app/browser"

// Run shows the app on the page it was loaded by, and returns only when it has
// ended.
func Run() {
	services, err := browser.Connect()
	if err != nil {
		panic(err) // the page was put together wrongly; the caller says so on screen
	}
	Start(services)
}
