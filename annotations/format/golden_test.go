package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// TestGolden compares what every format makes of the cases in testdata: a
// sentence, the project in the notation of annotationstest, and a section a
// file that is written. With GLOSS_GOLDEN=update the sections are written anew: all first
// files, and others where there is a section for them.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(bytes.TrimSpace(a.Comment)) == 0 || len(a.Files) == 0 || a.Files[0].Name != "input" {
		t.Fatal("a case begins with a sentence and its input")
	}
	p, err := annotationstest.Parse(string(a.Files[0].Data))
	if err != nil {
		t.Fatal(err)
	}
	got := sections(t, p)
	if os.Getenv("GLOSS_GOLDEN") == "update" {
		rewrite(t, path, a, got)
		return
	}
	for _, f := range a.Files[1:] {
		want, ok := got[f.Name]
		if !ok {
			t.Errorf("no format writes the section %s", f.Name)
		} else if want != string(f.Data) {
			t.Errorf("%s is\n%s\nnot\n%s", f.Name, want, f.Data)
		}
		delete(got, f.Name)
	}
	for name := range got {
		if !strings.Contains(name, "/") {
			t.Errorf("there is no section %s: run make golden", name)
		}
	}
}

func rewrite(t *testing.T, path string, a *txtar.Archive, got map[string]string) {
	asked := map[string]bool{}
	for _, f := range a.Files {
		asked[f.Name] = true
	}
	out := &txtar.Archive{Comment: a.Comment, Files: a.Files[:1]}
	for _, name := range sorted(got) {
		if asked[name] || !strings.Contains(name, "/") {
			out.Files = append(out.Files, txtar.File{Name: name, Data: []byte(got[name])})
		}
	}
	if err := os.WriteFile(path, txtar.Format(out), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sorted puts the sections in the order of the formats.
func sorted(sections map[string]string) (out []string) {
	for _, f := range Formats {
		var names []string
		for name := range sections {
			if name == f.Key || strings.HasPrefix(name, f.Key+"/") || name == f.Key+" losses" {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		out = append(out, names...)
	}
	return out
}

// sections writes p in every format: the first file under the format's key,
// others under key/name, losses under "key losses".
func sections(t *testing.T, p *annotations.Project) map[string]string {
	out := map[string]string{}
	for _, f := range Formats {
		if f.Write == nil {
			continue
		}
		files, err := f.Write(p, WriteOptions{})
		if err != nil {
			t.Fatalf("%s: %v", f.Key, err)
		}
		for i, file := range files {
			name := f.Key
			if i > 0 {
				name += "/" + file.Name
			}
			out[name] = readable(file)
		}
		if ls := f.Losses(p, WriteOptions{}); len(ls) > 0 {
			var b strings.Builder
			for _, l := range ls {
				fmt.Fprintf(&b, "%d %s: %s\n", l.Count, l.What, strings.Join(l.Examples, "; "))
			}
			out[f.Key+" losses"] = b.String()
		}
	}
	return out
}

// readable shortens what is the same in every file, and ends it with a line
// feed as a section must.
func readable(f File) string {
	s := string(f.Data)
	if isZip(f.Data) {
		s = shown(f.Data)
	}
	var fixed bytes.Buffer
	if err := json.Indent(&fixed, []byte(context), "  ", "  "); err != nil {
		panic(err)
	}
	s = strings.Replace(s, fixed.String(), "…", 1)
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}

// TestCanonicalForm shows that the form is the one that any JSON tool with two
// spaces of indent writes.
func TestCanonicalForm(t *testing.T) {
	p, err := annotationstest.Parse("# <T> & \"U\"\n[claim:a@q <b>\u2028\\\\ 😀]\n@ q Q\n! a note=<i>\n")
	if err != nil {
		t.Fatal(err)
	}
	b, err := Write(p, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, b, "", "  "); err != nil || !bytes.Equal(out.Bytes(), b) {
		t.Errorf("%v: indented it is\n%s", err, out.Bytes())
	}
	if !bytes.Contains(b, []byte("<b>\u2028\\\\ 😀")) {
		t.Error("something is escaped that need not be")
	}
}
