package agreement

import (
	"fmt"
	"testing"
)

// Figures of the papers (or of those who reprint them), so that the formulas
// are held without the vectors beside the repository.

type publishedCase struct {
	name  string
	items codedItems
	kappa float64 // 0: not published
	pi    float64
	s     float64
	ac1   float64
	alpha float64
}

func TestPublishedCoding(t *testing.T) {
	two := func(s string) []string { return []string{s[:1], s[1:]} }
	for _, c := range []publishedCase{
		{
			name:  "Artstein and Poesio 2008, p. 558",
			items: table([]int{20, 20, 10, 50}, two("SS"), two("IS"), two("SI"), two("II")),
			kappa: 0.348, pi: 0.341, s: 0.4,
		},
		{
			name:  "Artstein and Poesio 2008, p. 568",
			items: table([]int{46, 6, 32, 6, 10}, two("SS"), two("IS"), two("II"), two("IC"), two("CC")),
			kappa: 0.801, pi: 0.7995, s: 0.82, alpha: 0.8005,
		},
		{
			name: "Cohen 1960, p. 45",
			items: table([]int{88, 14, 18, 10, 40, 10, 2, 6, 12},
				two("11"), two("12"), two("13"), two("21"), two("22"), two("23"), two("31"), two("32"), two("33")),
			kappa: 0.492,
		},
		{
			name:  "Gwet 2008, as tested by DKPro Statistics",
			items: table([]int{8, 1, 1}, two("yy"), two("nn"), two("yn")),
			pi:    0.6078, ac1: 0.8658,
		},
		{
			name:  "Randolph 2005, p. 17: high agreement, negative π",
			items: codedItems{{"Y", "Y", "Y"}, {"Y", "Y", "N"}, {"Y", "Y", "N"}, {"Y", "Y", "Y"}},
			pi:    -0.2,
		},
		{
			name: "Krippendorff 2011, A",
			items: codedItems{
				two("10"), two("11"), two("01"), two("00"), two("00"),
				two("01"), two("00"), two("01"), two("00"), two("00"),
			},
			alpha: 0.095,
		},
		{
			name: "Krippendorff 2011, B",
			items: codedItems{
				two("ab"), two("aa"), two("bb"), two("bb"), two("db"), two("cc"),
				two("cc"), two("cc"), two("ee"), two("dd"), two("dd"), two("ad"),
			},
			alpha: 0.692,
		},
		{
			name: "Krippendorff 2011, C: values missing",
			items: codedItems{
				{"1", "1", "", "1"},
				{"2", "2", "3", "2"},
				{"3", "3", "3", "3"},
				{"3", "3", "3", "3"},
				{"2", "2", "2", "2"},
				{"1", "2", "3", "4"},
				{"4", "4", "4", "4"},
				{"1", "1", "2", "1"},
				{"2", "2", "2", "2"},
				{"", "5", "5", "5"},
				{"", "", "1", "1"},
				{"", "", "3", ""},
			},
			alpha: 0.7434,
		},
		{
			// Observed agreement 2/3 and chance 11/24, by hand.
			name:  "Davies and Fleiss's κ of three",
			items: codedItems{{"a", "a", "a"}, {"a", "a", "b"}, {"b", "b", "b"}, {"b", "a", "b"}},
			kappa: 5.0 / 13,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, k := c.items.sums(t)
			for _, x := range []struct {
				what  string
				got   Score
				value float64
			}{
				{"κ", cohen(k, len(c.items[0])), c.kappa},
				{"π", fleiss(s), c.pi},
				{"S", bennett(s), c.s},
				{"AC1", gwet(s), c.ac1},
				{"α", alpha(s), c.alpha},
			} {
				if x.value != 0 {
					want(t, x.what, x.got, x.value, 0.0005)
				}
			}
		})
	}
}

// TestFleiss is the worked example of Wikipedia, "Fleiss' kappa": ten
// subjects, fourteen raters, five categories.
func TestFleiss(t *testing.T) {
	var items codedItems
	for _, counts := range [][5]int{
		{0, 0, 0, 0, 14},
		{0, 2, 6, 4, 2},
		{0, 0, 3, 5, 6},
		{0, 3, 9, 2, 0},
		{2, 2, 8, 1, 1},
		{7, 7, 0, 0, 0},
		{3, 2, 6, 3, 0},
		{2, 5, 3, 2, 2},
		{6, 5, 2, 1, 0},
		{0, 2, 2, 3, 7},
	} {
		var row []string
		for value, n := range counts {
			for range n {
				row = append(row, fmt.Sprint(value))
			}
		}
		items = append(items, row)
	}
	s, _ := items.sums(t)
	want(t, "π", fleiss(s), 0.210, 0.0005)
	wantNumber(t, "agreement", 1-fleiss(s).Observed, 0.378, 0.0005)
	wantNumber(t, "chance", 1-fleiss(s).Expected, 0.213, 0.0005)
}

