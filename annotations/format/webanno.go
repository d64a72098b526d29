package format

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gloss/annotations"
)

// webannoReader reads WebAnno TSV 3 (https://inception-project.github.io,
// appendix "WebAnno TSV 3.3 File format"): sentences with their text, then a
// token a line with a column for every feature of every layer. Offsets count
// UTF-16, as the format lays down; every token is compared with its sentence,
// and where code points fit better, those are meant. What lies between
// sentences is not in the file: blanks and a line feed stand for it.
//
// Of a layer's features one is the label: "value", "label", "entity" or the
// first that names no entity. Those that hold addresses are entities, others
// are attributes. Chains become annotations without the links between them.
type webannoReader struct {
	builder
	layers []*webannoLayer

	text   strings.Builder
	points int
	units  int // of the file, up to where text ends

	sentence []string // lines of its text
	rows     []webannoRow
	items    []*item
	tokens   map[string]annotations.Span // by "1-2"
	spans    map[string]*item            // by layer, and id or token
	links    []webannoLink
}

// webannoLayer is one layer with the columns it takes.
type webannoLayer struct {
	name     string // without its package
	relation bool
	chain    bool
	base     string // of a relation: the layer of its ends
	features []string
	first    int // column
}

// webannoRow is a line of a token or a part of one.
type webannoRow struct {
	line       int
	id         string
	start, end int // UTF-16 as the file counts
	form       string
	cells      []string
}

// webannoLink is a relation, to be made when all spans are known.
type webannoLink struct {
	line     int
	layer    *webannoLayer
	label    string
	from, to string // token, and "[n]" where the file says so
}

func readWebAnno(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	data, err := toUTF8(data)
	if err != nil {
		return nil, Report{}, err
	}
	r := &webannoReader{builder: newBuilder("webanno-tsv", o.Known), tokens: map[string]annotations.Span{}, spans: map[string]*item{}}
	r.verbatim = true
	lines := strings.Split(annotations.Canonical(string(data)), "\n")
	step := o.Step.part(0, 2)
	for i, line := range lines {
		if step != nil && i%1024 == 0 {
			if err := step(i, len(lines)); err != nil {
				return nil, Report{}, fmt.Errorf("stopped: %w", err)
			}
		}
		r.line(i+1, line)
	}
	r.flush()
	if r.points == 0 {
		return nil, Report{}, fmt.Errorf("%w: no sentence in it", ErrFormat)
	}
	if err := r.document(); err != nil {
		return nil, Report{}, err
	}
	return r.build(o.Step.part(1, 2))
}

func isWebAnno(o outline) bool { return strings.HasPrefix(o[head], "#FORMAT=WebAnno TSV 3") }

func (r *webannoReader) line(n int, line string) {
	name, value, _ := strings.Cut(line, "=")
	switch {
	case strings.TrimSpace(line) == "":
		r.flush()
	case name == "#T_SP" || name == "#T_CH" || name == "#T_RL":
		r.layer(name, value)
	case name == "#Text":
		if len(r.rows) > 0 {
			r.flush()
		}
		r.sentence = append(r.sentence, unescapeText(value))
	case strings.HasPrefix(line, "#") && len(r.rows) == 0:
		// of the sentence or the file
	default:
		r.row(n, line)
	}
}

// layer reads the columns of a layer.
func (r *webannoReader) layer(kind, value string) {
	parts := strings.Split(value, "|")
	l := &webannoLayer{name: short(parts[0]), relation: kind == "#T_RL", chain: kind == "#T_CH"}
	if n := len(r.layers); n > 0 {
		l.first = r.layers[n-1].first + len(r.layers[n-1].features)
	}
	l.features = parts[1:]
	if len(l.features) == 0 {
		l.features = []string{""}
	}
	if base, ok := strings.CutPrefix(l.features[len(l.features)-1], "BT_"); ok {
		l.base = short(base)
	}
	r.layers = append(r.layers, l)
}

