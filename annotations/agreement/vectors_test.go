package agreement

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
)

// The vectors lie beside the repository; without them these tests skip, and
// published_test.go still holds the formulas.
const vectorDir = "../../../shared/vectors/agreement"

type vector struct {
	ID, Kind    string
	Tolerance   float64
	Input       json.RawMessage
	Items       [][]*any
	Raters      []string
	Length      int
	Tokens      [][2]int
	Sentences   [][2]int
	Order       []string
	Annotators  map[string][]unitJSON
	Expected    json.RawMessage
	Units       [][]gammaUnit
	Alpha, Beta float64
	DeltaEmpty  float64 `json:"delta_empty"`
	Samples     []struct {
		Units       [][]gammaUnit
		Disorder    float64  `json:"best_alignment_disorder"`
		CatDisorder *float64 `json:"cat_disorder"`
	}
}

type unitJSON struct {
	Start, End int
	Label      string
	Entities   []string
}

type gammaUnit struct {
	start, end float64
	category   string
}

func (u *gammaUnit) UnmarshalJSON(b []byte) error {
	var x [3]any
	if err := json.Unmarshal(b, &x); err != nil {
		return err
	}
	u.start, u.end, u.category = x[0].(float64), x[1].(float64), x[2].(string)
	return nil
}

