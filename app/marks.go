package app

import (
	"slices"

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
				out = append(out, markOf(a, d.byMark(a), &parts))
			}
		}
	}
	return out
}

// marks returns everything that is painted in the open document.
func (d *desk) marks() []surface.Mark {
	return d.marksOf(d.seenOf(d.session.Project().In(d.openID())))
}

// marksWhere returns what is painted in a stretch of a document, without need of
// an index.
func (d *desk) marksWhere(document string, in annotations.Span) []surface.Mark {
	var found []*annotations.Annotation
	for _, a := range d.seenOf(d.session.Project().In(document)) {
		if a.Parts[0].Start >= in.End {
			break // they are in text order
		}
		if slices.ContainsFunc(a.Parts, func(p annotations.Part) bool { return p.Overlaps(in) }) {
			found = append(found, a)
		}
	}
	return d.marksOf(found)
}

func (d *desk) marksOf(all []*annotations.Annotation) []surface.Mark {
	out := make([]surface.Mark, len(all))
	parts := make([]annotations.Span, 0, len(all)) // one piece of memory for nearly all of them
	var by, mark string                            // whose the one before was
	for i, a := range all {
		if a.By != by || i == 0 {
			by, mark = a.By, d.byMark(a)
		}
		out[i] = markOf(a, mark, &parts)
	}
	return out
}

// byMark is what stands above the annotations of others; "" for one's own.
func (d *desk) byMark(a *annotations.Annotation) string {
	if a.By == d.session.Me() {
		return ""
	}
	return d.personMark(a.By)
}

// markOf appends its parts to parts.
func markOf(a *annotations.Annotation, by string, parts *[]annotations.Span) surface.Mark {
	m := surface.Mark{ID: a.ID, Label: a.Label, Unsure: a.Unsure, Mine: by == "", By: by}
	from := len(*parts)
	for _, p := range a.Parts {
		*parts = append(*parts, p.Span)
	}
	m.Parts = (*parts)[from:len(*parts):len(*parts)]
	return m
}
