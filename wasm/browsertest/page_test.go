//go:build !js

package browsertest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// policy is as strict as the one Gloss is served with.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; " +
	"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

const pageHTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>page</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">
<p id="text">alpha beta gamma</p>
<p id="second">delta</p>
<textarea id="area"></textarea>
<button id="button">press</button>
<input id="file" type="file" multiple hidden>
<a id="save" href="#">save</a>
<div id="covered"><button id="under">under</button><div id="over"></div></div>
<script src="/page.js"></script>`

const pageCSS = `body { margin: 20px; font: 20px/30px monospace }
p { margin: 0 0 10px } #covered { position: relative; height: 40px } #over { position: absolute; inset: 0 }`

const pageJS = `
var log = [], note = line => log.push(line);
addEventListener("keydown", e => note([e.shiftKey && "S", e.ctrlKey && "C", e.altKey && "A", e.key, e.code].filter(Boolean).join(" ")));
var button = document.getElementById("button");
for (const type of ["click", "dblclick", "touchstart"]) button.addEventListener(type, e => note(type + " " + e.isTrusted));
button.addEventListener("pointerdown", e => note("pointerdown " + e.pointerType));
document.getElementById("save").addEventListener("click", e => {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob(["{\"a\": \"é\"}"], {type: "application/json"}));
	link.download = "out.gloss.json";
	link.click();
	e.preventDefault();
});
function database(use) {
	return new Promise((resolve, reject) => {
		const open = indexedDB.open("kept", 1);
		open.onupgradeneeded = () => open.result.createObjectStore("s");
		open.onerror = () => reject(open.error);
		open.onsuccess = () => {
			const tx = open.result.transaction("s", "readwrite", {durability: "strict"});
			const request = use(tx.objectStore("s"));
			tx.oncomplete = () => { open.result.close(); resolve(request.result) };
			tx.onabort = () => reject(tx.error);
		};
	});
}
var put = value => database(s => s.put(value, "k")), get = () => database(s => s.get("k"));
// A page that nobody drives says what it has to say to the server.
const beacon = (name, value) => fetch("/beacon/" + name, {method: "POST", body: String(value)});
if (location.pathname === "/write") put("written").then(() => beacon("written", "yes"), e => beacon("error", e));
if (location.pathname === "/read") get().then(v => beacon("read", v), e => beacon("error", e));
`

// page serves the page above under every path, and gathers its beacons.
type page struct {
	*httptest.Server
	mu      sync.Mutex
	beacons map[string]chan string
}

func servePage(t *testing.T) *page {
	p := &page{beacons: map[string]chan string{}}
	mux := http.NewServeMux()
	serve := func(pattern, kind, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.Header().Set("Content-Security-Policy", policy)
			_, _ = io.WriteString(w, body)
		})
	}
	serve("GET /page.css", "text/css", pageCSS)
	serve("GET /page.js", "text/javascript", pageJS)
	serve("GET /", "text/html", pageHTML)
	mux.HandleFunc("POST /beacon/{name}", func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		p.beacon(r.PathValue("name")) <- string(body)
	})
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

// beacon returns the channel on which the beacons of this name arrive.
func (p *page) beacon(name string) chan string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.beacons[name] == nil {
		p.beacons[name] = make(chan string, 10)
	}
	return p.beacons[name]
}