// short is the name of a type without its package.
func short(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

func (r *webannoReader) row(n int, line string) {
	columns := strings.Split(line, "\t")
	if len(columns) < 3 {
		r.omit(fmt.Sprintf("line %d", n), "", "no token: “"+clip(line)+"”")
		return
	}
	from, to, _ := strings.Cut(columns[1], "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if err1 != nil || err2 != nil || start < 0 || end < start {
		r.omit(fmt.Sprintf("line %d", n), "", "no offsets: “"+clip(columns[1])+"”")
		return
	}
	r.rows = append(r.rows, webannoRow{n, columns[0], start, end, columns[2], columns[3:]})
}

// flush places the sentence that was read and what its tokens say.
func (r *webannoReader) flush() {
	rows, sentence := r.rows, strings.Join(r.sentence, "\n")
	r.rows, r.sentence = nil, nil
	if len(rows) == 0 {
		return
	}
	if sentence == "" {
		for _, row := range rows {
			sentence = strings.TrimSpace(sentence + " " + row.form)
		}
	}
	text, err := annotations.NewText(annotations.Canonical(sentence))
	if err != nil {
		r.omit(fmt.Sprintf("line %d", rows[0].line), "", err.Error())
		return
	}
	at, base := r.fit(text, rows)
	r.gap(base)
	begin := r.points
	r.text.WriteString(text.String())
	r.points, r.units = r.points+text.Points(), max(r.units, base)+text.Units()
	for i, row := range rows {
		s := at[i]
		if s.Start < 0 {
			r.omit(fmt.Sprintf("line %d", row.line), "", fmt.Sprintf("the token “%s” is not at %d in its sentence", clip(row.form), row.start))
			continue
		}
		s = annotations.Span{Start: begin + s.Start, End: begin + s.End}
		r.tokens[row.id] = s
		r.cells(row, s)
	}
}

// gap fills in what lies between the text so far and an offset of the file.
func (r *webannoReader) gap(base int) {
	n := base - r.units
	if r.points > 0 && (n < 1 || n > 1000) {
		n = 1 // sentences that touch or run into each other still are two
	}
	if n > 1000 || n < 1 {
		return
	}
	r.text.WriteString(strings.Repeat(" ", n-1) + "\n")
	r.points += n
}

// fit finds the places of tokens in their sentence, counting UTF-16 or code
// points, whichever has more tokens where they should be; and where the
// sentence begins. A token that is not there has a start of -1.
func (r *webannoReader) fit(text annotations.Text, rows []webannoRow) ([]annotations.Span, int) {
	best, most, base := []annotations.Span(nil), -1, 0
	lead := max(0, strings.Index(text.String(), rows[0].form))
	for _, toPoint := range []func(int) int{text.UnitToPoint, func(p int) int { return p }} {
		first := text.ByteToPoint(lead)
		if best == nil {
			first = text.PointToUnit(first)
		}
		from, n := rows[0].start-first, 0
		at := make([]annotations.Span, len(rows))
		for i, row := range rows {
			s := annotations.Span{Start: toPoint(row.start - from), End: toPoint(row.end - from)}
			if s.In(text) != nil || text.Slice(s) != row.form {
				at[i] = annotations.Span{Start: -1}
				continue
			}
			at[i] = s
			n++
		}
		if n > most {
			best, most, base = at, n, from
		}
	}
	return best, max(0, base)
}

// cells reads what a token says in every layer.
func (r *webannoReader) cells(row webannoRow, at annotations.Span) {
	for _, l := range r.layers {
		if l.first+len(l.features) > len(row.cells) {
			return
		}
		cells := row.cells[l.first : l.first+len(l.features)]
		switch {
		case l.relation:
			r.relations(row, l, cells)
		default:
			r.annotations(row, l, cells, at)
		}
	}
}

// annotations makes or goes on with the annotations of a layer that a token
// is in.
func (r *webannoReader) annotations(row webannoRow, l *webannoLayer, cells []string, at annotations.Span) {
	ids := []string{}
	values := map[string][]string{}
	for i, cell := range cells {
		if cell == "_" || cell == "" {
			continue
		}
		for k, v := range stacked(cell) {
			value, id := disambiguated(v)
			if id == "" {
				id = fmt.Sprintf("%s/%d", row.id, k)
			}
			if values[id] == nil {
				values[id] = make([]string, len(cells))
				ids = append(ids, id)
			}
			values[id][i] = value
		}
	}
	for _, id := range ids {
		r.annotation(row, l, l.name+" "+id, values[id], at)
	}
}

func (r *webannoReader) annotation(row webannoRow, l *webannoLayer, key string, values []string, at annotations.Span) {
	if it := r.spans[key]; it != nil {
		// Between tokens of one annotation lies what belongs to it, in any
		// number: the format cannot say that it does not.
		s := &it.targets[0].span
		s.Start, s.End = min(s.Start, at.Start), max(s.End, at.End)
		return
	}
	it := &item{path: fmt.Sprintf("line %d", row.line), motivations: []string{"classifying"}, origin: ""}
	it.targets = []target{{selected: true, placed: true, quoted: true, span: at}}
	it.bodies = []body{{purpose: "classifying", value: l.name}}
	labelled := l.label()
	for i, v := range values {
		if v == "" || v == "*" {
			continue
		}
		switch name := l.features[i]; {
		case i == labelled:
			it.bodies[0].value = v
		case isEntityFeature(name) && v != "_":
			it.bodies = append(it.bodies, body{purpose: "identifying", source: annotations.WikidataIRI(v)})
		default:
			it.attributes = append(it.attributes, annotations.Pair{Key: cmp.Or(short(name), l.name), Value: v})
		}
	}
	slices.SortFunc(it.attributes, func(a, b annotations.Pair) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Value, b.Value))
	})
	r.spans[key] = it
	r.items = append(r.items, it)
}

