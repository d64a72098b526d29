//go:build !js

package app

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	dom "golang.org/x/net/html"

	"gloss/app/site"
	"gloss/wasm/browsertest"
)

// The gallery in real browsers: whole pages in the style sheets of the app,
// which axe-core goes through.

// levels are the rules of axe-core that every page keeps.
var levels = map[string]any{"type": "tag", "values": []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"}}

// contrast is the one rule on which the dark pages may differ from the light.
var contrast = map[string]any{"type": "rule", "values": []string{"color-contrast"}}

// TestGalleryPages writes the pages, when GLOSS_GALLERY says where, to be
// looked at.
func TestGalleryPages(t *testing.T) {
	folder := os.Getenv("GLOSS_GALLERY")
	if folder == "" {
		t.Skip("GLOSS_GALLERY does not name a folder")
	}
	s, err := site.New(site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(folder, "gallery"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, body := range galleryPages(t) {
		if err := os.WriteFile(filepath.Join(folder, "gallery", name), body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestGalleryInBrowsers(t *testing.T) {
	if testing.Short() {
		t.Skip("browsers are not started with -short")
	}
	server := httptest.NewServer(gallerySite(t))
	t.Cleanup(server.Close)
	browsertest.Each(t, func(t *testing.T, b *browsertest.Browser) {
		b.Resize(1280, 900)
		b.Open(server.URL + "/gallery/shell.html")
		b.Eval(browsertest.Axe(t, ".."), nil)
		for _, s := range gallery {
			var faults []string
			b.Eval(`await gallery.show(args[0])
				await gallery.paint()
				return [...await gallery.faults("light", args[1]), ...(await gallery.faults("dark", args[2])).map(f => "dark: " + f)]`, &faults, s.name, levels, contrast)
			for _, f := range faults {
				t.Errorf("%s: %s", s.name, f)
			}
		}
		b.Resize(390, 844)
		for _, s := range gallery {
			var wide []string
			b.Eval(`await gallery.show(args[0])
				return gallery.wide()`, &wide, s.name)
			for _, w := range wide {
				t.Errorf("%s on a narrow screen: %s", s.name, w)
			}
		}
	})
}

// gallerySite serves the pages in the folder gallery of a site without a
// program.
func gallerySite(t *testing.T) http.Handler {
	t.Helper()
	s, err := site.New(site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pages := galleryPages(t)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, "/gallery/")
		if !ok {
			s.ServeHTTP(w, r)
			return
		}
		body, ok := pages[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
	})
}

// galleryPages are the files of the gallery, by name: a page a story, a list of
// them, and the script of the pages.
func galleryPages(t *testing.T) map[string][]byte {
	t.Helper()
	inUTC(t)
	script, err := os.ReadFile("testdata/gallery.js")
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string][]byte{"gallery.js": script}
	var list strings.Builder
	for _, s := range gallery {
		pages[s.name+".html"] = s.page(t)
		fmt.Fprintf(&list, "<li><a target=story href=\"%s.html\">%s</a></li>\n", s.name, strings.ReplaceAll(s.name, "-", " "))
	}
	pages["index.html"] = []byte("<!doctype html>\n<html lang=en><meta charset=utf-8><title>Gallery</title>\n" +
		"<style>body{display:flex;margin:0;height:100vh;font:14px system-ui;color-scheme:light dark}ul{overflow:auto;margin:0;padding:1em 2em}iframe{flex:1;border:0}</style>\n" +
		"<ul>\n" + list.String() + "</ul>\n<iframe name=story src=\"shell.html\" title=Story></iframe>\n")
	return pages
}

// page is the whole screen of a story.
func (s story) page(t *testing.T) []byte {
	t.Helper()
	d := s.desk(t)
	switch kind, _, _ := strings.Cut(s.name, "-"); kind {
	case "library":
		d.pane = paneLibrary
	case "notes", "inspector":
		d.pane = paneNotes
	}
	whole := drawn(t, &shell{d: d})
	if d.page != pageRead { // some pages are in a state of their own
		shown, part := cmp.Or(find(whole, "class", "page"), find(whole, "class", "page review"), find(whole, "class", "page board-page"), find(whole, "class", "page review whole")), drawn(t, s.part(d))[0]
		shown.Parent.InsertBefore(part, shown)
		shown.Parent.RemoveChild(shown)
	}
	if article := find(whole, "id", stageIDs[0]); article != nil && d.session != nil {
		fillArticle(article, d)
	}
	var labels strings.Builder
	for _, l := range d.scheme().Labels {
		fmt.Fprintf(&labels, "%s %s %s %s\n", l.Key, l.Light, l.Dark, l.Line)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>%s</title><meta name=viewport content=\"width=device-width, initial-scale=1\">\n"+
		"%s\n"+
		"<script src=\"../web/surface.js\"></script><script src=\"gallery.js\"></script></head>\n<body data-labels=\"%s\">\n", s.name, styleLinks(t), dom.EscapeString(labels.String()))
	for _, n := range whole {
		if err := dom.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// fillArticle puts the open text where the surface would.
func fillArticle(article *dom.Node, d *desk) {
	_, text, ok := d.session.Document()
	if !ok {
		return
	}
	sheet := &dom.Node{Type: dom.ElementNode, Data: "div", Attr: []dom.Attribute{{Key: "class", Val: "surface-text"}}}
	leaf := &dom.Node{Type: dom.ElementNode, Data: "div", Attr: []dom.Attribute{{Key: "class", Val: "surface-leaf"}}}
	for at := 0; at < text.Points(); {
		line := text.Line(at)
		p := &dom.Node{Type: dom.ElementNode, Data: "p", Attr: []dom.Attribute{{Key: "dir", Val: "auto"}}}
		p.AppendChild(&dom.Node{Type: dom.TextNode, Data: text.Slice(line)})
		leaf.AppendChild(p)
		at = line.End + 1
	}
	sheet.AppendChild(leaf)
	article.AppendChild(sheet)
}

// find is the first element with an attribute of a value.
func find(nodes []*dom.Node, key, value string) *dom.Node {
	for _, n := range nodes {
		for _, a := range n.Attr {
			if a.Key == key && a.Val == value {
				return n
			}
		}
		var children []*dom.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			children = append(children, c)
		}
		if found := find(children, key, value); found != nil {
			return found
		}
	}
	return nil
}

// styleLinks are the style sheets as the site links them: those of assets/web
// by name, and that of the icons.
func styleLinks(t *testing.T) string {
	t.Helper()
	sheets, err := filepath.Glob(filepath.Join("..", "assets", "web", "*.css"))
	if err != nil || len(sheets) == 0 {
		t.Fatal("no style sheets", err)
	}
	sheets = append(sheets, "icons.css")
	slices.SortFunc(sheets, func(a, b string) int { return strings.Compare(filepath.Base(a), filepath.Base(b)) })
	var b strings.Builder
	for _, s := range sheets {
		fmt.Fprintf(&b, "<link rel=stylesheet href=\"../web/%s\">", filepath.Base(s))
	}
	return b.String()
}
