package agreement

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// spanExpected is what spans.json and edge.json expect; null is NaN.
type maybe float64

func (m *maybe) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*m = maybe(math.NaN())
		return nil
	}
	return json.Unmarshal(b, (*float64)(m))
}

type perLabel struct {
	F1       maybe
	PerLabel map[string]maybe `json:"per_label"`
}

type spanExpected struct {
	Pairwise map[string]struct {
		ExactF1       maybe `json:"exact_f1"`
		ExactSpanF1   maybe `json:"exact_span_f1"`
		OverlapF1     maybe `json:"overlap_f1"`
		OverlapSpanF1 maybe `json:"overlap_span_f1"`
		IoU50         maybe `json:"iou50_f1"`
		IoU75         maybe `json:"iou75_f1"`
		Agr           struct {
			AB maybe `json:"agr_ab"`
			BA maybe `json:"agr_ba"`
			F1 maybe
		}
		Soft               struct{ P, R, F1 maybe } `json:"soft_f1"`
		Char               perLabel                 `json:"char_f1"`
		Token              perLabel                 `json:"token_f1"`
		Sentence           perLabel                 `json:"sentence_f1"`
		TokenKappaSet      maybe                    `json:"token_kappa_set"`
		SentenceKappaSet   maybe                    `json:"sentence_kappa_set"`
		TokenKappaPerLabel map[string]maybe         `json:"token_kappa_label"`
	}
	Mean             map[string]maybe `json:"mean_pairwise"`
	CharAlpha        maybe            `json:"char_alpha_set"`
	CharFleiss       maybe            `json:"char_fleiss_set"`
	CharAlphaLabel   map[string]maybe `json:"char_alpha_label"`
	TokenAlpha       maybe            `json:"token_alpha_set"`
	TokenFleiss      maybe            `json:"token_fleiss_set"`
	TokenAlphaLabel  map[string]maybe `json:"token_alpha_label"`
	SentenceAlpha    maybe            `json:"sentence_alpha_set"`
	SentenceFleiss   maybe            `json:"sentence_fleiss_set"`
	SentenceAlphaLab map[string]maybe `json:"sentence_alpha_label"`
	AlphaU           struct {
		Value, Do, De maybe
		PerLabel      map[string]maybe `json:"per_label"`
	} `json:"alphaU_1995_2004"`
	UAlpha struct {
		U, Binary, Cu maybe
		PerValue      map[string]struct{ Coverage, Alpha maybe } `json:"per_value"`
	} `json:"u_alpha_2016"`
	UAlphaLabel map[string]maybe `json:"u_alpha_2016_label_binary"`
	Gamma       *struct {
		Alpha, Beta float64
		DeltaEmpty  float64 `json:"delta_empty"`
		Observed    maybe   `json:"observed_disorder"`
		Groups      int     `json:"n_unitary_alignments"`
		Cat         maybe   `json:"gamma_cat_observed"`
	}
	Links map[string]struct {
		Strong   maybe `json:"el_strong_f1"`
		Weak     maybe `json:"el_weak_f1"`
		Same     int   `json:"same_span_n"`
		Accuracy maybe `json:"set_accuracy"`
		Jaccard  maybe `json:"mean_jaccard"`
		Alpha    maybe `json:"alpha_jaccard"`
	} `json:"entity_links"`
}

func TestSpanVectors(t *testing.T) { spanVectors(t, "spans.json") }
func TestEdgeVectors(t *testing.T) { spanVectors(t, "edge.json") }

func spanVectors(t *testing.T, file string) {
	for _, v := range vectors(t, file) {
		t.Run(v.ID, func(t *testing.T) {
			if v.Kind == "coding" {
				edgeCoding(t, v)
				return
			}
			d := Document{ID: v.ID, Length: v.Length, Tokens: v.Tokens, Sentences: v.Sentences, Units: map[string][]Unit{}}
			for _, name := range v.Order {
				d.Units[name] = []Unit{}
				for _, u := range v.Annotators[name] {
					d.Units[name] = append(d.Units[name], Unit(u))
				}
			}
			var e spanExpected
			if err := json.Unmarshal(v.Expected, &e); err != nil {
				t.Fatal(err)
			}
			if e.Pairwise == nil {
				edgeNothing(t, d)
				return
			}
			r := ask(t, []Document{d}, Options{})
			spanPairs(t, r, d, e, v.Tolerance)
			spanLabels(t, r, e, v.Tolerance)
			spanOverall(t, r, d, e, v.Tolerance)
			spanGamma(t, d, e, v.Tolerance)
		})
	}
}

