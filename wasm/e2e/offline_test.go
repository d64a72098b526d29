//go:build !js

package e2e

import "testing"

// From the second visit on everything works with the host gone: the app, every
// article by its address, and the work, which goes on and is kept.
func TestOffline(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("Nobody was hurt", "2")
		a.saved()
		a.Wait(`navigator.serviceWorker.ready.then(() => true)`, patience)
		var second string
		a.Eval(`return document.querySelectorAll("nav[aria-label=Articles] a")[1].getAttribute("href").slice(1)`, &second)

		a.host.down()
		a.visit("")
		a.expect("fact: Nobody was hurt")
		a.visit(second)
		a.shows("#article", "Fjord Weekly")
		a.tag("It is bad manners to blame a lamp", "3")
		a.focus()
		a.pick("e", "astrid")
		a.Press("Enter")
		a.says("Linked to Astrid")
		a.saved()
		a.click("link", "Help")
		a.shows("h1", "Help")
		a.visit("")
		a.expect("opinion: It is bad manners to blame a lamp") // the article opened last
		p := a.project()
		a.matches(p)
		if p.Annotations.Len() != 2 || len(a.find(p, "It is bad").Entities) != 1 {
			a.t.Errorf("%q", marked(p))
		}

		a.quiet()
		a.host.up()
		a.visit(second)
		a.expect("opinion: It is bad manners to blame a lamp")
	})
}
