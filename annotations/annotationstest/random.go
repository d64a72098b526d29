package annotationstest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/annotations"
)

// pieces are what random texts are made of: ASCII, numbers, characters outside
// the BMP, combining marks, clusters, right to left, white space of all sorts.
var pieces = []string{
	"the ", "sky ", "is ", "blue", ". ", ", ", "38 of 67 ", "1.5", "40%", "140", "\n", "\n\n", " ", "\u00a0", "\t",
	"😀", "👨🏻‍🚒 ", "🇰🇿", "e\u0301", "é", "क्षत्रिय ", "سماء", "空", "Ақтау ", "“", "”", "\\", "\"", "/", "<b>", "&amp;", "\u2028", "[", "]",
}

// Text draws a text of up to about 200 code points, which may be empty.
func Text(t *rapid.T) annotations.Text {
	var s strings.Builder
	for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text") {
		s.WriteString(p)
	}
	text, err := annotations.NewText(s.String())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// generator draws one project.
type generator struct {
	t         *rapid.T
	people    []string
	documents []string
	texts     map[string]annotations.Text
	entities  []string
	marked    []string // ids of annotations
	decided   []string // ids of decisions
	said      []string // ids of comments
	asked     []string // ids of questions
	records   []annotations.Record
}

// Project draws a valid project with everything in it that a project may hold:
// several people and documents, overlapping and discontinuous annotations,
// orphans, tombstones, versions made at the same time on two devices, entities
// and "none of these", relations, dismissals, progress, decisions and comments, a scheme or
// none. Texts of deleted
// documents are not loaded, all others are.
func Project(t *rapid.T) *annotations.Project {
	g := &generator{t: t, texts: map[string]annotations.Text{}}
	g.each("person", 3, g.person)
	g.each("document", 3, g.document)
	g.each("entity", 4, g.entity)
	if len(g.documents) > 0 {
		g.each("annotation", 10, g.annotation)
		g.each("progress", 3, g.progress)
	}
	if len(g.marked) > 1 {
		g.each("relation", 4, g.relation)
		g.each("dismissal", 3, g.dismissal)
	}
	if len(g.marked) > 0 {
		g.each("decision", 3, g.decision)
		g.each("comment", 3, g.comment)
	}
	g.each("question", 3, g.question)
	if len(g.asked) > 0 && len(g.documents) > 0 {
		g.each("answer", 4, g.answer)
	}
	g.scheme()
	p, err := annotations.ProjectOf(g.records...)
	if err != nil {
		t.Fatal(err)
	}
	p.ID, p.Title, p.Created = g.id("project", 0), g.words(), g.time()
	for d := range p.Documents.All() {
		p = p.WithText(g.texts[d.ID])
	}
	return p
}

func (g *generator) each(what string, most int, f func(i int)) {
	for i := range rapid.IntRange(0, most).Draw(g.t, what) {
		f(i)
	}
}

func (g *generator) yes() bool    { return rapid.Bool().Draw(g.t, "yes") }
func (g *generator) seldom() bool { return rapid.IntRange(0, 9).Draw(g.t, "seldom") == 0 }

func (g *generator) words() string {
	return rapid.SampledFrom([]string{"", "a note", "two\nlines", "<b>&\"\\/", "😀 Ақтау\u0000\u0007", "40%", "\u2028"}).Draw(g.t, "words")
}

func (g *generator) id(what string, i int) string {
	return fmt.Sprintf("urn:uuid:%08x-0000-4000-8000-%012x", len(what)*1000+int(what[0]), i)
}

// one draws one of some strings, "" when there is none.
func (g *generator) one(from []string) string {
	if len(from) == 0 {
		return ""
	}
	return rapid.SampledFrom(from).Draw(g.t, "one")
}

func (g *generator) time() annotations.Time {
	return annotations.Time(rapid.SampledFrom([]int64{0, 1, 1000, 1767225600000, 1767225600123, 1893456000999}).Draw(g.t, "time"))
}

func (g *generator) version() (v annotations.Version) {
	for _, actor := range []string{"tab 3:ü", "tab1", "tab2"} {
		if n := rapid.IntRange(-1, 3).Draw(g.t, "n"); n > 0 {
			v = append(v, annotations.Dot{Actor: actor, N: n})
		}
	}
	return v
}

func (g *generator) stamp(id string) annotations.Stamp {
	return annotations.Stamp{ID: id, By: g.one(g.people), Created: g.time(), Modified: g.time(), Version: g.version()}
}

func (g *generator) foreign() []byte {
	s := rapid.SampledFrom([]string{"", "", "", `{"a":1,"z":{"y":[null,true,"ü\u003c"]}}`, `{"@id":"x","body":[1],"foreign":2,"id":3}`}).Draw(g.t, "foreign")
	if s == "" {
		return nil
	}
	return []byte(s)
}