// label is the index of the feature that is the label; -1 when none is.
func (l *webannoLayer) label() int {
	for _, want := range []string{"value", "label", "entity"} {
		if i := slices.Index(l.features, want); i >= 0 {
			return i
		}
	}
	return slices.IndexFunc(l.features, func(f string) bool {
		return f != "" && !isEntityFeature(f) && !strings.HasPrefix(f, "ROLE_") && !strings.HasPrefix(f, "BT_")
	})
}

func isEntityFeature(name string) bool {
	return name == "identifier" || strings.EqualFold(name, "wikidata") || name == "kb_id"
}

// relations notes the relations that end in a token.
func (r *webannoReader) relations(row webannoRow, l *webannoLayer, cells []string) {
	base := cells[len(cells)-1]
	if l.base == "" || base == "_" || base == "" {
		return
	}
	labels := make([]string, 0)
	if i := l.label(); i >= 0 && i < len(cells)-1 && cells[i] != "_" {
		labels = stacked(cells[i])
	}
	for k, v := range stacked(base) {
		source, ids := disambiguated(v)
		from, to, _ := strings.Cut(ids, "_")
		label := l.name
		if k < len(labels) {
			if v, _ := disambiguated(labels[k]); v != "*" && v != "" {
				label = v
			}
		}
		r.links = append(r.links, webannoLink{row.line, l, label, end(source, from), end(row.id, to)})
	}
}

// end names an end of a relation as spans are named: by id, or by token.
func end(token, id string) string {
	if id == "" || id == "0" {
		return token + "/0"
	}
	return id
}

// document makes the document and puts everything into it.
func (r *webannoReader) document() error {
	text, err := annotations.NewText(annotations.Canonical(r.text.String() + "\n"))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	id, title := text.ID(), ""
	if s, ok := text.NextSentence(0); ok {
		title = clip(text.Slice(s))
	}
	d := &annotations.Document{Title: title, Foreign: json.RawMessage(`{"webanno":{"reconstructed":true}}`)}
	d.ID = id
	r.documents = append(r.documents, readDocument{record: d, points: -1, text: text.String(), hasText: true})
	made := map[string]int{}
	entities := map[string]bool{}
	for _, it := range r.items {
		t := &it.targets[0]
		t.source, t.quote.Exact = id, text.Slice(t.span)
		it.ID = fresh(made, id, fmt.Sprint(t.span), it.label())
		for _, b := range it.bodies {
			if b.purpose == "identifying" && b.source != annotations.NIL {
				entities[b.source] = true
			}
		}
	}
	r.builder.items = append(r.builder.items, r.items...)
	for _, e := range slices.Sorted(maps.Keys(entities)) {
		r.keep("", &annotations.Entity{Stamp: annotations.Stamp{ID: e}, Name: e, IRI: e})
	}
	for _, l := range r.links {
		r.link(l, made)
	}
	return nil
}

// link makes a relation if both ends are there.
func (r *webannoReader) link(l webannoLink, made map[string]int) {
	from, to := r.spans[l.layer.base+" "+l.from], r.spans[l.layer.base+" "+l.to]
	where := fmt.Sprintf("line %d", l.line)
	if from == nil || to == nil || from == to {
		r.omit(where, "", fmt.Sprintf("the relation “%s” is between what is no annotation", clip(l.label)))
		return
	}
	it := &item{path: where, motivations: []string{"linking"}, targets: []target{{source: from.ID}}}
	it.ID = fresh(made, from.ID, to.ID, l.label)
	it.bodies = []body{{purpose: "linking", source: to.ID}, {purpose: "classifying", value: l.label}}
	r.builder.items = append(r.builder.items, it)
}

// fresh is an id made of content, another each time the same content is met.
func fresh(made map[string]int, parts ...string) string {
	key := strings.Join(parts, "\x00")
	made[key]++
	return mint("webanno", key, strconv.Itoa(made[key]))
}

// stacked splits a cell at the bars that are not escaped.
func stacked(cell string) (out []string) {
	var b strings.Builder
	for i := 0; i < len(cell); i++ {
		switch {
		case cell[i] == '\\' && i+1 < len(cell):
			b.WriteString(cell[i : i+2])
			i++
		case cell[i] == '|':
			out = append(out, b.String())
			b.Reset()
		default:
			b.WriteByte(cell[i])
		}
	}
	return append(out, b.String())
}

// disambiguated takes the "[3]" off a value and the escapes out of it.
func disambiguated(v string) (value, id string) {
	if i := strings.LastIndexByte(v, '['); i >= 0 && strings.HasSuffix(v, "]") && (i == 0 || v[i-1] != '\\') {
		v, id = v[:i], v[i+1:len(v)-1]
	}
	var b strings.Builder
	for i := 0; i < len(v); i++ {
		if v[i] == '\\' && i+1 < len(v) {
			i++
		}
		b.WriteByte(v[i])
	}
	return b.String(), id
}

// unescapeText takes the escapes out of the text of a sentence. A carriage
// return becomes a blank: it counts as one, and a text has none.
func unescapeText(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, " ").Replace(s)
}
