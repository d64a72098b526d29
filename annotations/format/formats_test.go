package format

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

func TestFormats(t *testing.T) {
	p := parse(t, "# One\n[claim:a 😀].")
	keys := map[string]bool{}
	for _, f := range Formats {
		if keys[f.Key] || f.Key == "" || f.Title == "" || f.About == "" || !strings.HasPrefix(f.Extension, ".") || f.MIME == "" {
			t.Errorf("%+v", f)
		}
		keys[f.Key] = true
		if g, ok := Find(f.Key); !ok || g.Title != f.Title {
			t.Errorf("%s is not found", f.Key)
		}
		if (f.Write == nil) != (f.losses == nil) || (f.Read == nil) != (f.detect == nil) {
			t.Errorf("%s: a writer has losses, a reader detects", f.Key)
		}
		if f.Write == nil {
			continue
		}
		files, err := f.Write(p, WriteOptions{})
		if err != nil || !strings.HasSuffix(files[0].Name, f.Extension) || files[0].MIME != f.MIME {
			t.Errorf("%s: %v, %+v", f.Key, err, files)
		}
		if f.Read == nil {
			continue
		}
		if g, ok := Detect(files[0].Data); !ok || g.Key != f.Key {
			t.Errorf("%s is taken for %q", f.Key, g.Key)
		}
	}
	if _, ok := Find("nothing"); ok {
		t.Error("nothing is found")
	}
}

func TestDetect(t *testing.T) {
	project := written(t, parse(t, "[claim:a 😀]"), WriteOptions{})
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(project)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for _, c := range []struct{ name, in, want string }{
		{"project", project, "gloss"},
		{"with a mark", "\ufeff" + project, "gloss"},
		{"in UTF-16", string(wide), "gloss"},
		{"one annotation", `{"@context":["x",{"type":"y"}],"type":["Annotation","x"],"target":"x"}`, "gloss"},
		{"an array", ` [ {"id":"x","body":{"type":"TextualBody"},"target":{"source":"s"}} ]`, "gloss"},
		{"a graph", `{"@context":"x","@graph":[]}`, "gloss"},
		{"training", `{"id":"x","text":"{\"type\":\"Annotation\"}","offset_unit":"code point","spans":[]}`, "jsonl"},
		{"names within", `{"data":{"type":"Annotation","spans":[],"offset_unit":""}}`, ""},
		{"words", "The type of Annotation", ""},
		{"broken", `{"type": "Annot`, ""},
		{"open", `{"a`, ""},
		{"closed", `]}]}"`, ""},
		{"empty", "", ""},
	} {
		f, ok := Detect([]byte(c.in))
		if f.Key != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q %v", c.name, f.Key, ok)
		}
	}
}

func TestValidate(t *testing.T) {
	file := written(t, parse(t, "[claim:a@q One] two."), WriteOptions{})
	for _, c := range []struct{ name, in, want string }{
		{"good but for an entity", file, "x.json: annotation urn:x-gloss:test:a mentions entity urn:x-gloss:test:q: no such record"},
		{"moved", strings.Replace(file, `"start": 0`, `"start": 1`, 1), "x.json: /first/items/0: “One” was put where its words are, at [0,3)\n" +
			"x.json: annotation urn:x-gloss:test:a mentions entity urn:x-gloss:test:q: no such record"},
		{"broken", "{\n\"a\": tru}", "x.json: line 2, column 6: not valid JSON: 't' where a value should be"},
		{"of another sort", `{"a":1}`, "x.json: not a file Gloss can read: no annotations in it"},
		{
			"training", `{"offset_unit":"code point","text":"The sky","spans":[{"start":3,"end":6,"quote":"sky"}]}`,
			"x.json: line 1/spans/0: “sky” was put where its words are, at [4,7)",
		},
	} {
		var got []string
		for _, f := range Validate("x.json", []byte(c.in)) {
			got = append(got, f.String())
		}
		if s := strings.Join(got, "\n"); s != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, s, c.want)
		}
	}
	if faults := Validate("x.json", []byte(written(t, parse(t, "[claim:a One] [:b two]\n! b orphan\n"), WriteOptions{}))); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestFileName(t *testing.T) {
	for title, want := range map[string]string{
		"": "project", "../etc/passwd": "etcpasswd", "  Aktau / the crash?  ": "Aktau the crash", "Ақтау 2024": "Ақтау 2024", "\x00:*|": "project",
	} {
		if got := fileName(&annotations.Project{Title: title}); got != want {
			t.Errorf("%q: %q", title, got)
		}
	}
}

func TestWriteOptions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		b, err := Write(p, WriteOptions{Anonymous: true})
		if err != nil {
			t.Fatal(err)
		}
		q, _, err := Read(b, ReadOptions{})
		if err != nil || q.People.Len() != 0 || bytes.Contains(b, []byte("nickname")) {
			t.Fatalf("%v: names are left\n%s", err, b)
		}
		if d := annotationstest.Diff(p, annotations.Merge(p, q)); d != "" {
			t.Fatalf("an anonymous copy changes the original: %s", d)
		}
		only := []string{}
		for d := range p.Documents.All() {
			only = append(only, d.ID)
			break
		}
		if b, err = Write(p, WriteOptions{Documents: only}); err != nil {
			t.Fatal(err)
		}
		q, r, err := Read(b, ReadOptions{})
		if err != nil || len(r.Orphans) > 0 || q.Documents.Len() != len(only) {
			t.Fatalf("%v: %d documents, %s", err, q.Documents.Len(), summary(r))
		}
		if d := annotationstest.Diff(p, annotations.Merge(p, q)); d != "" {
			t.Fatalf("a part changes the whole: %s", d)
		}
	})
}

