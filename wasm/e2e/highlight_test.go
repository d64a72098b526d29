//go:build !js

package e2e

import (
	"slices"
	"testing"

	"gloss/wasm/browsertest"
)

// A first visit to the app as it comes: an article can be read, everything is
// stored, and nothing has gone wrong on the way.
func TestFirstVisit(t *testing.T) {
	eachKind(t, func(t *testing.T, k browsertest.Kind) {
		a := &app{browsertest.Start(t, browsertest.Options{Kind: k}), t, serve(t, made(t, asItComes))}
		a.visit("")
		a.saved()
		var articles int
		a.Eval(`return document.querySelectorAll("nav[aria-label=Articles] a").length`, &articles)
		if articles < 2 {
			t.Errorf("%d articles are listed", articles)
		}
		p := a.project()
		a.matches(p)
		if p.Entities.Len() == 0 || p.Documents.Len() != articles {
			t.Errorf("%d entities, %d documents", p.Entities.Len(), p.Documents.Len())
		}
		a.quiet()
	})
}

// Words are selected with the mouse in every way there is.
func TestMouse(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.drag("All 62 people aboard were taken off")
		a.click("button", "Fact")
		a.says("Tagged Fact: “All 62 people aboard were taken off”")

		a.DoubleClick(a.boxes("Obermann")[0].middle())
		a.selected("Obermann")
		a.Press("1")
		a.says("Tagged Claim: “Obermann”")

		a.TripleClick(a.boxes("made large by fog")[0].middle())
		a.selected("It was, in the end, a small thing made large by fog. The inquiry will report in June.")
		a.Press("3")
		a.says("Tagged Opinion")

		backwards := a.boxes("👩‍👩‍👧‍👦 waited, e\u0301tonne\u0301e, for the 🇫🇷")[0]
		a.Drag(backwards.Right-1, (backwards.Top+backwards.Bottom)/2, backwards.Left+1, (backwards.Top+backwards.Bottom)/2)
		a.selected("👩‍👩‍👧‍👦 waited")
		a.Press("2")
		a.says("Tagged Fact: “👩")

		a.tag("𝒷𝒾𝑔", "3")
		a.tag("said. All", "1") // over the end of a sentence, and crossing another one
		a.saved()

		p := a.project()
		a.matches(p)
		want := []string{
			"claim: said. All",
			"fact: All 62 people aboard were taken off",
			"claim: Obermann",
			"fact: 👩‍👩‍👧‍👦 waited, e\u0301tonne\u0301e, for the 🇫🇷",
			"opinion: 𝒷𝒾𝑔",
			"opinion: It was, in the end, a small thing made large by fog. The inquiry will report in June.",
		}
		if got := marked(p); !slices.Equal(got, want) {
			a.t.Errorf("%q, want %q", got, want)
		}

		a.Reload()
		a.loaded()
		a.matches(p)
		if again := a.project(); !slices.Equal(marked(again), want) {
			a.t.Errorf("after a reload %q", marked(again))
		}
	})
}

