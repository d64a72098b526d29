package format

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/annotations"
)

// readBrat reads an archive of brat's files. One that holds a project file, as
// the export pack does, is read as that.
func readBrat(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	if !isZip(data) {
		return nil, Report{}, fmt.Errorf("%w by itself: an .ann file of brat needs the .txt of the same name beside it", ErrFormat)
	}
	files, err := unzip(data)
	if err != nil {
		return nil, Report{}, err
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".gloss.json") {
			return Read(f.Data, o)
		}
	}
	pairs, _ := split(files)
	if len(pairs) == 0 {
		return nil, Report{}, fmt.Errorf("%w: an archive without a .txt and an .ann of the same name", ErrFormat)
	}
	return readPairs(pairs, o)
}

// readPairs reads the .txt and .ann files of one or many documents.
func readPairs(files []File, o ReadOptions) (*annotations.Project, Report, error) {
	r := &bratReader{builder: newBuilder("brat", o.Known)}
	r.verbatim = true
	texts, marks := map[string][]byte{}, map[string][]byte{}
	var stems []string
	for _, f := range files {
		stem, ext := strings.TrimSuffix(f.Name, path.Ext(f.Name)), path.Ext(f.Name)
		switch {
		case ext == ".txt" && texts[stem] == nil:
			texts[stem] = append([]byte{}, f.Data...)
			stems = append(stems, stem)
		case ext == ".ann":
			marks[stem] = f.Data
		}
	}
	for _, f := range files {
		if stem, ok := strings.CutSuffix(f.Name, ".ann"); ok && texts[stem] == nil {
			return nil, Report{}, fmt.Errorf("%s: %w by itself: it needs %s.txt beside it", f.Name, ErrFormat, path.Base(stem))
		}
	}
	step := o.Step.part(0, 2)
	for i, stem := range stems {
		if step != nil {
			if err := step(i, len(stems)); err != nil {
				return nil, Report{}, fmt.Errorf("stopped: %w", err)
			}
		}
		if err := r.pair(stem, texts[stem], marks[stem]); err != nil {
			return nil, Report{}, err
		}
	}
	if err := r.settle(r.texts, offsetUnit, o.Unit); err != nil {
		return nil, Report{}, err
	}
	for _, m := range r.spans {
		m.restore()
	}
	return r.build(o.Step.part(1, 2))
}

// bratReader reads the files of brat; what is below the builder is of one pair.
type bratReader struct {
	builder
	name     string // of the .ann file
	text     annotations.Text
	document string
	texts    []counted
	spans    []*bratMark          // of all pairs
	marks    map[string]*bratMark // spans and relations, by brat's id
	order    []*bratMark
	entities map[string]func(id string) // sets the id of an entity, by brat's id
	kept     bratForeign
}

// bratMark is a span or a relation and its line.
type bratMark struct {
	*item
	line     bratLine
	at       []annotations.Span // fragments of a span, as the file counts
	own      []annotations.Span // what X-span says
	text     annotations.Text
	from, to *bratMark // of a relation
}

func (r *bratReader) pair(stem string, txt, ann []byte) error {
	txt, err := toUTF8(txt)
	if err != nil {
		return fmt.Errorf("%s.txt: %w", stem, err)
	}
	if ann, err = toUTF8(ann); err != nil {
		return fmt.Errorf("%s.ann: %w", stem, err)
	}
	r.name = stem + ".ann"
	if r.text, err = annotations.NewText(annotations.Canonical(string(txt))); err != nil {
		return fmt.Errorf("%s.txt: %w", stem, err)
	}
	r.document = r.text.ID()
	r.marks, r.order, r.entities, r.kept = map[string]*bratMark{}, nil, map[string]func(string){}, bratForeign{}
	r.lines(ann)
	items := r.place()
	r.texts = append(r.texts, counted{string(txt), items})
	d := &annotations.Document{Title: path.Base(stem), File: path.Base(stem) + ".txt", Foreign: foreignBrat(r.kept)}
	d.ID = r.document
	if r.listed[d.ID] {
		r.omit(stem+".txt", d.ID, "the same text a second time: its annotations were added to the first")
		return nil
	}
	r.listed[d.ID] = true
	r.documents = append(r.documents, readDocument{path: stem + ".txt", record: d, points: -1, text: r.text.String(), hasText: true})
	return nil
}

