package consistency_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/board"
	"gloss/annotations/consistency"
)

// found shows findings as "rule name other".
func found(t *testing.T, p *annotations.Project) string {
	t.Helper()
	all, err := consistency.Check(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range all {
		at := f.Annotation
		if d, ok := p.Documents.Get(f.Document); at == "" && ok {
			at = d.Title
		}
		out = append(out, strings.ReplaceAll(strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Rule, at, f.Other)), annotationstest.ID(""), ""))
	}
	return strings.Join(out, "; ")
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"all well", "# A\n[claim:a@q The sky is blue], he said.\n@ q Queen\n! a words=he\n", ""},
		{"fact here, opinion there", "# A\n[fact:a The sky is blue today].\n# B\n[opinion:b the sky is “blue” today]", "labels a b|labels b a"},
		{"by two people", "# A\n[fact:a The sky is blue today].\n# B\n[opinion:b/ben The sky is blue today]", ""},
		{"too short to tell", "# A\n[fact:a blue today].\n# B\n[opinion:b blue today]", ""},
		{"a claim about nobody", "# A\n[claim:a The sky is blue]\n! a words=he", "claim a"},
		{"a claim of nobody", "# A\n[claim:a@q The sky is blue]\n@ q Queen", "claim a"},
		{"about none of these", "# A\n[claim:a@nil The sky is blue]\n! a words=he", ""},
		{"a blank at an edge", "# A\nThe [fact:a sky ]is blue", "edges a"},
		{"a blank in a later part", "# A\nThe [fact:a sky] is [fact:a blue ]today", "edges a"},
		{"twice", "# A\n[fact:a [fact:b The sky]] is blue", "duplicate b a|duplicate a b"},
		{"nested, not twice", "# A\n[fact:a The [fact:b sky]] is blue", ""},
		{"twice by two people", "# A\n[fact:a [fact:b/ben The sky]] is blue", ""},
		{"twice, about others", "# A\n[:a@q [:b@r The sky]] is blue\n@ q Queen\n@ r Rook", ""},
		{"both the same and not", "# A\n[fact:a The sky]\n# B\n[fact:b The sea]\n> a same-claim b\n> b contradicts a", "relations a b|relations b a"},
		{"untouched", "# A\nThe sky", "untouched A"},
		{"done and empty", "# A\nThe sky\n! done ana\n# B\n[fact:b The sea]", "empty A"},
		{"done by one, marked by another", "# A\n[fact:a/ben The sky]\n! done ana\n# B\n[fact:b The sea]", "empty A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := annotationstest.Parse(c.src)
			if err != nil {
				t.Fatal(err)
			}
			if got := found(t, p); !slices.Contains(strings.Split(c.want, "|"), got) {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

func TestCheckVersionsAndExcluded(t *testing.T) {
	p, err := annotationstest.Parse("# A\n[fact:a The sky]\n# B\nNothing\n")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := p.Annotations.Get(annotationstest.ID("a"))
	other := a.With(func(a *annotations.Annotation) {
		a.Label, a.Version = "opinion", annotations.Version{{Actor: "u", N: 1}}
	})
	b := *docs(p)["B"]
	b.Excluded, b.Version = true, annotations.Version{{Actor: "t", N: 2}}
	q, err := annotations.ProjectOf(other, &b)
	if err != nil {
		t.Fatal(err)
	}
	if got := found(t, annotations.Merge(p, q)); got != "versions a" {
		t.Error(got)
	}
}

// TestConflicts shows that sources which give different values are found until a
// relation says what they are to each other, or one of them is out of date.
func TestConflicts(t *testing.T) {
	const src = "# One\n[fact:a 35 people] died.\n# Two\n[fact:b 38 people] died.\n# Three\n[fact:c thirty-five] died.\n"
	for _, c := range []struct{ name, relations, want string }{
		{"nobody related them", "", "conflicts b a"},
		{"a relation between others", "> a same-claim c\n", "conflicts b a"},
		{"related", "> a contradicts b\n> c contradicts b\n", ""},
		{"one updates the others", "> b updates a\n> b updates c\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := annotationstest.Parse(src + c.relations)
			if err != nil {
				t.Fatal(err)
			}
			q := *board.StandardOf("dead")
			q.Version = annotations.Version{{Actor: "t", N: 1}}
			rs := []annotations.Record{&q}
			for name, raw := range map[string]string{"a": "35", "b": "38", "c": "thirty-five"} {
				a, _ := p.Annotations.Get(annotationstest.ID(name))
				rs = append(rs, &annotations.Answer{
					Stamp:    annotations.Stamp{ID: "urn:x-gloss:answer:" + name, By: a.By, Version: q.Version},
					Question: q.ID, Document: a.Document, Passages: []string{a.ID}, Raw: raw,
				})
			}
			more, err := annotations.ProjectOf(rs...)
			if err != nil {
				t.Fatal(err)
			}
			p = annotations.Merge(p, more)
			if got := found(t, p); got != c.want {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

func docs(p *annotations.Project) map[string]*annotations.Document {
	out := map[string]*annotations.Document{}
	for d := range p.Documents.All() {
		out[d.Title] = d
	}
	return out
}

// Every finding leads to something that is there; findings are in order, the
// same whenever asked for, and a step can stop it.
func TestFindingsLead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		all, err := consistency.Check(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := consistency.Check(p, nil)
		if !slices.Equal(all, again) {
			t.Fatal("another time, other findings")
		}
		for _, f := range all {
			if d, ok := p.Documents.Get(f.Document); !ok || d.Excluded {
				t.Fatalf("%+v: no document", f)
			}
			if f.Annotation == "" {
				continue
			}
			a, ok := p.Annotations.Get(f.Annotation)
			if !ok || a.Document != f.Document || a.Extent() != f.Span || a.By != f.Person {
				t.Fatalf("%+v: not %+v", f, a)
			}
			if _, ok := p.Annotations.Get(f.Other); f.Other != "" && !ok {
				t.Fatalf("%+v: no other", f)
			}
		}
		stop := errors.New("stop")
		if _, err := consistency.Check(p, func(int, int) error { return stop }); err != nil && !errors.Is(err, stop) {
			t.Fatal(err)
		}
	})
}
