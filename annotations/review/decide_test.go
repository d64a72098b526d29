package review

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// browser is a reviewer at work: a person, a tab and a copy of the project.
type browser struct {
	t       rapid.TB
	who     annotations.Author
	project *annotations.Project
	n       int
}

func id(name string) string { return annotationstest.ID(name) }

func browserOf(t rapid.TB, person string, p *annotations.Project) *browser {
	p = annotations.Merge(p, mustProject(t, &annotations.Person{Stamp: annotations.Stamp{ID: id(person), By: id(person)}}))
	return &browser{t: t, who: annotations.Author{By: id(person), Actor: person, At: 1767225700000}, project: p}
}

func mustProject(t rapid.TB, rs ...annotations.Record) *annotations.Project {
	t.Helper()
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (b *browser) apply(c annotations.Change) annotations.Change {
	b.t.Helper()
	next, err := annotations.Apply(b.project, c)
	if err != nil {
		b.t.Fatal(err)
	}
	b.project = next
	return c
}

func (b *browser) do(rs ...annotations.Record) annotations.Change {
	b.t.Helper()
	b.n++
	b.who.At++
	return b.apply(b.project.Change(fmt.Sprintf("%s-%d", b.who.By, b.n), b.who, "Do", rs...))
}

func (b *browser) undo(c annotations.Change) annotations.Change {
	b.t.Helper()
	b.n++
	u, err := b.project.Undo(c, fmt.Sprintf("%s-%d", b.who.By, b.n), b.who)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.apply(u)
}

func (b *browser) decide(c Case, v Verdict) annotations.Change {
	b.t.Helper()
	rs, err := Decide(b.project, c, b.who.By, v)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(rs...)
}

// accept accepts the n-th reading of a case.
func (b *browser) accept(c Case, n int) annotations.Change {
	b.t.Helper()
	return b.decide(c, Verdict{Outcome: annotations.OutcomeAccept, Results: c.Readings[n].Answers})
}

func (b *browser) auto() annotations.Change {
	b.t.Helper()
	return b.apply(annotations.Change{ID: "auto", Author: b.who, Name: "Accept", Edits: AutoAccept(b.project, b.cases())})
}

func (b *browser) cases() []Case { b.t.Helper(); return casesOf(b.t, b.project, "") }

// edit changes an annotation as its maker does, elsewhere.
func (b *browser) edit(name string, f func(*annotations.Annotation)) {
	b.t.Helper()
	a, ok := b.project.Annotations.Get(id(name))
	if !ok {
		b.t.Fatalf("no %s", name)
	}
	maker := *b
	maker.who = annotations.Author{By: a.By, Actor: "home", At: b.who.At + 1}
	maker.do(a.With(f))
	b.project = maker.project
}

func parse(t rapid.TB, src string) *annotations.Project {
	t.Helper()
	p, err := annotationstest.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func states(cases []Case) string {
	var out []string
	for _, c := range cases {
		s := string(c.State)
		if c.Level > 1 {
			s = fmt.Sprintf("%d:%s", c.Level, s)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func expect(t rapid.TB, b *browser, want string) {
	t.Helper()
	if got := states(b.cases()); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if faults := b.project.Validate(); len(faults) > 0 {
		t.Error(faults)
	}
}

// Two are alike, two differ in a label, one is alone.
const text = "# Sky\n[claim:a/ana [claim:b/ben The sky]] is [fact:c/ana [claim:d/ben blue]] and [opinion:e/ana nice].\n! done ana\n! done ben\n"

func TestDecide(t *testing.T) {
	b := browserOf(t, "rev", parse(t, text))
	before := b.cases()
	expect(t, b, "agreed disputed partial")
	if p := before[1].Proposal; p != nil || before[0].Proposal == nil || len(before[2].Readings) != 2 || before[2].Readings[1].Answers == nil {
		t.Errorf("%+v", before)
	}
	accepted := b.accept(before[0], 0)
	rejected := b.decide(before[1], Verdict{Outcome: annotations.OutcomeReject, Reason: annotations.ReasonAmbiguous, Note: "both"})
	deferred := b.decide(before[2], Verdict{Outcome: annotations.OutcomeDefer})
	expect(t, b, "decided decided deferred")
	c := b.cases()
	if r := c[1].Rulings; len(r) != 1 || r[0].Decision.Reason != annotations.ReasonAmbiguous || c[1].Settled != r[0].Decision || len(r[0].Answers) > 0 {
		t.Errorf("%+v", c[1])
	}
	result, ok := b.project.Annotations.Get(c[0].Settled.Result[0])
	if !ok || result.By != id("rev") || result.Origin != annotations.OriginReview || result.Exact() != "The sky" || result.Label != "claim" {
		t.Errorf("%+v", result)
	}
	for _, c := range []annotations.Change{deferred, rejected, accepted} {
		b.undo(c)
	}
	if diff := cmp.Diff(before, b.cases()); diff != "" {
		t.Error(diff)
	}
}

// Deciding again changes the decision, and what resulted from it.
func TestDecideAgain(t *testing.T) {
	b := browserOf(t, "rev", parse(t, text))
	c := b.cases()[1]
	both := []Answer{c.Readings[0].Answers[0], c.Readings[1].Answers[0]}
	b.decide(c, Verdict{Outcome: annotations.OutcomeSplit, Results: both})
	once := b.cases()
	again := b.decide(once[1], Verdict{Outcome: annotations.OutcomeEdit, Results: both[1:]})
	if n, m := b.project.Decisions.Len(), b.project.Annotations.Len(); n != 1 || m != 5+1 {
		t.Errorf("%d decisions, %d annotations", n, m)
	}
	b.undo(again)
	if diff := cmp.Diff(answersOf(once), answersOf(b.cases())); diff != "" {
		t.Error(diff)
	}
	d := b.cases()[1].Settled
	b.do(Withdraw(b.project, d)...)
	expect(t, b, "agreed disputed partial")
	if b.project.Decisions.Len() != 0 || b.project.Annotations.Len() != 5 {
		t.Error("something is left of it")
	}
}

// answersOf is what cases say, whatever the versions of the records.
func answersOf(cases []Case) []string {
	var out []string
	for _, c := range cases {
		s := fmt.Sprintf("%s %d %s %s", c.ID, c.Level, c.Kind, c.State)
		for _, r := range c.Rulings {
			s += fmt.Sprintf(" %s=%s by %s", r.Decision.Outcome, keyOf(r.Answers), r.Decision.By)
		}
		for _, r := range c.Stale {
			s += fmt.Sprintf(" stale %s=%s by %s %d", r.Decision.Outcome, keyOf(r.Answers), r.Decision.By, len(r.Differences))
		}
		out = append(out, s)
	}
	return out
}

func TestDecideRefuses(t *testing.T) {
	b := browserOf(t, "rev", parse(t, text))
	c := b.cases()[1]
	results := c.Readings[0].Answers
	for name, x := range map[string]struct {
		p    *annotations.Project
		c    Case
		v    Verdict
		want error
	}{
		"no text":     {b.project.WithoutText(c.Document), c, Verdict{Outcome: annotations.OutcomeAccept, Results: results}, annotations.ErrMissing},
		"no members":  {b.project, Case{}, Verdict{Outcome: annotations.OutcomeReject}, annotations.ErrMissing},
		"outside":     {b.project, c, Verdict{Outcome: annotations.OutcomeEdit, Results: []Answer{{Spans: []annotations.Span{{Start: 5, End: 500}}}}}, annotations.ErrSpan},
		"no outcome":  {b.project, c, Verdict{Results: results}, annotations.ErrRecord},
		"half reject": {b.project, c, Verdict{Outcome: annotations.OutcomeReject, Results: results}, annotations.ErrRecord},
	} {
		if _, err := Decide(x.p, x.c, "rev", x.v); !errors.Is(err, x.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Decide(b.project.WithoutText(c.Document), c, "rev", Verdict{Outcome: annotations.OutcomeReject}); err != nil {
		t.Error(err)
	}
}

// A case is open again when what was judged has changed, and shows what was
// decided and what has changed since.
func TestStale(t *testing.T) {
	src := parse(t, text)
	decided := func() *browser {
		b := browserOf(t, "rev", src)
		b.accept(b.cases()[1], 0)
		return b
	}
	drift := func(b *browser, at int) string {
		var out []string
		for _, r := range b.cases()[at].Stale {
			for _, d := range r.Differences {
				out = append(out, strings.TrimPrefix(d.ID, id(""))+" "+string(d.What))
			}
		}
		return strings.Join(out, ", ")
	}

	b := decided()
	b.edit("c", func(a *annotations.Annotation) { a.Note = "on second thought" })
	expect(t, b, "agreed stale partial")
	if got := drift(b, 1); got != "c changed" {
		t.Error(got)
	}
	b.decide(b.cases()[1], Verdict{Outcome: annotations.OutcomeReject})
	expect(t, b, "agreed decided partial")
	if b.project.Decisions.Len() != 1 || len(b.cases()[1].Stale) != 0 {
		t.Error("two decisions")
	}

	b = decided()
	a, _ := b.project.Annotations.Get(id("d"))
	ben := browserOf(t, "ben", b.project)
	gone := ben.do(annotations.Delete(a))
	b.project = ben.project
	expect(t, b, "agreed stale partial")
	if got := drift(b, 1); got != "d gone" {
		t.Error(got)
	}
	b.decide(b.cases()[1], Verdict{Outcome: annotations.OutcomeReject})
	expect(t, b, "agreed decided partial")
	ben.project = b.project
	ben.undo(gone)
	b.project = ben.project
	if got := drift(b, 1); got != "d added" && got != "d changed" {
		t.Error(got)
	}
	expect(t, b, "agreed stale partial")

	b = decided()
	home, maker := browserOf(t, "rev", b.project), browserOf(t, "ben", b.project)
	home.edit("d", func(a *annotations.Annotation) { a.Note = "at home" })
	decision := Verdict{Outcome: annotations.OutcomeReject}
	home.decide(home.cases()[1], decision)
	d, _ := maker.project.Annotations.Get(id("d"))
	maker.do(d.With(func(a *annotations.Annotation) { a.Note = "on the phone" }))
	b.project = annotations.Merge(home.project, maker.project)
	expect(t, b, "agreed stale partial")
	b.decide(b.cases()[1], decision)
	expect(t, b, "agreed decided partial")
	for _, h := range b.project.Annotations.Heads(id("d")) {
		if !b.cases()[1].Settled.Members[1].Version.Covers(h.Version) {
			t.Errorf("did not see %v", h.Version)
		}
	}

	b = decided()
	result, _ := b.project.Annotations.Get(b.cases()[1].Settled.Result[0])
	b.do(annotations.Delete(result))
	expect(t, b, "agreed stale partial")

	b = decided()
	for _, name := range []string{"c", "d"} {
		a, _ := b.project.Annotations.Get(id(name))
		maker := browserOf(t, name, b.project)
		maker.who.By = a.By
		maker.do(annotations.Delete(a))
		b.project = maker.project
	}
	expect(t, b, "agreed stale partial")
	c := b.cases()[1]
	if c.Kind != KindGone || c.Extent.Empty() || drift(b, 1) != "c gone, d gone" {
		t.Errorf("%+v", c)
	}
	b.do(Withdraw(b.project, c.Stale[0].Decision)...)
	expect(t, b, "agreed partial")
}

// finish marks the text as done by a person.
func (b *browser) finish(person string) {
	b.t.Helper()
	document := b.cases()[0].Document
	other := browserOf(b.t, person, b.project)
	other.do(&annotations.Progress{
		Stamp: annotations.Stamp{ID: annotations.ProgressID(document, id(person))}, Document: document, State: annotations.Done,
	})
	b.project = other.project
}

// Somebody who finishes after a decision reopens the case when what they had
// marked becomes a vote, not by being silent.
func TestFinishingLate(t *testing.T) {
	src := strings.Replace(text, "[claim:a/ana", "[claim:f/cy [claim:a/ana", 1)
	src = strings.Replace(src, "]] is", "]]] is", 1)
	b := browserOf(t, "rev", parse(t, src))
	b.accept(b.cases()[0], 0)
	b.accept(b.cases()[1], 0)
	expect(t, b, "decided decided partial")
	if m := b.cases()[0].Members; len(m) != 3 || m[2].Counted || len(b.cases()[0].Settled.Members) != 2 {
		t.Errorf("%+v", m)
	}
	b.edit("f", func(a *annotations.Annotation) { a.Label = "fact" })
	expect(t, b, "decided decided partial")
	b.finish("cy")
	expect(t, b, "stale decided partial")
	if d := b.cases()[0].Stale[0].Differences; len(d) != 1 || d[0].What != Added {
		t.Errorf("%+v", d)
	}
}

// What all agree on is accepted by rule: the same record whoever does it, taken
// back for good, and of no force when it is no longer true.
func TestAutoAccept(t *testing.T) {
	p := parse(t, text)
	one, two := browserOf(t, "rev", p), browserOf(t, "sam", p)
	one.auto()
	expect(t, one, "decided disputed partial")
	change := two.auto()
	if diff := annotationstest.Diff(annotations.Merge(one.project, two.project), annotations.Merge(two.project, one.project)); diff != "" {
		t.Error(diff)
	}
	both := annotations.Merge(one.project, two.project)
	if both.Decisions.Len() != 1 || len(slices.Collect(both.Decisions.Conflicts())) > 0 || len(AutoAccept(both, casesOf(t, both, ""))) > 0 {
		t.Error("two, or one again")
	}
	two.undo(change)
	expect(t, two, "agreed disputed partial")
	one.project = annotations.Merge(one.project, two.project)
	expect(t, one, "agreed disputed partial")
	if len(AutoAccept(one.project, one.cases())) > 0 {
		t.Error("what was taken back is accepted again")
	}
	one.edit("a", func(a *annotations.Annotation) { a.Note = "still" })
	one.auto()
	expect(t, one, "decided disputed partial")
	one.edit("a", func(a *annotations.Annotation) { a.Label = "fact" })
	expect(t, one, "disputed disputed partial")
	one.accept(one.cases()[0], 1)
	expect(t, one, "decided disputed partial")
}

// A rule's decision falls when somebody else finishes and is silent; a
// person's word goes before it.
func TestAutoGivesWay(t *testing.T) {
	b := browserOf(t, "rev", parse(t, text))
	b.auto()
	b.decide(b.cases()[0], Verdict{Outcome: annotations.OutcomeReject})
	expect(t, b, "decided disputed partial")
	if c := b.cases()[0]; len(c.Rulings) != 1 || c.Settled.Auto {
		t.Errorf("%+v", c.Rulings)
	}
	b = browserOf(t, "rev", parse(t, text))
	b.auto()
	b.finish("cy")
	expect(t, b, "partial disputed partial")
}

func TestAutoAcceptRefuses(t *testing.T) {
	for name, src := range map[string]string{
		"unsure":          "! a unsure",
		"attributes":      "! a certainty=probable",
		"attribution":     "! a cue=said",
		"somebody silent": "! done cy",
	} {
		b := browserOf(t, "rev", parse(t, text+src+"\n"))
		if edits := AutoAccept(b.project, b.cases()); len(edits) != 0 {
			t.Errorf("%s: accepted", name)
		}
	}
	b := browserOf(t, "rev", parse(t, strings.Replace(text, "! done ben\n", "", 1)))
	if edits := AutoAccept(b.project, b.cases()); len(edits) != 0 {
		t.Error("accepted what one is done with")
	}
	b = browserOf(t, "rev", parse(t, text+"! a note=well\n"))
	if edits := AutoAccept(b.project, b.cases()); len(edits) != 1 {
		t.Error("notes are not said of the passage")
	}
}

// Reviewers who differ make a case of the next level, and so on.
func TestLevels(t *testing.T) {
	p := parse(t, text)
	one, two, three := browserOf(t, "one", p), browserOf(t, "two", p), browserOf(t, "three", p)
	for i, b := range []*browser{one, two, three} {
		b.accept(b.cases()[1], min(i, 1))
	}
	merged := annotations.Merge(one.project, two.project)
	chief := browserOf(t, "chief", merged)
	expect(t, chief, "agreed disputed 2:disputed partial")
	up := chief.cases()[2]
	if up.Kind != KindReviewers || up.Proposal != nil || len(up.Readings) != 2 || len(up.Members) != 2 {
		t.Errorf("%+v", up)
	}
	chief.project = annotations.Merge(merged, three.project)
	up = chief.cases()[2]
	if up.Proposal == nil || len(up.Readings[0].By) != 2 {
		t.Errorf("two of three: %+v", up)
	}
	chief.decide(up, Verdict{Outcome: annotations.OutcomeAccept, Results: []Answer{*up.Proposal}})
	expect(t, chief, "agreed decided 2:decided partial")
	if c := chief.cases(); c[1].Settled != c[2].Settled || c[1].Settled.Level != 2 || len(c[1].Rulings) != 3 {
		t.Errorf("%+v", c[1])
	}

	other := browserOf(t, "other", annotations.Merge(merged, three.project))
	other.decide(other.cases()[2], Verdict{Outcome: annotations.OutcomeReject})
	chief.project = annotations.Merge(chief.project, other.project)
	expect(t, chief, "agreed disputed 2:disputed 3:disputed partial")
	chief.decide(chief.cases()[3], Verdict{Outcome: annotations.OutcomeReject})
	expect(t, chief, "agreed decided 2:decided 3:decided partial")

	one.project = chief.project
	one.decide(one.cases()[1], Verdict{Outcome: annotations.OutcomeReject})
	expect(t, one, "agreed disputed 2:stale partial")
	for _, b := range []*browser{two, three} {
		b.project = one.project
		b.decide(b.cases()[1], Verdict{Outcome: annotations.OutcomeReject})
		one.project = b.project
	}
	expect(t, one, "agreed decided partial")
}
