package review

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/agreement"
	"gloss/annotations/annotationstest"
	"gloss/annotations/format"

	"github.com/google/go-cmp/cmp"
)

func goldOf(t *testing.T, p *annotations.Project, agreed bool) []GoldAnnotation {
	t.Helper()
	gold, err := Gold(p, "", GoldOptions{Agreed: agreed})
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// golden writes gold as "label words votes -silent".
func golden(gold []GoldAnnotation) string {
	short := func(ids []string) string { return strings.ReplaceAll(strings.Join(ids, "+"), id(""), "") }
	var out []string
	for _, g := range gold {
		s := g.Annotation.Label + " " + g.Annotation.Exact()
		for _, v := range g.Votes {
			s += " " + v.Label + ":" + short(v.By)
		}
		if len(g.Silent) > 0 {
			s += " -" + short(g.Silent)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestGold(t *testing.T) {
	b := browserOf(t, "rev", parse(t, text))
	if got := golden(goldOf(t, b.project, false)); got != "" {
		t.Errorf("undecided: %s", got)
	}
	if got := golden(goldOf(t, b.project, true)); got != "claim The sky claim:ana+ben" {
		t.Errorf("agreed: %s", got)
	}
	c := b.cases()
	label := c[1].Readings[0].Answers[0]
	label.Label = "opinion"
	b.decide(c[1], Verdict{Outcome: annotations.OutcomeEdit, Results: []Answer{label}})
	b.accept(c[2], 1)
	b.auto()
	want := "claim The sky claim:ana+ben; opinion blue claim:ben fact:ana; opinion nice opinion:ana -ben"
	if got := golden(goldOf(t, b.project, false)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	b.decide(b.cases()[2], Verdict{Outcome: annotations.OutcomeReject})
	b.edit("c", func(a *annotations.Annotation) { a.Note = "new" })
	if got := golden(goldOf(t, b.project, false)); got != "claim The sky claim:ana+ben" {
		t.Errorf("rejected, stale: %s", got)
	}
	stop := GoldOptions{Options: Options{Step: func() error { return os.ErrClosed }}}
	if _, err := Gold(b.project, "", stop); err != nil {
		t.Errorf("too little to ask for: %v", err)
	}
}

// Gold is a project of its own, with relations, votes and nobody else's
// annotations; it survives its file, and has no quarrel with what it came from.
func TestGoldProject(t *testing.T) {
	src := text + "@ q Blue\n> a supports c\n> b supports d\n> e supports a\n> c contradicts d\n! a note=mine\n"
	b := browserOf(t, "rev", parse(t, src))
	b.accept(b.cases()[1], 0)
	b.auto()
	gold := goldOf(t, b.project, false)
	p, err := GoldProject(b.project, gold)
	if err != nil {
		t.Fatal(err)
	}
	if faults := p.Validate(); len(faults) > 0 || p.Annotations.Len() != 2 || p.Relations.Len() != 1 || p.Decisions.Len() > 0 || p.ID == b.project.ID {
		t.Fatalf("%v %d %d", faults, p.Annotations.Len(), p.Relations.Len())
	}
	for r := range p.Relations.All() {
		if r.Type != "supports" || r.From != gold[0].Annotation.ID || r.To != gold[1].Annotation.ID || string(r.Foreign) != `{"votes":1}` {
			t.Errorf("%+v %s", r, r.Foreign)
		}
	}
	a := gold[0].Annotation
	if a.By != "" || a.Note != "" || string(a.Foreign) != `{"decision":{"auto":true,"level":1,"outcome":"accept"},"silent":0,"votes":{"claim":2}}` || gold[1].Annotation.By != id("rev") {
		t.Errorf("%+v %s", a, a.Foreign)
	}
	data, err := format.Write(p, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	q, report, err := format.Read(data, format.ReadOptions{})
	if err != nil || len(report.Skipped) > 0 {
		t.Fatal(err, report)
	}
	if diff := annotationstest.Diff(p, q); diff != "" {
		t.Error(diff)
	}
	both := annotations.Merge(b.project, q)
	if len(slices.Collect(both.Annotations.Conflicts())) > 0 {
		t.Error("gold conflicts with what it was made of")
	}
	if diff := cmp.Diff(b.cases(), casesOf(t, both, "")); diff != "" {
		t.Error("gold votes", diff)
	}
}

// Of a case that was split nobody knows which part a relation is about.
func TestGoldOfSplit(t *testing.T) {
	b := browserOf(t, "rev", parse(t, text+"> a supports c\n"))
	b.auto()
	c := b.cases()[1]
	b.decide(c, Verdict{Outcome: annotations.OutcomeSplit, Results: []Answer{c.Readings[0].Answers[0], c.Readings[1].Answers[0]}})
	p, err := GoldProject(b.project, goldOf(t, b.project, false))
	if err != nil || p.Annotations.Len() != 3 || p.Relations.Len() != 0 {
		t.Error(err, p.Annotations.Len(), p.Relations.Len())
	}
	of := b.project.Annotations
	a, _ := of.Get(id("a"))
	b.do(&annotations.Relation{Stamp: annotations.Stamp{ID: "own"}, From: a.ID, Type: "supports", To: b.cases()[1].Settled.Result[1]})
	if p, err = GoldProject(b.project, goldOf(t, b.project, false)); err != nil || p.Relations.Len() != 1 {
		t.Error(err, "lost what the reviewer drew")
	}
}

func TestFeedback(t *testing.T) {
	src := "# Sky\nFirst. [claim:a/ana@q [claim:b/ben The sky]] is [fact:c/ana [claim:d/ben blue]] and [opinion:e/ana nice]. Last.\n@ q Sky\n! done ana\n! done ben\n"
	b := browserOf(t, "rev", parse(t, src))
	c := b.cases()
	b.accept(c[0], slices.IndexFunc(c[0].Readings, func(r Reading) bool { return len(r.Answers[0].Entities) > 0 }))
	b.decide(c[1], Verdict{
		Outcome: annotations.OutcomeEdit, Reason: annotations.ReasonGuideline, Note: "2.1",
		Results: []Answer{{Spans: c[1].Readings[0].Answers[0].Spans, Label: "fact", Attributes: []annotations.Pair{{Key: "certainty", Value: "probable"}}}},
	})
	b.decide(c[2], Verdict{Outcome: annotations.OutcomeReject, Reason: annotations.ReasonSlip})
	show := func(p *annotations.Project, who string) string {
		items, err := Feedback(p, id(who), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, it := range items {
			s := string(it.Fate)
			for _, x := range it.Changes {
				s += fmt.Sprintf(" %s %q→%q", x.What, x.From, x.To)
			}
			if it.Decision.Reason != "" {
				s += " " + string(it.Decision.Reason)
			}
			if it.Passage != "The sky is blue and nice." {
				s += " in " + it.Passage
			}
			out = append(out, s)
		}
		return strings.Join(out, "; ")
	}
	if got, want := show(b.project, "ana"), `accepted; changed attributes ""→"certainty: probable" guideline; rejected slip`; got != want {
		t.Errorf("ana: %s", got)
	}
	if got, want := show(b.project, "ben"), `changed entities ""→"Sky"; changed label "Claim"→"Fact" attributes ""→"certainty: probable" guideline`; got != want {
		t.Errorf("ben: %s", got)
	}
	one := b.cases()[2]
	b.accept(one, slices.IndexFunc(one.Readings, func(r Reading) bool { return len(r.Answers) > 0 }))
	if got := show(b.project, "ben"); !strings.HasSuffix(got, "; missed") {
		t.Errorf("ben: %s", got)
	}
	if got := show(b.project.WithoutText(c[0].Document), "ana"); !strings.Contains(got, "in First. The sky is blue and nice. Last.") {
		t.Errorf("without the text: %s", got)
	}
	b.edit("c", func(a *annotations.Annotation) { a.Label = "opinion" })
	if got := show(b.project, "ana"); got != "accepted; accepted" {
		t.Errorf("ana, who has changed one: %s", got)
	}
}

func TestThreads(t *testing.T) {
	p := parse(t, text)
	document := casesOf(t, p, "")[0].Document
	comment := func(name, about, reply string, at annotations.Time) annotations.Record {
		c := &annotations.Comment{Stamp: annotations.Stamp{ID: id(name), Created: at}, Document: document, Annotation: id(about), Text: name}
		if reply != "" {
			c.Reply = id(reply)
		}
		return c
	}
	p = annotations.Merge(p, mustProject(t,
		comment("one", "a", "", 10), comment("two", "a", "one", 50), comment("three", "a", "one", 20), comment("four", "a", "three", 60),
		comment("five", "a", "", 5), comment("lost", "a", "nobody", 70), comment("astray", "a", "elsewhere", 80), comment("elsewhere", "c", "", 1),
		annotations.Delete(comment("silenced", "a", "", 2)), comment("after", "a", "silenced", 90),
		comment("round", "a", "trip", 95), comment("trip", "a", "round", 96), comment("onto", "a", "trip", 97),
	))
	var got []string
	for _, s := range Threads(p, id("a")) {
		got = append(got, strings.Repeat(">", s.Depth)+s.Text)
	}
	if want := "five one >three >>four >two lost astray after round >trip >>onto"; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestAgreement(t *testing.T) {
	src := "# Sky\n😀 [claim:a/ana@q The sky] is\n\n[fact:b/ben [claim:c/ben is]] blue. So.\n[opinion:d/cy No] [claim:e/ana [:f/ana two]] words [claim:e more].\n@ q Sky\n! done ana\n! done ben\n! done dan\n"
	b := browserOf(t, "rev", parse(t, src))
	b.accept(b.cases()[0], 1)
	document := b.cases()[0].Document
	docs, err := Agreement(b.project, []string{document}, Options{})
	if err != nil || len(docs) != 1 {
		t.Fatal(err)
	}
	want := agreement.Document{
		ID: document, Length: 46,
		Tokens:    [][2]int{{2, 5}, {6, 9}, {10, 12}, {14, 16}, {17, 21}, {23, 25}, {27, 29}, {30, 33}, {34, 39}, {40, 44}},
		Sentences: [][2]int{{0, 12}, {14, 22}, {23, 26}, {27, 45}},
		Units: map[string][]agreement.Unit{
			id("ana"): {{Start: 2, End: 9, Label: "claim", Entities: []string{id("q")}}, {Start: 30, End: 33, Label: "claim"}, {Start: 40, End: 44, Label: "claim"}, {Start: 30, End: 33}},
			id("ben"): {{Start: 14, End: 16, Label: "fact"}, {Start: 14, End: 16, Label: "claim"}},
			id("dan"): nil,
		},
	}
	if diff := cmp.Diff(want, docs[0]); diff != "" {
		t.Error(diff)
	}
	report, err := agreement.Measure(docs, agreement.Options{Quick: true})
	if err != nil || len(report.Annotators) != 3 {
		t.Error(err, report.Annotators)
	}
	if _, err := Agreement(b.project.WithoutText(document), []string{document}, Options{}); !errors.Is(err, annotations.ErrMissing) {
		t.Error(err)
	}
}
