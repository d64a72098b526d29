//go:build !js

package main

import (
	"encoding/json"
	"fmt"

	"gloss/annotations"
	"gloss/annotations/review"
)

type feedbackCmd struct {
	Files []string `arg:"" name:"file" help:"Files of annotators and reviewers, in any format that is read; - is standard input. Their order makes no difference."`
	For   string   `required:"" placeholder:"NAME" help:"The annotator, by name or id."`
	JSON  bool     `help:"Write for programs, not a page to be read."`
	Out   string   `short:"o" default:"-" placeholder:"FILE" help:"The file to write; - is standard output."`
}

// Run writes what became of an annotator's work, as a page without scripts.
func (c feedbackCmd) Run(e *env) error {
	p, err := reviewed(e, c.Files)
	if err != nil {
		return err
	}
	who, err := person(p, c.For)
	if err != nil {
		return err
	}
	items, err := review.Feedback(p, who, review.Options{Step: e.ctx.Err})
	if err != nil {
		return err
	}
	if !c.JSON {
		return writeOutput(e, c.Out, review.Letter(p, who, items))
	}
	if items == nil {
		items = []review.Item{}
	}
	b, err := json.MarshalIndent(items, "", "  ")
	if err != nil {
		return err
	}
	return writeOutput(e, c.Out, append(b, '\n'))
}

// person finds the one person of a name or id.
func person(p *annotations.Project, name string) (string, error) {
	if r, ok := p.People.Get(name); ok {
		return r.ID, nil
	}
	found := ""
	for r := range p.People.All() {
		if r.Name != name {
			continue
		}
		if found != "" {
			return "", fmt.Errorf("gloss: several people are called %q: say which by id, %s or %s", name, found, r.ID)
		}
		found = r.ID
	}
	if found == "" {
		return "", fmt.Errorf("gloss: nobody is called %q", name)
	}
	return found, nil
}
