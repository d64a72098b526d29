//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"gloss/annotations"
	"gloss/annotations/review"
)

type casesCmd struct {
	Files []string `arg:"" name:"file" help:"Files of several annotators, in any format that is read; - is standard input. Their order makes no difference."`
	Kind  []string `placeholder:"KIND" help:"Only these: agree, boundary, label, entity, attribute, missing, single, split, reviewers, gone."`
	State []string `placeholder:"STATE" help:"Only these: agreed, partial, disputed, deferred, stale, decided."`
	JSON  bool     `help:"Print for programs."`
}

// Run lists the cases, by document and place.
func (c casesCmd) Run(e *env) error {
	p, err := reviewed(e, c.Files)
	if err != nil {
		return err
	}
	cases, err := review.Cases(p, "", review.Options{Step: e.ctx.Err})
	if err != nil {
		return err
	}
	shown := []review.Case{}
	for _, k := range cases {
		if among(string(k.Kind), c.Kind) && among(string(k.State), c.State) {
			shown = append(shown, k)
		}
	}
	if c.JSON {
		b, err := json.MarshalIndent(shown, "", "  ")
		e.printf("%s\n", b)
		return err
	}
	return printCases(e, p, shown)
}

// among reports whether s is wanted; everything is when nothing is named.
func among(s string, wanted []string) bool {
	for _, w := range wanted {
		if w == s {
			return true
		}
	}
	return len(wanted) == 0
}

// printCases prints a line a case under the name of its document.
func printCases(e *env, p *annotations.Project, cases []review.Case) error {
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', 0)
	document := ""
	for i := range cases {
		c := &cases[i]
		if c.Document != document {
			document = c.Document
			if err := w.Flush(); err != nil {
				return err
			}
			e.printf("%s\n", titleOf(p, document))
		}
		fmt.Fprintf(w, "  %v\t%s\t%s\t%s\t%s\n", c.Extent, c.Kind, c.State, quoteOf(p, c), who(p, c))
	}
	return w.Flush()
}

// quoteOf is the words of a case, on one line and not too long.
func quoteOf(p *annotations.Project, c *review.Case) string {
	words := ""
	if t, ok := p.Text(c.Document); ok {
		words = t.Slice(c.Extent)
	} else if a, ok := p.Annotations.Get(c.Members[0].ID); ok {
		words = a.Exact()
	}
	return "“" + short(words, 60) + "”"
}

// short puts words on one line of at most n characters.
func short(words string, n int) string {
	line := []rune(strings.Join(strings.Fields(words), " "))
	if len(line) > n {
		line = append(line[:n-1], '…')
	}
	return string(line)
}

// who tells each reading with those who support it, and who marked nothing.
func who(p *annotations.Project, c *review.Case) string {
	var out []string
	for _, r := range c.Readings {
		var said []string
		for _, a := range r.Answers {
			said = append(said, a.Label)
		}
		name := strings.Join(said, " + ")
		if name == "" {
			name = "nothing"
		}
		people := namesOf(p, r.By)
		if len(r.Others) > 0 {
			people = strings.TrimPrefix(people+", ", ", ") + "not done: " + namesOf(p, r.Others)
		}
		out = append(out, name+": "+people)
	}
	return strings.Join(out, "; ")
}
