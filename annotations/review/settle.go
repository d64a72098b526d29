package review

import (
	"cmp"
	"maps"
	"slices"

	"gloss/annotations"
)

// settle gives cases the decisions about them, and adds those that decisions
// bring about: of reviewers who differ, and of decisions nothing is left of.
func (k *desk) settle(document string, cases []Case) ([]Case, error) {
	lost, err := k.assign(document, cases)
	if err != nil {
		return nil, err
	}
	out := make([]Case, 0, len(cases))
	for _, c := range cases {
		above := k.conclude(&c)
		out = append(append(out, c), above...)
	}
	if len(lost) == 0 {
		return out, nil
	}
	for _, id := range slices.Sorted(maps.Keys(lost)) {
		out = append(out, k.gone(document, id, lost[id]))
	}
	slices.SortStableFunc(out, func(a, b Case) int { return cmp.Compare(a.Extent.Start, b.Extent.Start) })
	return out, nil
}

// assign gives each decision to the cases that hold any of what it judged, and
// returns those that decide something and hold nothing, by the case they were
// about.
func (k *desk) assign(document string, cases []Case) (map[string][]*annotations.Decision, error) {
	at := map[string]int{}
	if len(k.decisions[document]) > 0 {
		for i, c := range cases {
			for _, m := range slices.Concat(c.Members, c.Parts) {
				at[m.ID] = i
			}
		}
	}
	lost := map[string][]*annotations.Decision{}
	for _, d := range k.decisions[document] {
		touched := map[int]bool{}
		for _, m := range d.Members {
			if i, ok := at[m.ID]; ok {
				touched[i] = true
			}
		}
		for i := range touched {
			k.take(&cases[i], d)
		}
		if len(touched) == 0 && !d.Auto && d.Outcome != annotations.OutcomeDefer {
			lost[d.Case] = append(lost[d.Case], d)
		}
		if err := k.work(10 * len(d.Members)); err != nil {
			return nil, err
		}
	}
	return lost, nil
}

// take adds a decision to a case that it is about, in whole or in part.
func (k *desk) take(c *Case, d *annotations.Decision) {
	r := k.ruling(c, d)
	if len(r.Differences) == 0 && (c.Complete || !d.Auto) {
		c.Rulings = append(c.Rulings, r)
	} else {
		c.Stale = append(c.Stale, r)
	}
}

// ruling compares what a decision saw with what there is.
func (k *desk) ruling(c *Case, d *annotations.Decision) Ruling {
	r := Ruling{Decision: d, Answers: k.answers(d)}
	now := map[string]annotations.Version{}
	for _, s := range c.judged() {
		now[s.ID] = s.Version
	}
	for _, was := range d.Members {
		is, there := now[was.ID]
		switch {
		case !there:
			r.Differences = append(r.Differences, Difference{was.ID, Gone, was.Version, nil})
		case !is.Equal(was.Version):
			r.Differences = append(r.Differences, Difference{was.ID, Changed, was.Version, is})
		}
		delete(now, was.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(now)) {
		r.Differences = append(r.Differences, Difference{id, Added, nil, now[id]})
	}
	for _, id := range d.Result {
		if _, there := k.p.Annotations.Get(id); !there {
			r.Differences = append(r.Differences, Difference{ID: id, What: Gone})
		}
	}
	return r
}

// answers returns what a decision made of its case, in text order.
func (k *desk) answers(d *annotations.Decision) []Answer {
	var out []Answer
	for _, id := range d.Result {
		if a, ok := k.p.Annotations.Get(id); ok {
			out = append(out, k.answer(a))
		}
	}
	slices.SortFunc(out, compareAnswers)
	return out
}

// conclude finds out how far a case has come by the decisions on it, and
// returns the cases above it: reviewers who differ are judged as annotators
// are.
func (k *desk) conclude(c *Case) []Case {
	people := slices.DeleteFunc(slices.Clone(c.Rulings), func(r Ruling) bool { return r.Decision.Auto })
	final := slices.DeleteFunc(slices.Clone(people), func(r Ruling) bool { return r.Decision.Outcome == annotations.OutcomeDefer })
	if len(people) > 0 { // a person's word goes before a rule's
		c.Rulings = people
	} else {
		final = c.Rulings
	}
	c.Stale = latest(c.Stale, c.Rulings)
	differ := slices.ContainsFunc(final, func(r Ruling) bool { return keyOf(r.Answers) != keyOf(final[0].Answers) })
	switch {
	case differ:
		c.State = StateDisputed
		above := k.raise(c, final)
		if s := above[0].Settled; s != nil {
			c.State, c.Settled = StateDecided, s
		}
		return above
	case len(final) > 0:
		c.State, c.Settled = StateDecided, final[0].Decision
	case len(people) > 0:
		c.State = StateDeferred
	case slices.ContainsFunc(c.Stale, func(r Ruling) bool { return !r.Decision.Auto }):
		c.State = StateStale
	}
	return nil
}

// latest returns the last stale ruling of each reviewer of whom none holds.
func latest(stale, holding []Ruling) []Ruling {
	slices.SortFunc(stale, func(a, b Ruling) int {
		x, y := a.Decision, b.Decision
		return cmp.Or(cmp.Compare(lastEdit(y), lastEdit(x)), cmp.Compare(x.ID, y.ID))
	})
	heard := map[string]bool{}
	for _, r := range holding {
		heard[r.Decision.By] = true
	}
	return slices.DeleteFunc(stale, func(r Ruling) bool {
		old := heard[r.Decision.By]
		heard[r.Decision.By] = true
		return old
	})
}

// lastEdit is when a decision was made or changed.
func lastEdit(d *annotations.Decision) annotations.Time { return max(d.Created, d.Modified) }

// raise makes the case of reviewers who differ, and those above that.
func (k *desk) raise(c *Case, final []Ruling) []Case {
	up := Case{Level: c.Level + 1, Document: c.Document, Extent: c.Extent, Kind: KindReviewers, State: StateDisputed}
	var opinions []*opinion
	for _, r := range final {
		d := r.Decision
		up.Members = append(up.Members, Member{Seen: seen(k.p.Decisions, d.ID), By: d.By, Counted: true})
		opinions = append(opinions, &opinion{by: d.By, counted: true, answers: r.Answers, ids: []string{d.ID}})
	}
	up.ID = caseID(c.Document, up.Level, up.judged())
	up.Readings = gather(opinions)
	if r := up.Readings; len(r[0].By) > len(r[1].By) && len(r[0].Answers) == 1 {
		up.Proposal = &r[0].Answers[0]
	}
	for _, d := range k.decidedAbove(&up) {
		k.take(&up, d)
	}
	above := k.conclude(&up)
	return append([]Case{up}, above...)
}

// decidedAbove returns the decisions on a case of a higher level, by id.
func (k *desk) decidedAbove(c *Case) []*annotations.Decision {
	var out []*annotations.Decision
	for _, m := range c.Members {
		for _, d := range k.above[m.ID] {
			if d.Level == c.Level && d.Document == c.Document {
				out = append(out, d)
			}
		}
	}
	slices.SortFunc(out, func(a, b *annotations.Decision) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Compact(out)
}

// gone makes the case of decisions all of whose members are gone.
func (k *desk) gone(document, id string, ds []*annotations.Decision) Case {
	c := Case{ID: id, Level: 1, Document: document, Kind: KindGone}
	for _, d := range ds {
		k.take(&c, d)
		for _, a := range k.answers(d) {
			if c.Extent.Empty() {
				c.Extent = a.extent()
			}
		}
	}
	k.conclude(&c)
	return c
}
