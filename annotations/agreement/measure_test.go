package agreement

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestReasons(t *testing.T) {
	one := []Unit{{Start: 0, End: 10, Label: "claim"}}
	other := []Unit{{Start: 20, End: 30, Label: "fact"}}
	whole := []Unit{{Start: 0, End: 40, Label: "claim"}}
	for _, c := range []struct {
		name  string
		units map[string][]Unit
		want  map[string]Reason // of some scores
	}{
		{"nobody came", nil, map[string]Reason{"exact_f1": OneAnnotator, "token_alpha": NoAnnotations}},
		{"one came", map[string][]Unit{"a": one}, map[string]Reason{
			"exact_f1": OneAnnotator, "soft_f1": OneAnnotator, "token_alpha": OneAnnotator, "token_kappa": OneAnnotator,
			"alpha_u": OneAnnotator, "u_alpha": OneAnnotator, "gamma": OneAnnotator, "gamma_cat": OneAnnotator,
			"el_set_accuracy": NothingShared,
		}},
		{"both marked nothing", map[string][]Unit{"a": {}, "b": {}}, map[string]Reason{
			"exact_f1": NoAnnotations, "token_alpha": NoAnnotations, "token_kappa": NoAnnotations, "token_ac1": NoAnnotations,
			"alpha_u": NoAnnotations, "u_alpha": NoAnnotations, "bu_alpha": NoAnnotations, "cu_alpha": NoAnnotations,
			"gamma": NoAnnotations, "gamma_cat": NoAnnotations,
		}},
		{"one marked nothing", map[string][]Unit{"a": one, "b": {}}, map[string]Reason{
			"exact_f1": "", "token_alpha": "", "alpha_u": "", "u_alpha": "", "gamma": "",
			"cu_alpha": NothingShared, "gamma_cat": NothingShared, "el_mean_jaccard": NothingShared,
		}},
		{"never the same place", map[string][]Unit{"a": one, "b": other}, map[string]Reason{
			"exact_f1": "", "u_alpha": "", "cu_alpha": NothingShared,
		}},
		{"one label for all", map[string][]Unit{"a": one, "b": one}, map[string]Reason{
			"exact_f1": "", "token_alpha": "", "u_alpha": "", "cu_alpha": NoVariation,
			"gamma": "", "gamma_cat": NoVariation, "el_alpha_jaccard": NoVariation,
		}},
		{"the whole text", map[string][]Unit{"a": whole, "b": whole}, map[string]Reason{
			"exact_f1": "", "token_alpha": NoVariation, "token_kappa": NoVariation, "token_pi": NoVariation,
			"token_s": NoVariation, "token_ac1": NoVariation, "alpha_u": "", "u_alpha": NoVariation,
			"bu_alpha": NoVariation, "cu_alpha": NoVariation, "gamma": "",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Document{Length: 40, Tokens: cells(40, 5), Sentences: cells(40, 20), Units: c.units}
			b, err := json.Marshal(ask(t, []Document{d}, Options{}).Overall)
			if err != nil {
				t.Fatal(err)
			}
			var got map[string]struct {
				Value  *float64
				Reason Reason
			}
			if err := json.Unmarshal(b, &got); err != nil {
				t.Fatal(err)
			}
			for name, reason := range c.want {
				s, ok := got[name]
				if !ok || s.Reason != reason || (s.Value == nil) != (reason != "") {
					t.Errorf("%s: reason %q, value %v, want %q", name, s.Reason, s.Value, reason)
				}
			}
		})
	}
}

