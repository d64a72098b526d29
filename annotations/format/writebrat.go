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

// bratWriter writes the files of all documents.
type bratWriter struct {
	p     *annotations.Project
	links map[string][]*annotations.Relation // by the document they lie in

	labels, relations, events map[string]bool // names for annotation.conf
	attributes                map[string]map[string]bool
}

// writeBrat returns an archive of a .txt and an .ann for every document, and of
// the annotation.conf without which brat takes every name for a mistake.
func writeBrat(p *annotations.Project, o WriteOptions) ([]File, error) {
	part := o
	part.Step = o.Step.part(0, 2)
	files, err := bratFiles(p, part)
	if err != nil {
		return nil, err
	}
	b, err := archived(files, o.Step.part(1, 2))
	if err != nil {
		return nil, err
	}
	return []File{{fileName(p) + ".brat.zip", zipMIME, b}}, nil
}

func bratFiles(p *annotations.Project, o WriteOptions) ([]File, error) {
	w := &bratWriter{
		p: p, links: map[string][]*annotations.Relation{},
		labels: map[string]bool{}, relations: map[string]bool{}, events: map[string]bool{}, attributes: map[string]map[string]bool{},
	}
	l := &losses{p: p}
	for r := range p.Relations.All() {
		if from, to := l.shown(r.From), l.shown(r.To); from != nil && to != nil && from.Document == to.Document {
			w.links[from.Document] = append(w.links[from.Document], r)
		}
	}
	var out []File
	ds := exported(p, o)
	stems := bratStems(ds)
	for i, d := range ds {
		if o.Step != nil {
			if err := o.Step(i, len(ds)); err != nil {
				return nil, fmt.Errorf("stopped: %w", err)
			}
		}
		t, ok := p.Text(d.ID)
		if !ok {
			return nil, fmt.Errorf("document %s: %w", d.ID, ErrText)
		}
		b := &bratDocument{bratWriter: w, text: t, d: d, ids: map[string]string{}, last: map[string]int{}}
		if err := b.write(); err != nil {
			return nil, err
		}
		out = append(out, File{stems[i] + ".txt", "text/plain", []byte(t.String())}, File{stems[i] + ".ann", "text/plain", []byte(b.String())})
	}
	return append(out, File{"annotation.conf", "text/plain", []byte(w.conf())}), nil
}

// isBratID reports whether s is "T" or "R" and a number.
func isBratID(s string) bool {
	return len(s) > 1 && (s[0] == 'T' || s[0] == 'R') && strings.Trim(s[1:], "0123456789") == ""
}

// bratDocument writes one .ann file.
type bratDocument struct {
	strings.Builder
	*bratWriter
	d     *annotations.Document
	text  annotations.Text
	ids   map[string]string // ours to brat's, of what is written
	taken map[string]bool   // ids of brat's that are not to be given
	last  map[string]int    // numbers given, by letter
	old   map[string]string // ours to brat's, as they were read
	notes []string          // lines to come at the end, without their ids
}

func (b *bratDocument) write() error {
	foreign := bratOf(b.d)
	b.old, b.taken = map[string]string{}, map[string]bool{}
	for _, pair := range foreign.IDs {
		if brat, id, ok := strings.Cut(pair, " "); ok && isBratID(brat) && b.old[id] == "" && !b.taken[brat] {
			b.old[id], b.taken[brat] = brat, true
		}
	}
	for _, s := range foreign.Lines {
		b.taken[bratLineOf(s).id] = true
	}
	var spans []*annotations.Annotation
	for _, a := range b.p.In(b.d.ID) {
		if err := a.In(b.text); err != nil {
			return err
		}
		if cut := bratSpans(b.text, a.Parts); len(cut) > 0 {
			b.span(a, cut)
			spans = append(spans, a)
		}
	}
	for _, r := range b.links[b.d.ID] {
		b.relation(r)
	}
	for _, a := range spans {
		b.about(a)
	}
	for _, n := range b.notes {
		b.line(b.number("#"), n)
	}
	b.kept(foreign.Lines)
	return nil
}

func (b *bratDocument) line(columns ...string) {
	b.WriteString(strings.Join(columns, "\t"))
	b.WriteByte('\n')
}

// number is the first id of a letter that is free.
func (b *bratDocument) number(letter string) string {
	for {
		b.last[letter]++
		if id := letter + strconv.Itoa(b.last[letter]); !b.taken[id] {
			return id
		}
	}
}

// id is brat's id of a record: the one it was read under, or a new one.
func (b *bratDocument) id(letter, id string) string {
	brat := b.old[id]
	if !strings.HasPrefix(brat, letter) {
		brat = b.number(letter)
	}
	b.ids[id] = brat
	return brat
}

func (b *bratDocument) span(a *annotations.Annotation, cut []annotations.Span) {
	label := a.Label
	if l, ok := b.p.Scheme().Label(label); ok {
		label = l.Key
	}
	name := bratName(label)
	if name == "" {
		name = bratMention
	}
	b.labels[name] = true
	var quotes []string
	for _, s := range cut {
		quotes = append(quotes, b.text.Slice(s))
	}
	id := b.id("T", a.ID)
	line := id + "\t" + name + " " + fragmentText(cut) + "\t" + strings.Join(quotes, " ")
	b.line(line)
	b.identity(id, a.ID, b.d.ID, line)
	if name != label {
		b.notes = append(b.notes, "X-label "+id+"\t"+oneLine(label))
	}
	var own []annotations.Span
	for _, p := range a.Parts {
		own = append(own, p.Span)
	}
	if !slices.Equal(own, cut) {
		b.notes = append(b.notes, "X-span "+id+"\t"+fragmentText(own))
	}
}

