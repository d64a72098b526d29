package agreement

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// someDocument draws a small document of m annotators.
func someDocument(t *rapid.T, id string, m int) Document {
	length := rapid.IntRange(10, 60).Draw(t, "length")
	d := Document{ID: id, Length: length, Tokens: cells(length, 3), Sentences: cells(length, 9), Units: map[string][]Unit{}}
	for i := range m {
		d.Units[fmt.Sprint("annotator ", i)] = someUnits(t, length)
	}
	return d
}

func someUnits(t *rapid.T, length int) []Unit {
	out := []Unit{}
	for range rapid.IntRange(0, 6).Draw(t, "units") {
		start := rapid.IntRange(0, length-1).Draw(t, "start")
		u := Unit{
			Start: start, End: rapid.IntRange(start+1, min(length, start+15)).Draw(t, "end"),
			Label: rapid.SampledFrom([]string{"claim", "fact", "opinion"}).Draw(t, "label"),
		}
		for range rapid.IntRange(0, 2).Draw(t, "entities") {
			u.Entities = append(u.Entities, rapid.SampledFrom([]string{"Q1", "Q2", "NIL"}).Draw(t, "entity"))
		}
		out = append(out, u)
	}
	return out
}

// someSpans draws spans of one label, sorted and all different.
func someSpans(t *rapid.T, most int) []span {
	var out []span
	for range rapid.IntRange(0, most).Draw(t, "n") {
		start := rapid.IntRange(0, 20).Draw(t, "start")
		out = append(out, span{start, start + rapid.IntRange(1, 8).Draw(t, "len"), 0})
	}
	return sorted(out)
}

// everyScore calls f for each score.
func everyScore(s *Scores, f func(*Score)) {
	b := &bench{entities: newSets(), chance: &chance{}}
	for _, in := range b.instruments() {
		for _, g := range in.gauges {
			f(g.of(s))
		}
	}
}

// scoresOf lists them.
func scoresOf(s Scores) []Score {
	var out []Score
	everyScore(&s, func(x *Score) { out = append(out, *x) })
	return out
}

func sameScores(t *rapid.T, what string, a, b Scores) {
	t.Helper()
	x, y := scoresOf(a), scoresOf(b)
	for i := range x {
		if x[i].Reason != y[i].Reason || x[i].Reason == "" && math.Abs(x[i].Value-y[i].Value) > 1e-9 {
			t.Fatalf("%s: score %d: %+v, then %+v", what, i, x[i], y[i])
		}
	}
}

func TestIdenticalAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDocument(t, "d", 1)
		for i := 1; i < rapid.IntRange(2, 5).Draw(t, "annotators"); i++ {
			d.Units[fmt.Sprint("annotator ", i)] = d.Units["annotator 0"]
		}
		r, err := Measure([]Document{d}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		all := []Scores{r.Overall, r.Documents[0].Scores}
		for _, l := range r.Labels {
			all = append(all, l.Scores)
		}
		for _, p := range r.Pairs {
			all = append(all, p.Scores)
		}
		for _, s := range all {
			for i, x := range scoresOf(s) {
				if x.Reason == "" && math.Abs(x.Value-1) > 1e-9 {
					t.Fatalf("score %d: %+v", i, x)
				}
			}
		}
	})
}

func TestOrderAndNamesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.IntRange(2, 5).Draw(t, "annotators")
		docs := []Document{someDocument(t, "d", m), someDocument(t, "e", m)}
		before, err := Measure(docs, Options{Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		names := random.Perm(m)
		slices.Reverse(docs)
		for k := range docs {
			units := map[string][]Unit{}
			for i := range m {
				list := slices.Clone(docs[k].Units[fmt.Sprint("annotator ", i)])
				list = append(list, list...) // what stands twice stands once
				random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
				units[fmt.Sprint("other ", names[i])] = list
			}
			docs[k].Units = units
		}
		after, err := Measure(docs, Options{Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		sameScores(t, "overall", before.Overall, after.Overall)
		sameScores(t, "document", before.Documents[0].Scores, after.Documents[1].Scores)
		for i := range before.Labels {
			sameScores(t, before.Labels[i].Label, before.Labels[i].Scores, after.Labels[i].Scores)
		}
	})
}

// TestPartsAddUp compares texts cut at sentences with texts left whole.
func TestPartsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDocument(t, "d", rapid.IntRange(2, 4).Draw(t, "annotators"))
		cut, err := Measure([]Document{d}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if cut.Passages == 1 {
			t.Skip("not cut")
		}
		docs := []Document{d} // and nine that weigh nothing, so that documents are not cut
		for i := range fewDocuments - 1 {
			docs = append(docs, Document{ID: fmt.Sprint("empty ", i), Length: 1})
		}
		whole, err := Measure(docs, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if whole.Passages != fewDocuments {
			t.Fatalf("%d passages", whole.Passages)
		}
		sameScores(t, "overall", cut.Overall, whole.Overall)
		for i := range cut.Pairs {
			sameScores(t, "pair", cut.Pairs[i].Scores, whole.Pairs[i].Scores)
		}
	})
}

