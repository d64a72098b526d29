//go:build !js

package bench

import (
	"fmt"
	"time"

	"gloss/annotations"
	"gloss/annotations/agreement"
	"gloss/annotations/format"
	"gloss/annotations/review"
)

// A review as large as they come: ten annotators, each with ten thousand
// annotations in the same hundred articles.
const (
	reviewArticles = 100
	reviewPassages = 100
)

// reviewing measures grouping and scoring natively, beside reading the same
// files, and then in the app, with the longest time the page did not answer.
func reviewing(b *bench) {
	files := reviewFiles(b)
	what := fmt.Sprintf("%d annotators × %d annotations: ", people, reviewArticles*reviewPassages)
	took := func(line string, f func() error) time.Duration {
		b.t.Helper()
		start := time.Now()
		b.timed(what+line, f)
		return time.Since(start)
	}
	all := &annotations.Project{}
	read := took("read and merge", func() error {
		for _, data := range files {
			p, _, err := format.Read(data, format.ReadOptions{})
			if err != nil {
				return err
			}
			all = annotations.Merge(all, p)
		}
		return nil
	})
	var cases []review.Case
	work := took("group", func() (err error) {
		cases, err = review.Cases(all, "", review.Options{})
		return err
	})
	var ids []string
	for d := range all.Documents.All() {
		ids = append(ids, d.ID)
	}
	var docs []agreement.Document
	score := func(quick bool) func() error {
		return func() (err error) {
			if docs, err = review.Agreement(all, ids, review.Options{}); err != nil {
				return err
			}
			_, err = agreement.Measure(docs, agreement.Options{Seed: agreement.Seed(docs), Quick: quick})
			return err
		}
	}
	work += took("score", score(true))
	b.add("review", what+"group and score, as a multiple of reading", "×", work.Seconds()/read.Seconds())
	b.add("review", "cases", "", float64(len(cases)))
	took("score with γ and intervals", score(false))
	b.reviewed(what, files)
}

// reviewed opens the files in the app, has the cases found and the agreement
// measured, up to where γ and the intervals begin.
func (b *bench) reviewed(what string, files [][]byte) {
	held := map[string][]byte{}
	var names []string
	for i, data := range files {
		name := fmt.Sprintf("annotator%d.gloss.json", i)
		held[name] = data
		names = append(names, "bench/"+name)
	}
	b.visit(serve(b.t, b.site, held).url)
	b.Eval(`while (!(bench.starts().ready > 0)) await new Promise((next) => setTimeout(next, 10))`, nil)
	b.Eval(`await bench.hold(args[0])`, nil, names)
	for _, step := range []struct{ name, work, done string }{
		{"open the files", `bench.drop`, `document.querySelector("#dialog .report") && bench.saved()`},
		{"find the cases", `() => { document.querySelector("#dialog .primary").click(); location.hash = "#review"; }`, `document.querySelector(".case-tally")`},
		{"score", `() => { location.hash = "#agreement"; }`, `document.querySelector(".agreement .scores")`},
	} {
		b.Eval(`globalThis.step = bench.during(`+step.work+`, () => `+step.done+`); step.catch(() => {})`, nil)
		b.Wait(step.done, patience)
		var got struct{ Total, Gap float64 }
		b.Eval(`return step`, &got)
		b.add("review", what+step.name+", in the app", "ms", got.Total)
		b.add("review", step.name+": longest time without an answer", "ms", got.Gap)
	}
}

// reviewFiles are the project files of ten people who mostly agree: each leaves
// out a fifth of the passages, moves the ends of some, doubts a label now and
// then, and marks a few that nobody else does, until they are a hundred an
// article.
func reviewFiles(b *bench) [][]byte {
	records := make([][]annotations.Record, people)
	texts := map[string]annotations.Text{}
	for i := range records {
		person := urn(fmt.Sprint("reviewed", i), 0)
		records[i] = []annotations.Record{&annotations.Person{Stamp: stamp(person, person), Name: fmt.Sprint("Annotator ", i)}}
	}
	for n := range reviewArticles {
		name := fmt.Sprint("review", n)
		r := source(name)
		text := newText(b.t, prose(r, 2*workloads[0].bytes))
		texts[text.ID()] = text
		common := spans(r, text, reviewPassages*5/4)
		for i := range records {
			person := urn(fmt.Sprint("reviewed", i), 0)
			done := stamp(annotations.ProgressID(text.ID(), person), person)
			records[i] = append(records[i], document(name, text), &annotations.Progress{Stamp: done, Document: text.ID(), State: annotations.Done})
			own := spans(r, text, len(common))
			for k, left := 0, reviewPassages; left > 0; k++ {
				s, label := common[k%len(common)], labels[k%len(labels)]
				switch r.IntN(20) {
				case 0, 1, 2, 3:
					if k < len(common) {
						continue
					}
				case 4:
					s = own[k%len(own)]
				case 5, 6, 7:
					s = text.Trim(annotations.Span{Start: s.Start, End: min(text.Line(s.Start).End, s.End+r.IntN(12))})
				case 8:
					label = labels[r.IntN(len(labels))]
				}
				left--
				records[i] = append(records[i], &annotations.Annotation{
					Stamp: stamp(urn(fmt.Sprint(name, "by", i), left), person), Target: annotations.TargetOf(text.ID(), text, s), Label: label,
				})
			}
		}
	}
	var out [][]byte
	for i, rs := range records {
		p, err := annotations.ProjectOf(rs...)
		if err != nil {
			b.t.Fatal(err)
		}
		p = p.WithTexts(texts)
		p.ID, p.Created = urn("reviewed", i), clock
		out = append(out, written(b.t, p))
	}
	return out
}
