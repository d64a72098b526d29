// Package app is the progressive web app: the pages, their components, and the
// one table of commands and keys.
//
// Components are given values and the desk, whose address stays the same; they
// hold nothing that would matter if it were lost. What is done goes through
// app/session; what the browser does, through app/browser; the article itself
// is drawn by app/surface. No component reads or writes storage, and no text
// of a stranger reaches the page but as text.
package app

import (
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/app/browser"
)

// Start shows the app with the services of a page. In the browser it returns
// only when the app has ended; natively at once, having shown nothing.
func Start(services browser.Services) {
	d := newDesk(services)
	ga.Route("/", func() ga.Composer { return &shell{d: d} })
	ga.RunWhenOnBrowser()
}
