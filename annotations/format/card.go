package format

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gloss/annotations"
)

// feature is a column of the training file, or a field of its structs.
type feature struct {
	name   string
	dtype  string    // of a scalar, or of the items of a list of scalars
	list   bool      // of scalars
	fields []feature // of the items of a list of structs
}

// features are the columns of a training file in order; a test compares them
// with what is written.
var features = []feature{
	{name: "id", dtype: "string"},
	{name: "title", dtype: "string"},
	{name: "source", dtype: "string"},
	{name: "author", dtype: "string"},
	{name: "url", dtype: "string"},
	{name: "published", dtype: "string"},
	{name: "language", dtype: "string"},
	{name: "offset_unit", dtype: "string"},
	{name: "code_points", dtype: "int64"},
	{name: "text", dtype: "string"},
	{name: "spans", fields: append(append([]feature{{name: "id", dtype: "string"}}, stretch...),
		feature{name: "parts", fields: stretch},
		feature{name: "label", dtype: "string"},
		feature{name: "entities", fields: []feature{{name: "id", dtype: "string"}, {name: "name", dtype: "string"}, {name: "iri", dtype: "string"}}},
		feature{name: "said_by", dtype: "string"}, feature{name: "said_by_name", dtype: "string"}, feature{name: "said_by_words", dtype: "string"},
		feature{name: "said_cue", dtype: "string"}, feature{name: "said_mode", dtype: "string"},
		feature{name: "attributes", dtype: "string"}, feature{name: "unsure", dtype: "bool"},
		feature{name: "note", dtype: "string"}, feature{name: "origin", dtype: "string"},
		feature{name: "annotator", dtype: "string"}, feature{name: "annotator_name", dtype: "string"},
		feature{name: "created", dtype: "string"}, feature{name: "modified", dtype: "string"})},
	{name: "relations", fields: []feature{
		{name: "id", dtype: "string"},
		{name: "from", dtype: "string"},
		{name: "to", dtype: "string"},
		{name: "type", dtype: "string"},
		{name: "note", dtype: "string"},
		{name: "origin", dtype: "string"},
		{name: "annotator", dtype: "string"},
		{name: "created", dtype: "string"},
		{name: "modified", dtype: "string"},
	}},
	{name: "done_by", dtype: "string", list: true},
}

var stretch = []feature{{name: "start", dtype: "int64"}, {name: "end", dtype: "int64"}, {name: "quote", dtype: "string"}}

// yaml writes features as the datasets library reads them: "sequence" for a
// list of scalars, which all its versions know, "list" for one of structs,
// which "sequence" would turn inside out (FORMATS 4.10).
func yaml(b *strings.Builder, indent string, fs []feature) {
	for _, f := range fs {
		switch {
		case f.fields != nil:
			fmt.Fprintf(b, "%s- name: %s\n%s  list:\n", indent, f.name, indent)
			yaml(b, indent+"  ", f.fields)
		case f.list:
			fmt.Fprintf(b, "%s- name: %s\n%s  sequence: %s\n", indent, f.name, indent, f.dtype)
		default:
			fmt.Fprintf(b, "%s- name: %s\n%s  dtype: %s\n", indent, f.name, indent, f.dtype)
		}
	}
}

// card collects what a data card tells.
type card struct {
	strings.Builder
	p     *annotations.Project
	o     WriteOptions
	ds    []*annotations.Document
	spans []*annotations.Annotation
}

// writeCard returns a data card for the training file of the same project and
// options: a README.md as Hugging Face reads it (its YAML head gives the
// columns their types) and as people do.
func writeCard(p *annotations.Project, o WriteOptions) ([]byte, error) {
	c := &card{p: p, o: o, ds: exported(p, o)}
	for _, d := range c.ds {
		if _, ok := p.Text(d.ID); !ok {
			return nil, fmt.Errorf("document %s: %w", d.ID, ErrText)
		}
		c.spans = append(c.spans, p.In(d.ID)...)
	}
	c.head()
	c.about()
	c.labels()
	c.documents()
	c.losses()
	c.prompts()
	return []byte(c.String()), nil
}

func (c *card) line(format string, args ...any) {
	fmt.Fprintf(c, format+"\n", args...)
}

func (c *card) title() string { return cmp.Or(c.p.Title, "Annotated articles") }

func (c *card) head() {
	c.line("---")
	c.line("pretty_name: %s", quoted(c.title()))
	languages := map[string]bool{}
	for _, d := range c.ds {
		if d.Language != "" {
			languages[d.Language] = true
		}
	}
	if len(languages) > 0 {
		c.line("language:")
		for _, l := range slices.Sorted(maps.Keys(languages)) {
			c.line("- %s", quoted(l))
		}
	}
	c.line("configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: train.jsonl")
	c.line("dataset_info:\n  features:")
	yaml(&c.Builder, "  ", features)
	c.line("---\n")
}

// quoted is a YAML string, which JSON's are.
func quoted(s string) string {
	e := encoder{}
	e.string(s)
	return string(e.b)
}

