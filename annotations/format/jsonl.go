package format

import (
	"fmt"

	"gloss/annotations"
)

// The training file is JSON Lines (https://jsonlines.org): one document a line
// with its text and its spans, as pandas and Hugging Face datasets read it.
// Every line has every key, every key the same type throughout, and what has
// no fixed type is a string of JSON: an inferred column would otherwise take
// its type from the first lines and fail on later ones (FORMATS 4.10).
//
// text[start:end] == quote holds for every span and every part in any language
// whose strings are counted in code points, as Python's. A span in several
// parts reaches from the first to the last; its parts are what is marked.
// Labels and entities are those that the ones given were merged into.
type jsonl struct {
	encoder
	p      *annotations.Project
	o      WriteOptions
	chosen map[string]bool                    // documents to write; nil for all
	links  map[string][]*annotations.Relation // by the document where they start
	done   map[string][]string                // people, by document
}

func newJSONL(p *annotations.Project, o WriteOptions) *jsonl {
	w := &jsonl{p: p, o: o, encoder: encoder{flat: true}, chosen: o.chosen()}
	w.links, w.done = map[string][]*annotations.Relation{}, map[string][]string{}
	for r := range p.Relations.All() {
		if from, to := w.written(r.From), w.written(r.To); from != nil && to != nil {
			w.links[from.Document] = append(w.links[from.Document], r)
		}
	}
	for r := range p.Progress.All() {
		if r.State == annotations.Done {
			w.done[r.Document] = append(w.done[r.Document], r.By)
		}
	}
	return w
}

func writeJSONL(p *annotations.Project, o WriteOptions) ([]byte, error) {
	w := newJSONL(p, o)
	ds := exported(p, o)
	for i, d := range ds {
		if o.Step != nil {
			if err := o.Step(i, len(ds)); err != nil {
				return nil, fmt.Errorf("stopped: %w", err)
			}
		}
		w.now = "document " + d.ID
		w.document(d)
		w.b = append(w.b, '\n')
	}
	if w.err != nil {
		return nil, w.err
	}
	if len(w.b) > maxBytes {
		return nil, fmt.Errorf("%w: the file would have %d MB, the most is %d; write fewer documents", ErrLimit, len(w.b)>>20, maxBytes>>20)
	}
	return w.b, nil
}

// exported returns the documents that are written: those that were chosen, and
// not excluded from export.
func exported(p *annotations.Project, o WriteOptions) []*annotations.Document {
	chosen := o.chosen()
	var out []*annotations.Document
	for d := range p.Documents.All() {
		if !d.Excluded && (chosen == nil || chosen[d.ID]) {
			out = append(out, d)
		}
	}
	return out
}

func (w *jsonl) document(d *annotations.Document) {
	t, ok := w.p.Text(d.ID)
	if !ok {
		w.fail(ErrText)
	}
	w.open('{')
	w.always("id", d.ID)
	w.always("title", d.Title)
	w.always("source", d.Source)
	w.always("author", d.Author)
	w.always("url", d.URL)
	w.always("published", d.Published)
	w.always("language", d.Language)
	w.always("offset_unit", offsetUnit)
	w.number("code_points", t.Points())
	w.always("text", t.String())
	w.array("spans", func() {
		for _, a := range w.p.In(d.ID) {
			w.span(a, t)
		}
	})
	w.array("relations", func() { w.relations(w.links[d.ID]) })
	// Without this, a document in which somebody found nothing would look like
	// one that nobody opened.
	w.array("done_by", func() { w.items(w.done[d.ID]) })
	w.close('}')
}

func (w *jsonl) span(a *annotations.Annotation, t annotations.Text) {
	w.now = "annotation " + a.ID
	w.refuse(a.In(t))
	w.item()
	w.open('{')
	w.always("id", a.ID)
	w.stretch(a.Extent(), t)
	w.array("parts", func() {
		for _, p := range a.Parts {
			w.item()
			w.open('{')
			w.stretch(p.Span, t)
			w.close('}')
		}
	})
	w.always("label", w.label(a.Label))
	w.array("entities", func() { w.entities(a.Entities) })
	w.said(a.Attribution)
	w.always("attributes", attributesJSON(a.Attributes))
	w.bool("unsure", a.Unsure)
	w.always("note", a.Note)
	w.always("origin", a.Origin)
	w.always("annotator", a.By)
	w.always("annotator_name", w.name(a.By))
	w.always("created", a.Created.String())
	w.always("modified", a.Modified.String())
	w.close('}')
}

func (w *jsonl) stretch(s annotations.Span, t annotations.Text) {
	w.number("start", s.Start)
	w.number("end", s.End)
	w.always("quote", t.Slice(s))
}

// label is the key of the label that key was merged into.
func (w *jsonl) label(key string) string {
	if l, ok := w.p.Scheme().Label(key); ok {
		return l.Key
	}
	return key
}

func (w *jsonl) entities(ids []string) {
	for _, id := range ids {
		w.item()
		w.open('{')
		if e, ok := w.p.Entity(id); ok {
			w.always("id", e.ID)
			w.always("name", e.Name)
			w.always("iri", e.IRI)
		} else {
			w.always("id", id)
			w.always("name", "")
			w.always("iri", "")
		}
		w.close('}')
	}
}

// said writes who the passage says says it.
func (w *jsonl) said(a annotations.Attribution) {
	source, name := a.Source, ""
	if e, ok := w.p.Entity(source); ok {
		source, name = e.ID, e.Name
	}
	w.always("said_by", source)
	w.always("said_by_name", name)
	w.always("said_by_words", a.Words)
	w.always("said_cue", a.Cue)
	w.always("said_mode", a.Mode)
}

// attributesJSON is an object of arrays, as a string.
func attributesJSON(pairs []annotations.Pair) string {
	e := encoder{flat: true}
	e.open('{')
	e.pairs(pairs)
	e.close('}')
	return string(e.b)
}

func (w *jsonl) name(person string) string {
	if p, ok := w.p.People.Get(person); ok && !w.o.Anonymous {
		return p.Name
	}
	return ""
}

// relations writes those that start in a document; they may lead to another.
func (w *jsonl) relations(rs []*annotations.Relation) {
	for _, r := range rs {
		w.item()
		w.open('{')
		w.always("id", r.ID)
		w.always("from", r.From)
		w.always("to", r.To)
		w.always("type", r.Type)
		w.always("note", r.Note)
		w.always("origin", r.Origin)
		w.always("annotator", r.By)
		w.always("created", r.Created.String())
		w.always("modified", r.Modified.String())
		w.close('}')
	}
}

// written returns an annotation if it is in the file, else nil.
func (w *jsonl) written(id string) *annotations.Annotation {
	a, ok := w.p.Annotations.Get(id)
	if !ok || a.Orphan || w.chosen != nil && !w.chosen[a.Document] {
		return nil
	}
	if d, ok := w.p.Documents.Get(a.Document); !ok || d.Excluded {
		return nil
	}
	return a
}

// lossesJSONL lists what a training file leaves out.
func lossesJSONL(l *losses) {
	l.common()
	w := newJSONL(l.p, WriteOptions{})
	for r := range l.p.Relations.All() {
		if w.written(r.From) == nil || w.written(r.To) == nil {
			l.add("relations of which one end is left out", r.Type)
		}
	}
}
