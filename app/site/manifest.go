//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"path"
	"slices"
	"strings"
)

// Colours of the page's ground in the light and the dark theme, for the
// browser's own bars.
const (
	lightColour = "#fbfaf7"
	darkColour  = "#17181b"
)

const description = "Highlight passages of news articles, say what each one is, link it to entities, and compare it with other articles. Works without a server and offline."

// A web application manifest, https://www.w3.org/TR/appmanifest/; file handlers
// and launch handling after https://wicg.github.io/manifest-incubations/.
// Addresses are relative to the manifest, except the identity, which the
// specification resolves against the origin.
type manifest struct {
	ID              string         `json:"id"`
	Name            string         `json:"name"`
	ShortName       string         `json:"short_name"`
	Description     string         `json:"description"`
	Lang            string         `json:"lang"`
	Dir             string         `json:"dir"`
	StartURL        string         `json:"start_url"`
	Scope           string         `json:"scope"`
	Display         string         `json:"display"`
	BackgroundColor string         `json:"background_color"`
	ThemeColor      string         `json:"theme_color"`
	Categories      []string       `json:"categories"`
	Icons           []icon         `json:"icons"`
	Shortcuts       []shortcut     `json:"shortcuts"`
	FileHandlers    []fileHandler  `json:"file_handlers"`
	LaunchHandler   map[string]any `json:"launch_handler"`
}

type icon struct {
	Src     string `json:"src"`
	Type    string `json:"type"`
	Sizes   string `json:"sizes"`
	Purpose string `json:"purpose"`
}

type shortcut struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type fileHandler struct {
	Action string              `json:"action"`
	Accept map[string][]string `json:"accept"`
}

func (s *Site) manifest(icons []icon) ([]byte, error) {
	icons = slices.DeleteFunc(slices.Clone(icons), func(i icon) bool { return i.Purpose == "apple" })
	return json.MarshalIndent(manifest{
		ID: s.Base, Name: "Gloss: annotate news articles", ShortName: "Gloss",
		Description: description, Lang: "en", Dir: "ltr",
		StartURL: "./", Scope: "./", Display: "standalone",
		BackgroundColor: lightColour, ThemeColor: lightColour,
		Categories: []string{"news", "productivity", "education"},
		Icons:      icons,
		Shortcuts: []shortcut{
			{"Read", "./#read"},
			{"Search", "./#search"},
			{"Entities", "./#entities"},
			{"Help", "./#help"},
		},
		FileHandlers: []fileHandler{{Action: "./", Accept: map[string][]string{
			"application/json": {".gloss.json", ".json", ".jsonl"},
			"text/plain":       {".txt"},
			"text/html":        {".html", ".htm"},
			"text/markdown":    {".md"},
		}}},
		LaunchHandler: map[string]any{"client_mode": []string{"focus-existing", "auto"}},
	}, "", "  ")
}

// pictures lists the images of the folder icons. The name says what a picture is
// for: one with "maskable" in it has room to be cut to any shape; "apple" marks
// the one of the page's own that is asked for by that name.
func (s *Site) pictures() ([]icon, error) {
	var icons []icon
	for _, name := range s.names() {
		if path.Dir(name) != "icons" {
			continue
		}
		purpose := "any"
		for _, p := range []string{"maskable", "apple"} {
			if strings.Contains(name, p) {
				purpose = p
			}
		}
		switch path.Ext(name) {
		case ".svg":
			icons = append(icons, icon{name, "image/svg+xml", "any", purpose})
		case ".png":
			c, err := png.DecodeConfig(bytes.NewReader(s.files[name].body))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			icons = append(icons, icon{name, "image/png", fmt.Sprintf("%dx%d", c.Width, c.Height), purpose})
		}
	}
	return icons, nil
}
