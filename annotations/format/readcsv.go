package format

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"gloss/annotations"
)

// ErrTable says that text is not a table of cells.
var ErrTable = errors.New("not a table as CSV has it")

// csvAliases are other names of columns.
var csvAliases = map[string]string{
	"article_id": "document_id", "article_sha256": "document_id", "doc_id": "document_id",
	"article_title": "document_title", "title": "document_title", "article_url": "document_url", "url": "document_url",
	"id": "annotation_id", "start_offset": "start", "begin": "start", "start_char": "start", "end_offset": "end", "stop": "end", "end_char": "end",
	"exact": "quote", "span": "quote", "span_text": "quote", "mention": "quote",
	"labels": "label", "category": "label", "tag": "label", "column_label": "label",
	"entity_id": "entity_ids", "entity": "entity_ids", "entity_label": "entity_names", "entity_name": "entity_names",
	"attributes_json": "attributes", "comment": "note", "user": "annotator",
	"document_text": "text", "article_text": "text", "content": "text", "column_data": "text",
	"verdict": "decision", "verdict_by": "decided_by", "verdict_note": "decision_note", "relation": "type",
}

// columnName is what a column is called here.
func columnName(s string) string {
	s = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), " ", "_")
	return cmp.Or(csvAliases[s], s)
}

func isCSV(o outline) bool {
	line, _, _ := strings.Cut(o[head], "\n")
	rows, err := cellsOf([]byte(strings.TrimSpace(line)))
	if err != nil || len(rows) == 0 {
		return false
	}
	has := map[string]bool{}
	for _, name := range rows[0] {
		has[columnName(name)] = true
	}
	return has["label"] && (has["text"] || has["quote"] || has["start"] && has["end"]) || has["quote"] && has["document_id"] || has["from_id"] && has["to_id"]
}

// rowReader reads the rows of a table.
type rowReader struct {
	*guest
	columns []string
	excel   bool
	path    string
	row     map[string]string

	order  []string           // documents by what names them, as they come
	groups map[string]*rowDoc // by the same
}

// rowDoc is a document and its rows.
type rowDoc struct {
	d     readDocument
	text  bool // the table holds it
	items []*item
	parts map[string]*item // by the id in the file
}

// readCSV reads a table of spans, of relations, or of texts with a label. A
// table of spans mostly lacks the texts: they are looked for in what is known,
// and without them annotations are orphans that keep their quotes.
func readCSV(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	r := &rowReader{guest: newGuest("csv", o), groups: map[string]*rowDoc{}, excel: bytes.HasPrefix(data, []byte("\ufeff"))}
	data, err := toUTF8(data)
	if err != nil {
		return nil, Report{}, err
	}
	rows, err := cellsOf(data)
	if err != nil {
		return nil, Report{}, err
	}
	if !isCSV(outlineOf(data)) {
		return nil, Report{}, fmt.Errorf("%w: no columns of passages in it", ErrFormat)
	}
	for _, name := range rows[0] {
		r.columns = append(r.columns, columnName(name))
	}
	r.textOrQuote(rows[1:])
	for i, cells := range rows[1:] {
		if step := o.Step.part(0, 2); step != nil && i%256 == 0 {
			if err := step(i, len(rows)); err != nil {
				return nil, Report{}, fmt.Errorf("stopped: %w", err)
			}
		}
		r.path = "row " + strconv.Itoa(i+2)
		r.read(cells)
	}
	for _, key := range r.order {
		r.gatherRows(r.groups[key])
	}
	return r.settled(o, offsetUnit)
}

func (r *rowReader) has(column string) bool { return slices.Contains(r.columns, column) }

// textOrQuote finds out what a column "text" is beside offsets: as long as they
// say, and it is the quote.
func (r *rowReader) textOrQuote(rows [][]string) {
	text, start, end := slices.Index(r.columns, "text"), slices.Index(r.columns, "start"), slices.Index(r.columns, "end")
	if text < 0 || start < 0 || end < 0 || r.has("quote") {
		return
	}
	for _, row := range rows {
		if len(row) <= max(text, start, end) {
			continue
		}
		a, _ := strconv.Atoi(row[start])
		b, _ := strconv.Atoi(row[end])
		points := []rune(row[text])
		if n := b - a; n != len(points) && n != len(utf16.Encode(points)) {
			return
		}
	}
	r.columns[text] = "quote"
}

func (r *rowReader) read(cells []string) {
	if len(cells) > len(r.columns) {
		r.omit(r.path, "", "more cells than there are columns")
	}
	r.row = map[string]string{}
	for i, c := range cells[:min(len(cells), len(r.columns))] {
		if rest, ok := strings.CutPrefix(c, "'"); ok && r.excel && isFormula(rest) {
			c = rest
		}
		r.row[r.columns[i]] = c
	}
	if r.has("from_id") && r.has("to_id") {
		r.relation()
		return
	}
	doc := r.document()
	switch {
	case doc == nil:
		r.omit(r.path, "", "no text")
	case r.row["quote"] == "" && r.row["start"] == "" && r.has("text"):
		doc.d.record.Foreign = join(r.rest(append([]string{"text"}, csvColumns[:7]...)...))
		if r.row["label"] != "" {
			r.fields["“label” says something of a whole text"]++
		}
	default:
		r.span(doc)
	}
}

