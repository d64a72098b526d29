package annotations

import (
	"cmp"
	"maps"
	"slices"
)

// Project is everything people make together: scheme, documents, entities,
// everybody's annotations, decisions. It is immutable; [Apply] and [Merge]
// return another one. The zero Project is empty and ready.
type Project struct {
	ID      string // "urn:uuid:…"; "" until it is first written
	Title   string
	Created Time

	Schemes     Set[*Scheme] // one record; see Scheme
	People      Set[*Person]
	Documents   Set[*Document]
	Entities    Set[*Entity]
	Annotations Set[*Annotation]
	Relations   Set[*Relation]
	Progress    Set[*Progress]
	Decisions   Set[*Decision]
	Comments    Set[*Comment]
	Questions   Set[*Question]
	Answers     Set[*Answer]
	Dismissals  Set[*Dismissal]

	texts   map[string]Text // by document id; only those that are loaded
	placed  []*Annotation   // shown, not orphaned, by document and place
	orphans []*Annotation   // shown and orphaned, by document and id
}

// Scheme returns the project's scheme, or the built-in one.
func (p *Project) Scheme() *Scheme {
	if s, ok := p.Schemes.Get(SchemeID); ok {
		return s
	}
	return builtin
}

var builtin = BuiltinScheme()

// Text returns a document's text; false when it is not loaded.
func (p *Project) Text(document string) (Text, bool) {
	t, ok := p.texts[document]
	return t, ok
}

// WithText returns p with a text loaded. Its id is the document's.
func (p *Project) WithText(t Text) *Project { return p.WithTexts(map[string]Text{t.ID(): t}) }

// WithTexts returns p with texts loaded, by document id. That each id is its
// text's is for the caller to know.
func (p *Project) WithTexts(texts map[string]Text) *Project {
	q := *p
	q.texts = make(map[string]Text, len(p.texts)+len(texts))
	maps.Copy(q.texts, p.texts)
	maps.Copy(q.texts, texts)
	return &q
}

// WithoutText returns p with a document's text unloaded.
func (p *Project) WithoutText(document string) *Project {
	q := *p
	q.texts = maps.Clone(p.texts)
	delete(q.texts, document)
	return &q
}

// In returns the annotations of a document in text order, longer ones before
// what they enclose; orphans are not among them. The slice must not be
// modified.
func (p *Project) In(document string) []*Annotation { return of(document, p.placed) }

// Orphans returns the annotations of a document whose quote is not in its
// text, by id. The slice must not be modified.
func (p *Project) Orphans(document string) []*Annotation { return of(document, p.orphans) }

// of returns the part of as, which is ordered by document, that is of one.
func of(document string, as []*Annotation) []*Annotation {
	i, _ := slices.BinarySearchFunc(as, document, func(a *Annotation, d string) int { return cmp.Compare(a.Document, d) })
	j, _ := slices.BinarySearchFunc(as[i:], document, func(a *Annotation, d string) int {
		if a.Document == d {
			return -1
		}
		return 1
	})
	return as[i : i+j : i+j]
}

// Entity returns the entity of an id after following merges. Where two people
// merged entities into each other, the one with the smallest id stands for all
// of the circle.
func (p *Project) Entity(id string) (*Entity, bool) {
	e, ok := p.Entities.Get(id)
	if !ok {
		return nil, false
	}
	// A circle is found as Brent does: a mark that moves on after 1, 2, 4 … steps
	// is met again (An improved Monte Carlo factorization algorithm, BIT 20, 1980).
	mark := e
	for steps := 1; e.Into != ""; steps++ {
		next, ok := p.Entities.Get(e.Into)
		if !ok {
			break
		}
		if e = next; e == mark {
			return p.smallest(e), true
		}
		if steps&(steps-1) == 0 {
			mark = e
		}
	}
	return e, true
}

// smallest returns the entity with the smallest id of the circle of merges that
// e is on.
func (p *Project) smallest(e *Entity) *Entity {
	least := e
	for next, _ := p.Entities.Get(e.Into); next != e; next, _ = p.Entities.Get(next.Into) {
		if next.ID < least.ID {
			least = next
		}
	}
	return least
}

// StateOf returns how far a person has come with a document.
func (p *Project) StateOf(document, person string) State {
	if r, ok := p.Progress.Get(ProgressID(document, person)); ok {
		return r.State
	}
	return Untouched
}

// Heads returns the concurrent versions of a record, the shown one first.
func (p *Project) Heads(k Kind, id string) []Record {
	switch k {
	case KindScheme:
		return records(p.Schemes.Heads(id))
	case KindPerson:
		return records(p.People.Heads(id))
	case KindDocument:
		return records(p.Documents.Heads(id))
	case KindEntity:
		return records(p.Entities.Heads(id))
	case KindAnnotation:
		return records(p.Annotations.Heads(id))
	case KindRelation:
		return records(p.Relations.Heads(id))
	case KindProgress:
		return records(p.Progress.Heads(id))
	case KindDecision:
		return records(p.Decisions.Heads(id))
	case KindComment:
		return records(p.Comments.Heads(id))
	case KindQuestion:
		return records(p.Questions.Heads(id))
	case KindAnswer:
		return records(p.Answers.Heads(id))
	case KindDismissal:
		return records(p.Dismissals.Heads(id))
	}
	return nil
}