// TestScales is the interval α of Krippendorff 2011, C: any distance will do.
func TestScales(t *testing.T) {
	items := codedItems{
		{"1", "1", "", "1"},
		{"2", "2", "3", "2"},
		{"3", "3", "3", "3"},
		{"3", "3", "3", "3"},
		{"2", "2", "2", "2"},
		{"1", "2", "3", "4"},
		{"4", "4", "4", "4"},
		{"1", "1", "2", "1"},
		{"2", "2", "2", "2"},
		{"", "5", "5", "5"},
		{"", "", "1", "1"},
		{"", "", "3", ""},
	}
	values := items.values()
	want(t, "interval", items.alphaOf(values, intervals(values)), 0.849, 0.001)
	want(t, "ordinal", items.alphaOf(values, ordinal), 0.815, 0.001)
	want(t, "ratio", items.alphaOf(values, ratios(values)), 0.797, 0.001)
}

// TestAlphaU is Krippendorff 2004, p. 254.
func TestAlphaU(t *testing.T) {
	unit := func(start, end int, label string) Unit { return Unit{Start: start - 150, End: end - 150, Label: label} }
	total, labels := alphaUOf(t, 300, map[string][]Unit{
		"i": {unit(225, 295, "c"), unit(370, 400, "c"), unit(180, 240, "k"), unit(300, 350, "k")},
		"j": {
			unit(220, 300, "c"), unit(355, 375, "c"), unit(400, 420, "c"),
			unit(180, 240, "k"), unit(300, 350, "k"),
		},
	})
	want(t, "α_U", total, 0.8591, 0.0005)
	want(t, "c", labels["c"], 0.7286, 0.0005)
	want(t, "k", labels["k"], 1, 1e-12)
	wantNumber(t, "Do of c", labels["c"].Observed/300/300, 0.0144, 0.00005)
	wantNumber(t, "De of c", labels["c"].Expected/300/300, 0.0532, 0.00005)
}

// TestAlphaUDistance has the figures of Krippendorff 2004, 12.4.
func TestAlphaUDistance(t *testing.T) {
	at := func(start, length int, unit bool) section { return section{span{start, start + length, 0}, unit} }
	for _, c := range []struct {
		a, b section
		want float64
	}{
		{at(5, 6, true), at(4, 2, true), 26},
		{at(5, 6, true), at(5, 2, true), 16},
		{at(5, 6, true), at(6, 2, true), 10},
		{at(5, 6, true), at(7, 2, true), 8},
		{at(5, 6, true), at(6, 4, true), 2},
		{at(5, 6, true), at(5, 6, true), 0},
		{at(225, 70, true), at(220, 80, true), 50},
		{at(370, 30, true), at(355, 20, true), 850},
		{at(400, 50, false), at(400, 20, true), 400},
		{at(1, 8, true), at(0, 2, false), 0},
	} {
		wantNumber(t, fmt.Sprint(c.a, c.b), apart(c.a, c.b), c.want, 0)
		wantNumber(t, fmt.Sprint(c.b, c.a), apart(c.b, c.a), c.want, 0)
	}
}

// TestUAlpha is worked by hand: ten code points, x and y shifted and cut.
func TestUAlpha(t *testing.T) {
	r := ask(t, []Document{{Length: 10, Units: map[string][]Unit{
		"a": {{Start: 0, End: 4, Label: "x"}, {Start: 6, End: 9, Label: "y"}},
		"b": {{Start: 1, End: 5, Label: "x"}, {Start: 6, End: 8, Label: "y"}},
	}}}, Options{Quick: true})
	want(t, "uα", r.Overall.UAlpha, 0.601527, 1e-6)
	want(t, "|uα", r.Overall.BUAlpha, 0.426374, 1e-6)
	want(t, "cuα", r.Overall.CUAlpha, 1, 1e-12)
}

// TestPosition is Mathet et al. 2015, figure 10, read off the drawing.
func TestPosition(t *testing.T) {
	for _, c := range []struct {
		a, b span
		want float64
	}{
		{span{4, 14, 0}, span{40, 44, 0}, 22.2},
		{span{4, 14, 0}, span{4, 14, 0}, 0},
		{span{4, 14, 0}, span{20, 25, 0}, 3.2},
		{span{4, 14, 0}, span{14, 24, 0}, 1},
		{span{20, 30, 0}, span{20, 25, 0}, 0.11},
		{span{20, 25, 0}, span{14, 24, 0}, 0.22},
	} {
		wantNumber(t, fmt.Sprint(c.a, c.b), position(c.a, c.b), c.want, 0.1*c.want)
	}
}