// identity notes the id of a record, unless it is the one that reading the
// line will give.
func (b *bratDocument) identity(brat, id, document, line string) {
	if id != mint("brat", document, line) {
		b.notes = append(b.notes, "X-id "+brat+"\t"+oneLine(id))
	}
}

func (b *bratDocument) relation(r *annotations.Relation) {
	from, to := b.ids[r.From], b.ids[r.To]
	if from == "" || to == "" { // of nothing but line ends
		return
	}
	name := bratName(r.Type)
	if name == "" {
		name = bratRelated
	}
	b.relations[name] = true
	id := b.id("R", r.ID)
	line := id + "\t" + name + " Arg1:" + from + " Arg2:" + to + "\t"
	b.line(line)
	b.identity(id, r.ID, b.d.ID, line)
	if name != r.Type {
		b.notes = append(b.notes, "X-label "+id+"\t"+oneLine(r.Type))
	}
	if r.Note != "" {
		b.notes = append(b.notes, "AnnotatorNotes "+id+"\t"+oneLine(r.Note))
	}
}

// about writes what is said of a span.
func (b *bratDocument) about(a *annotations.Annotation) {
	id := b.ids[a.ID]
	for _, x := range a.Attributes {
		b.attribute(id, bratName(x.Key), bratValue(x.Value))
	}
	if a.Unsure {
		b.attribute(id, bratUnsure, "true")
	}
	for _, e := range a.Entities {
		b.entity(id, e)
	}
	if a.Note != "" {
		b.notes = append(b.notes, "AnnotatorNotes "+id+"\t"+oneLine(a.Note))
	}
}

func (b *bratDocument) attribute(id, key, value string) {
	if b.attributes[key] == nil {
		b.attributes[key] = map[string]bool{}
	}
	line := key + " " + id
	if value != "true" && value != "" {
		line += " " + value
		b.attributes[key][value] = true
	}
	b.line(b.number("A"), line)
}

func (b *bratDocument) entity(id, entity string) {
	name, iri := "", ""
	if e, ok := b.p.Entity(entity); ok {
		entity, name, iri = e.ID, e.Name, e.IRI
	}
	ref := bratReference(entity, iri)
	n := b.number("N")
	b.line(n, "Reference "+id+" "+ref, oneLine(cmp.Or(name, entity)))
	if bratIRI(ref) != entity {
		b.notes = append(b.notes, "X-entity "+n+"\t"+oneLine(entity))
	}
}

// kept writes the lines that Gloss has no word for, unless they speak of what
// is there no more.
func (b *bratDocument) kept(raw []string) {
	there := map[string]bool{}
	for _, id := range b.ids {
		there[id] = true
	}
	var lines []bratLine
	for _, s := range raw {
		l := bratLineOf(oneLine(s))
		l.raw = oneLine(s)
		lines = append(lines, l)
		there[l.id] = true
	}
	for before := -1; before != len(lines); {
		before = len(lines)
		lines = slices.DeleteFunc(lines, func(l bratLine) bool {
			for _, id := range l.mentions() {
				if !there[id] {
					delete(there, l.id)
					return true
				}
			}
			return false
		})
	}
	for _, l := range lines {
		b.line(l.raw)
		if l.is("E", 1) {
			b.event(l)
		}
	}
}

// event notes the name of an event for annotation.conf, with its roles.
func (b *bratDocument) event(l bratLine) {
	name, _, _ := strings.Cut(l.args[0], ":")
	roles := map[string]bool{}
	for _, a := range l.args[1:] {
		role, _, _ := strings.Cut(a, ":")
		roles[strings.TrimRight(role, "0123456789")] = true
	}
	var all []string
	for _, r := range slices.Sorted(maps.Keys(roles)) {
		all = append(all, r+"*:<ANY>")
	}
	b.events[strings.TrimSpace(name+"\t"+strings.Join(all, ", "))] = true
}

func oneLine(s string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(s)
}

// conf is an annotation.conf with every name that was used.
func (w *bratWriter) conf() string {
	var b strings.Builder
	b.WriteString("[entities]\n")
	for _, l := range slices.Sorted(maps.Keys(w.labels)) {
		b.WriteString(l + "\n")
	}
	b.WriteString("\n[relations]\n")
	for _, r := range slices.Sorted(maps.Keys(w.relations)) {
		b.WriteString(r + "\tArg1:<ENTITY>, Arg2:<ENTITY>\n")
	}
	b.WriteString("\n[events]\n")
	for _, e := range slices.Sorted(maps.Keys(w.events)) {
		b.WriteString(e + "\n")
	}
	b.WriteString("\n[attributes]\n")
	for _, a := range slices.Sorted(maps.Keys(w.attributes)) {
		b.WriteString(a + "\tArg:<ENTITY>")
		if values := slices.Sorted(maps.Keys(w.attributes[a])); len(values) > 0 {
			b.WriteString(", Value:" + strings.Join(values, "|"))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// foreignBrat is f as a document keeps it; nil when there is nothing to keep.
func foreignBrat(f bratForeign) json.RawMessage {
	if len(f.IDs)+len(f.Lines) == 0 {
		return nil
	}
	e := encoder{flat: true}
	e.open('{')
	e.object("brat", func() {
		e.texts("ids", f.IDs)
		e.texts("lines", f.Lines)
	})
	e.close('}')
	return e.b
}
