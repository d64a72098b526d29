package format

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotations"
)

// What tools count offsets in (FORMATS 1.1).
const (
	unitUTF16    = "UTF-16"
	unitGrapheme = "grapheme"
	unitUTF8     = "UTF-8"
)

// Units are what a file may count offsets in, for [ReadOptions]: code points as
// Python does, UTF-16 as JavaScript and Java, grapheme clusters, bytes of UTF-8.
var Units = []string{offsetUnit, unitUTF16, unitGrapheme, unitUTF8}

// counted is a text as it stands in a file, with what is said of it. Offsets of
// the targets are the file's until [counting.settle] makes them code points of
// the text as it is kept.
type counted struct {
	text  string
	items []*item
}

// reading is one way to read the offsets of a file.
type reading struct {
	unit      string
	inclusive bool // the end is the last one in, as in DataTurks

	spans   []annotations.Span // of every target, in order; start is -1 where there is none
	matches int                // quotes that stand where they are said to, to the letter ones counted twice
	score   int                // how far ends fall on ends of words
}

// counting finds out what the offsets of a file are counted in.
type counting struct {
	texts  []counted
	kept   []annotations.Text // the texts as they are kept
	quotes int
}

// settle makes offsets code points: in the unit that was asked for; else in
// the one in which most quotes stand where they are said to; else in the one
// in which spans begin and end best with words; else in the usual one
// (FORMATS 7). The builder then compares every span with its quote. One that
// does not fit is put at the same words nearby, and that is reported; so is
// what was not certain.
func (b *builder) settle(texts []counted, usual, asked string) error {
	c, r, err := b.count(texts, usual, asked)
	if err == nil {
		c.apply(b, r)
	}
	return err
}

// count finds out how offsets are counted and reports what is not certain.
func (b *builder) count(texts []counted, usual, asked string) (*counting, *reading, error) {
	if asked != "" && !slices.Contains(Units, asked) {
		return nil, nil, fmt.Errorf("%w: there is no unit %.20q", ErrUnit, asked)
	}
	c := &counting{texts: texts}
	for _, t := range texts {
		kept, _ := annotations.NewText(annotations.Canonical(t.text)) // an unfit one is left out later
		c.kept = append(c.kept, kept)
	}
	c.each(func(_ int, _ *item, t *target) {
		if t.quoted {
			c.quotes++
		}
	})
	units := Units
	if asked != "" {
		units = []string{asked}
	}
	rs := c.readings(units, false)
	best := func(r *reading) int { return r.matches }
	if c.quotes > 0 && len(within(rs, best, 0)) == len(rs) && rs[0].matches == 0 {
		if ends := c.readings(units, true); within(ends, best, 0)[0].matches > 0 {
			rs = ends
		}
	}
	return c, b.choose(c, rs, usual), nil
}

// each calls f for every target, with the index of its text.
func (c *counting) each(f func(text int, it *item, t *target)) {
	for i, text := range c.texts {
		for _, it := range text.items {
			for j := range it.targets {
				if it.targets[j].selected {
					f(i, it, &it.targets[j])
				}
			}
		}
	}
}

func (c *counting) readings(units []string, inclusive bool) (out []*reading) {
	for _, u := range units {
		r := &reading{unit: u, inclusive: inclusive}
		for i := range c.texts {
			c.read(r, i)
		}
		out = append(out, r)
	}
	return out
}

// within returns the readings that measure no worse than the best by more than
// a margin.
func within(rs []*reading, measure func(*reading) int, margin int) (out []*reading) {
	most := measure(rs[0])
	for _, r := range rs {
		most = max(most, measure(r))
	}
	for _, r := range rs {
		if measure(r) >= most-margin {
			out = append(out, r)
		}
	}
	return out
}

