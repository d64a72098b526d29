//go:build !js

package browsertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// wasmPackages are the packages whose tests for js/wasm need a real page, and
// the scripts, from the root of the module, that they expect there.
var wasmPackages = []struct {
	path    string
	scripts []string
}{
	{"gloss/app/browser", []string{"assets/web/tt.js", "assets/web/browser.js", "assets/web/elements.js"}},
}

// TestWasmPackages runs the tests of those packages in every browser. The
// output is shown with -v, and when a test fails.
func TestWasmPackages(t *testing.T) {
	if testing.Short() {
		t.Skip("browsers are not started with -short")
	}
	for _, p := range wasmPackages {
		t.Run(filepath.Base(p.path), func(t *testing.T) {
			if out := goTool(t, "list", "-e", "-f", "{{len .TestGoFiles}}{{len .XTestGoFiles}}", p.path); out == "00" {
				t.Skipf("%s has no tests for js/wasm", p.path)
			}
			w := Wasm{Binary: buildTest(t, p.path), Args: []string{"-test.v"}}
			for _, script := range p.scripts {
				w.Scripts = append(w.Scripts, filepath.Join("..", "..", filepath.FromSlash(script)))
			}
			EachKind(t, func(t *testing.T, k Kind) {
				code, output := RunWasm(t, k, w)
				t.Log(output)
				if code != 0 {
					t.Errorf("exit code %d", code)
				}
			})
		})
	}
}

// goTool runs the go command for js/wasm.
func goTool(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return strings.TrimSpace(string(out))
}

func buildTest(t *testing.T, pkg string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "test.wasm")
	goTool(t, "test", "-c", "-o", file, pkg)
	binary, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// The program shows what reaches it and what it can do, and ends as told.
func TestRunWasm(t *testing.T) {
	if testing.Short() {
		t.Skip("browsers are not started with -short")
	}
	binary := buildTest(t, "./testdata/program")
	Each(t, func(t *testing.T, b *Browser) {
		for _, c := range []struct {
			name string
			args []string
			code int
			want []string
			not  string
		}{
			{"passes", []string{"-test.v", "-test.run", "Page"}, 0, []string{"env=é secure=true script=true\n--- PASS: TestPage", "\nPASS\n"}, "TestFail"},
			{"fails", []string{"-test.run", "Fail"}, 1, []string{"as it should\n--- FAIL: TestFail", "\nFAIL\n"}, "TestPage"},
			{"panics", []string{"-test.run", "Panic"}, 2, []string{"panic: in a callback", "goroutine "}, "PASS"},
			{"hangs", []string{"-test.run", "Hang", "-test.timeout", "1s"}, 2, []string{"panic: test timed out", "TestHang"}, "PASS"},
		} {
			code, output := b.runWasm(t, Wasm{
				Binary: binary, Args: c.args, Env: map[string]string{"GREETING": "é"},
				Scripts: []string{"testdata/program/script.js"}, Timeout: time.Minute, // its own -test.timeout comes later and wins
			})
			if code != c.code {
				t.Errorf("%s: exit code %d, want %d", c.name, code, c.code)
			}
			for _, want := range c.want {
				if !strings.Contains(output, want) {
					t.Errorf("%s: no %q", c.name, want)
				}
			}
			if strings.Contains(output, c.not) {
				t.Errorf("%s: there is %q", c.name, c.not)
			}
			if t.Failed() {
				t.Fatal(output)
			}
		}
	})
}
