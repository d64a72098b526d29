//go:build !js

package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/annotations"
	"gloss/annotations/format"
	"gloss/wasm/browsertest"
)

// patience is long because machines that run tests are busy; nothing waits for
// it but a failure.
const patience = 30 * time.Second

// app is Gloss in the current tab of a browser.
type app struct {
	*browsertest.Browser
	t    *testing.T
	host *host
}

// each runs a test in every browser, with the app and the articles of testdata
// open on a first visit. Afterwards the console must be empty.
func each(t *testing.T, test func(*testing.T, *app)) {
	t.Helper()
	eachKind(t, func(t *testing.T, k browsertest.Kind) {
		s := made(t, withOurs)
		a := &app{browsertest.Start(t, browsertest.Options{Kind: k}), t, serve(t, s)}
		a.visit("")
		test(t, a)
		a.quiet()
	})
}

// eachKind runs a test in the browsers beside one another, and beside the tests
// after it, since much of it is waiting. What follows the call runs before the
// test.
func eachKind(t *testing.T, test func(*testing.T, browsertest.Kind)) {
	t.Helper()
	t.Parallel()
	browsertest.EachKind(t, func(t *testing.T, k browsertest.Kind) {
		t.Parallel()
		test(t, k)
	})
}

// visit opens the app at a fragment as a person does who types its address, and
// waits until all is read.
func (a *app) visit(fragment string) {
	a.t.Helper()
	if fragment != "" {
		fragment = "#" + fragment
	}
	a.Open("about:blank") // else a fragment alone would load nothing
	a.Open(a.host.url() + fragment)
	a.loaded()
}

func (a *app) loaded() {
	a.t.Helper()
	a.Wait(`document.documentElement.dataset.loaded`, patience)
	a.Wait(`document.querySelector("#article .surface-text")?.textContent`, patience)
}

// quiet fails when the browser has complained of anything, other than of what
// is expected.
func (a *app) quiet(expected ...string) {
	a.t.Helper()
	lines := a.Console()
	const cut = "Script terminated by timeout" // Firefox, of what still runs in a page that is being left
	if slices.ContainsFunc(lines, func(s string) bool { return strings.Contains(s, cut) }) {
		expected = append(expected, cut, "aborted due to page navigation")
	}
	for _, line := range lines {
		if slices.ContainsFunc(expected, func(s string) bool { return strings.Contains(line, s) }) {
			continue
		}
		a.t.Errorf("the console says: %s", line)
	}
}

// saved waits until the app says that everything is stored.
func (a *app) saved() {
	a.t.Helper()
	a.Wait(`document.querySelector("#save-state .save-name").textContent === "Saved"`, patience)
}

// says waits until the live region, which screen readers read, says something.
func (a *app) says(words string) {
	a.t.Helper()
	if err := a.TryWait(`document.getElementById("live").textContent.includes(args[0])`, patience, words); err != nil {
		var said string
		a.Eval(`return document.getElementById("live").textContent`, &said)
		a.t.Fatalf("the live region says %q, want %q", said, words)
	}
}

// shows waits until words can be seen in an element.
func (a *app) shows(css, words string) {
	a.t.Helper()
	if err := a.TryWait(`[...document.querySelectorAll(args[0])].some((e) => e.checkVisibility() && e.textContent.includes(args[1]))`, patience, css, words); err != nil {
		var there []string
		a.Eval(`return [...document.querySelectorAll(args[0])].map((e) => e.textContent)`, &there, css)
		a.t.Fatalf("%s shows %q, want %q", css, there, words)
	}
}

// click clicks on what has this role and name: a button or link as a screen
// reader knows it.
func (a *app) click(role, name string) {
	a.t.Helper()
	a.Click(a.spot(role, name))
}

// spot waits for what has this role and name and returns its middle, where
// nothing covers it.
func (a *app) spot(role, name string) (x, y float64) {
	a.t.Helper()
	var p struct{ X, Y float64 }
	const find = `
		const tags = { button: "button", link: "a", checkbox: "input[type=checkbox]", radio: "input[type=radio]" };
		const heard = (e) => {
			const copy = e.cloneNode(true);
			for (const mute of copy.querySelectorAll("[aria-hidden=true]")) mute.remove();
			return copy.textContent;
		};
		const called = (e) => (e.getAttribute("aria-label") ?? heard(e.closest("label") ?? e)).trim();
		const front = document.querySelector("dialog[open]") ?? document;
		const there = [...front.querySelectorAll(tags[args[0]])].filter((e) => e.checkVisibility() && !e.disabled);
		const element = there.find((e) => called(e) === args[1]) ?? there.find((e) => called(e).startsWith(args[1]));
		if (!element) throw new Error("there is none among " + there.map(called).join(" | "));
		element.scrollIntoView({ block: "nearest", behavior: "instant" });
		const before = element.getBoundingClientRect();
		await new Promise((next) => { requestAnimationFrame(() => requestAnimationFrame(next)); setTimeout(next, 300); });
		const { left, top, width, height } = element.getBoundingClientRect();
		if (left !== before.left || top !== before.top) throw new Error("it does not stand still");
		const x = left + width / 2, y = top + height / 2, over = document.elementFromPoint(x, y);
		if (!over || !element.contains(over)) throw new Error("it is covered by " + over?.outerHTML.slice(0, 100));
		return { x, y };`
	var err error
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if err = a.TryEval(find, &p, role, name); err == nil {
			return p.X, p.Y
		}
	}
	a.t.Fatalf("%s %q: %v", role, name, err)
	return 0, 0
}

// project exports the project file with the keyboard and reads it as a stranger
// would: it has to be without any fault.
func (a *app) project() *annotations.Project {
	a.t.Helper()
	return a.read(a.exported())
}

func (a *app) exported() []byte {
	a.t.Helper()
	a.Press("Control+s")
	return a.Download("project.gloss.json", patience)
}

func (a *app) read(data []byte) *annotations.Project {
	a.t.Helper()
	for _, f := range format.Validate("export", data) {
		a.t.Errorf("%s", f)
	}
	p, _, err := format.Read(data, format.ReadOptions{})
	if err != nil {
		a.t.Fatal(err)
	}
	if p.Annotations.Len() == 0 && p.Documents.Len() == 0 {
		a.t.Error("the export is empty")
	}
	return p
}

// marked returns the annotations of a project in the notation "label: words",
// in the order of the text.
func marked(p *annotations.Project) []string {
	var out []string
	for d := range p.Documents.All() {
		for _, n := range p.In(d.ID) {
			out = append(out, n.Label+": "+n.Exact())
		}
	}
	return out
}

// find returns the one annotation whose words begin like this.
func (a *app) find(p *annotations.Project, words string) *annotations.Annotation {
	a.t.Helper()
	var found []*annotations.Annotation
	for n := range p.Annotations.All() {
		if strings.HasPrefix(n.Exact(), words) {
			found = append(found, n)
		}
	}
	if len(found) != 1 {
		a.t.Fatalf("%d annotations begin with %q in %q", len(found), words, marked(p))
	}
	return found[0]
}
