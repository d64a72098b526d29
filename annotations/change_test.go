package annotations_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	. "gloss/annotations"
	"gloss/annotations/annotationstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var id = annotationstest.ID

func parse(t testing.TB, src string) *Project {
	t.Helper()
	p, err := annotationstest.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// device is a tab of a person's with its copy of the project. It counts what it
// does to have ids and times.
type device struct {
	t       rapid.TB
	who     Author
	n       int
	project *Project
}

func (d *device) next() string {
	d.n++
	d.who.At++
	return fmt.Sprintf("%s-%d", d.who.Actor, d.n)
}

// do makes a change and applies it.
func (d *device) do(after ...Record) Change {
	d.t.Helper()
	return d.apply(d.project.Change(d.next(), d.who, "Edit", after...))
}

func (d *device) undo(c Change) Change {
	d.t.Helper()
	u, err := d.project.Undo(c, d.next(), d.who)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.apply(u)
}

func (d *device) apply(c Change) Change {
	d.t.Helper()
	p, err := Apply(d.project, c)
	if err != nil {
		d.t.Fatal(err)
	}
	d.project = p
	return c
}

func deviceOf(t rapid.TB, person, actor string, p *Project) *device {
	return &device{t: t, who: Author{By: id(person), Actor: actor, At: 1000}, project: p}
}

func annotation(t rapid.TB, p *Project, name string) *Annotation {
	t.Helper()
	a, ok := p.Annotations.Get(id(name))
	if !ok {
		t.Fatalf("no %s", name)
	}
	return a
}

// contents is what a project says: every version of every record without its
// stamp. A record that was made and deleted says as little as none.
func contents(p *Project) map[string][]Record {
	out := map[string][]Record{}
	for _, k := range Kinds {
		for _, r := range p.Versions(k) {
			key := string(k) + " " + r.Stamped().ID
			r = r.Copy()
			*r.Stamped() = Stamp{Deleted: r.Stamped().Deleted}
			out[key] = append(out[key], r)
		}
		for key, rs := range out {
			if len(rs) == 1 && rs[0].Stamped().Deleted {
				delete(out, key)
			}
		}
	}
	return out
}

const sky = "# Sky\n😀 [claim:a The sky is [fact:b/ben@q blue]]. It [opinion:c is nice].\n@ q Blue\n> a supports c\n"

func TestChangeStamps(t *testing.T) {
	d := deviceOf(t, "ana", "tab1", parse(t, sky))
	a := annotation(t, d.project, "a")
	c := d.do(a.With(func(a *Annotation) { a.Label = "fact" }))
	got := annotation(t, d.project, "a")
	if got.Label != "fact" || got.By != id("ana") || got.Created != a.Created || got.Modified != 1001 || got.Version.String() != "t:1,tab1:1" {
		t.Errorf("%+v", got.Stamp)
	}
	if a.Label != "claim" || c.Edits[0].Before != Record(a) {
		t.Error("what was there has been modified")
	}
	e := &Entity{Stamp: Stamp{ID: "e", By: "somebody", Deleted: false, Modified: 7, Version: Version{{"x", 9}}}, Name: "E"}
	d.do(e)
	made, _ := d.project.Entities.Get("e")
	if made.By != id("ana") || made.Created != 1002 || made.Modified != 0 || made.Version.String() != "tab1:1" || e.By != "somebody" {
		t.Errorf("%+v", made.Stamp)
	}
	if c := d.project.Change("n", d.who, "Nothing", annotation(t, d.project, "a"), e); len(c.Edits) != 0 {
		t.Errorf("%d edits of nothing", len(c.Edits))
	}
}

// An empty list and none are the same content, and so are blanks in a foreign
// field: memory and storage differ in them.
func TestChangeSeesContentOnly(t *testing.T) {
	d := deviceOf(t, "ana", "tab1", parse(t, sky))
	a := annotation(t, d.project, "a")
	made := d.do(a.With(func(a *Annotation) { a.Entities, a.Foreign, a.Note = []string{}, []byte(`{"x": "<"}`), "new" }))
	stored := annotation(t, d.project, "a").With(func(a *Annotation) { a.Entities, a.Foreign = nil, []byte(`{"x":"\u003c"}`) })
	p, err := ProjectOf(stored)
	if err != nil {
		t.Fatal(err)
	}
	d.project = Merge(d.project, p)
	if n := len(d.project.Annotations.Heads(id("a"))); n != 1 {
		t.Fatalf("%d versions", n)
	}
	if c := d.project.Change("n", d.who, "Nothing", stored); len(c.Edits) != 0 {
		t.Errorf("%d edits of nothing", len(c.Edits))
	}
	d.undo(made)
}

func TestApplyRefuses(t *testing.T) {
	p := parse(t, sky)
	ana, ben := Author{id("ana"), "tab1", 1}, Author{id("ben"), "tab2", 2}
	a, b := annotation(t, p, "a"), annotation(t, p, "b")
	q, _ := p.Entities.Get(id("q"))
	note := func(a *Annotation) { a.Note = "n" }
	newer := func(a *Annotation) *Annotation {
		return a.With(func(a *Annotation) { a.Version, a.Note = a.Version.Next("x"), "n" })
	}
	change := func(who Author, rs ...Record) Change { return p.Change("1", who, "Test", rs...) }
	edits := func(es ...Edit) Change { return Change{Author: ana, Name: "Test", Edits: es} }
	for _, c := range []struct {
		name string
		c    Change
		want error
	}{
		{"another's annotation", change(ben, a.With(note)), ErrOwner},
		{"deleting another's", change(ana, Delete(b)), ErrOwner},
		{"as another", edits(Edit{nil, b.With(func(a *Annotation) { a.ID = "n" })}), ErrOwner},
		{"another's, a little different", edits(Edit{b.With(func(b *Annotation) { b.By = id("ana") }), newer(a)}), ErrRecord},
		{"span outside", change(ana, a.With(func(a *Annotation) { a.Parts = []Part{{Span: Span{0, 999}}} })), ErrSpan},
		{"empty span", change(ana, a.With(func(a *Annotation) { a.Parts = []Part{{Span: Span{3, 3}}} })), ErrSpan},
		{"parts out of order", change(ana, a.With(func(a *Annotation) { a.Parts = append(slices.Clone(a.Parts), a.Parts[0]) })), ErrSpan},
		{"wrong quote", change(ana, a.With(func(a *Annotation) { a.Parts = []Part{{Span{2, 5}, Quote{Exact: "Thy"}}} })), ErrQuote},
		{"no target", change(ana, a.With(func(a *Annotation) { a.Parts = nil })), ErrRecord},
		{"unknown entity", change(ana, a.With(func(a *Annotation) { a.Entities = []string{"nobody"} })), ErrMissing},
		{"unknown source", change(ana, a.With(func(a *Annotation) { a.Attribution.Source = "nobody" })), ErrMissing},
		{"unknown document", change(ana, a.With(func(a *Annotation) { a.Document = "none" })), ErrMissing},
		{"NIL and more", change(ana, a.With(func(a *Annotation) { a.Entities = []string{NIL, q.ID} })), ErrRecord},
		{"foreign is no object", change(ana, a.With(func(a *Annotation) { a.Foreign = []byte("[]") })), ErrRecord},
		{"relation to itself", change(ana, &Relation{Stamp: Stamp{ID: "r"}, From: a.ID, To: a.ID}), ErrRecord},
		{"relation to nothing", change(ana, &Relation{Stamp: Stamp{ID: "r"}, From: a.ID, To: "none"}), ErrMissing},
		{"entity into nothing", change(ana, &Entity{Stamp: Stamp{ID: "e"}, Name: "E", Into: "none"}), ErrMissing},
		{"progress of another", change(ana, &Progress{Stamp: Stamp{ID: ProgressID(a.Document, id("ben"))}, Document: a.Document}), ErrRecord},
		{"twice the same", change(ana, a.With(note), a.With(func(a *Annotation) { a.Note = "m" })), ErrStale},
		{"not from what is there", edits(Edit{newer(a), newer(newer(a))}), ErrStale},
		{"again what is there", edits(Edit{nil, a}), ErrStale},
		{"no newer version", edits(Edit{a, a.With(note)}), ErrRecord},
		{"taken out", edits(Edit{a, nil}), ErrRecord},
		{"nothing", edits(Edit{}), ErrRecord},
		{"into another record", edits(Edit{q, newer(a)}), ErrRecord},
		{"good and bad", change(ana, a.With(note), &Relation{Stamp: Stamp{ID: "r"}}), ErrRecord},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Apply(p, c.c)
			if !errors.Is(err, c.want) || got != p {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
	if d := annotationstest.Diff(p, parse(t, sky)); d != "" {
		t.Error(d)
	}
}

// References may lead to what the same change makes.
func TestApplyResolvesWithinAChange(t *testing.T) {
	d := deviceOf(t, "ana", "tab1", parse(t, sky))
	a := annotation(t, d.project, "a")
	d.do(a.With(func(a *Annotation) { a.Entities = []string{"e", "f"} }), &Entity{Stamp: Stamp{ID: "e"}, Name: "E", Into: "f"}, &Entity{Stamp: Stamp{ID: "f"}, Name: "F"})
	if e, ok := d.project.Entity("e"); !ok || e.Name != "F" {
		t.Errorf("%+v", e)
	}
	if faults := d.project.Validate(); len(faults) > 0 {
		t.Error(faults)
	}
}

func TestUndoRefusesWhatWentOn(t *testing.T) {
	d := deviceOf(t, "ana", "tab1", parse(t, sky))
	first := d.do(annotation(t, d.project, "a").With(func(a *Annotation) { a.Note = "one" }))
	second := d.do(annotation(t, d.project, "a").With(func(a *Annotation) { a.Note = "two" }))
	if _, err := d.project.Undo(first, "x", d.who); !errors.Is(err, ErrStale) {
		t.Errorf("undid what was changed since: %v", err)
	}
	d.undo(second)
	other := deviceOf(t, "ana", "tab2", d.project)
	other.do(annotation(t, d.project, "a").With(func(a *Annotation) { a.Note = "elsewhere" }))
	third := d.do(annotation(t, d.project, "a").With(func(a *Annotation) { a.Note = "here" }))
	d.project = Merge(d.project, other.project)
	if _, err := d.project.Undo(third, "x", d.who); !errors.Is(err, ErrStale) {
		t.Errorf("undid over a conflict: %v", err)
	}
}

// Choosing between versions can be taken back: both are there again, the same
// one shown; and done again; here and in a copy that saw every step.
func TestUndoOpensTheConflictAgain(t *testing.T) {
	p := parse(t, sky)
	d, other := deviceOf(t, "ana", "tab1", p), deviceOf(t, "ana", "tab2", p)
	note := func(d *device, s string) Change {
		return d.do(annotation(t, d.project, "a").With(func(a *Annotation) { a.Note = s }))
	}
	note(d, "here")
	note(other, "there")
	d.project = Merge(d.project, other.project)
	both := contents(d.project)
	if len(both["annotation "+id("a")]) != 2 {
		t.Fatal("no conflict")
	}
	chosen := note(d, "chosen")
	closed := contents(d.project)
	follower := Merge(p, d.project)
	undo := d.undo(chosen)
	if diff := cmp.Diff(both, contents(d.project)); diff != "" {
		t.Error(diff)
	}
	follower = Merge(follower, d.project)
	if diff := annotationstest.Diff(d.project, follower); diff != "" {
		t.Error(diff)
	}
	redo := d.undo(undo)
	if diff := cmp.Diff(closed, contents(d.project)); diff != "" {
		t.Error(diff)
	}
	d.undo(redo)
	if diff := cmp.Diff(both, contents(d.project)); diff != "" {
		t.Error(diff)
	}
}

// drawEdit draws what a person may do to a project: edit, delete, revive or
// make records, one or several in one step.
func drawEdit(t *rapid.T, d *device) []Record {
	var may []Record
	for _, k := range []Kind{KindEntity, KindAnnotation, KindRelation, KindProgress, KindDecision, KindComment, KindQuestion, KindAnswer} {
		last := ""
		for _, r := range d.project.Versions(k) {
			if r.Stamped().ID != last && (!k.Personal() || r.Stamped().By == d.who.By) {
				may = append(may, r)
			}
			last = r.Stamped().ID
		}
	}
	if len(may) == 0 || rapid.Bool().Draw(t, "make") {
		return []Record{&Entity{Stamp: Stamp{ID: d.next()}, Name: "new"}}
	}
	var out []Record
	for _, r := range rapid.SliceOfNDistinct(rapid.SampledFrom(may), 1, 3, func(r Record) string { return r.Stamped().ID }).Draw(t, "records") {
		if rapid.IntRange(0, 3).Draw(t, "delete") == 0 || r.Stamped().Deleted {
			out = append(out, Delete(r))
			continue
		}
		out = append(out, edited(r, d.next()))
	}
	return out
}

func edited(r Record, note string) Record {
	r = r.Copy()
	switch r := r.(type) {
	case *Entity:
		r.Note = note
	case *Annotation:
		r.Note = note
	case *Relation:
		r.Note = note
	case *Progress:
		r.State = map[State]State{Untouched: InWork, InWork: Done, Done: Untouched}[r.State]
	case *Decision:
		r.Note = note
	case *Comment:
		r.Text = note
	case *Question:
		r.Text = note
	case *Answer:
		r.Note = note
	}
	return r
}

// Any chain of changes, undone and done again as people do, leads through the
// same contents; and taking everything back leads to where it began.
func TestUndoRedoChains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		d := &device{t: t, who: Author{Actor: "tab1", At: 9}, project: p}
		for person := range p.People.All() {
			d.who.By = person.ID
		}
		states := []map[string][]Record{contents(p)}
		var done, undone []Change
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0, 1:
				done, undone = append(done, d.do(drawEdit(t, d)...)), nil
				states = append(states[:len(done)], contents(d.project))
			case 2:
				if n := len(done); n > 0 {
					undone, done = append(undone, d.undo(done[n-1])), done[:n-1]
				}
			case 3:
				if n := len(undone); n > 0 {
					done, undone = append(done, d.undo(undone[n-1])), undone[:n-1]
				}
			}
			if diff := cmp.Diff(states[len(done)], contents(d.project)); diff != "" {
				t.Fatal(diff)
			}
		}
		for _, c := range slices.Backward(done) {
			d.undo(c)
		}
		if diff := cmp.Diff(states[0], contents(d.project)); diff != "" {
			t.Fatal(diff)
		}
		if faults := d.project.Validate(); len(faults) > 0 {
			t.Fatal(faults)
		}
	})
}

