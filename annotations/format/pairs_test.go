package format

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/board"
)

// answering puts passages on the board: each is the name of an annotation and,
// after "=", what it says; after "/" who read it, else ana.
func answering(t *testing.T, p *annotations.Project, q *annotations.Question, answers ...string) *annotations.Project {
	t.Helper()
	rs := []annotations.Record{q}
	for i, line := range answers {
		name, raw, _ := strings.Cut(line, "=")
		raw, by, _ := strings.Cut(raw, "/")
		if by == "" {
			by = "ana"
		}
		a, ok := p.Annotations.Get(annotationstest.ID(name))
		if !ok {
			t.Fatal(name)
		}
		rs = append(rs, &annotations.Answer{
			Stamp:    annotations.Stamp{ID: fmt.Sprintf("%s-%d", q.ID, i), By: annotationstest.ID(by), Version: annotations.Version{{Actor: "t", N: 1}}},
			Question: q.ID, Document: a.Document, Passages: []string{a.ID}, Raw: raw,
		})
	}
	more, err := annotations.ProjectOf(rs...)
	if err != nil {
		t.Fatal(err)
	}
	return annotations.Merge(p, more)
}

// said lists pairs as "premise | hypothesis: label (why)", in order.
func saidPairs(t *testing.T, p *annotations.Project, o WriteOptions) (out []string) {
	t.Helper()
	files, err := writeNLI(p, o)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(files[0].Data)) {
		var x map[string]any
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatal(err)
		}
		why := fmt.Sprint(x["relation"], x["question"])
		out = append(out, fmt.Sprintf("%s | %s: %s (%s)", x["premise"], x["hypothesis"], x["label"], why))
	}
	slices.Sort(out)
	return out
}

func TestPairsOfTheBoard(t *testing.T) {
	p := parse(t, `# One
[claim:a 35 died]. [claim:z 40 died].
# Two
[claim:b 38 died].
# Three
[claim:c 35 passengers and three crew died].
# Four
[claim:d At least 30 died].
`)
	dead := board.StandardOf("dead")
	p = answering(t, p, dead, "a=35", "b=38", "c=35 passengers and three crew", "d=at least 30")
	want := []string{"35 died | 35 passengers and three crew died: contradiction (How many died?)", "35 died | 38 died: contradiction (How many died?)"}
	turned := func(s []string) []string {
		for i := range s {
			if sides, rest, _ := strings.Cut(s[i], ": "); strings.HasSuffix(sides, "| 35 died") {
				s[i] = "35 died | " + strings.TrimSuffix(sides, " | 35 died") + ": " + rest
			}
		}
		slices.Sort(s)
		return s
	}
	if got := turned(saidPairs(t, p, WriteOptions{})); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	two := answering(t, p, dead, "z=40/ben")
	if got := saidPairs(t, two, WriteOptions{}); strings.Contains(strings.Join(got, "\n"), "35 died | 40 died") || strings.Contains(strings.Join(got, "\n"), "40 died | 35 died") {
		t.Errorf("two readers of one article are set against each other: %q", got)
	}
	one, _ := p.Annotations.Get(annotationstest.ID("a"))
	if got := saidPairs(t, p, WriteOptions{Documents: []string{one.Document}}); len(got) != 0 {
		t.Errorf("of one document: %q", got)
	}
	files, err := writeAveritec(p, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{`"claim":"38 died"`, `"Conflicting Evidence/Cherrypicking"`, `"Refuted"`, `"question":"How many died?"`, `"value":"38"`} {
		if words != `"Refuted"` && !strings.Contains(string(files[0].Data), words) {
			t.Errorf("no %s in %s", words, files[0].Data)
		}
	}
	var claims []struct{ Claim, Label string }
	if err := json.Unmarshal(files[0].Data, &claims); err != nil || len(claims) != 4 {
		t.Fatal(err, claims)
	}
	for _, c := range claims {
		if want := map[bool]string{true: "Supported", false: "Conflicting Evidence/Cherrypicking"}[c.Claim == "At least 30 died"]; c.Label != want {
			t.Errorf("%s: %s, want %s", c.Claim, c.Label, want)
		}
	}
}

// Pairs, clusters and splits are the same whatever order the records came in;
// what relations and questions tie together is in one split, and each side is in
// its text.
func TestPairsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		x, err := pairsOf(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		tied := func(a, b string) {
			if x.split(a) != x.split(b) {
				t.Fatalf("%s and %s are apart", a, b)
			}
		}
		for r := range p.Relations.All() {
			if from, to := x.w.written(r.From), x.w.written(r.To); from != nil && to != nil {
				tied(from.Document, to.Document)
			}
		}
		for _, q := range x.pairs {
			tied(q.from.Document, q.to.Document)
			if q.from.ID == q.to.ID || x.w.written(q.from.ID) == nil || x.w.written(q.to.ID) == nil {
				t.Fatalf("%+v", q)
			}
		}
		in := map[string]bool{}
		for _, members := range x.claims() {
			if len(members) < 2 {
				t.Fatal("a cluster of one")
			}
			for _, a := range members {
				if in[a.ID] {
					t.Fatal("in two clusters")
				}
				in[a.ID] = true
			}
		}
	})
}