// choose settles on a reading. A score that is better by one is no proof.
func (b *builder) choose(c *counting, rs []*reading, usual string) *reading {
	good := within(rs, func(r *reading) int { return r.matches }, 0)
	good = within(good, func(r *reading) int { return r.score }, 1)
	chosen := good[0]
	for _, r := range good {
		if r.unit == usual {
			chosen = r
		}
	}
	differs := func(r *reading) bool { return !slices.Equal(r.spans, chosen.spans) }
	if slices.ContainsFunc(rs, differs) {
		b.report.Unit = chosen.unit
	}
	if i := slices.IndexFunc(good, differs); i >= 0 {
		b.report.Guessed, b.report.Readings = true, c.show(chosen, good)
		b.report.Unchecked = append(b.report.Unchecked, Entry{What: c.doubt(chosen, good[i])})
	}
	if chosen.inclusive {
		b.report.Unchecked = append(b.report.Unchecked, Entry{What: "the file counts the last character in: ends were moved by one"})
	}
	return chosen
}

// show lists the readings that differ, with three places where they do.
func (c *counting) show(chosen *reading, good []*reading) []Reading {
	out := []Reading{{Unit: chosen.unit}}
	seen := []*reading{chosen}
	for _, r := range good {
		if !slices.ContainsFunc(seen, func(o *reading) bool { return slices.Equal(o.spans, r.spans) }) {
			out, seen = append(out, Reading{Unit: r.unit}), append(seen, r)
		}
	}
	n, shown := 0, 0
	c.each(func(i int, _ *item, _ *target) {
		at := n
		n++
		if shown == 3 || !slices.ContainsFunc(seen, func(r *reading) bool { return r.spans[at] != chosen.spans[at] }) {
			return
		}
		shown++
		for k, r := range seen {
			out[k].Places = append(out[k].Places, shownAt(c.kept[i], r.spans[at]))
		}
	})
	return out
}

// shownAt is a span with up to 24 code points on each side; nothing when it is
// none.
func shownAt(t annotations.Text, s annotations.Span) Shown {
	if s.Start < 0 {
		return Shown{}
	}
	const around = 24
	part := func(from, to int) string {
		return oneLine(t.Slice(annotations.Span{Start: max(0, from), End: min(to, t.Points())}))
	}
	return Shown{part(s.Start-around, s.Start), clip(part(s.Start, s.End)), part(s.End, s.End+around)}
}

// doubt says that two readings are as good as each other, and shows up to three
// places where they differ.
func (c *counting) doubt(chosen, other *reading) string {
	var show []string
	n := 0
	c.each(func(i int, _ *item, _ *target) {
		x, y := chosen.spans[n], other.spans[n]
		if n++; x != y && len(show) < 3 {
			show = append(show, fmt.Sprintf("“%s” or “%s”", clip(c.slice(i, x)), clip(c.slice(i, y))))
		}
	})
	return fmt.Sprintf("nothing tells whether offsets count %s or %s; %s was taken, as is usual there: %s",
		chosen.unit, other.unit, chosen.unit, strings.Join(show, ", "))
}

func (c *counting) slice(text int, s annotations.Span) string {
	if s.Start < 0 {
		return ""
	}
	return c.kept[text].Slice(s)
}

// read reads the offsets of one text, and tells how well that goes.
func (c *counting) read(r *reading, i int) {
	at, more := map[int]int{}, 0
	if r.inclusive {
		more = 1
	}
	one := counting{texts: c.texts[i : i+1]}
	one.each(func(_ int, _ *item, t *target) {
		at[t.span.Start], at[t.span.End+more] = -1, -1
	})
	locate(c.texts[i].text, r.unit, at)
	one.each(func(_ int, _ *item, t *target) {
		s := annotations.Span{Start: at[t.span.Start], End: at[t.span.End+more]}
		if !t.placed || s.Start < 0 || s.End <= s.Start {
			s = annotations.Span{Start: -1, End: -1}
		}
		r.spans = append(r.spans, s)
		switch {
		case s.Start < 0:
			r.score -= 4
		case t.quoted && c.slice(i, s) == t.quote.Exact:
			r.matches += 2
		case t.quoted && alike(c.slice(i, s), t.quote.Exact):
			r.matches++
		case !t.quoted:
			r.score += edges(c.kept[i], s)
		}
	})
}

