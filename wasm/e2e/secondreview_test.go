//go:build !js

package e2e

import (
	"slices"
	"strings"
	"time"

	"gloss/annotations/review"
)

// others shows one person, some and all on the reading page, and what was
// decided only when asked.
func (a *app) others() {
	a.t.Helper()
	a.visit("")
	a.article("Dark lighthouse")
	told, blame := "Nobody had told the ferry that the light at Lantern Point was out", "It is bad manners to blame a lamp"
	a.expect("claim: "+told, "claim: "+told, "claim: "+told, "opinion: "+blame, "opinion: "+blame, "fact: "+blame)
	marks := func(want int) {
		a.t.Helper()
		for until := time.Now().Add(patience); len(a.painted()) != want; {
			if time.Now().After(until) {
				a.t.Fatalf("%d annotations are painted, want %d", len(a.painted()), want)
			}
		}
	}
	marks(6)
	a.ClickOn(".whose summary")
	a.click("button", "Only Cleo")
	a.expect("claim: "+told, "fact: "+blame)
	marks(2)
	a.Wait(`[...document.querySelectorAll("#article mark[data-by]")].map((e) => e.dataset.by).join() === "C,C"`, patience)
	a.shows("#notes-list .ring", "C")
	a.focus()
	a.Press("]", "]")
	a.says("by Cleo")
	a.Press("1")
	a.says("Somebody else made this")
	a.click("checkbox", "Show Ben")
	a.expect("claim: "+told, "claim: "+told, "opinion: "+blame, "fact: "+blame)
	a.click("checkbox", "Show Results of review")
	marks(6)
	a.shows("#notes-list .sign", "decided")
	a.click("button", "Show everybody")
	marks(8)
	a.Wait(`[...document.querySelectorAll("#article mark[data-by]")].some((e) => e.dataset.by.includes("·"))`, patience)
	a.click("checkbox", "Show Results of review")
	marks(6)
}

// secondReviewer opens the decisions in an empty browser, sees them, and takes
// another version of one case; the first reviewer gets that back, to be judged
// on the second level.
func (a *app) secondReviewer(decided []byte) {
	a.t.Helper()
	other := &app{a.Browser, a.t, serve(a.t, made(a.t, withOurs))}
	other.visit("")
	other.open(file{"first.gloss.json", decided})
	other.says("8 new decisions")
	other.saved()
	other.visit("review")
	other.tallied("8 of 8")
	other.judging("The ferry Astrid")
	other.keys("j", "j")
	if f := other.judging("Nobody was hurt"); f.State != "Decided" || !strings.Contains(f.Text, "Accepted · by somebody") || !strings.Contains(f.Text, "Guideline") || !strings.Contains(f.Text, "Ana") {
		other.t.Errorf("a decision of somebody else: %+v", f)
	}
	other.keys(other.version("Fact"), "Shift+Enter")
	other.says("Accepted")
	other.shows(".case-title .case-state", "Reviewers differ")
	other.tallied("7 of 8")
	other.keys("j")
	other.says("Second level")
	other.saved()
	second := other.exported()
	other.quiet()

	a.visit("")
	a.open(file{"second.gloss.json", second})
	a.says("1 new decision")
	a.saved()
	a.visit("review")
	a.tallied("7 of 8")
	if f := a.judging("Nobody was hurt"); f.Level != "Second level" || f.Title != "Reviewers decided differently" || len(f.Versions) != 2 {
		a.t.Errorf("what reviewers differ in: %+v", f)
	}
	a.keys(a.version("Fact"), "Enter")
	a.says("No further case waits for a decision")
	a.tallied("8 of 8")
	p := a.project()
	gold, err := review.Gold(p, "", review.GoldOptions{})
	if err != nil {
		a.t.Fatal(err)
	}
	if i := slices.IndexFunc(gold, func(g review.GoldAnnotation) bool { return g.Annotation.Exact() == "Nobody was hurt" }); i < 0 || gold[i].Annotation.Label != "fact" {
		a.t.Errorf("after the second level gold is %+v", gold)
	}
}
