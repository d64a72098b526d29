//go:build !js

package e2e

import (
	"testing"
	"time"
)

// What a screen reader is told: marks point at their notes where they begin and keep the words
// of the article as their own, one polite region speaks, the list says all that
// the text shows, and highlights are announced on request.
func TestEar(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.filled()
		var faults []string
		a.Eval(`
			const out = [], marks = [...document.querySelectorAll("#article mark")];
			if (marks.length < 3) out.push(marks.length + " marks");
			for (const m of marks) {
				if (m.hasAttribute("aria-label") || m.hasAttribute("aria-labelledby")) out.push("named by other words: " + m.outerHTML);
				const ids = m.getAttribute("aria-details")?.split(" ") ?? [];
				if (!ids.length && /(^| )s-/.test(m.className)) out.push("no details: " + m.outerHTML);
				for (const id of ids) if (!document.getElementById(id)?.closest("#notes-list")) out.push("details that are not there: " + id);
			}
			const live = [...document.querySelectorAll("[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log]")].filter((e) => !e.closest("dialog"));
			if (live.length !== 1 || live[0].id !== "live" || live[0].ariaLive !== "polite") out.push("live regions: " + live.map((e) => e.outerHTML.slice(0, 80)));
			const list = document.getElementById("notes-list");
			if (document.getElementById(list.getAttribute("aria-labelledby"))?.textContent !== "Annotations") out.push("the list has no name");
			for (const [name, role] of [["Article", "region"], ["Label", "toolbar"]])
				if (!document.querySelector("[role=" + role + "][aria-label=" + name + "]")) out.push("no " + role + " " + name);
			return out;`, &faults)
		for _, f := range faults {
			t.Error(f)
		}
		a.hears("Opinion: ", "") // not there: only facts were made
		a.hears("Fact: Nordlys Lines, denied", "Astrid")
		a.tabTo("Fact: charts grow old")
		a.keys("Enter")
		a.says("Fact: “charts grow old”")

		a.Eval(`location.hash = "settings"`, nil)
		a.click("checkbox", "Say which highlights")
		a.click("link", "Read")
		a.focus()
		a.Press("d")
		a.says("Marked done")
		a.Press("Control+Home", "Control+ArrowDown", "Control+ArrowDown", "Control+ArrowDown") // to the second paragraph
		for range 16 {
			a.Press("Control+ArrowRight")
			if a.TryWait(`document.getElementById("live").textContent.startsWith("Fact")`, 300*time.Millisecond) == nil {
				break
			}
		}
		a.says("Fact: “charts grow old”")
	})
}

// hears checks what the items of the list that begin so are called, as they
// are heard; with "" there must be none.
func (a *app) hears(begins, holds string) {
	a.t.Helper()
	var names []string
	a.Eval(`
		return [...document.querySelectorAll("#notes-list button")].map((e) => {
			const copy = e.cloneNode(true);
			for (const mute of copy.querySelectorAll("[aria-hidden=true]")) mute.remove();
			return copy.textContent;
		}).filter((s) => s.startsWith(args[0]) && s.includes(args[1]))`, &names, begins, holds)
	if (holds == "") != (len(names) == 0) {
		a.t.Errorf("the list has %q for %q with %q", names, begins, holds)
	}
}
