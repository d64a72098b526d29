//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/format"
	"gloss/annotations/review"
)

// decided writes the file of two annotators and of a reviewer who took one
// reading, and rejected another.
func decided(t *testing.T) string {
	t.Helper()
	p, err := annotationstest.Parse("# Sky\n[claim:a/ana The sky] is [fact:b/ana [claim:c/ben blue]] and [opinion:d/ben nice].\n! done ana\n! done ben\n")
	if err != nil {
		t.Fatal(err)
	}
	rev := annotations.Author{By: annotationstest.ID("rev"), Actor: "r", At: 1767225700000}
	do := func(rs ...annotations.Record) {
		t.Helper()
		if p, err = annotations.Apply(p, p.Change(fmt.Sprint(rev.At), rev, "Decide", rs...)); err != nil {
			t.Fatal(err)
		}
		rev.At++
	}
	do(&annotations.Person{Stamp: annotations.Stamp{ID: rev.By}, Name: "rev"})
	cases, err := review.Cases(p, "", review.Options{})
	if err != nil || len(cases) != 3 {
		t.Fatal(err, cases)
	}
	decide := func(c review.Case, v review.Verdict) {
		t.Helper()
		rs, err := review.Decide(p, c, rev.By, v)
		if err != nil {
			t.Fatal(err)
		}
		do(rs...)
	}
	fact := slices.IndexFunc(cases[1].Readings, func(r review.Reading) bool { return slices.Contains(r.By, annotationstest.ID("ana")) })
	decide(cases[1], review.Verdict{Outcome: annotations.OutcomeAccept, Results: cases[1].Readings[fact].Answers, Reason: annotations.ReasonGuideline, Note: "2.1"})
	decide(cases[2], review.Verdict{Outcome: annotations.OutcomeReject})
	data, err := format.Write(p, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "all.gloss.json")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// command runs a command line and returns what it prints.
func command(t *testing.T, code int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, faults bytes.Buffer
	if got := run(args, &env{t.Context(), nil, &out, &faults}); got != code {
		t.Fatalf("%v: exit status %d: %s", args, got, &faults)
	}
	return out.String(), faults.String()
}

func TestGoldCommand(t *testing.T) {
	file := decided(t)
	out, _ := command(t, 0, "gold", "-o", "-", file)
	p, _, err := format.Read([]byte(out), format.ReadOptions{})
	if err != nil || p.Annotations.Len() != 1 {
		t.Fatal(err, out)
	}
	for a := range p.Annotations.All() {
		want := `{"decision":{"level":1,"note":"2.1","outcome":"accept","reason":"guideline"},"silent":0,"votes":{"claim":1,"fact":1}}`
		if a.Label != "fact" || a.Exact() != "blue" || a.By != annotationstest.ID("rev") || string(a.Foreign) != want {
			t.Errorf("%s %q by %s: %s", a.Label, a.Exact(), a.By, a.Foreign)
		}
	}
	if faults := p.Validate(); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestFeedbackCommand(t *testing.T) {
	file := decided(t)
	page, _ := command(t, 0, "feedback", "--for", "ben", file)
	for _, want := range []string{"Feedback for ben", "Claim: blue", "Fact: blue", "by the guideline: 2.1", "Rejected", "<mark>nice</mark>"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in %s", want, page)
		}
	}
	out, _ := command(t, 0, "feedback", "--json", "--for", annotationstest.ID("ana"), file)
	var items []review.Item
	if err := json.Unmarshal([]byte(out), &items); err != nil || len(items) != 1 || items[0].Fate != review.FateAccepted {
		t.Error(err, out)
	}
	if _, faults := command(t, 1, "feedback", "--for", "zoe", file); !strings.Contains(faults, `nobody is called "zoe"`) {
		t.Error(faults)
	}
}
