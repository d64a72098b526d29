package format

import (
	"encoding/json"
	"fmt"
	"slices"

	"gloss/annotations"
)

// record writes any record. Of a tombstone only the stamp is written, and where
// it was.
func (w *writer) record(r annotations.Record) {
	w.begin(r)
	if !r.Stamped().Deleted {
		w.refuse(r.Check())
	}
	w.open('{')
	switch r := r.(type) {
	case *annotations.Scheme:
		w.scheme(r)
	case *annotations.Person:
		w.person(r)
	case *annotations.Document:
		w.document(r)
	case *annotations.Entity:
		w.entity(r)
	case *annotations.Progress:
		w.progress(r)
	case *annotations.Annotation:
		w.annotation(r)
	case *annotations.Relation:
		w.relation(r)
	case *annotations.Decision:
		w.decision(r)
	case *annotations.Comment:
		w.comment(r)
	case *annotations.Question:
		w.question(r)
	case *annotations.Answer:
		w.answer(r)
	case *annotations.Dismissal:
		w.dismissal(r)
	}
	w.close('}')
}

// stamp writes who made a record and what it has seen. It stands apart, since
// "creator" of a document would be its author.
func (w *writer) stamp(s *annotations.Stamp) {
	if s.By == "" && s.Created == 0 && s.Modified == 0 && len(s.Version) == 0 && !s.Deleted {
		return
	}
	w.object("record", func() {
		w.iri("by", s.By)
		w.time("created", s.Created)
		w.time("modified", s.Modified)
		w.version(s.Version)
		w.flag("deleted", s.Deleted)
	})
}

func (w *writer) version(v annotations.Version) {
	if len(v) == 0 {
		return
	}
	if !v.Valid() {
		w.fail(fmt.Errorf("version %.80q: %w", v.String(), annotations.ErrRecord))
	}
	w.object("version", func() {
		for _, d := range v {
			w.number(d.Actor, d.N)
		}
	})
}

func (w *writer) scheme(s *annotations.Scheme) {
	w.iri("id", s.ID)
	if !s.Deleted {
		w.array("labels", func() { each(w, s.Labels, w.label) })
		w.array("relations", func() { each(w, s.Relations, w.relationType) })
		w.array("attributes", func() { each(w, s.Attributes, w.attributeType) })
		w.text("guideline", s.Guideline)
	}
	w.stamp(&s.Stamp)
}

// each writes the items of an array, which are objects.
func each[T any](w *writer, vs []T, f func(T)) {
	for _, v := range vs {
		w.item()
		w.open('{')
		f(v)
		w.close('}')
	}
}

func (w *writer) label(l annotations.Label) {
	w.always("key", l.Key)
	w.always("title", l.Title)
	w.text("letter", l.Letter)
	w.text("light", l.Light)
	w.text("dark", l.Dark)
	w.text("line", string(l.Line))
	w.flag("retired", l.Retired)
	w.text("into", l.Into)
}

func (w *writer) relationType(r annotations.RelationType) {
	w.always("key", r.Key)
	w.always("title", r.Title)
	w.flag("directed", r.Directed)
	w.flag("retired", r.Retired)
}

func (w *writer) attributeType(a annotations.AttributeType) {
	w.always("key", a.Key)
	w.always("title", a.Title)
	w.texts("values", a.Values)
	w.flag("retired", a.Retired)
}

func (w *writer) person(p *annotations.Person) {
	w.iri("id", p.ID)
	w.always("type", "Person")
	if !p.Deleted {
		w.text("nickname", p.Name)
	}
	w.stamp(&p.Stamp)
}

func (w *writer) document(d *annotations.Document) {
	w.iri("id", d.ID)
	w.always("type", "Text")
	if !d.Deleted {
		w.always("format", "text/plain")
		w.text("language", d.Language)
		w.text("title", d.Title)
		w.text("publisher", d.Source)
		w.text("byline", d.Author)
		w.text("url", d.URL)
		w.text("published", d.Published)
		w.body(d)
		w.text("file", d.File)
		w.rawText(d.Raw)
		w.flag("excluded", d.Excluded)
	}
	w.stamp(&d.Stamp)
	if !d.Deleted {
		w.foreign(d.Foreign, documentNames)
	}
}

// body writes the text of a document, once: with the version that is shown.
func (w *writer) body(d *annotations.Document) {
	w.always("sha256", d.ID)
	w.number("codePoints", d.Points)
	if w.p.Documents.Heads(d.ID)[0] == d {
		t, ok := w.p.Text(d.ID)
		if !ok {
			w.fail(ErrText)
		} else if t.Points() != d.Points || t.ID() != d.ID {
			w.fail(fmt.Errorf("its text is another: %w", annotations.ErrText))
		}
		w.always("text", t.String())
	}
	if len(d.Blocks) > 0 {
		w.array("blocks", func() {
			each(w, d.Blocks, func(b annotations.Block) {
				w.span(b.Span)
				w.text("kind", string(b.Kind))
			})
		})
	}
	if len(d.Folds) > 0 {
		w.array("folds", func() { each(w, d.Folds, w.span) })
	}
}

func (w *writer) span(s annotations.Span) {
	w.number("start", s.Start)
	w.number("end", s.End)
}

func (w *writer) rawText(r *annotations.RawText) {
	if r == nil {
		return
	}
	w.object("rawText", func() {
		w.text("newlines", r.Newlines)
		w.flag("bom", r.BOM)
		w.text("encoding", r.Encoding)
		w.text("format", r.Format)
		w.text("sha256", r.SHA256)
	})
}

func (w *writer) entity(e *annotations.Entity) {
	w.iri("id", e.ID)
	if !e.Deleted {
		w.always("label", e.Name)
		w.texts("aliases", e.Aliases)
		w.text("category", e.Type)
		w.text("iri", e.IRI)
		w.text("note", e.Note)
		w.iri("into", e.Into)
	}
	w.stamp(&e.Stamp)
}

func (w *writer) progress(p *annotations.Progress) {
	w.iri("id", p.ID)
	w.iri("document", p.Document)
	w.text("state", string(p.State))
	w.stamp(&p.Stamp)
}

// foreign writes the fields of other tools back where they stood. Names that
// mean something to us, or to JSON-LD, go under "foreign", out of the way.
func (w *writer) foreign(raw json.RawMessage, ours []string) {
	if len(raw) == 0 {
		return
	}
	members, err := membersOf(raw)
	if err != nil {
		w.fail(fmt.Errorf("fields of other tools: %w", err))
		return
	}
	var aside []member
	for _, m := range members {
		if m.name == "" || m.name[0] == '@' || m.name == "foreign" || slices.Contains(ours, m.name) {
			aside = append(aside, m)
			continue
		}
		w.raw(m.name, m.value)
	}
	if len(aside) > 0 {
		w.object("foreign", func() {
			for _, m := range aside {
				w.raw(m.name, m.value)
			}
		})
	}
}