// edges scores the ends of a span: 1 for one between a word and something else,
// -2 for one inside a word or beside white space that is within the span.
func edges(t annotations.Text, s annotations.Span) int {
	text, from, to := t.String(), t.PointToByte(s.Start), t.PointToByte(s.End)
	a, _ := utf8.DecodeLastRuneInString(text[:from])
	b, _ := utf8.DecodeRuneInString(text[from:])
	c, _ := utf8.DecodeLastRuneInString(text[:to])
	d, _ := utf8.DecodeRuneInString(text[to:])
	return edge(b, a) + edge(c, d)
}

// edge scores one end by the character in the span and the one beyond it.
func edge(in, beyond rune) int {
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	switch {
	case unicode.IsSpace(in), word(in) && word(beyond):
		return -2
	case word(in):
		return 1
	}
	return 0
}

// apply gives every target its span.
func (c *counting) apply(b *builder, r *reading) {
	n, bare := 0, 0
	c.each(func(i int, it *item, t *target) {
		s := r.spans[n]
		n++
		t.placed = s.Start >= 0
		if t.placed {
			t.span = s
		}
		switch words := c.slice(i, s); {
		case t.quoted && alike(words, t.quote.Exact):
			t.quote.Exact = words
		case t.quoted:
			b.near(c.kept[i], it, t)
		case t.placed:
			t.quote.Exact, t.quoted = words, true
			bare++
		}
	})
	if bare > 0 {
		b.report.Unchecked = append(b.report.Unchecked, Entry{What: fmt.Sprintf("there is no quote to check the places of %d annotations by", bare)})
	}
}

// alike reports whether a text says what a quote does, as far as tools keep to
// it: some write a line feed as \n, and white space as one blank.
func alike(text, quote string) bool {
	return text == quote || text != "" && blanked(text) == blanked(strings.ReplaceAll(quote, `\n`, "\n"))
}

// blanked is s with every run of white space as one blank.
func blanked(s string) string {
	var out strings.Builder
	was := false
	for _, r := range s {
		is := unicode.IsSpace(r)
		if is {
			r = ' '
		}
		if !is || !was {
			out.WriteRune(r)
		}
		was = is
	}
	return out.String()
}

// maxShift is how far from its place a quote is looked for, in code points,
// before it is looked for everywhere.
const maxShift = 32

// near puts a target where its words are nearest, if that is near.
func (b *builder) near(text annotations.Text, it *item, t *target) {
	t.quote.Exact = annotations.Canonical(t.quote.Exact)
	if plain := strings.ReplaceAll(t.quote.Exact, `\n`, "\n"); !strings.Contains(text.String(), t.quote.Exact) {
		t.quote.Exact = plain
	}
	exact := t.quote.Exact
	if !t.placed || exact == "" {
		return
	}
	f, base := finder{text: text}, text.PointToByte(t.span.Start-maxShift)
	window := text.String()[base:max(base, min(len(text.String()), text.PointToByte(t.span.Start+maxShift)+len(exact)))]
	best, rival, to := maxShift+1, 0, 0
	for i := 0; ; i++ {
		j := strings.Index(window[i:], exact)
		if j < 0 {
			break
		}
		i += j
		if f.cutsNumber(base+i, base+i+len(exact)) {
			continue
		}
		p := text.ByteToPoint(base + i)
		if off := max(p-t.span.Start, t.span.Start-p); off < best {
			best, rival, to = off, 0, p
		} else if off == best {
			rival++
		}
	}
	if best > maxShift || rival > 0 {
		return
	}
	t.span = annotations.Span{Start: to, End: to + utf8.RuneCountInString(exact)}
	b.report.Repaired = append(b.report.Repaired, Entry{it.path, it.ID, fmt.Sprintf("“%s” was put where its words are, at %v", clip(exact), t.span)})
}
