package agreement

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestUnitLengthUAlphaIsAlpha: with every unit one code point long and no
// gaps, uα is nominal α.
func TestUnitLengthUAlphaIsAlpha(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := rapid.IntRange(2, 20).Draw(t, "length")
		d := Document{Length: length, Tokens: cells(length, 1), Units: map[string][]Unit{}}
		for i := range rapid.IntRange(2, 4).Draw(t, "annotators") {
			var list []Unit
			for at := range length {
				label := rapid.SampledFrom([]string{"x", "y", "z"}).Draw(t, "label")
				list = append(list, Unit{Start: at, End: at + 1, Label: label})
			}
			d.Units[fmt.Sprint(i)] = list
		}
		r, err := Measure([]Document{d}, Options{Quick: true})
		if err != nil {
			t.Fatal(err)
		}
		a, u := r.Overall.TokenAlpha, r.Overall.UAlpha
		if a.Reason != u.Reason || math.Abs(a.Value-u.Value) > 1e-9 {
			t.Fatalf("α %+v, uα %+v", a, u)
		}
	})
}

// TestUAlphaByCodePoints computes uα, |uα and cuα from every pair of code
// points of every two annotators.
func TestUAlphaByCodePoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDocument(t, "d", rapid.IntRange(2, 4).Draw(t, "annotators"))
		r, err := Measure([]Document{d}, Options{Quick: true})
		if err != nil {
			t.Fatal(err)
		}
		u, b, c := slowUAlpha(d)
		for _, x := range []struct {
			got  Score
			want float64
		}{{r.Overall.UAlpha, u}, {r.Overall.BUAlpha, b}, {r.Overall.CUAlpha, c}} {
			if x.got.Reason == "" && math.Abs(x.got.Value-x.want) > 1e-9 {
				t.Fatalf("%+v, want %v", x.got, x.want)
			}
			if x.got.Reason != "" && !math.IsNaN(x.want) {
				t.Fatalf("%+v, want %v", x.got, x.want)
			}
		}
	})
}

// slowUAlpha follows the definitions; NaN is undefined.
func slowUAlpha(d Document) (u, binary, cu float64) {
	names := sortedKeys(d.Units)
	m := float64(len(names))
	value := map[string][]string{} // at each code point, the set of labels
	run := map[string][]int{}      // and the run it is in
	for _, name := range names {
		cut := make([]bool, d.Length+1)
		sets := make([]map[string]bool, d.Length)
		for _, x := range d.Units[name] {
			cut[x.Start], cut[x.End] = true, true
			for at := x.Start; at < x.End; at++ {
				if sets[at] == nil {
					sets[at] = map[string]bool{}
				}
				sets[at][x.Label] = true
			}
		}
		n := 0
		for at := range d.Length {
			if cut[at] {
				n++
			}
			value[name] = append(value[name], fmt.Sprint(sortedKeys(sets[at])))
			run[name] = append(run[name], n)
		}
	}
	const gap = "[]"
	pair := map[[2]string]float64{}
	length, squares, shared := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, a := range names {
		runs, marked := map[int]float64{}, map[int]float64{}
		for at := range d.Length {
			others := false
			for _, b := range names {
				if a != b {
					pair[[2]string{value[a][at], value[b][at]}] += 1 / (m - 1)
					others = others || value[b][at] != gap
				}
			}
			length[value[a][at]]++
			runs[run[a][at]]++
			if others {
				marked[run[a][at]]++
			}
		}
		for at := range d.Length {
			if at > 0 && run[a][at] == run[a][at-1] {
				continue
			}
			l, v := runs[run[a][at]], value[a][at]
			if v == gap {
				squares[v] += l
				continue
			}
			squares[v] += l * l
			shared[v] += marked[run[a][at]] * marked[run[a][at]]
		}
	}
	observed := func(use func(a, b string) bool) (sum float64) {
		for k, x := range pair {
			if k[0] != k[1] && use(k[0], k[1]) {
				sum += x
			}
		}
		return sum
	}
	expected := func(rows, self map[string]float64, use func(a, b string) bool) (sum float64) {
		total, selves := 0.0, 0.0
		for _, x := range rows {
			total += x
		}
		for _, x := range self {
			selves += x
		}
		scale := total - selves/total
		if !(scale > 1e-9) {
			return math.NaN()
		}
		for a, x := range rows {
			for b, y := range rows {
				if a != b && use(a, b) {
					sum += x * y / scale
				}
			}
		}
		return sum
	}
	of := func(do, de float64) float64 {
		if len(length) == 1 && length[gap] > 0 || !(de > 0) {
			return math.NaN()
		}
		return 1 - do/de
	}
	all := func(string, string) bool { return true }
	edge := func(a, b string) bool { return a == gap || b == gap }
	inside := func(a, b string) bool { return a != gap && b != gap }
	rows := map[string]float64{}
	for k, x := range pair {
		if inside(k[0], k[1]) {
			rows[k[0]] += x
		}
	}
	return of(observed(all), expected(length, squares, all)),
		of(observed(edge), expected(length, squares, edge)),
		of(observed(inside), expected(rows, shared, all))
}