// A change that fails leaves the project as it was, and one that does not
// leaves the one it was made from as it was.
func TestApplyNeverModifies(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		before := contents(p)
		d := &device{t: t, who: Author{By: "nobody", Actor: "tab1"}, project: p}
		records := drawEdit(t, d)
		d.do(records...)
		if q, err := Apply(p, p.Change("x", d.who, "Bad", append(records, &Entity{})...)); err == nil || q != p {
			t.Fatal("took an entity without name or id")
		}
		if diff := cmp.Diff(before, contents(p)); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestTargetOf(t *testing.T) {
	text := textOf(t, "The plane was shot down.")
	for _, c := range []struct {
		name  string
		spans []Span
		want  string
	}{
		{"one", []Span{{4, 9}}, "plane"},
		{"in text order", []Span{{14, 23}, {0, 9}}, "The plane … shot down"},
		{"overlapping", []Span{{0, 6}, {4, 9}}, "The plane"},
		{"touching", []Span{{0, 4}, {4, 9}}, "The plane"},
		{"enclosed", []Span{{0, 9}, {4, 6}}, "The plane"},
		{"empty and outside", []Span{{3, 3}, {4, 9}, {40, 50}, {9, 2}}, "plane"},
		{"sticking out", []Span{{19, 99}}, "down."},
		{"none", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			target := TargetOf("d", text, c.spans...)
			if target.Exact() != c.want {
				t.Errorf("%q, want %q", target.Exact(), c.want)
			}
			a := &Annotation{Stamp: Stamp{ID: "a"}, Target: target}
			if err := a.In(text); err != nil || (a.Check() == nil) != (c.want != "") {
				t.Error(err, a.Check())
			}
		})
	}
}