// TestTooLittle: two of three annotators share one stretch and nothing else.
func TestTooLittle(t *testing.T) {
	r := ask(t, []Document{{Length: 40, Units: map[string][]Unit{
		"a": {{Start: 0, End: 10, Label: "claim"}}, "b": {{Start: 0, End: 10, Label: "fact"}}, "c": {},
	}}}, Options{Quick: true})
	if got := r.Overall.CUAlpha.Reason; got != TooLittle {
		t.Errorf("cuα: %q", got)
	}
	if got := r.Overall.Gamma.Reason; got != Skipped {
		t.Errorf("γ: %q", got)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		doc  Document
		want string
	}{
		{Document{ID: "d", Length: 5, Units: map[string][]Unit{"a": {{Start: 3, End: 6}}}}, "annotator a: span [3,6)"},
		{Document{ID: "d", Length: 5, Units: map[string][]Unit{"a": {{Start: 3, End: 3}}}}, "span [3,3)"},
		{Document{ID: "d", Length: 5, Units: map[string][]Unit{"a": {{Start: -1, End: 3}}}}, "span [-1,3)"},
		{Document{ID: "d", Length: 5, Tokens: [][2]int{{0, 2}, {1, 3}}}, "cell [1,3)"},
		{Document{ID: "d", Length: 5, Sentences: [][2]int{{0, 6}}}, "cell [0,6)"},
	} {
		_, err := Measure([]Document{c.doc}, Options{})
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), "document d: ") {
			t.Errorf("%v, want …%s…", err, c.want)
		}
		if _, err := Meetings([]Document{c.doc}, "a", "b", nil); err != nil {
			t.Errorf("a document b did not do is of no concern: %v", err)
		}
	}
}

// TestPairwiseGamma: γ of five is that of all pairs, summed before it is taken.
func TestPairwiseGamma(t *testing.T) {
	r := ask(t, []Document{noisy(3, "d", 2000, 15, 5)}, Options{})
	observed, expected, variance := 0.0, 0.0, 0.0
	for _, p := range r.Pairs {
		g := p.Scores.Gamma
		observed += g.Observed / 10
		expected += g.Expected / 10
		e := g.Error * g.Expected / (g.Observed / g.Expected)
		variance += e * e / 100
	}
	got := r.Overall.Gamma
	want(t, "γ", got, 1-observed/expected, 1e-9)
	wantNumber(t, "error", got.Error, observed/expected*math.Sqrt(variance)/expected, 1e-9)
	if got.Note != "mean over pairs of annotators" {
		t.Errorf("note %q", got.Note)
	}
	if r := ask(t, []Document{noisy(3, "d", 2000, 15, 4)}, Options{}); r.Overall.Gamma.Note != "" {
		t.Errorf("note of four: %q", r.Overall.Gamma.Note)
	}
}

// TestGammaOfManyNear: a thousand spans on one heap are too many for three.
func TestGammaOfManyNear(t *testing.T) {
	d := Document{ID: "d", Length: 1000, Units: map[string][]Unit{}}
	for a := range 3 {
		var list []Unit
		for i := range 300 {
			list = append(list, Unit{Start: 3*i + a, End: 3*i + 50, Label: "x"})
		}
		d.Units[fmt.Sprint(a)] = list
	}
	g := ask(t, []Document{d}, Options{}).Overall.Gamma
	if g.Reason != "" || g.Note != "mean over pairs of annotators" {
		t.Errorf("%+v", g)
	}
}

// TestChanceOfDocuments: equal documents do not share their random numbers.
func TestChanceOfDocuments(t *testing.T) {
	a := noisy(1, "a", 1000, 10, 2)
	b := a
	b.ID = "b"
	r := ask(t, []Document{a, b}, Options{Seed: 1})
	if r.Documents[0].Scores.Gamma.Expected == r.Documents[1].Scores.Gamma.Expected {
		t.Error("same chance for both")
	}
	again := ask(t, []Document{b, a}, Options{Seed: 1})
	if r.Overall.Gamma.Expected != again.Overall.Gamma.Expected {
		t.Error("chance depends on the order of documents")
	}
	other := ask(t, []Document{a, b}, Options{Seed: 2})
	if r.Overall.Gamma.Expected == other.Overall.Gamma.Expected {
		t.Error("chance does not depend on the seed")
	}
}

// TestRandomAnnotators: chance is taken out of what is corrected for it.
func TestRandomAnnotators(t *testing.T) {
	var docs []Document
	for i := range uint64(12) {
		a, b := noisy(100+i, fmt.Sprint(i), 5000, 40, 1), noisy(200+i, "", 5000, 40, 1)
		a.Units["b"] = b.Units["annotator 0"]
		docs = append(docs, a)
	}
	s := ask(t, docs, Options{}).Overall
	for name, x := range map[string]Score{
		"token α": s.TokenAlpha, "uα": s.UAlpha, "|uα": s.BUAlpha, "cuα": s.CUAlpha, "γ": s.Gamma, "γ-cat": s.GammaCat,
	} {
		want(t, name, x, 0, 0.1)
		if x.Low > 0 || x.High < 0 {
			t.Errorf("%s: 0 is outside [%v,%v]", name, x.Low, x.High)
		}
	}
	if s.OverlapF1.Value < 0.2 {
		t.Errorf("overlap F1 %v is not corrected for chance", s.OverlapF1.Value)
	}
}

