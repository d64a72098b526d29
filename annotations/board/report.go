package board

import (
	"strconv"
	"strings"
)

// markup is a page being written. Every word of a stranger's goes through text.
type markup struct{ b strings.Builder }

func (w *markup) raw(s string) { w.b.WriteString(s) }

var escapes = [...]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;"}

// text writes words with what has a meaning in markup escaped, and without the
// characters that turn the direction of writing or are not seen.
func (w *markup) text(s string) {
	for _, r := range s {
		switch {
		case r < int32(len(escapes)) && escapes[r] != "":
			w.raw(escapes[r])
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c,
			r < ' ' && r != '\n' && r != '\t', r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff:
		default:
			w.b.WriteRune(r)
		}
	}
}

// cell writes an element with words in it.
func (w *markup) cell(tag, s string) {
	w.raw("<" + tag + ` dir="auto">`)
	w.text(s)
	tag, _, _ = strings.Cut(tag, " ")
	w.raw("</" + tag + ">")
}

const reportStyle = `body{font:1rem/1.45 system-ui,sans-serif;margin:2rem auto;max-width:62rem;padding:0 1rem;color:#111;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .3rem}table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.6rem 0}
th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}th{background:#eee}section{break-inside:avoid-page}
.state{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.85rem;margin-left:.5rem}
.conflict .state{color:#a3261d;font-weight:700}.updated .state{color:#7a4f00}.agree .state{color:#1b6b33}.silent,.single{color:#444}
.out{text-decoration:line-through}q{font-family:Georgia,serif}svg{max-width:100%;height:auto}.scroll{overflow-x:auto}
@media print{body{margin:0;max-width:none}th{background:none}}`

// Report writes the board as a page to be read, sent and printed: one file of
// HTML without scripts, and nothing in it that would be fetched.
func (b *Board) Report(title string) []byte {
	var w markup
	w.raw(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'none'">`)
	if title == "" {
		title = "Claim board"
	}
	w.cell("title", title)
	w.raw("<style>" + reportStyle + "</style></head><body><main>\n")
	w.cell("h1", title)
	w.cell("p", count(len(b.Rows), "question")+", "+count(len(b.Columns), "source"))
	b.overview(&w)
	for _, r := range b.Rows {
		b.section(&w, r)
	}
	w.raw("</main></body></html>\n")
	return []byte(w.b.String())
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// overview tells each question with its values and how many sources give each.
func (b *Board) overview(w *markup) {
	w.raw(`<table><thead><tr><th scope="col">Question</th><th scope="col">Sources</th><th scope="col">Values</th></tr></thead><tbody>` + "\n")
	for _, r := range b.Rows {
		w.raw("<tr>")
		w.cell(`th scope="row"`, r.Question.Text)
		w.cell("td", r.State.Words())
		var values []string
		for g, v := range r.Values {
			n := 0
			for _, e := range r.Entries {
				n += btoi(e.Group == g)
			}
			values = append(values, v.Show()+" ("+strconv.Itoa(n)+")")
		}
		w.cell("td", strings.Join(values, "; "))
		w.raw("</tr>\n")
	}
	w.raw("</tbody></table>\n")
}

// section tells what each source says to one question.
func (b *Board) section(w *markup, r *Row) {
	w.raw(`<section class="` + string(r.State) + `"><h2 dir="auto">`)
	w.text(r.Question.Text)
	w.raw(` <span class="state">` + r.State.Words() + "</span></h2>\n")
	if len(r.Entries) > 1 {
		w.raw(`<div class="scroll">` + string(b.Picture(r).SVG("When each source said what: "+r.Question.Text)) + "</div>\n")
	}
	if len(r.Entries) > 0 {
		w.raw("<table><thead><tr>")
		for _, h := range []string{"", "Source", "Published", "Value", "Who says it", "As of", "Passage", "Read by"} {
			w.cell(`th scope="col"`, h)
		}
		w.raw("</tr></thead><tbody>\n")
		for i := range r.Entries {
			b.line(w, i+1, &r.Entries[i])
		}
		w.raw("</tbody></table>\n")
	}
	if silent := b.silent(r); silent != "" {
		w.cell("p", "Silent: "+silent)
	}
	w.raw("</section>\n")
}

func (b *Board) line(w *markup, n int, e *Entry) {
	c := b.Columns[e.Column]
	w.raw("<tr><td>" + strconv.Itoa(n) + "</td>")
	w.cell(`th scope="row"`, c.Source())
	w.cell("td", day(c.Published))
	class := "td"
	if e.Superseded {
		class = `td class="out"`
	}
	value := e.Value.Show()
	if sum := e.Value.Explain(); sum != "" {
		value = sum
	}
	w.cell(class, value+" ("+e.Words()+")")
	who := Speaker(b.from, e.Answers[0])
	if c := e.Certainty(); c != "" {
		who = strings.TrimPrefix(who+", "+c, ", ")
	}
	w.cell("td", who)
	w.cell("td", e.Since())
	w.raw("<td>")
	for _, a := range Passages(b.from, *e) {
		w.cell("q", a.Exact())
		w.raw(" ")
	}
	w.raw("</td>")
	w.cell("td", Readers(b.from, *e))
	w.raw("</tr>\n")
}

// silent names the sources that say nothing to a question, the first twenty.
func (b *Board) silent(r *Row) string {
	var out []string
	more := 0
	for i, c := range b.Columns {
		if len(r.Cell(i).Entries) > 0 {
			continue
		}
		if len(out) == 20 {
			more++
			continue
		}
		out = append(out, c.Source())
	}
	if more > 0 {
		out = append(out, strconv.Itoa(more)+" more")
	}
	return strings.Join(out, ", ")
}
