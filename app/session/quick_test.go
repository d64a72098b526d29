package session

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// Whatever a project holds is read as encoding/json reads it, and what is usual
// is not left to that.
func TestQuick(t *testing.T) {
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		var q quick
		for _, k := range annotations.Kinds {
			for _, r := range p.Versions(k) {
				v, err := encode(r)
				if err != nil {
					t.Fatal(err)
				}
				want := annotations.NewRecord(k)
				if err := json.Unmarshal([]byte(v), want); err != nil {
					t.Fatal(err)
				}
				got := q.record(k, v)
				if got == nil {
					continue
				}
				read++
				if d := cmp.Diff(want, got); d != "" {
					t.Fatalf("%s: %s", v, d)
				}
			}
		}
	})
	if read < 100 {
		t.Errorf("%d records were read", read)
	}
	var q quick
	for _, v := range []string{
		`{"id":"a","document":"d","parts":[{"start":0,"end":1,"exact":"\"x\u003c"}],"label":"claim","version":[{"actor":"t","n":1}]}`,
	} {
		if q.record(annotations.KindAnnotation, v) == nil {
			t.Errorf("not read: %s", v)
		}
	}
}

// What is read at all is read as encoding/json reads it.
func FuzzQuick(f *testing.F) {
	for _, v := range []string{
		`{"id":"a","parts":[{"start":0,"end":1,"exact":"x"}]}`, `{"id":"a",}`, `{"id":"a"} `, `{}`, `{"points":007}`, `{"points":-0}`, `{"points":-01}`, `{"points":}`,
		`{"id":"a\u0000\ud83d\ude00"}`, `{"id":"\`, `{"folds":[]}`, `{"raw":{"bom":true}}`, `{"deleted":truefalse}`, `{"id":null}`, `[`, ``,
	} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v string) {
		if !utf8.ValidString(v) {
			t.Skip("storage holds text")
		}
		var q quick
		for _, k := range annotations.Kinds {
			got := q.record(k, v)
			if got == nil {
				continue
			}
			want := annotations.NewRecord(k)
			if err := json.Unmarshal([]byte(v), want); err != nil {
				t.Fatalf("%q is read, but: %v", v, err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Fatal(d)
			}
		}
	})
}
