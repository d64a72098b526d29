//go:build !js

package site

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/annotations/article"
	"gloss/annotations/format"
)

func TestLibrary(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	dir := fstest.MapFS{
		"b.TXT":          file("\ufeffSecond"),
		"a.md":           file("# First"),
		"c.htm":          file("<p>Third"),
		"bad.txt":        file("caf\xe9"),
		"latin.html":     file(`<html><meta charset="windows-1252"><h1>T</h1><p>caf` + "\xe9"),
		"big.txt":        file(strings.Repeat("x", article.MaxBytes+1)),
		"dir.txt/in.txt": file("not looked for"),
		"sub/d.txt":      file("not looked for"),
		"notes.pdf":      file("not an article"),
		".hidden.txt":    file("not shown"),
		"entities.jsonl": file("{\"id\":\"urn:x\",\"name\":\"X\"}\n\n{\"id\":\"urn:y\",\"name\":\"Y\",\"wikidata\":\"Q1\"}"),
	}
	body, first, skipped, err := Library(dir, "Mark it.")
	if err != nil {
		t.Fatal(err)
	}
	p, report, err := format.Read(body, format.ReadOptions{})
	if err != nil || !report.Clean() {
		t.Fatal(err, report)
	}
	texts := map[string]string{}
	for d := range p.Documents.All() {
		text, _ := p.Text(d.ID)
		texts[d.File] = text.String()
	}
	want := map[string]string{"a.md": "# First", "b.TXT": "Second", "c.htm": "Third", "latin.html": "T\n\ncafé"}
	for name, text := range want {
		if strings.TrimSpace(texts[name]) != text {
			t.Errorf("%s: %q, want %q", name, texts[name], text)
		}
	}
	if e, ok := p.Entities.Get("urn:y"); len(texts) != len(want) || !ok || e.IRI != "http://www.wikidata.org/entity/Q1" || p.Scheme().Guideline != "Mark it." {
		t.Errorf("texts %q, entity %v, guideline %q", texts, e, p.Scheme().Guideline)
	}
	if first.Title != "First" {
		t.Errorf("first article %q", first)
	}
	if got := errors.Join(skipped...).Error(); strings.Count(got, "left out") != 3 ||
		!strings.Contains(got, "bad.txt: left out: not valid text") ||
		!strings.Contains(got, "big.txt: left out: 8388609 bytes") ||
		!strings.Contains(got, "dir.txt: left out: not a file") {
		t.Errorf("skipped:\n%s", got)
	}
}

func TestLibraryFaults(t *testing.T) {
	for name, c := range map[string]struct {
		dir  fs.FS
		want string
	}{
		"empty":        {fstest.MapFS{}, "no .txt, .html or .md file"},
		"all left out": {fstest.MapFS{"a.txt": {Data: []byte("\xff")}}, "a.txt: left out"},
		"bad entity":   {fstest.MapFS{"a.txt": {Data: []byte("x")}, "entities.jsonl": {Data: []byte("{}\n{")}}, "entities.jsonl: line 2"},
	} {
		if _, _, _, err := Library(c.dir, ""); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func TestBuiltInLibrary(t *testing.T) {
	p, report, err := format.Read(newSite(t, "/", nil).files[libraryName].body, format.ReadOptions{})
	if err != nil || !report.Clean() {
		t.Fatal(err, report)
	}
	if p.Documents.Len() != 5 || p.Entities.Len() < 30 || p.Scheme().Guideline == "" {
		t.Errorf("%d documents, %d entities", p.Documents.Len(), p.Entities.Len())
	}
	if faults := p.Validate(); len(faults) > 0 {
		t.Error(faults)
	}
	for d := range p.Documents.All() {
		if d.Title == "" || d.Published == "" || d.Source == "" || d.Language != "en" {
			t.Errorf("%s: title %q, published %q, source %q, language %q", d.File, d.Title, d.Published, d.Source, d.Language)
		}
	}
}
