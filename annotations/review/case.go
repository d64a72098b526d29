package review

import (
	"gloss/annotations"
)

// Kind is what the members of a case differ in; the first that applies, in the
// order split, single, label, missing, boundary, entity, attribute.
type Kind string

// The kinds.
const (
	KindAgree     Kind = "agree"     // nothing
	KindBoundary  Kind = "boundary"  // where it begins or ends
	KindLabel     Kind = "label"     // the label, and perhaps more
	KindEntity    Kind = "entity"    // whom it is about
	KindAttribute Kind = "attribute" // attribution or attributes alone
	KindMissing   Kind = "missing"   // some who are done have nothing here
	KindSingle    Kind = "single"    // one person marked it
	KindSplit     Kind = "split"     // one annotation for some, parts of it for others
	KindReviewers Kind = "reviewers" // reviewers decided differently: level 2 and above
	KindGone      Kind = "gone"      // it was decided, and no member is left
)

// State is how far a case has come.
type State string

// The states.
const (
	StateAgreed   State = "agreed"   // all who are done, two at least, say the same
	StatePartial  State = "partial"  // some are silent, the others say the same
	StateDisputed State = "disputed" // they differ
	StateDeferred State = "deferred" // a reviewer put it off
	StateStale    State = "stale"    // it was decided, and a member has changed since
	StateDecided  State = "decided"  // settled
)

// Member is an annotation that is judged, or a decision at level 2 and above.
type Member struct {
	annotations.Seen
	By      string `json:"by"`
	Counted bool   `json:"counted"` // its maker is done with the document; else it is shown and no vote
}

// Answer is what one annotation says, labels and entities after merges.
type Answer struct {
	Spans       []annotations.Span      `json:"spans"`
	Label       string                  `json:"label,omitempty"`
	Entities    []string                `json:"entities,omitempty"` // sorted
	Attribution annotations.Attribution `json:"attribution,omitzero"`
	Attributes  []annotations.Pair      `json:"attributes,omitempty"`
}

// Reading is one distinct answer to a case and who supports it. It may be of
// several annotations, where somebody marked parts, and of none: nothing here.
type Reading struct {
	Answers     []Answer `json:"answers,omitempty"`     // in text order
	Annotations []string `json:"annotations,omitempty"` // ids of those that say so, or of the decisions
	By          []string `json:"by,omitempty"`          // whose votes it has
	Others      []string `json:"others,omitempty"`      // who say so and are not done yet
}

// Vote is a label and who voted for it. Whoever marked parts under several
// labels voted for each.
type Vote struct {
	Label string   `json:"label"`
	By    []string `json:"by"`
}

// Difference is how a member differs from what a decision saw.
type Difference struct {
	ID   string              `json:"id"`
	What Drift               `json:"what"`
	Was  annotations.Version `json:"was,omitempty"`
	Is   annotations.Version `json:"is,omitempty"`
}

// Drift is what became of a member after a decision.
type Drift string

// The drifts.
const (
	Changed Drift = "changed" // another version now
	Added   Drift = "added"   // not there then, or not a vote
	Gone    Drift = "gone"    // deleted, no vote any more, or in another case; or a result was deleted
)

// Ruling is a decision on a case.
type Ruling struct {
	Decision    *annotations.Decision `json:"decision"`
	Answers     []Answer              `json:"answers,omitempty"`     // what it made of the case; none when it rejected or deferred
	Differences []Difference          `json:"differences,omitempty"` // what has changed since; none while it holds
}

// Case is a group of annotations that say something of one passage, to be
// judged together; above level 1, decisions on such a group that differ.
//
// Its id follows from the document, the ids of its votes (of all it shows where
// there are none) and the version of the rules, so that everybody who holds the
// same annotations has the same cases. Whoever is not done changes no id.
type Case struct {
	ID       string           `json:"id"`
	Level    int              `json:"level"` // 1, or one more than that of the decisions it is about
	Document string           `json:"document"`
	Extent   annotations.Span `json:"extent"` // from the first member's start to the last one's end
	Kind     Kind             `json:"kind"`
	State    State            `json:"state"`

	Members  []Member  `json:"members"`            // at most one a person, in text order
	Parts    []Member  `json:"parts,omitempty"`    // others' that lie within a member: split or merged
	Missing  []string  `json:"missing,omitempty"`  // who are done and have nothing here
	Readings []Reading `json:"readings,omitempty"` // most votes first
	Votes    []Vote    `json:"votes,omitempty"`    // by label
	Proposal *Answer   `json:"proposal,omitempty"` // see [Cases]; nil when labels tie
	Complete bool      `json:"complete,omitempty"` // all who are done agree on everything, and nobody was unsure

	Rulings []Ruling              `json:"rulings,omitempty"` // that hold
	Stale   []Ruling              `json:"stale,omitempty"`   // that no longer hold: a reviewer's last, if none of theirs holds
	Settled *annotations.Decision `json:"settled,omitempty"` // the one that counts; nil unless decided
}

// judged returns what a decision on c is about: its votes, or all it shows
// where there are none, by id.
func (c *Case) judged() []annotations.Seen {
	any := false
	for _, m := range c.Members {
		any = any || m.Counted
	}
	var out []annotations.Seen
	for _, list := range [][]Member{c.Members, c.Parts} {
		for _, m := range list {
			if m.Counted || !any {
				out = append(out, m.Seen)
			}
		}
	}
	sortSeen(out)
	return out
}
