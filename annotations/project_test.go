package annotations_test

import (
	"fmt"
	"slices"
	"testing"

	. "gloss/annotations"
	"gloss/annotations/annotationstest"

	"pgregory.net/rapid"
)

// shown filters and sorts what In and Orphans keep in step: their definition.
func shown(p *Project, document string, orphan bool) []*Annotation {
	var out []*Annotation
	for a := range p.Annotations.All() {
		if a.Document == document && a.Orphan == orphan {
			out = append(out, a)
		}
	}
	if !orphan {
		slices.SortStableFunc(out, func(a, b *Annotation) int { return CompareSpans(a.Extent(), b.Extent()) })
	}
	return out
}

func checkLists(t rapid.TB, p *Project) {
	t.Helper()
	for _, r := range p.Versions(KindDocument) {
		document := r.Stamped().ID
		if got, want := p.In(document), shown(p, document, false); !slices.Equal(got, want) {
			t.Fatalf("in order: %v, want %v", got, want)
		}
		if got, want := p.Orphans(document), shown(p, document, true); !slices.Equal(got, want) {
			t.Fatalf("orphans: %v, want %v", got, want)
		}
	}
}

// However a project comes about, its lists by document are what filtering and
// sorting its annotations gives.
func TestListsEqualDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		checkLists(t, p)
		checkLists(t, Merge(p, annotationstest.Project(t)))
		d := &device{t: t, who: Author{Actor: "tab1"}, project: p}
		for person := range p.People.All() {
			d.who.By = person.ID
		}
		var done []Change
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			done = append(done, d.do(moved(t, d)...))
			checkLists(t, d.project)
		}
		for _, c := range slices.Backward(done) {
			d.undo(c)
			checkLists(t, d.project)
		}
	})
}

// moved draws edits, and moves annotations within their text or out of it.
func moved(t *rapid.T, d *device) []Record {
	out := drawEdit(t, d)
	for i, r := range out {
		a, ok := r.(*Annotation)
		if !ok || a.Deleted {
			continue
		}
		if text, ok := d.project.Text(a.Document); ok && text.Points() > 0 {
			start := rapid.IntRange(0, text.Points()-1).Draw(t, "start")
			out[i] = a.With(func(a *Annotation) {
				a.Target = TargetOf(a.Document, text, Span{start, start + 1})
				a.Orphan = rapid.Bool().Draw(t, "orphan")
			})
		}
	}
	return out
}

// Rows come back from storage in any order, and some of them twice.
func TestProjectOfInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		var rows []Record
		for _, k := range Kinds {
			rows = append(rows, p.Versions(k)...)
		}
		if len(rows) > 0 {
			rows = append(rows, rapid.SampledFrom(rows).Draw(t, "again").Copy())
		}
		q, err := ProjectOf(rapid.Permutation(rows).Draw(t, "rows")...)
		if err != nil {
			t.Fatal(err)
		}
		checkLists(t, q)
		q.ID, q.Title, q.Created = p.ID, p.Title, p.Created
		for d := range p.Documents.All() {
			text, _ := p.Text(d.ID)
			q = q.WithText(text)
		}
		if diff := annotationstest.Diff(p, q); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestProjectOfRefuses(t *testing.T) {
	for _, r := range []Record{&Entity{Stamp: Stamp{ID: "e"}}, &Person{}, &Annotation{Stamp: Stamp{ID: "a"}}, &Document{Stamp: Stamp{ID: "d"}}} {
		if _, err := ProjectOf(&Person{Stamp: Stamp{ID: "p"}}, r); err == nil {
			t.Errorf("took %+v", r)
		}
	}
}

func TestEntityFollowsMerges(t *testing.T) {
	entity := func(id, into string) Record { return &Entity{Stamp: Stamp{ID: id}, Name: id, Into: into} }
	rs := []Record{
		entity("a", ""), entity("b", "a"), entity("c", "b"), // a chain
		entity("l", "nobody"),                                                  // into what is not there
		entity("x", "z"), entity("y", "x"), entity("z", "y"), entity("w", "x"), // a circle, and one that leads in
		entity("m", "n"), Delete(entity("n", "")),
	}
	for i := range 300 {
		rs = append(rs, entity(fmt.Sprintf("long%03d", i), fmt.Sprintf("long%03d", i+1)))
	}
	p, err := ProjectOf(append(rs, entity("long300", ""))...)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"a": "a", "b": "a", "c": "a", "l": "l", "x": "x", "y": "x", "z": "x", "w": "x", "m": "m", "long000": "long300",
	} {
		if e, ok := p.Entity(id); !ok || e.ID != want {
			t.Errorf("%s: %+v, want %s", id, e, want)
		}
	}
	for _, id := range []string{"n", "nobody"} {
		if e, ok := p.Entity(id); ok {
			t.Errorf("%s: %+v", id, e)
		}
	}
}

