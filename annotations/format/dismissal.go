package format

import "gloss/annotations"

// dismissal writes what somebody refused of what was suggested.
func (w *writer) dismissal(d *annotations.Dismissal) {
	w.iri("id", d.ID)
	if !d.Deleted {
		w.iri("from", d.From)
		w.iri("to", d.To)
		w.iri("document", d.Document)
		if d.Document != "" {
			w.span(d.Passage)
		}
		w.always("type", d.Type)
		w.text("rule", d.Rule)
	}
	w.stamp(&d.Stamp)
}

func (r *reader) dismissal() *annotations.Dismissal {
	d := &annotations.Dismissal{}
	for name := range r.object {
		switch string(name) {
		case "id":
			d.ID = toID(r.text())
		case "from":
			d.From = toID(r.name())
		case "to":
			d.To = toID(r.name())
		case "document":
			d.Document = toID(r.name())
		case "start":
			d.Passage.Start, _ = r.number()
		case "end":
			d.Passage.End, _ = r.number()
		case "type":
			d.Type = r.text()
		case "rule":
			d.Rule = r.text()
		case "record":
			r.stamp(&d.Stamp)
		default:
			r.unknown(string(name))
		}
	}
	return d
}

// refused gives a dismissal the ids that its ends have now. A passage of a text
// that was altered is none.
func (b *builder) refused(d *annotations.Dismissal) {
	d.From, d.To = b.same(d.From), b.same(d.To)
	if d.Document != "" {
		d.Document = b.moved(d.Document)
	}
}
