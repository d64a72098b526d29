package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotations"
)

// line is a line of the text with something on it. Blank lines are not kept:
// they only set the next one apart.
type line struct {
	annotations.Span // line feed included

	text  string // trimmed, white space collapsed, without markup; its first 2,000 bytes
	long  bool   // there is more than text holds
	apart bool   // a blank line comes before it

	kind   annotations.BlockKind
	level  int    // of a heading, from 1; 0 is none or not known
	folded bool   // boilerplate
	byline bool   // marked up as byline or date
	author bool   // marked up as author
	time   string // a datetime attribute in it

	grade grade
	words int
	ended bool // ends as a sentence does
}

// textBytes is how much of a line the rules look at.
const textBytes = 2000

// page is a file on its way to a document.
type page struct {
	text   string
	lines  []*line // in text order
	facts  facts   // what the file says of itself
	marked bool    // kinds come from markup
}

// split makes lines of s. It takes time linear in the length of s.
func split(s string) []*line {
	var out []*line
	at, apart := 0, false
	for l := range strings.Lines(s) {
		end := at + utf8.RuneCountInString(l)
		if t := strings.TrimFunc(l, isBlank); t == "" {
			apart = true
		} else {
			out = append(out, newLine(annotations.Span{Start: at, End: end}, t, apart))
			apart = false
		}
		at = end
	}
	return out
}

func newLine(at annotations.Span, s string, apart bool) *line {
	l := &line{Span: at, apart: apart}
	if len(s) > textBytes {
		cut := textBytes
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s, l.long = s[:cut], true
	}
	l.text = tidy(s)
	return l
}

// isBlank counts white space and what has no width as blank.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u2060'
}

// tidy collapses white space to single spaces, trims it, and drops control
// characters.
func tidy(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		switch {
		case isBlank(r):
			space = b.Len() > 0
		case unicode.IsControl(r):
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// clip returns the first n code points of s.
func clip(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// kept returns the lines that are not folded.
func (p *page) kept() []*line {
	out := make([]*line, 0, len(p.lines))
	for _, l := range p.lines {
		if !l.folded {
			out = append(out, l)
		}
	}
	return out
}

// document makes the document of a page that is understood.
func (p *page) document(t annotations.Text) *annotations.Document {
	d := &annotations.Document{
		Stamp:     annotations.Stamp{ID: t.ID()},
		Title:     clip(p.facts.title, 500),
		Source:    clip(p.facts.source, 200),
		Author:    clip(p.facts.author, 300),
		URL:       p.facts.url,
		Published: p.facts.published,
		Language:  p.facts.language,
		Points:    t.Points(),
		Folds:     p.folds(t.Points()),
	}
	for _, l := range p.lines {
		if l.kind != annotations.Paragraph && !l.folded {
			d.Blocks = append(d.Blocks, annotations.Block{Span: l.Span, Kind: l.kind})
		}
	}
	return d
}

// folds joins folded lines that follow one another, blank lines between them
// included. A fold at the end of the text takes the blank lines there too.
func (p *page) folds(points int) []annotations.Span {
	var out []annotations.Span
	before := false
	for _, l := range p.lines {
		switch {
		case l.folded && before:
			out[len(out)-1].End = l.End
		case l.folded:
			out = append(out, l.Span)
		}
		before = l.folded
	}
	if before {
		out[len(out)-1].End = points
	}
	return out
}