// The same without a mouse, and changing what was made.
func TestKeyboard(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.focus()
		a.Press("s", "s", "s", "s")
		a.selected("All 62 people aboard")
		a.Press("S")
		a.says("were taken off within two hours. Nobody was hurt.")
		a.Press("2")
		a.says("Tagged Fact: “All 62 people")

		a.Press("s")
		a.selected("Harbour master Ines Obermann")
		a.Press("ArrowLeft") // to its start
		a.Press("Control+ArrowRight", "Control+Shift+ArrowRight", "Shift+ArrowLeft", "Shift+ArrowRight")
		a.selected("master")
		a.Press("1")
		a.says("Tagged Claim: “master”")
		a.Press("3")
		a.says("Relabelled Opinion: “master”")
		a.Press("Alt+Shift+ArrowRight")
		a.says("“master Ines”")
		a.Press("Alt+ArrowLeft")
		a.says("“Harbour master Ines”")
		a.Press("Alt+ArrowRight")
		a.says("“master Ines”")
		a.Press("Alt+Shift+ArrowRight", "Alt+Shift+ArrowLeft")
		a.says("“master Ines”")
		a.Press("Control+Alt+Shift+ArrowLeft")
		a.says("“master Ine”")
		a.Press("Control+Alt+ArrowRight")
		a.says("“aster Ine”")
		a.click("button", "Start back by a word")
		a.says("“master Ine”")
		a.click("button", "End forward by a word")
		a.says("“master Ines”")

		a.focus()
		a.Press("u")
		a.Wait(`document.getElementById("unsure").checked`, patience)
		a.Press("n")
		a.Wait(`document.activeElement.id === "note"`, patience)
		a.Type("who is she?\nsecond line <b>1 & 2</b>")
		a.Press("Escape")
		a.Wait(`document.activeElement.id === "article"`, patience)
		a.Press("a")
		a.Wait(`document.activeElement.id === "attribution"`, patience)
		a.Type("two officials")
		a.Press("Tab")
		a.Type("according to")
		a.Press("Enter")
		a.click("button", "possible")
		a.Wait(`[...document.querySelectorAll(".choice")].find((e) => e.textContent === "possible").getAttribute("aria-pressed") === "true"`, patience)
		a.saved()

		p := a.project()
		a.matches(p)
		n := a.find(p, "master Ines")
		if n.Label != "opinion" || !n.Unsure || n.Note != "who is she?\nsecond line <b>1 & 2</b>" ||
			n.Attribution.Words != "two officials" || n.Attribution.Cue != "according to" || n.Attribute("certainty") != "possible" {
			a.t.Errorf("%+v", n)
		}

		a.Reload()
		a.loaded()
		a.matches(p)
		a.focus()
		a.Press("]", "]")
		a.says("Opinion: “master Ines”, says two officials")
		a.Wait(`document.getElementById("note").value === args[0] && document.getElementById("attribution").value === "two officials" &&
			document.getElementById("cue").value === "according to" && document.getElementById("unsure").checked`, patience, n.Note)
	})
}

// Deleting, and going back and forth in what was done, also after a reload.
func TestUndo(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("Nobody was hurt", "2")
		a.tag("charts grow old", "3")
		a.Press("Delete")
		a.says("Deleted “charts grow old”")
		a.expect("fact: Nobody was hurt")
		a.Press("Control+z")
		a.says("Undone: Delete")
		a.expect("fact: Nobody was hurt", "opinion: charts grow old")
		a.Press("Control+z", "Control+z")
		a.expect()
		a.Press("Control+Shift+z")
		a.expect("fact: Nobody was hurt")
		a.Press("Control+y", "Control+y")
		a.expect("fact: Nobody was hurt")
		a.click("button", "Undo")
		a.expect("fact: Nobody was hurt", "opinion: charts grow old")
		a.saved()

		a.Reload()
		a.loaded()
		a.focus()
		a.Press("Control+z")
		a.expect("fact: Nobody was hurt")
		a.Press("Control+z")
		a.expect()
		a.Press("Control+z")
		a.says("Nothing to undo")
		a.Press("Control+Shift+z", "Control+Shift+z")
		a.expect("fact: Nobody was hurt", "opinion: charts grow old")

		a.Press("d")
		a.says("Marked done")
		a.ClickOn(".state-button")
		a.says("Marked in work")
		a.Press("Control+z")
		a.saved()
		a.Reload()
		a.loaded()
		a.Wait(`document.querySelector(".state-button").getAttribute("aria-pressed") === "true"`, patience)
		a.shows("nav[aria-label=Articles] a[aria-current]", "Done")
	})
}

// Annotations that lie over one another are all seen and all reached.
func TestOverlap(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("The operator, Nordlys Lines, denied that its crew had been warned", "1")
		a.tag("Nordlys Lines, denied", "2")
		a.tag("denied that its crew", "3")
		p := a.project()
		a.matches(p)

		a.Press("Escape")
		for _, label := range []string{"Opinion: “denied that", "Fact: “Nordlys", "Claim: “The operator", "Opinion: “denied that"} {
			a.press("denied")
			a.says(label)
		}
		a.press("operator")
		a.says("Claim: “The operator")
		a.press("Nobody was hurt") // none there
		a.Wait(`!document.querySelector("#article mark[aria-current]")`, patience)

		a.focus()
		a.Press("]")
		for _, label := range []string{"Claim: “The operator", "Fact: “Nordlys", "Opinion: “denied that", "Claim: “The operator"} {
			a.says(label)
			a.Press("]")
		}
		a.says("Fact: “Nordlys")
		a.Press("[")
		a.says("Claim: “The operator")
		a.Press("[")
		a.says("Opinion: “denied that")
		a.Press("Delete")
		a.expect("claim: The operator, Nordlys Lines, denied that its crew had been warned", "fact: Nordlys Lines, denied")
		a.matches(a.project())
	})
}
