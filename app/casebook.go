package app

import (
	"cmp"
	"context"
	"slices"

	"gloss/annotations"
	"gloss/annotations/review"
)

// casebook holds the cases of every document as they were found last. Cases are
// no records: they follow from annotations, decisions and progress, and only
// those of documents in which any of these has changed are found anew.
type casebook struct {
	of    *annotations.Project // what they were found in; nil before the first time
	by    map[string]caseList
	all   []review.Case   // in the order of the documents
	rank  map[string]int  // of a document in that order
	above map[string]bool // ids of cases that are judged on the level above
	agree int             // how many can be accepted because all agree
	busy  bool            // more are being found
	turn  int             // counts up when all changes
}

// caseList is what was found in one document.
type caseList struct {
	cases []review.Case
	agree int // how many of them can be accepted because all agree
}

// findCases brings the casebook in step with the project, beside the drawing
// goroutine; what is shown meanwhile is what was found before.
func (d *desk) findCases() {
	b := &d.book
	if d.session == nil || b.busy || b.of == d.session.Project() || !d.session.Whole() {
		return
	}
	p := d.session.Project()
	stale := changedDocuments(b.of, p)
	if len(stale) == 0 && b.of != nil {
		b.of = p
		return
	}
	b.busy = true
	found := map[string]caseList{}
	d.aside(func(ctx context.Context) error {
		step := breathe(ctx)
		for _, document := range stale {
			cases, err := review.Cases(p, document, review.Options{Step: func() error { return step(0, 0) }})
			if err != nil {
				return err
			}
			found[document] = caseList{cases, len(review.AutoAccept(p, cases))}
			if err := step(0, 0); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		b.busy = false
		if err != nil {
			b.of = p // not again and again
			d.fail(err)
			return
		}
		b.take(p, found)
		d.casesFound()
		d.redraw()
	})
}

// take enters what was found in a project.
func (b *casebook) take(p *annotations.Project, found map[string]caseList) {
	if b.by == nil {
		b.by = map[string]caseList{}
	}
	for document, list := range found {
		b.by[document] = list
	}
	b.of, b.turn = p, b.turn+1
	b.all, b.agree, b.rank, b.above = nil, 0, map[string]int{}, map[string]bool{}
	for i, doc := range publishedOrder(p) {
		b.rank[doc.ID] = i
		b.all = append(b.all, b.by[doc.ID].cases...)
		b.agree += b.by[doc.ID].agree
	}
	for i := range b.all {
		if i > 0 && b.all[i].Level > b.all[i-1].Level && b.all[i].Document == b.all[i-1].Document {
			b.above[b.all[i-1].ID] = true
		}
	}
}

// get returns the case of an id.
func (b *casebook) get(id string) (*review.Case, bool) {
	for i := range b.all {
		if b.all[i].ID == id {
			return &b.all[i], true
		}
	}
	return nil, false
}

// tally counts the cases that are to be judged, each once: those whose
// reviewers differ are judged on the level above.
func (b *casebook) tally() (decided, all int) {
	for i := range b.all {
		c := &b.all[i]
		if b.above[c.ID] {
			continue
		}
		all++
		if c.State == review.StateDecided {
			decided++
		}
	}
	return decided, all
}

// publishedOrder returns the documents as the library lists them at first,
// whatever it is narrowed to now.
func publishedOrder(p *annotations.Project) []*annotations.Document {
	out := slices.Collect(p.Documents.All())
	slices.SortFunc(out, func(a, b *annotations.Document) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.File, b.File), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// changedDocuments returns the documents whose cases may differ between two
// projects, by id.
func changedDocuments(before, after *annotations.Project) []string {
	touched := map[string]bool{}
	if before == nil {
		before = &annotations.Project{}
	}
	all := !before.Schemes.Same(after.Schemes)
	after.Entities.Differ(before.Entities, func(a, b *annotations.Entity) {
		all = all || a != nil && a.Into != "" || b != nil && b.Into != ""
	})
	after.Annotations.Differ(before.Annotations, func(a, b *annotations.Annotation) {
		if a != nil {
			touched[a.Document] = true
		}
		if b != nil {
			touched[b.Document] = true
		}
	})
	after.Decisions.Differ(before.Decisions, func(a, b *annotations.Decision) {
		if a != nil {
			touched[a.Document] = true
		}
		if b != nil {
			touched[b.Document] = true
		}
	})
	after.Progress.Differ(before.Progress, func(a, b *annotations.Progress) {
		if a != nil {
			touched[a.Document] = true
		}
		if b != nil {
			touched[b.Document] = true
		}
	})
	if all {
		for doc := range after.Documents.All() {
			touched[doc.ID] = true
		}
	}
	var out []string
	for id := range touched {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}
