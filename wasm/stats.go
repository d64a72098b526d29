//go:build !js

package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"

	"gloss/annotations"
)

type statsCmd struct {
	Files []string `arg:"" name:"file" help:"Project files, or annotations in any format that is read; - is standard input."`
	JSON  bool     `help:"Print for programs."`
}

// stats is what a file holds.
type stats struct {
	File        string          `json:"file"`
	Title       string          `json:"title,omitempty"`
	Documents   int             `json:"documents"`
	CodePoints  int             `json:"code_points"`
	Annotations int             `json:"annotations"`
	Orphans     int             `json:"orphans"`
	Linked      int             `json:"linked"`
	Relations   int             `json:"relations"`
	Entities    int             `json:"entities"`
	Decisions   int             `json:"decisions"`
	Comments    int             `json:"comments"`
	Labels      map[string]int  `json:"labels"` // "" for bare mentions
	People      []personStats   `json:"people"`
	PerDocument []documentStats `json:"per_document"`
}

type personStats struct {
	ID          string         `json:"id"`
	Name        string         `json:"name,omitempty"`
	Annotations int            `json:"annotations"`
	Done        int            `json:"done"` // documents
	Labels      map[string]int `json:"labels"`
}

type documentStats struct {
	ID          string         `json:"id"`
	Title       string         `json:"title,omitempty"`
	Annotations int            `json:"annotations"`
	Labels      map[string]int `json:"labels"`
}

func (c statsCmd) Run(e *env) error {
	all := []stats{}
	for _, name := range c.Files {
		files, err := readInputs(e, []string{name})
		if err != nil {
			return err
		}
		p, _, err := importFiles(e, files, "")
		if err != nil {
			return err
		}
		all = append(all, statsOf(name, p))
	}
	if c.JSON {
		b, err := json.MarshalIndent(all, "", "  ")
		e.printf("%s\n", b)
		return err
	}
	for i, s := range all {
		if i > 0 {
			e.printf("\n")
		}
		if err := s.print(e); err != nil {
			return err
		}
	}
	return nil
}

func statsOf(name string, p *annotations.Project) stats {
	all, documents, _ := p.Statistics("")
	s := stats{
		File: name, Title: p.Title, Documents: len(documents), CodePoints: all.Characters,
		Annotations: all.Annotations, Linked: all.Linked, Labels: all.Labels, Relations: p.Relations.Len(),
		Entities: p.Entities.Len(), Decisions: p.Decisions.Len(), Comments: p.Comments.Len(),
		People: peopleOf(p), PerDocument: []documentStats{},
	}
	for _, d := range documents {
		title := ""
		if r, ok := p.Documents.Get(d.Document); ok {
			title = r.Title
		}
		s.Orphans += len(p.Orphans(d.Document))
		s.PerDocument = append(s.PerDocument, documentStats{d.Document, title, d.Annotations, d.Labels})
	}
	return s
}

// peopleOf counts what each person did, also those who are not listed.
func peopleOf(p *annotations.Project) []personStats {
	ids := map[string]bool{}
	done := map[string]int{}
	for a := range p.Annotations.All() {
		ids[a.By] = true
	}
	for r := range p.Progress.All() {
		if ids[r.By] = true; r.State == annotations.Done {
			done[r.By]++
		}
	}
	out := []personStats{}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if id == "" {
			continue
		}
		name := ""
		if r, ok := p.People.Get(id); ok {
			name = r.Name
		}
		all, _, _ := p.Statistics(id)
		out = append(out, personStats{id, name, all.Annotations, done[id], all.Labels})
	}
	return out
}

// print writes a table: a row for everybody and for each person, a column for
// each label.
func (s stats) print(e *env) error {
	e.printf("%s: %d documents, %d code points, %d annotations (%d linked, %d orphans), %d relations, %d entities, %d decisions, %d comments\n",
		s.File, s.Documents, s.CodePoints, s.Annotations, s.Linked, s.Orphans, s.Relations, s.Entities, s.Decisions, s.Comments)
	labels := slices.Sorted(maps.Keys(s.Labels))
	if len(labels) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(name string, all, done string, counts func(label string) string) {
		fmt.Fprintf(w, "%s\t%s\t", all, done)
		for _, l := range labels {
			fmt.Fprintf(w, "%s\t", counts(l))
		}
		fmt.Fprintf(w, "  %s\n", name)
	}
	row("", "all", "done", func(l string) string { return cmp.Or(l, "(no label)") })
	row("everybody", fmt.Sprint(s.Annotations), "", func(l string) string { return fmt.Sprint(s.Labels[l]) })
	for _, p := range s.People {
		row(cmp.Or(p.Name, p.ID), fmt.Sprint(p.Annotations), fmt.Sprint(p.Done), func(l string) string { return fmt.Sprint(p.Labels[l]) })
	}
	return w.Flush()
}
