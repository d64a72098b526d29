package app

import (
	"gloss/annotations"
	"gloss/app/surface"
)

// marksIn returns what is painted in some stretches of the open document.
func (d *desk) marksIn(spans []annotations.Span) []surface.Mark {
	var out []surface.Mark
	for _, s := range spans {
		for _, a := range d.session.Index().Overlapping(s) {
			if d.whose.seen(a) {
				out = append(out, d.markOf(a))
			}
		}
	}
	return out
}

// marks returns everything that is painted in the open document.
func (d *desk) marks() []surface.Mark {
	return d.marksOf(d.session.Project().In(d.openID()))
}

func (d *desk) marksOf(all []*annotations.Annotation) []surface.Mark {
	all = d.seenOf(all)
	out := make([]surface.Mark, len(all))
	for i, a := range all {
		out[i] = d.markOf(a)
	}
	return out
}

func (d *desk) markOf(a *annotations.Annotation) surface.Mark {
	m := surface.Mark{ID: a.ID, Label: a.Label, Unsure: a.Unsure, Mine: a.By == d.session.Me()}
	if !m.Mine {
		m.By = d.personMark(a.By)
	}
	for _, p := range a.Parts {
		m.Parts = append(m.Parts, p.Span)
	}
	return m
}
