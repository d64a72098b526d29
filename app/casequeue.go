package app

import (
	"cmp"
	"slices"

	"gloss/annotations"
	"gloss/annotations/review"
)

// caseFilter narrows and orders the queue of cases. "" is everything, and the
// order of the text.
type caseFilter struct {
	order    string // "hard" begins with the hardest
	state    string // a state, or "open": whatever is still to be judged
	kind     string
	label    string // "-" for mentions without one
	entity   string
	person   string // who has something in it
	document string
}

// caseOpen is the state of a filter that stands for all that is to be judged.
const caseOpen = "open"

// caseQueue is the cases that pass the filter, as they were gathered last. What
// was shown while it was open stays, so that a case does not vanish the moment
// it is decided.
type caseQueue struct {
	filter caseFilter
	turn   int // of the casebook
	kept   map[string]bool
	cases  []*review.Case
}

// queue returns the cases that are walked.
func (d *desk) queue() []*review.Case {
	q, b := &d.queued, &d.book
	if q.turn == b.turn && q.filter == d.caseFilter && q.cases != nil {
		return q.cases
	}
	if q.filter != d.caseFilter || q.kept == nil {
		q.kept = map[string]bool{}
	}
	q.filter, q.turn, q.cases = d.caseFilter, b.turn, []*review.Case{}
	for i := range b.all {
		c := &b.all[i]
		if q.kept[c.ID] || q.filter.passes(c, b.above[c.ID]) {
			q.kept[c.ID] = true
			q.cases = append(q.cases, c)
		}
	}
	if q.filter.order == "hard" {
		slices.SortStableFunc(q.cases, func(a, b *review.Case) int {
			return cmp.Or(cmp.Compare(hardness(b), hardness(a)), cmp.Compare(kindRank[b.Kind], kindRank[a.Kind]))
		})
	}
	return q.cases
}

// passes reports whether a case is to be shown; above, whether it is judged on
// the level above.
func (f caseFilter) passes(c *review.Case, above bool) bool {
	switch {
	case f.document != "" && c.Document != f.document,
		f.kind != "" && string(c.Kind) != f.kind,
		f.state == caseOpen && (above || c.State == review.StateDecided),
		f.state != "" && f.state != caseOpen && string(c.State) != f.state,
		f.label != "" && !anyAnswer(c, func(a *review.Answer) bool { return cmp.Or(a.Label, "-") == f.label }),
		f.entity != "" && !anyAnswer(c, func(a *review.Answer) bool { return slices.Contains(a.Entities, f.entity) }),
		f.person != "" && !slices.Contains(peopleIn(c), f.person):
		return false
	}
	return true
}

func anyAnswer(c *review.Case, is func(*review.Answer) bool) bool {
	for _, r := range c.Readings {
		for i := range r.Answers {
			if is(&r.Answers[i]) {
				return true
			}
		}
	}
	return false
}

// peopleIn returns who has something in a case.
func peopleIn(c *review.Case) []string {
	var out []string
	for _, m := range slices.Concat(c.Members, c.Parts) {
		if !slices.Contains(out, m.By) {
			out = append(out, m.By)
		}
	}
	return out
}

// kindRank orders what people differ in by how much there is to think about.
var kindRank = map[review.Kind]int{
	review.KindReviewers: 9, review.KindSplit: 8, review.KindLabel: 7, review.KindBoundary: 6, review.KindMissing: 5,
	review.KindEntity: 4, review.KindAttribute: 3, review.KindSingle: 2, review.KindAgree: 1,
}

// hardness is how far a case is from a majority, in percent of those who count
// and do not say what most say.
func hardness(c *review.Case) int {
	most, all := 0, 0
	for _, r := range c.Readings {
		n := len(r.By)
		if n == 0 {
			n = len(r.Others)
		}
		most, all = max(most, n), all+n
	}
	if all == 0 {
		return 0
	}
	return 100 * (all - most) / all
}

// shuffled returns the readings of a case in an order that follows from its id
// alone: the same for everybody, and no sign of who or how many said what.
// Fisher and Yates, on a xorshift generator (Marsaglia 2003).
func shuffled(c *review.Case) []*review.Reading {
	out := make([]*review.Reading, len(c.Readings))
	for i := range c.Readings {
		out[i] = &c.Readings[i]
	}
	x := uint64(14695981039346656037) // FNV-1a of the id
	for i := range len(c.ID) {
		x = (x ^ uint64(c.ID[i])) * 1099511628211
	}
	for i := len(out) - 1; i > 0; i-- {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		j := int(x % uint64(i+1))
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// caseQuote is the words a case is about: the longest that anybody marked.
func (d *desk) caseQuote(c *review.Case) string {
	p := d.session.Project()
	best := ""
	var look func(id string, depth int)
	look = func(id string, depth int) {
		if a, ok := p.Annotations.Get(id); ok {
			if s := a.Exact(); len(s) > len(best) {
				best = s
			}
		} else if r, ok := p.Decisions.Get(id); ok && depth > 0 {
			for _, id := range r.Result {
				look(id, 0)
			}
			for _, m := range r.Members {
				look(m.ID, depth-1)
			}
		}
	}
	for _, m := range c.Members {
		look(m.ID, c.Level)
	}
	for _, r := range c.Stale {
		if best == "" {
			look(r.Decision.ID, c.Level)
		}
	}
	return best
}

// ruledBy returns what a person has decided of a case and still holds.
func ruledBy(c *review.Case, person string) (*review.Ruling, bool) {
	for i := range c.Rulings {
		if c.Rulings[i].Decision.By == person {
			return &c.Rulings[i], true
		}
	}
	return nil, false
}

// staleBy returns what a person had decided of a case and no longer holds.
func staleBy(c *review.Case, person string) (*review.Ruling, bool) {
	for i := range c.Stale {
		if c.Stale[i].Decision.By == person {
			return &c.Stale[i], true
		}
	}
	return nil, false
}

// judged reports whether a person has said what stands of a case.
func judged(c *review.Case, person string) bool {
	if c.Settled != nil {
		return true
	}
	r, ok := ruledBy(c, person)
	return ok && r.Decision.Outcome != annotations.OutcomeDefer
}