func TestIntervals(t *testing.T) {
	few := ask(t, []Document{noisy(1, "d", 10_000, 60, 3)}, Options{Seed: 5})
	if few.Resampled != "sentences" || few.Passages < 20 {
		t.Errorf("%s, %d passages", few.Resampled, few.Passages)
	}
	var docs []Document
	for i := range 12 {
		docs = append(docs, noisy(uint64(i), fmt.Sprint(i), 1000, 6, 3))
	}
	many := ask(t, docs, Options{Seed: 5})
	if many.Resampled != "documents" || many.Passages != 12 {
		t.Errorf("%s, %d passages", many.Resampled, many.Passages)
	}
	for _, r := range []Report{few, many} {
		for _, x := range []Score{r.Overall.ExactF1, r.Overall.TokenAlpha, r.Overall.UAlpha, r.Overall.AlphaU, r.Overall.Gamma} {
			if !x.Interval || x.Low >= x.Value || x.High <= x.Value {
				t.Errorf("%+v", x)
			}
		}
		if r.Overall.LinkAlpha.Interval {
			t.Error("el_alpha_jaccard has an interval")
		}
	}
	again := ask(t, []Document{noisy(1, "d", 10_000, 60, 3)}, Options{Seed: 5})
	if few.Overall != again.Overall {
		t.Error("not reproducible")
	}
	none := ask(t, []Document{{Length: 9, Units: map[string][]Unit{"a": {}, "b": {{Start: 1, End: 2}}}}}, Options{})
	if none.Resampled != "" || none.Overall.ExactF1.Interval {
		t.Error("an interval from one passage")
	}
}

// TestMiddle: of a thousand values, the 26th and the 975th.
func TestMiddle(t *testing.T) {
	var values []float64
	for i := range 1000 {
		values = append(values, float64((i*7)%1000+1))
	}
	if low, high := middle(values); low != 26 || high != 975 {
		t.Errorf("%v, %v", low, high)
	}
}

// TestAlphaUParts: disagreement in the second sentence stays there.
func TestAlphaUParts(t *testing.T) {
	d := Document{Length: 40, Sentences: cells(40, 20), Units: map[string][]Unit{
		"a": {{Start: 2, End: 9, Label: "x"}, {Start: 22, End: 29, Label: "x"}},
		"b": {{Start: 2, End: 9, Label: "x"}, {Start: 24, End: 29, Label: "x"}},
	}}
	c, err := newCorpus([]Document{d}, &pace{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := alphaURows(c.texts[0], 1, &pace{})
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].at(alphaUObserved) != 0 || rows[1].at(alphaUObserved) == 0 || rows[0].at(alphaUUnits) != 2 {
		t.Errorf("%v", rows)
	}
}

func TestLabelsAndValues(t *testing.T) {
	d := noisy(4, "d", 5000, 40, 3)
	r := ask(t, []Document{d}, Options{Quick: true})
	var names []string
	for _, l := range r.Labels {
		names = append(names, l.Label)
		found := false
		for _, v := range r.Values {
			if slices.Equal(v.Labels, []string{l.Label}) {
				found = true
				if v.Alpha != l.Scores.CUAlpha || v.Coverage <= 0 || v.Coverage > 1 {
					t.Errorf("%s: (k)uα %+v, of the label %+v", l.Label, v, l.Scores.CUAlpha)
				}
			}
		}
		if !found {
			t.Errorf("no value %s", l.Label)
		}
	}
	if !slices.Equal(names, []string{"claim", "fact", "opinion"}) {
		t.Errorf("labels %v", names)
	}
	var pairs []string
	for _, p := range r.Pairs {
		pairs = append(pairs, fmt.Sprint(p.A, "|", p.B, " ", p.Documents))
	}
	if want := []string{"annotator 0|annotator 1 1", "annotator 0|annotator 2 1", "annotator 1|annotator 2 1"}; !slices.Equal(pairs, want) {
		t.Errorf("pairs %q", pairs)
	}
}
