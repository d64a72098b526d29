package annotations

import (
	"cmp"
	"slices"
)

// Segment is a stretch of text under the same annotations throughout.
type Segment struct {
	Span
	Active []int // indexes into the spans given, ascending; empty where nothing lies
}

// Segments cuts within into the segments that spans make of it, in text order.
// The segments tile within: none is empty, each begins where the last ended.
// Parts of spans outside within are ignored. What comes back is as large as the
// spans overlap: ask for a block, not for a text that strangers have marked.
//
// It is the sweep that CodeMirror's RangeSet.spans does, without the editing.
func Segments(within Span, spans []Span) []Segment {
	if within.Empty() {
		return nil
	}
	type edge struct{ at, span int } // span >= 0 opens, ^span closes
	edges := make([]edge, 0, 2*len(spans))
	for i, s := range spans {
		if s = s.Clamp(within); !s.Empty() {
			edges = append(edges, edge{s.Start, i}, edge{s.End, ^i})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	var out []Segment
	var active []int
	at := within.Start
	for _, e := range edges {
		if e.at > at {
			out = append(out, Segment{Span{at, e.at}, slices.Clone(active)})
			at = e.at
		}
		if e.span >= 0 {
			i, _ := slices.BinarySearch(active, e.span)
			active = slices.Insert(active, i, e.span)
		} else if i, ok := slices.BinarySearch(active, ^e.span); ok {
			active = slices.Delete(active, i, i+1)
		}
	}
	if at < within.End {
		out = append(out, Segment{Span{at, within.End}, nil})
	}
	return out
}
