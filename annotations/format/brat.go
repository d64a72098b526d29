package format

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gloss/annotations"
)

// The standoff files of brat (https://brat.nlplab.org/standoff.html): a .txt
// and an .ann a document, offsets in code points, line by line
//
//	T1	claim 0 9;14 20	The plane crashed     a span, its fragments joined by a blank
//	R1	supports Arg1:T1 Arg2:T2	           a relation
//	A1	polarity T1 negative                an attribute; without a value it is true
//	N1	Reference T1 Wikidata:Q30	USA        an entity
//	#1	AnnotatorNotes T1	words             a note
//	E1	…, *	…                             events and others: kept as they are, not shown
//
// Brat has no line feeds within a fragment, no blanks in names and ids of its
// own. What that hides stands in notes of other types, which brat keeps: X-id,
// X-label, X-span and X-entity.

// bratForeign is what a document keeps of brat, under "brat" in its fields of
// other tools.
type bratForeign struct {
	IDs   []string `json:"ids,omitempty"`   // brat's ids of spans and relations and ours, a blank between them
	Lines []string `json:"lines,omitempty"` // those Gloss has no word for
}

// bratOf returns what d keeps of brat.
func bratOf(d *annotations.Document) (f bratForeign) {
	var all struct {
		Brat json.RawMessage `json:"brat"`
	}
	if len(d.Foreign) > 0 && json.Unmarshal(d.Foreign, &all) == nil && len(all.Brat) > 0 {
		if json.Unmarshal(all.Brat, &f) != nil {
			return bratForeign{}
		}
	}
	return f
}

// bratLine is one line of an .ann file.
type bratLine struct {
	id   string   // "T1", "#3", "*"
	args []string // of the second column, split at blanks
	rest string   // third column
	raw  string

	where string // in the file, for the report
}

func bratLineOf(s string) bratLine {
	s = strings.TrimSuffix(s, "\r")
	l := bratLine{raw: s}
	id, rest, _ := strings.Cut(s, "\t")
	args, rest, _ := strings.Cut(rest, "\t")
	l.id, l.args, l.rest = id, strings.Fields(args), rest
	return l
}

// is reports whether l is of a kind, as "T", and has at least n arguments.
func (l bratLine) is(kind string, n int) bool {
	return strings.HasPrefix(l.id, kind) && len(l.id) > len(kind) && len(l.args) >= n
}

// mentions lists the ids of other lines in l.
func (l bratLine) mentions() (out []string) {
	args := l.args
	switch {
	case l.is("N", 2), l.is("A", 2), l.is("M", 2), l.is("#", 2):
		args = args[1:2]
	case l.id == "*" && len(args) > 0:
		args = args[1:]
	case !l.is("E", 1) && !l.is("R", 1):
		return nil
	}
	for _, a := range args {
		if i := strings.LastIndexByte(a, ':'); i >= 0 || !l.is("R", 1) { // the type of a relation is no id
			out = append(out, a[i+1:])
		}
	}
	return out
}

// fragments reads "0 5;7 9", the arguments of a span after its type.
func fragments(args []string) ([]annotations.Span, bool) {
	var out []annotations.Span
	for f := range strings.SplitSeq(strings.Join(args, " "), ";") {
		from, to, _ := strings.Cut(f, " ")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start < 0 || end < start {
			return nil, false
		}
		out = append(out, annotations.Span{Start: start, End: end})
	}
	return out, true
}

func fragmentText(spans []annotations.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, fmt.Sprintf("%d %d", s.Start, s.End))
	}
	return strings.Join(out, ";")
}

// bratSpans cuts spans at line feeds, which no fragment may hold.
func bratSpans(t annotations.Text, parts []annotations.Part) (out []annotations.Span) {
	for _, p := range parts {
		at := p.Start
		for line := range strings.SplitSeq(t.Slice(p.Span), "\n") {
			end := at + len([]rune(line))
			if end > at {
				out = append(out, annotations.Span{Start: at, End: end})
			}
			at = end + 1
		}
	}
	return out
}

// bratName makes a name of letters, digits, "_" and "-", as brat wants them.
func bratName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, s)
}

// What stands for a label or a type that is "".
const (
	bratMention = "Mention"
	bratRelated = "Related"
	bratUnsure  = "Unsure"
)

const wikidata = "http://www.wikidata.org/entity/"

// bratReference is how an entity is called in a line of a file: register and
// id, without a blank.
func bratReference(id, iri string) string {
	for _, ref := range []string{iri, id} {
		if q, ok := strings.CutPrefix(ref, wikidata); ok && isItem(q) {
			return "Wikidata:" + q
		}
		if i := strings.IndexByte(ref, ':'); i > 0 && i < len(ref)-1 && !strings.ContainsFunc(ref, unicode.IsSpace) {
			return ref
		}
	}
	return "Gloss:" + bratName(id)
}

