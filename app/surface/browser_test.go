//go:build !js

package surface

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/annotations"
	"gloss/wasm/browsertest"
)

// What a person does with mouse, finger and keys, in the browsers that are
// installed: a page of its own (testdata/page.html) runs the harness of
// harness_js_test.go, and real input is sent to it.

const article = `The sky over the lake
By A. Person

The plane, they said, was shot down near the shore of the lake. Thirty-eight people died and twenty-nine survived, and the inquiry began on the same evening.
A family 👩‍👩‍👧‍👦 waited, e` + "\u0301" + `tonnée, for the 🇫🇷 consul.
שלום עולם, זה טקסט עם 38 מילים.
Share this article
Sign up for our letter
The last paragraph of all.`

// page is a browser that shows the surface.
type page struct {
	*browsertest.Browser
	t    *testing.T
	text annotations.Text
}

func TestInBrowsers(t *testing.T) {
	if testing.Short() {
		t.Skip("browsers are not started with -short")
	}
	server := httptest.NewServer(site(t))
	t.Cleanup(server.Close)
	browsertest.Each(t, func(t *testing.T, b *browsertest.Browser) {
		b.Resize(1000, 760)
		b.Open(server.URL)
		b.Wait(`surfaceHarness.ready`, 30*time.Second)
		for _, c := range []struct {
			name string
			test func(*page)
		}{
			{"text", textIsExact},
			{"double click", doubleClick},
			{"triple click", tripleClick},
			{"drags", drags},
			{"boundaries", boundaries},
			{"round trip", roundTrip},
			{"press", presses},
			{"focus elsewhere", focusElsewhere},
			{"repaint under a selection", repaintUnderSelection},
			{"lines", lines},
			{"pages", pages},
			{"fold", folding},
			{"edges", edgesDrag},
			{"taps", taps},
			{"highlights", highlights},
			{"finger", finger},
			{"long", long},
			{"close", closing},
		} {
			t.Run(c.name, func(t *testing.T) {
				p := &page{Browser: b, t: t}
				p.open(scene{Text: article})
				c.test(p)
				if faults := eval[[]string](p, `return faults.splice(0)`); len(faults) > 0 {
					t.Errorf("the page complains: %s", strings.Join(faults, "\n"))
				}
			})
		}
	})
}

// site serves the page, the script and style sheet under test, and the
// harness, under the policy of the app.
func site(t *testing.T) http.Handler {
	t.Helper()
	wasm := filepath.Join(t.TempDir(), "test.wasm")
	build := exec.Command("go", "test", "-c", "-o", wasm, ".")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"/": "testdata/page.html", "/page.css": "testdata/page.css", "/page.js": "testdata/page.js",
		"/surface.js": "../../assets/web/surface.js", "/surface.css": "../../assets/web/surface.css", "/test.wasm": wasm,
		"/wasm_exec.js": filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"),
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "+
			"style-src 'self'; img-src data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types default")
		w.Header().Set("Cache-Control", "no-store")
		if file, ok := files[r.URL.Path]; ok {
			http.ServeFile(w, r, file)
			return
		}
		http.NotFound(w, r)
	})
}

// scene, report, press and dragged are as in harness_js_test.go.
type scene struct {
	Text     string
	Kinds    []annotations.Block
	Folds    []annotations.Span
	Language string
	Marks    []Mark
	Top      int
}

type report struct {
	Selection annotations.Span
	Caret     int
	Waiting   int
	Selected  []annotations.Span
	Pressed   []press
	Dragged   []dragged
}

type press struct {
	IDs []string
	At  int
}

type dragged struct {
	ID    string
	Start bool
	At    int
}

func eval[T any](p *page, body string, args ...any) (v T) {
	p.t.Helper()
	p.Eval(body, &v, args...)
	return v
}

// do has the harness do something and wait until it shows.
func (p *page) do(name string, arg any) {
	p.t.Helper()
	p.Eval(`H(args[0], args[1]); await rest()`, nil, name, arg)
}

func (p *page) open(s scene) {
	p.t.Helper()
	text, err := annotations.NewText(s.Text)
	if err != nil {
		p.t.Fatal(err)
	}
	p.text = text
	p.Eval(`getSelection().removeAllRanges(); document.activeElement.blur(); H("choose", []); H("taps", false);
		H("load", args[0]); H("open"); await rest()`, nil, s)
}

func (p *page) report() report {
	p.t.Helper()
	return eval[report](p, `await rest(); return H("report")`)
}

// find returns the span of the n-th place (from 0) where words stand.
func (p *page) find(words string, n ...int) annotations.Span {
	p.t.Helper()
	from := 0
	for range append(n, 0)[0] + 1 {
		i := strings.Index(p.text.String()[from:], words)
		if i < 0 {
			p.t.Fatalf("%q is not in the text", words)
		}
		from += i + len(words)
	}
	return span(p.text.ByteToPoint(from-len(words)), p.text.ByteToPoint(from))
}

// rects returns where a span is drawn.
func (p *page) rects(s annotations.Span) []Rect {
	p.t.Helper()
	r := eval[[]Rect](p, `return H("rects", args[0])`, s)
	if len(r) == 0 {
		p.t.Fatalf("%q is not drawn", p.text.Slice(s))
	}
	return r
}

