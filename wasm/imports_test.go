//go:build !js

package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A package of the module and what its files, tests apart, import and call.
type imports struct {
	pkg   string   // below the module: "app/browser"
	paths []string // of all files, whatever their build tags
	world []string // uses of the present and of global chance, with their places
}

// under tells whether p is one of the packages or below one.
func under(p string, packages ...string) bool {
	return slices.ContainsFunc(packages, func(q string) bool { return p == q || strings.HasPrefix(p, q+"/") })
}

// pure is what the domain may import besides the standard library and itself.
var pure = []string{
	"github.com/blevesearch/vellum",
	"github.com/clipperhouse/uax29/v2",
	"github.com/sergi/go-diff/diffmatchpatch",
	"golang.org/x/net/html",
	"golang.org/x/text/unicode/norm",
}

// impure is what of the standard library it may not: the world, the clock,
// chance, and what would make the program large.
var impure = []string{
	"crypto/rand", "html/template", "io/ioutil", "log", "net/http", "net/mail", "net/netip", "net/rpc", "net/smtp",
	"os", "plugin", "runtime/debug", "syscall", "testing", "text/template", "unsafe",
}

// forbidden returns why a package may not import a path, or "".
func forbidden(pkg, path string) string {
	own, isOwn := strings.CutPrefix(path, "gloss/")
	std := !isOwn && !strings.Contains(strings.SplitN(path, "/", 2)[0], ".")
	switch {
	case under(pkg, "annotations"):
		switch {
		case isOwn && !under(own, "annotations"):
			return "the domain imports nothing of the app"
		case std && (path == "net" || under(path, impure...)):
			return "the domain has no world, no clock and no chance"
		case under(pkg, "annotations/annotationstest") && under(path, "pgregory.net/rapid", "github.com/google/go-cmp"):
			return "" // random projects and their differences, for tests only
		case !isOwn && !std && !under(path, pure...):
			return "the domain imports the standard library and a few libraries for text"
		}
	case under(pkg, "app/site", "wasm", "assets"):
		if isOwn && under(pkg, "assets") || isOwn && under(pkg, "app/site") && !under(own, "annotations", "assets") {
			return "imports run from wasm to app to annotations"
		}
	case under(pkg, "app"):
		switch {
		case isOwn && under(own, "wasm", "app/site"):
			return "imports run from wasm to app, and the site is native"
		case isOwn && pkg != "app" && own == "app":
			return "imports run from app to its parts"
		case isOwn && under(pkg, "app/browser") && !under(own, "app/browser", "annotations"):
			return "app/browser is the lowest part of the app"
		case path == "syscall/js" && !under(pkg, "app/browser", "app/surface"):
			return "JavaScript is touched in app/browser and by the surface alone"
		case under(path, "net/http", "text/template", "html/template", "os/exec"):
			return "would add a megabyte to the app"
		}
	default:
		return "no package is expected here"
	}
	return ""
}

// The rules themselves, tried with what they forbid.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		pkg, path string
		forbidden bool
	}{
		{"annotations", "strings", false},
		{"annotations", "time", false},
		{"annotations", "crypto/sha256", false},
		{"annotations/review", "gloss/annotations/agreement", false},
		{"annotations", "golang.org/x/text/unicode/norm", false},
		{"annotations", "golang.org/x/net/html/atom", false},
		{"annotations", "gloss/app", true},
		{"annotations/format", "gloss/app/browser", true},
		{"annotations/format", "gloss/assets", true},
		{"annotations", "os", true},
		{"annotations", "net/http", true},
		{"annotations", "net", true},
		{"annotations", "net/url", false},
		{"annotations", "crypto/rand", true},
		{"annotations", "syscall/js", true},
		{"annotations", "golang.org/x/net/http2", true},
		{"annotations", "github.com/maxence-charriere/go-app/v10/pkg/app", true},
		{"app", "gloss/app/browser", false},
		{"app", "gloss/annotations/format", false},
		{"app", "syscall/js", true},
		{"app", "net/http", true},
		{"app", "html/template", true},
		{"app", "gloss/app/site", true},
		{"app", "gloss/wasm", true},
		{"app/browser", "syscall/js", false},
		{"app/browser", "gloss/app", true},
		{"app/browser", "gloss/app/surface", true},
		{"app/surface", "gloss/app/browser", false},
		{"app/surface", "gloss/app", true},
		{"app/site", "net/http", false},
		{"app/site", "gloss/assets", false},
		{"app/site", "gloss/app", true},
		{"wasm", "gloss/app/site", false},
		{"wasm", "net/http", false},
		{"assets", "gloss/annotations", true},
		{"tools", "fmt", true},
	} {
		if why := forbidden(c.pkg, c.path); (why != "") != c.forbidden {
			t.Errorf("%s imports %s: forbidden %q, want %v", c.pkg, c.path, why, c.forbidden)
		}
	}
}

