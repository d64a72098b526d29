//go:build !js

package e2e

import "testing"

// All places of some words in one step: the preview lists them with what is
// around them, one is left out, and one undo takes all of them back.
func TestOccurrences(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.focus()
		a.Press("q")
		a.Wait(`document.activeElement.id === "quote"`, patience)
		a.Type("the light")
		a.shows("dialog [role=status]", "1 place in this article")
		a.Eval(`const e = document.getElementById("quote"); e.value = "had been"; e.dispatchEvent(new Event("input", { bubbles: true }))`, nil)
		a.shows("dialog [role=status]", "2 places in this article")
		a.shows(".hits .kwic", "on the point had been dark since Friday")
		a.shows("dialog .label-button", "Tag 2 as Claim")
		a.ClickOn(".hits li:first-child .hit")
		a.shows("dialog .label-button", "Tag 1 as Claim")
		a.ClickOn(".hits li:first-child .hit")
		a.ClickOn("dialog .label-button[data-label=claim]")
		a.says("Tagged 2 places as Claim")
		a.expect("claim: had been", "claim: had been")
		a.focus()
		a.Press("Control+z")
		a.expect()
	})
}

// The list of annotations is narrowed by words, by entity, by who says it and
// by label; the library by how far one is.
func TestFilters(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.filled()
		all := []string{"fact: charts grow old", "fact: The operator, Nordlys Lines, denied that its crew had been warned", "fact: Nordlys Lines, denied"}
		a.filterNotes("", "all")
		for words, want := range map[string][]string{
			"charts":      {"fact: charts grow old"},
			"astrid":      {"fact: Nordlys Lines, denied"},
			"spokeswoman": {"fact: Nordlys Lines, denied"},
			"whale":       nil,
		} {
			a.filterNotes(words, "all")
			a.listedIs(words, want)
		}
		a.filterNotes("", "=opinion")
		a.listedIs("opinions", nil)
		a.filterNotes("", "=fact")
		a.listedIs("facts", all)
		a.filterNotes("", "all")

		a.Press("Escape")
		a.article("Dark lighthouse")
		a.focus()
		a.Press("d")
		a.says("Marked done")
		for state, want := range map[string]string{"In work": "Ferry", "Done": "Dark lighthouse"} {
			a.Eval(`[...document.querySelectorAll(".library .choice")].find((e) => e.textContent === args[0]).click()`, nil, state)
			a.Wait(`(() => { const links = [...document.querySelectorAll("nav[aria-label=Articles] a")]; return links.length === 1 && links[0].textContent.includes(args[0]); })()`, patience, want)
		}
		a.Eval(`[...document.querySelectorAll(".library .choice")].find((e) => e.textContent === "Untouched").click()`, nil)
		a.Wait(`!document.querySelector("nav[aria-label=Articles] a")`, patience)
	})
}

// filterNotes narrows the list of annotations.
func (a *app) filterNotes(words, label string) {
	a.t.Helper()
	a.Eval(`
		const set = (e, value, type) => { e.value = value; e.dispatchEvent(new Event(type, { bubbles: true })); };
		set(document.querySelector("[aria-label='Filter annotations']"), args[0], "input");
		set(document.querySelector(".filters select[aria-label=Label]"), args[1], "change");`, nil, words, label)
}

func (a *app) inList() (out []string) {
	a.t.Helper()
	a.Eval(`return [...document.querySelectorAll("#notes-list .note-quote")].map((e) => "fact: " + e.textContent)`, &out)
	return out
}

// listedIs waits until the list holds just these.
func (a *app) listedIs(why string, want []string) {
	a.t.Helper()
	if want == nil {
		want = []string{}
	}
	if a.TryWait(`JSON.stringify([...document.querySelectorAll("#notes-list .note-quote")].map((e) => "fact: " + e.textContent)) === JSON.stringify(args[0])`, patience, want) != nil {
		a.t.Errorf("%s: listed are %q, want %q", why, a.inList(), want)
	}
}

// A label is renamed, merged into another and retired, and no annotation is
// lost on the way, in the article and in the file.
func TestScheme(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("Nobody was hurt", "2")
		a.tag("charts grow old", "3")
		a.Press("Escape")
		a.Eval(`location.hash = "scheme"`, nil)
		a.label("Fact", `form.querySelector("input[type=text]").value = "Finding"; form.querySelector("input[type=text]").dispatchEvent(new Event("input", { bubbles: true })); form.querySelector("input[type=text]").dispatchEvent(new Event("change", { bubbles: true }))`)
		a.shows(".scheme-row", "Finding")
		a.label("Opinion", `const into = [...form.querySelectorAll("select")].find((e) => [...e.options].some((o) => o.value === "=claim")); into.value = "=claim"; into.dispatchEvent(new Event("change", { bubbles: true }))`)
		a.shows(".scheme-row", "merged into Claim")
		a.label("Finding", `form.querySelector("input[type=checkbox]").click()`)
		a.shows(".scheme-row", "retired")

		a.Eval(`location.hash = "read"`, nil)
		a.Wait(`!document.querySelector(".page")`, patience)
		a.shows("#notes-list li", "Finding: Nobody was hurt")
		a.shows("#notes-list li", "Claim: charts grow old")
		a.Wait(`[...document.querySelectorAll(".label-bar .label-button")].map((e) => e.dataset.label).join() === "claim"`, patience)
		a.saved()
		p := a.project()
		a.matches(p)
		if p.Annotations.Len() != 2 {
			t.Errorf("%q are left", marked(p))
		}
		a.focus()
		a.Press("Control+z", "Control+z", "Control+z")
		a.expect("fact: Nobody was hurt", "opinion: charts grow old")
	})
}

// label opens the form of a label, changes it by a script and saves it.
func (a *app) label(title, change string) {
	a.t.Helper()
	a.Wait(`document.querySelector("[aria-label='Edit " + args[0] + "']")`, patience, title)
	a.Eval(`document.querySelector("[aria-label='Edit " + args[0] + "']").click()`, nil, title)
	a.Wait(`document.querySelector(".scheme-form")`, patience)
	a.Eval(`const form = document.querySelector(".scheme-form"); `+change, nil)
	a.Eval(`document.querySelector(".scheme-form [type=submit]").click()`, nil)
	a.Wait(`!document.querySelector(".scheme-form")`, patience)
}

// The guide of the first visit ticks what was done, and is gone for good once
// it is put away.
func TestGuide(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		const done = `document.querySelectorAll(".guide .step-done").length`
		a.shows(".guide", "Select words")
		a.tag("Nobody was hurt", "2")
		a.Wait(done+` === 2`, patience)
		a.saved()
		a.visit("")
		a.Wait(done+` === 2`, patience) // a new start forgets nothing
		a.ClickOn(".guide button")
		a.Wait(`!document.querySelector(".guide")`, patience)
		a.Reload()
		a.loaded()
		a.Wait(`!document.querySelector(".guide")`, patience)
	})
}
