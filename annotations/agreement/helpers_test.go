package agreement

import (
	"math"
	"slices"
	"testing"
)

// ask measures, or fails the test.
func ask(t testing.TB, docs []Document, o Options) Report {
	t.Helper()
	r, err := Measure(docs, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// want compares a score with a number; NaN wants it undefined.
func want(t testing.TB, what string, got Score, value, tolerance float64) {
	t.Helper()
	switch {
	case math.IsNaN(value):
		if got.Reason == "" {
			t.Errorf("%s = %v, want none", what, got.Value)
		}
	case got.Reason != "":
		t.Errorf("%s has no value (%s), want %v", what, got.Reason, value)
	case math.Abs(got.Value-value) > tolerance:
		t.Errorf("%s = %.12g, want %.12g", what, got.Value, value)
	}
}

func wantNumber(t testing.TB, what string, got, value, tolerance float64) {
	t.Helper()
	if math.Abs(got-value) > tolerance || math.IsNaN(got) {
		t.Errorf("%s = %.12g, want %.12g", what, got, value)
	}
}

// codedItems are values: a row an item, a column an annotator, "" for missing.
type codedItems [][]string

// sums reads items as a passage of one cell each, so that annotators may be
// missing from some.
func (c codedItems) sums(t testing.TB) (coding, kappa sums) {
	t.Helper()
	values := []string{}
	for _, row := range c {
		for _, v := range row {
			if v != "" && !slices.Contains(values, v) {
				values = append(values, v)
			}
		}
	}
	var a, b ledger
	for _, row := range c {
		p := passage{hi: 1}
		var strips []strip
		for rater, v := range row {
			if v != "" {
				s := strip{{1, 1 + slices.Index(values, v)}}
				strips = append(strips, s)
				p.voters = append(p.voters, &voter{rater: rater, strips: [axes]strip{chars: s}})
			}
		}
		x, err := codingRow(0, strips, &pace{})
		if err != nil {
			t.Fatal(err)
		}
		y, err := cohenRow(&p, chars, len(row), &pace{})
		if err != nil {
			t.Fatal(err)
		}
		a.append(x)
		b.append(y)
	}
	return a.total(0, len(c)), b.total(0, len(c))
}

// table repeats each row as often as said.
func table(times []int, rows ...[]string) codedItems {
	var out codedItems
	for i, n := range times {
		for range n {
			out = append(out, rows[i])
		}
	}
	return out
}

// alphaOf is α with a distance of values by their order in values.
func (c codedItems) alphaOf(values []string, distance func(count []float64, a, b int) float64) Score {
	count := make([]float64, len(values))
	for _, row := range c {
		if present := present(row, values); len(present) > 1 {
			for _, v := range present {
				count[v]++
			}
		}
	}
	unlike := 0.0
	for _, row := range c {
		present := present(row, values)
		for i, a := range present {
			for _, b := range present[i+1:] {
				unlike += 2 * distance(count, a, b) / float64(len(present)-1)
			}
		}
	}
	return alphaDistance(unlike, count, func(a, b int) float64 { return distance(count, a, b) })
}

func present(row []string, values []string) []int {
	var out []int
	for _, v := range row {
		if v != "" {
			out = append(out, slices.Index(values, v))
		}
	}
	return out
}

// cells cuts n code points into cells of a size.
func cells(n, size int) [][2]int {
	var out [][2]int
	for i := 0; i < n; i += size {
		out = append(out, [2]int{i, min(n, i+size)})
	}
	return out
}

// labelledText is the text with the marks of one label alone.
func labelledText(t testing.TB, c *corpus, label int) *text {
	t.Helper()
	u, err := c.texts[0].labelled(label, c.sets, &pace{})
	if err != nil {
		t.Fatal(err)
	}
	return u
}