func isItem(q string) bool {
	return len(q) > 1 && q[0] == 'Q' && strings.Trim(q[1:], "0123456789") == ""
}

// bratIRI is the reference of what a line calls an entity.
func bratIRI(ref string) string {
	if q, ok := strings.CutPrefix(ref, "Wikidata:"); ok && isItem(q) {
		return wikidata + q
	}
	return ref
}

// isBrat knows an archive, which is brat's or none that is read, and an .ann
// file by its first line, to say that it needs its text.
func isBrat(o outline) bool {
	if isZip([]byte(o[head])) {
		return true
	}
	line, _, _ := strings.Cut(o[head], "\n")
	l := bratLineOf(line)
	if !l.is("T", 3) || strings.Trim(l.id[1:], "0123456789") != "" {
		return false
	}
	_, ok := fragments(l.args[1:])
	return ok
}

// bratStems gives each document a name for its files: of the file it came
// from, or of its title; no two alike, also where case is not told apart.
func bratStems(ds []*annotations.Document) []string {
	taken := map[string]bool{}
	var out []string
	for _, d := range ds {
		title := strings.TrimSuffix(d.File, path.Ext(d.File))
		stem := strings.ReplaceAll(fileName(&annotations.Project{Title: cmp.Or(title, d.Title, "document")}), " ", "-")
		name := stem
		for i := 2; taken[strings.ToLower(name)]; i++ {
			name = fmt.Sprintf("%s-%d", stem, i)
		}
		taken[strings.ToLower(name)] = true
		out = append(out, name)
	}
	return out
}

// lossesBrat lists what the files of brat leave out.
func lossesBrat(l *losses) {
	l.common()
	l.others("brat")
	for d := range l.p.Documents.All() {
		if !d.Excluded {
			l.described(d)
		}
	}
	for r := range l.p.Progress.All() {
		if r.State == annotations.Done && !l.excluded(r.Document) {
			l.add("who is done with which article", l.title(r.Document))
		}
	}
	for a := range l.p.Annotations.All() {
		if !a.Orphan && !l.excluded(a.Document) {
			l.brat(a)
		}
	}
	for r := range l.p.Relations.All() {
		from, to := l.shown(r.From), l.shown(r.To)
		switch {
		case from == nil || to == nil:
			l.add("relations of which one end is left out", r.Type)
		case from.Document != to.Document:
			l.add("relations between two articles", r.Type)
		case len(r.Foreign) > 0:
			l.add("relations with fields of other tools", r.Type)
		}
		if from != nil && to != nil && strings.Contains(r.Note, "\n") {
			l.add("line ends in notes", r.Note)
		}
	}
}

// described counts a document that has more than a text.
func (l *losses) described(d *annotations.Document) {
	if d.Title+d.Source+d.Author+d.URL+d.Published+d.Language != "" {
		l.add("titles, sources, dates and addresses of articles", d.Title)
	}
}

// shown returns an annotation that a format writes which has no orphans.
func (l *losses) shown(id string) *annotations.Annotation {
	a, ok := l.p.Annotations.Get(id)
	if !ok || a.Orphan || l.excluded(a.Document) {
		return nil
	}
	return a
}

// others counts articles with fields of other tools anew, without those of one
// tool.
func (l *losses) others(tool string) {
	l.all = slices.DeleteFunc(l.all, func(x Loss) bool { return x.What == foreignDocuments })
	for d := range l.p.Documents.All() {
		if d.Excluded || len(d.Foreign) == 0 {
			continue
		}
		members, err := membersOf(d.Foreign)
		if err != nil || len(members) > 1 || members[0].name != tool {
			l.add(foreignDocuments, d.Title)
		}
	}
}

// foreignDocuments is what [losses.common] says of them.
const foreignDocuments = "articles with fields of other tools"

func (l *losses) brat(a *annotations.Annotation) {
	if a.By != "" || a.Created != 0 || a.Modified != 0 {
		l.add("who annotated, and when", a.Exact())
	}
	if a.Attribution != (annotations.Attribution{}) {
		l.add("who says what an annotation marks", a.Exact())
	}
	if a.Origin != "" {
		l.add("the rules and files that annotations came from", a.Origin)
	}
	if strings.Contains(a.Note, "\n") {
		l.add("line ends in notes", a.Note)
	}
	for _, x := range a.Attributes {
		if bratName(x.Key) != x.Key || bratValue(x.Value) != x.Value {
			l.add("blanks in attributes: an underscore is written", x.Key+" "+x.Value)
		}
	}
	if !slices.ContainsFunc(a.Parts, func(p annotations.Part) bool { return strings.Trim(p.Exact, "\n") != "" }) {
		l.add("annotations of nothing but line ends", "")
	}
}

// bratValue makes a value without white space; brat splits at it.
func bratValue(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\x00", "")), "_")
}
