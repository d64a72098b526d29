//go:build !js

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"gloss/annotations"
	"gloss/annotations/agreement"
	"gloss/annotations/review"
)

type agreeCmd struct {
	Files []string `arg:"" name:"file" help:"Files of several annotators, in any format that is read; - is standard input. Their order makes no difference."`
	JSON  bool     `help:"Print for programs: every measure, null where it is undefined, with the reason."`
}

// Run measures the documents that somebody is done with.
func (c agreeCmd) Run(e *env) error {
	p, err := reviewed(e, c.Files)
	if err != nil {
		return err
	}
	docs, err := review.Agreement(p, loaded(e, p), review.Options{Step: e.ctx.Err})
	if err != nil {
		return err
	}
	docs = slices.DeleteFunc(docs, func(d agreement.Document) bool { return len(d.Units) == 0 })
	show := progressLine(e.stderr)
	show("measuring")
	report, err := agreement.Measure(docs, agreement.Options{Seed: agreement.Seed(docs), Step: e.ctx.Err})
	show("")
	if err != nil {
		return err
	}
	if c.JSON {
		b, err := json.MarshalIndent(agreed(p, report), "", "  ")
		e.printf("%s\n", b)
		return err
	}
	return printAgreement(e, p, report)
}

// reviewed reads files of several people as one project.
func reviewed(e *env, names []string) (*annotations.Project, error) {
	files, err := readInputs(e, names)
	if err != nil {
		return nil, err
	}
	p, r, err := importFiles(e, files, "")
	if err != nil {
		return nil, err
	}
	lines := reportLines(r)
	slices.Sort(lines)
	for _, line := range lines {
		e.warn(line)
	}
	return p, nil
}

// loaded returns the documents whose texts are there, by id, and names the
// others.
func loaded(e *env, p *annotations.Project) []string {
	var out []string
	for d := range p.Documents.All() {
		if _, ok := p.Text(d.ID); ok {
			out = append(out, d.ID)
		} else {
			e.warn(titleOf(p, d.ID) + ": left out: its text is in none of the files")
		}
	}
	return out
}

// titleOf is what a document is called.
func titleOf(p *annotations.Project, document string) string {
	if d, ok := p.Documents.Get(document); ok {
		return cmp.Or(d.Title, d.File, d.ID[:min(16, len(d.ID))])
	}
	return document
}

// nameOf is what a person is called.
func nameOf(p *annotations.Project, person string) string {
	if r, ok := p.People.Get(person); ok && r.Name != "" {
		return r.Name
	}
	return person
}

func namesOf(p *annotations.Project, people []string) string {
	var out []string
	for _, id := range people {
		out = append(out, nameOf(p, id))
	}
	return strings.Join(out, ", ")
}

// object is a JSON object in the order in which it was made.
type object []member

