//go:build !js

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gloss/annotations"
	"gloss/annotations/format"
)

type exportCmd struct {
	Files       []string `arg:"" name:"file" help:"Project files, or annotations in any format that is read; - is standard input."`
	Format      []string `short:"f" placeholder:"KEY" help:"What to write: ${formats}. Several make an archive."`
	All         bool     `help:"Write every format, with a data card, the guideline and LOSSES.txt, as one archive."`
	Out         string   `short:"o" required:"" placeholder:"FILE" help:"The file to write, or a folder for formats of several files; - is standard output."`
	Anonymous   bool     `help:"Leave out people's names."`
	Tags        string   `enum:"${tags}" default:"${tag}" help:"How tokens are tagged in CoNLL: ${enum}."`
	Overlap     string   `enum:"${overlaps}" default:"${overlap}" help:"Which of overlapping annotations CoNLL gets: ${enum}."`
	Unit        string   `placeholder:"UNIT" help:"What offsets count, in formats that let one choose: ${units}."`
	Excel       bool     `help:"CSV for Excel."`
	Predictions bool     `help:"For Label Studio: as predictions, to be accepted or changed there."`
}

func (c exportCmd) Run(e *env) error {
	if !c.All && len(c.Format) == 0 {
		return fmt.Errorf("gloss: export: say what to write with --format KEY or --all")
	}
	files, err := readInputs(e, c.Files)
	if err != nil {
		return err
	}
	p, r, err := importFiles(e, files, "")
	if err != nil {
		return err
	}
	for _, line := range reportLines(r) {
		e.warn(line)
	}
	out, err := c.write(e, p)
	if err != nil {
		return err
	}
	return c.save(e, out)
}

// write makes the files, and says what they leave out.
func (c exportCmd) write(e *env, p *annotations.Project) ([]format.File, error) {
	o := format.WriteOptions{Anonymous: c.Anonymous, Tags: c.Tags, Overlap: c.Overlap, Unit: c.Unit, Excel: c.Excel, Predictions: c.Predictions, Large: true, Step: steps(e, "writing")}
	if c.All || len(c.Format) > 1 {
		keys := c.Format
		if c.All {
			keys = nil
		}
		f, err := format.Pack(p, keys, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Out, err)
		}
		return []format.File{f}, nil
	}
	f, ok := format.Find(c.Format[0])
	if !ok || f.Write == nil {
		return nil, fmt.Errorf("gloss: export: there is no format %q to write; there are %s", c.Format[0], formatKeys())
	}
	for _, l := range f.Losses(p, o) {
		line := fmt.Sprintf("%s: leaves out %d: %s", f.Key, l.Count, l.What)
		if len(l.Examples) > 0 {
			line += ", as " + strings.Join(l.Examples, "; ")
		}
		e.warn(line)
	}
	out, err := f.Write(p, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Out, err)
	}
	return out, nil
}

// save writes one file, or all of them into a folder.
func (c exportCmd) save(e *env, files []format.File) error {
	info, err := os.Stat(c.Out)
	folder := strings.HasSuffix(c.Out, "/") || err == nil && info.IsDir()
	if !folder {
		if err := writeOutput(e, c.Out, files[0].Data); err != nil {
			return err
		}
		for _, f := range files[1:] {
			e.warn(f.Name + ": not written: for this file too give a folder, as -o out/")
		}
		return nil
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := writeOutput(e, filepath.Join(c.Out, f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// formatKeys lists the keys of the formats that are written.
func formatKeys() string {
	var keys []string
	for _, f := range format.Formats {
		if f.Write != nil {
			keys = append(keys, f.Key)
		}
	}
	return strings.Join(keys, ", ")
}
