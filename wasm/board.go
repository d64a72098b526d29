//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"text/tabwriter"

	"gloss/annotations"
	"gloss/annotations/board"
)

type boardCmd struct {
	Files []string `arg:"" name:"file" help:"Project files, or annotations in any format that is read; - is standard input. Their order makes no difference."`
	JSON  bool     `xor:"form" help:"Write for programs."`
	HTML  bool     `name:"html" xor:"form" help:"Write a page to be read and printed."`
	CSV   bool     `name:"csv" xor:"form" help:"Write a table: a line for each value of each source."`
	For   string   `placeholder:"NAME" help:"Only what this person read, by name or id."`
	Out   string   `short:"o" default:"-" placeholder:"FILE" help:"The file to write; - is standard output."`
}

// Run writes the claim board: what each source says to each question.
func (c boardCmd) Run(e *env) error {
	p, err := reviewed(e, c.Files)
	if err != nil {
		return err
	}
	o := board.Options{Step: func(int, int) error { return e.ctx.Err() }}
	if c.For != "" {
		if o.Person, err = person(p, c.For); err != nil {
			return err
		}
	}
	b, err := board.Of(p, o)
	if err != nil {
		return err
	}
	switch {
	case c.HTML:
		return writeOutput(e, c.Out, b.Report(p.Title))
	case c.CSV:
		return writeOutput(e, c.Out, b.CSV())
	case c.JSON:
		data, err := json.MarshalIndent(boardOf(p, b), "", "  ")
		if err != nil {
			return err
		}
		return writeOutput(e, c.Out, append(data, '\n'))
	}
	return writeOutput(e, c.Out, []byte(boardText(p, b)))
}

// boardText is a line a value under each question.
func boardText(p *annotations.Project, b *board.Board) string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, r := range b.Rows {
		fmt.Fprintf(w, "%s  %s, %d of %d sources\n", r.Question.Text, r.State.Words(), r.Sources(), len(b.Columns))
		for i := range r.Entries {
			x := &r.Entries[i]
			c := b.Columns[x.Column]
			value := x.Value.Show()
			if sum := x.Value.Explain(); sum != "" {
				value = sum
			}
			fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\n", value, c.Source(), c.Document.Published, board.Speaker(p, x.Answers[0]), x.Words())
		}
		_ = w.Flush() // into memory
	}
	if len(b.Rows) == 0 {
		return "no questions on the board\n"
	}
	return out.String()
}

// boardJSON is a board for programs. Silent sources are those that are in no
// value of a row.
type boardJSON struct {
	Sources []sourceJSON `json:"sources"`
	Rows    []rowJSON    `json:"rows"`
}

type sourceJSON struct {
	Document  string `json:"document"`
	Source    string `json:"source"`
	Title     string `json:"title"`
	Published string `json:"published,omitempty"`
}

type rowJSON struct {
	Question string      `json:"question"`
	ID       string      `json:"id"`
	Type     string      `json:"type"`
	State    board.State `json:"state"`
	Values   []valueJSON `json:"values"`
}

type valueJSON struct {
	Source      int         `json:"source"` // index in sources
	Norm        string      `json:"norm,omitempty"`
	Raw         string      `json:"raw,omitempty"`
	Unit        string      `json:"unit,omitempty"`
	Lo          *float64    `json:"lo,omitempty"` // not there when open, and for what is no number
	Hi          *float64    `json:"hi,omitempty"`
	Parts       []partJSON  `json:"parts,omitempty"`
	Speaker     string      `json:"speaker,omitempty"`
	Certainty   string      `json:"certainty,omitempty"`
	AsOf        string      `json:"as_of,omitempty"`
	Role        board.Role  `json:"role"`
	Superseded  bool        `json:"superseded"`
	Contradicts bool        `json:"contradicts"`
	Answers     []string    `json:"answers"`
	Passages    []quoteJSON `json:"passages"`
}

type partJSON struct {
	N    float64 `json:"n"`
	Unit string  `json:"unit,omitempty"`
}

type quoteJSON struct {
	Annotation string             `json:"annotation"`
	Spans      []annotations.Span `json:"spans"` // in code points
	Exact      string             `json:"exact"`
}

func boardOf(p *annotations.Project, b *board.Board) boardJSON {
	out := boardJSON{Sources: []sourceJSON{}, Rows: []rowJSON{}}
	for _, c := range b.Columns {
		out.Sources = append(out.Sources, sourceJSON{c.Document.ID, c.Source(), c.Document.Title, c.Document.Published})
	}
	for _, r := range b.Rows {
		row := rowJSON{r.Question.Text, r.Question.ID, string(r.Question.Type), r.State, []valueJSON{}}
		for i := range r.Entries {
			row.Values = append(row.Values, valueOf(p, &r.Entries[i]))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func valueOf(p *annotations.Project, x *board.Entry) valueJSON {
	v := valueJSON{
		Source: x.Column, Norm: x.Value.Norm, Raw: x.Value.Raw, Unit: x.Value.Unit,
		Speaker: board.Speaker(p, x.Answers[0]), Certainty: x.Certainty(), AsOf: x.Since(),
		Role: x.Role, Superseded: x.Superseded, Contradicts: x.Contradicts, Passages: []quoteJSON{},
	}
	if x.Value.Type == annotations.ValueNumber && x.Value.OK() {
		v.Lo, v.Hi = finite(x.Value.Lo), finite(x.Value.Hi)
	}
	for _, part := range x.Value.Parts {
		v.Parts = append(v.Parts, partJSON(part))
	}
	for _, a := range x.Answers {
		v.Answers = append(v.Answers, a.ID)
	}
	for _, a := range board.Passages(p, *x) {
		q := quoteJSON{Annotation: a.ID, Exact: a.Exact()}
		for _, part := range a.Parts {
			q.Spans = append(q.Spans, part.Span)
		}
		v.Passages = append(v.Passages, q)
	}
	return v
}

func finite(n float64) *float64 {
	if math.IsInf(n, 0) {
		return nil
	}
	return &n
}