// Versions returns every version of every record of a kind, tombstones
// included, by id.
func (p *Project) Versions(k Kind) []Record {
	switch k {
	case KindScheme:
		return records(p.Schemes.items)
	case KindPerson:
		return records(p.People.items)
	case KindDocument:
		return records(p.Documents.items)
	case KindEntity:
		return records(p.Entities.items)
	case KindAnnotation:
		return records(p.Annotations.items)
	case KindRelation:
		return records(p.Relations.items)
	case KindProgress:
		return records(p.Progress.items)
	case KindDecision:
		return records(p.Decisions.items)
	case KindComment:
		return records(p.Comments.items)
	case KindQuestion:
		return records(p.Questions.items)
	case KindAnswer:
		return records(p.Answers.items)
	case KindDismissal:
		return records(p.Dismissals.items)
	}
	return nil
}

// set replaces the versions of some records, by kind and id, in p itself: p
// must not have been given away yet.
func (p *Project) set(k Kind, heads map[string][]Record) {
	switch k {
	case KindScheme:
		p.Schemes = p.Schemes.with(heads)
	case KindPerson:
		p.People = p.People.with(heads)
	case KindDocument:
		p.Documents = p.Documents.with(heads)
	case KindEntity:
		p.Entities = p.Entities.with(heads)
	case KindAnnotation:
		p.place(heads)
		p.Annotations = p.Annotations.with(heads)
	case KindRelation:
		p.Relations = p.Relations.with(heads)
	case KindProgress:
		p.Progress = p.Progress.with(heads)
	case KindDecision:
		p.Decisions = p.Decisions.with(heads)
	case KindComment:
		p.Comments = p.Comments.with(heads)
	case KindQuestion:
		p.Questions = p.Questions.with(heads)
	case KindAnswer:
		p.Answers = p.Answers.with(heads)
	case KindDismissal:
		p.Dismissals = p.Dismissals.with(heads)
	}
}

// place keeps the lists by document in step with the annotations about to be
// set.
func (p *Project) place(heads map[string][]Record) {
	var placed, orphans moves
	for id, rs := range heads {
		if old := p.Annotations.Heads(id); len(old) > 0 {
			list := old[0].among(&placed, &orphans)
			list.gone = append(list.gone, old[0])
		}
		if len(rs) > 0 {
			a := rs[0].(*Annotation)
			list := a.among(&placed, &orphans)
			list.come = append(list.come, a)
		}
	}
	p.placed = placed.apply(p.placed, comparePlaces)
	p.orphans = orphans.apply(p.orphans, compareOrphans)
}

// moves are annotations that leave an ordered list and that enter it.
type moves struct{ gone, come []*Annotation }

// among returns the list that a is shown in; one that nobody reads when it is
// deleted.
func (a *Annotation) among(placed, orphans *moves) *moves {
	switch {
	case a.Deleted:
		return &moves{}
	case a.Orphan:
		return orphans
	}
	return placed
}

// apply returns list without those gone and with those come. Stretches between
// them are copied whole: one move in 100,000 costs as much as copying.
func (m moves) apply(list []*Annotation, order func(a, b *Annotation) int) []*Annotation {
	if len(m.gone)+len(m.come) == 0 {
		return list
	}
	slices.SortFunc(m.gone, order)
	slices.SortFunc(m.come, order)
	out := make([]*Annotation, 0, len(list)+len(m.come)-len(m.gone))
	for len(m.gone)+len(m.come) > 0 {
		leaves := len(m.come) == 0 || len(m.gone) > 0 && order(m.gone[0], m.come[0]) <= 0
		at := m.come
		if leaves {
			at = m.gone
		}
		i, _ := slices.BinarySearchFunc(list, at[0], order)
		out, list = append(out, list[:i]...), list[i:]
		if leaves {
			list, m.gone = list[1:], m.gone[1:]
		} else {
			out, m.come = append(out, m.come[0]), m.come[1:]
		}
	}
	return append(out, list...)
}

// comparePlaces orders annotations by document, place and id.
func comparePlaces(a, b *Annotation) int {
	if c := cmp.Compare(a.Document, b.Document); c != 0 {
		return c
	}
	if c := CompareSpans(a.Extent(), b.Extent()); c != 0 {
		return c
	}
	return cmp.Compare(a.ID, b.ID)
}

// compareOrphans orders annotations by document and id.
func compareOrphans(a, b *Annotation) int {
	return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.ID, b.ID))
}
