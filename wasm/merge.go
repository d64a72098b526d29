//go:build !js

package main

import (
	"fmt"

	"gloss/annotations"
	"gloss/annotations/format"
)

type mergeCmd struct {
	Files []string `arg:"" name:"file" help:"Project files; - is standard input. Their order makes no difference."`
	Out   string   `short:"o" required:"" placeholder:"FILE" help:"The project file to write; - is standard output."`
}

// Run reads one file at a time: what is in memory is what all of them hold
// together and the bytes of one.
func (c mergeCmd) Run(e *env) error {
	show := progressLine(e.stderr)
	var m merger
	for i, name := range c.Files {
		show(fmt.Sprintf("reading: %d of %d", i+1, len(c.Files)))
		data, err := readInput(e, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		p, r, err := format.Read(data, format.ReadOptions{Large: true, Step: func(int, int) error { return e.ctx.Err() }})
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, line := range reportLines(r) {
			e.warn(name + ": " + line)
		}
		m.add(p)
	}
	p := m.project()
	b, err := format.Write(p, format.WriteOptions{Large: true, Step: steps(e, "writing")})
	if err != nil {
		return fmt.Errorf("%s: %w", c.Out, err)
	}
	if err := writeOutput(e, c.Out, b); err != nil {
		return err
	}
	e.warn(c.Out + ": " + contents(p) + conflicts(p))
	return nil
}

// merger merges projects of like rank, as carrying does in a binary counter:
// each record is copied as often as the number of projects can be halved, not
// once for every project.
type merger struct {
	ranks []*annotations.Project // ranks[i] is nil, or 2^i projects merged
}

func (m *merger) add(p *annotations.Project) {
	for i := range m.ranks {
		if m.ranks[i] == nil {
			m.ranks[i] = p
			return
		}
		p, m.ranks[i] = annotations.Merge(m.ranks[i], p), nil
	}
	m.ranks = append(m.ranks, p)
}

func (m *merger) project() *annotations.Project {
	out := &annotations.Project{}
	for _, p := range m.ranks {
		if p != nil {
			out = annotations.Merge(out, p)
		}
	}
	return out
}

// conflicts tells how many records were edited on two devices at once.
func conflicts(p *annotations.Project) string {
	n := 0
	for _, k := range annotations.Kinds {
		last := ""
		for _, r := range p.Versions(k) {
			if id := r.Stamped().ID; id == last {
				n++
			} else {
				last = id
			}
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; %d versions wait for a person to choose", n)
}