func TestImports(t *testing.T) {
	packages := survey(t, "..")
	if len(packages) < 4 {
		t.Fatalf("found %d packages only", len(packages))
	}
	for _, p := range packages {
		for _, path := range p.paths {
			if why := forbidden(p.pkg, path); why != "" {
				t.Errorf("%s imports %s: %s", p.pkg, path, why)
			}
		}
		if under(p.pkg, "annotations") {
			for _, use := range p.world {
				t.Errorf("%s: the domain is given the time and a source of chance, it does not ask", use)
			}
		}
	}
}

// survey reads all packages below a folder.
func survey(t *testing.T, root string) map[string]*imports {
	t.Helper()
	packages := map[string]*imports{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch base := filepath.Base(name); {
		case err != nil:
			return err
		case d.IsDir() && (base == "testdata" || base == "node_modules" || strings.HasPrefix(base, ".") && base != ".."):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(rel)
		if packages[pkg] == nil {
			packages[pkg] = &imports{pkg: pkg}
		}
		return packages[pkg].read(name)
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

func (p *imports) read(name string) error {
	source, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, i := range f.Imports {
		importPath, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return err
		}
		p.paths = append(p.paths, importPath)
		name := strings.TrimSuffix(importPath, "/v2")
		name = name[strings.LastIndex(name, "/")+1:]
		if i.Name != nil {
			name = i.Name.Name
		}
		switch importPath {
		case "time":
			p.world = append(p.world, uses(set, f, name, asksTheTime)...)
		case "math/rand", "math/rand/v2":
			p.world = append(p.world, uses(set, f, name, isGlobalChance)...)
		}
	}
	return nil
}

// asksTheTime tells whether a name of package time depends on the present.
func asksTheTime(name string) bool {
	return slices.Contains([]string{
		"After", "AfterFunc", "Local", "LoadLocation", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until",
	}, name)
}

// isGlobalChance tells whether a name of package rand is other than a generator
// made from a seed.
func isGlobalChance(name string) bool {
	return !slices.Contains([]string{"New", "NewPCG", "NewChaCha8", "NewSource", "NewZipf", "Rand", "PCG", "ChaCha8", "Source", "Zipf"}, name)
}

// uses returns the places where a file uses what of a package is refused, under
// the name it imports it by.
func uses(set *token.FileSet, f *ast.File, pkg string, refused func(string) bool) []string {
	var places []string
	for n := range ast.Preorder(f) {
		s, ok := n.(*ast.SelectorExpr)
		if !ok || !refused(s.Sel.Name) {
			continue
		}
		if x, ok := s.X.(*ast.Ident); ok && x.Name == pkg {
			places = append(places, fmt.Sprintf("%s: %s.%s", set.Position(s.Pos()), pkg, s.Sel.Name))
		}
	}
	return places
}

func TestUses(t *testing.T) {
	const source = `package p

import (
	clock "time"
	"math/rand/v2"
)

var a, b = clock.Now, clock.Date
var c, d = rand.IntN, rand.New
func f(time struct{ Now int }) int { return time.Now }
`
	name := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(name, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	var p imports
	if err := p.read(name); err != nil {
		t.Fatal(err)
	}
	if want := []string{name + ":8:12: clock.Now", name + ":9:12: rand.IntN"}; !slices.Equal(p.world, want) {
		t.Errorf("got %q, want %q", p.world, want)
	}
}

// The program that is shipped is built with an overlay that puts wasm/slim in
// the place of net/http and regexp: neither TLS nor regexp/syntax may come in by
// another way.
func TestImportsOfTheSlimProgram(t *testing.T) {
	overlay, err := exec.Command("bash", "../.ci/slim").Output()
	if err != nil {
		t.Skipf("no overlay without bash: %v", err)
	}
	name := filepath.Join(t.TempDir(), "slim.json")
	if err := os.WriteFile(name, overlay, 0o644); err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-overlay", name, "-deps", "./wasm")
	list.Dir = ".."
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "net/http") || !slices.Contains(deps, "gloss/app") {
		t.Fatal("not the program")
	}
	for _, p := range deps {
		if under(p, "crypto/tls", "crypto/x509", "regexp/syntax", "net/textproto", "mime/multipart", "vendor/golang.org/x/net/http/httpguts") {
			t.Errorf("the slim program holds %s", p)
		}
	}
}

// What the browser downloads holds none of these, by whatever way they would
// come in. net/http itself is there: go-app uses its types.
func TestImportsOfTheProgram(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "./wasm")
	list.Dir = ".."
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var stderr strings.Builder
	list.Stderr = &stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v: %s", err, &stderr)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "gloss/app") {
		t.Fatal("the program does not hold the app")
	}
	for _, p := range deps {
		if under(p, "text/template", "html/template", "testing", "pgregory.net/rapid", "net/http/httptest", "os/exec", "go/parser",
			"gloss/app/site", "github.com/alecthomas/kong", "github.com/andybalholm/brotli") {
			t.Errorf("the program holds %s", p)
		}
	}
}