// point returns the middle of the character at q, a little before it.
func (p *page) point(q int) (x, y float64) {
	p.t.Helper()
	r := p.rects(span(q, p.text.NextGrapheme(q)))[0]
	return r.X + r.Width/4, r.Y + r.Height/2
}

func (p *page) selected(want string) {
	p.t.Helper()
	var is, told string
	for until := time.Now().Add(3 * time.Second); ; time.Sleep(50 * time.Millisecond) { // a slow browser selects later
		r := p.report()
		is, told = p.text.Slice(r.Selection), "nothing"
		if n := len(r.Selected); n > 0 {
			told = p.text.Slice(r.Selected[n-1])
		}
		if is == want && told == want {
			return
		}
		if time.Now().After(until) {
			break
		}
	}
	p.t.Errorf("selected %q and told %q, want %q", is, told, want)
}

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
		{"revealed", span(0, 0), `H("reveal", args[1]); return whole(216, 218)`},
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

func presses(p *page) {
	p.open(scene{Text: article, Marks: []Mark{
		one("outer", "claim", p.find("The plane, they said, was shot down")), one("inner", "fact", p.find("they said")),
	}})
	at := p.find("they").Start + 1
	p.Click(p.point(at))
	p.Click(p.point(p.find("shot").Start))
	p.Click(p.point(p.find("Thirty").Start))
	var got []string
	for _, x := range p.report().Pressed {
		got = append(got, fmt.Sprint(x.IDs, x.At))
	}
	want := []string{fmt.Sprint("[inner outer] ", at), fmt.Sprint("[outer] ", p.find("shot").Start), fmt.Sprint("[] ", p.find("Thirty").Start)}
	if !slices.Equal(got, want) {
		p.t.Errorf("pressed %v, want %v", got, want)
	}
	p.DoubleClick(p.point(at))
	if r := p.report(); len(r.Pressed) > 4 || p.text.Slice(r.Selection) != "they" {
		p.t.Errorf("a double click pressed %v and selected %v", r.Pressed, r.Selection)
	}
}

func focusElsewhere(p *page) {
	p.DoubleClick(p.point(p.find("plane").Start))
	p.selected("plane")
	p.ClickOn("#field")
	p.Type("words")
	p.selected("plane")
	p.do("choose", []string{})
	if got := eval[string](p, `return document.activeElement.id + document.activeElement.value`); got != "fieldwords" {
		p.t.Errorf("the field lost the focus: %q", got)
	}
	p.do("select", p.find("shore"))
	if got := eval[string](p, `return document.activeElement.id`); got != "field" {
		p.t.Errorf("selecting took the focus from the field: %q", got)
	}
	if lit := eval[int](p, `return CSS.highlights ? CSS.highlights.get("gloss-pending").size : 1`); lit != 1 {
		p.t.Errorf("%d ranges are highlighted", lit)
	}
}

func repaintUnderSelection(p *page) {
	p.DoubleClick(p.point(p.find("plane").Start))
	p.do("update", map[string]any{"Marks": []Mark{one("i", "claim", p.find("The plane, they")), one("j", "fact", p.find("lane"))}, "Touched": []annotations.Span{p.text.All()}})
	if got := eval[string](p, `return getSelection().toString().trim()`); got != "plane" {
		p.t.Errorf("after painting, %q is selected", got)
	}
	p.selected("plane")
	if n := eval[int](p, `return document.querySelectorAll("#article mark").length`); n != 3 {
		p.t.Errorf("%d marks", n)
	}
	p.do("choose", []string{"i"})
	if got := eval[[]string](p, `return [...document.querySelectorAll("[aria-current]")].map(e => e.textContent)`); strings.Join(got, "") != "The plane, they" {
		p.t.Errorf("chosen: %q", got)
	}
	p.do("choose", []string{})
	p.do("update", map[string]any{"Touched": []annotations.Span{p.text.All()}})
	if n := eval[int](p, `return document.querySelectorAll("#article mark, #article [aria-current]").length`); n != 0 {
		p.t.Errorf("%d marks are left", n)
	}
	p.selected("plane")
}

type move struct {
	Unit            Unit
	Forward, Extend bool
}

// lines walks down the article line by line and up again.
func lines(p *page) {
	p.do("focus", nil)
	start := p.find("plane").Start
	p.do("select", span(start, start))
	x0, y0 := p.point(start)
	stops := []int{start}
	for range 3 {
		p.do("move", move{Line, true, false})
		r := p.report()
		x, y := p.point(r.Caret)
		if y < y0+20 || y > y0+80 {
			p.t.Errorf("a line down from %v is %v", y0, y)
		}
		if x < x0-25 || x > x0+25 {
			if p.text.Word(r.Caret).End < p.text.Line(r.Caret).End { // not at the end of a shorter line
				p.t.Errorf("the column went from %v to %v at %d", x0, x, r.Caret)
			}
		}
		y0 = y
		stops = append(stops, r.Caret)
	}
	for i := 2; i >= 0; i-- {
		p.do("move", move{Line, false, false})
		if r := p.report(); r.Caret != stops[i] {
			p.t.Errorf("up again to %d, want %d of %v", r.Caret, stops[i], stops)
		}
	}
	p.do("move", move{LineEdge, true, true})
	r := p.report()
	if r.Selection.Start != start || r.Selection.End <= start || len(p.rects(r.Selection)) != 1 {
		p.t.Errorf("to the end of the line: %v", r.Selection)
	}
	p.do("move", move{LineEdge, false, false})
	if r := p.report(); r.Caret != p.find("The plane").Start {
		p.t.Errorf("the line starts at %d", r.Caret)
	}
	if shown := eval[bool](p, `return getComputedStyle(document.querySelector(".surface-caret")).display === "block"`); !shown {
		p.t.Error("the caret is not shown")
	}
}

