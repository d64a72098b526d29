package format

import (
	"errors"
	"fmt"
)

// Fault is one thing that is wrong with a file.
type Fault struct {
	File string
	Path string // JSON pointer, "line 3" and a pointer, or "line 3, column 7"; "" for the whole file
	What string
}

// String formats f as "file: path: what".
func (f Fault) String() string {
	if f.Path == "" {
		return f.File + ": " + f.What
	}
	return f.File + ": " + f.Path + ": " + f.What
}

// Validate returns all that is wrong with a file, in the order in which a
// report lists it, then what the project itself lacks; none when it is good.
// Annotations that were orphans when they were written are not faults.
func Validate(name string, data []byte) []Fault {
	f, ok := Detect(data)
	if !ok {
		f = Formats[0] // whose reader says what is wrong with the JSON
	}
	p, r, err := f.Read(data, ReadOptions{})
	if err != nil {
		return []Fault{faultOf(name, err)}
	}
	var out []Fault
	for _, list := range [][]Entry{r.Skipped, r.Altered, r.Repaired, r.Orphans, r.Unchecked, r.Unknown} {
		for _, e := range list {
			out = append(out, Fault{name, e.Path, e.What})
		}
	}
	for _, err := range p.Validate() {
		out = append(out, Fault{name, "", err.Error()})
	}
	return out
}

func faultOf(name string, err error) Fault {
	var at *FileError
	if errors.As(err, &at) {
		return Fault{name, fmt.Sprintf("line %d, column %d", at.Line, at.Column), at.Err.Error()}
	}
	return Fault{name, "", err.Error()}
}
