//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

var fakeProgram = Program{
	Wasm: append([]byte("\x00asm\x01\x00\x00\x00"), bytes.Repeat([]byte("program "), 1000)...),
	Exec: []byte("globalThis.Go = class {};\n"),
}

func newSite(t *testing.T, base string, articles fs.FS) *Site {
	t.Helper()
	s, err := New(Options{Program: fakeProgram, Base: base, Articles: articles})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFilesArePresent(t *testing.T) {
	s := newSite(t, "/", nil)
	for _, name := range []string{
		"index.html", "404.html", "manifest.webmanifest", "app-worker.js", "wasm_exec.js",
		"web/app.wasm", "web/boot.js", "web/tt.js", "web/library.json", "icons/icon.svg",
	} {
		if f, ok := s.files[name]; !ok || len(f.body) == 0 {
			t.Errorf("%s: missing or empty", name)
		}
	}
	for _, name := range []string{"web/worker.js", "icons/icons.txt"} {
		if _, ok := s.files[name]; ok {
			t.Errorf("%s: a source, must not be served", name)
		}
	}
	for name := range s.files {
		if types[path.Ext(name)] == "" {
			t.Errorf("%s: has no content type", name)
		}
	}
}

func TestBase(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "/"},
		{"/", "/"},
		{"path", "/path/"},
		{"/path", "/path/"},
		{"/path/", "/path/"},
		{"//a//b", "/a/b/"},
		{"/../x", ""},
		{"/a b/", ""},
		{"/a?b", ""},
		{`/"><script>`, ""},
		{"https://example.org/x", ""},
	} {
		got, err := cleanBase(c.in)
		if got != c.want || (err != nil) != (c.want == "") {
			t.Errorf("cleanBase(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

// nodes returns the elements of a page in the order of the text.
func nodes(t *testing.T, page []byte) []*html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	return all
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func find(all []*html.Node, tag, key, value string) *html.Node {
	i := slices.IndexFunc(all, func(n *html.Node) bool { return n.Data == tag && (key == "" || attr(n, key) == value) })
	if i < 0 {
		return &html.Node{}
	}
	return all[i]
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func TestPolicyComesFirst(t *testing.T) {
	s := newSite(t, "/path/", nil)
	for _, name := range []string{indexName, lostName} {
		all := nodes(t, s.files[name].body)
		head := slices.IndexFunc(all, func(n *html.Node) bool { return n.Data == "head" })
		if first := all[head+1]; attr(first, "http-equiv") != "Content-Security-Policy" || attr(first, "content") != policy {
			t.Errorf("%s: the first element of the head is <%s>, want the policy", name, first.Data)
		}
		if i := bytes.Index(s.files[name].body, []byte(`<meta charset="utf-8">`)); i < 0 || i > 1000 {
			t.Errorf("%s: the charset is at byte %d, browsers look at the first 1024", name, i)
		}
	}
}

func TestPagesHaveNothingInline(t *testing.T) {
	s := newSite(t, "/", nil)
	for _, name := range []string{indexName, lostName} {
		for _, n := range nodes(t, s.files[name].body) {
			if n.Data == "style" || n.Data == "script" && (attr(n, "src") == "" || n.FirstChild != nil) {
				t.Errorf("%s: inline <%s>", name, n.Data)
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: inline %s on <%s>", name, a.Key, n.Data)
				}
			}
		}
	}
}

func TestPageScriptsInOrder(t *testing.T) {
	var order []string
	for _, n := range nodes(t, newSite(t, "/", nil).files[indexName].body) {
		if n.Data != "script" {
			continue
		}
		order = append(order, attr(n, "src"))
		deferred := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "defer" })
		if deferred != (len(order) > 1) {
			t.Errorf("%s: deferred is %v", attr(n, "src"), deferred)
		}
	}
	if order[0] != "web/tt.js" || order[1] != "wasm_exec.js" || order[len(order)-1] != "web/boot.js" {
		t.Errorf("scripts in the order %q", order)
	}
}

// Addresses of the page are relative; those of the page for what is not there
// start at the base. Either way they lead to a file.
func TestPageAddressesLead(t *testing.T) {
	s := newSite(t, "/path/", nil)
	for name, prefix := range map[string]string{indexName: "", lostName: "/path/"} {
		for _, n := range nodes(t, s.files[name].body) {
			for _, key := range []string{"src", "href"} {
				address := attr(n, key)
				if address == "" || address == "/path/" {
					continue
				}
				file, ok := strings.CutPrefix(address, prefix)
				if _, found := s.files[file]; !ok || !found {
					t.Errorf("%s: %s leads nowhere", name, address)
				}
			}
		}
	}
}

func TestPageSaysWhatItIs(t *testing.T) {
	s := newSite(t, "/", nil)
	all := nodes(t, s.files[indexName].body)
	for what, got := range map[string]bool{
		"lang":               attr(find(all, "html", "", ""), "lang") == "en",
		"translate":          attr(find(all, "html", "", ""), "translate") == "no",
		"title":              text(find(all, "title", "", "")) == "Gloss",
		"description":        attr(find(all, "meta", "name", "description"), "content") == description,
		"viewport":           strings.Contains(attr(find(all, "meta", "name", "viewport"), "content"), "width=device-width"),
		"light theme colour": attr(find(all, "meta", "media", "(prefers-color-scheme: light)"), "content") == lightColour,
		"dark theme colour":  attr(find(all, "meta", "media", "(prefers-color-scheme: dark)"), "content") == darkColour,
		"version":            attr(find(all, "meta", "name", "version"), "content") == s.Version,
		"manifest":           attr(find(all, "link", "rel", "manifest"), "href") == "manifest.webmanifest",
		"icon":               attr(find(all, "link", "rel", "icon"), "href") != "",
		"noscript":           strings.Contains(text(find(all, "noscript", "", "")), "JavaScript"),
		"status":             attr(find(all, "span", "id", "boot-status"), "role") == "status",
	} {
		if !got {
			t.Errorf("%s: missing or wrong", what)
		}
	}
}

func TestFirstArticleIsReadableBeforeTheProgram(t *testing.T) {
	s := newSite(t, "/", fstest.MapFS{
		"a.txt": {Data: []byte("\n<b>Title</b> & more\n\nFirst paragraph.\nSecond <script>x</script>.\n")},
	})
	body := find(nodes(t, s.files[indexName].body), "body", "", "")
	var first *html.Node // go-app replaces the first element of the body
	for first = body.FirstChild; first.Type != html.ElementNode; first = first.NextSibling {
	}
	var inside []*html.Node
	for n := range first.Descendants() {
		if n.Type == html.ElementNode {
			inside = append(inside, n)
		}
	}
	region := find(inside, "section", "aria-label", "Article")
	if attr(region, "role") != "region" || region.Parent.Data != "main" {
		t.Fatalf("no region Article in main")
	}
	want := "<b>Title</b> & more|First paragraph.|Second <script>x</script>."
	var got []string
	for n := range region.ChildNodes() {
		if n.Type == html.ElementNode {
			got = append(got, text(n))
		}
	}
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWorkerListsEveryFile(t *testing.T) {
	s := newSite(t, "/path/", nil)
	lines := strings.SplitN(string(s.files[workerName].body), "\n", 3)
	if lines[0] != `const VERSION = "`+s.Version+`";` {
		t.Errorf("first line %s", lines[0])
	}
	var files []string
	list := strings.TrimSuffix(strings.TrimPrefix(lines[1], "const FILES = "), ";")
	if err := json.Unmarshal([]byte(list), &files); err != nil {
		t.Fatal(err)
	}
	want := []string{"./"}
	for _, name := range s.names() {
		if !slices.Contains([]string{workerName, indexName, lostName}, name) {
			want = append(want, name)
		}
	}
	if !slices.Equal(files, want) {
		t.Errorf("worker keeps %q, want %q", files, want)
	}
}

func TestManifest(t *testing.T) {
	s := newSite(t, "/path/", nil)
	var m manifest
	d := json.NewDecoder(bytes.NewReader(s.files["manifest.webmanifest"].body))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		t.Fatal(err)
	}
	if m.ID != "/path/" || m.StartURL != "./" || m.Scope != "./" || m.Display != "standalone" || m.ShortName != "Gloss" {
		t.Errorf("id %q start_url %q scope %q display %q short_name %q", m.ID, m.StartURL, m.Scope, m.Display, m.ShortName)
	}
	seen := map[string]bool{}
	for _, i := range m.Icons {
		if _, ok := s.files[i.Src]; !ok {
			t.Errorf("icon %s: no such file", i.Src)
		}
		seen[i.Purpose+" "+i.Sizes] = true
	}
	for _, want := range []string{"any 192x192", "any 512x512", "maskable 512x512", "any any"} {
		if !seen[want] {
			t.Errorf("no icon %q", want)
		}
	}
	for _, c := range m.Shortcuts {
		if !strings.HasPrefix(c.URL, "./#") {
			t.Errorf("shortcut %s leads to %s, a page that is not there", c.Name, c.URL)
		}
	}
	if len(m.FileHandlers) != 1 || !slices.Contains(m.FileHandlers[0].Accept["application/json"], ".gloss.json") {
		t.Errorf("file handlers %v", m.FileHandlers)
	}
}

// Every icon of the style sheet is an SVG again once it is decoded.
func TestIconSheet(t *testing.T) {
	sheet := string(newSite(t, "/", nil).files[iconSheet].body)
	rule := regexp.MustCompile(`(?m)^\.i-([a-z0-9-]+) \{ --icon: url\("data:image/svg\+xml,([^"\n]*)"\); \}$`)
	found := rule.FindAllStringSubmatch(sheet, -1)
	if len(found) != strings.Count(sheet, "--icon:") || len(found) < 50 {
		t.Fatalf("%d well-formed rules", len(found))
	}
	for _, f := range found {
		svg, err := url.PathUnescape(f[2])
		if err != nil || strings.Contains(f[2], "#") {
			t.Errorf("%s: %v", f[1], err)
		}
		var v struct{ XMLName xml.Name }
		if err := xml.Unmarshal([]byte(svg), &v); err != nil || v.XMLName.Local != "svg" {
			t.Errorf("%s: %v in %s", f[1], err, svg)
		}
	}
}

func TestVersionIsTheContent(t *testing.T) {
	one, again := newSite(t, "/", nil), newSite(t, "/", nil)
	if one.Version != again.Version {
		t.Errorf("the same site has versions %s and %s", one.Version, again.Version)
	}
	for _, name := range one.names() {
		if !bytes.Equal(one.files[name].body, again.files[name].body) {
			t.Errorf("%s differs between two builds", name)
		}
	}
	other := newSite(t, "/", fstest.MapFS{"a.txt": {Data: []byte("x")}})
	if other.Version == one.Version {
		t.Error("other articles, same version")
	}
}

func TestWriteAndCompress(t *testing.T) {
	s, dir, cache := newSite(t, "/", nil), t.TempDir(), t.TempDir()
	if err := s.Compress(Encoder{Cache: cache}); err != nil {
		t.Fatal(err)
	}
	if err := s.Write(dir); err != nil {
		t.Fatal(err)
	}
	for name, f := range s.files {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !bytes.Equal(got, f.body) {
			t.Errorf("%s: %v, %d bytes", name, err, len(got))
		}
		for ext, open := range decoders {
			packed, err := os.ReadFile(filepath.Join(dir, name+ext))
			if small := len(f.body) <= minCompressed || !compressible(name); small != os.IsNotExist(err) {
				t.Errorf("%s%s: %v", name, ext, err)
			}
			if err == nil && !bytes.Equal(open(t, packed), f.body) {
				t.Errorf("%s%s: does not unpack to the file", name, ext)
			}
		}
	}
}

func TestEncoderRemembers(t *testing.T) {
	cache, calls := t.TempDir(), 0
	e := Encoder{Cache: cache, Fast: true, Progress: func(string, int) { calls++ }}
	body := bytes.Repeat([]byte("a large file "), largeFile/8)
	br, gz, err := e.Encode("x", body)
	if err != nil || calls == 0 || len(br) == 0 || len(gz) == 0 {
		t.Fatalf("first: %v, %d calls, %d and %d bytes", err, calls, len(br), len(gz))
	}
	calls = 0
	br2, gz2, err := e.Encode("x", body)
	if err != nil || calls != 0 || !bytes.Equal(br, br2) || !bytes.Equal(gz, gz2) {
		t.Errorf("second: %v, compressed again: %v", err, calls > 0)
	}
}

func TestSizesCountWhatIsSent(t *testing.T) {
	s := newSite(t, "/", nil)
	if err := s.Compress(Encoder{}); err != nil {
		t.Fatal(err)
	}
	for _, z := range s.Sizes() {
		f := s.files[z.Name]
		want := Size{z.Name, len(f.body), len(f.gzip), len(f.brotli)}
		if len(f.brotli) == 0 {
			want.Gzip, want.Brotli = want.Raw, want.Raw
		}
		if z != want || z.Name == lostName {
			t.Errorf("got %v, want %v", z, want)
		}
	}
}
