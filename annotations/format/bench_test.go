package format

import (
	"fmt"
	"strings"
	"testing"

	"gloss/annotations"
)

// large is a project of ten articles of 100 KB with n annotations in all, as
// somebody makes them: labelled, a third linked, a tenth with a note.
func large(tb testing.TB, n int) *annotations.Project {
	tb.Helper()
	var rs []annotations.Record
	texts := map[string]annotations.Text{}
	for d := range 10 {
		var b strings.Builder
		for i := range 2000 {
			fmt.Fprintf(&b, "In article %d, sentence %d says — with 😀 — that 38 of 67 died.\n", d, i)
		}
		t, err := annotations.NewText(b.String())
		if err != nil {
			tb.Fatal(err)
		}
		id := t.ID()
		texts[id] = t
		rs = append(rs, &annotations.Document{Stamp: annotations.Stamp{ID: id}, Points: t.Points(), Title: fmt.Sprint(d)})
		for i := range n / 10 {
			start := i * 37 % (t.Points() - 60)
			a := &annotations.Annotation{
				Stamp:  annotations.Stamp{ID: fmt.Sprintf("urn:uuid:%08x-0000-7000-8000-%012x", d, i), By: "urn:uuid:00000000-0000-4000-8000-00000000000a", Created: 1767225600000, Version: annotations.Version{{Actor: "tab1", N: 2}}},
				Target: annotations.TargetOf(id, t, annotations.Span{Start: start, End: start + 5 + i%50}),
				Label:  []string{"claim", "fact", "opinion"}[i%3],
			}
			if i%3 == 0 {
				a.Entities = []string{"http://www.wikidata.org/entity/Q1"}
			}
			if i%10 == 0 {
				a.Note = "the baseline differs from the fact file"
			}
			rs = append(rs, a)
		}
	}
	rs = append(rs, &annotations.Entity{Stamp: annotations.Stamp{ID: "http://www.wikidata.org/entity/Q1"}, Name: "Universe"})
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		tb.Fatal(err)
	}
	p = p.WithTexts(texts)
	p.ID = "urn:uuid:00000000-0000-4000-8000-000000000001"
	return p
}

func BenchmarkWrite(b *testing.B) {
	p := large(b, 10_000)
	for b.Loop() {
		out, err := Write(p, WriteOptions{})
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(out)))
	}
}

func BenchmarkScan(b *testing.B) {
	out, err := Write(large(b, 10_000), WriteOptions{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(out)))
	for b.Loop() {
		if err := scan(out, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	out, err := Write(large(b, 10_000), WriteOptions{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(out)))
	for b.Loop() {
		if _, _, err := Read(out, ReadOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
