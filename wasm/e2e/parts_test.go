//go:build !js

package e2e

import "testing"

// A highlight of several places is made by key and by button, drawn with what
// lies between, undone part by part, kept over a reload and found by any part.
func TestParts(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("Nordlys Lines", "1")
		a.drag("been warned")
		a.Press("p")
		a.says("Added: “Nordlys Lines … been warned”")
		a.expect("claim: Nordlys Lines … been warned")
		a.matches(a.project())
		a.Wait(`[...document.querySelectorAll("#article .gap")].map((e) => e.textContent).join("").includes("denied that its crew")`, patience)

		a.drag("its crew")
		a.click("button", "Add part")
		a.says("Added: “Nordlys Lines … its crew … been warned”")
		a.Press("Control+z")
		a.expect("claim: Nordlys Lines … been warned")
		a.Press("Control+y")
		a.expect("claim: Nordlys Lines … its crew … been warned")
		a.saved()
		a.Reload()
		a.loaded()
		p := a.project()
		a.matches(p)

		a.press("been warned")
		a.says("Claim: “Nordlys Lines … its crew … been warned”")
		if n := a.find(p, "Nordlys"); len(n.Parts) != 3 || n.Label != "claim" {
			a.t.Errorf("%+v", n)
		}
		a.Press("Delete")
		a.expect()
		a.Press("Control+z")
		a.expect("claim: Nordlys Lines … its crew … been warned")
	})
}
