package session

import (
	"gloss/annotations"
	"gloss/annotations/review"
)

// decided names the step of a decision by its outcome.
var decided = map[annotations.Outcome]string{
	annotations.OutcomeAccept: "Accept in review", annotations.OutcomeEdit: "Change in review", annotations.OutcomeReject: "Reject in review",
	annotations.OutcomeDefer: "Put off in review", annotations.OutcomeSplit: "Split in review", annotations.OutcomeMerge: "Join in review",
}

// Decide judges a case as one step: see [review.Decide]. The text of its
// document must be loaded.
func (s *Session) Decide(c review.Case, v review.Verdict) error {
	after, err := review.Decide(s.project, c, s.me, v)
	if err != nil {
		return err
	}
	return s.Do(decided[v.Outcome], after...)
}

// Withdraw takes a decision back, which must be one's own or a rule's.
func (s *Session) Withdraw(d *annotations.Decision) error {
	if d.By != "" && d.By != s.me {
		return ErrTheirs
	}
	return s.Do("Take back in review", review.Withdraw(s.project, d)...)
}

// AutoAccept accepts, as one step, what everybody agrees on in every respect
// among cases, and returns how many that were: see [review.AutoAccept].
func (s *Session) AutoAccept(cases []review.Case) (int, error) {
	c := annotations.Change{ID: s.env.NewID(), Author: s.author(), Name: "Accept what all agree on", Edits: review.AutoAccept(s.project, cases)}
	if len(c.Edits) == 0 {
		return 0, nil
	}
	c.Document = s.place(c)
	return len(c.Edits), s.commit(c, nil)
}

// Release lets go of the text of a document that was fetched and is not open.
func (s *Session) Release(document string) {
	if document != s.open {
		s.project = s.project.WithoutText(document)
	}
}
