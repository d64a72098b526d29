package format

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"gloss/annotations"
)

// ErrUnit says that a file counts in another unit than code points, or does
// not say in which.
var ErrUnit = errors.New("offsets are not counted in code points")

// lineReader reads training files. Each line becomes a document and its spans
// items, as if they had come from a project file.
type lineReader struct {
	reader
	line      int
	mentioned map[string]*annotations.Entity // by id
}

// readJSONL reads a training file line by line, so that one line that is
// broken costs no other.
func readJSONL(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	data, err := toUTF8(data)
	if err != nil {
		return nil, Report{}, err
	}
	r := &lineReader{reader: reader{builder: newBuilder("jsonl", o.Known)}, mentioned: map[string]*annotations.Entity{}}
	r.verbatim = true
	step := o.Step.part(0, 2)
	total := len(data)
	for len(data) > 0 {
		if step != nil {
			if err := step(total-len(data), total); err != nil {
				return nil, Report{}, fmt.Errorf("stopped: %w", err)
			}
		}
		line, rest, _ := bytes.Cut(data, []byte{'\n'}) // and not at U+2028
		data = rest
		r.line++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := r.read(line); err != nil {
			return nil, Report{}, err
		}
	}
	if len(r.documents) == 0 {
		return nil, Report{}, fmt.Errorf("%w: no document in it", ErrFormat)
	}
	return r.build(o.Step.part(1, 2))
}

// read reads one line. A line that is not JSON is left out and reported; one
// that counts in another unit ends the reading.
func (r *lineReader) read(line []byte) error {
	where := fmt.Sprintf("line %d", r.line)
	if err := scan(line, nil); err != nil {
		var at *FileError
		if errors.As(err, &at) {
			err = fmt.Errorf("column %d: %w", at.Column, at.Err)
		}
		r.omit(where, "", err.Error())
		return nil
	}
	r.cursor = cursor{b: line, names: r.names}
	d := readDocument{path: where, record: &annotations.Document{}, points: -1}
	unit := ""
	var items []*item
	var done []string
	for name := range r.object {
		switch string(name) {
		case "offset_unit":
			unit = r.name()
		case "code_points":
			d.points, _ = r.number()
		case "source":
			d.record.Source = r.text()
		case "author":
			d.record.Author = r.text()
		case "id", "title", "url", "published", "language", "text":
			r.describe(&d, string(name))
		case "spans":
			for range r.each {
				items = append(items, r.span(where))
			}
		case "relations":
			for range r.each {
				items = append(items, r.link(where))
			}
		case "done_by":
			done = r.texts()
		default:
			r.unknown(string(name))
		}
	}
	r.gather(d, items, done)
	if unit != offsetUnit {
		return fmt.Errorf("%s: %w: the unit is %q", where, ErrUnit, clip(unit))
	}
	return nil
}

// gather keeps what one line held.
func (r *lineReader) gather(d readDocument, items []*item, done []string) {
	for _, e := range r.odd {
		r.omit(d.path+e.Path, "", e.What)
	}
	sum := sha256.Sum256([]byte(annotations.Canonical(d.text)))
	digest := hex.EncodeToString(sum[:])
	d.record.ID = cmp.Or(d.record.ID, digest)
	if again := d.record.ID + digest; !r.listed[again] { // several people's files may stand behind each other
		r.listed[again] = true
		r.documents = append(r.documents, d)
	}
	for _, who := range done {
		r.finished = append(r.finished, finished{d.record.ID, who})
	}
	for _, it := range items {
		for i := range it.targets {
			if it.targets[i].selected { // a relation is about annotations
				it.targets[i].source = d.record.ID
			}
		}
		r.items = append(r.items, it)
	}
}

// span reads one span.
func (r *lineReader) span(where string) *item {
	it := &item{path: where + r.path(), motivations: []string{"classifying"}}
	whole := target{selected: true}
	who, name, source := "", "", ""
	r.space()
	from := r.i
	for key := range r.object {
		switch string(key) {
		case "id":
			it.ID = r.text()
		case "parts":
			for range r.each {
				it.targets = append(it.targets, r.stretch())
			}
		case "label":
			it.says("classifying", r.name())
		case "entities":
			for range r.each {
				it.bodies = append(it.bodies, r.entityBody())
			}
		case "note":
			it.says("commenting", r.text())
		case "annotator":
			who = r.name()
		case "annotator_name":
			name = r.name()
		case "said_by_name":
			source = r.name()
		default:
			if !r.part(&whole, string(key)) && !r.about(it, string(key)) {
				r.unknown(string(key))
			}
		}
	}
	it.raw = r.b[from:r.i]
	it.By = who
	r.meet(who, name)
	r.meetEntity(it.path, annotations.Entity{Stamp: annotations.Stamp{ID: it.attribution.Source}, Name: source})
	if len(it.targets) == 0 {
		it.targets = []target{whole}
	}
	return it
}

