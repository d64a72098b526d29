//go:build !js

package bench

import (
	"fmt"

	"gloss/annotations"
	"gloss/annotations/board"
	"gloss/annotations/suggest"
)

// A library in which one looks for what is said elsewhere: 1,000 articles, fifty
// passages in each, and ten questions that every article answers.
const (
	boardArticles  = 1000
	boardPassages  = 50
	boardQuestions = 10
)

// comparing measures suggestions for one passage, for which a person waits at
// most 100 ms, and the board of all articles.
func comparing(b *bench) {
	p := boardProject(b)
	var x *suggest.Index
	what := fmt.Sprintf("suggestions among %d articles, %d annotations: ", boardArticles, p.Annotations.Len())
	b.timed(what+"index", func() (err error) {
		x, err = suggest.Build(p, nil)
		return err
	})
	for a := range p.Annotations.All() {
		b.timed(what+"for one passage", func() error {
			suggest.Related(p, x, a, "")
			return nil
		})
		break
	}
	b.timed(what+"questions for the board", func() error {
		suggest.Questions(p, x, "")
		return nil
	})
	var made *board.Board
	b.timed(fmt.Sprintf("board of %d answers", p.Answers.Len()), func() (err error) {
		made, err = board.Of(p, board.Options{})
		return err
	})
	if len(made.Rows) != boardQuestions || len(made.Columns) != boardArticles {
		b.t.Errorf("%d × %d", len(made.Rows), len(made.Columns))
	}
	a, _ := p.Answers.Get(boardID("answer", 1, 1))
	later := a.Copy().(*annotations.Answer)
	later.Raw, later.Version = "99", annotations.Version{{Actor: "t", N: 1}}
	again, err := annotations.ProjectOf(later)
	if err != nil {
		b.t.Fatal(err)
	}
	again = annotations.Merge(p, again)
	b.timed("board again after one answer", func() error {
		_, err := board.Of(again, board.Options{Old: made})
		return err
	})
}

func boardID(what string, i, k int) string {
	return fmt.Sprintf("urn:x-gloss:bench:%s:%d:%d", what, i, k)
}

func boardProject(b *bench) *annotations.Project {
	var rs []annotations.Record
	for q := range boardQuestions {
		rs = append(rs, &annotations.Question{Stamp: annotations.Stamp{ID: boardID("question", q, 0)}, Text: fmt.Sprintf("How many in hour %d?", q), Type: annotations.ValueNumber})
	}
	for i := range boardArticles {
		text := newText(b.t, prose(source(fmt.Sprint("board", i)), workloads[0].bytes))
		id, r := text.ID(), source(fmt.Sprint("marks", i))
		rs = append(rs, &annotations.Document{Stamp: annotations.Stamp{ID: id}, Points: text.Points(), Title: fmt.Sprint("Article ", i), Published: fmt.Sprintf("2026-01-%02d", 1+i%28)})
		for k := range boardPassages {
			start := r.IntN(text.Points() - 200)
			rs = append(rs, &annotations.Annotation{
				Stamp:  annotations.Stamp{ID: boardID("passage", i, k)},
				Target: annotations.TargetOf(id, text, annotations.Span{Start: start, End: start + 60 + r.IntN(100)}), Label: "claim",
			})
		}
		for q := range boardQuestions {
			rs = append(rs, &annotations.Answer{
				Stamp: annotations.Stamp{ID: boardID("answer", i, q)}, Question: boardID("question", q, 0), Document: id,
				Passages: []string{boardID("passage", i, q)}, Raw: fmt.Sprint(30 + r.IntN(9)),
			})
		}
	}
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}
