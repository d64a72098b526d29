//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"gloss/annotations/format"
)

type pairsCmd struct {
	Files    []string `arg:"" name:"file" help:"Project files, or annotations in any format that is read; - is standard input. Their order makes no difference."`
	JSON     bool     `xor:"form" help:"Write JSON Lines: premise, hypothesis, label, split, documents and spans in code points."`
	Clusters bool     `xor:"form" help:"Write claim clusters as JSON Lines: passages that make the same claim."`
	Averitec bool     `xor:"form" help:"Write claims with what other sources say of them, in the shape of AVeriTeC."`
	Split    string   `enum:"train,dev,test,all" default:"all" help:"Of the table and of --json: only one of ${enum}. Documents that have to do with each other are in one."`
	Out      string   `short:"o" default:"-" placeholder:"FILE" help:"The file to write; - is standard output."`
}

// Run writes the pairs of passages that contradict each other or follow from
// each other: as a table, or for programs.
func (c pairsCmd) Run(e *env) error {
	p, err := reviewed(e, c.Files)
	if err != nil {
		return err
	}
	key := "nli"
	switch {
	case c.Clusters:
		key = "clusters"
	case c.Averitec:
		key = "averitec"
	}
	f, _ := format.Find(key)
	files, err := f.Write(p, format.WriteOptions{Step: func(int, int) error { return e.ctx.Err() }})
	if err != nil {
		return fmt.Errorf("%s: %w", c.Out, err)
	}
	data := files[0].Data
	if key == "nli" {
		if data, err = c.table(data); err != nil {
			return err
		}
	}
	return writeOutput(e, c.Out, data)
}

// pairLine is what the table shows of a pair.
type pairLine struct {
	Premise, Hypothesis, Label, Split string

	PremiseDocument    string `json:"premise_document"`
	PremiseStart       int    `json:"premise_start"`
	PremiseEnd         int    `json:"premise_end"`
	HypothesisDocument string `json:"hypothesis_document"`
	HypothesisStart    int    `json:"hypothesis_start"`
	HypothesisEnd      int    `json:"hypothesis_end"`
}

// table keeps the lines of the split that is asked for, as they are or as a line
// of cells each, divided by tabs: a header, and blanks for line ends.
func (c pairsCmd) table(data []byte) ([]byte, error) {
	var out strings.Builder
	if !c.JSON {
		out.WriteString("premise\thypothesis\tlabel\tsplit\tpremise_document\tpremise_start\tpremise_end\thypothesis_document\thypothesis_start\thypothesis_end\n")
	}
	for line := range strings.Lines(string(data)) {
		var x pairLine
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			return nil, fmt.Errorf("internal error: %w", err)
		}
		switch {
		case c.Split != "all" && c.Split != x.Split:
		case c.JSON:
			out.WriteString(line)
		default:
			words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
			fmt.Fprintf(&out, "%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t%d\t%d\n", words(x.Premise), words(x.Hypothesis), x.Label, x.Split,
				x.PremiseDocument, x.PremiseStart, x.PremiseEnd, x.HypothesisDocument, x.HypothesisStart, x.HypothesisEnd)
		}
	}
	return []byte(out.String()), nil
}
