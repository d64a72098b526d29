//go:build !js

package surface

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/annotations"
)

func textIsExact(p *page) {
	var marks []Mark
	for i := range 40 {
		marks = append(marks, one(fmt.Sprint("m", i), "claim", span(i*7, i*9+5)))
	}
	for _, text := range []string{article, "\n\nx\n\n", "<b>&amp;</b>\n\ufeffa\u2028b\tc  d\u00a0\n", strings.Repeat("word ", 1500), ""} {
		p.open(scene{Text: text, Marks: marks, Kinds: []annotations.Block{{Span: span(0, 1), Kind: annotations.ListItem}}})
		got := eval[string](p, `while (H("report").Waiting) await rest();
			return [...document.querySelectorAll("#article :is(p,h1,h2,li,blockquote,.blank)")].map(e => e.textContent).join("")`)
		if got != text {
			p.t.Errorf("%.40q is shown as %.40q", text, got)
		}
	}
	p.open(scene{Text: article, Kinds: []annotations.Block{{Span: span(0, 1), Kind: annotations.Headline}}, Language: "en"})
	want := []string{"H1", "en", "no", "auto", "pre-wrap"}
	got := eval[[]string](p, `const h = document.querySelector("#article [dir]");
		return [h.tagName, h.closest("[lang]").lang, h.closest("[translate]").getAttribute("translate"), h.dir, getComputedStyle(h).whiteSpace]`)
	if !slices.Equal(got, want) {
		p.t.Errorf("the headline is %v, want %v", got, want)
	}
}

// long is an article of which only what is near is built at first: the rest
// follows by itself, and at once for whoever asks.
func long(p *page) {
	var b strings.Builder
	for i := range 300 {
		fmt.Fprintf(&b, "%d. %s\n", i, strings.Repeat("A word and then some more of them. ", 1+i%17))
	}
	var marks []Mark
	for i := range 200 {
		marks = append(marks, one(fmt.Sprint("m", i), "claim", span(i*300, i*300+20)))
	}
	p.open(scene{Text: b.String()})
	fold := span(p.find("100. ").Start, p.find("140. ").Start)
	for _, c := range []struct {
		name string
		top  annotations.Span
		then string // before anything is painted; says what is to be there
	}{
		{"from the top", span(0, 0), `return whole(0, 3)`},
		{"from the middle", p.find("217. "), `return whole(216, 219)`},
		{"printed", span(0, 0), `dispatchEvent(new Event("beforeprint")); return said() === text`},
		{"selected to the end", span(0, 0), `H("select", args[2]); return whole(297, 300)`},
		{"revealed", span(0, 0), `H("reveal", args[1]); await new Promise(requestAnimationFrame); return whole(216, 218)`},
	} {
		p.t.Run(c.name, func(t *testing.T) {
			p := &page{p.Browser, t, p.text}
			p.Eval(`H("load", args[0])`, nil, scene{Text: b.String(), Marks: marks, Folds: []annotations.Span{fold}, Top: c.top.Start})
			if !eval[bool](p, `const text = args[0], lines = text.split("\n");
				const blocks = () => [...document.querySelectorAll("#article :is(p,.blank)")], said = () => blocks().map((e) => e.textContent).join("");
				const whole = (from, to) => {
					const there = new Set(blocks().map((e) => e.textContent.trimEnd()));
					return there.size < lines.length - 1 && lines.slice(from, to).every((line) => there.has(line.trimEnd()));
				};
				H("open");`+c.then, b.String(), p.find("217. "), span(p.find("299. ").Start, p.text.Points())) {
				t.Error("what is asked for is not there at once, or everything is")
			}
			p.Wait(`[...document.querySelectorAll("#article :is(p,.blank)")].map((e) => e.textContent).join("") === args[0]`, 10*time.Second, b.String())
			p.Wait(`H("report").Waiting === 0`, 10*time.Second)
			if n := eval[int](p, `return document.querySelectorAll("#article mark").length`); n < len(marks) {
				t.Errorf("%d marks of %d are there", n, len(marks))
			}
			at := span(c.top.Start, c.top.Start+2)
			p.do("reveal", at)
			p.rects(at)
		})
	}
	p.Eval(`H("load", args[0]); H("open")`, nil, scene{Text: b.String()})
	if words := eval[string](p, `
		let box = document.getElementById("article");
		while (box && !(box.scrollHeight > box.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(box).overflowY))) box = box.parentElement;
		box ??= document.scrollingElement;
		box.scrollTop = box.scrollHeight * 0.6;
		dispatchEvent(new Event("scroll")); // as browsers do before the next frame
		const { left, width } = document.getElementById("article").getBoundingClientRect();
		const there = document.elementFromPoint(left + width / 2, innerHeight / 2);
		return there.closest("p")?.textContent ?? there.outerHTML`); !strings.Contains(words, "A word") {
		p.t.Errorf("scrolled to at once, there is %q", words)
	}
}

