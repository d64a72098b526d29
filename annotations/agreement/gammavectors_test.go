package agreement

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sort"
	"testing"
)

func publishedPositions(t *testing.T, raw json.RawMessage, tolerance float64) {
	var rows [][]float64
	if err := json.Unmarshal(raw, &rows); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		got := position(span{int(r[0]), int(r[1]), 0}, span{int(r[2]), int(r[3]), 0})
		wantNumber(t, fmt.Sprint(r), got, r[4], tolerance*r[4])
	}
}

// gammaLists numbers the categories and sorts.
func gammaLists(in [][]gammaUnit) [][]span {
	var names []string
	for _, list := range in {
		for _, u := range list {
			if !slices.Contains(names, u.category) {
				names = append(names, u.category)
			}
		}
	}
	sort.Strings(names)
	out := make([][]span, len(in))
	for i, list := range in {
		for _, u := range list {
			out[i] = append(out[i], span{int(u.start), int(u.end), slices.Index(names, u.category)})
		}
		slices.SortFunc(out[i], byStart)
	}
	return out
}

// disorderOf is the disorder of the best alignment, and γ-cat's.
func disorderOf(t testing.TB, lists [][]span, w weights) (cost, unlike float64) {
	t.Helper()
	groups, err := newAligner(w, &pace{}).align(lists)
	if err != nil {
		t.Fatal(err)
	}
	var e expectation
	e.add(groups, lists)
	return e.cost.mean(), e.unlike.mean()
}

func publishedGamma(t *testing.T, v vector) {
	var in struct {
		Alpha, Beta float64
		DeltaEmpty  float64 `json:"delta_empty"`
		Units       map[string][]gammaUnit
	}
	if err := json.Unmarshal(v.Input, &in); err != nil {
		t.Fatal(err)
	}
	var units [][]gammaUnit
	for _, name := range sortedKeys(in.Units) {
		units = append(units, in.Units[name])
	}
	lists := gammaLists(units)
	cost, _ := disorderOf(t, lists, weights{in.Alpha, in.Beta, in.DeltaEmpty})
	e := numbers(t, v.Expected)
	wantNumber(t, "observed disorder", cost, e["observed_disorder"], v.Tolerance*max(1, e["observed_disorder"]))
	end := 0
	for _, list := range lists {
		for _, s := range list {
			end = max(end, s.end)
		}
	}
	got := gammaOf(t, lists, end, weights{in.Alpha, in.Beta, in.DeltaEmpty})
	if x, ok := e["gamma_30_samples"]; ok {
		want(t, "γ (other sampler)", got, x, 0.2) // the tolerance its source accepts
	}
	t.Logf("γ = %.3f, published %v", got.Value, string(v.Expected))
}

// gammaOf is γ of lists in a text of a length, with rotation for chance.
func gammaOf(t testing.TB, lists [][]span, length int, w weights) Score {
	x := &text{passage: passage{hi: length}}
	for i, list := range lists {
		v := &voter{rater: i}
		for _, s := range list {
			v.marks = append(v.marks, mark{span: s})
		}
		x.voters = append(x.voters, v)
	}
	x.parts = []passage{x.passage}
	c := &chance{most: 30, align: newAligner(w, &pace{})}
	d, err := c.group(x)
	if err != nil {
		t.Fatal(err)
	}
	return gamma(d[0][:])
}

// TestGammaVectors replays given samples, so that γ is exact.
func TestGammaVectors(t *testing.T) {
	for _, v := range vectors(t, "gamma.json") {
		t.Run(v.ID, func(t *testing.T) {
			w := weights{v.Alpha, v.Beta, v.DeltaEmpty}
			e := numbers(t, v.Expected)
			cost, unlike := disorderOf(t, gammaLists(v.Units), w)
			wantNumber(t, "observed", cost, e["observed_disorder"], v.Tolerance)
			if math.Abs(unlike-e["cat_observed"]) > v.Tolerance {
				t.Logf("γ-cat observed %.6f, vector %.6f (alignments tie)", unlike, e["cat_observed"])
			}
			expected := 0.0
			for i, s := range v.Samples {
				c, u := disorderOf(t, gammaLists(s.Units), w)
				wantNumber(t, fmt.Sprint("sample ", i), c, s.Disorder, v.Tolerance)
				expected += c / float64(len(v.Samples))
				if s.CatDisorder != nil && math.Abs(u-*s.CatDisorder) > v.Tolerance {
					t.Logf("γ-cat of sample %d %.6f, vector %.6f (alignments tie)", i, u, *s.CatDisorder)
				}
			}
			wantNumber(t, "expected", expected, e["expected_disorder_over_samples"], v.Tolerance)
			want(t, "γ", corrected(cost, expected, 0), e["gamma_over_samples"], v.Tolerance)
		})
	}
}
