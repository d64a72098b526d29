//go:build !js

package e2e

import (
	"slices"
	"strings"
	"testing"

	"gloss/wasm/browsertest"
)

// phone is a telephone held upright.
var phone = struct{ width, height int }{390, 844}

// onPhone makes the browser a telephone. WebKit keeps its mouse.
func (a *app) onPhone() {
	a.t.Helper()
	a.Resize(phone.width, phone.height)
	a.EmulateTouch()
	a.Reload()
	a.loaded()
}

// tap touches what has this role and name.
func (a *app) tap(role, name string) {
	a.t.Helper()
	a.Tap(a.spot(role, name))
}

// touch taps on the middle of words of the article.
func (a *app) touch(words string) {
	a.t.Helper()
	a.Tap(a.boxes(words)[0].middle())
}

// A whole job with a finger on a telephone: tap where it starts, tap where it
// ends, the labels under the thumb, handles, an entity, the export.
func TestTouch(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.onPhone()
		a.tap("button", "Settings")
		a.Wait(`document.getElementById("tap-select")`, patience)
		a.Tap(a.spot("checkbox", "Tap where it starts"))
		a.tap("link", "Read")
		a.Wait(`document.querySelector("#article").checkVisibility()`, patience)
		a.touch("All")
		a.says("Selected: All")
		a.touch("taken")
		a.selected("All 62 people aboard were taken")
		a.tap("button", "Fact")
		a.says("Tagged Fact: “All 62 people aboard were taken”")

		end := a.boxes("off within two")[0] // the handle at the end of the words goes over the next one
		from := a.handle(1)
		a.Slide(from.Left, from.Top, end.Left+(end.Right-end.Left)/4, (end.Top+end.Bottom)/2)
		a.says("“All 62 people aboard were taken off”")
		a.tap("button", "Claim")
		a.says("Relabelled Claim: “All 62 people")

		a.tap("button", "Link entity")
		a.Wait(`document.getElementById("pick")`, patience)
		a.Type("astrid")
		a.shows("#options [aria-selected=true]", "Astrid")
		a.Tap(a.middleOf("#options [aria-selected=true]"))
		a.says("Linked to Astrid")
		a.tap("button", "Notes")
		a.shows(".inspector", "Astrid")
		a.tap("button", "possible")
		a.tap("button", "End back by a word")
		a.says("“All 62 people aboard were taken”")
		a.tap("button", "Articles")
		a.tap("link", "In work. Ferry runs aground")
		a.tap("button", "Export")
		a.Wait(`document.querySelector("dialog[open]")`, patience)
		a.tap("button", "Export")
		p := a.read(a.Download("project.gloss.json", patience))
		a.matches(p)
		n := a.find(p, "All 62 people")
		if n.Label != "claim" || n.Exact() != "All 62 people aboard were taken" || len(n.Entities) != 1 || n.Attribute("certainty") != "possible" {
			t.Errorf("%+v", n)
		}
	})
}

// handle is the middle of the start (0) or end (1) handle of what is chosen.
func (a *app) handle(i int) (at struct{ Left, Top float64 }) {
	a.t.Helper()
	a.Wait(`document.querySelectorAll(".surface-grip:not([hidden])").length === 2`, patience)
	a.Eval(`
		await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
		const box = document.querySelectorAll(".surface-grip")[args[0]].getBoundingClientRect();
		return { left: box.left + box.width / 2, top: box.top + box.height / 2 };`, &at, i)
	return at
}

// middleOf is the middle of the first element that a selector finds.
func (a *app) middleOf(css string) (x, y float64) {
	a.t.Helper()
	var at struct{ X, Y float64 }
	a.Eval(`
		const { left, top, width, height } = document.querySelector(args[0]).getBoundingClientRect();
		return { x: left + width / 2, y: top + height / 2 };`, &at, css)
	return at.X, at.Y
}

// Everything that is pressed on a telephone is large enough for a finger: 44
// pixels either way. Links within a line of text are let off, as the
// guidelines have it (WCAG 2.2, 2.5.8 and 2.5.5: inline), and are named here.
func TestTargets(t *testing.T) {
	inline := []string{"a.small Q"} // the Wikidata id in the line of an entity's name
	each(t, func(t *testing.T, a *app) {
		if a.Kind == browsertest.WebKit {
			t.Skip("it cannot be made to believe in touch")
		}
		a.onPhone()
		a.states(func(state string) {
			for _, small := range a.small() {
				if !slices.ContainsFunc(inline, func(s string) bool { return strings.HasPrefix(small, s) }) {
					t.Errorf("%s: %s", state, small)
				}
			}
		})
	})
}

// small lists what can be pressed and measures less than 44 pixels.
func (a *app) small() []string {
	a.t.Helper()
	var out []string
	a.Eval(`
		const front = document.querySelector("dialog[open]") ?? document, seen = new Set();
		for (let e of front.querySelectorAll("button, a[href], input, select, textarea, summary, [role=option]")) {
			if (!e.checkVisibility({ visibilityProperty: true }) || e.closest(".hidden, .skip, [inert]")) continue;
			if (e.matches("[type=checkbox], [type=radio]")) e = e.closest("label") ?? e;
			const box = e.getBoundingClientRect();
			if (box.width >= 43.5 && box.height >= 43.5) continue;
			const name = e.tagName.toLowerCase() + [...e.classList].map((c) => "." + c).join("") + " " + (e.getAttribute("aria-label") ?? e.placeholder ?? e.textContent).trim().slice(0, 30);
			seen.add(name + " " + box.width.toFixed(0) + "×" + box.height.toFixed(0));
		}
		return [...seen]`, &out)
	return out
}
