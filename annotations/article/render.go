package article

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotations"
)

// readHTML makes the text of a page and finds the article in it.
func readHTML(s string) (*page, error) {
	root, head, err := parseHTML(s)
	if err != nil {
		return nil, err
	}
	f := head.facts()
	root.measure()
	c := findContent(root, &f)
	r := renderer{content: c}
	r.node(root, context{folded: len(c.keep) > 0})
	r.flush()
	return &page{text: r.text.String(), lines: r.lines, facts: f, marked: true}, nil
}

// context is what a node inherits from those around it.
type context struct {
	folded, pre, byline, author bool

	kind  annotations.BlockKind
	level int
	time  string
}

// renderer writes the text of a page line by line.
type renderer struct {
	content content

	text   strings.Builder
	points int // written so far
	lines  []*line

	cur    strings.Builder
	at     context // of the line being written
	space  bool    // white space is due
	cell   bool    // a cell's tab is due
	breaks int     // line feeds due before the next line: 1, or 2 for a blank line
}

// node writes n.
func (r *renderer) node(n *node, c context) {
	if n.tag == "" {
		r.words(n.text, c)
		return
	}
	if n.tag == "br" {
		r.br()
		return
	}
	c = r.enter(n, c)
	d := displays[n.tag]
	r.edge(n, d)
	if c.pre && d == paragraph && len(n.kids) > 0 {
		n.kids[0].text = bytes.TrimPrefix(n.kids[0].text, []byte("\n"))
	}
	for _, k := range n.kids {
		r.node(k, c)
	}
	if !isCell(n) {
		r.edge(n, d)
	}
}

// edge ends the line at the beginning and the end of a block.
func (r *renderer) edge(n *node, d display) {
	switch {
	case isCell(n):
		r.cell = r.cur.Len() > 0
	case d == block, (n.tag == "ul" || n.tag == "ol") && n.up != nil && n.up.tag == "li":
		r.end(1)
	case d == paragraph:
		r.end(2)
	case r.content.keep[n] || r.content.drop[n]:
		r.end(1)
	}
}

// isCell reports whether n is a cell on one line, which a tab sets apart. Cells
// with lines of their own are what pages were once laid out with.
func isCell(n *node) bool {
	return (n.tag == "td" || n.tag == "th") && n.stat.lines == 0
}

// enter returns the context of what lies in n.
func (r *renderer) enter(n *node, c context) context {
	switch n.tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		c.kind, c.level = annotations.Heading, int(n.tag[1]-'0')
	case "blockquote":
		c.kind = annotations.Quotation
	case "li":
		c.kind = annotations.ListItem
	case "figcaption", "caption":
		c.kind = annotations.Caption
	case "pre", "listing", "xmp", "plaintext":
		c.pre = true
	case "time":
		c.byline = true
		c.time = dateIn(n.attr("datetime"))
	case "address":
		c.byline = true
	}
	h := n.stat.hints
	if h.caption && c.kind == annotations.Paragraph {
		c.kind = annotations.Caption
	}
	c.byline, c.author = c.byline || h.byline, c.author || h.author
	switch {
	case r.content.keep[n]:
		c.folded = false
	case r.content.drop[n]:
		c.folded = true
	}
	return c
}

// words writes text, with white space as browsers collapse it.
func (r *renderer) words(s []byte, c context) {
	for len(s) > 0 {
		ch, n := utf8.DecodeRune(s)
		s = s[n:]
		switch {
		case c.pre && ch == '\n':
			r.newline()
		case c.pre && (ch == ' ' || ch == '\t'):
			r.put(ch, c)
		case ch == ' ' || ch == '\n' || ch == '\t' || ch == '\r' || ch == '\f':
			r.space = true
		case ch == '\ufeff' || unicode.IsControl(ch):
			// Control characters come from broken entities, and no file format likes them.
		default:
			r.put(ch, c)
		}
	}
}

// put writes one character.
func (r *renderer) put(ch rune, c context) {
	if r.cur.Len() > 0 && r.at.folded != c.folded {
		r.end(1)
	}
	if r.cur.Len() == 0 {
		r.at, r.space, r.cell = c, false, false
	}
	switch {
	case r.cell:
		r.cur.WriteByte('\t')
	case r.space:
		r.cur.WriteByte(' ')
	}
	r.space, r.cell = false, false
	r.at.author = r.at.author || c.author
	if c.time != "" && r.at.time == "" {
		r.at.time = c.time
	}
	r.cur.WriteRune(ch)
}

// br ends the line; two in a row make a blank line.
func (r *renderer) br() {
	if r.cur.Len() > 0 {
		r.end(1)
	} else if r.breaks > 0 {
		r.breaks = 2
	}
}

// newline ends a line of preformatted text, in which blank lines stay.
func (r *renderer) newline() {
	if r.cur.Len() > 0 {
		r.end(1)
	} else if r.breaks > 0 {
		r.breaks++
	}
}

// end ends the line being written, if there is one, and sees to it that at
// least so many line feeds come before the next.
func (r *renderer) end(breaks int) {
	r.flush()
	if r.text.Len() > 0 {
		r.breaks = max(r.breaks, breaks)
	}
	r.space, r.cell = false, false
}

// flush writes the line out.
func (r *renderer) flush() {
	s := strings.TrimRight(r.cur.String(), " \t")
	r.cur.Reset()
	if strings.TrimFunc(s, isBlank) == "" {
		return
	}
	for range r.breaks {
		r.text.WriteByte('\n')
	}
	r.points += r.breaks
	if k := len(r.lines); k > 0 {
		r.lines[k-1].End++
	}
	n := utf8.RuneCountInString(s)
	l := newLine(annotations.Span{Start: r.points, End: r.points + n}, strings.TrimFunc(s, isBlank), r.breaks > 1)
	l.kind, l.level, l.folded = r.at.kind, r.at.level, r.at.folded
	l.byline, l.author, l.time = r.at.byline, r.at.author, r.at.time
	r.lines = append(r.lines, l)
	r.text.WriteString(s)
	r.points += n
	r.breaks = 0
}
