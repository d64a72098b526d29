//go:build !js

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"gloss/annotations/annotationstest"
	"gloss/annotations/format"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gloss": main})
}

// The scripts give a program of their own, so that they need no build.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "project": project, "edit": edit},
	})
}

// status N command... runs a command that has to exit with status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// project IN OUT writes the project of a file in the notation of annotationstest.
func project(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: project IN OUT")
	}
	p, err := annotationstest.Parse(ts.ReadFile(args[0]))
	ts.Check(err)
	body, err := format.Write(p, format.WriteOptions{})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), body, 0o644))
}

// edit IN OLD NEW OUT writes a file with the first OLD in it replaced.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: edit IN OLD NEW OUT")
	}
	before := ts.ReadFile(args[0])
	after := strings.Replace(before, args[1], args[2], 1)
	if before == after {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), []byte(after), 0o644))
}

// fakeProgram writes an app.wasm and its wasm_exec.js and returns the first's path.
func fakeProgram(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, body := range map[string]string{wasmFile: "\x00asm\x01\x00\x00\x00", execFile: "// Go\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, wasmFile)
}

// start runs gloss serve and returns its address and what ends it, which
// returns the exit status.
func start(t *testing.T, args ...string) (address string, stop func() int, stderr *bytes.Buffer) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, w := io.Pipe()
	stderr = new(bytes.Buffer)
	code := make(chan int, 1)
	go func() {
		code <- run(append([]string{"serve", "--wasm", fakeProgram(t)}, args...), &env{ctx, nil, w, stderr})
		w.Close()
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		cancel()
		t.Fatalf("serve: exit status %d: %s", <-code, stderr)
	}
	address, _, _ = strings.Cut(strings.TrimPrefix(string(line[:n]), "Gloss is at "), " ")
	return address, func() int { cancel(); return <-code }, stderr
}

func TestServe(t *testing.T) {
	address, stop, _ := start(t, "--addr", "127.0.0.1:0", "--base", "/path")
	if !strings.HasPrefix(address, "http://127.0.0.1:") || !strings.HasSuffix(address, "/path/") {
		t.Errorf("address %q", address)
	}
	client := http.Client{Timeout: 10 * time.Second}
	r, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(r.Body)
	r.Body.Close()
	if r.StatusCode != http.StatusOK || !bytes.Contains(body, []byte("<title>Gloss</title>")) {
		t.Errorf("status %d: %.100s", r.StatusCode, body)
	}
	if code := stop(); code != 0 {
		t.Errorf("stopped by an interrupt, exit status %d", code)
	}
	if _, err := client.Get(address); err == nil {
		t.Error("still there after it was stopped")
	}
}

// Without --addr the next free port is taken, and the reader is told what that means.
func TestServeTakesTheNextPort(t *testing.T) {
	first, stopFirst, _ := start(t)
	second, stopSecond, stderr := start(t)
	stopSecond()
	stopFirst()
	if first == second || !strings.HasPrefix(second, "http://127.0.0.1:80") || !strings.Contains(stderr.String(), "is taken") {
		t.Errorf("first %s, second %s: %s", first, second, stderr)
	}
}

func TestServeSaysThatThePortIsTaken(t *testing.T) {
	address, stop, _ := start(t, "--addr", "127.0.0.1:0")
	defer stop()
	var stderr bytes.Buffer
	taken := strings.Trim(strings.TrimPrefix(address, "http://"), "/")
	code := run([]string{"serve", "--wasm", fakeProgram(t), "--addr", taken}, &env{t.Context(), nil, io.Discard, &stderr})
	if code != 1 || !strings.Contains(stderr.String(), "address already in use") {
		t.Errorf("exit status %d: %s", code, &stderr)
	}
}
