package annotations

import (
	"cmp"
	"maps"
	"slices"
)

// Project is everything people make together: scheme, documents, entities,
// everybody's annotations. It is immutable; [Apply] and [Merge] return another
// one. The zero Project is empty and ready.
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

	texts  map[string]Text // by document id; only those that are loaded
	placed []*Annotation   // shown, not orphaned, by document and place
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
func (p *Project) In(document string) []*Annotation {
	i, _ := slices.BinarySearchFunc(p.placed, document, func(a *Annotation, d string) int { return cmp.Compare(a.Document, d) })
	j, _ := slices.BinarySearchFunc(p.placed[i:], document, func(a *Annotation, d string) int {
		if a.Document == d {
			return -1
		}
		return 1
	})
	return p.placed[i : i+j : i+j]
}

// Orphans returns the annotations of a document whose quote is not in its
// text, by id.
func (p *Project) Orphans(document string) []*Annotation {
	var out []*Annotation
	for a := range p.Annotations.All() {
		if a.Orphan && a.Document == document {
			out = append(out, a)
		}
	}
	return out
}

// Entity returns the entity of an id after following merges.
func (p *Project) Entity(id string) (*Entity, bool) {
	for seen := 0; ; seen++ {
		e, ok := p.Entities.Get(id)
		if !ok || e.Into == "" || seen > 100 {
			return e, ok
		}
		if _, ok := p.Entities.Get(e.Into); !ok {
			return e, true
		}
		id = e.Into
	}
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
	}
}

// place keeps placed in step with the annotations about to be set.
func (p *Project) place(heads map[string][]Record) {
	gone := make(map[*Annotation]bool, len(heads))
	var come []*Annotation
	for id, rs := range heads {
		if old := p.Annotations.Heads(id); len(old) > 0 {
			gone[old[0]] = true
		}
		if len(rs) > 0 {
			if a := rs[0].(*Annotation); !a.Deleted && !a.Orphan {
				come = append(come, a)
			}
		}
	}
	slices.SortFunc(come, comparePlaces)
	out := make([]*Annotation, 0, len(p.placed)+len(come))
	for _, a := range p.placed {
		for len(come) > 0 && comparePlaces(come[0], a) < 0 {
			out, come = append(out, come[0]), come[1:]
		}
		if !gone[a] {
			out = append(out, a)
		}
	}
	p.placed = append(out, come...)
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
