//go:build !js

package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A whole job by keys alone, from a link in the library to the files that are
// exported. After every step the focus is somewhere, and where it is can be
// seen.
func TestKeysAlone(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tabTo("Dark lighthouse")
		a.keys("Enter")
		a.shows("#article", "Fjord Weekly")
		a.Wait(`document.activeElement.id === "article"`, patience)
		a.caretMoves()

		a.keys("Control+Home", "s", "s", "s") // headline, source, first sentence
		a.selected("Nobody had told the ferry that the light at Lantern Point was out, its captain says.")
		a.keys("1")
		a.says("Tagged Claim: “Nobody had told")
		a.keys("2")
		a.says("Relabelled Fact: “Nobody had told")
		a.keys("Alt+Shift+ArrowLeft", "Alt+Shift+ArrowLeft", "Alt+Shift+ArrowLeft", "Alt+ArrowRight", "Alt+ArrowLeft")
		a.says("“Nobody had told the ferry that the light at Lantern Point was out”")
		a.keys("e")
		a.Wait(`document.activeElement.id === "pick"`, patience)
		a.Press("Escape", "e") // at once: asked for before it has been drawn that it is closed
		a.Wait(`document.activeElement.id === "pick"`, patience)
		a.Type("astrdi") // a slip of the finger
		a.shows("#options [aria-selected=true]", "Astrid")
		a.keys("Enter")
		a.says("Linked to Astrid")
		a.keys("n")
		a.Wait(`document.activeElement.id === "note"`, patience)
		a.Type("who switched it off?")
		a.keys("Escape", "a")
		a.Wait(`document.activeElement.id === "attribution"`, patience)
		a.Type("its captain")
		a.keys("Tab")
		a.Type("says")
		a.keys("Escape")
		a.Wait(`document.activeElement.id === "article"`, patience)

		a.overlapByQuote()
		a.searched()
		a.changed()

		want := []string{
			"fact: Nobody had told the ferry that the light at Lantern Point was out",
			"opinion: the light at Lantern Point",
			"claim: The coast guard has not changed its account.",
		}
		a.keys("d")
		a.says("Marked done")
		a.saved()
		a.keys("Control+s")
		p := a.read(a.Download("project.gloss.json", patience))
		a.matches(p)
		if got := marked(p); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		n := a.find(p, "Nobody had told")
		if n.Note != "who switched it off?" || n.Attribution.Words != "its captain" || n.Attribution.Cue != "says" || len(n.Entities) != 1 || !n.Unsure {
			t.Errorf("%+v", n)
		}
		a.keys("Control+Shift+e")
		a.Wait(`document.activeElement.matches("dialog input[type=radio]")`, patience)
		a.keys("ArrowDown", "ArrowDown") // past Web Annotations
		a.Wait(`document.activeElement.checked && document.activeElement.closest("label").textContent.includes("Training data")`, patience)
		a.tabTo("Export")
		a.keys("Enter")
		a.training(a.Download("train.jsonl", patience), want)
		a.seen("the export")
	})
}

// caretMoves goes through the article by everything the caret moves by: each
// time it is somewhere else, and in view.
func (a *app) caretMoves() {
	a.t.Helper()
	a.keys("Control+Home")
	at := a.caret()
	for _, key := range []string{
		"ArrowRight", "Control+ArrowRight", "Alt+ArrowDown", "Alt+ArrowDown", "ArrowDown", "Control+ArrowDown", "End", "Home", "ArrowDown",
		"ArrowLeft", "Control+ArrowLeft", "Alt+ArrowUp", "Control+ArrowUp", "Control+End", "PageUp", "PageDown", "Control+Home",
	} {
		a.keys(key)
		now := a.caret()
		for until := time.Now().Add(patience); now == at && time.Now().Before(until); now = a.caret() {
		}
		if now == at {
			a.t.Errorf("%s does not move the caret", key)
		}
		at = now
	}
}

// caret is where the caret stands in the article, whatever is scrolled.
func (a *app) caret() [2]float64 {
	a.t.Helper()
	var at [2]float64
	a.Eval(`
		await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
		const caret = document.querySelector(".surface-caret").getBoundingClientRect(), text = document.querySelector(".surface-text").getBoundingClientRect();
		return [caret.left - text.left, caret.top - text.top].map(Math.round);`, &at)
	return at
}

// overlapByQuote marks words inside others by typing them, and goes through
// what then lies in one place.
func (a *app) overlapByQuote() {
	a.t.Helper()
	a.keys("q")
	a.Wait(`document.activeElement.id === "quote"`, patience)
	a.Type("the light at lantern point")
	a.shows("dialog [role=status]", "1 place")
	a.tabTo("Tag 1 as Opinion")
	a.keys("Enter")
	a.says("Tagged 1 place as Opinion")
	for _, label := range []string{"Opinion: “the light", "Fact: “Nobody"} {
		a.keys("[")
		a.says(label)
	}
	a.tabTo("Opinion: the light") // also here
	a.keys("Enter")
	a.says("Opinion: “the light")
	a.keys("F6")
}

