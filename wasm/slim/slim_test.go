//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func compiled(t *testing.T) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, "./testdata/program")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=-buildvcs=false")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	program, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func memory(t *testing.T, program []byte) []byte {
	t.Helper()
	sections, err := readModule(program)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sections {
		if s.id == dataSection {
			m, err := readData(s.content)
			if err != nil {
				t.Fatal(err)
			}
			return m
		}
	}
	t.Fatal("no data section")
	return nil
}

// A program does the same as before, and its stack traces still name functions.
func TestProgram(t *testing.T) {
	program := compiled(t)
	slimmer, err := Slim(program)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Slim(slimmer)
	if err != nil || !bytes.Equal(slimmer, again) {
		t.Errorf("slimming twice changes something: %v", err)
	}
	before, after := memory(t, program), memory(t, slimmer)
	if bytes.Count(before, []byte("symtab.go\x00")) != 1 || bytes.Contains(after, []byte("symtab.go\x00")) {
		t.Error("names of files are not where they were expected, or still there")
	}
	table := bytes.Index(before, []byte(tableMagic))
	if !bytes.Equal(before[:table], after[:table]) {
		t.Error("what lies before the table of functions has changed")
	}

	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no node to run it")
	}
	was, is := output(t, node, program), output(t, node, slimmer)
	places := regexp.MustCompile(`(?m)^\t.*$|0x[0-9a-f]+|\{.*\}`) // files and lines; addresses
	if w, i := places.ReplaceAllString(was, ""), places.ReplaceAllString(is, ""); w != i {
		t.Errorf("the program says:\n%s\nand slim:\n%s", w, i)
	}
	if !strings.Contains(is, "main.fail(") || !strings.Contains(is, "main.main") || strings.Contains(is, "main.go") {
		t.Errorf("the stack trace is\n%s", is)
	}
}

// output runs a program that fails in the end.
func output(t *testing.T, node string, program []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "program.wasm")
	if err := os.WriteFile(file, program, 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command(node, filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), file)
	out, err := run.CombinedOutput()
	if err == nil {
		t.Fatalf("the program did not fail: %s", out)
	}
	return string(out)
}

// Whatever memory holds, it holds after writing and reading it as data.
func TestData(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m []byte
		for range rapid.IntRange(0, 5).Draw(t, "parts") {
			m = append(m, make([]byte, rapid.IntRange(0, 2*gap).Draw(t, "zeros"))...)
			m = append(m, rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")...)
		}
		got, err := readData(writeData(m))
		if err != nil {
			t.Fatal(err)
		}
		if want := bytes.TrimRight(m, "\x00"); !bytes.Equal(got, want) {
			t.Fatalf("%v was read, want %v", got, want)
		}
	})
}

// Whatever is no program is refused, or written as a module.
func FuzzSlim(f *testing.F) {
	data := section{dataSection, writeData(append(make([]byte, 300), tableMagic+strings.Repeat("\x01\x00", 99)...))}
	module := writeModule([]section{{0, []byte("name")}, data})
	for _, seed := range [][]byte{nil, header, module, module[:len(module)-9], slices.Concat(header, []byte{dataSection, 0x80})} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, module []byte) {
		slimmer, err := Slim(module)
		if err != nil {
			return
		}
		if _, err := readModule(slimmer); err != nil {
			t.Error(err)
		}
	})
}

// The overlay names files that exist, and in the release of Go that the module
// is made with, the runtime takes turns with the browser.
func TestOverlay(t *testing.T) {
	printed, err := exec.Command("../../.ci/slim").Output()
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(printed, &overlay); err != nil {
		t.Fatal(err)
	}
	turns := false
	for path, by := range overlay.Replace {
		turns = turns || filepath.Base(path) == "giveway_js.go"
		if by == "" {
			continue // left out
		}
		if _, err := os.Stat(by); err != nil {
			t.Errorf("%s is to be replaced by what is not there: %v", path, err)
		}
	}
	if strings.HasPrefix(runtime.Version(), "go1.26") && !turns {
		t.Error("the lines of the runtime that are to be changed were not found")
	}
}
