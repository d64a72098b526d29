//go:build !js

// Package e2e tests the finished app as people use it, in the browsers that are
// installed (see package browsertest): the program that `make wasm` compiles,
// served by app/site, with real mouse, keys and files. What lives here are
// tests alone; what a package can test by itself is tested there.
package e2e

import (
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"gloss/app/site"
)

// The sites that are tested: as it comes, and with the articles of testdata,
// which the tests know by heart. Each is made once.
var (
	asItComes = sync.OnceValues(func() (*site.Site, error) { return newSite(nil) })
	withOurs  = sync.OnceValues(func() (*site.Site, error) { return newSite(os.DirFS(filepath.Join("testdata", "articles"))) })
)

// made returns a site. Without a compiled app the test is skipped; on a machine
// for checking it fails.
func made(t testing.TB, site func() (*site.Site, error)) *site.Site {
	t.Helper()
	s, err := site()
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") != "true" {
		t.Skipf("the app has not been compiled, which `make wasm` does: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// newSite makes a site of the compiled app: build/app.wasm, or the file that
// the environment variable GLOSS_WASM names, with wasm_exec.js beside it.
func newSite(articles fs.FS) (*site.Site, error) {
	file := os.Getenv("GLOSS_WASM")
	if file == "" {
		file = filepath.Join("..", "..", "build", "app.wasm")
	}
	p, err := site.ReadProgram(os.DirFS(filepath.Dir(file)), filepath.Base(file))
	if err != nil {
		return nil, err
	}
	s, err := site.New(site.Options{Program: p, Articles: articles})
	if err != nil {
		return nil, err
	}
	return s, s.Compress(site.Encoder{Cache: filepath.Join("..", "..", "build", "cache"), Fast: true})
}

// host is a web host with an origin, and so a storage, of its own. It can be
// taken away and come back at its address, and notes what it is asked for.
type host struct {
	t       testing.TB
	handler http.Handler
	address string
	server  *http.Server

	mu    sync.Mutex
	asked []string // paths
}

// serve starts a host that is gone when the test ends.
func serve(t testing.TB, handler http.Handler) *host {
	t.Helper()
	h := &host{t: t, handler: handler, address: "127.0.0.1:0"}
	h.up()
	t.Cleanup(func() { h.down() })
	return h
}

func (h *host) up() {
	h.t.Helper()
	l, err := net.Listen("tcp", h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	h.address = l.Addr().String()
	h.server = &http.Server{Handler: h}
	go func() { _ = h.server.Serve(l) }() // ends with Close, and says so
}

// down cuts every connection; nothing answers any more.
func (h *host) down() { _ = h.server.Close() }

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.asked = append(h.asked, r.URL.Path)
	h.mu.Unlock()
	h.handler.ServeHTTP(w, r)
}

func (h *host) url() string { return "http://" + h.address + "/" }
