package format

import (
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
	p      *annotations.Project
	o      WriteOptions
	chosen map[string]bool
	all    []Loss
}

func newLosses(p *annotations.Project, o WriteOptions) *losses {
	return &losses{p: p, o: o, chosen: o.chosen()}
}

// add counts one loss.
func (l *losses) add(what, example string) {
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

// within reports whether a document is among those to be written.
func (l *losses) within(document string) bool {
	return l.chosen == nil || l.chosen[document]
}

// common counts what every format but our own leaves out.
func (l *losses) common() {
	l.names()
	for d := range l.p.Documents.All() {
		if d.Excluded && l.within(d.ID) {
			l.add("articles excluded from export, with their annotations", d.Title)
		}
	}
	for a := range l.p.Annotations.All() {
		if d, _ := l.p.Documents.Get(a.Document); a.Orphan && l.within(a.Document) && (d == nil || !d.Excluded) {
			l.add("orphans: annotations whose words are not in the text", a.Exact())
		}
	}
	l.conflicts()
	for e := range l.p.Entities.All() {
		if len(e.Aliases) > 0 || e.Note != "" {
			l.add("aliases and notes of entities", e.Name)
		}
	}
	l.documents()
	for p := range l.p.Progress.All() {
		if l.within(p.Document) && p.State == annotations.InWork {
			l.add("articles that somebody has begun and not finished", l.title(p.Document))
		}
	}
	if g := l.p.Scheme().Guideline; g != "" {
		l.add("guidelines", g)
	}
}

// conflicts counts what was edited at the same time on two devices: only the
// version that is shown is written.
func (l *losses) conflicts() {
	for heads := range l.p.Annotations.Conflicts() {
		if l.within(heads[0].Document) {
			l.add("undecided edits of one annotation: only the version shown is written", heads[0].Exact())
		}
	}
}

func (l *losses) documents() {
	for d := range l.p.Documents.All() {
		if !l.within(d.ID) || d.Excluded {
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
		if l.within(a.Document) && len(a.Foreign) > 0 {
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

// lossesProject lists what a project file leaves out: nothing but what was
// asked for.
func lossesProject(p *annotations.Project, o WriteOptions) []Loss {
	l := newLosses(p, o)
	l.names()
	return l.all
}

func (l *losses) names() {
	if !l.o.Anonymous {
		return
	}
	for p := range l.p.People.All() {
		if p.Name != "" {
			l.add("names of people, as you chose", p.Name)
		}
	}
}
