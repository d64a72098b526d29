package agreement

import (
	"cmp"
	"slices"
)

// span is [start,end) with what it says: a label, an entity, or nothing (0).
// Lists of spans are sorted by label, start, end unless a name says otherwise.
type span struct{ start, end, label int }

func (s span) len() int { return s.end - s.start }

func inter(a, b span) int { return max(0, min(a.end, b.end)-max(a.start, b.start)) }

func byLabel(a, b span) int {
	return cmp.Or(cmp.Compare(a.label, b.label), cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
}

func byStart(a, b span) int {
	return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.label, b.label))
}

// sorted orders a list by label and drops repetitions.
func sorted(list []span) []span {
	slices.SortFunc(list, byLabel)
	return slices.Compact(list)
}

// unite joins the spans of each label that overlap, and those that touch
// where touching is set.
func unite(list []span, touching bool) []span {
	var out []span
	for _, s := range list {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if last.label == s.label && (s.start < last.end || touching && s.start == last.end) {
				last.end = max(last.end, s.end)
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// project turns spans of code points into spans of cells. A span covers a
// cell when they share a code point; a span that covers none is left out.
func project(list []span, cells [][2]int) []span {
	out := make([]span, 0, len(list))
	for _, s := range list {
		lo, _ := slices.BinarySearchFunc(cells, s.start, func(c [2]int, at int) int { return cmp.Compare(c[1], at+1) })
		hi, _ := slices.BinarySearchFunc(cells, s.end, func(c [2]int, at int) int { return cmp.Compare(c[0], at) })
		if lo < hi {
			out = append(out, span{lo, hi, s.label})
		}
	}
	return out
}

// eachLabel calls f with the spans of each label that occurs in a or b.
func eachLabel(a, b []span, f func(x, y []span) error) error {
	for len(a) > 0 || len(b) > 0 {
		label := 0
		switch {
		case len(a) == 0:
			label = b[0].label
		case len(b) == 0:
			label = a[0].label
		default:
			label = min(a[0].label, b[0].label)
		}
		i, j := labelEnd(a, label), labelEnd(b, label)
		if err := f(a[:i], b[:j]); err != nil {
			return err
		}
		a, b = a[i:], b[j:]
	}
	return nil
}

// labelEnd is the number of leading spans with the label.
func labelEnd(list []span, label int) int {
	n, _ := slices.BinarySearchFunc(list, label+1, func(s span, l int) int { return cmp.Compare(s.label, l) })
	return n
}

// meet calls f with each pair of overlapping spans of two lists that are of
// one label and each free of overlaps.
func meet(x, y []span, f func(a, b span, common int)) {
	for i, j := 0, 0; i < len(x) && j < len(y); {
		if n := inter(x[i], y[j]); n > 0 {
			f(x[i], y[j], n)
		}
		if x[i].end < y[j].end {
			i++
		} else {
			j++
		}
	}
}
