package app

import (
	"testing"

	"gloss/annotations"
)

func TestSummed(t *testing.T) {
	read := func(n annotations.Tally, also ...annotations.Kind) importLine {
		line := importLine{files: 1, read: "Read as something.", tallies: map[annotations.Kind]annotations.Tally{annotations.KindAnnotation: n}}
		for _, k := range also {
			line.tallies[k] = annotations.Tally{New: 1, Same: 4}
		}
		return line
	}
	text := importLine{files: 1, outcome: "opened", tallies: map[annotations.Kind]annotations.Tally{annotations.KindDocument: {New: 1}}}
	known, bad := importLine{files: 1, outcome: "already in the library"}, importLine{files: 1, bad: true}
	brat := read(annotations.Tally{New: 2})
	brat.files = 3
	for _, c := range []struct {
		name  string
		lines []importLine
		want  string
	}{
		{"one file", []importLine{read(annotations.Tally{New: 41})}, ""},
		{"three files", []importLine{read(annotations.Tally{New: 40, Updated: 5}), read(annotations.Tally{Conflicts: 2}), read(annotations.Tally{New: 1})}, "3 files: 41 new, 5 updated, 2 conflicts, 0 duplicates"},
		{"one of each", []importLine{read(annotations.Tally{New: 1, Updated: 1}), read(annotations.Tally{Conflicts: 1, Same: 1})}, "2 files: 1 new, 1 updated, 1 conflict, 1 duplicate"},
		{"more than annotations", []importLine{read(annotations.Tally{}, annotations.KindDocument, annotations.KindDecision), read(annotations.Tally{}, annotations.KindDecision, annotations.KindEntity)}, "2 files: 0 new, 0 updated, 0 conflicts, 0 duplicates, 1 new article, 2 new decisions"},
		{"articles alone", []importLine{text, text, known}, "3 files: 2 new articles"},
		{"nothing new", []importLine{known, known}, "2 files: nothing new"},
		{"one that cannot be read", []importLine{text, bad}, "2 files: 1 new article, 1 not opened"},
		{"files that belong together", []importLine{brat}, "3 files: 2 new, 0 updated, 0 conflicts, 0 duplicates"},
	} {
		if got := summed(c.lines); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
