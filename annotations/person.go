package annotations

import "fmt"

// Person is somebody who annotates or reviews: a nickname and a random id, no
// mail address.
type Person struct {
	Stamp
	Name string `json:"name,omitempty"` // as they call themselves; "" for "somebody"
}

// Kind returns [KindPerson].
func (*Person) Kind() Kind { return KindPerson }

// Copy implements [Record].
func (p *Person) Copy() Record { q := *p; return &q }

// Check implements [Record].
func (p *Person) Check() error {
	if len(p.Name) > 200 {
		return fmt.Errorf("%s: %w: name of %d bytes", p.ID, ErrRecord, len(p.Name))
	}
	return checkStamp(&p.Stamp)
}