// lines reads spans first, then relations, then what is said of them, then the
// ids of entities that are named there.
func (r *bratReader) lines(ann []byte) {
	var later []bratLine
	n := 0
	for raw := range bytes.SplitSeq(ann, []byte{'\n'}) {
		n++
		l := bratLineOf(string(raw))
		l.where = fmt.Sprintf("%s: line %d", r.name, n)
		if strings.TrimSpace(l.raw) != "" {
			later = append(later, l)
		}
	}
	for _, read := range []func(bratLine) bool{r.span, r.link, r.about, r.rename} {
		later = slices.DeleteFunc(later, read)
	}
	for _, l := range later {
		r.kept.Lines = append(r.kept.Lines, l.raw)
		r.fields[fmt.Sprintf("lines of brat that begin with “%s” are kept, and not shown", clip(strings.TrimRight(l.id, "0123456789")))]++
	}
	for _, m := range r.order {
		r.kept.IDs = append(r.kept.IDs, m.line.id+" "+m.ID)
	}
}

// add makes an item of a line. Its id follows from line and text.
func (r *bratReader) add(l bratLine, motivation string) *bratMark {
	it := &item{path: l.where, Stamp: annotations.Stamp{ID: mint("brat", r.document, l.raw)}, motivations: []string{motivation}}
	it.bodies = []body{{purpose: "classifying", value: l.args[0]}}
	m := &bratMark{item: it, line: l, text: r.text}
	r.items, r.marks[l.id], r.order = append(r.items, it), m, append(r.order, m)
	return m
}

// span reads a span; false when l is none.
func (r *bratReader) span(l bratLine) bool {
	if !l.is("T", 3) || r.marks[l.id] != nil {
		return false
	}
	at, ok := fragments(l.args[1:])
	if ok {
		r.add(l, "classifying").at = at
	}
	return ok
}

// link reads a relation between two spans; false when l is none.
func (r *bratReader) link(l bratLine) bool {
	if !l.is("R", 3) || len(l.args) != 3 || r.marks[l.id] != nil {
		return false
	}
	from, ok1 := strings.CutPrefix(l.args[1], "Arg1:")
	to, ok2 := strings.CutPrefix(l.args[2], "Arg2:")
	a, b := r.marks[from], r.marks[to]
	if !ok1 || !ok2 || a == nil || b == nil || a == b || a.at == nil || b.at == nil {
		return false
	}
	m := r.add(l, "linking")
	m.from, m.to = a, b
	return true
}

// about reads what is said of a span or a relation; false when it is of
// something else, or nothing we know.
func (r *bratReader) about(l bratLine) bool {
	if len(l.args) < 2 || r.marks[l.args[1]] == nil {
		return false
	}
	m := r.marks[l.args[1]]
	switch {
	case (l.is("A", 2) || l.is("M", 2)) && m.at != nil && len(l.args) < 4:
		m.attribute(l.args)
	case l.is("N", 3) && l.args[0] == "Reference" && m.at != nil && len(l.args) == 3 && bratIRI(l.args[2]) != "":
		i := len(m.bodies)
		m.bodies = append(m.bodies, body{purpose: "identifying", source: bratIRI(l.args[2]), label: l.rest, raw: []byte(bratIRI(l.args[2]))})
		r.entities[l.id] = func(id string) { m.bodies[i].source = id }
	case l.is("#", 2) && len(l.args) == 2:
		return m.note(l)
	default:
		return false
	}
	return true
}

func (m *bratMark) attribute(args []string) {
	value := "true"
	if len(args) == 3 {
		value = args[2]
	}
	if args[0] == bratUnsure && value == "true" {
		m.unsure = true
		return
	}
	m.attributes = append(m.attributes, annotations.Pair{Key: args[0], Value: value})
	slices.SortFunc(m.attributes, func(a, b annotations.Pair) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Value, b.Value))
	})
}

