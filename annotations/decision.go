package annotations

import (
	"encoding/json"
	"fmt"
)

// OriginReview is the Origin of an annotation that a reviewer made with a
// decision: a result, never a vote.
const OriginReview = "review"

// Outcome is what a reviewer does with a case.
type Outcome string

// The outcomes. Only [OutcomeDefer] leaves a case open.
const (
	OutcomeAccept Outcome = "accept" // what an annotator marked, or what was proposed
	OutcomeEdit   Outcome = "edit"   // something else
	OutcomeReject Outcome = "reject" // nothing is to be marked here
	OutcomeDefer  Outcome = "defer"  // not now
	OutcomeSplit  Outcome = "split"  // several annotations
	OutcomeMerge  Outcome = "merge"  // one annotation for several parts
)

// Reason is why a reviewer decided so; other words than these may come.
type Reason string

// The reasons there are keys for.
const (
	ReasonGuideline Reason = "guideline" // the guideline says so; the note says where
	ReasonSlip      Reason = "slip"      // an oversight, plain to all
	ReasonAmbiguous Reason = "ambiguous" // the text or the guideline allows both
)

// Seen is a record as somebody saw it: one that was edited since has another
// version.
type Seen struct {
	ID      string  `json:"id"`
	Version Version `json:"version,omitempty"` // of all its versions together
}

// Decision is a reviewer's word on a case. It is never inferred from an
// annotation, and it holds for what was seen alone: when a member changes the
// case is open again.
type Decision struct {
	Stamp
	Document string          `json:"document"`
	Case     string          `json:"case"`             // id of the case when it was decided
	Members  []Seen          `json:"members"`          // what was judged, by id: annotations at level 1, above it decisions
	Outcome  Outcome         `json:"outcome"`          //
	Result   []string        `json:"result,omitempty"` // ids of annotations: what stands in the end
	Reason   Reason          `json:"reason,omitempty"` // "" when none was given
	Note     string          `json:"note,omitempty"`   // free words
	Auto     bool            `json:"auto,omitempty"`   // by the rule of complete agreement; then nobody's own
	Level    int             `json:"level"`            // 1 judges annotators; n judges reviewers who differ at level n-1
	Foreign  json.RawMessage `json:"foreign,omitempty"`
}

// Kind returns [KindDecision].
func (*Decision) Kind() Kind { return KindDecision }

// Copy implements [Record].
func (d *Decision) Copy() Record { e := *d; return &e }

// Check implements [Record].
func (d *Decision) Check() error {
	switch {
	case d.Document == "" || d.Case == "" || len(d.Members) == 0 || d.Level < 1:
		return fmt.Errorf("decision %s: %w: of no case", d.ID, ErrRecord)
	case d.Auto != (d.By == ""):
		return fmt.Errorf("decision %s: %w: by %q, automatic: %v", d.ID, ErrRecord, d.By, d.Auto)
	case !d.resultFits():
		return fmt.Errorf("decision %s: %w: %.40q with %d results", d.ID, ErrRecord, d.Outcome, len(d.Result))
	}
	for i, m := range d.Members {
		if m.ID == "" || !m.Version.Valid() || i > 0 && d.Members[i-1].ID >= m.ID {
			return fmt.Errorf("decision %s: %w: member %.80q", d.ID, ErrRecord, m.ID)
		}
	}
	if err := checkForeign(d.ID, d.Foreign); err != nil {
		return err
	}
	return checkStamp(&d.Stamp)
}

// resultFits reports whether there are as many results as the outcome says.
func (d *Decision) resultFits() bool {
	n := len(d.Result)
	switch d.Outcome {
	case OutcomeAccept, OutcomeEdit:
		return n > 0
	case OutcomeReject, OutcomeDefer:
		return n == 0
	case OutcomeSplit:
		return n > 1
	case OutcomeMerge:
		return n == 1
	}
	return false
}

// mentions lists the ids in d.
func (d *Decision) mentions() []reference {
	judged := KindAnnotation
	if d.Level > 1 {
		judged = KindDecision
	}
	out := []reference{{KindDocument, d.Document}}
	for _, m := range d.Members {
		out = append(out, reference{judged, m.ID})
	}
	for _, id := range d.Result {
		out = append(out, reference{KindAnnotation, id})
	}
	return out
}
