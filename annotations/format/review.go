package format

import (
	"gloss/annotations"
)

// decision writes an annotation of annotations, as W3C has assessments: its
// targets are what was judged, its bodies the outcome and a note.
func (w *writer) decision(d *annotations.Decision) {
	w.iri("id", d.ID)
	w.always("type", "Annotation")
	w.always("motivation", "assessing")
	w.itemStamp(&d.Stamp)
	if !d.Deleted {
		w.array("body", func() {
			w.textual("assessing", string(d.Outcome))
			w.textual("commenting", d.Note)
		})
		w.array("target", func() { each(w, d.Members, func(m annotations.Seen) { w.whole(m.ID) }) })
	}
	w.object("decision", func() { w.verdict(d) })
	w.itemVersion(&d.Stamp)
	if !d.Deleted {
		w.foreign(d.Foreign, itemNames)
	}
}

// whole writes a target that is an annotation itself, not words.
func (w *writer) whole(id string) {
	w.iri("id", id)
	w.always("type", "Annotation")
}

// verdict writes what W3C has no word for. A tombstone keeps where it was.
func (w *writer) verdict(d *annotations.Decision) {
	w.iri("document", d.Document)
	if d.Deleted {
		return
	}
	w.iri("case", d.Case)
	w.number("level", d.Level)
	w.flag("auto", d.Auto)
	w.text("reason", string(d.Reason))
	w.array("members", func() {
		each(w, d.Members, func(m annotations.Seen) {
			w.iri("id", m.ID)
			w.version(m.Version)
		})
	})
	if len(d.Result) > 0 {
		w.array("result", func() {
			for _, id := range d.Result {
				w.item()
				w.string(iri(id))
			}
		})
	}
}

// comment writes an annotation of an annotation or of a decision.
func (w *writer) comment(c *annotations.Comment) {
	motivation := "commenting"
	if c.Reply != "" {
		motivation = "replying"
	}
	w.iri("id", c.ID)
	w.always("type", "Annotation")
	w.always("motivation", motivation)
	w.itemStamp(&c.Stamp)
	if !c.Deleted {
		w.array("body", func() { w.textual("commenting", c.Text) })
		w.object("target", func() { w.whole(c.Annotation + c.Decision) }) // one of them is ""
	}
	w.object("comment", func() {
		w.iri("document", c.Document)
		if !c.Deleted {
			w.iri("annotation", c.Annotation)
			w.iri("decision", c.Decision)
			w.iri("reply", c.Reply)
		}
	})
	w.itemVersion(&c.Stamp)
	if !c.Deleted {
		w.foreign(c.Foreign, itemNames)
	}
}

func (r *reader) decision() *annotations.Decision {
	d := &annotations.Decision{}
	for name := range r.object {
		switch string(name) {
		case "document":
			d.Document = toID(r.name())
		case "case":
			d.Case = toID(r.name())
		case "level":
			d.Level, _ = r.number()
		case "auto":
			d.Auto = r.flag()
		case "reason":
			d.Reason = annotations.Reason(r.name())
		case "members":
			for range r.each {
				d.Members = append(d.Members, r.seenRecord())
			}
		case "result":
			for _, id := range r.texts() {
				d.Result = append(d.Result, toID(id))
			}
		default:
			r.unknown(string(name))
		}
	}
	return d
}

func (r *reader) seenRecord() (s annotations.Seen) {
	for name := range r.object {
		switch string(name) {
		case "id":
			s.ID = toID(r.name())
		case "version":
			s.Version = r.seen()
		default:
			r.unknown(string(name))
		}
	}
	return s
}

func (r *reader) comment() *annotations.Comment {
	c := &annotations.Comment{}
	for name := range r.object {
		switch string(name) {
		case "document":
			c.Document = toID(r.name())
		case "annotation":
			c.Annotation = toID(r.name())
		case "decision":
			c.Decision = toID(r.name())
		case "reply":
			c.Reply = toID(r.name())
		default:
			r.unknown(string(name))
		}
	}
	return c
}

// isLater reports whether an item is about others, which are made first.
func (it *item) isLater() bool { return it.decision != nil || it.comment != nil || it.isRelation() }

func (b *builder) decision(it *item) {
	d := it.decision
	d.Stamp = it.Stamp
	d.ID = b.good(it.ID, "decision", it.raw)
	d.Document = b.moved(d.Document)
	for i, m := range d.Members {
		d.Members[i].ID = b.same(m.ID)
	}
	for i, id := range d.Result {
		d.Result[i] = b.same(id)
	}
	for _, body := range it.bodies {
		switch body.purpose {
		case "assessing":
			d.Outcome = annotations.Outcome(body.value)
		case "commenting":
			d.Note = body.value
		}
	}
	d.Foreign = join(it.foreign)
	b.keep(it.path, d)
}

func (b *builder) comment(it *item) {
	c := it.comment
	c.Stamp = it.Stamp
	c.ID = b.good(it.ID, "comment", it.raw)
	c.Document = b.moved(c.Document)
	c.Annotation, c.Decision, c.Reply = b.same(c.Annotation), b.same(c.Decision), b.same(c.Reply)
	for _, body := range it.bodies {
		c.Text = body.value
	}
	c.Foreign = join(it.foreign)
	b.keep(it.path, c)
}

// moved returns the id that a document has now, whose text may be another.
func (b *builder) moved(document string) string {
	if at := b.place(document); at != nil {
		return at.id
	}
	return document
}
