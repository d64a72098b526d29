//go:build !js

package site

import (
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/annotations/article"
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
		"entities.jsonl": file("{\"id\":\"x\"}\n\n{\"id\":\"y\"}"),
	}
	body, first, skipped, err := Library(dir)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"documents":[{"name":"a.md","text":"# First"},{"name":"b.TXT","text":"Second"},` +
		`{"name":"c.htm","text":"\u003cp\u003eThird"}],"entities":[{"id":"x"},{"id":"y"}]}`
	if string(body) != want {
		t.Errorf("got %s", body)
	}
	if first.Title != "First" {
		t.Errorf("first article %q", first)
	}
	if got := errors.Join(skipped...).Error(); strings.Count(got, "left out") != 4 ||
		!strings.Contains(got, "bad.txt: left out: not valid text") ||
		!strings.Contains(got, "big.txt: left out: 8388609 bytes") ||
		!strings.Contains(got, "latin.html: left out: not UTF-8 text") ||
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
		if _, _, _, err := Library(c.dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

func TestBuiltInLibrary(t *testing.T) {
	var library struct {
		Documents []libraryDocument
		Entities  []struct{ ID, Name string }
	}
	if err := json.Unmarshal(newSite(t, "/", nil).files[libraryName].body, &library); err != nil {
		t.Fatal(err)
	}
	if len(library.Documents) != 5 || len(library.Entities) == 0 {
		t.Errorf("%d documents, %d entities", len(library.Documents), len(library.Entities))
	}
	for _, e := range library.Entities {
		if e.ID == "" || e.Name == "" {
			t.Errorf("entity without id or name: %v", e)
		}
	}
}
