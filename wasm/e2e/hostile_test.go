//go:build !js

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files that are no articles, and annotation files that lie or want to hurt:
// each is answered by a sentence, and the app goes on.
func TestHostileFiles(t *testing.T) {
	const project = `{"type": "AnnotationCollection", "conformsTo": "urn:x-gloss:format:1", "formatVersion": "1.0.0", "total": 0`
	files := []file{
		{"empty.txt", nil},
		{"spaces.txt", []byte(" \n\t\n ")},
		{"latin.txt", []byte("Headline\n\nCaf\xe9 au lait, \xff\xfe\xfd.")},
		{"picture.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01")},
		{"deep.json", []byte(strings.Repeat("[", 100_000))},
		{"deeper.gloss.json", []byte(project + `, "items": ` + strings.Repeat(`[`, 100_000) + strings.Repeat("]", 100_000) + "}")},
		{"twice.gloss.json", []byte(project + `, "items": [], "items": []}`)},
		{"surrogate.gloss.json", []byte(project + `, "label": "\ud800 alone"}`)},
		{"number.gloss.json", []byte(project + `, "items": [{"type": "Annotation", "id": "urn:x:1", "target": {"source": "urn:x:d", "selector": {"type": "TextPositionSelector", "start": 1e999, "end": ` + strings.Repeat("9", 5000) + `}}}]}`)},
		{"cut.gloss.json", []byte(project + `, "items": [{"type": "Annot`)},
		{"newer.gloss.json", []byte(`{"type": "AnnotationCollection", "conformsTo": "urn:x-gloss:format:2", "formatVersion": "2.0.0", "total": 0}`)},
		{"proto.gloss.json", []byte(project + `, "__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}`)},
		{"other.json", []byte(`{"a": [1, 2, 3]}`)},
	}
	each(t, func(t *testing.T, a *app) {
		before := a.listed()
		a.open(files...)
		report := a.report()
		if len(report) != len(files) {
			t.Fatalf("%+v", report)
		}
		for i, l := range report {
			if l.Name != files[i].name || l.Outcome == "" || strings.Contains(l.Outcome+l.Details, "internal error") || strings.Contains(l.Outcome, "runtime error") {
				t.Errorf("%s is answered by %q", files[i].name, l.Outcome)
			}
			if l.Bad == (l.Name == "proto.gloss.json") { // which holds nothing, and nothing that hurts
				t.Errorf("%s: %s", l.Name, l.Outcome)
			}
		}
		a.alive()

		large := filepath.Join(a.t.TempDir(), "large.txt")
		if err := os.WriteFile(large, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(large, 64<<20+1); err != nil {
			t.Fatal(err)
		}
		a.upload(large)
		if l := a.report(); !strings.Contains(l[0].Outcome, "too large") {
			t.Errorf("%+v", l)
		}
		a.alive()
		if after := a.listed(); strings.Join(after, "\n") != strings.Join(before, "\n") {
			t.Errorf("listed were %q and are %q", before, after)
		}
		var polluted bool
		a.Eval(`return ({}).polluted === true`, &polluted)
		if polluted {
			t.Error("a file has changed the prototype of all objects")
		}
	})
}
