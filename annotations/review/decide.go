package review

import (
	"fmt"
	"strconv"

	"gloss/annotations"
)

// Verdict is what a reviewer says of a case.
type Verdict struct {
	Outcome annotations.Outcome
	Results []Answer // what is to stand: a reading's answers, the proposal, or others; none to reject or defer
	Reason  annotations.Reason
	Note    string
}

// Decide returns the records of a verdict on c, to be given to
// [annotations.Project.Change] of the reviewer, all in one change: the decision,
// the reviewer's own annotations that result, and the tombstones of those that
// resulted before. A reviewer has one decision a case: deciding again changes
// it, and undoing the change brings back what was decided before. One that no
// longer holds stays as it is, and is shown no more.
//
// The text must be loaded; the error wraps [annotations.ErrMissing] when it is
// not, or when nothing is left to judge, and [annotations.ErrSpan] when a
// result has no place in it.
func Decide(p *annotations.Project, c Case, reviewer string, v Verdict) ([]annotations.Record, error) {
	d := &annotations.Decision{
		Stamp:    annotations.Stamp{ID: decisionID(c.ID, reviewer), By: reviewer},
		Document: c.Document, Case: c.ID, Members: c.judged(), Level: c.Level,
		Outcome: v.Outcome, Reason: v.Reason, Note: v.Note,
	}
	if len(d.Members) == 0 {
		return nil, fmt.Errorf("case %s: nothing is left of it: %w", c.ID, annotations.ErrMissing)
	}
	t, loaded := p.Text(c.Document)
	if !loaded && len(v.Results) > 0 {
		return nil, fmt.Errorf("case %s: the text is not loaded: %w", c.ID, annotations.ErrMissing)
	}
	var out []annotations.Record
	for i, r := range v.Results {
		a, err := r.annotation(c.Document, t)
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", c.ID, err)
		}
		a.ID, a.By, a.Origin = derived("result", d.ID, strconv.Itoa(i)), reviewer, annotations.OriginReview
		d.Result = append(d.Result, a.ID)
		out = append(out, a)
	}
	if err := d.Check(); err != nil {
		return nil, err
	}
	if old, ok := p.Decisions.Get(d.ID); ok {
		out = append(out, leftOver(p, old, len(d.Result))...)
	}
	return append(out, d), nil
}

// Withdraw returns the records that take a decision back, to be given to
// [annotations.Project.Change] of its maker; a rule's may be taken back by
// anybody.
func Withdraw(p *annotations.Project, d *annotations.Decision) []annotations.Record {
	return append(leftOver(p, d, 0), annotations.Delete(d))
}

// leftOver returns the tombstones of the results that a decision made, from the
// n-th on.
func leftOver(p *annotations.Project, d *annotations.Decision, n int) []annotations.Record {
	var out []annotations.Record
	for i := n; i < len(d.Result); i++ {
		a, ok := p.Annotations.Get(d.Result[i])
		if ok && a.Origin == annotations.OriginReview && a.By == d.By && a.ID == derived("result", d.ID, strconv.Itoa(i)) {
			out = append(out, annotations.Delete(a))
		}
	}
	return out
}

// AutoAccept returns the edits of a change that accepts what everybody who is
// done agrees on in every respect (see [Case].Complete), where nobody has
// decided. The decisions are nobody's own: two people who make them on the same
// annotations make the same records, and merging finds no conflict. One that
// was taken back is not made again until an annotation changes.
func AutoAccept(p *annotations.Project, cases []Case) []annotations.Edit {
	var out []annotations.Edit
	for i := range cases {
		c := &cases[i]
		if c.Complete && len(c.Rulings) == 0 && len(p.Decisions.Heads(autoID(c))) == 0 {
			out = append(out, annotations.Edit{After: automatic(c)})
		}
	}
	return out
}

// automatic makes the decision of the rule on a case. Its stamp follows from
// the content alone.
func automatic(c *Case) *annotations.Decision {
	judged := c.judged()
	return &annotations.Decision{
		Stamp:    annotations.Stamp{ID: autoID(c), Version: annotations.Version{{Actor: "auto", N: 1}}},
		Document: c.Document, Case: c.ID, Members: judged, Outcome: annotations.OutcomeAccept,
		Result: []string{judged[0].ID}, Auto: true, Level: 1,
	}
}
