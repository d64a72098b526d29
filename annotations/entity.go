package annotations

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Entity is a thing that annotations speak of: a person, a place, an airline.
type Entity struct {
	Stamp
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"` // other names, in the spellings people meet
	Type    string   `json:"type,omitempty"`    // "person", "place", "organisation" …; free
	IRI     string   `json:"iri,omitempty"`     // reference in a register, as http://www.wikidata.org/entity/Q232
	Note    string   `json:"note,omitempty"`
	Into    string   `json:"into,omitempty"` // merged into the entity of this id; "" when it stands for itself
}

// Kind returns [KindEntity].
func (*Entity) Kind() Kind { return KindEntity }

// Copy implements [Record].
func (e *Entity) Copy() Record { f := *e; return &f }

// Check implements [Record].
func (e *Entity) Check() error {
	if e.Name == "" || e.ID == NIL {
		return fmt.Errorf("entity %s: %w: no name", e.ID, ErrRecord)
	}
	if e.Into == e.ID {
		return fmt.Errorf("entity %s: %w: merged into itself", e.ID, ErrRecord)
	}
	return checkStamp(&e.Stamp)
}

// wikidataEntity is what Wikidata's own IRIs of things begin with.
const wikidataEntity = "http://www.wikidata.org/entity/"

// WikidataIRI returns the concept IRI of what names a Wikidata item in any of
// the ways people write it ("Q232", "wd:Q232", the address of its page);
// anything else comes back as it is.
func WikidataIRI(s string) string {
	q := s
	for _, prefix := range []string{"https://", "http://", "www.wikidata.org/", "m.wikidata.org/", "wikidata.org/", "wiki/", "entity/", "wikidata:", "wd:"} {
		if len(q) >= len(prefix) && strings.EqualFold(q[:len(prefix)], prefix) {
			q = q[len(prefix):]
		}
	}
	if len(q) < 2 || len(q) > 20 || q[0] != 'Q' && q[0] != 'q' || q[1] == '0' || strings.Trim(q[1:], "0123456789") != "" {
		return s
	}
	return wikidataEntity + "Q" + q[1:]
}

func comparePairs(a, b Pair) int {
	return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Value, b.Value))
}

// MergeEntities returns keep with the name, aliases and note of gone added, and
// gone pointing at keep. References to gone stay as they are and resolve
// through [Project.Entity], so nobody else's annotation is touched.
func MergeEntities(keep, gone *Entity) (kept, merged *Entity) {
	k, g := *keep, *gone
	k.Aliases = slices.Clone(keep.Aliases)
	for _, name := range append([]string{gone.Name}, gone.Aliases...) {
		if name != k.Name && !slices.Contains(k.Aliases, name) {
			k.Aliases = append(k.Aliases, name)
		}
	}
	k.IRI = cmp.Or(k.IRI, gone.IRI)
	k.Type = cmp.Or(k.Type, gone.Type)
	k.Note = cmp.Or(k.Note, gone.Note)
	g.Into = keep.ID
	return &k, &g
}