// boundaries are DOM positions as browsers and screen readers make them.
func boundaries(p *page) {
	p.open(scene{Text: article, Marks: []Mark{one("i", "claim", p.find("plane, they")), one("j", "fact", p.find("they said"))}})
	blocks := `const P = [...document.querySelectorAll("#article :is(p,.blank)")], A = document.getElementById("article"), S = getSelection();`
	for _, c := range []struct{ name, js, want string }{
		{"elements of one block", `S.setBaseAndExtent(P[3], 0, P[3], P[3].childNodes.length)`, "The plane, they said, was shot down near the shore of the lake. Thirty-eight people died and twenty-nine survived, and the inquiry began on the same evening."},
		{"a block and the start of the next", `S.setBaseAndExtent(P[0].firstChild, 0, P[1], 0)`, "The sky over the lake"},
		{"within marks", `const m = A.querySelectorAll("mark"); S.setBaseAndExtent(m[0], 0, m[1], 1)`, "plane, they"},
		{"inside a surrogate pair", `const t = P[4].firstChild, i = t.data.indexOf("\ud83d"); S.setBaseAndExtent(t, i + 1, t, i + 4)`, "👩‍👩‍👧‍👦"},
		{"before an accent", `const t = P[4].firstChild, i = t.data.indexOf("\u0301"); S.setBaseAndExtent(t, i, t, i + 2)`, "e\u0301t"},
		{"white space at both ends", `const t = P[3].lastChild, i = t.data.indexOf(" was "); S.setBaseAndExtent(t, i, t, i + 5)`, "was"},
		{"before the article", `S.setBaseAndExtent(document.querySelector("header"), 0, P[1].firstChild, 2)`, "The sky over the lake\nBy"},
		{"after the article", `S.setBaseAndExtent(P[P.length - 1].firstChild, 9, document.body, document.body.childNodes.length)`, "paragraph of all."},
		{"all there is", `S.selectAllChildren(document.body)`, article},
		{"the region", `S.setBaseAndExtent(A, 0, A, A.childNodes.length)`, article},
		{"backwards", `S.setBaseAndExtent(P[1].firstChild, 5, P[0].firstChild, 8)`, "over the lake\nBy A."},
	} {
		p.Eval(`getSelection().collapse(document.querySelectorAll("#article p")[0].firstChild, 1); await rest();`+blocks+c.js, nil)
		p.t.Run(c.name, func(t *testing.T) { (&page{p.Browser, t, p.text}).selected(c.want) })
	}
	before := p.report()
	p.Eval(`getSelection().selectAllChildren(document.getElementById("aside"))`, nil)
	if r := p.report(); r.Selection != before.Selection || len(r.Selected) != len(before.Selected) {
		p.t.Errorf("a selection elsewhere changed %v to %v", before.Selection, r.Selection)
	}
}

// roundTrip sets selections of all sorts and has them read back.
func roundTrip(p *page) {
	var marks []Mark
	for i := range 30 {
		marks = append(marks, one(fmt.Sprint("m", i), "fact", span(i*11, i*11+17)))
	}
	p.open(scene{Text: article, Marks: marks})
	n := p.text.Points()
	for i := range 25 {
		a := p.text.Snap(span(i*n/25, i*n/25+1)).Start
		b := p.text.Snap(span(a, min(n, a+1+i*5))).End
		p.Eval(`H("select", args[0]); await new Promise(f => setTimeout(f, 30))`, nil, span(a, b))
		want := p.text.Trim(span(a, b))
		if r := eval[report](p, `return H("report")`); r.Selection != want && !want.Empty() {
			p.t.Errorf("%v came back as %v, want %v", span(a, b), r.Selection, want)
		}
		if got := eval[string](p, `return getSelection().toString().replace(/\s+/g, "")`); got != strings.Join(strings.Fields(p.text.Slice(want)), "") {
			p.t.Errorf("%v selects %q in the browser, want %q", span(a, b), got, p.text.Slice(want))
		}
	}
}
