package suggest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/article"
	"gloss/annotations/suggest"
)

// expected is a relation one would expect, between annotations.
type expected struct{ kind, from, to string }

// TestExpectedRelations counts how many of the relations that one would expect
// between five accounts of one event are among the first five suggestions, when
// their passages are annotated among all other sentences: R@5, as REVIEW 5 E
// counts. A relation counts when either end leads to the other.
//
// The lists were written before any score was seen; but who wrote the list of
// causes in matter.go knew these articles. On others expect less of the
// contradictions: without that list R@5 of them is .64 and .67 here.
func TestExpectedRelations(t *testing.T) {
	for _, c := range []struct {
		list, articles string
		same, contra   float64 // what is asked for at least
	}{
		{"testdata/shared.txt", "../../../shared/articles/*.txt", 0.9, 0.8},
		{"testdata/library.txt", "../../assets/library/*.txt", 0.85, 0.75},
	} {
		t.Run(filepath.Base(c.list), func(t *testing.T) {
			p, want := corpus(t, c.list, c.articles)
			x, err := suggest.Build(p, nil)
			if err != nil {
				t.Fatal(err)
			}
			found, all, typed := map[string]float64{}, map[string]float64{}, 0.0
			for _, w := range want {
				all[w.kind]++
				at, kind := rank(p, x, w)
				if at <= 5 {
					found[w.kind]++
				}
				if kind == w.kind {
					typed++
				}
				if at > 5 || kind != w.kind {
					a, _ := p.Annotations.Get(w.from)
					b, _ := p.Annotations.Get(w.to)
					t.Logf("%s at %d as %q: %s | %s", w.kind, at, kind, a.Exact(), b.Exact())
				}
			}
			same, contra := found["same-claim"]/all["same-claim"], found["contradicts"]/all["contradicts"]
			t.Logf("R@5 same-claim %.2f of %.0f, contradicts %.2f of %.0f; of the type expected %.2f", same, all["same-claim"], contra, all["contradicts"], typed/float64(len(want)))
			if same < c.same || contra < c.contra {
				t.Error("fewer than there were")
			}
		})
	}
}

// rank returns where the relation stands among the suggestions, from 1, and as
// what; 99 when it is not there.
func rank(p *annotations.Project, x *suggest.Index, w expected) (int, string) {
	at, kind := 99, ""
	for _, ends := range [][2]string{{w.from, w.to}, {w.to, w.from}} {
		a, _ := p.Annotations.Get(ends[0])
		b, _ := p.Annotations.Get(ends[1])
		for i, s := range suggest.Related(p, x, a, a.By) {
			hit := s.To.Annotation == b.ID || s.To.Document == b.Document && s.To.Overlaps(b.Extent())
			if hit && i+1 < at {
				at, kind = i+1, s.Type
			}
		}
	}
	return at, kind
}

// corpus makes a project of articles in which the passages of a list are
// annotated.
func corpus(t *testing.T, list, articles string) (*annotations.Project, []expected) {
	t.Helper()
	paths, _ := filepath.Glob(articles)
	if len(paths) == 0 {
		t.Skip("no articles")
	}
	texts := map[string]annotations.Text{}
	var records []annotations.Record
	var loaded []annotations.Text
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, text, err := article.Parse(filepath.Base(path), data, article.Options{})
		if err != nil {
			t.Fatal(err)
		}
		records, loaded = append(records, d), append(loaded, text)
		name := filepath.Base(path)
		texts[name[:strings.IndexAny(name, "_-")]] = text
	}
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var want []expected
	made := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 5 {
			continue
		}
		mark := func(name, words string) string {
			id := "urn:x-gloss:test:" + name + ":" + words
			text := texts[name]
			at := strings.Index(text.String(), words)
			if at < 0 {
				t.Fatalf("%s: no %q", name, words)
			}
			s := annotations.Span{Start: text.ByteToPoint(at), End: text.ByteToPoint(at + len(words))}
			if !made[id] {
				made[id] = true
				records = append(records, &annotations.Annotation{
					Stamp: annotations.Stamp{ID: id, By: "ana"}, Target: annotations.TargetOf(text.ID(), text, s), Label: "claim",
				})
			}
			return id
		}
		want = append(want, expected{f[0], mark(f[1], f[2]), mark(f[3], f[4])})
	}
	p, err := annotations.ProjectOf(records...)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range loaded {
		p = p.WithText(text)
	}
	return p, want
}

// Prints what is suggested for a passage, for looking at: SUGGEST=words.
func TestShow(t *testing.T) {
	words := os.Getenv("SUGGEST")
	if words == "" {
		t.Skip()
	}
	for _, c := range [][2]string{{"testdata/shared.txt", "../../../shared/articles/*.txt"}, {"testdata/library.txt", "../../assets/library/*.txt"}} {
		p, _ := corpus(t, c[0], c[1])
		x, _ := suggest.Build(p, nil)
		for a := range p.Annotations.All() {
			if strings.Contains(a.Exact(), words) {
				fmt.Println(a.Exact())
				for _, s := range suggest.Related(p, x, a, a.By) {
					fmt.Printf("  %.2f %s %s: %s | %s\n", s.Score, s.Type, s.Rule, s.Reason, s.To.Text)
				}
			}
		}
	}
}
