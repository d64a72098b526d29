package agreement

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// noisy makes a text of a length with truth spans, and annotators who move,
// relabel and miss some of them.
func noisy(seed uint64, id string, length, spans, annotators int) Document {
	random := rand.New(rand.NewPCG(seed, 1))
	names := []string{"claim", "fact", "opinion"}
	var truth []Unit
	for range spans {
		start := random.IntN(length)
		end := min(length, start+5+random.IntN(150))
		truth = append(truth, Unit{Start: start, End: max(end, start+1), Label: names[random.IntN(3)]})
	}
	d := Document{ID: id, Length: length, Tokens: cells(length, 5), Sentences: cells(length, 120), Units: map[string][]Unit{}}
	for i := range annotators {
		units := []Unit{}
		for _, u := range truth {
			if random.IntN(5) == 0 {
				continue
			}
			if random.IntN(3) == 0 {
				u.Start = max(0, u.Start-random.IntN(10))
				u.End = min(length, u.End+random.IntN(10))
			}
			if random.IntN(5) == 0 {
				u.Label = names[random.IntN(3)]
			}
			if random.IntN(4) == 0 {
				u.Entities = []string{fmt.Sprint("Q", random.IntN(50))}
			}
			units = append(units, u)
		}
		d.Units[fmt.Sprint("annotator ", i)] = units
	}
	return d
}

func BenchmarkMeasure(b *testing.B) {
	for _, c := range []struct{ length, spans, annotators int }{
		{5_000, 50, 2}, {5_000, 50, 3}, {5_000, 50, 4}, {100_000, 1_000, 3}, {1_000_000, 10_000, 2}, {1_000_000, 12_500, 10},
	} {
		d := noisy(1, "big", c.length, c.spans, c.annotators)
		for _, quick := range []bool{true, false} {
			b.Run(fmt.Sprintf("%dx%d/quick=%v", c.annotators, c.spans, quick), func(b *testing.B) {
				for b.Loop() {
					ask(b, []Document{d}, Options{Quick: quick})
				}
			})
		}
	}
}