func edgeCoding(t *testing.T, v vector) {
	items := itemsOf(v.Items)
	s, k := items.sums(t)
	for what, x := range numbers(t, v.Expected) {
		switch {
		case strings.Contains(what, "alpha_do"), strings.Contains(what, "alpha_de"):
		case strings.Contains(what, "alpha"):
			want(t, what, alpha(s), x, v.Tolerance)
		case strings.Contains(what, "fleiss"), strings.Contains(what, "pi"):
			want(t, what, fleiss(s), x, v.Tolerance)
		case strings.Contains(what, "kappa"):
			want(t, what, cohen(k, len(items[0])), x, v.Tolerance)
		case strings.Contains(what, "ac1"):
			want(t, what, gwet(s), x, v.Tolerance)
		default:
			t.Errorf("unknown expectation %q", what)
		}
	}
}

// edgeNothing wants no measure of a single annotator.
func edgeNothing(t *testing.T, d Document) {
	s := ask(t, []Document{d}, Options{}).Overall
	for _, in := range (&bench{entities: newSets(), chance: &chance{}}).instruments() {
		for _, g := range in.gauges {
			if got := *g.of(&s); got.Reason != OneAnnotator && got.Reason != NothingShared {
				t.Errorf("one annotator: %+v", got)
			}
		}
	}
}

func spanPairs(t *testing.T, r Report, d Document, e spanExpected, tol float64) {
	if len(r.Pairs) != len(e.Pairwise) {
		t.Errorf("%d pairs, want %d", len(r.Pairs), len(e.Pairwise))
	}
	for _, p := range r.Pairs {
		name := p.A + "|" + p.B
		x, ok := e.Pairwise[name]
		if !ok {
			t.Fatalf("no pair %s", name)
		}
		f := func(what string, got Score, v maybe) { t.Helper(); want(t, name+" "+what, got, float64(v), tol) }
		f("exact", p.Scores.ExactF1, x.ExactF1)
		f("exact span", p.Scores.ExactSpanF1, x.ExactSpanF1)
		f("overlap", p.Scores.OverlapF1, x.OverlapF1)
		f("overlap span", p.Scores.OverlapSpanF1, x.OverlapSpanF1)
		f("iou50", p.Scores.IoU50F1, x.IoU50)
		f("agr", p.Scores.Agr, x.Agr.F1)
		f("soft", p.Scores.SoftF1, x.Soft.F1)
		f("char", p.Scores.CharF1, x.Char.F1)
		f("token", p.Scores.TokenF1, x.Token.F1)
		f("sentence", p.Scores.SentenceF1, x.Sentence.F1)
		f("token κ", p.Scores.TokenKappa, x.TokenKappaSet)
		f("sentence κ", p.Scores.SentenceKappa, x.SentenceKappaSet)
		l := e.Links[name]
		f("strong", p.Scores.LinkStrongF1, l.Strong)
		f("weak", p.Scores.LinkWeakF1, l.Weak)
		f("set accuracy", p.Scores.LinkAccuracy, l.Accuracy)
		f("jaccard", p.Scores.LinkJaccard, l.Jaccard)
		f("α jaccard", p.Scores.LinkAlpha, l.Alpha)
		if p.Scores.LinkAccuracy.Reason == "" {
			wantNumber(t, name+" same spans", p.Scores.LinkAccuracy.N, float64(l.Same), 0)
		}

		two := Document{
			Length: d.Length, Tokens: d.Tokens, Sentences: d.Sentences,
			Units: map[string][]Unit{p.A: d.Units[p.A], p.B: d.Units[p.B]},
		}
		c, err := newCorpus([]Document{two}, &pace{})
		if err != nil {
			t.Fatal(err)
		}
		a, b := c.texts[0].voters[0], c.texts[0].voters[1]
		h, err := iou(a.spans, b.spans, fraction{3, 4}, &pace{})
		if err != nil {
			t.Fatal(err)
		}
		hit := func(what string, h hits, v maybe) {
			t.Helper()
			got, ok := h.f1()
			if !ok {
				got = math.NaN()
			}
			if ok == math.IsNaN(float64(v)) || math.Abs(got-float64(v)) > tol {
				t.Errorf("%s %s = %v, want %v", name, what, got, v)
			}
		}
		hit("iou75", h, x.IoU75)
		rate := func(what string, n, of float64, v maybe) {
			t.Helper()
			if of == 0 && !math.IsNaN(float64(v)) || of > 0 && math.Abs(n/of-float64(v)) > tol {
				t.Errorf("%s %s = %v/%v, want %v", name, what, n, of, v)
			}
		}
		g := agr(a, b)
		rate("agr ab", g.a, g.ofA, x.Agr.AB)
		rate("agr ba", g.b, g.ofB, x.Agr.BA)
		if g := soft(a, b); g.ofA > 0 && g.ofB > 0 {
			rate("soft p", g.a, g.ofA, x.Soft.P)
			rate("soft r", g.b, g.ofB, x.Soft.R)
		}
		for i, label := range c.labels {
			one := labelledText(t, c, i)
			hit("char "+label, covered(one.voters[0], one.voters[1], chars), x.Char.PerLabel[label])
			hit("token "+label, covered(one.voters[0], one.voters[1], tokens), x.Token.PerLabel[label])
			hit("sentence "+label, covered(one.voters[0], one.voters[1], sentences), x.Sentence.PerLabel[label])
			s, err := cohenRow(&one.passage, tokens, 2, &pace{})
			if err != nil {
				t.Fatal(err)
			}
			want(t, name+" token κ "+label, cohen(s, 2), float64(x.TokenKappaPerLabel[label]), tol)
		}
	}
}