// keep adds a record, or its tombstone, or a version of it made elsewhere too.
func (g *generator) keep(r annotations.Record) {
	switch {
	case g.seldom():
		g.records = append(g.records, annotations.Delete(r))
		return
	case g.seldom():
		other := r.Copy()
		s := other.Stamped()
		s.Version, s.Modified = annotations.Version{{Actor: "elsewhere", N: 1}}, g.time()
		if g.yes() {
			other = annotations.Delete(other)
		}
		g.records = append(g.records, other)
	}
	g.records = append(g.records, r)
}

func (g *generator) person(i int) {
	id := g.id("person", i)
	g.people = append(g.people, id)
	g.keep(&annotations.Person{Stamp: g.stamp(id), Name: g.words()})
}

func (g *generator) document(int) {
	text := Text(g.t)
	id := text.ID()
	if _, twice := g.texts[id]; twice {
		return
	}
	g.texts[id] = text
	g.documents = append(g.documents, id)
	d := &annotations.Document{
		Stamp: g.stamp(id), Title: g.words(), Source: g.words(), Author: g.words(), URL: g.words(), Published: "2026-01-02",
		Language: "en", Points: text.Points(), File: g.words(), Excluded: g.seldom(), Foreign: g.foreign(),
	}
	if n := text.Points(); n > 4 {
		d.Blocks = []annotations.Block{{Span: annotations.Span{Start: 0, End: 2}, Kind: annotations.Headline}}
		d.Folds = []annotations.Span{{Start: 1, End: 2}, {Start: 3, End: n}}
		d.Raw = &annotations.RawText{Newlines: "crlf", BOM: g.yes(), Encoding: "utf-8", Format: "text"}
	}
	g.keep(d)
}

func (g *generator) entity(i int) {
	id := g.id("entity", i)
	if g.seldom() {
		id = fmt.Sprintf("http://www.wikidata.org/entity/Q%d", i)
	}
	e := &annotations.Entity{Stamp: g.stamp(id), Name: "Name " + g.words(), Type: g.words(), IRI: g.words(), Note: g.words()}
	if g.yes() {
		e.Aliases = []string{"other", g.words()}
	}
	if g.seldom() {
		e.Into = g.one(g.entities)
	}
	g.entities = append(g.entities, id)
	g.keep(e)
}

// spans draws up to three spans of a text; they may overlap.
func (g *generator) spans(t annotations.Text) (out []annotations.Span) {
	for range rapid.SampledFrom([]int{1, 1, 1, 2, 3}).Draw(g.t, "spans") {
		start := rapid.IntRange(0, t.Points()-1).Draw(g.t, "start")
		out = append(out, annotations.Span{Start: start, End: rapid.IntRange(start+1, t.Points()).Draw(g.t, "end")})
	}
	return out
}

func (g *generator) annotation(i int) {
	document := g.one(g.documents)
	text := g.texts[document]
	if text.Points() == 0 {
		return
	}
	a := &annotations.Annotation{
		Stamp:  g.stamp(g.id("annotation", i)),
		Target: annotations.TargetOf(document, text, g.spans(text)...),
		Label:  g.one([]string{"", "claim", "fact", "opinion", "of one's own"}),
		Note:   g.words(), Unsure: g.seldom(), Origin: g.words(), Foreign: g.foreign(),
	}
	if g.seldom() { // as another tool may have written it
		a.Parts[0].Prefix, a.Parts[0].Suffix = "", ""
	}
	if len(g.entities) > 0 && g.yes() {
		a.Entities = rapid.SliceOfN(rapid.SampledFrom(g.entities), 1, 2).Draw(g.t, "entities")
		a.Attribution = annotations.Attribution{Source: g.one(g.entities), Words: g.words(), Cue: g.words(), Mode: "direct"}
	} else if g.seldom() {
		a.Entities = []string{annotations.NIL}
	}
	for _, key := range []string{"certainty", "polarity", "of one's own"} {
		if g.seldom() {
			a.Attributes = annotations.SetAttribute(a.Attributes, key, g.words())
		}
	}
	if g.seldom() {
		a.Orphan = true
		a.Parts = []annotations.Part{{Span: annotations.Span{Start: 9, End: 3}, Quote: annotations.Quote{Exact: g.words()}}}
	}
	g.marked = append(g.marked, a.ID)
	g.keep(a)
}

func (g *generator) relation(i int) {
	from, to := g.one(g.marked), g.one(g.marked)
	if from != to {
		g.keep(&annotations.Relation{
			Stamp: g.stamp(g.id("relation", i)), From: from, To: to,
			Type: g.one([]string{"", "contradicts", "supports"}), Note: g.words(), Origin: g.one([]string{"", "number"}), Foreign: g.foreign(),
		})
	}
}

func (g *generator) dismissal(i int) {
	d := &annotations.Dismissal{
		Stamp: g.stamp(g.id("dismissal", i)), From: g.one(g.marked), To: g.one(g.marked), Type: "contradicts", Rule: g.words(),
	}
	if d.From == d.To || g.yes() {
		d.To, d.Document, d.Passage = "", g.one(g.documents), annotations.Span{Start: i, End: i + 1}
	}
	g.keep(d)
}