func TestMergeEntities(t *testing.T) {
	keep := &Entity{Stamp: Stamp{ID: "k"}, Name: "Aktau", Aliases: []string{"Aqtau"}, Note: "a port"}
	gone := &Entity{Stamp: Stamp{ID: "g"}, Name: "Ақтау", Aliases: []string{"Aktau", "Aqtau", "Актау"}, Type: "place", IRI: "http://www.wikidata.org/entity/Q1", Note: "n"}
	kept, merged := MergeEntities(keep, gone)
	if got := fmt.Sprint(kept.Name, kept.Aliases, kept.Type, kept.IRI, kept.Note, kept.Into); got != "Aktau[Aqtau Ақтау Актау]placehttp://www.wikidata.org/entity/Q1a port" {
		t.Error(got)
	}
	if merged.Into != "k" || merged.Name != "Ақтау" || gone.Into != "" || len(keep.Aliases) != 1 {
		t.Errorf("%+v %+v %+v", merged, gone, keep)
	}
}

func TestWikidataIRI(t *testing.T) {
	const q = "http://www.wikidata.org/entity/Q232"
	for in, want := range map[string]string{
		"Q232": q, "q232": q, "wd:Q232": q, "Wikidata:q232": q, q: q, "https://www.wikidata.org/wiki/Q232": q, "m.wikidata.org/wiki/Q232": q,
		"": "", "Q": "Q", "Q0": "Q0", "Q1x": "Q1x", "232": "232", "https://x.org/wikidata.org/Q232": "https://x.org/wikidata.org/Q232",
	} {
		if got := WikidataIRI(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestTexts(t *testing.T) {
	p := parse(t, sky)
	for d := range p.Documents.All() {
		q := p.WithoutText(d.ID)
		if _, ok := q.Text(d.ID); ok {
			t.Error("still loaded")
		}
		text, ok := p.Text(d.ID)
		if again, back := q.WithText(text).Text(d.ID); !ok || !back || again.String() != text.String() {
			t.Error("not loaded")
		}
	}
}

func TestSchemeAndState(t *testing.T) {
	p := parse(t, sky+"! done ben\n")
	var document string
	for d := range p.Documents.All() {
		document = d.ID
	}
	if p.StateOf(document, id("ben")) != Done || p.StateOf(document, id("ana")) != Untouched {
		t.Error("progress")
	}
	if p.Scheme().Labels[0].Key != "claim" {
		t.Error("no built-in scheme")
	}
	own := BuiltinScheme()
	own.Labels = append(own.Labels[1:], Label{Key: "claim", Light: "#000000", Dark: "#000000", Into: "fact"}, Label{Key: "round", Light: "#000000", Dark: "#000000", Into: "trip"}, Label{Key: "trip", Light: "#000000", Dark: "#000000", Into: "round"})
	d := deviceOf(t, "ana", "tab1", p)
	d.do(own)
	s := d.project.Scheme()
	if l, ok := s.Label("claim"); !ok || l.Key != "fact" {
		t.Errorf("%+v", l)
	}
	if _, ok := s.Label("round"); ok {
		t.Error("a circle of labels ends in one")
	}
	if n := len(s.Offered()); n != 2 {
		t.Errorf("%d labels offered", n)
	}
	for name, spoil := range map[string]func(*Scheme){
		"twice": func(s *Scheme) { s.Labels = append(s.Labels, s.Labels[0]) },
		"tint":  func(s *Scheme) { s.Labels = []Label{{Key: "x", Light: "red", Dark: "#000000"}} },
		"id":    func(s *Scheme) { s.ID = "other" },
	} {
		bad := BuiltinScheme()
		spoil(bad)
		if bad.Check() == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
