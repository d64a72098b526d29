package annotations_test

import (
	"errors"
	"testing"

	. "gloss/annotations"
	"gloss/annotations/annotationstest"

	"github.com/google/go-cmp/cmp"
)

func TestDecisionChecks(t *testing.T) {
	good := Decision{
		Stamp: Stamp{ID: "d", By: "ana"}, Document: "x", Case: "c", Level: 1,
		Members: []Seen{{ID: "a"}, {ID: "b", Version: Version{{"t", 2}}}}, Outcome: OutcomeAccept, Result: []string{"r"},
	}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Decision){
		"no document":         func(d *Decision) { d.Document = "" },
		"no case":             func(d *Decision) { d.Case = "" },
		"no members":          func(d *Decision) { d.Members = nil },
		"no level":            func(d *Decision) { d.Level = 0 },
		"members out of turn": func(d *Decision) { d.Members = []Seen{{ID: "b"}, {ID: "a"}} },
		"member twice":        func(d *Decision) { d.Members = []Seen{{ID: "a"}, {ID: "a"}} },
		"member unnamed":      func(d *Decision) { d.Members = []Seen{{}} },
		"version out of turn": func(d *Decision) { d.Members = []Seen{{ID: "a", Version: Version{{"b", 1}, {"a", 1}}}} },
		"unknown outcome":     func(d *Decision) { d.Outcome = "shrug" },
		"accept of nothing":   func(d *Decision) { d.Result = nil },
		"reject with result":  func(d *Decision) { d.Outcome = OutcomeReject },
		"defer with result":   func(d *Decision) { d.Outcome = OutcomeDefer },
		"split into one":      func(d *Decision) { d.Outcome = OutcomeSplit },
		"merge into two":      func(d *Decision) { d.Outcome, d.Result = OutcomeMerge, []string{"r", "s"} },
		"nobody's":            func(d *Decision) { d.By = "" },
		"automatic by one":    func(d *Decision) { d.Auto = true },
		"foreign fields":      func(d *Decision) { d.Foreign = []byte("[]") },
		"no id":               func(d *Decision) { d.ID = "" },
	} {
		d := good
		if spoil(&d); !errors.Is(d.Check(), ErrRecord) {
			t.Errorf("%s: %v", name, d.Check())
		}
	}
}

func TestCommentChecks(t *testing.T) {
	good := Comment{Stamp: Stamp{ID: "c", By: "ana"}, Document: "x", Annotation: "a", Reply: "b", Text: "So?"}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Comment){
		"no document":    func(c *Comment) { c.Document = "" },
		"about nothing":  func(c *Comment) { c.Annotation = "" },
		"about two":      func(c *Comment) { c.Decision = "d" },
		"no words":       func(c *Comment) { c.Text = "" },
		"to itself":      func(c *Comment) { c.Reply = "c" },
		"foreign fields": func(c *Comment) { c.Foreign = []byte("1") },
		"no id":          func(c *Comment) { c.ID = "" },
	} {
		c := good
		if spoil(&c); !errors.Is(c.Check(), ErrRecord) {
			t.Errorf("%s: %v", name, c.Check())
		}
	}
}

// A decision is its maker's, but for one that a rule made: anybody takes that
// back, and back again.
func TestWhoMayEditDecisions(t *testing.T) {
	p := parse(t, sky)
	a := annotation(t, p, "a")
	decision := func(name string) *Decision {
		return &Decision{
			Stamp: Stamp{ID: id(name)}, Document: a.Document, Case: id("case"), Level: 1, Outcome: OutcomeAccept,
			Members: []Seen{{a.ID, a.Version}}, Result: []string{a.ID},
		}
	}
	ana, ben := deviceOf(t, "ana", "tab1", p), deviceOf(t, "ben", "tab2", p)
	ana.do(decision("own"))
	ben.project = ana.project
	own, _ := ben.project.Decisions.Get(id("own"))
	if _, err := Apply(ben.project, ben.project.Change("x", ben.who, "Withdraw", Delete(own))); !errors.Is(err, ErrOwner) {
		t.Errorf("took back somebody's decision: %v", err)
	}
	auto := decision("auto")
	auto.Auto, auto.Version = true, Version{{"auto", 1}}
	c := Change{ID: "auto", Author: ana.who, Name: "Accept", Edits: []Edit{{nil, auto}}}
	next, err := Apply(ana.project, c)
	if err != nil {
		t.Fatal(err)
	}
	ben.project = next
	undo := ben.undo(c)
	if _, there := ben.project.Decisions.Get(id("auto")); there || ben.project.Decisions.Heads(id("auto"))[0].Document != a.Document {
		t.Error("still there, or nowhere")
	}
	ben.undo(undo)
	again, _ := ben.project.Decisions.Get(id("auto"))
	if diff := cmp.Diff(auto, again, cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "Stamp" }, cmp.Ignore())); diff != "" || again.By != "" {
		t.Error(diff, again.By)
	}
	if got := ben.project.Validate(); len(got) > 0 {
		t.Error(got)
	}
	if diff := annotationstest.Diff(Merge(ana.project, ben.project), Merge(ben.project, ana.project)); diff != "" {
		t.Error(diff)
	}
}

// What a decision or a comment mentions has to be there.
func TestDecisionsMention(t *testing.T) {
	p := parse(t, sky)
	a := annotation(t, p, "a")
	d := deviceOf(t, "ana", "tab1", p)
	base := Decision{
		Stamp: Stamp{ID: "d"}, Document: a.Document, Case: "c", Level: 1, Outcome: OutcomeAccept,
		Members: []Seen{{ID: a.ID}}, Result: []string{a.ID},
	}
	comment := Comment{Stamp: Stamp{ID: "k"}, Document: a.Document, Annotation: a.ID, Text: "So?"}
	with := func(f func(d *Decision, c *Comment)) []Record {
		d, c := base, comment
		f(&d, &c)
		return []Record{&d, &c}
	}
	for name, rs := range map[string][]Record{
		"document":         with(func(d *Decision, c *Comment) { d.Document = "nowhere" }),
		"member":           with(func(d *Decision, c *Comment) { d.Members = []Seen{{ID: "nobody"}} }),
		"result":           with(func(d *Decision, c *Comment) { d.Result = []string{"nobody"} }),
		"decision":         with(func(d *Decision, c *Comment) { d.Level = 2 }),
		"comment's about":  with(func(d *Decision, c *Comment) { c.Annotation = "nobody" }),
		"comment's answer": with(func(d *Decision, c *Comment) { c.Reply = "nobody" }),
	} {
		if _, err := Apply(p, p.Change("x", d.who, name, rs...)); !errors.Is(err, ErrMissing) {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.do(with(func(d *Decision, c *Comment) { c.Annotation, c.Decision = "", d.ID })...)
}
