package consistency

import (
	"strings"
	"unicode"

	"gloss/annotations"
)

type checker struct {
	p     *annotations.Project
	said  map[string]*annotations.Annotation // by person and words: the first that has a label
	found []Finding
}

func (c *checker) add(rule Rule, a *annotations.Annotation, other, words string) {
	c.found = append(c.found, Finding{rule, a.Document, a.ID, a.Extent(), other, a.By, words})
}

// annotation looks at one by itself, and at others of its words anywhere.
func (c *checker) annotation(a *annotations.Annotation) {
	if n := len(c.p.Annotations.Heads(a.ID)); n > 1 {
		c.add(Versions, a, "", "was edited in two places, and no version has been chosen")
	}
	for _, p := range a.Parts {
		if strings.TrimSpace(p.Exact) != p.Exact {
			c.add(Edges, a, "", "begins or ends with a blank")
			break
		}
	}
	if a.Label == "claim" {
		if words := lacks(a); words != "" {
			c.add(Claim, a, "", words)
		}
	}
	c.labels(a)
}

// lacks tells what the guideline asks of a claim and this one has not.
func lacks(a *annotations.Annotation) string {
	source := a.Attribution.Source != "" || a.Attribution.Words != ""
	switch {
	case !source && len(a.Entities) == 0:
		return "says neither who claims it nor whom it is about"
	case !source:
		return "does not say who claims it"
	case len(a.Entities) == 0:
		return "does not say whom or what it is about"
	}
	return ""
}

// longEnough is how many words must be the same before another label for them is
// worth a look: fewer mean different things in different places.
const longEnough = 4

// labels compares the label with what the same person gave the same words
// elsewhere, case and punctuation apart.
func (c *checker) labels(a *annotations.Annotation) {
	words := strings.FieldsFunc(strings.ToLower(a.Exact()), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if a.Label == "" || len(words) < longEnough {
		return
	}
	key := a.By + "\n" + strings.Join(words, " ")
	first, ok := c.said[key]
	if !ok {
		c.said[key] = a
		return
	}
	if one, other := c.label(a), c.label(first); one != other {
		c.add(Labels, a, first.ID, one+" here, "+other+" there, for the same words")
	}
}

func (c *checker) label(a *annotations.Annotation) string {
	if l, ok := c.p.Scheme().Label(a.Label); ok {
		return l.Title
	}
	return a.Label
}

// twice finds a among those before it in the text. What begins elsewhere is no
// duplicate, so few are looked at.
func (c *checker) twice(before []*annotations.Annotation, a *annotations.Annotation) {
	for i := len(before) - 1; i >= 0 && before[i].Parts[0].Start == a.Parts[0].Start; i-- {
		if o := before[i]; o.By == a.By && o.Label == a.Label && a.Exact() == o.Exact() && a.Extent() == o.Extent() && sameEntities(a, o) {
			c.add(Duplicate, a, o.ID, "is there twice")
			return
		}
	}
}

// sameEntities reports whether two annotations are about the same, which two
// bare mentions of one stretch need not be.
func sameEntities(a, b *annotations.Annotation) bool {
	return strings.Join(a.Entities, "\n") == strings.Join(b.Entities, "\n")
}

// document tells an article nobody has read from one that is done and empty.
func (c *checker) document(d *annotations.Document, as []*annotations.Annotation) {
	touched := len(as) > 0 || len(c.p.Orphans(d.ID)) > 0
	marked := map[string]bool{}
	for _, a := range as {
		marked[a.By] = true
	}
	for who := range c.p.People.All() {
		switch state := c.p.StateOf(d.ID, who.ID); {
		case state == annotations.Done && !marked[who.ID]:
			c.found = append(c.found, Finding{Rule: Empty, Document: d.ID, Person: who.ID, Words: "is done and has no annotation: that is exported as “nothing here”"})
			touched = true
		case state != annotations.Untouched:
			touched = true
		}
	}
	if !touched {
		c.found = append(c.found, Finding{Rule: Untouched, Document: d.ID, Words: "has not been begun: that is exported as unread, not as empty"})
	}
}

// relations finds pairs that one person calls both the same claim and a
// contradiction, and relations that are there twice.
func (c *checker) relations() {
	kinds := map[string]string{}
	for r := range c.p.Relations.All() {
		from, ok := c.p.Annotations.Get(r.From)
		to, also := c.p.Annotations.Get(r.To)
		if !ok || !also || c.excluded(from) {
			continue
		}
		one, two := min(r.From, r.To), max(r.From, r.To)
		key := r.By + "\n" + one + "\n" + two
		switch before, known := kinds[key]; {
		case !known:
			kinds[key] = r.Type
		case before == r.Type && r.Type != "" && c.undirected(r.Type):
			c.add(Duplicate, from, to.ID, "has one relation twice")
		case before+r.Type == "same-claimcontradicts", before+r.Type == "contradictssame-claim":
			c.add(Relations, from, to.ID, "is both the same claim as another and in contradiction to it")
		}
	}
}

func (c *checker) undirected(kind string) bool {
	for _, t := range c.p.Scheme().Relations {
		if t.Key == kind {
			return !t.Directed
		}
	}
	return false
}

func (c *checker) excluded(a *annotations.Annotation) bool {
	d, ok := c.p.Documents.Get(a.Document)
	return !ok || d.Excluded
}
