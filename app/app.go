// Package app is the progressive web app: the session, the pages and their components.
package app

import ga "github.com/maxence-charriere/go-app/v10/pkg/app"

// Start shows the app in the browser and returns only when it has ended.
func Start() {
	ga.Route("/", func() ga.Composer { return &shell{} })
	ga.RunWhenOnBrowser()
}

// shell is the root component.
type shell struct{ ga.Compo }

// Render draws the name.
func (*shell) Render() ga.UI { return ga.Main().Text("Gloss") }

// OnMount tells tests and styles that the program is up.
func (*shell) OnMount(ga.Context) {
	ga.Window().Get("document").Get("documentElement").Get("dataset").Set("ready", "1")
}
