package article

import "fmt"

// Reason says why bytes could not become a document.
type Reason string

// The reasons.
const (
	Binary   Reason = "binary"    // not text; What names it, when it is known
	Encoding Reason = "encoding"  // text in an encoding that is not read, or damaged; What names it, when it is declared
	Empty    Reason = "empty"     // nothing but white space
	TooLarge Reason = "too large" // over [MaxBytes], or an HTML page of too many elements
)

// Error says why bytes could not become a document. The app makes its sentence
// of the fields.
type Error struct {
	Reason Reason
	Offset int    // in bytes, where it was found; -1 when it is about the file as a whole
	What   string // "a PDF file", "windows-1251"; "" when there is nothing to name
}

// Error implements error.
func (e *Error) Error() string {
	s := map[Reason]string{
		Binary:   "not a text file",
		Encoding: "not valid text in a known encoding",
		Empty:    "no text in it",
		TooLarge: "too large",
	}[e.Reason]
	if e.What != "" {
		s += ": " + e.What
	}
	if e.Offset >= 0 {
		s += fmt.Sprintf(" (byte %d)", e.Offset)
	}
	return s
}

func whole(r Reason, what string) *Error { return &Error{r, -1, what} }

// orNil is e as an error, nil for nil.
func (e *Error) orNil() error {
	if e == nil {
		return nil
	}
	return e
}