func pages(p *page) {
	p.open(scene{Text: strings.Repeat(article+"\n", 60)})
	p.do("focus", nil)
	last, seen := 0, []int{0}
	for range 3 {
		p.do("move", move{Page, true, false})
		r := p.report()
		if r.Caret <= last {
			p.t.Fatalf("a page down from %d is %d", last, r.Caret)
		}
		if v := eval[annotations.Span](p, `return H("visible")`); r.Caret < v.Start || r.Caret > v.End {
			p.t.Errorf("the caret at %d is out of sight, %v is in it", r.Caret, v)
		}
		last = r.Caret
		seen = append(seen, last)
	}
	p.do("move", move{Page, false, false})
	if r := p.report(); r.Caret >= last || r.Caret < seen[1] {
		p.t.Errorf("a page up from %d is %d; down they were %v", last, r.Caret, seen)
	}
	for _, f := range []bool{true, false} {
		p.do("move", move{Document, f, false})
		r := p.report()
		v := eval[annotations.Span](p, `return H("visible")`)
		if r.Caret < v.Start || r.Caret > v.End {
			p.t.Errorf("at the end (forward %v) the caret %d is out of sight of %v", f, r.Caret, v)
		}
	}
	at := p.find("Thirty", 40)
	p.do("reveal", at)
	if v := eval[annotations.Span](p, `return H("visible")`); !v.Contains(at) {
		p.t.Errorf("%v is revealed, but %v can be seen", at, v)
	}
}

func folding(p *page) {
	fold := span(p.find("Share").Start, p.find("letter\n").End)
	p.open(scene{Text: article, Folds: []annotations.Span{fold}})
	if r := eval[[]Rect](p, `return H("rects", args[0])`, p.find("Sign up")); len(r) != 0 {
		p.t.Errorf("what is folded is drawn at %v", r)
	}
	all := `return [...document.querySelectorAll("#article :is(p,.blank)")].map(e => e.textContent).join("")`
	if got := eval[string](p, all); got != article {
		p.t.Errorf("folding changed the text: %q", got)
	}
	before := p.find("מילים").Start
	p.do("select", span(before, before))
	p.do("move", move{Line, true, false})
	if r := p.report(); r.Caret < p.find("The last").Start {
		p.t.Errorf("the caret went into the fold: %d", r.Caret)
	}
	if name := eval[string](p, `const b = document.querySelector(".surface-fold-button"); return b.textContent + b.ariaExpanded`); name != "Folded: 2 linesfalse" {
		p.t.Errorf("the button is called %q", name)
	}
	p.ClickOn(".surface-fold-button")
	r := p.report()
	p.rects(p.find("Sign up"))
	if len(r.Pressed) != 0 {
		p.t.Errorf("the button pressed the text: %v", r.Pressed)
	}
	p.TripleClick(p.point(p.find("Sign up").Start))
	p.selected("Sign up for our letter")
	p.ClickOn(".surface-fold-button")
	p.do("reveal", p.find("Sign up"))
	p.rects(p.find("Sign up"))
}

func highlights(p *page) {
	if !eval[bool](p, `return !!CSS.highlights`) {
		return
	}
	hits := []annotations.Span{p.find("lake"), p.find("lake", 1)}
	p.do("highlight", hits)
	said := `return [...CSS.highlights.get("gloss-hit")].map(r => r.startContainer.isConnected && r.startContainer.data.substring(r.startOffset, r.endOffset)).join()`
	if got := eval[string](p, said); got != "lake,lake" {
		p.t.Errorf("highlighted %q", got)
	}
	p.do("update", map[string]any{"Marks": []Mark{one("i", "claim", hits[1])}, "Touched": hits})
	if got := eval[string](p, said); got != "lake,lake" {
		p.t.Errorf("after painting, highlighted %q", got)
	}
	p.do("highlight", nil)
	if got := eval[string](p, said); got != "" {
		p.t.Errorf("still highlighted: %q", got)
	}
}

func closing(p *page) {
	p.do("close", nil)
	p.Eval(`getSelection().selectAllChildren(document.body); await rest(); dispatchEvent(new Event("scroll"))`, nil)
	p.Click(300, 300)
	if n := eval[int](p, `return document.getElementById("article").childNodes.length`); n != 0 {
		p.t.Errorf("%d nodes are left behind", n)
	}
}
