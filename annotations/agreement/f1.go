package agreement

import "fmt"

// hits is how much of what each of two annotators marked the other marked too.
type hits struct{ a, ofA, b, ofB float64 }

// f1 is the harmonic mean of a/ofA and b/ofB; with one-to-one hits that is
// 2·hits/(ofA+ofB), the Dice coefficient. It is 0 if only one of the two
// marked anything, and not defined if neither did.
func (h hits) f1() (float64, bool) {
	switch {
	case h.ofA+h.ofB == 0:
		return 0, false
	case h.a == 0 || h.b == 0:
		return 0, true
	}
	p, r := h.a/h.ofA, h.b/h.ofB
	return 2 * p * r / (p + r), true
}

// A comparison finds the hits of two annotators in a passage.
type comparison func(p *passage, a, b *voter, pace *pace) (hits, error)

// exact counts the spans both have, after Hripcsak and Rothschild, Agreement,
// the F-measure, and reliability in information retrieval, JAMIA 12(3), 2005:
// where what nobody marked cannot be counted, as with free spans, F1 is what
// κ tends to.
func exact(a, b []span) hits {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := byLabel(a[i], b[j]); {
		case c == 0:
			n++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return oneToOne(n, a, b)
}

func oneToOne(n int, a, b []span) hits {
	return hits{float64(n), float64(len(a)), float64(n), float64(len(b))}
}

// matchColumns is the number of columns a pair of annotators takes.
const matchColumns = 5

// matchRow compares the annotators of a passage in pairs.
func matchRow(t *passage, raters int, compare comparison, p *pace) (sums, error) {
	var out sums
	for i, a := range t.voters {
		for _, b := range t.voters[i+1:] {
			h, err := compare(t, a, b, p)
			if err != nil {
				return nil, err
			}
			at := matchColumns * pairIndex(a.rater, b.rater, raters)
			for k, x := range [matchColumns]float64{h.a, h.ofA, h.b, h.ofB, 1} {
				out.add(at+k, x)
			}
			if err := p.work(8 * (len(a.marks) + len(b.marks) + 4)); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// pairIndex numbers the pairs a<b of n things.
func pairIndex(a, b, n int) int { return a*(2*n-a-1)/2 + b - a - 1 }

// matchScore is the mean over the pairs that shared a document.
func matchScore(s sums) Score {
	out := Score{}
	shared, defined := 0, 0
	for at := 0; at < len(s); at += matchColumns {
		if s.at(at+4) == 0 {
			continue
		}
		shared++
		h := hits{s[at], s[at+1], s[at+2], s[at+3]}
		out.N += h.ofA + h.ofB
		out.Agreed += h.a + h.b
		if f, ok := h.f1(); ok {
			defined++
			out.Value += f
		}
	}
	switch {
	case shared == 0:
		return undefined(OneAnnotator)
	case defined == 0:
		return undefined(NoAnnotations)
	case defined < shared:
		out.Note = fmt.Sprintf("mean of %d of %d pairs of annotators; the others marked nothing", defined, shared)
	case shared > 1:
		out.Note = fmt.Sprintf("mean of %d pairs of annotators", shared)
	}
	out.Value /= float64(defined)
	return out
}
