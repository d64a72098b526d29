//go:build !js

package e2e

import (
	"slices"
	"testing"
)

// Two tabs on one article: what is done in one is seen in the other, and undo
// takes back one's own.
func TestTabs(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		first := a.Tab()
		a.tag("Nobody was hurt", "2")
		a.saved()
		second := a.NewTab()
		a.visit("")
		a.expect("fact: Nobody was hurt")
		a.tag("charts grow old", "3")
		a.saved()

		a.Switch(first)
		a.expect("fact: Nobody was hurt", "opinion: charts grow old")
		a.focus()
		a.Press("Control+z")
		a.says("Undone: Tag Fact")
		a.expect("opinion: charts grow old")
		a.Press("Control+z")
		a.says("Nothing to undo")
		a.expect("opinion: charts grow old")
		a.saved()

		a.Switch(second)
		a.expect("opinion: charts grow old")
		a.focus()
		a.Press("Control+z")
		a.says("Undone: Tag Opinion")
		a.expect()
		a.Press("Control+Shift+z")
		a.expect("opinion: charts grow old")
		a.saved()
		a.Switch(first)
		a.expect("opinion: charts grow old")
		a.Press("Control+Shift+z")
		a.expect("fact: Nobody was hurt", "opinion: charts grow old")
		a.saved()
		a.Reload()
		a.loaded()
		a.expect("fact: Nobody was hurt", "opinion: charts grow old")
	})
}

// The same annotation changed in two tabs that do not hear of one another: both
// versions are kept and shown until one is chosen.
func TestConflict(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		first := a.Tab()
		a.tag("Nobody was hurt", "2")
		a.saved()
		second := a.NewTab()
		a.visit("")
		a.expect("fact: Nobody was hurt")
		a.deaf()
		a.Switch(first)
		a.deaf()
		a.focus()
		a.Press("]", "1")
		a.says("Relabelled Claim")
		a.saved()
		a.Switch(second)
		a.expect("fact: Nobody was hurt")
		a.focus()
		a.Press("]", "3")
		a.says("Relabelled Opinion")
		a.saved()
		a.Reload()
		a.loaded()
		a.shows("#notes-list li", "two versions")
		p := a.project()
		n := a.find(p, "Nobody")
		var labels []string
		for _, h := range p.Annotations.Heads(n.ID) {
			labels = append(labels, h.Label)
		}
		slices.Sort(labels)
		if !slices.Equal(labels, []string{"claim", "opinion"}) {
			t.Fatalf("the versions are %q", labels)
		}
		a.focus()
		a.Press("]")
		a.shows(".conflict-box", "Claim: “Nobody was hurt”")
		a.shows(".conflict-box", "Opinion: “Nobody was hurt”")
		other := map[string]string{"claim": "opinion", "opinion": "claim"}[n.Label]
		title := map[string]string{"claim": "Claim:", "opinion": "Opinion:"}[other]
		a.Eval(`[...document.querySelectorAll(".conflict-box li")].find((e) => e.textContent.startsWith(args[0])).querySelector("button").click()`, nil, title)
		a.expect(other + ": Nobody was hurt")
		a.Wait(`!document.querySelector(".conflict-box")`, patience)
		a.saved()
		a.Reload()
		a.loaded()
		a.expect(other + ": Nobody was hurt")
		heads := a.project().Annotations.Heads(n.ID)
		if len(heads) != 1 {
			t.Errorf("%d versions are left", len(heads))
		}
	})
}

// deaf keeps the tab from telling others of its work, and from finding theirs
// when it comes to the front, as a frozen one.
func (a *app) deaf() {
	a.t.Helper()
	a.Eval(`
		BroadcastChannel.prototype.postMessage = () => {};
		for (const name of ["getAll", "getAllKeys"]) {
			const all = IDBObjectStore.prototype[name];
			IDBObjectStore.prototype[name] = function (...range) {
				return all.apply(this, this.name === "journal" ? [IDBKeyRange.only("")] : range);
			};
		}`, nil)
}
