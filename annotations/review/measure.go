package review

import (
	"fmt"

	"gloss/annotations"
	"gloss/annotations/agreement"
)

// Agreement returns documents as the measures of agreement want them, in the
// order given: what those who are done have marked, and the words and sentences
// of the text, line by line. Labels and entities are those after merges. Each
// part of an annotation of several is a unit of its own, since what lies
// between was not marked. Orphans and results of reviews are no units.
//
// A document whose text is not loaded is an error that wraps
// [annotations.ErrMissing]; else the error is what Step returned.
func Agreement(p *annotations.Project, documents []string, o Options) ([]agreement.Document, error) {
	k := newDesk(p, "", o)
	var out []agreement.Document
	for _, id := range documents {
		t, ok := p.Text(id)
		if !ok {
			return nil, fmt.Errorf("document %.80s: the text is not loaded: %w", id, annotations.ErrMissing)
		}
		d := agreement.Document{ID: id, Length: t.Points(), Units: map[string][]agreement.Unit{}}
		for at := 0; at < t.Points(); at = t.Line(at).End + 1 {
			d.Tokens = appendCells(d.Tokens, t.Words(at))
			d.Sentences = appendCells(d.Sentences, t.Sentences(at))
			if err := k.work(1 + t.Line(at).Len()); err != nil { // a code point takes about 100 ns
				return nil, err
			}
		}
		for _, person := range k.voters[id] {
			d.Units[person] = nil
		}
		for _, m := range k.marks(id) {
			if m.voter {
				d.Units[m.By] = append(d.Units[m.By], m.units()...)
			}
		}
		out = append(out, d)
	}
	return out, nil
}

func appendCells(cells [][2]int, spans []annotations.Span) [][2]int {
	for _, s := range spans {
		cells = append(cells, [2]int{s.Start, s.End})
	}
	return cells
}

// units returns a mark as units, one for each part.
func (m *mark) units() []agreement.Unit {
	a := m.answer
	var out []agreement.Unit
	for _, s := range a.Spans {
		out = append(out, agreement.Unit{Start: s.Start, End: s.End, Label: a.Label, Entities: a.Entities})
	}
	return out
}