type member struct {
	key   string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, m := range o {
		b.WriteByte("{,"[min(i, 1)])
		key, _ := json.Marshal(m.key)
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	if len(o) == 0 {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// numbers are scores as an object: the values by key, then reasons, counts,
// notes and intervals of those that have any.
func numbers(s agreement.Scores) object {
	var out, reasons, counts, notes, intervals object
	for _, key := range agreement.Keys {
		score := s.Get(key)
		var value any
		if score.Reason == "" {
			value = score.Value
		} else {
			reasons = append(reasons, member{key, score.Reason})
		}
		out = append(out, member{key, value})
		counts = append(counts, member{key, score.N})
		if score.Note != "" {
			notes = append(notes, member{key, score.Note})
		}
		if score.Interval {
			intervals = append(intervals, member{key, [2]float64{score.Low, score.High}})
		}
	}
	return append(out, member{"reasons", reasons}, member{"counts", counts}, member{"notes", notes}, member{"intervals", intervals})
}

// agreed is a report for programs.
func agreed(p *annotations.Project, r agreement.Report) object {
	names, documents, labels := object{}, object{}, object{}
	for _, id := range r.Annotators {
		names = append(names, member{id, nameOf(p, id)})
	}
	for _, d := range r.Documents {
		documents = append(documents, member{d.ID, append(object{{"title", titleOf(p, d.ID)}, {"annotators", d.Annotators}}, numbers(d.Scores)...)})
	}
	for _, l := range r.Labels {
		labels = append(labels, member{l.Label, numbers(l.Scores)})
	}
	pairs := []object{}
	for _, q := range r.Pairs {
		pair := object{{"a", q.A}, {"b", q.B}, {"documents", q.Documents}, {"confusion", q.Confusion}}
		pairs = append(pairs, append(pair, numbers(q.Scores)...))
	}
	return object{
		{"annotators", r.Annotators},
		{"names", names},
		{"documents", documents},
		{"overall", numbers(r.Overall)},
		{"pairs", pairs},
		{"labels", labels},
		{"values", r.Values},
		{"resampled", r.Resampled},
		{"passages", r.Passages},
	}
}

// front are the measures of the table, and what they are called there.
var front = []struct{ key, title string }{
	{"exact_f1", "exact F1"}, {"overlap_f1", "overlap F1"}, {"gamma", "gamma"}, {"bu_alpha", "|u-alpha"}, {"cu_alpha", "cu-alpha"},
}

// printAgreement prints a table: a row for everything, each document, each
// label and each pair; under it why numbers are missing.
func printAgreement(e *env, p *annotations.Project, r agreement.Report) error {
	e.printf("%s, %s done by somebody\n", plural(len(r.Annotators), "annotator"), plural(len(r.Documents), "document"))
	for _, line := range notDone(p, r) {
		e.printf("  %s\n", line)
	}
	w := tabwriter.NewWriter(e.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	why := map[agreement.Reason]bool{}
	row := func(name string, s agreement.Scores) {
		for _, f := range front {
			score := s.Get(f.key)
			if score.Reason != "" {
				why[score.Reason] = true
			}
			fmt.Fprintf(w, "%s\t", inDigits(score))
		}
		fmt.Fprintf(w, "  %s\n", name)
	}
	for _, f := range front {
		fmt.Fprintf(w, "%s\t", f.title)
	}
	fmt.Fprintln(w)
	row("all", r.Overall)
	for _, d := range r.Documents {
		row(short(titleOf(p, d.ID), 50), d.Scores)
	}
	for _, l := range r.Labels {
		row(cmp.Or(l.Label, "(no label)"), l.Scores)
	}
	for _, q := range r.Pairs {
		row(nameOf(p, q.A)+" and "+nameOf(p, q.B), q.Scores)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, reason := range slices.Sorted(maps.Keys(why)) {
		e.printf("n/a %s: %s\n", reason, reason.Words())
	}
	if len(r.Pairs) > 1 {
		e.printf("F1 is the mean over %s; n/m: of m spans, both annotators' of all pairs, n met their like\n", plural(len(r.Pairs), "pair"))
	}
	if r.Resampled != "" {
		e.printf("[ ] holds 95%% of the values found by drawing %s anew, out of %d\n", r.Resampled, r.Passages)
	}
	return nil
}

// inDigits shows a score with what was counted and its interval, or why there
// is none.
func inDigits(s *agreement.Score) string {
	if s.Reason != "" {
		return "n/a " + string(s.Reason)
	}
	out := fmt.Sprintf("%.3f", s.Value)
	if s.Expected == 0 && s.N > 0 {
		out += fmt.Sprintf(" %.4g/%.4g", s.Agreed, s.N)
	}
	if s.Interval {
		out += fmt.Sprintf(" [%.2f, %.2f]", s.Low, s.High)
	}
	return out
}

// notDone says of each document that was not done by all who are not done.
func notDone(p *annotations.Project, r agreement.Report) []string {
	var out []string
	for _, d := range r.Documents {
		missing := slices.DeleteFunc(slices.Clone(r.Annotators), func(id string) bool { return slices.Contains(d.Annotators, id) })
		if len(missing) > 0 {
			out = append(out, titleOf(p, d.ID)+": not done by "+namesOf(p, missing))
		}
	}
	return out
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
