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
			{"selected since", selectedSince},
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

// Words that are selected by no press of a pointer, in the frame in which the
// program is about to select others, stay selected; the next ones of the
// program's own are selected as ever.
func selectedSince(p *page) {
	const theirs = `const theirs = (words) => {
			const walk = document.createTreeWalker(document.querySelector("#article .surface-text"), NodeFilter.SHOW_TEXT);
			while (walk.nextNode()) {
				const node = walk.currentNode, at = node.data.indexOf(words);
				if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
			}
			throw new Error("there is no " + words);
		};`
	type update struct {
		Marks   []Mark
		Touched []annotations.Span
	}
	mark := func(words ...string) (u update) {
		for _, w := range words {
			u.Marks = append(u.Marks, one(w, "claim", p.find(w)))
		}
		u.Touched = []annotations.Span{p.text.All()}
		return u
	}
	p.Eval(theirs+`H("load", args[0]); H("open"); H("select", args[1]); theirs("shot down"); await rest()`, nil, scene{Text: article}, span(3, 3))
	p.selected("shot down")
	p.Eval(theirs+`H("select", args[0]); H("update", args[1]); theirs("the shore"); await rest()`, nil, p.find("plane"), mark("was shot down"))
	p.selected("the shore")
	own := func(want string) {
		p.t.Helper()
		shown := eval[string](p, `return getSelection().toString().trim()`)
		if is := p.text.Slice(p.report().Selection); is != want || shown != want {
			p.t.Errorf("selected %q, in the browser %q, want %q", is, shown, want)
		}
	}
	p.do("select", p.find("inquiry"))
	own("inquiry")
	p.Eval(`H("select", args[0]); H("update", args[1]); H("select", args[2]); H("update", args[3]); await rest()`, nil,
		p.find("plane"), mark("inquiry began", "they"), p.find("evening"), mark("evening"))
	own("evening")
}

type move struct {
	Unit            Unit
	Forward, Extend bool
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
