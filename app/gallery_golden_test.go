package app

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
	dom "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gloss/annotations/format"
)

// TestGoldenGallery compares every story with its file of HTML, which a person
// has read. GLOSS_GOLDEN=update writes the files anew.
func TestGoldenGallery(t *testing.T) {
	inUTC(t)
	fewFormats(t)
	update := os.Getenv("GLOSS_GOLDEN") == "update"
	claimed := map[string]bool{}
	for _, s := range gallery {
		path := filepath.Join("testdata", "gallery", s.name+".html")
		if claimed[path] {
			t.Errorf("two stories are called %s", s.name)
		}
		claimed[path] = true
		t.Run(s.name, func(t *testing.T) { goldenStory(t, path, outline(t, s.part(s.desk(t))), update) })
	}
	files, err := filepath.Glob("testdata/gallery/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		switch {
		case claimed[path]:
		case update:
			if err := os.Remove(path); err != nil {
				t.Error(err)
			}
		default:
			t.Errorf("no story claims %s", path)
		}
	}
}

func goldenStory(t *testing.T, path, got string, update bool) {
	t.Helper()
	if update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is not what the component draws; if it is right, run make golden and read the difference\n%s", path, firstDifference(got, string(want)))
	}
}

// firstDifference is the first line of two texts that differs.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			line := func(s []string) string {
				if i < len(s) {
					return s[i]
				}
				return "(ends)"
			}
			return fmt.Sprintf("line %d\n  got  %s\n  want %s", i+1, line(g), line(w))
		}
	}
	return ""
}

// inUTC makes moments look alike on every machine.
func inUTC(t *testing.T) {
	local := time.Local
	time.Local = time.UTC
	t.Cleanup(func() { time.Local = local })
}

// fewFormats keeps the dialog of exports alike when there is a new format.
func fewFormats(t *testing.T) {
	all := format.Formats
	format.Formats = slices.DeleteFunc(slices.Clone(all), func(f format.Format) bool { return f.Key != "gloss" && f.Key != "jsonl" && f.Key != "conll" })
	t.Cleanup(func() { format.Formats = all })
}

// drawn is a component as the browser would hold it. go-app's own text of it
// writes attributes in any order, in the manner of Go, "true" as nothing and
// what is off as "false", and puts each text on a line of its own.
func drawn(t *testing.T, ui ga.UI) []*dom.Node {
	t.Helper()
	body := &dom.Node{Type: dom.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := dom.ParseFragment(strings.NewReader(unquoted(t, ga.HTMLString(ui))), body)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		settle(n, 0)
	}
	return nodes
}

// unquoted turns Go's quoting of attributes into that of HTML. Text is escaped
// already, so a quotation mark after "=" within a tag begins a value.
func unquoted(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	for {
		at := strings.Index(s, `="`)
		if at < 0 {
			return b.String() + s
		}
		b.WriteString(s[:at+1])
		s = s[at+1:]
		quoted, err := strconv.QuotedPrefix(s)
		if err != nil {
			t.Fatalf("%v: %.60s", err, s)
		}
		value, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatalf("%v: %s", err, quoted)
		}
		b.WriteString(`"` + dom.EscapeString(value) + `"`)
		s = s[len(quoted):]
	}
}

// switches are the attributes that go-app sets as properties, true or false.
var switches = []string{"autofocus", "checked", "disabled", "hidden", "open", "readonly", "selected"}

func settle(n *dom.Node, depth int) {
	if n.Type == dom.TextNode {
		n.Data = strings.ReplaceAll(n.Data, "\n"+strings.Repeat("  ", depth), "")
		if at := strings.LastIndexByte(n.Data, '\n'); at >= 0 && strings.Trim(n.Data[at:], "\n ") == "" {
			n.Data = n.Data[:at]
		}
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a dom.Attribute) bool { return slices.Contains(switches, a.Key) && a.Val == "false" })
	for i, a := range n.Attr {
		if a.Val == "" && !slices.Contains(switches, a.Key) {
			n.Attr[i].Val = "true" // go-app sets no attribute to nothing
		}
	}
	slices.SortFunc(n.Attr, func(a, b dom.Attribute) int { return strings.Compare(a.Key, b.Key) })
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		settle(c, depth+1)
	}
}

// outline writes a component as one element or text a line, indented.
func outline(t *testing.T, ui ga.UI) string {
	t.Helper()
	var b bytes.Buffer
	for _, n := range drawn(t, ui) {
		outlineNode(&b, n, 0)
	}
	return b.String()
}

func outlineNode(b *bytes.Buffer, n *dom.Node, depth int) {
	indent := strings.Repeat("  ", depth)
	if n.Type == dom.TextNode {
		if text := strings.Join(strings.FieldsFunc(n.Data, func(r rune) bool { return r == ' ' || r == '\n' }), " "); text != "" {
			fmt.Fprintf(b, "%s%s\n", indent, dom.EscapeString(text))
		}
		return
	}
	fmt.Fprintf(b, "%s<%s", indent, n.Data)
	for _, a := range n.Attr {
		fmt.Fprintf(b, ` %s="%s"`, a.Key, dom.EscapeString(a.Val))
	}
	b.WriteString(">\n")
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		outlineNode(b, c, depth+1)
	}
}
