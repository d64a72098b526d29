package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/format"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawProject draws a text with annotations of three people, two or three of
// them done.
func drawProject(t *rapid.T) *annotations.Project {
	words, err := annotations.NewText(strings.Repeat("The sky is blue. ", 5))
	if err != nil {
		t.Fatal(err)
	}
	rs := []annotations.Record{&annotations.Document{Stamp: annotations.Stamp{ID: words.ID()}, Points: words.Points()}}
	people := []string{"x", "y", "z"}
	for i, person := range people {
		rs = append(rs, &annotations.Person{Stamp: annotations.Stamp{ID: id(person), By: id(person)}})
		if i > 0 || rapid.Bool().Draw(t, "done") {
			rs = append(rs, &annotations.Progress{
				Stamp:    annotations.Stamp{ID: annotations.ProgressID(words.ID(), id(person)), By: id(person), Version: annotations.Version{{Actor: "t", N: 1}}},
				Document: words.ID(), State: annotations.Done,
			})
		}
	}
	for i := range rapid.IntRange(1, 9).Draw(t, "marks") {
		start := 17 * rapid.IntRange(0, 4).Draw(t, "sentence")
		span := annotations.Span{Start: start, End: start + rapid.SampledFrom([]int{7, 15, 15, 15, 16}).Draw(t, "length")}
		rs = append(rs, &annotations.Annotation{
			Stamp:  annotations.Stamp{ID: id(fmt.Sprintf("m%d", i)), By: id(rapid.SampledFrom(people).Draw(t, "who")), Version: annotations.Version{{Actor: "t", N: 1}}},
			Target: annotations.TargetOf(words.ID(), words, span), Label: rapid.SampledFrom([]string{"claim", "claim", "fact"}).Draw(t, "label"),
		})
	}
	return mustProject(t, rs...).WithText(words)
}

// work does what reviewers and annotators may do, a few steps of it.
func (b *browser) work(t *rapid.T) (done []annotations.Change) {
	for range rapid.IntRange(0, 5).Draw(t, "steps") {
		cases := b.cases()
		c := rapid.SampledFrom(cases).Draw(t, "case")
		switch rapid.IntRange(0, 5).Draw(t, "step") {
		case 0:
			done = append(done, b.auto())
		case 1:
			if len(c.Members) > 0 {
				done = append(done, b.decide(c, Verdict{Outcome: rapid.SampledFrom([]annotations.Outcome{annotations.OutcomeReject, annotations.OutcomeDefer}).Draw(t, "outcome")}))
			}
		case 2:
			if c.Settled != nil && c.Settled.By == b.who.By {
				done = append(done, b.do(Withdraw(b.project, c.Settled)...))
			}
		default:
			if n := rapid.IntRange(0, 9).Draw(t, "reading"); n < len(c.Readings) && len(c.Readings[n].Answers) > 0 {
				done = append(done, b.accept(c, n))
			}
		}
	}
	return done
}

// However the work of reviewers comes together, through files or not, the cases
// are the same; and taking everything back leaves them as they were.
func TestMergingReviewers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProject(t)
		var all []*annotations.Project
		for _, person := range []string{"rev", "sam", "x"} {
			b := browserOf(t, person, p)
			before := b.cases()
			done := b.work(t)
			all = append(all, b.project)
			back := *b
			for _, c := range slices.Backward(done) {
				back.undo(c)
			}
			if diff := cmp.Diff(answersOf(before), answersOf(back.cases())); diff != "" {
				t.Fatal("undone", diff)
			}
		}
		if rapid.Bool().Draw(t, "changed") {
			b := browserOf(t, "y", p)
			for a := range p.Annotations.All() {
				if a.By == id("y") {
					b.edit(strings.TrimPrefix(a.ID, id("")), func(a *annotations.Annotation) { a.Label = "opinion" })
				}
			}
			all = append(all, b.project)
		}
		merged := annotations.Merge(annotations.Merge(p, all[0]), annotations.Merge(all[1], all[2]))
		for _, person := range []string{"rev", "chief"} { // a second round, of those who have seen the others
			b := browserOf(t, person, merged)
			b.who.Actor += "2"
			b.work(t)
			all = append(all, b.project)
		}
		for _, q := range all {
			merged = annotations.Merge(merged, q)
		}
		want := casesOf(t, merged, "")
		other := p
		for _, q := range rapid.Permutation(append(all, p)).Draw(t, "order") {
			data, err := format.Write(q, format.WriteOptions{})
			if err != nil {
				t.Fatal(err)
			}
			read, report, err := format.Read(data, format.ReadOptions{})
			if err != nil || len(report.Skipped) > 0 {
				t.Fatal(err, report.Skipped)
			}
			other = annotations.Merge(other, read)
		}
		if diff := cmp.Diff(want, casesOf(t, other, "")); diff != "" {
			t.Fatal(diff)
		}
		once := map[string]int{}
		for _, c := range want {
			for _, m := range slices.Concat(c.Members, c.Parts) {
				if c.Level == 1 {
					once[m.ID]++
				}
			}
			for _, r := range c.Readings {
				if !slices.IsSorted(r.By) || !slices.IsSorted(r.Annotations) {
					t.Fatalf("%+v", r)
				}
			}
		}
		for a := range merged.Annotations.All() {
			if n := once[a.ID]; n != 1 && a.Origin == "" || n != 0 && a.Origin != "" {
				t.Fatalf("%s is in %d cases", a.ID, n)
			}
		}
	})
}
