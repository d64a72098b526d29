//go:build !js

package bench

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/app/site"
	"gloss/wasm/browsertest"
)

// newSite makes a site of the compiled app: build/app.wasm, or the file that
// the environment variable GLOSS_WASM names.
func newSite(t testing.TB) *site.Site {
	t.Helper()
	file := os.Getenv("GLOSS_WASM")
	if file == "" {
		file = filepath.Join("..", "..", "build", "app.wasm")
	}
	p, err := site.ReadProgram(os.DirFS(filepath.Dir(file)), filepath.Base(file))
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") != "true" {
		t.Skipf("the app has not been compiled, which `make wasm` does: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.New(site.Options{Program: p})
	if err == nil {
		err = s.Compress(site.Encoder{Cache: filepath.Join("..", "..", "build", "cache"), Fast: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// host is the site with the probe as the first script of its page, and beside
// it the floors and the files of the workloads. Each has an origin, and so a
// storage, of its own.
type host struct {
	site  http.Handler
	files map[string][]byte // below /bench/
	url   string
}

const probe = "/bench/probe.js"

func serve(t testing.TB, s *site.Site, files map[string][]byte) *host {
	t.Helper()
	h := &host{site: s, files: files}
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	h.url = server.URL + "/"
	return h
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, ok := strings.CutPrefix(r.URL.Path, "/bench/")
	switch body, made := h.files[name]; {
	case made:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body) // the browser has gone: nobody is left to tell
	case ok:
		http.ServeFile(w, r, filepath.Join("testdata", filepath.Base(name)))
	case r.URL.Path == "/":
		h.page(w, r)
	default:
		h.site.ServeHTTP(w, r)
	}
}

// page serves the page of the site with the probe in it.
func (h *host) page(w http.ResponseWriter, r *http.Request) {
	plain := r.Clone(r.Context())
	for _, name := range []string{"Accept-Encoding", "If-None-Match"} {
		plain.Header.Del(name)
	}
	got := httptest.NewRecorder()
	h.site.ServeHTTP(got, plain)
	for name, values := range got.Header() {
		if name != "Content-Length" && name != "Etag" {
			w.Header()[name] = values
		}
	}
	_, _ = w.Write(bytes.Replace(got.Body.Bytes(), []byte("<script"), []byte(`<script src="`+probe+`"></script><script`), 1))
}

// floorData is what the floors draw: offsets in UTF-16 code units, by start.
func (m made) floorData(t testing.TB) []byte {
	t.Helper()
	marks := make([][4]any, 0, len(m.marks))
	for i, a := range m.project.In(m.text.ID()) {
		span := a.Parts[0].Span
		marks = append(marks, [4]any{m.text.PointToUnit(span.Start), m.text.PointToUnit(span.End), a.Label, i})
	}
	data, err := json.Marshal(map[string]any{"text": m.text.String(), "marks": marks})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// tab is a browser's tab in a benchmark.
type tab struct {
	*browsertest.Browser
	t testing.TB
}

// patience is long, since nothing waits for it but a failure; the library of
// 10,000 articles takes its time on a busy machine.
const patience = 5 * time.Minute

// chromium starts Chromium so that it tells its memory exactly. browsertest
// takes no arguments for the browser, but finds it by the path.
func chromium(t *testing.T) *tab {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		real, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		dir := t.TempDir()
		script := "#!/bin/sh\nexec \"" + real + "\" --enable-precise-memory-info --js-flags=--expose-gc \"$@\"\n"
		if err := os.WriteFile(filepath.Join(dir, "chromium"), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
		t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
		break
	}
	return &tab{browsertest.Start(t, browsertest.Options{Kind: browsertest.Chromium, OnDisk: true}), t}
}

// visit opens an address anew, also when it differs by its fragment alone.
func (x *tab) visit(url string) {
	x.t.Helper()
	x.Open("about:blank")
	x.Open(url)
	x.Wait(`document.documentElement.dataset.loaded`, patience)
}

// number runs a script that returns a number.
func (x *tab) number(script string, args ...any) float64 {
	x.t.Helper()
	var n float64
	x.Eval(script, &n, args...)
	return n
}

// pause is how long a quick hand takes from one key to the next.
const pause = 120 * time.Millisecond

// latency presses keys and returns how long the last of them took to show in
// the element as an effect that probe.js knows, in milliseconds.
func (x *tab) latency(key, css, effect string) float64 {
	x.t.Helper()
	x.Eval(`bench.arm("keydown", args[0], args[1])`, nil, css, effect)
	time.Sleep(pause)
	x.Press(key)
	var ms float64
	if err := x.TryEval(`return bench.result()`, &ms); err != nil {
		var said string
		x.Eval(`return document.getElementById("live")?.textContent`, &said)
		x.t.Fatalf("%s: %v; the page says %q", key, err, said)
	}
	return ms
}
