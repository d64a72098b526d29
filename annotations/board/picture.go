package board

import (
	"strconv"
	"time"

	"gloss/annotations"
)

// Picture is the timeline of a row, in CSS pixels: a lane a distinct value, and
// in it a mark for each source that gives it, where it was published.
type Picture struct {
	Width, Height int
	Lanes         []Lane
	Ticks         []Tick
	Marks         []Mark // in the order of the row's entries
}

// Lane is the line of one value.
type Lane struct {
	Y     int
	Label string
}

// Tick is a day on the line of time.
type Tick struct {
	X     int
	Label string
}

// Mark is one value of one source. N numbers it from 1, as the table beside the
// picture does. Held is where on the line of time it held, when that is said.
type Mark struct {
	X, Y, N  int
	Held     int
	HasHeld  bool
	Entry    *Entry
	Headline string // source, value and what it does
}

// Measures of a picture.
const (
	picWidth  = 720
	picLeft   = 132 // where time begins; values stand before it
	picRight  = 690
	picLane   = 44
	picTop    = 34
	picRadius = 10
)

// Picture lays out the timeline of a row. Sources without a date stand at the
// right edge, after everything else. Marks of one lane that would cover each
// other are moved apart.
func (b *Board) Picture(r *Row) Picture {
	p := Picture{Width: picWidth, Height: picTop + picLane*len(r.Values) + 34}
	from, to := b.stretch(r)
	x := func(t annotations.Time) int {
		if t == 0 || to == from {
			return picRight - btoi(t != 0)*(picRight-picLeft)/2
		}
		return picLeft + 20 + int(float64(t-from)/float64(to-from)*(picRight-picLeft-60))
	}
	for g, v := range r.Values {
		p.Lanes = append(p.Lanes, Lane{picTop + picLane*g + picLane/2, short(v.Show(), 16)})
	}
	last := make([]int, len(r.Values))
	for i := range r.Entries {
		e := &r.Entries[i]
		m := Mark{X: x(b.Columns[e.Column].Published), Y: p.Lanes[e.Group].Y, N: i + 1, Entry: e}
		m.X = max(m.X, last[e.Group])
		last[e.Group] = m.X + 2*picRadius + 2
		if e.AsOf != 0 && to != from {
			m.Held, m.HasHeld = x(e.AsOf), true
		}
		m.Headline = b.Columns[e.Column].Source() + ": " + e.Value.Show() + ", " + e.Words()
		p.Marks = append(p.Marks, m)
		p.Width = max(p.Width, m.X+picRadius+10)
	}
	p.ticks(from, to, x)
	return p
}

// stretch is the time from the first to the last date of a row.
func (b *Board) stretch(r *Row) (from, to annotations.Time) {
	for _, e := range r.Entries {
		for _, t := range []annotations.Time{b.Columns[e.Column].Published, e.AsOf} {
			if t != 0 && (from == 0 || t < from) {
				from = t
			}
			to = max(to, t)
		}
	}
	return from, to
}

// ticks marks up to four days at even distances.
func (p *Picture) ticks(from, to annotations.Time, x func(annotations.Time) int) {
	last := ""
	for i := range annotations.Time(4) {
		t := from + (to-from)*i/3
		if label := day(t); t != 0 && label != last {
			p.Ticks = append(p.Ticks, Tick{x(t), label})
			last = label
		}
	}
}

// day shows the day of a time in UTC, as "26 Dec 2024".
func day(t annotations.Time) string {
	if t == 0 {
		return ""
	}
	return time.UnixMilli(int64(t)).UTC().Format("2 Jan 2006")
}

// short cuts a string to n characters.
func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// SVG writes a picture as a file of its own, to be shown on white paper.
func (p Picture) SVG(title string) []byte {
	var w markup
	n := strconv.Itoa
	w.raw(`<svg xmlns="http://www.w3.org/2000/svg" role="img" font-family="system-ui,sans-serif" font-size="12" width="` + n(p.Width) + `" height="` + n(p.Height) +
		`" viewBox="0 0 ` + n(p.Width) + ` ` + n(p.Height) + `"><title>`)
	w.text(title)
	w.raw(`</title><rect width="100%" height="100%" fill="#fff"/>` + "\n")
	for _, l := range p.Lanes {
		w.raw(`<line x1="` + n(picLeft) + `" x2="` + n(p.Width-10) + `" y1="` + n(l.Y) + `" y2="` + n(l.Y) + `" stroke="#bbb"/><text x="` + n(picLeft-10) + `" y="` + n(l.Y+4) + `" text-anchor="end" font-weight="600">`)
		w.text(l.Label)
		w.raw("</text>\n")
	}
	for _, t := range p.Ticks {
		w.raw(`<line x1="` + n(t.X) + `" x2="` + n(t.X) + `" y1="` + n(picTop-8) + `" y2="` + n(p.Height-30) + `" stroke="#ddd"/><text x="` + n(t.X) + `" y="` + n(p.Height-12) + `" text-anchor="middle">` + t.Label + "</text>\n")
	}
	for _, m := range p.Marks {
		w.mark(m)
	}
	w.raw("</svg>\n")
	return []byte(w.b.String())
}

// mark draws one value: filled where it stands, hollow and dashed where it was
// replaced, in a square where it contradicts.
func (w *markup) mark(m Mark) {
	n := strconv.Itoa
	w.raw("<g><title>")
	w.text(m.Headline)
	w.raw("</title>")
	if m.HasHeld && m.Held != m.X {
		w.raw(`<line x1="` + n(m.Held) + `" x2="` + n(m.X) + `" y1="` + n(m.Y) + `" y2="` + n(m.Y) + `" stroke="#333" stroke-width="2"/><circle cx="` + n(m.Held) + `" cy="` + n(m.Y) + `" r="3" fill="#333"/>`)
	}
	fill, ink, dash := "#1f4e9c", "#fff", ""
	if m.Entry.Contradicts {
		fill = "#a3261d"
	}
	if m.Entry.Superseded {
		ink, dash, fill = "#333", ` stroke-dasharray="3 2"`, "#fff"
	}
	shape := `<circle cx="` + n(m.X) + `" cy="` + n(m.Y) + `" r="` + n(picRadius) + `"`
	if m.Entry.Contradicts {
		shape = `<rect x="` + n(m.X-picRadius) + `" y="` + n(m.Y-picRadius) + `" width="` + n(2*picRadius) + `" height="` + n(2*picRadius) + `"`
	}
	w.raw(shape + ` fill="` + fill + `" stroke="#333"` + dash + `/><text x="` + n(m.X) + `" y="` + n(m.Y+4) + `" text-anchor="middle" fill="` + ink + `">` + n(m.N) + "</text></g>\n")
}