func (c *card) about() {
	points := 0
	for _, d := range c.ds {
		points += d.Points
	}
	c.line("# %s\n", inline(c.title()))
	c.line("%d documents, %d code points of text, %d annotations. Put this file beside `train.jsonl` as `README.md`.\n",
		len(c.ds), points, len(c.spans))
	c.line("`start` and `end` count **Unicode code points** from zero, the end not included: in Python")
	c.line("`text[start:end] == quote` holds for every span and every part. JavaScript and Java count otherwise.")
	c.line("A span in several `parts` reaches from the first to the last; the parts are what is marked.")
	c.line("`attributes` is a JSON object of arrays, as a string. `done_by` names who is done with a document: with")
	c.line("no span of theirs in it, they found nothing.\n")
	g := c.p.Scheme().Guideline
	if g == "" {
		c.line("There is no guideline.\n")
		return
	}
	c.line("SHA-256 of the guideline: `%x`\n", sha256.Sum256([]byte(g)))
}

// labels tells how often each annotator gave each label.
func (c *card) labels() {
	c.line("## Labels\n")
	counts := map[string]map[string]int{}
	for _, a := range c.spans {
		if counts[a.By] == nil {
			counts[a.By] = map[string]int{}
		}
		counts[a.By][c.label(a)]++
	}
	c.table("Annotator", slices.Sorted(maps.Keys(counts)), func(by string) (string, map[string]int) {
		return c.person(by), counts[by]
	})
}

func (c *card) label(a *annotations.Annotation) string {
	if l, ok := c.p.Scheme().Label(a.Label); ok {
		return l.Key
	}
	return a.Label
}

// person is how an annotator is called: by name, or by a number.
func (c *card) person(id string) string {
	if p, ok := c.p.People.Get(id); ok && p.Name != "" && !c.o.Anonymous {
		return p.Name
	}
	return cmp.Or(id, "unknown")
}

// table writes counts of labels, a row for each key.
func (c *card) table(what string, keys []string, row func(key string) (string, map[string]int)) {
	columns := c.columns()
	c.row(append([]string{what}, columns...))
	c.line("|---|%s", strings.Repeat("---:|", len(columns)))
	for _, k := range keys {
		name, n := row(k)
		cells := []string{name}
		for _, l := range columns {
			if l == noLabel {
				l = ""
			}
			cells = append(cells, fmt.Sprint(n[l]))
		}
		c.row(cells)
	}
	c.line("")
}

// noLabel is the column of what carries no label.
const noLabel = "(none)"

// columns are the labels that were given: the scheme's in its order, then
// others by name.
func (c *card) columns() []string {
	given := map[string]bool{}
	for _, a := range c.spans {
		given[c.label(a)] = true
	}
	var out []string
	for _, l := range c.p.Scheme().Labels {
		if given[l.Key] || l.Into == "" && !l.Retired {
			out = append(out, l.Key)
		}
		delete(given, l.Key)
	}
	for _, l := range slices.Sorted(maps.Keys(given)) {
		out = append(out, cmp.Or(l, noLabel))
	}
	return out
}

func (c *card) row(cells []string) {
	for i, s := range cells {
		cells[i] = inline(s)
	}
	c.line("| %s |", strings.Join(cells, " | "))
}

func (c *card) documents() {
	c.line("## Documents\n")
	titles := map[string]string{}
	var ids []string
	for _, d := range c.ds {
		titles[d.ID] = cmp.Or(d.Title, "untitled")
		ids = append(ids, d.ID)
	}
	c.table("Document", ids, func(id string) (string, map[string]int) {
		n := map[string]int{}
		for _, a := range c.p.In(id) {
			n[c.label(a)]++
		}
		return titles[id], n
	})
	c.line("| Document | Source | Code points | SHA-256 of the text |\n|---|---|---:|---|")
	for _, d := range c.ds {
		c.row([]string{titles[d.ID], d.Source, fmt.Sprint(d.Points), d.ID})
	}
	c.line("")
}

func (c *card) losses() {
	ls := lost(c.p, c.o, lossesJSONL)
	if len(ls) == 0 {
		return
	}
	c.line("## Left out\n")
	for _, l := range ls {
		c.line("- %d: %s", l.Count, inline(l.What))
	}
	c.line("")
}

// prompts asks what a program cannot know (after Gebru et al., "Datasheets for
// datasets", Communications of the ACM 64(12), 2021).
func (c *card) prompts() {
	c.line("## To be filled in\n")
	for _, q := range []string{
		"What is the data for, and what should it not be used for?",
		"How were the articles chosen? Who holds the rights in them, and what is the licence?",
		"Who annotated, how were they trained and paid, and what do they have in common?",
		"How far do the annotators agree, by which measure, and how were differences settled?",
		"What do you know to be wrong or missing?",
		"Whom should one write to?",
	} {
		c.line("### %s\n\n\n", q)
	}
}

// inline makes text safe in a line or a table cell of Markdown.
func inline(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return markdown.Replace(s)
}

var markdown = strings.NewReplacer("|", `\|`, "<", "&lt;", "[", `\[`, "`", "'", "*", `\*`, "_", `\_`, "#", `\#`, `\`, `\\`)
