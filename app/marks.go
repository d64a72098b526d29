package app

import (
	"gloss/annotations"
	"gloss/app/surface"
)

// marksIn returns what is painted in some stretches of the open document.
func (d *desk) marksIn(spans []annotations.Span) []surface.Mark {
	var out []surface.Mark
	var parts []annotations.Span
	for _, s := range spans {
		for _, a := range d.session.Index().Overlapping(s) {
			if d.whose.seen(a) {
				out = append(out, d.markOf(a, &parts))
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
	parts := make([]annotations.Span, 0, len(all)) // one piece of memory for nearly all of them
	for i, a := range all {
		out[i] = d.markOf(a, &parts)
	}
	return out
}

// markOf appends its parts to parts.
func (d *desk) markOf(a *annotations.Annotation, parts *[]annotations.Span) surface.Mark {
	m := surface.Mark{ID: a.ID, Label: a.Label, Unsure: a.Unsure, Mine: a.By == d.session.Me()}
	if !m.Mine {
		m.By = d.personMark(a.By)
	}
	from := len(*parts)
	for _, p := range a.Parts {
		*parts = append(*parts, p.Span)
	}
	m.Parts = (*parts)[from:len(*parts):len(*parts)]
	return m
}