// TestCodingByTokens computes token α from every pair of values.
func TestCodingByTokens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDocument(t, "d", rapid.IntRange(2, 4).Draw(t, "annotators"))
		r, err := Measure([]Document{d}, Options{Quick: true})
		if err != nil {
			t.Fatal(err)
		}
		var items codedItems
		for _, c := range d.Tokens {
			var row []string
			for _, name := range sortedKeys(d.Units) {
				set := map[string]bool{}
				for _, u := range d.Units[name] {
					if u.Start < c[1] && c[0] < u.End {
						set[u.Label] = true
					}
				}
				row = append(row, fmt.Sprint(sortedKeys(set)))
			}
			items = append(items, row)
		}
		values := items.values()
		slow := items.alphaOf(values, func(_ []float64, a, b int) float64 {
			if a == b {
				return 0
			}
			return 1
		})
		if got := r.Overall.TokenAlpha; got.Reason == "" && math.Abs(got.Value-slow.Value) > 1e-9 ||
			(got.Reason == "") != (slow.Reason == "") {
			t.Fatalf("%+v, want %+v", got, slow)
		}
	})
}

// TestParts: sentences of ten, cut where nothing lies across or touches.
func TestParts(t *testing.T) {
	for _, c := range []struct {
		name   string
		a, b   []Unit
		tokens [][2]int
		want   []int // ends of the parts
	}{
		{name: "nothing marked", want: []int{10, 20, 30, 40}},
		{name: "inside sentences", a: []Unit{{Start: 0, End: 9}}, b: []Unit{{Start: 12, End: 20}}, want: []int{10, 20, 30, 40}},
		{name: "across", a: []Unit{{Start: 8, End: 11}}, want: []int{20, 30, 40}},
		{name: "one touches itself", a: []Unit{{Start: 5, End: 20}, {Start: 20, End: 22}}, want: []int{30, 40}},
		{name: "two touch", a: []Unit{{Start: 15, End: 20}}, b: []Unit{{Start: 20, End: 22}}, want: []int{10, 30, 40}},
		{name: "a token across", tokens: [][2]int{{0, 3}, {9, 12}}, want: []int{20, 30, 40}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Document{Length: 40, Tokens: c.tokens, Sentences: cells(40, 10), Units: map[string][]Unit{"a": c.a, "b": c.b}}
			x, err := newCorpus([]Document{d}, &pace{})
			if err != nil {
				t.Fatal(err)
			}
			var ends []int
			for _, p := range x.texts[0].parts {
				ends = append(ends, p.hi)
			}
			if !slices.Equal(ends, c.want) {
				t.Errorf("parts end at %v, want %v", ends, c.want)
			}
		})
	}
}

func TestStepStops(t *testing.T) {
	d := noisy(1, "d", 20_000, 200, 3)
	stop := errors.New("stop")
	calls := 0
	ask(t, []Document{d}, Options{Step: func() error { calls++; return nil }})
	if calls < 100 {
		t.Fatalf("Step was called %d times", calls)
	}
	for _, after := range []int{1, calls / 3, calls / 2, calls - 1} {
		n := 0
		_, err := Measure([]Document{d}, Options{Step: func() error {
			if n++; n > after {
				return stop
			}
			return nil
		}})
		if !errors.Is(err, stop) {
			t.Errorf("after %d calls: %v", after, err)
		}
	}
}
