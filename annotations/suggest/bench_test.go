package suggest_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/suggest"
)

// library makes a project of many articles from the words of a few: sentences
// of eighteen words, every one annotated up to a number. The texts are not
// loaded, as in a browser.
func library(b *testing.B, articles, perArticle int) *annotations.Project {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	var words []string
	for i := range 8000 { // a vocabulary whose frequencies fall off as words' do (Zipf)
		words = append(words, fmt.Sprintf("%s%s", syllables(i), syllables(i*7919%8000)))
	}
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(words)-1))
	var records []annotations.Record
	for d := range articles {
		var text strings.Builder
		var spans []annotations.Span
		for i := range perArticle {
			start := text.Len()
			for range 16 {
				text.WriteString(words[zipf.Uint64()] + " ")
			}
			if i%5 == 0 {
				fmt.Fprintf(&text, "near Grozny where %d people died", 20+r.IntN(30))
			}
			spans = append(spans, annotations.Span{Start: start, End: text.Len()})
			text.WriteString(". ")
		}
		t, err := annotations.NewText(fmt.Sprint(d, " ", text.String()))
		if err != nil {
			b.Fatal(err)
		}
		records = append(records, &annotations.Document{Stamp: annotations.Stamp{ID: t.ID()}, Points: t.Points()})
		for i, s := range spans {
			records = append(records, &annotations.Annotation{
				Stamp: annotations.Stamp{ID: fmt.Sprintf("urn:x-gloss:bench:%d:%d", d, i)}, Target: annotations.TargetOf(t.ID(), t, s), Label: "claim",
			})
		}
	}
	p, err := annotations.ProjectOf(records...)
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func syllables(n int) string {
	s := ""
	for range 2 {
		s += string("bcdfgklmnprstvz"[n%15]) + string("aeiou"[n/15%5])
		n /= 75
	}
	return s
}

// BenchmarkRelated is suggestions for one passage in 1,000 articles with 50,000
// annotations. The budget is 100 ms; budget/op is the share of it that is used.
func BenchmarkRelated(b *testing.B) {
	p := library(b, 1000, 50)
	x, err := suggest.Build(p, nil)
	if err != nil {
		b.Fatal(err)
	}
	a, _ := p.Annotations.Get("urn:x-gloss:bench:500:25")
	found := 0
	b.ResetTimer()
	for range b.N {
		found = len(suggest.Related(p, x, a, "ana"))
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/0.1, "budget/op")
	b.ReportMetric(float64(found), "found")
}

func BenchmarkBuild(b *testing.B) {
	p := library(b, 1000, 50)
	b.ResetTimer()
	for range b.N {
		if _, err := suggest.Build(p, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUpdate(b *testing.B) {
	p := library(b, 1000, 50)
	x, err := suggest.Build(p, nil)
	if err != nil {
		b.Fatal(err)
	}
	a, _ := p.Annotations.Get("urn:x-gloss:bench:500:25")
	b.ResetTimer()
	for i := range b.N {
		p, err = annotations.Apply(p, p.Change(fmt.Sprint(i), annotations.Author{Actor: "t", At: 1}, "Note", a.With(func(a *annotations.Annotation) { a.Note = fmt.Sprint(i) })))
		if err != nil {
			b.Fatal(err)
		}
		if x, err = x.Update(p, nil); err != nil {
			b.Fatal(err)
		}
	}
}
