package agreement

import (
	"math/rand/v2"
	"slices"
)

// leastPassages is how many passages an interval takes.
const leastPassages = 5

// draws are random choices of passages, with replacement; the percentile
// bootstrap of Efron, Bootstrap methods: another look at the jackknife, Annals
// of Statistics 7, 1979.
type draws struct {
	times [][]uint16 // how often each passage comes, draw by draw
	pace  *pace
}

// newDraws makes a thousand draws, fewer of many passages.
func newDraws(seed uint64, passages int, p *pace) (*draws, error) {
	d := &draws{pace: p}
	if passages < leastPassages {
		return d, nil
	}
	random := rand.New(rand.NewPCG(seed, 0x626f6f747374)) // "bootst"
	for range min(1000, max(100, 400_000/passages)) {
		times := make([]uint16, passages)
		for range times {
			times[random.IntN(passages)]++
		}
		d.times = append(d.times, times)
		if err := p.work(4 * passages); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// bounds sets the intervals of the scores that gauges read off a ledger.
func (d *draws) bounds(l *ledger, gauges []gauge, out *Scores) error {
	size := l.size()
	n := min(len(d.times), max(200, 20_000_000/max(1, size)))
	values := make([][]float64, len(gauges))
	sum := make(sums, l.width)
	for _, times := range d.times[:n] {
		l.drawn(times, sum)
		for i, g := range gauges {
			if g.plain {
				continue
			}
			if s := g.score(sum); s.Reason == "" {
				values[i] = append(values[i], s.Value)
			}
		}
		if err := d.pace.work(size + 4*len(sum)*len(gauges)); err != nil {
			return err
		}
	}
	for i, g := range gauges {
		if s := g.of(out); s.Reason == "" && 2*len(values[i]) > n {
			s.Low, s.High = middle(values[i])
			s.Interval = true
		}
	}
	return nil
}

// middle bounds the middle 95% of values.
func middle(values []float64) (low, high float64) {
	slices.Sort(values)
	cut := len(values) / 40
	return values[cut], values[len(values)-1-cut]
}
