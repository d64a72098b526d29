package annotations

import "fmt"

// State is how far a person has come with a document.
type State string

// The states. A document without a record is [Untouched]; done and empty is a
// vote for "nothing here", untouched is no vote.
const (
	Untouched State = ""
	InWork    State = "work"
	Done      State = "done"
)

// Progress tells how far one person has come with one document.
type Progress struct {
	Stamp
	Document string `json:"document"`
	State    State  `json:"state,omitempty"`
}

// ProgressID is the id of the progress record of a person on a document: there
// is one, whoever makes it and wherever.
func ProgressID(document, person string) string {
	return "urn:x-gloss:progress:" + document + ":" + person
}

// Kind returns [KindProgress].
func (*Progress) Kind() Kind { return KindProgress }

// Copy implements [Record].
func (p *Progress) Copy() Record { q := *p; return &q }

// Check implements [Record].
func (p *Progress) Check() error {
	if p.State != Untouched && p.State != InWork && p.State != Done {
		return fmt.Errorf("progress %s: %w: state %.40q", p.ID, ErrRecord, p.State)
	}
	if p.ID != ProgressID(p.Document, p.By) {
		return fmt.Errorf("progress %s: %w: the id does not name document and person", p.ID, ErrRecord)
	}
	return checkStamp(&p.Stamp)
}
