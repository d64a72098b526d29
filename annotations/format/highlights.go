package format

import "gloss/annotations"

// Highlights are W3C annotations as Recogito, Annotorious and tools around
// Hypothesis read them: for each article an array, of passages alone, since
// Recogito fails on an annotation that is about another one (FORMATS 4.1).
// Positions count UTF-16, as theirs do, though the W3C has code points; these
// can be asked for. Labels are tags, which is what those tools show. Reading
// them is reading W3C annotations.

func writeHighlights(p *annotations.Project, o WriteOptions) ([]File, error) {
	w := &highlights{jsonl: newJSONL(p, o)}
	w.flat = false
	stems := bratStems(exported(p, o))
	var out []File
	err := w.texts(func(d *annotations.Document, t annotations.Text) {
		w.b, w.t = nil, t
		w.article(d)
		out = append(out, File{stems[len(out)] + ".w3c.json", "application/ld+json", append(w.b, '\n')})
	})
	if err != nil {
		return nil, err
	}
	if out == nil {
		out = []File{{fileName(p) + ".w3c.json", "application/ld+json", []byte("[]\n")}}
	}
	return out, nil
}

type highlights struct {
	*jsonl
	t annotations.Text
}

func (w *highlights) article(d *annotations.Document) {
	source := d.URL
	if !isIRI(source) {
		source = iri(d.ID)
	}
	w.open('[')
	for _, a := range w.p.In(d.ID) {
		w.now = "annotation " + a.ID
		w.item()
		w.open('{')
		w.highlight(a, source)
		w.close('}')
	}
	w.close(']')
}

func (w *highlights) highlight(a *annotations.Annotation, source string) {
	w.always("@context", "http://www.w3.org/ns/anno.jsonld")
	w.always("id", iri(a.ID))
	w.always("type", "Annotation")
	w.always("motivation", motivation(a))
	if a.By != "" {
		w.object("creator", func() {
			w.always("id", iri(a.By))
			w.text("name", w.name(a.By))
		})
	}
	w.text("created", a.Created.String())
	w.text("modified", a.Modified.String())
	w.bodies(a)
	w.array("target", func() {
		for _, part := range a.Parts {
			w.item()
			w.open('{')
			w.always("source", source)
			w.array("selector", func() { w.selectors(part) })
			w.close('}')
		}
	})
}

func (w *highlights) bodies(a *annotations.Annotation) {
	if motivation(a) == "highlighting" {
		return
	}
	w.array("body", func() {
		w.textual("tagging", w.label(a.Label))
		for _, id := range a.Entities {
			name := ""
			if e, ok := w.p.Entity(id); ok {
				id, name = e.ID, e.Name
				if isIRI(e.IRI) {
					id = e.IRI
				}
			}
			w.item()
			w.open('{')
			w.always("type", "SpecificResource")
			w.always("purpose", "identifying")
			w.object("source", func() {
				w.always("id", iri(id))
				w.text("label", name)
			})
			w.close('}')
		}
		w.textual("commenting", a.Note)
	})
}

func (w *highlights) selectors(p annotations.Part) {
	w.item()
	w.open('{')
	w.always("type", "TextQuoteSelector")
	w.quote(p.Quote)
	w.close('}')
	s := p.Span
	if w.o.Unit != offsetUnit {
		s.Start, s.End = w.t.PointToUnit(s.Start), w.t.PointToUnit(s.End)
	}
	w.item()
	w.open('{')
	w.always("type", "TextPositionSelector")
	w.number("start", s.Start)
	w.number("end", s.End)
	w.close('}')
}

// lossesHighlights lists what highlights leave out.
func lossesHighlights(l *losses) {
	l.common()
	l.lacking(lackAttribution | lackAttributes | lackUnsure | lackOrigin | lackDone | lackTexts)
	l.related(lackRelations, nil)
	for d := range l.p.Documents.All() {
		if !d.Excluded {
			l.described(d)
		}
	}
}
