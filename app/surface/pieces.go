package surface

import (
	"slices"

	"gloss/annotations"
)

// piece is a stretch of a block as the script builds it: what it carries
// beside its length is "" for plain text.
type piece struct {
	units   int    // length in UTF-16 code units
	style   string // classes of the mark, then of the elements within it, separated by "|"
	ids     string // the annotations over it, outermost first, separated by spaces
	details string // ids of the notes of those that begin here, separated by spaces
}

// part is a stretch of a mark: one of its spans, or the gap between two of
// them when the mark is chosen.
type part struct {
	annotations.Span
	*mark
	lane int
	gap  bool
}

// pieces cuts block b into pieces; nil when nothing lies on it.
func (m *marks) pieces(b int, noted func(id string) bool) []piece {
	if len(m.in[b]) == 0 {
		return nil
	}
	block := m.sheet.blocks[b]
	parts := m.parts(m.in[b], block.Span)
	spans := make([]annotations.Span, len(parts))
	for i, p := range parts {
		spans[i] = p.Span
	}
	segments := annotations.Segments(block.Span, spans)
	out, active, at := make([]piece, 0, len(segments)), []*part(nil), block.unit
	for _, s := range segments {
		active = active[:0]
		for _, i := range s.Active {
			active = append(active, &parts[i])
		}
		end := m.sheet.text.PointToUnit(s.End)
		out = append(out, describe(end-at, s.Span, active, noted))
		at = end
	}
	return out
}

// parts returns the parts of marks that lie in block, by mark.
func (m *marks) parts(in []*mark, block annotations.Span) []part {
	out := make([]part, 0, len(in)+2)
	lanes := lanesOf(in)
	for i, one := range in {
		for k, s := range one.Parts {
			if gap := (annotations.Span{Start: one.Parts[max(k-1, 0)].End, End: s.Start}); one.chosen && gap.Overlaps(block) {
				out = append(out, part{gap, one, lanes[i], true})
			}
			if s = s.Clamp(m.sheet.text.All()); s.Overlaps(block) {
				out = append(out, part{s, one, lanes[i], false})
			}
		}
	}
	return out
}

// lanesOf gives each mark of a block the lowest lane that is free where it
// begins, so that its line keeps its height for as long as it runs.
func lanesOf(in []*mark) []int {
	lanes, ends := make([]int, len(in)), make([]int, 0, maxLanes)
	for i, one := range in {
		e := one.extent()
		lane := slices.IndexFunc(ends, func(end int) bool { return end <= e.Start })
		if lane < 0 {
			lane = len(ends)
			ends = append(ends, 0)
		}
		lanes[i], ends[lane] = lane, e.End
	}
	return lanes
}

// describe says how the segment at s looks and what it belongs to. It reorders
// active.
func describe(units int, s annotations.Span, active []*part, noted func(string) bool) piece {
	p := piece{units: units}
	all := len(active)
	active = slices.DeleteFunc(active, func(a *part) bool { return a.gap })
	gap := len(active) < all
	switch {
	case len(active) > 0:
		p.ids, p.details = names(active, s.Start, noted)
		slices.SortStableFunc(active, func(a, b *part) int { return a.lane - b.lane })
		p.style = style(active, s, gap)
	case gap:
		p.style = "gap"
	}
	return p
}