func vectors(t *testing.T, file string) []vector {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(vectorDir, file))
	if os.IsNotExist(err) {
		t.Skip("no vectors beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	var out struct{ Vectors []vector }
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out.Vectors
}

// numbers reads an object of numbers, null as NaN.
func numbers(t *testing.T, raw json.RawMessage) map[string]float64 {
	t.Helper()
	var in map[string]json.RawMessage
	if err := json.Unmarshal(raw, &in); err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for k, v := range in {
		var x *float64
		if json.Unmarshal(v, &x) != nil {
			continue // an object: the caller knows
		}
		out[k] = math.NaN()
		if x != nil {
			out[k] = *x
		}
	}
	return out
}

func itemsOf(rows [][]*any) codedItems {
	var out codedItems
	for _, r := range rows {
		var row []string
		for _, v := range r {
			s := ""
			if v != nil {
				s = fmt.Sprint(*v)
			}
			row = append(row, s)
		}
		out = append(out, row)
	}
	return out
}

// TestCodingVectors compares with nltk and scikit-learn.
func TestCodingVectors(t *testing.T) {
	for _, v := range vectors(t, "coding.json") {
		t.Run(v.ID, func(t *testing.T) {
			items := itemsOf(v.Items)
			s, k := items.sums(t)
			m := len(v.Raters)
			for what, x := range numbers(t, v.Expected) {
				switch what {
				case "krippendorff_alpha_nominal":
					want(t, what, alpha(s), x, v.Tolerance)
				case "alpha_do":
					wantNumber(t, what, alpha(s).Observed, x, v.Tolerance)
				case "alpha_de":
					wantNumber(t, what, alpha(s).Expected, x, v.Tolerance)
				case "nltk_avg_observed_agreement":
					wantNumber(t, what, 1-fleiss(s).Observed, x, v.Tolerance)
				case "nltk_pi_multi (=Fleiss kappa)":
					want(t, what, fleiss(s), x, v.Tolerance)
				case "nltk_multi_kappa_davies_fleiss":
					want(t, what, cohen(k, m), x, v.Tolerance)
				case "nltk_S":
					want(t, what, bennett(s), x, v.Tolerance)
				case "gwet_ac1 (ref.py)":
					want(t, what, gwet(s), x, v.Tolerance)
				case "nltk_kappa_mean_pairwise_cohen":
					mean := 0.0
					for _, pair := range items.pairs(t) {
						mean += pair.Value
					}
					wantNumber(t, what, mean/float64(m*(m-1)/2), x, v.Tolerance)
				case "cohen_kappa_pairs":
				default:
					t.Errorf("unknown expectation %q", what)
				}
			}
			var e map[string]json.RawMessage
			if json.Unmarshal(v.Expected, &e) == nil && e["cohen_kappa_pairs"] != nil {
				for pair, x := range numbers(t, e["cohen_kappa_pairs"]) {
					a, b, _ := strings.Cut(pair, "|")
					i, j := slices.Index(v.Raters, a), slices.Index(v.Raters, b)
					want(t, "κ "+pair, items.pairs(t)[pairIndex(i, j, m)], x, v.Tolerance)
				}
			}
		})
	}
}

// pairs is Cohen's κ of every two columns.
func (c codedItems) pairs(t testing.TB) []Score {
	var out []Score
	m := len(c[0])
	for i := range m {
		for j := i + 1; j < m; j++ {
			var two codedItems
			for _, row := range c {
				two = append(two, []string{row[i], row[j]})
			}
			_, k := two.sums(t)
			out = append(out, cohen(k, 2))
		}
	}
	return out
}

// TestPublishedVectors compares with the literature.
func TestPublishedVectors(t *testing.T) {
	for _, v := range vectors(t, "published.json") {
		t.Run(v.ID, func(t *testing.T) {
			switch v.Kind {
			case "coding":
				var rows [][]*any
				if err := json.Unmarshal(v.Input, &rows); err != nil {
					t.Fatal(err)
				}
				publishedCoding(t, itemsOf(rows), numbers(t, v.Expected), v.Tolerance)
			case "counts":
				publishedCoding(t, itemsOfCounts(t, v.Input), numbers(t, v.Expected), v.Tolerance)
			case "alphaU":
				publishedAlphaU(t, v)
			case "alphaU_distance":
				publishedDistances(t, v.Input)
			case "d_pos":
				publishedPositions(t, v.Input, v.Tolerance)
			case "gamma":
				publishedGamma(t, v)
			case "ls_iou_f1":
				publishedThreshold(t, v)
			default:
				t.Errorf("unknown kind %s", v.Kind)
			}
		})
	}
}

func itemsOfCounts(t *testing.T, raw json.RawMessage) codedItems {
	var rows [][]int
	if err := json.Unmarshal(raw, &rows); err != nil {
		t.Fatal(err)
	}
	var out codedItems
	for _, r := range rows {
		var row []string
		for value, n := range r {
			for range n {
				row = append(row, fmt.Sprint(value))
			}
		}
		out = append(out, row)
	}
	return out
}

func publishedCoding(t *testing.T, items codedItems, expected map[string]float64, tolerance float64) {
	s, k := items.sums(t)
	values := items.values()
	for what, x := range expected {
		switch what {
		case "ao", "fleiss_ao":
			wantNumber(t, what, 1-fleiss(s).Observed, x, tolerance)
		case "cohen_kappa":
			want(t, what, cohen(k, len(items[0])), x, tolerance)
		case "cohen_ae":
			wantNumber(t, what, 1-cohen(k, len(items[0])).Expected, x, tolerance)
		case "scott_pi", "fleiss_kappa":
			want(t, what, fleiss(s), x, tolerance)
		case "scott_ae", "fleiss_ae":
			wantNumber(t, what, 1-fleiss(s).Expected, x, tolerance)
		case "bennett_s":
			want(t, what, bennett(s), x, tolerance)
		case "alpha_nominal":
			want(t, what, alpha(s), x, tolerance)
		case "alpha_do":
			wantNumber(t, what, alpha(s).Observed, x, tolerance)
		case "alpha_de":
			wantNumber(t, what, alpha(s).Expected, x, tolerance)
		case "alpha_interval":
			want(t, what, items.alphaOf(values, intervals(values)), x, tolerance)
		case "alpha_ratio":
			want(t, what, items.alphaOf(values, ratios(values)), x, tolerance)
		case "alpha_ordinal":
			want(t, what, items.alphaOf(values, ordinal), x, tolerance)
		case "gwet_ac1":
			want(t, what, gwet(s), x, tolerance)
		case "gwet_ae":
			wantNumber(t, what, 1-gwet(s).Expected, x, tolerance)
		default:
			t.Errorf("unknown expectation %q", what)
		}
	}
}

// alphaUOf is α_U of annotators' units in a text of the given length.
func alphaUOf(t testing.TB, length int, units map[string][]Unit) (total Score, labels map[string]Score) {
	c, err := newCorpus([]Document{{Length: length, Units: units}}, &pace{})
	if err != nil {
		t.Fatal(err)
	}
	read := func(x *text) Score {
		x.parts = []passage{x.passage}
		rows, err := alphaURows(x, len(c.labels), &pace{})
		if err != nil {
			t.Fatal(err)
		}
		return alphaU(rows[0])
	}
	labels = map[string]Score{}
	for i, name := range c.labels {
		labels[name] = read(labelledText(t, c, i))
	}
	return read(c.texts[0]), labels
}

func publishedAlphaU(t *testing.T, v vector) {
	var in struct {
		Begin, Length int
		Annotators    map[string][]unitJSON
	}
	if err := json.Unmarshal(v.Input, &in); err != nil {
		t.Fatal(err)
	}
	units := map[string][]Unit{}
	for name, list := range in.Annotators {
		units[name] = []Unit{}
		for _, u := range list {
			units[name] = append(units[name], Unit{Start: u.Start - in.Begin, End: u.End - in.Begin, Label: u.Label})
		}
	}
	total, labels := alphaUOf(t, in.Length, units)
	square := float64(in.Length) * float64(in.Length)
	for what, x := range numbers(t, v.Expected) {
		kind, label, _ := strings.Cut(what, "_")
		switch kind {
		case "value":
			want(t, what, total, x, v.Tolerance)
		case "do":
			wantNumber(t, what, labels[label].Observed/square, x, v.Tolerance)
		case "de":
			wantNumber(t, what, labels[label].Expected/square, x, v.Tolerance)
		case "per":
		default:
			t.Errorf("unknown expectation %q", what)
		}
	}
	var e map[string]json.RawMessage
	_ = json.Unmarshal(v.Expected, &e)
	if e["per_label"] != nil {
		for label, x := range numbers(t, e["per_label"]) {
			want(t, label, labels[label], x, v.Tolerance)
		}
	}
}

func publishedDistances(t *testing.T, raw json.RawMessage) {
	var rows [][]any
	if err := json.Unmarshal(raw, &rows); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		at := func(i int) int { return int(r[i].(float64)) }
		x := section{span{at(0), at(0) + at(1), 0}, r[2] != nil}
		y := section{span{at(3), at(3) + at(4), 0}, r[5] != nil}
		wantNumber(t, fmt.Sprint(r), apart(x, y), r[6].(float64), 0)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// publishedThreshold has pairs of spans with their IoU and whether the labels
// agree: reached and alike is a hit, reached and unlike one too many, alike
// and not reached one missed.
func publishedThreshold(t *testing.T, v vector) {
	var rows [][2]any
	if err := json.Unmarshal(v.Input, &rows); err != nil {
		t.Fatal(err)
	}
	var h hits
	for _, r := range rows {
		near, alike := r[0].(float64) >= 0.5, r[1].(bool)
		if near && alike {
			h.a++
			h.b++
		}
		if near {
			h.ofA++
		}
		if alike {
			h.ofB++
		}
	}
	f, _ := h.f1()
	wantNumber(t, "F1", f, numbers(t, v.Expected)["f1"], v.Tolerance)
}
