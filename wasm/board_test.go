//go:build !js

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/board"
	"gloss/annotations/format"
)

// answered writes the file of two accounts that contradict each other.
func answered(t *testing.T) string {
	t.Helper()
	p, err := annotationstest.Parse("# One\n[claim:a 35 passengers and three crew] died.\n# Two\n[fact:b At least 40] died, [claim:c/ben 38] in all.\n")
	if err != nil {
		t.Fatal(err)
	}
	q := board.Standard()[0]
	rs := []annotations.Record{q}
	for _, name := range []string{"a", "b", "c"} {
		a, _ := p.Annotations.Get(annotationstest.ID(name))
		rs = append(rs, &annotations.Answer{
			Stamp:    annotations.Stamp{ID: annotationstest.ID("to-" + name), By: a.By, Version: annotations.Version{{Actor: "t", N: 1}}},
			Question: q.ID, Document: a.Document, Passages: []string{a.ID}, Raw: a.Exact(),
		})
	}
	more, err := annotations.ProjectOf(rs...)
	if err != nil {
		t.Fatal(err)
	}
	data, err := format.Write(annotations.Merge(p, more), format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "two.gloss.json")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestBoardCommand(t *testing.T) {
	file := answered(t)
	text, _ := command(t, 0, "board", file)
	for _, want := range []string{"How many died?  conflict, 2 of 2 sources", "35 passengers + 3 crew = 38", "≥ 40"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	out, _ := command(t, 0, "board", "--json", file, file)
	var b boardJSON
	if err := json.Unmarshal([]byte(out), &b); err != nil || len(b.Sources) != 2 || len(b.Rows) != 1 || len(b.Rows[0].Values) != 3 {
		t.Fatal(err, out)
	}
	for _, v := range b.Rows[0].Values {
		if v.Norm == "≥ 40" && (v.Hi != nil || v.Lo == nil || *v.Lo != 40 || v.Passages[0].Exact != "At least 40" || v.Passages[0].Spans[0].End != 11) {
			t.Errorf("%+v", v)
		}
	}
	page, _ := command(t, 0, "board", "--html", "-o", "-", file)
	if !strings.HasPrefix(page, "<!doctype html>") || !strings.Contains(page, "<q dir=\"auto\">At least 40</q>") {
		t.Error(page)
	}
	if table, _ := command(t, 0, "board", "--csv", file); strings.Count(table, "\r\n") != 4 {
		t.Error(table)
	}
	if mine, _ := command(t, 0, "board", "--for", "ben", file); !strings.Contains(mine, "one source, 1 of 2") {
		t.Error(mine)
	}
	if _, faults := command(t, 1, "board", "--for", "zoe", file); !strings.Contains(faults, `nobody is called "zoe"`) {
		t.Error(faults)
	}
}
