//go:build !js

package e2e

import (
	"slices"
	"strings"
	"testing"
)

// dragBeside selects words of the article on the right with the mouse.
func (a *app) dragBeside(words string) {
	a.t.Helper()
	var all []box
	a.Eval(strings.ReplaceAll(reading, `"#article `, `"#article-beside `)+`return boxes(args[0])`, &all, words)
	first, last := all[0], all[len(all)-1]
	a.Drag(first.Left+1, (first.Top+first.Bottom)/2, last.Right-1, (last.Top+last.Bottom)/2)
	a.says("Selected: " + words)
}

// Two articles lie side by side and both are live: words are tagged in either,
// and a relation leads from one to the other and back.
func TestBeside(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.Resize(1400, 900)
		var first string
		a.Eval(`return document.querySelector("#article").textContent`, &first)
		a.click("button", "Read another article beside this one")
		a.Wait(`document.querySelector("#article-beside .surface-text")?.textContent`, patience)
		var words string
		a.Eval(`return document.querySelector("#article-beside h1, #article-beside p").textContent.trim().split(" ").slice(0, 2).join(" ")`, &words)
		a.dragBeside(words)
		a.Press("1")
		a.says("Tagged Claim: “" + words + "”")
		a.Press("x")
		a.says("On the tray")

		a.drag("Nobody was hurt")
		a.Press("2")
		a.says("Tagged Fact: “Nobody was hurt”")
		a.expect("fact: Nobody was hurt")
		a.Press("x")
		a.shows("dialog", "How do they relate?")
		a.Press("c")
		a.says("“" + words + "” contradicts “Nobody was hurt”")
		a.shows("#article mark", "Nobody")
		a.shows("#article-beside mark", strings.Fields(words)[0])
		a.saved()

		a.click("button", "← contradicts")
		a.expect("claim: " + words)
		a.Wait(`document.querySelector(".sheets.front-1")`, patience)
		a.Wait(`document.activeElement.tagName !== "BODY"`, patience)
		a.Press("F6", "F6") // to the article, and to the other one
		a.Wait(`document.activeElement.id === "article"`, patience)
		a.expect("fact: Nobody was hurt")
		a.Press("Control+z", "Control+z")
		a.says("Undone: Tag Fact")
		a.Wait(`!document.querySelector("#article mark")`, patience)
		a.Press("Control+Shift+z", "Control+Shift+z")
		a.shows("#article mark", "Nobody")

		a.click("button", "Close this article")
		a.Wait(`!document.querySelector("#article-beside").checkVisibility()`, patience)
		a.expect("fact: Nobody was hurt")
		var stays string
		if a.Eval(`return document.querySelector("#article").textContent`, &stays); stays != first {
			t.Error("another article is left")
		}
		p := a.project()
		if got, want := marked(p), []string{"claim: " + words, "fact: Nobody was hurt"}; !slices.Equal(sorted(got), want) || p.Relations.Len() != 1 {
			t.Errorf("%d relations, %q, want %q", p.Relations.Len(), got, want)
		}
	})
}

func sorted(s []string) []string {
	slices.Sort(s)
	return s
}
