package slices

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

type element struct{ key, place int }

func byKey(a, b element) int { return cmp.Compare(a.key, b.key) }

// elements draws elements with many equal keys, which know where they stood.
func elements(t *rapid.T) []element {
	keys := rapid.SliceOfN(rapid.IntRange(0, rapid.IntRange(0, 50).Draw(t, "keys")), 0, 200).Draw(t, "key")
	out := make([]element, len(keys))
	for i, k := range keys {
		out[i] = element{k, i}
	}
	return out
}

func TestSortsAsTheRealOneDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := elements(t)
		want := slices.Clone(in)
		slices.SortStableFunc(want, byKey)
		got := slices.Clone(in)
		if stableCmpFunc(got, len(got), byKey); !slices.Equal(got, want) {
			t.Fatalf("stable: got %v, want %v", got, want)
		}
		got = slices.Clone(in)
		if pdqsortCmpFunc(got, 0, len(got), 0, byKey); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestSortsAPart(t *testing.T) {
	got := []int{9, 3, 1, 2, 0}
	pdqsortCmpFunc(got, 1, 4, 0, cmp.Compare[int])
	if want := []int{9, 1, 2, 3, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What is in order already is only looked at.
func TestComparesSortedOnce(t *testing.T) {
	in := make([]int, 1000)
	for i := range in {
		in[i] = i / 3
	}
	compared := 0
	stableCmpFunc(in, len(in), func(a, b int) int { compared++; return cmp.Compare(a, b) })
	if compared != len(in)-1 {
		t.Errorf("%d comparisons of %d elements", compared, len(in))
	}
}

func TestSortsNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		got := rapid.SliceOf(rapid.Float64()).Draw(t, "numbers")
		want := slices.Clone(got)
		slices.Sort(want)
		if pdqsortOrdered(got, 0, len(got), 0); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
