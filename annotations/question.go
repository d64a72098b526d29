package annotations

import "fmt"

// ValueType is what sort of value answers a question.
type ValueType string

// The types of values.
const (
	ValueText   ValueType = "text"   // words: a name, a flight number
	ValueNumber ValueType = "number" // how many, how much
	ValueDate   ValueType = "date"   // a day, or a day and a time
	ValueChoice ValueType = "choice" // one of a short list
)

// Question is a row of the claim board: what one would ask of the event that
// several sources tell of. Everybody may edit it, as an entity.
type Question struct {
	Stamp
	Text    string    `json:"text"`              // as one would ask it, as "How many died?"
	Type    ValueType `json:"type"`              //
	Unit    string    `json:"unit,omitempty"`    // of a number: what is counted, in the plural, as "people"; "" for anything
	Choices []Choice  `json:"choices,omitempty"` // of a choice: what there is to choose from
	Note    string    `json:"note,omitempty"`    // what counts as an answer
	Origin  string    `json:"origin,omitempty"`  // "" by hand; else the rule that suggested it
}

// Choice is one answer of a short list.
type Choice struct {
	Value string   `json:"value"`           // as shown, as "missile"
	Words []string `json:"words,omitempty"` // other words for it, as "air defence"
}

// Kind returns [KindQuestion].
func (*Question) Kind() Kind { return KindQuestion }

// Copy implements [Record].
func (q *Question) Copy() Record { r := *q; return &r }

// Check implements [Record].
func (q *Question) Check() error {
	switch q.Type {
	case ValueText, ValueNumber, ValueDate, ValueChoice:
	default:
		return fmt.Errorf("question %s: %w: type %.40q", q.ID, ErrRecord, q.Type)
	}
	if q.Text == "" {
		return fmt.Errorf("question %s: %w: no words", q.ID, ErrRecord)
	}
	seen := map[string]bool{"": true}
	for _, c := range q.Choices {
		if seen[c.Value] {
			return fmt.Errorf("question %s: %w: choice %.40q", q.ID, ErrRecord, c.Value)
		}
		seen[c.Value] = true
	}
	return checkStamp(&q.Stamp)
}
