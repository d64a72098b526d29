package board

import (
	"strings"
)

// CSV writes the board as comma-separated values (RFC 4180): one line for each
// value that a source gives to a question, and one with the state "silent" for
// each source that gives none.
func (b *Board) CSV() []byte {
	var w table
	w.line("question", "state", "source", "title", "published", "value", "words", "sum", "who_says", "certainty", "as_of", "role", "replaced", "contradicts", "passages", "read_by")
	for _, r := range b.Rows {
		for i, c := range b.Columns {
			d := c.Document
			cell := r.Cell(i)
			if len(cell.Entries) == 0 {
				w.line(r.Question.Text, string(r.State), c.Source(), d.Title, d.Published, "", "", "", "", "", "", "silent", "", "", "", Readers(b.from, Entry{Answers: r.Looked(d.ID)}))
			}
			for _, e := range cell.Entries {
				w.line(r.Question.Text, string(r.State), c.Source(), d.Title, d.Published, e.Value.Norm, e.Value.Raw, e.Value.Explain(),
					Speaker(b.from, e.Answers[0]), e.Certainty(), e.Since(), string(e.Role), yes(e.Superseded), yes(e.Contradicts), quotes(b.from, e), Readers(b.from, e))
			}
		}
	}
	return []byte(w.b.String())
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// table is a table being written.
type table struct{ b strings.Builder }

// line writes one line; cells with what separates others are quoted.
func (w *table) line(cells ...string) {
	for i, c := range cells {
		if i > 0 {
			w.b.WriteByte(',')
		}
		if strings.ContainsAny(c, ",\"\n\r") {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		w.b.WriteString(c)
	}
	w.b.WriteString("\r\n")
}
