package suggest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/suggest"
)

func build(t *testing.T, src string) (*annotations.Project, *suggest.Index) {
	t.Helper()
	p, err := annotationstest.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	x, err := suggest.Build(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p, x
}

// related shows what is suggested for an annotation: type, rule, words.
func related(p *annotations.Project, x *suggest.Index, name string) string {
	a, _ := p.Annotations.Get(annotationstest.ID(name))
	var out []string
	for _, s := range suggest.Related(p, x, a, annotationstest.ID("ana")) {
		out = append(out, fmt.Sprintf("%s %s: %s", s.Type, s.Rule, s.To.Text))
	}
	return strings.Join(out, "\n")
}

func TestRules(t *testing.T) {
	for _, c := range []struct{ name, here, there, want string }{
		{"another number", "the crash near Aktau [fact:a claimed 35 lives]", "In Aktau [fact:b 38 people were killed] that day.", "contradicts number"},
		{"a sum that agrees", "the crash near Aktau [fact:a claimed the lives of 35 passengers and three crew members]", "In Aktau [fact:b 38 people were killed] that day.", "same-claim number"},
		{"another cause", "near Aktau [claim:a the crash was caused by a flock of birds]", "near Aktau [claim:b the jet was hit by a missile]", "contradicts number"},
		{"not of one matter", "near Aktau [fact:a 35 people died]", "near Aktau [fact:b 12 ships were sunk]", ""},
		{"other words", "[claim:a had requested an emergency landing in Aktau shortly before the crash]", "[claim:b had asked for an emergency landing in Aktau shortly before the disaster]", "same-claim words"},
		{"a hedge", "[claim:a the aircraft was likely damaged by elements of the unit]", "[claim:b the aircraft was damaged by elements of the unit]", "same-claim hedge"},
		{"a denial", "[claim:a Kyiv took part in attacks on civilian targets]", "[claim:b Kyiv took no part in attacks on civilian targets]", "contradicts denial"},
		{"a quotation", "[claim:a it was hit, he said, by “penetrating elements of the combat unit”]", "[claim:b the report speaks of «elements of the combat unit, perhaps»]", "same-claim quote"},
		{"nothing", "[claim:a The weather was fine in May]", "[claim:b Nobody asked the umbrella maker]", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, x := build(t, "# A\n"+c.here+"\n# B\n"+c.there+"\n")
			for _, name := range []string{"a", "b"} {
				got, _, _ := strings.Cut(related(p, x, name), ":")
				if got != c.want {
					t.Errorf("%s: %q, not %q", name, got, c.want)
				}
			}
		})
	}
}

const three = `# A
The crash near Aktau [fact:a claimed 35 lives], and [fact:a2 38 people were killed] in all.
# B
In Aktau [fact:b 38 people were killed] that day.
# C
Near Aktau 38 people were killed in the crash. It rained.
`

func TestRelatedLeavesOut(t *testing.T) {
	p, x := build(t, three)
	if got := related(p, x, "a"); strings.Count(got, "\n") != 1 || strings.Contains(got, "a2") {
		t.Fatalf("from two other articles:\n%s", got)
	}
	with := func(rs ...annotations.Record) *annotations.Project {
		q, err := annotations.ProjectOf(rs...)
		if err != nil {
			t.Fatal(err)
		}
		return annotations.Merge(p, q)
	}
	a, b := annotationstest.ID("a"), annotationstest.ID("b")
	stamp := annotations.Stamp{ID: "r", By: annotationstest.ID("ana")}
	theirs := annotations.Stamp{ID: "r", By: annotationstest.ID("ben")}
	full := related(p, x, "a")
	sentence := suggest.Passage{}
	record, _ := p.Annotations.Get(a)
	for _, s := range suggest.Related(p, x, record, stamp.By) {
		if s.To.Annotation == "" {
			sentence = s.To
		}
	}
	for _, c := range []struct {
		name string
		r    annotations.Record
		want int
	}{
		{"related by me", &annotations.Relation{Stamp: stamp, From: b, To: a, Type: "updates"}, 1},
		{"related by another", &annotations.Relation{Stamp: theirs, From: a, To: b, Type: "updates"}, 2},
		{"refused by me", &annotations.Dismissal{Stamp: stamp, From: a, To: b}, 1},
		{"refused from the other side", &annotations.Dismissal{Stamp: stamp, From: b, To: a}, 1},
		{"refused by another", &annotations.Dismissal{Stamp: theirs, From: a, To: b}, 2},
		{"a sentence refused", &annotations.Dismissal{Stamp: stamp, From: a, Document: sentence.Document, Passage: sentence.Span}, 1},
		{"refused and taken back", annotations.Delete(&annotations.Dismissal{Stamp: stamp, From: a, To: b}), 2},
	} {
		if got := related(with(c.r), x, "a"); len(strings.Split(got, "\n")) != c.want {
			t.Errorf("%s:\n%s\nof\n%s", c.name, got, full)
		}
	}
}

// After any changes an index that was brought up to date knows the passages that
// one built anew knows, and suggests the same of each where nothing but their
// weights may differ.
func TestUpdate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := annotationstest.Project(t), annotationstest.Project(t)
		x, err := suggest.Build(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		p = annotations.Merge(p, q)
		x, err = x.Update(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		y, err := suggest.Build(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := passages(x), passages(y); !slices.Equal(a, b) {
			t.Fatalf("%q, built anew %q", a, b)
		}
		for a := range p.Annotations.All() {
			checkSuggestions(t, p, a, suggest.Related(p, x, a, a.By))
		}
	})
}

func passages(x *suggest.Index) (out []string) {
	for _, p := range x.Passages() {
		out = append(out, fmt.Sprintf("%s %s %s %q", p.Annotation, p.Document, p.Span, p.Text))
	}
	slices.Sort(out)
	return out
}

// checkSuggestions checks what holds of all suggestions.
func checkSuggestions(t *rapid.T, p *annotations.Project, a *annotations.Annotation, all []suggest.Suggestion) {
	last := 2.0
	for _, s := range all {
		switch text, ok := p.Text(s.To.Document); {
		case s.To.Document == a.Document, s.Score <= 0, s.Score > last, s.Reason == "", s.Type == "":
			t.Fatalf("%+v for %s", s, a.ID)
		case s.To.Annotation != "":
			if b, ok := p.Annotations.Get(s.To.Annotation); !ok || b.Exact() != s.To.Text {
				t.Fatalf("%+v is not %+v", s, b)
			}
		case !ok || text.Slice(s.To.Span) != s.To.Text:
			t.Fatalf("%+v does not say so", s)
		}
		last = s.Score
	}
}