func TestSetAttribute(t *testing.T) {
	pairs := []Pair{{"a", "1"}, {"c", "2"}, {"c", "3"}}
	for _, c := range []struct{ key, value, want string }{
		{"b", "9", "[{a 1} {b 9} {c 2} {c 3}]"},
		{"c", "9", "[{a 1} {c 9}]"},
		{"c", "", "[{a 1}]"},
		{"a", "", "[{c 2} {c 3}]"},
	} {
		if got := fmt.Sprint(SetAttribute(pairs, c.key, c.value)); got != c.want {
			t.Errorf("%s=%s: %s, want %s", c.key, c.value, got, c.want)
		}
	}
	if fmt.Sprint(pairs) != "[{a 1} {c 2} {c 3}]" {
		t.Error("modified what was given")
	}
	if a := (&Annotation{Attributes: pairs}); a.Attribute("c") != "2" || a.Attribute("b") != "" {
		t.Error("attribute")
	}
}

// big is a project of n annotations of one text.
func big(b *testing.B, n int) (*Project, Text) {
	b.Helper()
	text := longText(b, n)
	document := text.ID()
	rs := []Record{&Document{Stamp: Stamp{ID: document}, Points: text.Points()}}
	for i := range n {
		rs = append(rs, &Annotation{
			Stamp: Stamp{ID: fmt.Sprintf("urn:uuid:%08d", i*7919%n), By: "ana", Version: Version{{"t", 1}}}, Target: TargetOf(document, text, Span{10 * i, 10*i + 7}), Label: "claim",
		})
	}
	p, err := ProjectOf(rs...)
	if err != nil {
		b.Fatal(err)
	}
	return p.WithText(text), text
}

func longText(b *testing.B, n int) Text {
	b.Helper()
	s := make([]byte, 10*n)
	for i := range s {
		s[i] = "abcdefghi\n"[i%10]
	}
	return textOf(b, string(s))
}

// One edit among many: what a keystroke waits for.
func BenchmarkApply(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			p, _ := big(b, n)
			a, _ := p.Annotations.Get(fmt.Sprintf("urn:uuid:%08d", n/2))
			i := 0
			for b.Loop() {
				i++
				c := p.Change("c", Author{By: "ana", Actor: "tab1"}, "Note", a.With(func(a *Annotation) { a.Note = fmt.Sprint(i) }))
				var err error
				if p, err = Apply(p, c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
