package format

import (
	"cmp"
	"strconv"
	"strings"

	"gloss/annotations"
)

// The CSV file has one row for each part of each annotation (RFC 4180), with
// offsets in code points; relations have a file of their own. For Excel a byte
// order mark goes before it, and a ' before every cell that it would take for a
// formula: a change of the data, which reading takes back.

const csvMIME = "text/csv"

var csvColumns = []string{
	"document_id", "document_title", "document_source", "document_author", "document_url", "document_published", "document_language",
	"annotation_id", "offset_unit", "start", "end", "quote", "label", "entity_ids", "entity_names", "entity_iris",
	"said_by", "said_by_name", "said_by_words", "said_cue", "said_mode", "attributes", "unsure", "note", "origin",
	"annotator", "annotator_name", "created", "modified", "decision", "decided_by", "decision_note",
}

var relationColumns = []string{
	"relation_id", "from_id", "to_id", "type", "from_quote", "to_quote", "note", "origin", "annotator", "annotator_name", "created", "modified",
}

// table writes rows.
type table struct {
	b     []byte
	excel bool
}

func newTable(excel bool, columns []string) *table {
	t := &table{excel: excel}
	if excel {
		t.b = append(t.b, "\ufeff"...)
	}
	t.row(columns...)
	return t
}

func (t *table) row(cells ...string) {
	for i, c := range cells {
		if i > 0 {
			t.b = append(t.b, ',')
		}
		if t.excel && isFormula(c) {
			c = "'" + c
		}
		if c == "" || !strings.ContainsAny(c, "\",\r\n") && strings.TrimSpace(c) == c {
			t.b = append(t.b, c...)
			continue
		}
		t.b = append(t.b, '"')
		t.b = append(t.b, strings.ReplaceAll(c, `"`, `""`)...)
		t.b = append(t.b, '"')
	}
	t.b = append(t.b, '\r', '\n')
}

// isFormula reports whether Excel would take a cell for a formula, or what
// reading would take for one that was kept from being taken so.
func isFormula(cell string) bool {
	cell = strings.TrimLeft(cell, "'")
	return cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0
}

func writeCSV(p *annotations.Project, o WriteOptions) ([]File, error) {
	w := &sheet{jsonl: newJSONL(p, o), rows: newTable(o.Excel, csvColumns), ties: newTable(o.Excel, relationColumns)}
	w.verdicts = map[string]*annotations.Decision{}
	for d := range p.Decisions.All() {
		for _, m := range d.Members {
			if old := w.verdicts[m.ID]; old == nil || d.Level >= old.Level {
				w.verdicts[m.ID] = d
			}
		}
	}
	if err := w.texts(w.document); err != nil {
		return nil, err
	}
	return []File{{fileName(p) + ".csv", csvMIME, w.rows.b}, {"relations.csv", csvMIME, w.ties.b}}, nil
}

type sheet struct {
	*jsonl
	rows, ties *table
	verdicts   map[string]*annotations.Decision // the last one of an annotation
}

func (w *sheet) document(d *annotations.Document, t annotations.Text) {
	for _, a := range w.p.In(d.ID) {
		for _, p := range a.Parts {
			w.rows.row(w.cells(d, a, p.Span, t.Slice(p.Span))...)
		}
	}
	for _, r := range w.links[d.ID] {
		w.ties.row(r.ID, r.From, r.To, r.Type, w.written(r.From).Exact(), w.written(r.To).Exact(), r.Note, r.Origin,
			r.By, w.name(r.By), r.Created.String(), r.Modified.String())
	}
}

// cells are those of one part of an annotation, in the order of csvColumns.
func (w *sheet) cells(d *annotations.Document, a *annotations.Annotation, s annotations.Span, quote string) []string {
	var ids, names, iris []string
	for _, id := range a.Entities {
		e, ok := w.p.Entity(id)
		if !ok {
			e = &annotations.Entity{Stamp: annotations.Stamp{ID: id}}
		}
		ids, names, iris = append(ids, e.ID), append(names, e.Name), append(iris, e.IRI)
	}
	said, speaker := a.Attribution.Source, ""
	if e, ok := w.p.Entity(said); ok {
		said, speaker = e.ID, e.Name
	}
	attributes, unsure := "", ""
	if len(a.Attributes) > 0 {
		attributes = attributesJSON(a.Attributes)
	}
	if a.Unsure {
		unsure = "true"
	}
	v := cmp.Or(w.verdicts[a.ID], &annotations.Decision{})
	return []string{
		d.ID, d.Title, d.Source, d.Author, d.URL, d.Published, d.Language,
		a.ID, offsetUnit, strconv.Itoa(s.Start), strconv.Itoa(s.End), quote, w.label(a.Label),
		strings.Join(ids, separator), strings.Join(names, separator), strings.Join(iris, separator),
		said, speaker, a.Attribution.Words, a.Attribution.Cue, a.Attribution.Mode,
		attributes, unsure, a.Note, a.Origin,
		a.By, w.name(a.By), a.Created.String(), a.Modified.String(), string(v.Outcome), cmp.Or(w.name(v.By), v.By), v.Note,
	}
}

// separator stands between several entities in one cell.
const separator = " | "

// lossesCSV lists what the two files leave out.
func lossesCSV(l *losses) {
	l.common()
	l.lacking(lackDone | lackTexts)
	w := newJSONL(l.p, WriteOptions{})
	for r := range l.p.Relations.All() {
		if w.written(r.From) == nil || w.written(r.To) == nil {
			l.add("relations of which one end is left out", r.Type)
		}
	}
}