// note reads a note, or one of those that hold what brat has no place for.
func (m *bratMark) note(l bratLine) bool {
	switch l.args[0] {
	case "AnnotatorNotes":
		m.says("commenting", l.rest)
	case "X-id":
		m.ID = cmp.Or(l.rest, m.ID)
	case "X-label":
		m.bodies[0].value = l.rest
	case "X-span":
		m.own, _ = fragments(strings.Fields(l.rest))
	default:
		return false
	}
	return true
}

// rename reads the id of an entity; false when l is something else.
func (r *bratReader) rename(l bratLine) bool {
	if !l.is("#", 2) || l.args[0] != "X-entity" || r.entities[l.args[1]] == nil || l.rest == "" {
		return false
	}
	r.entities[l.args[1]](l.rest)
	return true
}

// place gives every item its targets, now that all ids are known, and makes
// records of entities. It returns the spans.
func (r *bratReader) place() (items []*item) {
	for _, m := range r.order {
		if m.from != nil {
			m.targets = []target{{source: m.from.ID}}
			m.bodies = append([]body{{purpose: "linking", source: m.to.ID}}, m.bodies...)
			continue
		}
		quotes := quotesOf(m.line.rest, m.at)
		for i, s := range m.at {
			t := target{source: r.document, selected: true, placed: true, span: s}
			if quotes != nil {
				t.quote.Exact, t.quoted = quotes[i], true
			}
			m.targets = append(m.targets, t)
		}
		for _, b := range m.bodies {
			if b.purpose == "identifying" {
				r.entity(b)
			}
		}
		r.spans, items = append(r.spans, m), append(items, m.item)
	}
	return items
}

// entity makes a record of what a span is about; its name is its reference
// when it has no other.
func (r *bratReader) entity(b body) {
	if b.source == annotations.NIL || r.listed["entity "+b.source] {
		return
	}
	r.listed["entity "+b.source] = true
	e := &annotations.Entity{Stamp: annotations.Stamp{ID: b.source}, Name: cmp.Or(b.label, b.source)}
	if iri := string(b.raw); !strings.HasPrefix(iri, "Gloss:") {
		e.IRI = iri
	}
	r.keep("", e)
}

// quotesOf takes the third column of a span apart: fragments are joined by a
// blank, in files from before brat 1.3 by nothing. It is nil when the column
// fits neither, nor is one fragment.
func quotesOf(column string, at []annotations.Span) (out []string) {
	if column == "" || len(at) == 1 {
		return onlyQuote(column)
	}
	points := 0
	for _, s := range at {
		if points += s.Len(); s.Len() > len(column) || points > len(column) {
			return nil
		}
	}
	gap := 1
	switch utf8.RuneCountInString(column) {
	case points + len(at) - 1:
	case points:
		gap = 0
	default:
		return nil
	}
	runes := []rune(column)
	for _, s := range at {
		out = append(out, string(runes[:s.Len()]))
		runes = runes[min(len(runes), s.Len()+gap):]
	}
	return out
}

func onlyQuote(column string) []string {
	if column == "" {
		return nil
	}
	return []string{column}
}

// restore gives a span back the parts that X-span tells, if its fragments are
// still what brat's rules cut from them.
func (m *bratMark) restore() {
	var own []annotations.Part
	for _, s := range m.own {
		own = append(own, annotations.Part{Span: s})
	}
	var at []annotations.Span
	for _, t := range m.targets {
		at = append(at, t.span)
		if !t.placed || m.text.Slice(t.span) != t.quote.Exact {
			return
		}
	}
	if len(own) == 0 || !ordered(own) || own[len(own)-1].End > m.text.Points() || !slices.Equal(bratSpans(m.text, own), at) {
		return
	}
	document := m.targets[0].source
	m.targets = nil
	for _, p := range own {
		m.targets = append(m.targets, target{source: document, selected: true, placed: true, span: p.Span, quoted: true, quote: m.text.Quote(p.Span)})
	}
}