// part reads a field of where a span is.
func (r *lineReader) part(t *target, key string) bool {
	ok := false
	switch key {
	case "start":
		t.span.Start, ok = r.number()
		t.placed = ok
	case "end":
		t.span.End, ok = r.number()
		t.placed = t.placed && ok
	case "quote":
		t.quoted = r.kind() == '"'
		t.quote.Exact = r.text()
	default:
		return false
	}
	return true
}

func (r *lineReader) stretch() target {
	t := target{selected: true}
	for key := range r.object {
		if !r.part(&t, string(key)) {
			r.unknown(string(key))
		}
	}
	return t
}

// about reads the other fields of a span.
func (r *lineReader) about(it *item, key string) bool {
	switch key {
	case "said_by":
		it.attribution.Source = r.name()
	case "said_by_words":
		it.attribution.Words = r.text()
	case "said_cue":
		it.attribution.Cue = r.text()
	case "said_mode":
		it.attribution.Mode = r.name()
	case "attributes":
		it.attributes = r.attributesText()
	case "unsure":
		it.unsure = r.flag()
	case "origin":
		it.origin = r.name()
	case "created":
		it.Created = r.time()
	case "modified":
		it.Modified = r.time()
	default:
		return false
	}
	return true
}

// attributesText reads attributes from a string of JSON, or from an object.
func (r *lineReader) attributesText() []annotations.Pair {
	if r.kind() == '{' {
		return r.pairs()
	}
	b := r.bytes()
	if len(b) == 0 {
		return nil
	}
	if err := scan(b, nil); err != nil {
		r.omit(fmt.Sprintf("line %d%s", r.line, r.path()), "", err.Error())
		return nil
	}
	c := cursor{b: b}
	return c.pairs()
}

// entityBody reads an entity, and makes a record of it.
func (r *lineReader) entityBody() body {
	e := annotations.Entity{}
	for key := range r.object {
		switch string(key) {
		case "id":
			e.ID = r.name()
		case "name":
			e.Name = r.name()
		case "iri":
			e.IRI = r.name()
		default:
			r.unknown(string(key))
		}
	}
	e.ID = cmp.Or(e.ID, e.IRI)
	r.meetEntity(fmt.Sprintf("line %d%s", r.line, r.path()), e)
	return body{purpose: "identifying", source: e.ID}
}

// meetEntity makes a record of an entity that has a name; one without stays a
// mere id.
func (r *lineReader) meetEntity(path string, e annotations.Entity) {
	known := r.mentioned[e.ID]
	if e.Name == "" || e.ID == "" || e.ID == annotations.NIL || known != nil && (known.IRI != "" || e.IRI == "") {
		return
	}
	if known != nil { // met before as who says something, without its IRI
		known.IRI = e.IRI
		return
	}
	r.mentioned[e.ID] = &e
	r.keep(path, &e)
}

// link reads one relation.
func (r *lineReader) link(where string) *item {
	it := &item{path: where + r.path(), motivations: []string{"linking"}}
	from, to := "", ""
	r.space()
	start := r.i
	for key := range r.object {
		switch string(key) {
		case "id":
			it.ID = r.text()
		case "from":
			from = r.text()
		case "to":
			to = r.text()
		case "type":
			it.says("classifying", r.name())
		case "note":
			it.says("commenting", r.text())
		case "origin":
			it.origin = r.name()
		case "annotator":
			it.By = r.name()
		case "created":
			it.Created = r.time()
		case "modified":
			it.Modified = r.time()
		default:
			r.unknown(string(key))
		}
	}
	it.raw = r.b[start:r.i]
	it.bodies = append([]body{{purpose: "linking", source: to}}, it.bodies...)
	it.targets = []target{{source: from}}
	return it
}

// says adds a body of text; nothing when it is "".
func (it *item) says(purpose, value string) {
	if value != "" {
		it.bodies = append(it.bodies, body{purpose: purpose, value: value})
	}
}
