//go:build !js

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

type validateCmd struct {
	Files []string `arg:"" name:"file" help:"Project files; - is standard input."`
}

func (c validateCmd) Run(e *env) error {
	bad := false
	for _, name := range c.Files {
		for _, fault := range validateFile(e, name) {
			e.warn(name + ": " + fault.Error())
			bad = true
		}
	}
	if bad {
		return errReported
	}
	return nil
}

func validateFile(e *env, name string) []error {
	if name == "-" {
		return validate(e.stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return []error{errors.Unwrap(err)} // the name is printed in front of it
	}
	defer f.Close()
	return validate(f)
}

// validate returns the faults of a project file, each beginning with its place.
func validate(r io.Reader) []error {
	var v any
	if err := json.NewDecoder(r).Decode(&v); err != nil {
		return []error{fmt.Errorf("not JSON: %w", err)}
	}
	return []error{errors.New("not a Gloss file")}
}
