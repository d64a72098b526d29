//go:build !js

package bench

import (
	"fmt"
	"slices"

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
	b.boarded(p)
}

// boarded opens the library in the app, scrolls through its board sideways, and
// has suggestions made for a passage.
func (b *bench) boarded(p *annotations.Project) {
	b.visit(serve(b.t, b.site, map[string][]byte{"board.gloss.json": written(b.t, p)}).url)
	b.Eval(`while (!(bench.starts().ready > 0)) await new Promise((next) => setTimeout(next, 10));
		await bench.hold(["bench/board.gloss.json"]); bench.drop()`, nil)
	b.Wait(`document.querySelector(".library .tally").textContent.replace(/\D/g, "") >= args[0] && bench.saved()`, patience, boardArticles)
	what := fmt.Sprintf("%d articles, %d annotations: ", boardArticles, boardArticles*boardPassages)
	var got struct{ Total, Gap float64 }
	b.Eval(`document.querySelector("#dialog[open] .primary")?.click();
		return bench.during(() => { location.hash = "#board"; }, () => document.querySelector(".board-cell"))`, &got)
	b.add("board", what+"open the board", "ms", got.Total)
	var frames []float64
	var empty float64
	b.Eval(`
		await new Promise((next) => setTimeout(next, 1000));
		const box = document.getElementById("board-scroll"), { left, top, width, height } = box.getBoundingClientRect();
		const frames = [];
		let empty = 0, last = 0;
		box.scrollLeft = 0;
		while (frames.length < 500 && box.scrollLeft + box.clientWidth < box.scrollWidth - 1) {
			const now = await new Promise(requestAnimationFrame);
			if (last) frames.push(now - last);
			last = now;
			if (!document.elementFromPoint(left + width * 0.7, top + height / 2)?.closest(".board-cell")) empty++;
			box.scrollLeft += 120;
		}
		return { frames, empty: empty / frames.length }`, &struct {
		Frames *[]float64
		Empty  *float64
	}{&frames, &empty})
	b.add("board", what+"scroll sideways, 120 pixels a frame: longest frame", "ms", slices.Max(frames))
	b.add("board", what+"scroll sideways: median frame", "ms", quantile(frames, 0.5))
	b.add("board", what+"scroll sideways: frames without cells", "%", 100*empty)
	b.Eval(`location.hash = "#read"; [...document.querySelectorAll(".article-link")].find((a) => a.querySelector(".tally")).click()`, nil)
	b.Wait(`document.querySelector("#article mark") && document.querySelectorAll("#notes-list li button").length > 2`, patience)
	for _, which := range []string{"the first passage, with the index", "another passage"} {
		b.Eval(`const all = [...document.querySelectorAll("#notes-list li button:not([aria-current])")];
			return bench.during(() => { all[1].click(); }, () => all[1].ariaCurrent && document.querySelector(".suggestions") && !/Looking/.test(document.querySelector(".suggestions").textContent))`, &got)
		b.add("board", what+"suggestions for "+which+", after 0.6 s of rest", "ms", got.Total)
		b.add("board", what+"suggestions for "+which+": longest time without an answer", "ms", got.Gap)
	}
}

func boardID(what string, i, k int) string {
	return fmt.Sprintf("urn:x-gloss:bench:%s:%d:%d", what, i, k)
}

func boardProject(b *bench) *annotations.Project {
	var rs []annotations.Record
	texts := map[string]annotations.Text{}
	for q := range boardQuestions {
		rs = append(rs, &annotations.Question{Stamp: annotations.Stamp{ID: boardID("question", q, 0)}, Text: fmt.Sprintf("How many in hour %d?", q), Type: annotations.ValueNumber})
	}
	for i := range boardArticles {
		text := newText(b.t, prose(source(fmt.Sprint("board", i)), workloads[0].bytes))
		id, r := text.ID(), source(fmt.Sprint("marks", i))
		texts[id] = text
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
	p = p.WithTexts(texts)
	p.ID, p.Created = urn("board", 0), clock
	return p
}