// searched finds words in all articles, goes to the place and labels what is
// selected there.
func (a *app) searched() {
	a.t.Helper()
	a.keys("Control+Shift+f")
	a.Wait(`document.activeElement.id === "search-words"`, patience)
	a.Type("coast guard")
	a.Wait(`document.querySelector(".search-hits strong")?.textContent === "coast guard"`, patience)
	a.tabTo("The coast guard has")
	a.keys("Enter")
	a.Wait(`document.activeElement.id === "article"`, patience)
	a.selected("coast guard")
	a.keys("ArrowLeft", "s")
	a.selected("The coast guard has not changed its account.")
	a.keys("3")
	a.says("Tagged Opinion: “The coast guard")
	a.keys("1")
	a.says("Relabelled Claim: “The coast guard")
}

// changed goes back and forth, chooses from the list, and does by the palette
// what has no key at hand.
func (a *app) changed() {
	a.t.Helper()
	a.keys("Delete")
	a.says("Deleted “The coast guard")
	a.keys("Control+z")
	a.says("Undone: Delete")
	a.keys("Control+z")
	a.says("Undone: Relabel")
	a.keys("Control+Shift+z")
	a.says("Done again: Relabel")
	a.tabTo("Fact: Nobody had told") // in the list
	a.keys("Enter")
	a.says("Fact: “Nobody had told")
	a.Wait(`document.activeElement.id === "article"`, patience)
	a.keys("Control+k")
	a.Wait(`document.activeElement.id === "pick"`, patience)
	a.Type("unsure")
	a.shows("#options [aria-selected=true]", "Unsure")
	a.keys("Enter")
	a.Wait(`document.getElementById("unsure").checked`, patience)
	a.seen("the palette")
}

// keys presses chords one by one and looks after the focus after each.
func (a *app) keys(chords ...string) {
	a.t.Helper()
	for _, c := range chords {
		a.Press(c)
		a.seen(c)
	}
}

// seen fails when the focus is on nothing, or on something that is hidden or
// out of view. In the article it is the caret that has to be in view.
func (a *app) seen(after string) {
	a.t.Helper()
	const lost = `(() => {
		const e = document.activeElement;
		if (!e || e === document.body || e === document.documentElement) return "on nothing";
		if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return "on what is hidden";
		const caret = e.id === "article" && e.querySelector(".surface-caret:not([hidden])");
		const box = (caret || e).getBoundingClientRect();
		const x = Math.max(1, Math.min(box.left + box.width / 2, innerWidth - 1)), y = Math.max(1, Math.min(box.top + box.height / 2, innerHeight - 1));
		if (e.id === "article" && !caret) return ""; // something is selected
		if (box.bottom < 1 || box.top > innerHeight - 1 || box.right < 0 || box.left > innerWidth) return "out of view";
		const over = document.elementFromPoint(x, y);
		return !over || e.contains(over) || over.contains(e) || e.closest("label")?.contains(over) || over.closest(".toasts") ? "" : "under " + over.outerHTML.slice(0, 80);
	})()`
	if a.TryWait(lost+` === ""`, 5*time.Second) != nil {
		var how, where string
		a.Eval(`return `+lost, &how)
		a.Eval(`return document.activeElement?.outerHTML.slice(0, 160)`, &where)
		a.t.Fatalf("after %s the focus is %s: %s", after, how, where)
	}
}

// tabTo presses Tab until what has the focus is called so, or begins so, as it
// is heard.
func (a *app) tabTo(name string) {
	a.t.Helper()
	a.tabs("Tab", name)
}

// tabBackTo does the same the other way: where Tab goes round through its own
// buttons, Firefox without a window no longer presses what has the focus.
func (a *app) tabBackTo(name string) {
	a.t.Helper()
	a.tabs("Shift+Tab", name)
}

func (a *app) tabs(key, name string) {
	a.t.Helper()
	var passed []string
	for range 120 {
		a.Press(key)
		var now string
		a.Eval(`
			const e = document.activeElement, by = document.getElementById(e.getAttribute("aria-labelledby"));
			const copy = (by ?? e.closest("label") ?? e).cloneNode(true);
			for (const mute of copy.querySelectorAll("[aria-hidden=true]")) mute.remove();
			return (e.getAttribute("aria-label") ?? copy.textContent).trim().replace(/\s+/g, " ").replace(/^(Untouched|In work|Done)\. /, "").slice(0, 80);`, &now)
		passed = append(passed, now)
		if strings.HasPrefix(now, name) {
			a.seen(key + " to " + name)
			return
		}
	}
	a.t.Fatalf("Tab does not get to %q: %q", name, passed)
}
