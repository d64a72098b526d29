package format

import (
	"gloss/annotations"
)

// doccano's files are JSON Lines (its relation extraction format): one text a
// line, spans and relations with numbers for ids. Offsets count UTF-16, since
// its editor does; "code point" can be asked for. Other fields of a line become
// its metadata, so that the unit and the digest of the text stay with it.

func writeDoccano(p *annotations.Project, o WriteOptions) ([]File, error) {
	w := &doccano{jsonl: newJSONL(p, o), unit: unitUTF16}
	if o.Unit == offsetUnit {
		w.unit = offsetUnit
	}
	if err := w.texts(w.document); err != nil {
		return nil, err
	}
	return []File{{fileName(p) + ".doccano.jsonl", "application/jsonl", w.b}}, nil
}

type doccano struct {
	*jsonl
	unit  string
	lines int
	spans int
	ties  int
}

func (w *doccano) document(d *annotations.Document, t annotations.Text) {
	w.lines++
	w.open('{')
	w.number("id", w.lines)
	w.always("text", t.String())
	numbers := map[string]int{}
	w.array("entities", func() {
		for _, a := range w.p.In(d.ID) {
			w.spans++
			numbers[a.ID] = w.spans
			w.mark(a, t)
		}
	})
	w.array("relations", func() {
		for _, r := range w.links[d.ID] {
			if to := w.written(r.To); to.Document == d.ID {
				w.ties++
				w.tie(r.Type, numbers[r.From], numbers[r.To])
			}
		}
	})
	w.array("Comments", func() {})
	w.article(d, w.unit)
	w.close('}')
	w.b = append(w.b, '\n')
}

func (w *doccano) mark(a *annotations.Annotation, t annotations.Text) {
	s := a.Extent()
	if w.unit == unitUTF16 {
		s.Start, s.End = t.PointToUnit(s.Start), t.PointToUnit(s.End)
	}
	w.item()
	w.open('{')
	w.number("id", w.spans)
	w.always("label", named(w.label(a.Label)))
	w.number("start_offset", s.Start)
	w.number("end_offset", s.End)
	w.close('}')
}

// named is a label for tools that want one everywhere.
func named(label string) string {
	if label == "" {
		return "mention"
	}
	return label
}

func (w *doccano) tie(kind string, from, to int) {
	w.item()
	w.open('{')
	w.number("id", w.ties)
	w.number("from_id", from)
	w.number("to_id", to)
	if kind == "" {
		kind = "related"
	}
	w.always("type", kind)
	w.close('}')
}

// lossesDoccano lists what a file for doccano leaves out.
func lossesDoccano(l *losses) {
	l.common()
	l.lacking(lackParts | lackLabelless | lackEntities | lackAttribution | lackAttributes | lackUnsure | lackNote |
		lackOrigin | lackTimes | lackMaker | lackOverlap | lackDone | lackNames)
	l.related(lackRelationNotes|lackLabelless|lackMaker, anywhere)
}
