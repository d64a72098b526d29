package surface

import (
	"slices"
	"strconv"
	"strings"

	"gloss/annotations"
)

// maxLanes is how many annotations can be told apart over one word: as many
// bands of colour and lines under it. Where there are more, the rest is hinted
// at by a dotted line above.
const maxLanes = 3

// names lists the annotations, and the notes of those whose first segment it
// is. An id that cannot stand in such a list is left out of both; the surface
// itself goes by offsets.
func names(active []*part, start int, noted func(string) bool) (ids, details string) {
	for _, a := range active {
		if strings.ContainsAny(a.ID, " \t\n\f\r") {
			continue
		}
		ids = listed(ids, a.ID)
		if a.Parts[0].Start == start && noted(a.ID) {
			details = listed(details, "note-"+a.ID)
		}
	}
	return ids, details
}

func listed(list, s string) string {
	if list == "" {
		return s
	}
	return list + " " + s
}

// style returns the classes of a segment. The mark has one colour band a lane
// (a-, b-, c- and the label) and the first line; each further line has an
// element of its own.
func style(active []*part, s annotations.Span, gap bool) string {
	shown := active[:min(len(active), maxLanes)]
	var b strings.Builder
	b.Grow(96)
	b.WriteByte('n')
	b.WriteByte('0' + byte(len(shown)))
	for i, a := range shown {
		b.WriteByte(' ')
		b.WriteByte('a' + byte(i))
		b.WriteByte('-')
		b.WriteString(a.class)
		b.WriteString(a.tone())
	}
	edges(&b, active, s)
	b.WriteString(flags(active, s, gap))
	for i, a := range shown {
		b.WriteByte(" |"[min(i, 1)])
		a.line(&b)
		if i == 0 {
			b.WriteString(makers(active, s))
		}
	}
	return b.String()
}

// maxMakers is how many people are named where annotations begin; of more, the
// number.
const maxMakers = 3

// makers is the class that says by whom those are that begin here.
func makers(active []*part, s annotations.Span) string {
	var by []string
	for _, a := range active {
		if a.By != "" && a.mark.Parts[0].Start == s.Start && !slices.Contains(by, a.By) {
			by = append(by, a.By)
		}
	}
	if len(by) == 0 {
		return ""
	}
	more := ""
	if len(by) > maxMakers {
		by, more = by[:maxMakers-1], "+"+strconv.Itoa(len(by)-maxMakers+1)
	}
	return " by-" + strings.Join(by, "·") + more
}

// tone tells paler bands from full ones.
func (m *mark) tone() string {
	switch {
	case m.Suggested:
		return "-s"
	case !m.Mine:
		return "-o"
	}
	return ""
}

// edges says in whose colour a segment begins and ends.
func edges(b *strings.Builder, active []*part, s annotations.Span) {
	for _, a := range active {
		if a.Start == s.Start {
			b.WriteString(" s-")
			b.WriteString(a.class)
			break
		}
	}
	for _, a := range active {
		if a.End == s.End {
			b.WriteString(" e-")
			b.WriteString(a.class)
			break
		}
	}
}

// flags says what holds of any of the annotations over a segment.
func flags(active []*part, s annotations.Span, gap bool) string {
	var unsure, suggested, on, starts, ends bool
	for _, a := range active {
		unsure = unsure || a.Unsure
		suggested = suggested || a.Suggested
		on = on || a.chosen
		starts = starts || a.chosen && a.Start == s.Start
		ends = ends || a.chosen && a.End == s.End
	}
	var out string
	for _, f := range []struct {
		holds bool
		class string
	}{
		{len(active) > maxLanes, " more"},
		{unsure, " unsure"},
		{suggested, " suggested"},
		{on, " on"},
		{starts, " on-s"},
		{ends, " on-e"},
		{gap, " gap"},
	} {
		if f.holds {
			out += f.class
		}
	}
	return out
}

// line writes the classes of one line: its label, and its lane.
func (p *part) line(b *strings.Builder) {
	b.WriteString("l-")
	b.WriteString(p.class)
	b.WriteString(" u")
	b.WriteByte('0' + byte(min(p.lane, maxLanes-1)))
	if !p.Mine {
		b.WriteString(" thin")
	}
}
