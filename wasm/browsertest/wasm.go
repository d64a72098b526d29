//go:build !js

package browsertest

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Wasm is a program for the browser: a test binary as built by
// GOOS=js GOARCH=wasm go test -c, and what it is to be run with.
type Wasm struct {
	Binary  []byte
	Args    []string          // such as "-test.v"
	Env     map[string]string // the whole environment; with Args at most 12 KB
	Scripts []string          // JavaScript files to be loaded before it, in order; served under /web/
	Timeout time.Duration     // after which the tests end themselves (-test.timeout); 0 means five minutes
}

// wasmPolicy is the content security policy of the page, as strict as that of
// the app, so that code which would be refused there is refused here.
const wasmPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default"

//go:embed page/runner.js
var runner []byte

// RunWasm runs a program in a page of a real browser, served from a loopback
// address and so a secure context, and returns its exit code and what it wrote
// to its standard output and error. A program that crashes has the exit code
// 2; one that stands still for longer than its timeout fails the test.
func RunWasm(t testing.TB, k Kind, w Wasm) (code int, output string) {
	t.Helper()
	b := Start(t, Options{Kind: k})
	defer b.Close()
	return b.runWasm(t, w)
}

func (b *Browser) runWasm(t testing.TB, w Wasm) (code int, output string) {
	t.Helper()
	if w.Timeout == 0 {
		w.Timeout = 5 * time.Minute
	}
	w.Args = append([]string{"-test.timeout=" + w.Timeout.String()}, w.Args...)
	run := &wasmRun{exit: make(chan int, 1)}
	mux, err := run.site(w)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mux)
	defer server.Close()
	b.Open(server.URL)
	select {
	case code = <-run.exit:
		return code, run.text()
	case <-time.After(w.Timeout + commandTimeout):
		t.Fatalf("%s: the program has not ended after %v; it wrote:\n%s\nconsole:\n%s",
			b.Kind, w.Timeout, run.text(), strings.Join(b.recent(20), "\n"))
		return 0, ""
	}
}

// wasmRun gathers what the page reports.
type wasmRun struct {
	exit chan int

	mu     sync.Mutex
	output strings.Builder
}

func (r *wasmRun) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.output.String()
}

// site serves the page, the program and what both need.
func (r *wasmRun) site(w Wasm) (http.Handler, error) {
	config, err := json.Marshal(map[string]any{"args": w.Args, "env": w.Env})
	if err != nil {
		return nil, err
	}
	support, err := wasmExec()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{
		"/wasm_exec.js": support, "/runner.js": runner, "/test.wasm": w.Binary, "/config.json": config,
	}
	scripts := []string{"/wasm_exec.js"}
	for _, file := range w.Scripts {
		address := "/web/" + filepath.Base(file)
		if files[address], err = os.ReadFile(file); err != nil {
			return nil, err
		}
		scripts = append(scripts, address)
	}
	files["/index.html"] = wasmPage(append(scripts, "/runner.js"))
	mux := http.NewServeMux()
	mux.Handle("GET /", serveFiles(files))
	mux.HandleFunc("POST /output", r.hear)
	mux.HandleFunc("POST /exit", r.end)
	return mux, nil
}

// wasmPage is a page with some scripts and nothing else to be seen.
func wasmPage(scripts []string) []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html><html lang=en><meta charset=utf-8><title>test</title><link rel=icon href='data:,'><body>\n")
	for _, address := range scripts {
		fmt.Fprintf(&b, "<script src=%q></script>\n", html.EscapeString(address))
	}
	return b.Bytes()
}

// wasmExec is the part of the Go distribution that loads a program.
func wasmExec() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}

func serveFiles(files map[string][]byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path
		if name == "/" {
			name = "/index.html"
		}
		body, ok := files[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", wasmPolicy)
		w.Header().Set("Content-Type", contentTypes[path.Ext(name)])
		_, _ = w.Write(body)
	})
}

// contentTypes are ours because the system's table may lack wasm.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".wasm": "application/wasm",
}

func (r *wasmRun) hear(_ http.ResponseWriter, req *http.Request) {
	text, _ := io.ReadAll(req.Body) // what is cut off shows as missing output
	r.mu.Lock()
	defer r.mu.Unlock()
	r.output.Write(text)
}

func (r *wasmRun) end(_ http.ResponseWriter, req *http.Request) {
	text, _ := io.ReadAll(req.Body)
	code, err := strconv.Atoi(string(text))
	if err != nil {
		code = 2
	}
	select {
	case r.exit <- code:
	default: // the page was loaded a second time
	}
}
