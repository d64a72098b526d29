package shelf

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gloss/annotations"
)

// town makes n entities with two and a half names each, as a register of
// people, places and firms has them: few given names, many surnames of which
// some are common, words of firms that come again and again.
func town(n int) []*annotations.Entity {
	rnd := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("a al ba be bo bu da de do el fa ga ge go gu ha he ib il ja ka ke ki ko ku la le li lo lu ma me mi mo na ne ni no ov ev ra re ri ro sa se sh ta te ti to tu va ve vi ya yev yan ze zh son berg stan pur é ö ы ва ко")
	coin := func(n int) string {
		s := ""
		for range n {
			s += syllables[rnd.IntN(len(syllables))]
		}
		return strings.ToUpper(s[:1]) + s[1:]
	}
	pool := func(n, size int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = coin(size + rnd.IntN(2))
		}
		return out
	}
	given, surnames, firms := pool(2000, 2), pool(60_000, 3), pool(3000, 2)
	pick := func(from []string) string { // the earlier, the more often
		f := rnd.Float64()
		return from[int(f*f*float64(len(from)))]
	}
	out := make([]*annotations.Entity, n)
	for i := range out {
		e := entity(fmt.Sprintf("urn:uuid:%08d", i), "")
		last := pick(surnames)
		switch rnd.IntN(3) {
		case 0:
			e.Name = pick(given) + " " + last
			e.Aliases = []string{e.Name[:1] + ". " + last, "President " + last}
		case 1:
			e.Name = coin(3)
			e.Aliases = []string{e.Name + " District"}
		default:
			e.Name = last + " " + pick(firms) + " Company"
			e.Aliases = []string{pick(firms) + " " + last}[:rnd.IntN(2)]
		}
		out[i] = e
	}
	return out
}

const townSize = 100_000

func BenchmarkNew(b *testing.B) {
	entities := town(townSize)
	for b.Loop() {
		New(entities, nil, nil)
	}
}

func BenchmarkPut(b *testing.B) {
	s := New(town(townSize), nil, nil)
	i := 0
	for b.Loop() {
		i++
		s.Put(entity(fmt.Sprint(i%5000), "Somebody New"))
	}
}

// A keystroke each: what matters is the slowest.
func BenchmarkFind(b *testing.B) {
	entities := town(townSize)
	s := New(entities, []string{"urn:uuid:00000007", "urn:uuid:00050000"}, map[string]int{"urn:uuid:00000009": 3})
	for _, q := range []struct{ name, query string }{
		{"empty", ""},
		{"letter", "a"},
		{"two", "ka"},
		{"common", "president"},
		{"whole", "stanberg"},
		{"typo", "stanbrg"},
		{"typos", "satnbegrov"},
		{"words", "pres ka"},
		{"wordtypo", "company stanbrg"},
		{"wordtypos", "presdient stanbrg"},
		{"nothing", "qqqqqqqqqqqq"},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				s.Find(q.query, 12)
			}
			b.ReportMetric(float64(len(s.Find(q.query, 12))), "hits")
		})
	}
}
