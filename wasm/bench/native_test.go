//go:build !js

package bench

import (
	"fmt"
	"time"

	"gloss/annotations"
	"gloss/annotations/agreement"
	"gloss/annotations/format"
)

// people is how many annotate the same article.
const people = 10

// native measures what the command does, in this process.
func native(b *bench) {
	w := workloads[1]
	files := make([][]byte, people)
	for i := range files {
		files[i] = w.make(b.t, fmt.Sprint("annotator", i)).file
	}
	b.timed("read 10 files of W2", func() error {
		for _, data := range files {
			if _, _, err := format.Read(data, format.ReadOptions{}); err != nil {
				return err
			}
		}
		return nil
	})
	b.timed("read and merge them", func() error {
		all := &annotations.Project{}
		for _, data := range files {
			p, _, err := format.Read(data, format.ReadOptions{})
			if err != nil {
				return err
			}
			all = annotations.Merge(all, p)
		}
		if n := all.Annotations.Len(); n != people*w.marks {
			return fmt.Errorf("%d annotations", n)
		}
		return nil
	})
	docs := []agreement.Document{b.votes(w)}
	for _, quick := range []bool{true, false} {
		what := map[bool]string{true: "agreement of 10, without γ", false: "agreement of 10, everything"}[quick]
		b.timed(what, func() error {
			_, err := agreement.Measure(docs, agreement.Options{Seed: seed, Quick: quick})
			return err
		})
	}
}

func (b *bench) timed(what string, f func() error) {
	b.t.Helper()
	start := time.Now()
	if err := f(); err != nil {
		b.t.Fatal(what+": ", err)
	}
	b.add("native", what, "ms", float64(time.Since(start).Microseconds())/1000)
}

// votes is what ten annotators made of one article who mostly agree: each
// leaves out a fifth of the spans, moves the ends of some and doubts a label
// now and then.
func (b *bench) votes(w workload) agreement.Document {
	m, r := w.make(b.t, "Ann"), source("votes")
	d := agreement.Document{ID: m.text.ID(), Length: m.text.Points(), Units: map[string][]agreement.Unit{}}
	for at := 0; at < m.text.Points(); {
		line := m.text.Line(at)
		for _, s := range wordsOf(m.text, line) {
			d.Tokens = append(d.Tokens, [2]int{s.Start, s.End})
		}
		if s := m.text.Trim(line); !s.Empty() {
			d.Sentences = append(d.Sentences, [2]int{s.Start, s.End})
		}
		at = max(line.End, at) + 1
	}
	for i := range people {
		name := fmt.Sprint("annotator", i)
		for _, mark := range m.marks {
			if r.IntN(5) == 0 {
				continue
			}
			u := agreement.Unit{Start: mark.Start, End: mark.End, Label: mark.label}
			if r.IntN(3) == 0 {
				u.End = min(m.text.Points(), u.End+r.IntN(12))
			}
			if r.IntN(6) == 0 {
				u.Label = labels[r.IntN(len(labels))]
			}
			d.Units[name] = append(d.Units[name], u)
		}
	}
	return d
}
