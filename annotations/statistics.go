package annotations

import (
	"cmp"
	"slices"
)

// Tallied counts what was said of one document, or of all.
type Tallied struct {
	Document    string         // "" for all
	Annotations int            // shown ones, orphans included
	Labels      map[string]int // by key, merged labels counted as what they are merged into; "" for bare mentions
	Linked      int            // annotations with an entity, NIL not counted
	Characters  int            // code points of the text
}

// Statistics counts the annotations of a project by document and label, and
// how often each entity is linked, the most frequent first. person narrows it
// to one annotator; "" counts everybody. Results of reviews are not counted: see
// [Project.Votes].
func (p *Project) Statistics(person string) (all Tallied, documents []Tallied, entities []EntityCount) {
	p, _ = p.Votes()
	all.Labels = map[string]int{}
	linked := map[string]int{}
	for d := range p.Documents.All() {
		t := Tallied{Document: d.ID, Labels: map[string]int{}, Characters: d.Points}
		documents = append(documents, t)
		all.Characters += d.Points
	}
	scheme := p.Scheme()
	for a := range p.Annotations.All() {
		i, ok := slices.BinarySearchFunc(documents, a.Document, func(t Tallied, id string) int { return cmp.Compare(t.Document, id) })
		if !ok || person != "" && a.By != person {
			continue
		}
		key := a.Label
		if l, ok := scheme.Label(key); ok {
			key = l.Key
		}
		one := 0
		for _, e := range a.Entities {
			if e != NIL {
				linked[e]++
				one = 1
			}
		}
		for _, t := range []*Tallied{&all, &documents[i]} {
			t.Annotations++
			t.Labels[key]++
			t.Linked += one
		}
	}
	for id, n := range linked {
		entities = append(entities, EntityCount{id, n})
	}
	slices.SortFunc(entities, func(a, b EntityCount) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.ID, b.ID)) })
	return all, documents, entities
}

// EntityCount is how often an entity is linked.
type EntityCount struct {
	ID string
	N  int
}
