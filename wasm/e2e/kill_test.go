//go:build !js

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"gloss/wasm/browsertest"
)

// injected is a site whose page runs a script of the test's before the app's.
func injected(site http.Handler, script []byte) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /-/script.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(script)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			site.ServeHTTP(w, r)
			return
		}
		r.Header.Del("Accept-Encoding")
		r.Header.Del("If-None-Match")
		page := httptest.NewRecorder()
		site.ServeHTTP(page, r)
		for name, values := range page.Header() {
			if name != "Content-Length" && name != "Etag" {
				w.Header()[name] = values
			}
		}
		_, _ = w.Write(bytes.Replace(page.Body.Bytes(), []byte("</head>"), []byte(`<script src="/-/script.js"></script></head>`), 1))
	})
	return mux
}

// kills is a series of browsers that are killed as soon as the app has said
// "Saved", one after the other on the same profile.
type kills struct {
	mu    sync.Mutex
	want  []string // what the list of annotations is to say
	next  string   // words to mark
	seen  []string // what it said last
	saved chan string
	kill  func()
}

func (k *kills) site(t *testing.T) http.Handler {
	robot, err := os.ReadFile(filepath.Join("testdata", "robot.js"))
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", injected(made(t, withOurs), robot))
	mux.HandleFunc("POST /-/state", k.state)
	mux.HandleFunc("POST /-/saved", func(_ http.ResponseWriter, r *http.Request) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.kill()
		words, _ := io.ReadAll(r.Body) // of a browser that is gone; only for the message
		k.saved <- string(words)
	})
	return mux
}

// state compares what is on screen with what has to be, and answers with what
// to mark next once it is the same.
func (k *kills) state(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := json.NewDecoder(r.Body).Decode(&k.seen); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	slices.Sort(k.seen)
	if slices.Equal(k.seen, k.want) {
		if k.next == "" {
			k.saved <- ""
		}
		fmt.Fprint(w, k.next)
	}
}

// The power goes the moment "Saved" appears, again and again: nothing that was
// said to be saved is ever missing, and nothing else is there. Nobody drives
// these browsers, since the WebKit that is driven stores nothing.
func TestKill(t *testing.T) {
	rounds := map[browsertest.Kind][]string{
		browsertest.Chromium: {"ran aground", "coast guard", "two hours", "Harbour master", "reminder", "since Friday", "midnight", "consul"},
		browsertest.Firefox:  {"ran aground", "coast guard", "two hours", "Harbour master", "reminder", "since Friday", "midnight", "consul"},
		browsertest.WebKit:   {"ran aground", "two hours", "reminder", "midnight"},
	}
	eachKind(t, func(t *testing.T, kind browsertest.Kind) {
		k := &kills{saved: make(chan string, 1)}
		h := serve(t, k.site(t))
		profile := browsertest.ProfileDir(t)
		for _, words := range append(rounds[kind], "") {
			k.mu.Lock()
			k.next = words
			p := browsertest.StartPlain(t, browsertest.Options{Kind: kind, Profile: profile}, h.url())
			k.kill = p.Kill
			k.mu.Unlock()
			select {
			case <-k.saved:
			case <-time.After(time.Minute):
				k.mu.Lock()
				defer k.mu.Unlock()
				t.Fatalf("after %d kills, marking %q: on screen was %q, want %q", len(k.want), words, k.seen, k.want)
			}
			k.mu.Lock()
			p.Kill()
			k.want = append(k.want, "O "+words+" = "+words)
			slices.Sort(k.want)
			k.mu.Unlock()
		}
	})
}
