package review

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// propose returns the answer that the members' votes make; nil when no label
// has more than any other.
func propose(members []mark) *Answer {
	var label string
	best, tie := 0, false
	counts := map[string]int{}
	for _, m := range members {
		counts[m.label]++
	}
	for l, n := range counts {
		switch {
		case n > best:
			label, best, tie = l, n, false
		case n == best:
			tie = true
		}
	}
	if tie {
		return nil
	}
	var voters []*Answer
	for _, m := range members {
		if m.label == label {
			voters = append(voters, m.answer)
		}
	}
	return &Answer{
		Spans: boundaries(voters), Label: label, Attribution: shared(voters),
		Entities:   majority(voters, func(a *Answer) []string { return a.Entities }, cmp.Compare),
		Attributes: majority(voters, func(a *Answer) []annotations.Pair { return a.Attributes }, compareAttributes),
	}
}

// boundaries returns the spans that most voters chose; where several were
// chosen as often, the lower medians of all starts and of all ends. Members of
// a case overlap each other, so that all starts lie before all ends.
func boundaries(voters []*Answer) []annotations.Span {
	best, tie := 0, false
	var mode []annotations.Span
	for i, a := range voters {
		n := 0
		for _, b := range voters {
			if sameSpans(a, b) {
				n++
			}
		}
		known := slices.ContainsFunc(voters[:i], func(b *Answer) bool { return sameSpans(a, b) })
		switch {
		case n > best:
			best, mode, tie = n, a.Spans, false
		case n == best && !known:
			tie = true
		}
	}
	if !tie {
		return mode
	}
	return []annotations.Span{{
		Start: lowerMedian(voters, func(a *Answer) int { return a.extent().Start }),
		End:   lowerMedian(voters, func(a *Answer) int { return a.extent().End }),
	}}
}

func lowerMedian(voters []*Answer, of func(*Answer) int) int {
	all := make([]int, len(voters))
	for i, a := range voters {
		all[i] = of(a)
	}
	slices.Sort(all)
	return all[(len(all)-1)/2]
}

// majority returns what more than half of the voters gave, in order. Their
// lists are sorted.
func majority[T comparable](voters []*Answer, of func(*Answer) []T, order func(a, b T) int) []T {
	counts := map[T]int{}
	for _, a := range voters {
		for _, v := range slices.Compact(slices.Clone(of(a))) {
			counts[v]++
		}
	}
	var out []T
	for v, n := range counts {
		if 2*n > len(voters) {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, order)
	return out
}

func compareAttributes(a, b annotations.Pair) int {
	return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Value, b.Value))
}

// shared returns the attribution that more than half of the voters gave.
func shared(voters []*Answer) annotations.Attribution {
	counts := map[annotations.Attribution]int{}
	for _, a := range voters {
		if counts[a.Attribution]++; 2*counts[a.Attribution] > len(voters) {
			return a.Attribution
		}
	}
	return annotations.Attribution{}
}
