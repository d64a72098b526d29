//go:build !js

package e2e

import (
	"slices"
	"testing"

	"gloss/annotations"
)

// Annotations are linked to entities by typing: with a slip of the finger, to
// none, and to one that is made on the way.
func TestEntities(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("Ines Obermann", "2")
		a.pick("e", "Obremann")
		a.shows("#options [aria-selected=true]", "Ines Obermann")
		a.Press("Enter")
		a.says("Linked to Ines Obermann")
		a.Wait(`document.activeElement.id === "article"`, patience)

		a.tag("consul", "1")
		a.pick("e", "zzzz")
		a.Press("ArrowDown")
		a.shows("#options [aria-selected=true]", "None of these")
		a.Press("Enter")
		a.says("Linked to none of these")

		a.drag("coast guard") // no label: a bare mention
		a.pick("e", "Coast Guard <i>&</i>")
		a.shows("#options [aria-selected=true]", "New entity “Coast Guard <i>&</i>”")
		a.Press("Enter")
		a.Wait(`document.getElementById("entity-name")?.value === "Coast Guard <i>&</i>"`, patience)
		a.Press("Tab")
		a.Type("the guard\nrescuers")
		a.Press("Tab")
		a.Type("organisation")
		a.Press("Tab")
		a.Type("Q11223")
		a.click("button", "Save entity")
		a.says("Linked to Coast Guard <i>&</i>")

		a.focus()
		a.Press("a")
		a.Wait(`document.activeElement.id === "attribution"`, patience)
		a.Press("Escape")
		a.click("button", "Source from the shelf")
		a.Wait(`document.activeElement.id === "pick"`, patience)
		a.Type("nordlys")
		a.shows("#options [aria-selected=true]", "Nordlys Lines")
		a.Press("Enter")
		a.says("Said by Nordlys Lines")
		a.saved()

		a.check(t)
		a.Reload()
		a.loaded()
		a.check(t)

		a.focus()
		a.Press("]", "]")
		a.says("Ines Obermann")
		a.click("button", "Unlink Ines Obermann")
		a.Wait(`![...document.querySelectorAll(".inspector .chip")].some((e) => e.textContent.includes("Ines"))`, patience)
		a.Press("Control+z")
		a.says("Undone")
		a.check(t)
	})
}

// pick presses a key that opens a list to pick from, and types into it.
func (a *app) pick(key, words string) {
	a.t.Helper()
	a.Press(key)
	a.Wait(`document.activeElement.id === "pick"`, patience)
	if words != "" {
		a.Type(words)
		a.Wait(`document.getElementById("pick").value === args[0]`, patience, words)
	}
}

// check compares the export with what TestEntities has made.
func (a *app) check(t *testing.T) {
	t.Helper()
	p := a.project()
	a.matches(p)
	if n := a.find(p, "Ines"); n.Label != "fact" || !slices.Equal(n.Entities, []string{"urn:x-gloss:entity:obermann"}) {
		a.t.Errorf("%+v", n)
	}
	if n := a.find(p, "consul"); n.Label != "claim" || !slices.Equal(n.Entities, []string{annotations.NIL}) {
		a.t.Errorf("%+v", n)
	}
	n := a.find(p, "coast guard")
	if n.Label != "" || len(n.Entities) != 1 || n.Attribution.Source != "urn:x-gloss:entity:nordlys" {
		a.t.Fatalf("%+v", n)
	}
	e, ok := p.Entity(n.Entities[0])
	if !ok || e.Name != "Coast Guard <i>&</i>" || !slices.Equal(e.Aliases, []string{"the guard", "rescuers"}) ||
		e.Type != "organisation" || e.IRI != "http://www.wikidata.org/entity/Q11223" {
		a.t.Errorf("%+v", e)
	}
}

// Buttons act on what they stand beside now, not on what stood there when they
// were first drawn.
func TestHandlers(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("Nobody was hurt", "2")
		a.tag("charts grow old", "3")
		a.tag("slept in the", "1")
		a.press("Nobody")
		a.says("Fact: “Nobody was hurt”")
		a.click("button", "Delete annotation")
		a.expect("opinion: charts grow old", "claim: slept in the")

		a.press("charts")
		a.says("Opinion: “charts")
		a.pick("e", "")
		a.Press("ArrowDown", "ArrowDown", "ArrowUp", "ArrowDown", "ArrowDown")
		a.Wait(`document.querySelectorAll("#options [role=option]")[3].ariaSelected === "true"`, patience)
		a.Press("ArrowDown")
		a.shows("#options [aria-selected=true]", "None of these")
		a.Press("ArrowDown") // and round
		a.Wait(`document.querySelectorAll("#options [role=option]")[0].ariaSelected === "true"`, patience)
		a.Type("qx")
		a.shows("#options li", "New entity “qx”")
		a.Type("yz")
		a.shows("#options li", "New entity “qxyz”")
		a.ClickOn("#options li")
		a.Wait(`document.getElementById("entity-name")?.value === "qxyz"`, patience)
		a.click("button", "Save entity")
		a.says("Linked to qxyz")

		a.click("link", "Entities")
		for _, name := range []string{"qxyz", "qxyz the second", "qxyz the third"} {
			a.click("button", "Edit qxyz")
			a.Wait(`document.getElementById("entity-name")?.value === args[0]`, patience, name)
			next := map[string]string{"qxyz": " the second", "qxyz the second": ""}[name]
			if next == "" {
				a.Press("Control+a")
				a.Type("qxyz the third")
			} else {
				a.Press("End")
				a.Type(next)
			}
			a.click("button", "Save entity")
			a.Wait(`!document.querySelector("dialog[open]")`, patience)
		}
		a.shows(".entities li", "qxyz the third")
	})
}
