//go:build !js

package main

import (
	"gloss/annotations"
	"gloss/annotations/review"
)

type goldCmd struct {
	Files  []string `arg:"" name:"file" help:"Files of annotators and reviewers, in any format that is read; - is standard input. Their order makes no difference."`
	Agreed bool     `help:"Add what everybody who is done agrees on, though nobody decided."`
	Format []string `short:"f" placeholder:"KEY" default:"gloss" help:"What to write: ${formats}. Several make an archive."`
	Out    string   `short:"o" required:"" placeholder:"FILE" help:"The file to write, or a folder for formats of several files; - is standard output."`
}

// Run writes what stands after adjudication, with everybody's votes beside it.
func (c goldCmd) Run(e *env) error {
	p, err := reviewed(e, c.Files)
	if err != nil {
		return err
	}
	gold, err := goldOf(e, p, c.Agreed)
	if err != nil {
		return err
	}
	x := exportCmd{Format: c.Format, Out: c.Out}
	files, err := x.write(e, gold)
	if err != nil {
		return err
	}
	if err := x.save(e, files); err != nil {
		return err
	}
	e.warn(c.Out + ": " + contents(gold))
	return nil
}

// goldOf returns the project of gold annotations.
func goldOf(e *env, p *annotations.Project, agreed bool) (*annotations.Project, error) {
	gold, err := review.Gold(p, "", review.GoldOptions{Options: review.Options{Step: e.ctx.Err}, Agreed: agreed})
	if err != nil {
		return nil, err
	}
	return review.GoldProject(p, gold)
}