func (g *generator) decision(i int) {
	d := &annotations.Decision{
		Stamp: g.stamp(g.id("decision", i)), Document: g.one(g.documents), Case: g.id("case", i), Level: 1,
		Outcome: annotations.OutcomeReject, Reason: annotations.Reason(g.words()), Note: g.words(), Foreign: g.foreign(),
	}
	judged := g.marked
	if len(g.decided) > 0 && g.seldom() {
		judged, d.Level = g.decided, 2
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values([]string{g.one(judged), g.one(judged)}))) {
		d.Members = append(d.Members, annotations.Seen{ID: id, Version: g.version()})
	}
	if d.Auto = d.By == ""; d.Auto || g.yes() {
		d.Outcome, d.Result = annotations.OutcomeAccept, []string{g.one(g.marked)}
	}
	g.decided = append(g.decided, d.ID)
	g.keep(d)
}

func (g *generator) comment(i int) {
	c := &annotations.Comment{
		Stamp: g.stamp(g.id("comment", i)), Document: g.one(g.documents), Annotation: g.one(g.marked),
		Reply: g.one(g.said), Text: "So? " + g.words(), Foreign: g.foreign(),
	}
	if len(g.decided) > 0 && g.yes() {
		c.Annotation, c.Decision = "", g.one(g.decided)
	}
	g.said = append(g.said, c.ID)
	g.keep(c)
}

func (g *generator) question(i int) {
	q := &annotations.Question{
		Stamp: g.stamp(g.id("question", i)), Text: "How? " + g.words(), Unit: g.words(), Note: g.words(), Origin: g.words(),
		Type: rapid.SampledFrom([]annotations.ValueType{annotations.ValueText, annotations.ValueNumber, annotations.ValueDate, annotations.ValueChoice}).Draw(g.t, "type"),
	}
	if q.Type == annotations.ValueChoice {
		q.Choices = []annotations.Choice{{Value: "missile", Words: []string{"air defence", "S-300"}}, {Value: "birds"}}
	}
	g.asked = append(g.asked, q.ID)
	g.keep(q)
}

func (g *generator) answer(i int) {
	a := &annotations.Answer{
		Stamp: g.stamp(g.id("answer", i)), Question: g.one(g.asked), Document: g.one(g.documents), Silent: g.seldom(),
		Certainty: g.words(), Note: g.words(), Origin: g.words(), AsOf: rapid.SampledFrom([]string{"", "2024-12-26", "2024-12-26T10:00:00Z"}).Draw(g.t, "as of"),
	}
	if !a.Silent {
		a.Raw, a.Norm = "38 "+g.words(), rapid.SampledFrom([]string{"", "38"}).Draw(g.t, "norm")
	}
	if len(g.marked) > 0 && g.yes() {
		a.Passages = rapid.SliceOfN(rapid.SampledFrom(g.marked), 1, 2).Draw(g.t, "passages")
	}
	if len(g.entities) > 0 && g.yes() {
		a.Speaker = annotations.Attribution{Source: g.one(g.entities), Words: g.words(), Cue: g.words()}
	}
	g.keep(a)
}

func (g *generator) progress(int) {
	document := g.one(g.documents)
	s := g.stamp("")
	s.ID = annotations.ProgressID(document, s.By)
	if slices.ContainsFunc(g.records, func(r annotations.Record) bool { return r.Stamped().ID == s.ID }) {
		return
	}
	g.keep(&annotations.Progress{Stamp: s, Document: document, State: rapid.SampledFrom([]annotations.State{"", annotations.InWork, annotations.Done}).Draw(g.t, "state")})
}

func (g *generator) scheme() {
	if g.yes() {
		return
	}
	s := annotations.BuiltinScheme()
	s.Stamp = g.stamp(annotations.SchemeID)
	s.Guideline = g.words()
	s.Labels[0].Retired = g.yes()
	s.Labels = append(s.Labels, annotations.Label{Key: "old", Title: g.words(), Light: "#000000", Dark: "#ffffff", Into: "claim"})
	g.keep(s)
}

// Diff tells how two projects differ, texts included; "" when they do not.
func Diff(p, q *annotations.Project) string {
	type head struct {
		ID, Title string
		Created   annotations.Time
	}
	var out strings.Builder
	out.WriteString(cmp.Diff(head{p.ID, p.Title, p.Created}, head{q.ID, q.Title, q.Created}))
	for _, k := range annotations.Kinds {
		out.WriteString(cmp.Diff(p.Versions(k), q.Versions(k)))
	}
	for _, r := range slices.Concat(p.Versions(annotations.KindDocument), q.Versions(annotations.KindDocument)) {
		id := r.Stamped().ID
		x, inX := p.Text(id)
		y, inY := q.Text(id)
		if inX != inY || x.String() != y.String() {
			out.WriteString(fmt.Sprintf("text of %s: %v %q, %v %q\n", id, inX, x, inY, y))
		}
	}
	return out.String()
}
