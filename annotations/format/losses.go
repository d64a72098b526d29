package format

import (
	"cmp"

	"gloss/annotations"
)

// Loss is something that a format cannot hold, or that is left out by choice.
type Loss struct {
	What     string   // in the plural, as "orphans: their words are not in the text"
	Count    int      // how many
	Examples []string // up to three of them, as the user knows them
}

// losses counts losses in the order in which they are first met.
type losses struct {
	p   *annotations.Project
	o   WriteOptions
	all []Loss
	n   int // annotations and losses looked at
}

// Losses tells what Write leaves out with these options, before it is called:
// nothing of a format that is only read. Only what depends on words is not told
// of texts that are not loaded. Step may let the screen be drawn and cannot
// stop it.
func (f Format) Losses(p *annotations.Project, o WriteOptions) []Loss {
	if f.losses == nil {
		return nil
	}
	return lost(p, o, f.losses)
}

func lost(p *annotations.Project, o WriteOptions, count func(*losses)) []Loss {
	l := &losses{p: chosenPart(p, o), o: o}
	count(l)
	return l.all
}

// chosenPart is what of a project concerns the chosen documents: relations,
// too, that lead out of them, since these are lost.
func chosenPart(p *annotations.Project, o WriteOptions) *annotations.Project {
	if o.Documents == nil {
		return p
	}
	w := &writer{p: p, only: o.chosen()}
	var rs []annotations.Record
	texts := map[string]annotations.Text{}
	for _, k := range annotations.Kinds {
		for _, r := range p.Versions(k) {
			x, ok := r.(*annotations.Relation)
			if w.selected(r) || ok && (w.withinAny(x.From) || w.withinAny(x.To)) {
				rs = append(rs, r)
			}
		}
	}
	for id := range w.only {
		if t, ok := p.Text(id); ok {
			texts[id] = t
		}
	}
	q, err := annotations.ProjectOf(rs...)
	if err != nil {
		panic("internal error: part of a project is malformed: " + err.Error())
	}
	return q.WithTexts(texts)
}

// tick lets the step function have a say now and then.
func (l *losses) tick() {
	if l.n++; l.n%64 == 0 && l.o.Step != nil {
		_ = l.o.Step(l.n, 0)
	}
}

// add counts one loss.
func (l *losses) add(what, example string) {
	l.tick()
	for i := range l.all {
		if x := &l.all[i]; x.What == what {
			x.Count++
			x.example(example)
			return
		}
	}
	x := Loss{What: what, Count: 1}
	x.example(example)
	l.all = append(l.all, x)
}

func (x *Loss) example(s string) {
	if s != "" && len(x.Examples) < 3 {
		x.Examples = append(x.Examples, clip(s))
	}
}

// excluded reports whether a document is out of the export by choice, or gone.
func (l *losses) excluded(document string) bool {
	d, ok := l.p.Documents.Get(document)
	return !ok || d.Excluded
}

// common counts what every format but our own leaves out.
func (l *losses) common() {
	votes, results := l.p.Votes()
	if results > 0 {
		for a := range l.p.Annotations.All() {
			if a.Origin == annotations.OriginReview {
				l.add("results of reviews, which a file of gold holds", a.Exact())
			}
		}
		l.p = votes
	}
	for d := range l.p.Documents.All() {
		if d.Excluded {
			l.add("articles excluded from export, with their annotations", d.Title)
		}
	}
	for a := range l.p.Annotations.All() {
		if _, ok := l.p.Documents.Get(a.Document); a.Orphan {
			l.add("orphans: annotations whose words are not in the text", a.Exact())
		} else if !ok {
			l.add("annotations of articles that were deleted", a.Exact())
		}
	}
	l.conflicts()
	for e := range l.p.Entities.All() {
		if len(e.Aliases) > 0 || e.Note != "" || e.Type != "" {
			l.add("types, aliases and notes of entities", e.Name)
		}
	}
	l.documents()
	for p := range l.p.Progress.All() {
		if !l.excluded(p.Document) && p.State == annotations.InWork {
			l.add("articles that somebody has begun and not finished", l.title(p.Document))
		}
	}
	for d := range l.p.Decisions.All() {
		l.add("decisions of reviewers", cmp.Or(d.Note, string(d.Outcome)))
	}
	for c := range l.p.Comments.All() {
		l.add("comments", c.Text)
	}
	l.board()
	for d := range l.p.Dismissals.All() {
		l.add("suggestions that somebody refused", d.Rule)
	}
	if g := l.p.Scheme().Guideline; g != "" {
		l.add("guidelines", g)
	}
}

// conflicts counts what was edited at the same time on two devices: only the
// version that is shown is written.
func (l *losses) conflicts() {
	for heads := range l.p.Annotations.Conflicts() {
		if !heads[0].Deleted && !l.excluded(heads[0].Document) {
			l.add("undecided edits of one annotation: only the version shown is written", heads[0].Exact())
		}
	}
}

func (l *losses) documents() {
	for d := range l.p.Documents.All() {
		if d.Excluded {
			continue
		}
		if len(d.Folds) > 0 {
			l.add("articles whose folded parts are not told from the rest", d.Title)
		}
		if len(d.Blocks) > 0 {
			l.add("articles whose headings and captions are not told from the rest", d.Title)
		}
		if len(d.Foreign) > 0 {
			l.add("articles with fields of other tools", d.Title)
		}
	}
	for a := range l.p.Annotations.All() {
		if len(a.Foreign) > 0 && !l.excluded(a.Document) {
			l.add("annotations with fields of other tools", a.Exact())
		}
	}
}

func (l *losses) title(document string) string {
	d, ok := l.p.Documents.Get(document)
	if !ok {
		return document
	}
	return d.Title
}
