//go:build !js

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gloss/annotations"
	"gloss/annotations/article"
	"gloss/annotations/format"
)

type importCmd struct {
	Files []string `arg:"" name:"file" help:"Articles (.txt, .html, .md) and annotations in any format that is read; a .txt with an .ann of the same name is a pair of brat's; - is standard input."`
	Out   string   `short:"o" required:"" placeholder:"FILE" help:"The project file to write; - is standard output."`
	Unit  string   `placeholder:"UNIT" help:"What offsets count, where a file does not say: ${units}. Without it the file is asked."`
	Title string   `help:"What the project is called."`
}

func (c importCmd) Run(e *env) error {
	files, err := readInputs(e, c.Files)
	if err != nil {
		return err
	}
	p, r, err := importFiles(e, files, c.Unit)
	if err != nil {
		return err
	}
	if c.Title != "" {
		p.Title = c.Title
	}
	b, err := format.Write(p, format.WriteOptions{Large: true})
	if err != nil {
		return fmt.Errorf("%s: %w", c.Out, err)
	}
	if err := writeOutput(e, c.Out, b); err != nil {
		return err
	}
	for _, line := range reportLines(r) {
		e.warn(line)
	}
	e.warn(c.Out + ": " + contents(p))
	return nil
}

// importFiles reads articles and annotations as one project. Annotations may
// be of articles beside them.
func importFiles(e *env, files []format.File, unit string) (*annotations.Project, format.Report, error) {
	known, others := &annotations.Project{}, []format.File{}
	for _, f := range files {
		if !isArticle(f, files) {
			others = append(others, f)
			continue
		}
		d, t, err := article.Parse(f.Name, f.Data, article.Options{})
		if err != nil {
			return nil, format.Report{}, fmt.Errorf("%s: %w", f.Name, err)
		}
		p, err := annotations.ProjectOf(d.Opened())
		if err != nil {
			return nil, format.Report{}, fmt.Errorf("%s: %w", f.Name, err)
		}
		known = annotations.Merge(known, p.WithText(t))
	}
	p, r, err := format.ReadFiles(others, format.ReadOptions{Known: known, Unit: unit, Large: true, Step: steps(e, "reading")})
	if err != nil {
		return nil, r, err
	}
	return annotations.Merge(known, p), r, nil
}

// isArticle reports whether a file is an article by its name, and not one of
// the texts of brat.
func isArticle(f format.File, files []format.File) bool {
	switch ext := strings.ToLower(filepath.Ext(f.Name)); ext {
	case ".html", ".htm", ".md", ".txt":
		if _, ok := format.Detect(f.Data); ok {
			return false
		}
		if ext != ".txt" {
			return true
		}
	default:
		return false
	}
	for _, o := range files {
		if filepath.Ext(o.Name) == ".ann" {
			return false // where there are pairs, a .txt alone is one with nothing marked
		}
	}
	return true
}

// readInputs reads files, or standard input for "-".
func readInputs(e *env, names []string) ([]format.File, error) {
	var out []format.File
	for _, name := range names {
		data, err := readInput(e, name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, format.File{Name: filepath.ToSlash(name), Data: data})
	}
	return out, nil
}

// writeOutput writes a file, or to standard output for "-"; see [writeStream].
func writeOutput(e *env, name string, data []byte) error {
	return writeStream(e, name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// reportLines are what a report found, a line each.
func reportLines(r format.Report) (out []string) {
	for _, list := range []struct {
		what    string
		entries []format.Entry
	}{
		{"left out", r.Skipped},
		{"altered", r.Altered},
		{"moved", r.Repaired},
		{"not in the text", r.Orphans},
		{"not checked", r.Unchecked},
		{"unknown", r.Unknown},
	} {
		for _, entry := range list.entries {
			out = append(out, strings.TrimPrefix(entry.Path+": ", ": ")+list.what+": "+entry.What)
		}
	}
	return out
}

func contents(p *annotations.Project) string {
	return fmt.Sprintf("%d documents, %d annotations, %d relations, %d entities", p.Documents.Len(), p.Annotations.Len(), p.Relations.Len(), p.Entities.Len())
}

// steps shows progress on a terminal, and stops when the command is to.
func steps(e *env, what string) format.Step {
	show := progressLine(e.stderr)
	last := -1
	return func(done, total int) error {
		if percent := 100 * done / max(total, 1); percent != last {
			last = percent
			show(fmt.Sprintf("%s: %d %%", what, percent))
		}
		return e.ctx.Err()
	}
}

// progressLine returns what shows a line in place of the one before, on a
// terminal alone.
func progressLine(w io.Writer) func(string) {
	if f, ok := w.(*os.File); !ok || !isTerminal(f) {
		return func(string) {}
	}
	return func(s string) { fmt.Fprintf(w, "\r%-60s\r", s) }
}
