//go:build !js

package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"gloss/annotations"
	"gloss/annotations/format"
)

type validateCmd struct {
	Files []string `arg:"" name:"file" help:"Project files, or other W3C Web Annotations; - is standard input."`
}

func (c validateCmd) Run(e *env) error {
	bad := false
	for _, name := range c.Files {
		summary, faults := validateFile(e, name)
		for _, fault := range faults {
			e.warn(name + ": " + fault)
		}
		if len(faults) > 0 {
			bad = true
			continue
		}
		e.printf("%s: sound: %s\n", name, summary)
	}
	if bad {
		return errReported
	}
	return nil
}

func validateFile(e *env, name string) (summary string, faults []string) {
	data, err := readInput(e, name)
	if err != nil {
		return "", []string{err.Error()}
	}
	return validate(data)
}

// readInput returns the content of a file, or of standard input for "-". The
// error leaves out the name, which is printed in front of it.
func readInput(e *env, name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(e.stdin)
	}
	data, err := os.ReadFile(name)
	var p *os.PathError
	if errors.As(err, &p) {
		return nil, p.Err
	}
	return data, err
}

// validate returns what a file holds and its faults, each with its place: what
// could not be read, was changed outside Gloss, or does not say what its text
// says; and, when that is all well, what does not hold together.
func validate(data []byte) (summary string, faults []string) {
	p, r, err := format.Read(data, format.ReadOptions{})
	if err != nil {
		return "", []string{err.Error()}
	}
	for _, entries := range [][]format.Entry{r.Skipped, r.Unknown, r.Altered, r.Repaired, r.Orphans} {
		for _, entry := range entries {
			faults = append(faults, describe(entry))
		}
	}
	if len(faults) == 0 {
		faults = integrity(p)
	}
	summary = fmt.Sprintf("%d documents, %d annotations, %d relations, %d entities", r.Documents, r.Annotations, r.Relations, r.Entities)
	if n := len(r.Unchecked); n > 0 {
		summary += fmt.Sprintf("; %d annotations have no text here to be compared with", n)
	}
	return summary, faults
}

func describe(e format.Entry) string {
	if e.Path == "" {
		return e.What
	}
	return e.Path + ": " + e.What
}

func integrity(p *annotations.Project) []string {
	var faults []string
	for _, err := range p.Validate() {
		faults = append(faults, err.Error())
	}
	return faults
}