func spanLabels(t *testing.T, r Report, e spanExpected, tol float64) {
	seen := map[string]bool{}
	for _, l := range r.Labels {
		seen[l.Label] = true
		f := func(what string, got Score, v maybe) { t.Helper(); want(t, l.Label+" "+what, got, float64(v), tol) }
		f("token α", l.Scores.TokenAlpha, e.TokenAlphaLabel[l.Label])
		f("sentence α", l.Scores.SentenceAlpha, e.SentenceAlphaLab[l.Label])
		f("α_U", l.Scores.AlphaU, e.AlphaU.PerLabel[l.Label])
		f("uα", l.Scores.UAlpha, e.UAlphaLabel[l.Label])
		if v, ok := e.UAlpha.PerValue[l.Label]; ok {
			f("(k)uα", l.Scores.CUAlpha, v.Alpha)
		}
	}
	for label, v := range e.TokenAlphaLabel {
		if !seen[label] && !math.IsNaN(float64(v)) {
			t.Errorf("label %s is missing", label)
		}
	}
}

func spanOverall(t *testing.T, r Report, d Document, e spanExpected, tol float64) {
	o := r.Overall
	f := func(what string, got Score, v maybe) { t.Helper(); want(t, what, got, float64(v), tol) }
	f("mean exact", o.ExactF1, e.Mean["exact_f1"])
	f("mean overlap", o.OverlapF1, e.Mean["overlap_f1"])
	f("mean iou50", o.IoU50F1, e.Mean["iou50_f1"])
	f("token α", o.TokenAlpha, e.TokenAlpha)
	f("token π", o.TokenPi, e.TokenFleiss)
	f("sentence α", o.SentenceAlpha, e.SentenceAlpha)
	f("sentence π", o.SentencePi, e.SentenceFleiss)
	f("α_U", o.AlphaU, e.AlphaU.Value)
	if o.AlphaU.Reason == "" {
		scale := float64(d.Length) * float64(d.Length) * float64(len(e.AlphaU.PerLabel))
		wantNumber(t, "α_U Do", o.AlphaU.Observed/scale, float64(e.AlphaU.Do), tol)
		wantNumber(t, "α_U De", o.AlphaU.Expected/scale, float64(e.AlphaU.De), tol)
	}
	f("uα", o.UAlpha, e.UAlpha.U)
	f("|uα", o.BUAlpha, e.UAlpha.Binary)
	f("cuα", o.CUAlpha, e.UAlpha.Cu)
	for name, x := range e.UAlpha.PerValue {
		found := false
		for _, v := range r.Values {
			if strings.Join(v.Labels, "+") == name {
				found = true
				f("(k)uα "+name, v.Alpha, x.Alpha)
				wantNumber(t, "coverage "+name, v.Coverage, float64(x.Coverage), tol)
			}
		}
		if !found {
			t.Errorf("no value %s", name)
		}
	}
	c, err := newCorpus([]Document{d}, &pace{})
	if err != nil {
		t.Fatal(err)
	}
	coding := func(x *text) sums {
		var strips []strip
		for _, v := range x.voters {
			strips = append(strips, v.strips[chars])
		}
		s, err := codingRow(0, strips, &pace{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	f("char α", alpha(coding(c.texts[0])), e.CharAlpha)
	f("char π", fleiss(coding(c.texts[0])), e.CharFleiss)
	for i, label := range c.labels {
		f("char α "+label, alpha(coding(labelledText(t, c, i))), e.CharAlphaLabel[label])
	}
}

func spanGamma(t *testing.T, d Document, e spanExpected, tol float64) {
	if e.Gamma == nil {
		return
	}
	c, err := newCorpus([]Document{d}, &pace{})
	if err != nil {
		t.Fatal(err)
	}
	cost, unlike := disorderOf(t, inOrder(c.texts[0].voters), weights{e.Gamma.Alpha, e.Gamma.Beta, e.Gamma.DeltaEmpty})
	wantNumber(t, "γ observed disorder", cost, float64(e.Gamma.Observed), tol)
	if math.Abs(unlike-float64(e.Gamma.Cat)) > tol {
		t.Logf("γ-cat observed %.6f, vector %.6f (alignments tie)", unlike, float64(e.Gamma.Cat))
	}
}
