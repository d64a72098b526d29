package format

import (
	"fmt"

	"gloss/annotations"
)

// annotation writes an annotation as W3C has it: label, entities and note are
// bodies, each part of a target is a SpecificResource with a position and a
// quote. What W3C has no word for follows under our own context.
func (w *writer) annotation(a *annotations.Annotation) {
	w.iri("id", a.ID)
	w.always("type", "Annotation")
	if a.Deleted {
		w.itemStamp(&a.Stamp)
		w.object("target", func() { w.resource(a.Document) })
		w.itemVersion(&a.Stamp)
		return
	}
	w.verify(a)
	w.always("motivation", motivation(a))
	w.itemStamp(&a.Stamp)
	w.bodies(a)
	w.target(a)
	w.attribution(a.Attribution)
	w.attributes(a.Attributes)
	w.flag("unsure", a.Unsure)
	w.text("origin", a.Origin)
	if a.Orphan {
		w.array("orphan", func() {
			each(w, a.Parts, func(p annotations.Part) { w.span(p.Span) })
		})
	}
	w.itemVersion(&a.Stamp)
	w.foreign(a.Foreign, itemNames)
}

// verify compares an annotation with its text, whichever version it is of. The
// text of a deleted document may be gone.
func (w *writer) verify(a *annotations.Annotation) {
	t, loaded := w.p.Text(a.Document)
	_, shown := w.p.Documents.Get(a.Document)
	switch {
	case a.Orphan:
	case loaded:
		w.refuse(a.In(t))
	case shown && w.within(a.Document):
		w.fail(ErrText)
	case len(w.p.Documents.Heads(a.Document)) == 0:
		w.fail(fmt.Errorf("document %.80s: %w", a.Document, annotations.ErrMissing))
	}
}

// motivation says what sort of thing an annotation is: the strongest of its
// bodies decides (W3C, 3.3.5).
func motivation(a *annotations.Annotation) string {
	switch {
	case a.Label != "":
		return "classifying"
	case len(a.Entities) > 0:
		return "identifying"
	case a.Note != "":
		return "commenting"
	}
	return "highlighting"
}

func (w *writer) itemStamp(s *annotations.Stamp) {
	w.iri("creator", s.By)
	w.time("created", s.Created)
	w.time("modified", s.Modified)
}

func (w *writer) itemVersion(s *annotations.Stamp) {
	w.version(s.Version)
	w.flag("deleted", s.Deleted)
}

func (w *writer) bodies(a *annotations.Annotation) {
	if a.Label == "" && len(a.Entities) == 0 && a.Note == "" {
		return
	}
	w.array("body", func() {
		w.textual("classifying", a.Label)
		for _, id := range a.Entities {
			w.identifying(id)
		}
		w.textual("commenting", a.Note)
	})
}

// textual writes a body of text; nothing when it is "".
func (e *encoder) textual(purpose, value string) {
	if value == "" {
		return
	}
	e.item()
	e.open('{')
	e.always("type", "TextualBody")
	e.always("purpose", purpose)
	e.always("value", value)
	e.close('}')
}

// identifying writes a body that names an entity, under the name it has now.
func (w *writer) identifying(id string) {
	w.item()
	w.open('{')
	w.always("type", "SpecificResource")
	w.always("purpose", "identifying")
	w.object("source", func() {
		w.always("id", iri(id))
		if w.blank {
			w.b = append(append(append(w.b, blankMark), iri(id)...), blankMark)
		} else if e, ok := w.p.Entities.Get(id); ok {
			w.text("label", e.Name)
		}
	})
	w.close('}')
}

func (w *writer) resource(source string) {
	w.always("type", "SpecificResource")
	w.iri("source", source)
}

// target writes one part as an object, several as an array in text order: W3C
// has no selector for words with others between them.
func (w *writer) target(a *annotations.Annotation) {
	part := func(p annotations.Part) {
		w.resource(a.Document)
		w.array("selector", func() { w.selectors(p, a.Orphan) })
	}
	if len(a.Parts) == 1 {
		w.object("target", func() { part(a.Parts[0]) })
		return
	}
	w.array("target", func() { each(w, a.Parts, part) })
}

// selectors writes where a part is and what it says. An orphan's position
// would have other tools mark the wrong words, so it stands elsewhere.
func (w *writer) selectors(p annotations.Part, orphan bool) {
	if !orphan {
		w.item()
		w.open('{')
		w.always("type", "TextPositionSelector")
		w.span(p.Span)
		w.close('}')
	}
	w.item()
	w.open('{')
	w.always("type", "TextQuoteSelector")
	w.quote(p.Quote)
	w.close('}')
}

func (e *encoder) quote(q annotations.Quote) {
	e.always("exact", q.Exact)
	e.text("prefix", q.Prefix)
	e.text("suffix", q.Suffix)
}

func (w *writer) attribution(a annotations.Attribution) {
	if a == (annotations.Attribution{}) {
		return
	}
	w.object("attribution", func() {
		w.iri("source", a.Source)
		w.text("words", a.Words)
		w.text("cue", a.Cue)
		w.text("mode", a.Mode)
	})
}

// attributes writes an object of arrays, whether or not a key has one value.
func (e *encoder) attributes(pairs []annotations.Pair) {
	if len(pairs) > 0 {
		e.object("attributes", func() { e.pairs(pairs) })
	}
}

func (e *encoder) pairs(pairs []annotations.Pair) {
	for len(pairs) > 0 {
		n := 1
		for n < len(pairs) && pairs[n].Key == pairs[0].Key {
			n++
		}
		e.array(pairs[0].Key, func() {
			for _, p := range pairs[:n] {
				e.item()
				e.string(p.Value)
			}
		})
		pairs = pairs[n:]
	}
}

// relation writes an annotation of an annotation: its target is where the
// relation starts, its linking body where it leads.
func (w *writer) relation(r *annotations.Relation) {
	w.iri("id", r.ID)
	w.always("type", "Annotation")
	w.always("motivation", "linking")
	w.itemStamp(&r.Stamp)
	if !r.Deleted {
		w.array("body", func() { w.relationBodies(r) })
		w.object("target", func() { w.whole(r.From) })
		w.text("origin", r.Origin)
	}
	w.itemVersion(&r.Stamp)
	if !r.Deleted {
		w.foreign(r.Foreign, itemNames)
	}
}

func (w *writer) relationBodies(r *annotations.Relation) {
	w.item()
	w.open('{')
	w.always("type", "SpecificResource")
	w.always("purpose", "linking")
	w.iri("source", r.To)
	w.close('}')
	w.textual("classifying", r.Type)
	w.textual("commenting", r.Note)
}
