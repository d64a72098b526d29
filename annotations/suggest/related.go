package suggest

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// Suggestion is a relation that may be worth making.
type Suggestion struct {
	To     Passage
	Type   string  // key of a relation type of the built-in scheme
	Rule   string  // which rule it is from; see Rules
	Score  float64 // 0 to 1; only good for ordering
	Reason string  // why, as words for people
}

// The rules, as relations and dismissals name them.
const (
	RuleNumber = "number" // the same quantity, and another number or the same one
	RuleWords  = "words"  // the same in other words
	RuleQuote  = "quote"  // the same quotation
	RuleHedge  = "hedge"  // certain here, not certain there
	RuleDenial = "denial" // said here, denied there
)

// Thresholds, found on the two sets of articles of TestExpectedRelations, where
// 3-grams alone have R@5 of .76 and .83 for the same claim and .36 and .42 for
// contradictions, and the rules together .9 and .8 or better. A cosine of .20 in
// place of .25 finds one relation more and thrice as many that are none; names
// are shared by a fifth and more between accounts of one event.
const (
	alike     = 0.25 // cosine from which two passages may say the same
	closely   = 0.35 // cosine from which one word between them tells something
	akin      = 0.12 // share of names from which two articles may be about one event
	shown     = 8    // suggestions for one passage: what one looks through
	nearPlace = 0.5  // overlap from which two passages are one place
)

// Related returns what may be related to a in other articles, the best first:
// at most eight, one for a place, none that person has related to a or has
// refused. It is the same for equal projects and indexes.
func Related(p *annotations.Project, x *Index, a *annotations.Annotation, person string) []Suggestion {
	if a.Orphan || a.Deleted {
		return nil
	}
	return x.best(p, x.candidates(passageOf(a)), settled(p, a, person))
}

// candidates returns all that any rule finds for q, the best first.
func (x *Index) candidates(q passage) []Suggestion {
	x.compare(q.Text)
	kin := map[string]float32{}
	var out []Suggestion
	for i := range x.passages {
		c := &x.passages[i]
		if c.gone || c.Document == q.Document || x.scores[i] < alike && !comparable(q.answers, c.answers) {
			continue
		}
		k, ok := kin[c.Document]
		if !ok {
			k = x.kinship(q.Document, c.Document)
			kin[c.Document] = k
		}
		if s := judge(&q, c, x.scores[i], k); s.Score > 0 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), -cmp.Compare(len(a.To.Annotation), len(b.To.Annotation)), cmp.Compare(a.To.Document, b.To.Document),
			annotations.CompareSpans(a.To.Span, b.To.Span), cmp.Compare(a.To.Annotation, b.To.Annotation))
	})
	return out
}

// best takes the first of each place, as long as they are wanted.
func (x *Index) best(p *annotations.Project, all []Suggestion, settled map[string]bool) (out []Suggestion) {
	for _, s := range all {
		if len(out) == shown {
			break
		}
		if settled[key(s.To)] || s.To.Annotation == "" && covered(p, s.To, settled) || slices.ContainsFunc(out, func(o Suggestion) bool { return samePlace(o.To, s.To) }) {
			continue
		}
		out = append(out, s)
	}
	return out
}

// settled holds what person has said of a already: keys of passages.
func settled(p *annotations.Project, a *annotations.Annotation, person string) map[string]bool {
	out := map[string]bool{}
	for r := range p.Relations.All() {
		if r.By == person && (r.From == a.ID || r.To == a.ID) {
			out[r.From], out[r.To] = true, true
		}
	}
	for d := range p.Dismissals.All() {
		switch {
		case d.By != person:
		case d.From == a.ID:
			out[key(Passage{d.To, d.Document, d.Passage, ""})] = true
		case d.To == a.ID:
			out[d.From] = true
		}
	}
	return out
}

// key tells passages apart.
func key(p Passage) string {
	if p.Annotation != "" {
		return p.Annotation
	}
	return p.Document + p.String()
}

// covered reports whether a sentence need not be offered since an annotation
// takes its place: one that is about as long, or one that has been settled.
func covered(p *annotations.Project, s Passage, settled map[string]bool) bool {
	as := p.In(s.Document)
	i, _ := slices.BinarySearchFunc(as, s.End, func(a *annotations.Annotation, end int) int { return cmp.Compare(a.Extent().Start, end) })
	for _, a := range as[:i] {
		at := Passage{a.ID, a.Document, a.Extent(), ""}
		if samePlace(at, s) && (settled[a.ID] || at.Len()*2 > s.Len() && at.Len() < s.Len()*2) {
			return true
		}
	}
	return false
}

// samePlace reports whether half of the shorter of two passages is in the other.
func samePlace(a, b Passage) bool {
	both := min(a.End, b.End) - max(a.Start, b.Start)
	return a.Document == b.Document && float64(both) >= nearPlace*float64(min(a.Len(), b.Len()))
}
