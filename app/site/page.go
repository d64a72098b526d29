//go:build !js

package site

import (
	"bytes"
	_ "embed"
	"html/template"
	"path"
	"strings"
)

//go:embed page.html
var pageSource string

//go:embed lost.html
var lostSource string

// The policy is the first thing in the head, since it holds only for what comes
// after it. It goes in before the template is parsed, to be readable there.
var (
	pageTemplate = template.Must(template.New("page").Parse(strings.Replace(pageSource, "POLICY", policy, 1)))
	lostTemplate = template.Must(template.New("lost").Parse(strings.Replace(lostSource, "POLICY", policy, 1)))
)

type pageData struct {
	Base        string
	Version     string
	Description string
	Light, Dark string
	Styles      []string
	Scripts     []string
	Icons       []icon
	Article     Article
}

func (s *Site) pageData() pageData {
	return pageData{
		Base: s.Base, Description: description, Light: lightColour, Dark: darkColour,
		Styles: s.inWeb(".css"), Scripts: s.scripts(),
	}
}

// indexPage is the page: what a browser needs to start the program, and the
// first article to read meanwhile. Its addresses are relative, so that it works
// at whatever path it is put. go-app puts the program's root in the place of the
// first element of the body.
func (s *Site) indexPage(first Article, icons []icon, version string) []byte {
	d := s.pageData()
	d.Article, d.Icons, d.Version = first, icons, version
	return render(pageTemplate, d)
}

// lostPage is shown at any depth, so its addresses start at the base.
func (s *Site) lostPage(icons []icon) []byte {
	d := s.pageData()
	d.Icons = icons
	return render(lostTemplate, d)
}

func render(t *template.Template, d pageData) []byte {
	var b bytes.Buffer
	if err := t.Execute(&b, d); err != nil {
		panic("internal error: " + err.Error()) // the templates are ours and a buffer takes everything
	}
	return b.Bytes()
}

// scripts are all of web, in the order of their names, after Go's own and before
// the one that starts the program. The page names tt.js itself: it must come
// first and is not deferred.
func (s *Site) scripts() []string {
	scripts := []string{"wasm_exec.js"}
	for _, name := range s.inWeb(".js") {
		if name != "web/tt.js" && name != "web/boot.js" {
			scripts = append(scripts, name)
		}
	}
	return append(scripts, "web/boot.js")
}

func (s *Site) inWeb(ext string) []string {
	var names []string
	for _, name := range s.names() {
		if path.Dir(name) == "web" && path.Ext(name) == ext {
			names = append(names, name)
		}
	}
	return names
}
