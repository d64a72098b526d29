package surface

import (
	"slices"
	"strings"

	"gloss/annotations"
)

// maxLanes is how many annotations can be told apart over one word: as many
// bands of colour and lines under it. Where there are more, the rest is hinted
// at by a dotted line above.
const maxLanes = 3

// piece is a stretch of a block as the script builds it: what it carries
// beside its length is "" for plain text.
type piece struct {
	units   int    // length in UTF-16 code units
	style   string // classes of the mark, then of the elements within it, separated by "|"
	ids     string // the annotations over it, outermost first, separated by spaces
	details string // ids of the notes of those that begin here, separated by spaces
}

// pieces cuts block b into pieces; nil when nothing lies on it.
func (m *marks) pieces(b int, noted func(id string) bool) []piece {
	in := m.in[b]
	if len(in) == 0 {
		return nil
	}
	block := m.sheet.blocks[b].Span
	spans, owners := m.spans(in, block)
	lanes := lanesOf(in)
	var out []piece
	at := m.sheet.blocks[b].unit
	for _, s := range annotations.Segments(block, spans) {
		end := m.sheet.text.PointToUnit(s.End)
		p := piece{units: end - at}
		p.describe(s, owners, lanes, noted)
		at = end
		out = append(out, p)
	}
	return out
}

// owner is whose a span is: a part of a mark, or the gap between two parts.
type owner struct {
	*mark
	index int // in the block
	part  annotations.Span
	gap   bool
}

// spans returns the parts of marks in block, and the gaps between parts of the
// chosen, each with its owner.
func (m *marks) spans(in []*mark, block annotations.Span) (spans []annotations.Span, owners []owner) {
	add := func(s annotations.Span, o owner) {
		if s.Overlaps(block) {
			o.part = s
			spans, owners = append(spans, s), append(owners, o)
		}
	}
	for i, one := range in {
		for k, p := range one.Parts {
			if k > 0 && one.chosen {
				add(annotations.Span{Start: one.Parts[k-1].End, End: p.Start}, owner{one, i, p, true})
			}
			add(p.Clamp(m.sheet.text.All()), owner{one, i, p, false})
		}
	}
	return spans, owners
}

// lanesOf gives each mark of a block the lowest lane that is free where it
// begins, so that its line keeps its height for as long as it runs.
func lanesOf(in []*mark) []int {
	lanes, ends := make([]int, len(in)), []int{}
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

// describe says how a segment looks and what it belongs to.
func (p *piece) describe(s annotations.Segment, owners []owner, lanes []int, noted func(string) bool) {
	var active []owner
	gap := false
	for _, i := range s.Active {
		if owners[i].gap {
			gap = true
			continue
		}
		active = append(active, owners[i])
	}
	if len(active) == 0 {
		if gap {
			p.style = "gap"
		}
		return
	}
	p.ids, p.details = names(active, s.Start, noted)
	slices.SortStableFunc(active, func(a, b owner) int { return lanes[a.index] - lanes[b.index] })
	p.style = style(active, s.Span, lanes, gap)
}

// names lists the annotations, and the notes of those whose first segment it
// is. An id that cannot stand in such a list is left out of both; the surface
// itself goes by offsets.
func names(active []owner, start int, noted func(string) bool) (ids, details string) {
	var all, notes []string
	for _, o := range active {
		if strings.ContainsAny(o.ID, " \t\n\f\r") {
			continue
		}
		all = append(all, o.ID)
		if o.Parts[0].Start == start && noted(o.ID) {
			notes = append(notes, "note-"+o.ID)
		}
	}
	return strings.Join(all, " "), strings.Join(notes, " ")
}

// style returns the classes of a segment. The mark has one colour band a lane
// (a-, b-, c- and the label) and the first line; each further line has an
// element of its own.
func style(active []owner, s annotations.Span, lanes []int, gap bool) string {
	shown := active[:min(len(active), maxLanes)]
	var b strings.Builder
	b.WriteString("n" + string(rune('0'+len(shown))))
	for i, o := range shown {
		b.WriteString(" " + string(rune('a'+i)) + "-" + className(o.Label) + tone(o))
	}
	if len(active) > len(shown) {
		b.WriteString(" more")
	}
	edges(&b, active, s)
	flags(&b, active, s, gap)
	b.WriteString(line(shown[0], lanes))
	for _, o := range shown[1:] {
		b.WriteString("|" + strings.TrimPrefix(line(o, lanes), " "))
	}
	return b.String()
}

// tone tells paler bands from full ones.
func tone(o owner) string {
	switch {
	case o.Suggested:
		return "-s"
	case !o.Mine:
		return "-o"
	}
	return ""
}

// edges says in whose colour a segment begins and ends.
func edges(b *strings.Builder, active []owner, s annotations.Span) {
	for _, o := range active {
		if o.part.Start == s.Start {
			b.WriteString(" s-" + className(o.Label))
			break
		}
	}
	for _, o := range active {
		if o.part.End == s.End {
			b.WriteString(" e-" + className(o.Label))
			break
		}
	}
}

func flags(b *strings.Builder, active []owner, s annotations.Span, gap bool) {
	has := func(class string, f func(owner) bool) {
		if slices.ContainsFunc(active, f) {
			b.WriteString(class)
		}
	}
	has(" unsure", func(o owner) bool { return o.Unsure })
	has(" suggested", func(o owner) bool { return o.Suggested })
	has(" on", func(o owner) bool { return o.chosen })
	has(" on-s", func(o owner) bool { return o.chosen && o.part.Start == s.Start })
	has(" on-e", func(o owner) bool { return o.chosen && o.part.End == s.End })
	if gap {
		b.WriteString(" gap")
	}
}

// line returns the classes of one line: its label, and its lane.
func line(o owner, lanes []int) string {
	s := " l-" + className(o.Label) + " u" + string(rune('0'+min(lanes[o.index], maxLanes-1)))
	if !o.Mine {
		s += " thin"
	}
	return s
}

// className makes a label's key fit for a class and a custom property: ASCII
// letters, digits and hyphens stay, anything else becomes its code in
// underscores, so that different keys stay different. "" becomes "_".
func className(key string) string {
	if key == "" {
		return "_"
	}
	plain := func(r rune) bool {
		return r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if !strings.ContainsFunc(key, func(r rune) bool { return !plain(r) }) {
		return key
	}
	const hex = "0123456789abcdef"
	var b strings.Builder
	for _, c := range []byte(key) {
		if plain(rune(c)) {
			b.WriteByte(c)
			continue
		}
		b.WriteString("_" + string(hex[c>>4]) + string(hex[c&15]) + "_")
	}
	return b.String()
}

// batch is a number of blocks to be painted in one call of the script: ints
// are the count of blocks, then for each its index, its count of pieces, and
// for each piece its length and three places in the table of strings.
type batch struct {
	ints  []int32
	table []string
	place map[string]int32
}

func newBatch() *batch {
	return &batch{ints: []int32{0}, table: []string{""}, place: map[string]int32{"": 0}}
}

func (b *batch) add(block int, pieces []piece) {
	b.ints[0]++
	b.ints = append(b.ints, int32(block), int32(len(pieces)))
	for _, p := range pieces {
		b.ints = append(b.ints, int32(p.units), b.find(p.style), b.find(p.ids), b.find(p.details))
	}
}

func (b *batch) find(s string) int32 {
	i, ok := b.place[s]
	if !ok {
		i = int32(len(b.table))
		b.table = append(b.table, s)
		b.place[s] = i
	}
	return i
}
