//go:build js && wasm

package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/app/browser"
)

// Start shows the app on the page and returns only when it has ended.
func Start() {
	services, err := browser.Connect()
	if err != nil {
		panic(err) // the page was put together wrongly; the caller says so on screen
	}
	d := newDesk(services)
	ga.Route("/", func() ga.Composer { return &shell{d: d} })
	ga.RunWhenOnBrowser()
}
