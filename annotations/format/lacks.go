package format

import (
	"gloss/annotations"
)

// lack is what a format has no place for; several are ored together.
type lack uint32

const (
	lackParts lack = 1 << iota
	lackLabelless
	lackEntities
	lackAttribution
	lackAttributes
	lackUnsure
	lackNote
	lackOrigin
	lackTimes
	lackMaker
	lackOtherMaker
	lackOverlap
	lackRelations
	lackRelationNotes
	lackDone
	lackNames
	lackTexts
)

// lacking counts what a format leaves out of the annotations that it writes.
func (l *losses) lacking(c lack) {
	for d := range l.p.Documents.All() {
		if d.Excluded {
			continue
		}
		end := 0
		for _, a := range l.p.In(d.ID) {
			l.tick()
			for _, x := range lacks {
				if c&x.lack != 0 && x.has(a) {
					l.add(x.what, a.Exact())
				}
			}
			if c&lackOverlap != 0 && a.Extent().Start < end {
				l.add("annotations that overlap others, where the tool was not told to take them", a.Exact())
			}
			end = max(end, a.Extent().End)
		}
		if c&lackTexts != 0 {
			l.add("texts of articles: to read the file again they have to be there", d.Title)
		}
	}
	if c&lackDone != 0 {
		for r := range l.p.Progress.All() {
			if r.State == annotations.Done && !l.excluded(r.Document) {
				l.add("who is done with which article", l.title(r.Document))
			}
		}
	}
	if c&lackNames != 0 {
		for r := range l.p.People.All() {
			if r.Name != "" {
				l.add("names of people", r.Name)
			}
		}
	}
}

var lacks = []struct {
	lack lack
	what string
	has  func(a *annotations.Annotation) bool
}{
	{lackParts, "annotations in several parts: written as one, from the first to the last", func(a *annotations.Annotation) bool { return len(a.Parts) > 1 }},
	{lackLabelless, "annotations without a label: written as “mention”", func(a *annotations.Annotation) bool { return a.Label == "" }},
	{lackEntities, "links to entities", func(a *annotations.Annotation) bool { return len(a.Entities) > 0 }},
	{lackAttribution, "who says what is marked", func(a *annotations.Annotation) bool { return a.Attribution != (annotations.Attribution{}) }},
	{lackAttributes, "attributes", func(a *annotations.Annotation) bool { return len(a.Attributes) > 0 }},
	{lackUnsure, "marks of being unsure", func(a *annotations.Annotation) bool { return a.Unsure }},
	{lackNote, "notes", func(a *annotations.Annotation) bool { return a.Note != "" }},
	{lackOrigin, "where annotations came from, if not from a hand", func(a *annotations.Annotation) bool { return a.Origin != "" }},
	{lackTimes, "times at which annotations were made", func(a *annotations.Annotation) bool { return a.Created != 0 || a.Modified != 0 }},
	{lackMaker, "who made an annotation", func(a *annotations.Annotation) bool { return a.By != "" }},
}

// related counts the relations that are left out: all, or those that a file
// of single texts cannot hold.
func (l *losses) related(c lack, holds func(from, to *annotations.Annotation) bool) {
	w := newJSONL(l.p, WriteOptions{})
	for r := range l.p.Relations.All() {
		from, to := w.written(r.From), w.written(r.To)
		why := ""
		switch {
		case from == nil || to == nil:
			why = "relations of which one end is left out"
		case c&lackRelations != 0:
			why = "relations"
		case from.Document != to.Document:
			why = "relations between articles"
		case !holds(from, to):
			why = "relations between annotations of two people"
		}
		if why != "" {
			l.add(why, r.Type)
			continue
		}
		if c&lackRelationNotes != 0 && r.Note != "" {
			l.add("notes of relations", r.Note)
		}
		if c&lackLabelless != 0 && r.Type == "" {
			l.add("relations without a type: written as “related”", from.Exact())
		}
		if c&lackMaker != 0 && r.By != "" || c&lackOtherMaker != 0 && r.By != from.By {
			l.add("who made a relation", r.Type)
		}
	}
}

// anywhere holds relations of all annotations of one article.
func anywhere(_, _ *annotations.Annotation) bool { return true }
