package agreement

import (
	"slices"
	"strconv"
)

// Distances of α that the program does not use but its sources publish.

// values lists what occurs, as numbers in order.
func (c codedItems) values() []string {
	var out []string
	for _, row := range c {
		for _, v := range row {
			if v != "" && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if number(a) != number(b) {
			return int(number(a) - number(b))
		}
		return 0
	})
	return out
}

func number(s string) float64 {
	x, _ := strconv.ParseFloat(s, 64)
	return x
}

type scale func(count []float64, a, b int) float64

func intervals(values []string) scale {
	return func(_ []float64, a, b int) float64 {
		d := number(values[a]) - number(values[b])
		return d * d
	}
}

func ratios(values []string) scale {
	return func(_ []float64, a, b int) float64 {
		x, y := number(values[a]), number(values[b])
		if x+y == 0 {
			return 0
		}
		return (x - y) / (x + y) * (x - y) / (x + y)
	}
}

// ordinal counts what lies between two ranks, themselves by half.
func ordinal(count []float64, a, b int) float64 {
	if a > b {
		a, b = b, a
	}
	d := -(count[a] + count[b]) / 2
	for _, n := range count[a : b+1] {
		d += n
	}
	return d * d
}
