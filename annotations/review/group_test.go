package review

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"gloss/annotations"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// vector is an annotation in vectors of grouping, and in tables.
type vector struct {
	ID, Annotator, Label string
	Start, End           int
	Entities             []string
}

func (v vector) annotation() *annotations.Annotation {
	return &annotations.Annotation{
		Stamp: annotations.Stamp{ID: v.ID, By: v.Annotator, Version: annotations.Version{{Actor: "t", N: 1}}}, Label: v.Label,
		Entities: v.Entities,
		Target:   annotations.Target{Document: "doc", Parts: []annotations.Part{{Span: annotations.Span{Start: v.Start, End: v.End}}}},
	}
}

func done(person string) *annotations.Progress {
	return &annotations.Progress{
		Stamp:    annotations.Stamp{ID: annotations.ProgressID("doc", person), By: person, Version: annotations.Version{{Actor: "t", N: 1}}},
		Document: "doc", State: annotations.Done,
	}
}

// projectOf makes a project of annotations of one document, by people of whom
// some are done.
func projectOf(t rapid.TB, marks []vector, voters ...string) *annotations.Project {
	t.Helper()
	var rs []annotations.Record
	for _, m := range marks {
		rs = append(rs, m.annotation())
	}
	for _, person := range voters {
		rs = append(rs, done(person))
	}
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func casesOf(t rapid.TB, p *annotations.Project, document string) []Case {
	t.Helper()
	cases, err := Cases(p, document, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func ids(members []Member) []string {
	out := []string{}
	for _, m := range members {
		out = append(out, m.ID)
	}
	return out
}

// grouped is a case as the vectors have it.
type grouped struct {
	Members, Parts []string
	Kind           string
	Votes          map[string]int
	Missing        []string
	Proposal       *struct {
		Start, End int
		Label      string
	}
	Auto bool
}

func (g *grouped) fill(c Case, voters []string, label map[string]string) {
	g.Members, g.Parts, g.Kind, g.Auto = ids(c.Members), ids(c.Parts), string(c.Kind), c.Complete
	g.Votes, g.Missing = map[string]int{}, []string{}
	for _, m := range c.Members {
		g.Votes[label[m.ID]]++
	}
	for _, person := range voters { // there, somebody who marked parts alone is missing
		if !slices.ContainsFunc(c.Members, func(m Member) bool { return m.By == person }) {
			g.Missing = append(g.Missing, person)
		}
	}
	if a := c.Proposal; a != nil {
		g.Proposal = &struct {
			Start, End int
			Label      string
		}{a.extent().Start, a.extent().End, a.Label}
	}
}

func TestVectors(t *testing.T) {
	data, err := os.ReadFile("../../../shared/vectors/review/grouping.json")
	if err != nil {
		t.Skip("no vectors here")
	}
	var file struct {
		Vectors []struct {
			ID          string
			Annotators  []string
			Annotations []vector
			Expected    []grouped
		}
	}
	if err := json.Unmarshal(data, &file); err != nil || len(file.Vectors) != 6 {
		t.Fatal(err, len(file.Vectors))
	}
	for _, v := range file.Vectors {
		t.Run(v.ID, func(t *testing.T) {
			label := map[string]string{}
			for _, a := range v.Annotations {
				label[a.ID] = a.Label
			}
			cases := casesOf(t, projectOf(t, v.Annotations, v.Annotators...), "doc")
			got := make([]grouped, len(cases))
			for i, c := range cases {
				got[i].fill(c, v.Annotators, label)
			}
			if diff := cmp.Diff(v.Expected, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// marked reads "who label start-end; …" and names marks a, b, c … in order.
func marked(s string) []vector {
	var out []vector
	for i, m := range strings.Split(s, "; ") {
		v := vector{ID: string(rune('a' + i))}
		if _, err := fmt.Sscanf(m, "%s %s %d-%d", &v.Annotator, &v.Label, &v.Start, &v.End); err != nil {
			panic(m + ": " + err.Error())
		}
		v.Label = strings.Trim(v.Label, "-")
		out = append(out, v)
	}
	return out
}

// show writes cases as "kind state a+b(parts)?silent", votes alone in capitals.
func show(cases []Case) string {
	var out []string
	for _, c := range cases {
		name := func(list []Member) string {
			var s []string
			for _, m := range list {
				if m.Counted {
					s = append(s, strings.ToUpper(m.ID))
				} else {
					s = append(s, m.ID)
				}
			}
			return strings.Join(s, "+")
		}
		s := fmt.Sprintf("%s %s %s", c.Kind, c.State, name(c.Members))
		if len(c.Parts) > 0 {
			s += "(" + name(c.Parts) + ")"
		}
		if len(c.Missing) > 0 {
			s += "?" + strings.Join(c.Missing, "+")
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestCases(t *testing.T) {
	for _, c := range []struct{ name, marks, voters, want string }{
		{"alike", "x claim 0-10; y claim 0-10", "x y", "agree agreed A+B"},
		{"touching", "x claim 0-10; y claim 10-20", "x y", "single partial A?y; single partial B?x"},
		{"a third overlaps", "x claim 0-20; y claim 10-30", "x y", "boundary disputed A+B"},
		{"less than a third", "x claim 0-20; y claim 11-30", "x y", "single partial A?y; single partial B?x"},
		{"no chains", "x claim 0-20; y claim 6-26; z claim 14-34", "x y z", "missing disputed A+B?z; single partial C?x+y"},
		{"best overlap first", "x claim 0-12; x claim 5-15; y claim 5-15", "x y", "single partial A?y; agree agreed B+C"},
		{"same label first", "x claim 0-10; x fact 0-10; y fact 0-10", "x y", "split disputed B+C(A)"},
		{"label", "x claim 0-10; y fact 0-12", "x y", "label disputed A+B"},
		{"one is silent", "x claim 0-10; y claim 0-10", "x y z", "missing partial A+B?z"},
		{"parts", "x claim 0-20; y claim 0-6; y claim 14-20", "x y", "split disputed A(B+C)"},
		{"four fifths lie within", "x claim 0-40; y claim 38-46; y fact 32-42", "x y", "split disputed A(C); single partial B?x"},
		{"what has a part is none", "x claim 0-90; y claim 0-29; z claim 0-9", "x y z", "split disputed B(C)?x; single partial A?y+z"},
		{"bare mentions apart", "x claim 0-10; y - 0-10; x - 2-4; y - 2-4", "x y", "single partial B?x; single partial A?y; agree agreed C+D"},
		{"not done is no vote", "x claim 0-10; y claim 0-10; z fact 0-10", "x y", "agree agreed A+B+c"},
		{"one is done", "x claim 0-10; y fact 0-10", "x", "single partial A+b"},
		{"only others", "x claim 0-10; y claim 0-10", "z", "missing partial a+b?z"},
		{"nobody is done", "x claim 0-10; y fact 0-10", "", "label disputed a+b"},
		{"nobody is done, all alike", "x claim 0-10; y claim 0-10", "", "agree partial a+b"},
		{"others join votes last", "z claim 0-10; x claim 2-12; y claim 4-14", "x y", "boundary disputed a+B+C"},
		{"others do not host votes", "z claim 0-50; x claim 4-14", "x", "single partial a?x; single partial B"},
		{"votes host others", "x claim 0-50; z claim 4-14", "x", "single partial A(b)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := projectOf(t, marked(c.marks), strings.Fields(c.voters)...)
			if got := show(casesOf(t, p, "doc")); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// The definition, step by step and slowly: everything is compared with
// everything, and every pair of groups asked anew.
func slowly(marks []mark) map[string]string {
	slices.SortFunc(marks, compareMarks)
	groups := make([][]int, len(marks))
	parts := make([][]int, len(marks))
	of := make([]int, len(marks))
	var pairs []pair
	for i := range marks {
		groups[i], of[i] = []int{i}, i
		for j := range i {
			if a, b := &marks[j], &marks[i]; a.common(b) > 0 && !a.apart(b) {
				pairs = append(pairs, pair{i: int32(j), j: int32(i), common: a.common(b), union: a.size + b.size - a.common(b), unlike: a.label != b.label})
			}
		}
	}
	slices.SortFunc(pairs, comparePairs)
	for _, p := range pairs {
		a, b := min(of[p.i], of[p.j]), max(of[p.i], of[p.j])
		whole := a != b
		for _, x := range groups[a] {
			for _, y := range groups[b] {
				whole = whole && marks[x].near(&marks[y]) && !marks[x].apart(&marks[y])
			}
		}
		if whole {
			for _, y := range groups[b] {
				of[y] = a
			}
			groups[a], groups[b] = append(groups[a], groups[b]...), nil
		}
	}
	for k := range marks {
		if len(groups[k]) != 1 || len(parts[k]) > 0 {
			continue
		}
		best, host := 0, -1
		for q, members := range groups {
			for _, x := range members {
				n, within := marks[k].lies(&marks[x])
				longer := len(members) > 1 || marks[x].size > marks[k].size
				if q != k && within && longer && !marks[k].apart(&marks[x]) && n > best {
					best, host = n, q
				}
			}
		}
		if host >= 0 {
			parts[host], groups[k] = append(parts[host], k), nil
		}
	}
	out := map[string]string{}
	for q, members := range groups {
		for _, x := range members {
			out[marks[x].ID] = "member of " + marks[q].ID
		}
		for _, x := range parts[q] {
			out[marks[x].ID] = "part of " + marks[q].ID
		}
	}
	return out
}

func (g *grouping) result() map[string]string {
	out := map[string]string{}
	for q, members := range g.members {
		for _, x := range members {
			out[g.marks[x].ID] = "member of " + g.marks[q].ID
		}
		for _, x := range g.parts[q] {
			out[g.marks[x].ID] = "part of " + g.marks[q].ID
		}
	}
	return out
}

// drawMarks draws annotations of few people that often coincide, nest, cross
// and come in parts.
func drawMarks(t *rapid.T) []*annotations.Annotation {
	n := rapid.IntRange(0, 25).Draw(t, "marks")
	out := make([]*annotations.Annotation, n)
	for i := range out {
		v := vector{ID: fmt.Sprintf("m%02d", i), Annotator: rapid.SampledFrom([]string{"x", "y", "z"}).Draw(t, "who")}
		v.Label = rapid.SampledFrom([]string{"claim", "claim", "fact", ""}).Draw(t, "label")
		v.Start = 3 * rapid.IntRange(0, 15).Draw(t, "start")
		v.End = v.Start + rapid.IntRange(1, 20).Draw(t, "length")
		a := v.annotation()
		if rapid.IntRange(0, 5).Draw(t, "part") == 0 {
			a.Parts = append(a.Parts, annotations.Part{Span: annotations.Span{Start: v.End + 2, End: v.End + rapid.IntRange(3, 12).Draw(t, "end")}})
		}
		out[i] = a
	}
	return out
}

func marksOf(as []*annotations.Annotation, voters ...string) []mark {
	out := make([]mark, len(as))
	for i, a := range as {
		out[i] = newMark(a, Answer{Label: a.Label}, int(a.By[0]), slices.Contains(voters, a.By))
	}
	return out
}

func group(t rapid.TB, marks []mark) map[string]string {
	t.Helper()
	g := newGrouping(marks, func(int) error { return nil })
	if err := g.run(); err != nil {
		t.Fatal(err)
	}
	return g.result()
}

func TestGroupingEqualsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as := drawMarks(t)
		got := group(t, marksOf(as, "x", "y", "z"))
		if diff := cmp.Diff(slowly(marksOf(as, "x", "y", "z")), got); diff != "" {
			t.Fatal(diff)
		}
		if len(got) != len(as) {
			t.Fatalf("%d annotations, %d in a group", len(as), len(got))
		}
		if diff := cmp.Diff(got, group(t, marksOf(rapid.Permutation(as).Draw(t, "order"), "x", "y", "z"))); diff != "" {
			t.Fatal("in another order", diff)
		}
		if diff := cmp.Diff(got, group(t, marksOf(as))); diff != "" {
			t.Fatal("when nobody is done", diff)
		}
	})
}

// What others mark changes nothing about the votes: not how they are grouped,
// nor what becomes of them.
func TestOthersDoNotCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		as := drawMarks(t)
		votes := slices.DeleteFunc(slices.Clone(as), func(a *annotations.Annotation) bool { return a.By == "z" })
		var rs, without []annotations.Record
		for _, r := range []annotations.Record{done("x"), done("y")} {
			rs, without = append(rs, r), append(without, r)
		}
		for _, a := range as {
			rs = append(rs, a)
		}
		for _, a := range votes {
			without = append(without, a)
		}
		p, err := annotations.ProjectOf(rapid.Permutation(rs).Draw(t, "order")...)
		if err != nil {
			t.Fatal(err)
		}
		q, err := annotations.ProjectOf(without...)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]Case{}
		for _, c := range casesOf(t, q, "doc") {
			want[c.ID] = c
		}
		got := map[string]Case{}
		once := map[string]int{}
		for _, c := range casesOf(t, p, "doc") {
			for _, m := range slices.Concat(c.Members, c.Parts) {
				once[m.ID]++
			}
			if slices.ContainsFunc(slices.Concat(c.Members, c.Parts), func(m Member) bool { return m.Counted }) {
				got[c.ID] = c
			}
		}
		for _, a := range as {
			if once[a.ID] != 1 {
				t.Fatalf("%s is in %d cases", a.ID, once[a.ID])
			}
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))); diff != "" {
			t.Fatal(diff)
		}
		shown := cmpopts.IgnoreFields(Case{}, "Members", "Parts", "Extent", "Readings")
		if diff := cmp.Diff(want, got, shown, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A step function is asked often, and its error stops the work.
func TestStep(t *testing.T) {
	var marks []vector
	for i := range 3000 {
		marks = append(marks, vector{ID: fmt.Sprint(i), Annotator: fmt.Sprint(i % 5), Label: "claim", Start: i, End: i + 20})
	}
	p := projectOf(t, marks, "0", "1")
	n := 0
	if _, err := Cases(p, "doc", Options{Step: func() error { n++; return nil }}); err != nil || n < 10 {
		t.Fatal(err, n)
	}
	for at := range n {
		left := at
		_, err := Cases(p, "doc", Options{Step: func() error {
			if left--; left < 0 {
				return os.ErrDeadlineExceeded
			}
			return nil
		}})
		if err != os.ErrDeadlineExceeded {
			t.Fatalf("went on after step %d of %d: %v", at, n, err)
		}
	}
}

// Ten annotators with 10,000 annotations each in one text; and 4,000 of one
// passage, as a file might hold that was made to be slow.
func BenchmarkCases(b *testing.B) {
	var marks []vector
	var voters []string
	for who := range 10 {
		voters = append(voters, fmt.Sprint(who))
		for i := range 10000 {
			marks = append(marks, vector{
				ID: fmt.Sprintf("%d-%d", who, i), Annotator: fmt.Sprint(who), Label: []string{"claim", "fact", "opinion"}[(i+who/9)%3],
				Start: 100*i + who*i%7, End: 100*i + 80 + who*i%40,
			})
		}
	}
	var pile []vector
	for i := range 4000 {
		pile = append(pile, vector{ID: fmt.Sprint(i), Annotator: fmt.Sprint(i % 2), Label: "claim", Start: i % 50, End: 1000 + i%60})
	}
	for name, p := range map[string]*annotations.Project{"10x10000": projectOf(b, marks, voters...), "pile": projectOf(b, pile, "0", "1")} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				casesOf(b, p, "doc")
			}
		})
	}
}
