package consistency

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// Rule names what a finding is about.
type Rule string

// The rules, in the order in which findings are listed.
const (
	Versions  Rule = "versions"  // edited on two devices, and nobody has chosen
	Labels    Rule = "labels"    // the same words by the same person, labelled otherwise
	Relations Rule = "relations" // two annotations both the same claim and in contradiction
	Conflicts Rule = "conflicts" // sources that give different values, and no relation says so
	Duplicate Rule = "duplicate" // the same words with the same label by the same person, twice
	Claim     Rule = "claim"     // a claim without a source, or about nobody
	Edges     Rule = "edges"     // a blank at an edge
	Untouched Rule = "untouched" // an article nobody has begun
	Empty     Rule = "empty"     // an article somebody is done with and in which they marked nothing
)

// Rules lists every rule in order.
var Rules = []Rule{Versions, Labels, Relations, Conflicts, Duplicate, Claim, Edges, Untouched, Empty}

// Finding is one thing to look at.
type Finding struct {
	Rule       Rule
	Document   string
	Annotation string           // id; "" when it is about the document
	Span       annotations.Span // the annotation's extent; zero for a document
	Other      string           // id of the annotation it is at odds with; "" when there is none
	Person     string           // id of whose it is; "" when nobody's in particular
	Words      string           // what is wrong, for people, without a full stop
}

// Step is called between pieces of the work with how much is done of how much;
// its error ends it.
type Step func(done, of int) error

// Check returns what it finds in the documents that are exported, by rule, then
// document, place and id. Time grows with the number of annotations. step may be
// nil; an error of its is returned.
func Check(p *annotations.Project, step Step) ([]Finding, error) {
	c := &checker{p: p, said: map[string]*annotations.Annotation{}}
	done := 0
	for d := range p.Documents.All() {
		if d.Excluded {
			continue
		}
		as := p.In(d.ID)
		for i, a := range as {
			c.annotation(a)
			c.twice(as[:i], a)
			if done++; step != nil && done%256 == 0 {
				if err := step(done, max(done, p.Annotations.Len())); err != nil {
					return nil, err
				}
			}
		}
		c.document(d, as)
	}
	c.relations()
	if err := c.conflicts(step); err != nil {
		return nil, err
	}
	slices.SortStableFunc(c.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(Rules, a.Rule), slices.Index(Rules, b.Rule)), cmp.Compare(a.Document, b.Document),
			annotations.CompareSpans(a.Span, b.Span), cmp.Compare(a.Annotation, b.Annotation))
	})
	return c.found, nil
}
