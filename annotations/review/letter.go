package review

import (
	"cmp"
	"strconv"
	"strings"

	"gloss/annotations"
)

// Letter is feedback as a page to be sent back and printed: HTML of one file,
// without scripts, and nothing in it that would be fetched. Articles are in the
// order of items. Every word of a stranger's is escaped, and characters that
// turn the direction of writing are left out.
func Letter(p *annotations.Project, annotator string, items []Item) []byte {
	l := &letter{p: p, desk: newDesk(p, "", Options{})}
	l.head(annotator, items)
	document := ""
	for i := range items {
		if it := &items[i]; it.Document != document || i == 0 {
			document = it.Document
			l.tag("h2", l.article(document))
		}
		l.item(&items[i])
	}
	if len(items) == 0 {
		l.tag("p", "Nothing has been decided about your annotations yet.")
	}
	l.raw("</main></body></html>\n")
	return []byte(l.b.String())
}

// Fates are the fates in the order in which feedback counts them.
var Fates = []Fate{FateAccepted, FateChanged, FateRejected, FateMissed}

// Words is what a fate is called.
func (f Fate) Words() string {
	switch f {
	case FateAccepted:
		return "Accepted"
	case FateChanged:
		return "Changed"
	case FateRejected:
		return "Rejected"
	case FateMissed:
		return "Missed"
	}
	return string(f)
}

// Words is why a reviewer decided so; "" when no reason was given.
func (it *Item) Words() string {
	d := it.Decision
	reason := string(d.Reason)
	switch d.Reason {
	case annotations.ReasonGuideline:
		reason = "by the guideline"
	case annotations.ReasonSlip:
		reason = "an oversight"
	case annotations.ReasonAmbiguous:
		reason = "the text or the guideline allows both"
	}
	if d.Auto {
		reason = "everybody agrees"
	}
	if d.Note != "" && reason != "" {
		reason += ": "
	}
	return reason + d.Note
}

// letter is a page being written.
type letter struct {
	b    strings.Builder
	p    *annotations.Project
	desk *desk
}

const letterStyle = `body{font:1rem/1.5 Georgia,serif;margin:2rem auto;max-width:44rem;padding:0 1rem;color:#111;background:#fff}
h1,h2,dt,.fate{font-family:system-ui,sans-serif}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #999}
article{break-inside:avoid;margin:1.2rem 0;padding-left:1rem;border-left:4px solid #999}.accepted{border-color:#2a7a3a}.changed{border-color:#8a6200}
.rejected,.missed{border-color:#b3261e}blockquote{margin:.3rem 0;white-space:pre-wrap}.fate{font-weight:600;margin:0}mark{background:none;color:inherit;text-decoration:underline;font-weight:600}
dl{margin:.3rem 0;display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;font-size:.9rem}dd{margin:0}
@media(prefers-color-scheme:dark){body{color:#eee;background:#111}}@media print{body{color:#000;background:#fff;margin:0}}`

func (l *letter) raw(s string) { l.b.WriteString(s) }

// text writes a stranger's words.
func (l *letter) text(s string) {
	for _, r := range s {
		switch r {
		case '&':
			l.raw("&amp;")
		case '<':
			l.raw("&lt;")
		case '>':
			l.raw("&gt;")
		case '"':
			l.raw("&#34;")
		case '\'':
			l.raw("&#39;")
		default:
			if !turns(r) {
				l.b.WriteRune(r)
			}
		}
	}
}

// turns reports whether r is a control character of the bidirectional algorithm
// (UAX #9) or another that is not seen and has no place in a page.
func turns(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c ||
		r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0
}

func (l *letter) tag(name, s string) {
	l.raw("<" + name + ` dir="auto">`)
	l.text(s)
	l.raw("</" + name + ">\n")
}

// head tells whose work it is and counts.
func (l *letter) head(annotator string, items []Item) {
	name := "you"
	if r, ok := l.p.People.Get(annotator); ok {
		name = cmp.Or(r.Name, name)
	}
	l.raw(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>`)
	l.text("Feedback for " + name)
	l.raw("</title><style>" + letterStyle + "</style></head><body><main>\n")
	l.tag("h1", "Feedback for "+name)
	if l.p.Title != "" {
		l.tag("p", "Project: "+l.p.Title)
	}
	count := map[Fate]int{}
	for _, it := range items {
		count[it.Fate]++
	}
	l.raw("<dl>")
	for _, f := range Fates {
		l.pair(f.Words(), strconv.Itoa(count[f]))
	}
	l.raw("</dl>\n")
}

// article is what a document is called.
func (l *letter) article(id string) string {
	if d, ok := l.p.Documents.Get(id); ok {
		return cmp.Or(d.Title, d.File, "Untitled")
	}
	return "Untitled"
}

func (l *letter) item(it *Item) {
	l.raw(`<article class="` + string(it.Fate) + `"><p class="fate">` + it.Fate.Words() + "</p>\n")
	l.passage(it)
	l.raw("<dl>")
	for _, a := range []struct {
		what string
		of   *annotations.Annotation
	}{{"You marked", it.Yours}, {"What stands", it.Gold}} {
		if a.of != nil {
			l.pair(a.what, l.desk.title(a.of.Label)+": "+a.of.Exact())
		}
	}
	for _, c := range it.Changes {
		if c.What != "words" && c.What != "label" {
			l.pair("The "+c.What, cmp.Or(c.From, "none")+" → "+cmp.Or(c.To, "none"))
		}
	}
	if why := it.Words(); why != "" {
		l.pair("Why", why)
	}
	if by, ok := l.p.People.Get(it.Decision.By); ok && by.Name != "" {
		l.pair("Decided by", by.Name)
	}
	l.raw("</dl></article>\n")
}

// passage writes the words around an annotation, and marks its own.
func (l *letter) passage(it *Item) {
	words := []rune(it.Passage)
	l.raw(`<blockquote dir="auto">`)
	l.text(string(words[:it.Marked.Start]))
	l.raw("<mark>")
	l.text(string(words[it.Marked.Start:it.Marked.End]))
	l.raw("</mark>")
	l.text(string(words[it.Marked.End:]))
	l.raw("</blockquote>\n")
}

func (l *letter) pair(name, value string) {
	l.raw("<dt>" + name + `</dt><dd dir="auto">`)
	l.text(value)
	l.raw("</dd>\n")
}
