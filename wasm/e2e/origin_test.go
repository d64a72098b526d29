//go:build !js

package e2e

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/wasm/browsertest"
)

// probe is an address outside, asked for once to see that the proxy hears.
const probe = "elsewhere.invalid"

// outside is the rest of the world: a proxy that refuses every request and
// keeps the list of those that are not the browser's own.
type outside struct {
	*host
	mu     sync.Mutex
	probed bool
	asked  []string
}

func (o *outside) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	host := r.URL.Hostname() + " " + r.Host
	own := slices.ContainsFunc([]string{"mozilla", "firefox", "google", "gvt1.com", "duckduckgo"}, func(s string) bool { return strings.Contains(host, s) })
	switch {
	case strings.Contains(host, probe):
		o.probed = true
	case !own:
		o.asked = append(o.asked, r.Method+" "+r.URL.String()+" "+r.Host)
	}
	http.Error(w, "there is nothing out here", http.StatusForbidden)
}

func (o *outside) hears() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.probed
}

func (o *outside) heard() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.asked)
}

// What strangers write stays text wherever it appears, and nothing in it, nor
// anything of ours, makes the browser ask anybody but the site for anything:
// the page, the service worker, the export, and the app with the site gone.
// The console, which tells of violations of the content security policy and of
// Trusted Types, stays empty.
func TestOrigin(t *testing.T) {
	eachKind(t, func(t *testing.T, k browsertest.Kind) {
		world := &outside{}
		world.host = serve(t, world)
		b := browsertest.Start(t, browsertest.Options{Kind: k, Proxy: world.address})
		_ = b.TryEval(`location.href = args[0]`, nil, "http://"+probe+"/")
		for range 100 { // the browser takes its time
			if world.hears() {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if !world.hears() {
			t.Fatal("the proxy does not hear of what goes out: this test shows nothing")
		}
		a := &app{b, t, serve(t, made(t, withOurs))}
		a.visit("")
		a.hostile()
		a.Wait(`navigator.serviceWorker.ready.then(() => true)`, patience)
		a.saved()
		a.visit("")
		a.harmless("after a reload")
		a.matches(a.project())
		a.saved()
		a.host.down()
		a.visit("help")
		a.shows("h1", "Help")
		a.quiet(probe)
		if asked := world.heard(); len(asked) > 0 {
			t.Errorf("asked of others: %q", asked)
		}
	})
}

// evil is what is put wherever words go.
const evil = `<img src=x onerror="hacked=1"><script>hacked=1</script>`

// hostile opens an article, a project and entities that want to run scripts,
// lead away and reverse what is read, and works with them.
func (a *app) hostile() {
	a.t.Helper()
	a.open(file{"evil" + "\u202e" + "txt.txt", []byte("Headline " + evil + "\u202e desrever\n\nIt says " + evil + " and javascript:alert(1) and \u2067more\u2069.\n")})
	a.harmless("an article")
	a.article("Headline")
	a.shows(".flag", "direction controls")
	a.quote(`hacked=1</script> and javascript:alert(1)`)
	a.focus()
	a.Press("]")
	a.pick("e", "")
	a.Eval(`document.execCommand("insertText", false, args[0])`, nil, evil+"\u202e")
	a.Press("ArrowUp")
	a.shows("#options li", "New entity")
	a.Eval(`[...document.querySelectorAll("#options li")].find((e) => e.textContent.includes("New entity")).click()`, nil)
	a.Wait(`document.getElementById("entity-iri")`, patience)
	a.ClickOn("#entity-iri")
	a.Type("javascript:hacked=1")
	a.click("button", "Save entity")
	a.says("Linked to")
	a.focus()
	a.Press("n")
	a.Wait(`document.activeElement.id === "note"`, patience)
	a.Type(evil)
	a.Press("Escape")
	a.harmless("an annotation")
	for _, page := range []string{"entities", "history", "statistics", "search", "settings"} {
		a.Eval(`location.hash = args[0]`, nil, page)
		a.Wait(`document.querySelector(".page")`, patience)
		a.harmless("the page " + page)
	}
	a.Eval(`location.hash = "read"`, nil)
	a.Wait(`!document.querySelector(".page")`, patience)

	data := a.exported()
	stranger := strings.NewReplacer("urn:x-gloss:entity:astrid", "javascript:hacked=2", `"Ferry runs`, `"\u202e<b onclick=hacked=3>Ferry runs`).Replace(string(data))
	a.drop(file{"stranger.gloss.json", []byte(stranger)})
	a.Wait(`document.querySelector("dialog[open] .report") || document.getElementById("live").textContent.includes("stranger.gloss.json")`, patience)
	a.harmless("a project")
	a.Eval(`document.querySelector("dialog[open] .button.primary")?.click()`, nil)
}

// harmless fails when words of strangers have become anything but words: an
// element, a script that ran, a link that leads anywhere but to the web, or
// chrome that is read backwards.
func (a *app) harmless(when string) {
	a.t.Helper()
	var faults []string
	a.Eval(`
		const out = [];
		if ("hacked" in window) out.push("a script of a file has run");
		const root = document.getElementById("gloss");
		for (const e of root.querySelectorAll("script, img, iframe, object, embed, b, link, style, form[action], base")) out.push("there is " + e.outerHTML.slice(0, 120));
		for (const e of root.querySelectorAll("[href], [src]")) if (!/^(#|https?:)/.test(e.getAttribute("href") ?? e.getAttribute("src"))) out.push("it leads away: " + e.outerHTML.slice(0, 120));
		for (const e of root.querySelectorAll("*")) {
			for (const { name, value } of e.attributes) {
				if (/^on/.test(name)) out.push("a handler: " + e.outerHTML.slice(0, 120));
				if (/[\u202a-\u202e\u2066\u2067]/.test(value) && name !== "value") out.push("invisible in " + name + " of " + e.outerHTML.slice(0, 120));
			}
		}
		const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
		while (walk.nextNode()) if (/[\u202a-\u202e\u2067]/.test(walk.currentNode.data) && !walk.currentNode.parentElement.closest("#article, textarea")) out.push("invisible in the text of " + walk.currentNode.parentElement.outerHTML.slice(0, 120));
		if (/[\u202a-\u202e]/.test(document.title)) out.push("invisible in the title");
		return out;`, &faults)
	for _, f := range faults {
		a.t.Errorf("%s: %s", when, f)
	}
	if len(faults) > 0 {
		a.t.FailNow()
	}
}
