package agreement

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// bestMatching tries every matching.
func bestMatching(a, b []span, ok func(x, y span) bool) int {
	if len(a) == 0 {
		return 0
	}
	best := bestMatching(a[1:], b, ok)
	for j, y := range b {
		if ok(a[0], y) {
			rest := slices.Delete(slices.Clone(b), j, j+1)
			best = max(best, 1+bestMatching(a[1:], rest, ok))
		}
	}
	return best
}

func TestOverlapIsMaximal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := someSpans(t, 6), someSpans(t, 6)
		slow := bestMatching(a, b, func(x, y span) bool { return inter(x, y) > 0 })
		if got := overlap(a, b); int(got.a) != slow {
			t.Fatalf("%v against %v: %v, want %d", a, b, got, slow)
		}
	})
}

func TestIoUIsMaximal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := someSpans(t, 6), someSpans(t, 6)
		least := rapid.SampledFrom([]fraction{half, {1, 3}, {3, 4}, {1, 1}}).Draw(t, "least")
		slow := bestMatching(a, b, least.reached)
		got, err := iou(a, b, least, &pace{})
		if err != nil || int(got.a) != slow {
			t.Fatalf("%v against %v: %v, want %d", a, b, got, slow)
		}
	})
}

// slowDisorder tries every alignment.
func slowDisorder(lists [][]span, w weights) float64 {
	m := len(lists)
	for i, list := range lists {
		if len(list) == 0 {
			continue
		}
		// The first unit of the first list that has any goes with any choice
		// of units, one or none of each later list.
		best := math.Inf(1)
		var choose func(k int, group []span, rest [][]span)
		choose = func(k int, group []span, rest [][]span) {
			if k == m {
				best = min(best, w.unitary(group, m).cost+slowDisorder(rest, w))
				return
			}
			choose(k+1, group, rest)
			for j := range lists[k] {
				less := slices.Clone(rest)
				less[k] = slices.Delete(slices.Clone(lists[k]), j, j+1)
				choose(k+1, append(slices.Clone(group), lists[k][j]), less)
			}
		}
		rest := slices.Clone(lists)
		rest[i] = list[1:]
		choose(i+1, []span{list[0]}, rest)
		return best
	}
	return 0
}

func TestAlignmentIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.IntRange(2, 4).Draw(t, "annotators")
		lists := make([][]span, m)
		for i := range lists {
			for range rapid.IntRange(0, []int{6, 3, 2}[m-2]).Draw(t, "units") {
				start := rapid.IntRange(0, 40).Draw(t, "start")
				end := start + rapid.SampledFrom([]int{1, 2, 3, 5, 9, 30}).Draw(t, "len")
				lists[i] = append(lists[i], span{start, end, rapid.IntRange(0, 2).Draw(t, "label")})
			}
			slices.SortFunc(lists[i], byStart)
		}
		w := rapid.SampledFrom([]weights{usual, {3, 1, 1}, {1, 2, 0.5}}).Draw(t, "weights")
		groups, err := newAligner(w, &pace{}).align(lists)
		if err != nil {
			t.Fatal(err)
		}
		cost := 0.0
		for _, g := range groups {
			cost += g.cost
		}
		if slow := slowDisorder(lists, w); math.Abs(cost-slow) > 1e-9 {
			t.Fatalf("%v: %v, want %v", lists, cost, slow)
		}
	})
}

// TestPackingIsBest tries every choice of random groups, whose linear
// relaxation is not integral as that of alignments nearly always is.
func TestPackingIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &packing{}
		for i := range rapid.IntRange(1, 12).Draw(t, "groups") {
			group := rapid.Permutation([]int{0, 1, 2, 3, 4, 5}).Draw(t, "units")[:rapid.IntRange(2, 3).Draw(t, "size")]
			p.add(i, group, float64(rapid.IntRange(1, 20).Draw(t, "gain")))
		}
		best := 0.0
		for choice := range 1 << len(p.groups) {
			gain, used, ok := 0.0, 0, true
			for i, g := range p.groups {
				if choice>>i&1 == 1 {
					gain += p.gains[i]
					for _, u := range g {
						ok = ok && used>>u&1 == 0
						used |= 1 << u
					}
				}
			}
			if ok {
				best = max(best, gain)
			}
		}
		chosen, err := p.solve(&pace{})
		if err != nil {
			t.Fatal(err)
		}
		gain := 0.0
		for _, i := range chosen {
			gain += p.gains[i]
		}
		if math.Abs(gain-best) > 1e-6 {
			t.Fatalf("%v %v: %v, want %v", p.groups, p.gains, gain, best)
		}
	})
}

// TestPairingIsBest has lists too long to try all, of spans that compete: the
// alignment must cost the same whichever annotator comes first, and no less
// than the dual prices prove it must.
func TestPairingIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		list := func() []span {
			var out []span
			for range 1 + random.IntN(60) {
				start := random.IntN(200)
				out = append(out, span{start, start + 1 + random.IntN(1<<random.IntN(7)), random.IntN(3)})
			}
			slices.SortFunc(out, byStart)
			return slices.Compact(out)
		}
		a, b := list(), list()
		p := &pairing{w: usual, pace: &pace{}}
		mates, err := p.align(a, b)
		if err != nil {
			t.Fatal(err)
		}
		cost, prices := 0.0, 0.0
		for i, j := range mates {
			prices += p.u[i]
			if j >= 0 {
				cost += usual.distance(a[i], b[j]) - 2*usual.empty
			}
		}
		for j, v := range p.v {
			if v > 1e-9 || v < -1e-9 && p.mateB[j] < 0 {
				t.Fatalf("price %v of unit %d", v, j)
			}
			prices += v
		}
		for i, x := range a {
			if p.u[i] > 1e-9 {
				t.Fatalf("price %v of unit %d", p.u[i], i)
			}
			for j, y := range b {
				if usual.distance(x, y)-2*usual.empty < p.u[i]+p.v[j]-1e-9 {
					t.Fatalf("%v and %v are too cheap a pair", x, y)
				}
			}
		}
		if math.Abs(cost-prices) > 1e-9 {
			t.Fatalf("cost %v, proved %v", cost, prices)
		}
	})
}