// document returns the one that a row is of: of its text, or of an id or
// address, or the only one that is known; nil when a text is missing.
func (r *rowReader) document() *rowDoc {
	text := r.row["text"]
	if r.has("text") && text == "" {
		return nil
	}
	key := cmp.Or(text, r.row["document_id"])
	if r.shelved(key) == nil && r.shelved(r.row["document_url"]) != nil || key == "" {
		key = cmp.Or(text, r.row["document_url"], r.only(), nowhere)
	}
	doc := r.groups[key]
	if doc == nil {
		doc = &rowDoc{d: readDocument{path: r.path, record: &annotations.Document{}, points: -1, text: text}, text: text != "", parts: map[string]*item{}}
		for name, cell := range r.row {
			if field, ok := strings.CutPrefix(name, "document_"); ok {
				if to := r.fieldOf(&doc.d, field); to != nil {
					*to = cell
				}
			}
		}
		if !doc.text {
			doc.d.record.ID = key
		}
		r.groups[key] = doc
		r.order = append(r.order, key)
	}
	return doc
}

// only is the id of the document that is known, if it is one.
func (r *rowReader) only() (id string) {
	if r.known.Documents.Len() == 1 {
		for d := range r.known.Documents.All() {
			id = d.ID
		}
	}
	return id
}

// span reads a row that is a span; a further part of one that was met before
// says nothing else.
func (r *rowReader) span(doc *rowDoc) {
	t := target{selected: true, quoted: r.row["quote"] != ""}
	t.quote.Exact = r.row["quote"]
	start, err := strconv.Atoi(strings.TrimSpace(r.row["start"]))
	end, err2 := strconv.Atoi(strings.TrimSpace(r.row["end"]))
	t.span, t.placed = annotations.Span{Start: start, End: end}, err == nil && err2 == nil
	if unit := r.row["offset_unit"]; unit != "" {
		r.unit = unit
	}
	local := r.row["annotation_id"]
	if it := doc.parts[local]; local != "" && it != nil {
		it.targets = append(it.targets, t)
		return
	}
	it := &item{path: r.path, motivations: []string{"classifying"}, targets: []target{t}}
	if isIRI(local) {
		it.ID = local
	}
	doc.parts[local] = it
	doc.items = append(doc.items, it)
	r.said(it)
}

// said reads what a row says of its span.
func (r *rowReader) said(it *item) {
	it.says("classifying", r.row["label"])
	it.says("commenting", r.row["note"])
	names, iris := strings.Split(r.row["entity_names"], separator), strings.Split(r.row["entity_iris"], separator)
	ids := strings.Split(r.row["entity_ids"], separator)
	for i := range max(len(ids), len(names)) {
		r.entity(it, at(ids, i), at(names, i), at(iris, i))
	}
	it.attribution = annotations.Attribution{
		Source: r.row["said_by"], Words: r.row["said_by_words"], Cue: r.row["said_cue"], Mode: r.row["said_mode"],
	}
	r.meetEntity(it.path, annotations.Entity{Stamp: annotations.Stamp{ID: it.attribution.Source}, Name: r.row["said_by_name"]})
	if raw := []byte(r.row["attributes"]); len(raw) > 0 {
		if err := scan(raw, nil); err != nil {
			r.omit(r.path, "", err.Error())
		} else {
			c := cursor{b: raw}
			it.attributes = c.pairs()
		}
	}
	switch strings.ToLower(r.row["unsure"]) {
	case "true", "yes", "1", "x":
		it.unsure = true
	}
	it.origin = r.row["origin"]
	it.By = r.annotator(r.row["annotator"], r.row["annotator_name"])
	it.Created, it.Modified = r.moment(r.row["created"]), r.moment(r.row["modified"])
	it.foreign = r.rest(append([]string{"text"}, csvColumns...)...)
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// entity links a span to an entity, known by its id, its address or its name.
func (r *rowReader) entity(it *item, id, name, iri string) {
	id = annotations.WikidataIRI(cmp.Or(id, iri))
	if id == "" || name == "" && !isIRI(id) {
		r.identified(it, cmp.Or(id, name))
		return
	}
	r.meetEntity(it.path, annotations.Entity{Stamp: annotations.Stamp{ID: id}, Name: name, IRI: iri})
	it.bodies = append(it.bodies, body{purpose: "identifying", source: id})
}

// rest are the cells of a row that are not ours.
func (r *rowReader) rest(ours ...string) (out []member) {
	for i, name := range r.columns {
		v := r.row[name]
		if v == "" || name == "" || len(name) > maxKey/2 || slices.Contains(ours, name) || slices.Index(r.columns, name) < i {
			continue
		}
		e := encoder{flat: true}
		e.string(v)
		out = append(out, member{name, e.b})
	}
	return out
}

func (r *rowReader) relation() {
	it := &item{path: r.path, motivations: []string{"linking"}}
	it.ID, it.By = r.row["relation_id"], r.annotator(r.row["annotator"], r.row["annotator_name"])
	it.targets = []target{{source: r.row["from_id"]}}
	it.bodies = []body{{purpose: "linking", source: r.row["to_id"]}}
	it.says("classifying", cmp.Or(r.row["type"], r.row["label"]))
	it.says("commenting", r.row["note"])
	it.origin = r.row["origin"]
	it.Created, it.Modified = r.moment(r.row["created"]), r.moment(r.row["modified"])
	if it.ID == "" {
		it.ID = r.mintAgain("relation", r.row["from_id"], r.row["to_id"], r.row["type"])
	}
	r.items = append(r.items, it)
}

// gatherRows keeps a document with its spans. One whose text the table lacks is
// only pointed at.
func (r *rowReader) gatherRows(doc *rowDoc) {
	if doc.text {
		r.take(doc.d, doc.items, nil)
		return
	}
	id := doc.d.record.ID
	if known := r.shelved(id); known != nil {
		text, _ := r.known.Text(known.ID)
		r.texted = append(r.texted, counted{text.String(), doc.items})
	}
	r.identify(doc.items, id)
	for _, it := range doc.items {
		for i := range it.targets {
			it.targets[i].source = id
		}
		r.items = append(r.items, it)
	}
}
