//go:build !js

package e2e

import (
	"maps"
	"slices"
	"strings"

	"gloss/annotations"
)

// reading are functions of the page that find words in the article by what can
// be read there, not by how the app has laid it out.
const reading = `
	const sheet = document.querySelector("#article .surface-text");
	const texts = () => {
		const out = [], walk = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT,
			(n) => n.parentElement.closest("[data-skip]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
		while (walk.nextNode()) out.push(walk.currentNode);
		return out;
	};
	const whole = () => texts().map((n) => n.data).join("");
	const place = (at, last) => {
		for (const n of texts()) {
			if (at < n.length || last && at === n.length) return [n, at];
			at -= n.length;
		}
	};
	const rangeOf = (words) => {
		const at = whole().indexOf(words), range = document.createRange();
		if (at < 0) throw new Error("the article does not say " + words);
		range.setStart(...place(at));
		range.setEnd(...place(at + words.length, true));
		return range;
	};
	const boxes = (words) => {
		const range = rangeOf(words);
		range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
		return [...range.getClientRects()].filter((r) => r.width > 0);
	};
`

// box is a stretch of a line, in pixels of the viewport.
type box struct{ Left, Right, Top, Bottom float64 }

func (b box) middle() (x, y float64) { return (b.Left + b.Right) / 2, (b.Top + b.Bottom) / 2 }

// boxes returns where words of the article are drawn, first to last.
func (a *app) boxes(words string) []box {
	a.t.Helper()
	var out []box
	a.Eval(reading+`return boxes(args[0])`, &out, words)
	return out
}

// drag selects words of the article with the mouse.
func (a *app) drag(words string) {
	a.t.Helper()
	all := a.boxes(words)
	first, last := all[0], all[len(all)-1]
	a.Drag(first.Left+1, (first.Top+first.Bottom)/2, last.Right-1, (last.Top+last.Bottom)/2)
	a.selected(words)
}

// selected waits until the app has noticed that these words are selected.
func (a *app) selected(words string) {
	a.t.Helper()
	if r := []rune(words); len(r) > 100 {
		words = string(r[:100])
	}
	a.says("Selected: " + words)
}

// press clicks on words of the article without selecting them.
func (a *app) press(words string) {
	a.t.Helper()
	a.Click(a.boxes(words)[0].middle())
}

// tag selects words with the mouse and labels them with a key.
func (a *app) tag(words, key string) {
	a.t.Helper()
	a.drag(words)
	a.Press(key)
	a.says("Tagged")
}

// text returns the article as it can be read.
func (a *app) text() string {
	a.t.Helper()
	var s string
	a.Eval(reading+`return whole()`, &s)
	return s
}

// painted returns what the marks of each annotation cover, by its id, in UTF-16
// code units of the article, as [start, end] pairs joined where they touch.
func (a *app) painted() map[string][][2]int {
	a.t.Helper()
	out := map[string][][2]int{}
	a.Eval(reading+`
		const out = {};
		let at = 0;
		for (const n of texts()) {
			for (const id of n.parentElement.closest("mark")?.dataset.a.split(" ") ?? []) {
				const spans = out[id] ??= [];
				if (spans.at(-1)?.[1] === at) spans.at(-1)[1] += n.length;
				else spans.push([at, at + n.length]);
			}
			at += n.length;
		}
		return out;`, &out)
	return out
}

// matches waits until the open article shows exactly the annotations that a
// project has of it: the same text, and every mark over the words it quotes.
func (a *app) matches(p *annotations.Project) {
	a.t.Helper()
	text, err := annotations.NewText(a.text())
	if err != nil {
		a.t.Fatal(err)
	}
	if _, ok := p.Documents.Get(text.ID()); !ok {
		a.t.Fatalf("what can be read is not the text of any document: %.200q", text.String())
	}
	want := map[string][][2]int{}
	for _, n := range p.In(text.ID()) {
		for _, part := range n.Parts {
			want[n.ID] = append(want[n.ID], [2]int{text.PointToUnit(part.Start), text.PointToUnit(part.End)})
			if got := text.Slice(part.Span); got != part.Exact {
				a.t.Errorf("%v of the text is %q, quoted is %q", part.Span, got, part.Exact)
			}
		}
	}
	var got map[string][][2]int
	for range 100 {
		got = a.painted()
		if maps.EqualFunc(got, want, func(x, y [][2]int) bool { return slices.Equal(x, y) }) {
			return
		}
	}
	a.t.Errorf("painted is %v, want %v", got, want)
}

// focus puts the keyboard into the article.
func (a *app) focus() {
	a.t.Helper()
	a.Press("F6")
	a.Wait(`document.activeElement.id === "article"`, patience)
}

// expect waits until the list of annotations of the open article is this, in
// the notation of marked.
func (a *app) expect(want ...string) {
	a.t.Helper()
	const list = `[...document.querySelectorAll("#notes-list li")].map((e) => {
		const label = { C: "claim", F: "fact", O: "opinion", "·": "" }[e.querySelector(".swatch").textContent];
		return label + ": " + e.querySelector(".note-quote").textContent;
	})`
	if a.TryWait(list+`.join("\n") === args[0]`, patience, strings.Join(want, "\n")) != nil {
		var got []string
		a.Eval(`return `+list, &got)
		a.t.Fatalf("listed are %q, want %q", got, want)
	}
}
