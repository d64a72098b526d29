//go:build !js

package site

import (
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gloss/wasm/browsertest"
)

const patience = 20 * time.Second

// buildProgram compiles testdata/program, so that the site can be tried without
// the app.
func buildProgram(t *testing.T) Program {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(dir, "app.wasm"), "./testdata/program")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "wasm_exec.js"), source, 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := ReadProgram(os.DirFS(dir), "app.wasm")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// host is a web host that can be taken away, and come back at its address.
type host struct {
	t       *testing.T
	address string
	server  *http.Server
}

func (h *host) up(handler http.Handler) {
	h.t.Helper()
	l, err := net.Listen("tcp", h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	h.address = l.Addr().String()
	h.server = &http.Server{Handler: handler}
	go func() { _ = h.server.Serve(l) }() // ends with Close, and says so
}

func (h *host) down() { h.server.Close() }

// without answers 500 for one file of a site.
func without(name string, s *Site) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, name) {
			http.Error(w, "broken", http.StatusInternalServerError)
			return
		}
		s.ServeHTTP(w, r)
	})
}

// The site in browsers: it starts, keeps working when its host is gone, stays
// whole when an update breaks off, and takes a new version only when told to.
func TestOffline(t *testing.T) {
	browsertest.EachKind(t, func(t *testing.T, k browsertest.Kind) {
		program := buildProgram(t)
		for _, base := range []string{"/", "/repo/"} {
			t.Run(base, func(t *testing.T) { testOffline(t, k, program, base) })
		}
	})
}

func testOffline(t *testing.T, k browsertest.Kind, program Program, base string) {
	site := func(text string) *Site {
		s, err := New(Options{Program: program, Base: base, Articles: fstest.MapFS{"a.txt": {Data: []byte(text)}}})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	old, fresh := site("First\n\nversion"), site("Second\n\nversion")
	h := &host{t: t, address: "127.0.0.1:0"}
	h.up(old)
	defer func() { h.down() }()
	b := browsertest.Start(t, browsertest.Options{Kind: k})
	root := "http://" + h.address + base
	runs := func(s *Site, address string) {
		t.Helper()
		b.Open("about:blank") // a fragment alone would not load anything
		b.Open(root + address)
		b.Wait(`document.documentElement.dataset.ready === arguments[0]`, patience, s.Version)
	}
	// caches waits until there are those of these versions, and no others.
	caches := func(versions ...*Site) {
		t.Helper()
		var names []string
		for _, s := range versions {
			names = append(names, "gloss:"+base+":"+s.Version)
		}
		b.Wait(`caches.keys().then((k) => k.sort().join() === arguments[0].sort().join())`, patience, names)
	}

	runs(old, "")
	b.Eval(`await navigator.serviceWorker.ready`, nil)
	caches(old)
	b.Wait(`navigator.serviceWorker.getRegistrations().then((r) => r.length === 1 && new URL(r[0].scope).pathname === arguments[0])`, patience, base)
	if lines := b.Console(); len(lines) > 0 {
		t.Errorf("the first visit says %q", lines)
	}

	h.down()
	for _, address := range []string{"", "?x=1", "index.html", "#help"} {
		runs(old, address)
	}
	runs(old, "deep/link?y=2#help")
	var at string
	b.Eval(`return location.href`, &at)
	if at != root+"#help" {
		t.Errorf("a deep link ended at %s", at)
	}

	h.up(without("library.json", fresh))
	b.Eval(`
		const registration = await navigator.serviceWorker.getRegistration();
		const gone = new Promise((done) => registration.addEventListener("updatefound", () => {
			const worker = registration.installing;
			worker.addEventListener("statechange", () => worker.state === "redundant" && done());
		}));
		await registration.update().catch(() => {});
		await gone`, nil)
	caches(old)
	h.down()
	runs(old, "")

	h.up(fresh)
	b.Eval(`await (await navigator.serviceWorker.getRegistration()).update()`, nil)
	b.Wait(`navigator.serviceWorker.getRegistration().then((r) => r.waiting)`, patience)
	var still bool
	b.Eval(`
		await new Promise((done) => setTimeout(done, 1000));
		return !!(await navigator.serviceWorker.getRegistration()).waiting`, &still)
	if !still {
		t.Error("a new version took over an open page")
	}
	caches(old, fresh)
	b.Eval(`(await navigator.serviceWorker.getRegistration()).waiting.postMessage("skip-waiting")`, nil)
	caches(fresh)
	b.Wait(`navigator.serviceWorker.getRegistration().then((r) => !r.waiting && r.active.state === "activated")`, patience)
	h.down()
	runs(fresh, "")
}