// TestGamma has disorders and γ of pygamma-agreement's own examples; its γ
// comes from another sampler.
func TestGamma(t *testing.T) {
	three := [][]span{
		{{2, 9, 1}, {11, 17, 2}, {24, 30, 5}, {32, 36, 6}, {36, 44, 6}, {44, 60, 7}},
		{{2, 9, 1}, {11, 17, 3}, {19, 25, 5}, {32, 44, 6}},
		{{2, 9, 1}, {11, 17, 4}, {21, 27, 5}, {32, 36, 6}, {36, 40, 6}, {40, 44, 6}},
	}
	cost, _ := disorderOf(t, three, weights{3, 1, 1})
	wantNumber(t, "Alex, Paul and Suzan", cost, 0.960625, 1e-9)
	want(t, "γ of the three", gammaOf(t, three, 60, weights{3, 1, 1}), 0.455, 0.03)

	two := [][]span{{{1, 5, 0}, {6, 10, 1}, {11, 15, 0}}, {{2, 6, 0}, {7, 11, 1}, {12, 16, 0}}}
	cost, _ = disorderOf(t, two, usual)
	wantNumber(t, "shifted by one", cost, 0.0625, 1e-9)

	fewer := [][]span{{{1, 5, 0}, {6, 10, 1}, {20, 24, 0}, {30, 34, 1}}, {{2, 6, 0}, {31, 35, 1}}}
	cost, _ = disorderOf(t, fewer, usual)
	wantNumber(t, "half as many", cost, 0.7083333333, 1e-9)

	weighted := [][]span{{{1, 5, 0}, {6, 10, 1}, {11, 15, 2}}, {{2, 7, 0}, {8, 12, 1}, {11, 15, 0}}}
	cost, _ = disorderOf(t, weighted, weights{3, 2, 1})
	wantNumber(t, "α 3, β 2", cost, 1.0277777778, 1e-9)
}

// TestLinkAlpha is worked by hand: {1}|{1,2} and {3}|{3} have Do 1/4, De 3/4.
func TestLinkAlpha(t *testing.T) {
	r := ask(t, []Document{{Length: 9, Units: map[string][]Unit{
		"a": {{0, 3, "x", []string{"1"}}, {4, 9, "x", []string{"3"}}},
		"b": {{0, 3, "x", []string{"2", "1"}}, {4, 9, "x", []string{"3"}}},
	}}}, Options{Quick: true})
	want(t, "α", r.Overall.LinkAlpha, 2.0/3, 1e-12)
	want(t, "Jaccard", r.Overall.LinkJaccard, 0.75, 1e-12)
	want(t, "accuracy", r.Overall.LinkAccuracy, 0.5, 1e-12)
	want(t, "strong", r.Overall.LinkStrongF1, 0.8, 1e-12)
	want(t, "weak", r.Overall.LinkWeakF1, 0.8, 1e-12)
}

// TestHits works F1s by hand on one pair: a long span over two short ones, a
// span that half overlaps, and one alone.
func TestHits(t *testing.T) {
	s := ask(t, []Document{{Length: 100, Units: map[string][]Unit{
		"a": {{Start: 0, End: 10, Label: "x"}, {Start: 20, End: 30, Label: "x"}, {Start: 50, End: 60, Label: "y"}},
		"b": {{Start: 0, End: 4, Label: "x"}, {Start: 6, End: 10, Label: "x"}, {Start: 25, End: 35, Label: "x"}, {Start: 50, End: 60, Label: "x"}},
	}}}, Options{Quick: true}).Overall
	want(t, "exact", s.ExactF1, 0, 0)
	want(t, "exact span", s.ExactSpanF1, 2.0/7, 1e-12)
	want(t, "overlap", s.OverlapF1, 4.0/7, 1e-12)
	want(t, "overlap span", s.OverlapSpanF1, 6.0/7, 1e-12)
	want(t, "iou", s.IoU50F1, 0, 0)
	// 2 of a's 3 are met, 3 of b's 4.
	want(t, "agr", s.Agr, 12.0/17, 1e-12)
	// a: (0.8 + 0.5 + 0)/3, b: (1 + 1 + 0.5 + 0)/4.
	p, r := 1.3/3, 2.5/4
	want(t, "soft", s.SoftF1, 2*p*r/(p+r), 1e-12)
	// 8 + 5 code points in common, of 30 and 28.
	want(t, "char", s.CharF1, 26.0/58, 1e-12)
}

// TestPooled shows that documents are pooled, not averaged: one hit of one
// span and none of three is 1/4, not 1/2.
func TestPooled(t *testing.T) {
	one := []Unit{{Start: 0, End: 1, Label: "x"}}
	three := []Unit{{Start: 0, End: 1, Label: "x"}, {Start: 2, End: 3, Label: "x"}, {Start: 4, End: 5, Label: "x"}}
	other := []Unit{{Start: 10, End: 11, Label: "x"}, {Start: 12, End: 13, Label: "x"}, {Start: 14, End: 15, Label: "x"}}
	r := ask(t, []Document{
		{ID: "1", Length: 20, Units: map[string][]Unit{"a": one, "b": one}},
		{ID: "2", Length: 20, Units: map[string][]Unit{"a": three, "b": other}},
		{ID: "3", Length: 20, Units: map[string][]Unit{"a": one}}, // b never opened it
	}, Options{Quick: true})
	want(t, "pooled", r.Overall.ExactF1, 0.25, 1e-12)
	want(t, "first", r.Documents[0].Scores.ExactF1, 1, 0)
	want(t, "second", r.Documents[1].Scores.ExactF1, 0, 0)
	if got := r.Documents[2].Scores.ExactF1.Reason; got != OneAnnotator {
		t.Errorf("third document: %q", got)
	}
}