func TestWriteRefuses(t *testing.T) {
	good := parse(t, "[claim:a One] two")
	a, _ := good.Annotations.Get(annotationstest.ID("a"))
	for _, c := range []struct {
		name string
		f    func(*annotations.Annotation)
		want string
	}{
		{"another quote", func(a *annotations.Annotation) {
			a.Parts = []annotations.Part{{Span: a.Parts[0].Span, Quote: annotations.Quote{Exact: "Two"}}}
		}, `annotation urn:x-gloss:test:a: [0,3): "One" is not "Two": the quote is not what the text says there`},
		{"outside", func(a *annotations.Annotation) {
			a.Parts = []annotations.Part{{Span: annotations.Span{Start: 5, End: 99}}}
		}, "annotation urn:x-gloss:test:a: [5,99) of 7 code points: span outside the text"},
		{"no UTF-8", func(a *annotations.Annotation) { a.Note = "\xff" }, `annotation urn:x-gloss:test:a: not UTF-8 text: "\xff"`},
		{"no document", func(a *annotations.Annotation) { a.Document = "x" }, "annotation urn:x-gloss:test:a: document x: no such record"},
		{"a time too late", func(a *annotations.Annotation) { a.Created = 1 << 60 }, "annotation urn:x-gloss:test:a: time outside the years 0 to 9999"},
	} {
		b := a.With(c.f)
		b.Version = annotations.Version{{Actor: "t", N: 2}}
		q, err := annotations.ProjectOf(b)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Write(annotations.Merge(good, q), WriteOptions{})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for d := range good.Documents.All() {
		if _, err := Write(good.WithoutText(d.ID), WriteOptions{}); err == nil {
			t.Error("written without a text")
		}
	}
}

func TestWriteTooLarge(t *testing.T) {
	var rs []annotations.Record
	texts := map[string]annotations.Text{}
	for i := range 5 {
		text, err := annotations.NewText(fmt.Sprint(i) + strings.Repeat("many words ", 14<<20/11))
		if err != nil {
			t.Fatal(err)
		}
		id := text.ID()
		texts[id] = text
		rs = append(rs, &annotations.Document{Stamp: annotations.Stamp{ID: id}, Points: text.Points()})
	}
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		t.Fatal(err)
	}
	p = p.WithTexts(texts)
	if _, err := Write(p, WriteOptions{}); !errors.Is(err, ErrLimit) {
		t.Errorf("70 MB: %v", err)
	}
	b, err := Write(p, WriteOptions{Large: true})
	if err != nil || len(b) < maxBytes {
		t.Fatalf("%v: %d MB for a large machine", err, len(b)>>20)
	}
	if _, _, err := Read(b, ReadOptions{}); !errors.Is(err, ErrLimit) {
		t.Errorf("read again: %v", err)
	}
	if q, _, err := Read(b, ReadOptions{Large: true}); err != nil || q.Documents.Len() != 5 {
		t.Errorf("read again on a large machine: %v", err)
	}
	if b, err := Write(p, WriteOptions{Documents: []string{rs[0].Stamped().ID}}); err != nil || len(b) > 15<<20 {
		t.Errorf("a part of it: %v, %d bytes", err, len(b))
	}
}

// pythonFiles writes a project in every format, each in a folder of its key.
func pythonFiles(t *testing.T, dir string, p *annotations.Project, o WriteOptions) {
	t.Helper()
	for _, f := range Formats {
		if f.Write == nil {
			continue
		}
		files, err := f.Write(p, o)
		if err != nil {
			t.Fatal(err)
		}
		folder := filepath.Join(dir, f.Key)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if err := os.WriteFile(filepath.Join(folder, file.Name), file.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestPython has Python read every export and compare each span with its text:
// another implementation of strings, and the one most will use.
func TestPython(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3")
	}
	dir := t.TempDir()
	cases, _ := filepath.Glob("testdata/*.txt")
	for _, path := range cases {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p := parse(t, string(a.Files[0].Data))
		for name, o := range map[string]WriteOptions{
			"usual":   {},
			"chosen":  {Tags: "bioes", Overlap: "innermost", Unit: offsetUnit, Excel: true, Predictions: true, Anonymous: true},
			"longest": {Overlap: "longest", Unit: unitUTF16},
			"first":   {Tags: "iob2", Overlap: "first"},
		} {
			pythonFiles(t, filepath.Join(dir, strings.TrimSuffix(filepath.Base(path), ".txt")+", "+name), p, o)
		}
	}
	out, err := exec.Command(python, "testdata/check.py", dir).CombinedOutput()
	if err != nil || !strings.HasPrefix(string(out), "checked ") {
		t.Errorf("%v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(dir, "crossing, usual", "jsonl", "bad.jsonl"), []byte(`{"text":"a😀b","spans":[{"start":2,"end":3,"quote":"😀","parts":[]}]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(python, "testdata/check.py", dir).CombinedOutput(); err == nil {
		t.Errorf("a wrong span passes: %s", out)
	}
}
