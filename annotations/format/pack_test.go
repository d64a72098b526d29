package format

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

func TestPack(t *testing.T) {
	p := parse(t, "# One\n[claim:a The [fact:b sky]] is.\n")
	s := annotations.BuiltinScheme()
	s.Guideline, s.Version = "Mark claims.", annotations.Version{{Actor: "t", N: 1}}
	q, err := annotations.ProjectOf(s)
	if err != nil {
		t.Fatal(err)
	}
	p = annotations.Merge(p, q)
	f, err := Pack(p, []string{"conll", "jsonl", "brat", "gloss"}, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := unzip(f.Data)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	want := []string{"LOSSES.txt", "README.md", "Test.gloss.json", "brat/One.ann", "brat/One.txt", "brat/annotation.conf", "conll/Test.conll", "guideline.md", "train.jsonl"}
	if !slices.Equal(names, want) || f.Name != "Test.zip" {
		t.Errorf("%s: %q", f.Name, names)
	}
	for _, s := range []string{"CoNLL (conll)\n", "     1  annotations that overlap others: the one that encloses or begins first is written\n        as sky\n"} {
		if !bytes.Contains(files[0].Data, []byte(s)) {
			t.Errorf("LOSSES.txt is without %q:\n%s", s, files[0].Data)
		}
	}
	got, ok := Detect(f.Data)
	if !ok {
		t.Fatal("a pack is not known")
	}
	back, _, err := got.Read(f.Data, ReadOptions{})
	if err != nil || annotationstest.Diff(p, back) != "" {
		t.Errorf("a pack reads back as another project: %v", err)
	}
	if _, err := Pack(p, []string{"webanno-tsv"}, WriteOptions{}); !errors.Is(err, ErrFormat) || !strings.Contains(err.Error(), "webanno-tsv") {
		t.Error(err)
	}
}

// TestPackIsStable packs any project in all formats, twice, to the same bytes.
func TestPackIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		one, err := Pack(p, nil, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if two, err := Pack(annotations.Merge(p, p), nil, WriteOptions{}); err != nil || !bytes.Equal(one.Data, two.Data) {
			t.Fatal("two packs of one project differ", err)
		}
		files, err := unzip(one.Data)
		if err != nil || !slices.IsSortedFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) }) {
			t.Fatal(err)
		}
	})
}
