package annotations_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	. "gloss/annotations"
	"gloss/annotations/annotationstest"

	"pgregory.net/rapid"
)

// three are devices that work on copies of one project and send each other
// files: two of ana's, one of ben's.
type three []*device

// step draws something that happens: an edit, an undo, a file that arrives.
func (ds three) step(t *rapid.T, made map[*device][]Change) {
	d := rapid.SampledFrom(ds).Draw(t, "device")
	switch rapid.IntRange(0, 4).Draw(t, "step") {
	case 0:
		from := rapid.SampledFrom(ds).Draw(t, "file of")
		d.project = Merge(d.project, from.project)
	case 1:
		from := rapid.SampledFrom(ds).Draw(t, "file of")
		c, _ := d.project.Absorb(from.project, d.next(), d.who, "Open")
		d.apply(c)
	case 2:
		if n := len(made[d]); n > 0 {
			u, err := d.project.Undo(made[d][n-1], d.next(), d.who)
			if err == nil {
				d.apply(u)
			} else if !errors.Is(err, ErrStale) {
				t.Fatal(err)
			}
			made[d] = made[d][:n-1]
		}
	default:
		made[d] = append(made[d], d.do(drawEdit(t, d)...)) // on a conflict it chooses
	}
}

func (ds three) sameAs(t *rapid.T, p *Project) {
	t.Helper()
	for _, d := range ds {
		if diff := annotationstest.Diff(p, d.project); diff != "" {
			t.Fatal(diff)
		}
		for _, r := range p.Versions(KindDocument) {
			if !slices.EqualFunc(p.In(r.Stamped().ID), d.project.In(r.Stamped().ID), func(a, b *Annotation) bool { return a.ID == b.ID }) {
				t.Fatal("order differs")
			}
		}
	}
}

// Whatever three devices did, and whichever way their files travelled, merging
// gives one project: in any order, any grouping, any number of times.
func TestMergeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := parse2(t, sky+"! done ben\n# Two\n[claim:d One] [fact:e/ben two] [claim:f three]\n> d contradicts a\n")
		ds := three{deviceOf(t, "ana", "tab1", start), deviceOf(t, "ana", "tab2", start), deviceOf(t, "ben", "tab3", start)}
		made := map[*device][]Change{}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			ds.step(t, made)
		}
		a, b, c := ds[0].project, ds[1].project, ds[2].project
		all := Merge(Merge(a, b), c)
		checkLists(t, all)
		if faults := all.Validate(); len(faults) > 0 {
			t.Fatal(faults)
		}
		for i, p := range []*Project{
			Merge(a, Merge(b, c)), Merge(Merge(c, b), a), Merge(b, Merge(a, c)), Merge(all, all), Merge(all, a), Merge(c, all), Merge(Merge(a, a), Merge(c, Merge(b, a))),
		} {
			if diff := annotationstest.Diff(all, p); diff != "" {
				t.Fatal(i, diff)
			}
		}
		for range 2 {
			for i, d := range ds {
				d.project = Merge(d.project, ds[(i+1)%3].project)
			}
		}
		ds.sameAs(t, all)
	})
}

func parse2(t *rapid.T, src string) *Project {
	p, err := annotationstest.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The same of projects that have nothing to do with each other but ids, as from
// copied profiles: also records that differ under one version.
func TestMergeLawsOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := annotationstest.Project(t), annotationstest.Project(t), annotationstest.Project(t)
		if rapid.Bool().Draw(t, "unwritten") {
			a.ID, b.ID, c.ID = "", "", ""
		}
		for i, pair := range [][2]*Project{
			{Merge(a, b), Merge(b, a)},
			{Merge(Merge(a, b), c), Merge(a, Merge(b, c))},
			{Merge(a, a), a},
			{Merge(a, &Project{}), Merge(&Project{}, a)},
		} {
			if diff := annotationstest.Diff(pair[0], pair[1]); diff != "" {
				t.Fatal(i, diff)
			}
		}
	})
}

// Absorb does what Merge does to the records, says how much that was, and taken
// back leaves exactly what was there: versions, conflicts and order.
func TestAbsorb(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := annotationstest.Project(t), annotationstest.Project(t)
		who := Author{By: "me", Actor: "tab1", At: 5}
		c, tallies := p.Absorb(q, "1", who, "Open")
		after, err := Apply(p, c)
		if err != nil {
			t.Fatal(err)
		}
		want := Merge(p, q)
		want.ID, want.Title, want.Created = p.ID, p.Title, p.Created
		texts := map[string]Text{}
		for d := range q.Documents.All() {
			texts[d.ID], _ = q.Text(d.ID)
		}
		if diff := annotationstest.Diff(want, after.WithTexts(texts)); diff != "" {
			t.Fatal(diff)
		}
		checkLists(t, after)
		for _, k := range Kinds {
			if got := tally(p, q, want, k); got != tallies[k] {
				t.Fatalf("%s: %+v, want %+v", k, tallies[k], got)
			}
		}
		u, err := after.Undo(c, "2", who)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Apply(after, u)
		if err != nil {
			t.Fatal(err)
		}
		if diff := annotationstest.Diff(p, back); diff != "" {
			t.Fatal(diff)
		}
		checkLists(t, back)
		redo, _ := back.Undo(u, "3", who)
		if again, err := Apply(back, redo); err != nil || annotationstest.Diff(after, again) != "" {
			t.Fatal("redo", err)
		}
	})
}

// tally counts by looking at the three projects.
func tally(p, q, merged *Project, k Kind) (n Tally) {
	ids := map[string]bool{}
	for _, r := range q.Versions(k) {
		ids[r.Stamped().ID] = true
	}
	for id := range ids {
		before, after := p.Heads(k, id), merged.Heads(k, id)
		unchanged := slices.EqualFunc(before, after, func(a, b Record) bool { return a == b })
		switch {
		case len(before) == 0:
			n.New++
		case unchanged:
			n.Same++
		case len(after) > 1:
			n.Conflicts++
		default:
			n.Updated++
		}
	}
	return n
}

func TestDeleteAgainstEdit(t *testing.T) {
	p := parse(t, sky)
	d, other := deviceOf(t, "ana", "tab1", p), deviceOf(t, "ana", "tab2", p)
	d.do(Delete(annotation(t, p, "a")))
	other.do(annotation(t, p, "a").With(func(a *Annotation) { a.Note = "kept" }))
	for _, m := range []*Project{Merge(d.project, other.project), Merge(other.project, d.project)} {
		a := annotation(t, m, "a")
		heads := m.Annotations.Heads(id("a"))
		if a.Note != "kept" || len(heads) != 2 || !heads[1].Deleted || len(m.In(a.Document)) != 3 {
			t.Errorf("%+v of %d", a, len(heads))
		}
		n := 0
		for range m.Annotations.Conflicts() {
			n++
		}
		if n != 1 {
			t.Errorf("%d conflicts", n)
		}
	}
	later := deviceOf(t, "ana", "tab1", Merge(other.project, p))
	later.do(Delete(annotation(t, later.project, "a")))
	if _, ok := Merge(later.project, other.project).Annotations.Get(id("a")); ok {
		t.Error("a delete that saw the edit did not win")
	}
}

// A resolving write closes the conflict also where the versions arrive apart.
func TestResolvingWrite(t *testing.T) {
	p := parse(t, sky)
	d, other := deviceOf(t, "ana", "tab1", p), deviceOf(t, "ana", "tab2", p)
	note := func(d *device, s string) {
		d.do(annotation(t, d.project, "a").With(func(a *Annotation) { a.Note = s }))
	}
	note(d, "here")
	note(other, "there")
	reader := deviceOf(t, "ben", "tab3", Merge(d.project, other.project))
	d.project = Merge(d.project, other.project)
	note(d, "chosen")
	c, tallies := reader.project.Absorb(d.project, "1", reader.who, "Open")
	if tallies[KindAnnotation] != (Tally{Updated: 1, Same: 2}) {
		t.Errorf("%+v", tallies)
	}
	reader.apply(c)
	if heads := reader.project.Annotations.Heads(id("a")); len(heads) != 1 || heads[0].Note != "chosen" {
		t.Errorf("%d heads", len(heads))
	}
	reader.undo(c)
	if heads := reader.project.Annotations.Heads(id("a")); len(heads) != 2 {
		t.Errorf("%d heads", len(heads))
	}
}

// Taking back a file is refused while somebody's work rests on it.
func TestUndoOfAFileInUse(t *testing.T) {
	d := deviceOf(t, "ana", "tab1", parse(t, sky))
	absorbed, _ := d.project.Absorb(parse(t, "# New\n[claim:n/ben New] text\n@ e Entity\n"), d.next(), d.who, "Open")
	d.apply(absorbed)
	linked := d.do(annotation(t, d.project, "a").With(func(a *Annotation) { a.Entities = []string{id("e")} }))
	u, err := d.project.Undo(absorbed, "x", d.who)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := Apply(d.project, u); !errors.Is(err, ErrMissing) || p != d.project {
		t.Errorf("%v", err)
	}
	d.undo(linked)
	d.undo(absorbed)
	if _, ok := d.project.Entity(id("e")); ok {
		t.Error("still there")
	}
}

func TestMergeIdentity(t *testing.T) {
	for _, c := range []struct {
		name       string
		p, q, want Project
	}{
		{"an id wins over none", Project{Title: "b"}, Project{ID: "x", Title: "a", Created: 9}, Project{ID: "x", Title: "a", Created: 9}},
		{"the older", Project{ID: "x", Created: 5}, Project{ID: "y", Created: 3}, Project{ID: "y", Created: 3}},
		{"the smaller id", Project{ID: "y"}, Project{ID: "x"}, Project{ID: "x"}},
		{"the smaller title", Project{Title: "b"}, Project{Title: "a"}, Project{Title: "a"}},
	} {
		for _, m := range []*Project{Merge(&c.p, &c.q), Merge(&c.q, &c.p)} {
			if m.ID != c.want.ID || m.Title != c.want.Title || m.Created != c.want.Created {
				t.Errorf("%s: %s %s %d", c.name, m.ID, m.Title, m.Created)
			}
		}
	}
}

func TestValidateFinds(t *testing.T) {
	p := parse(t, sky)
	a := annotation(t, p, "a")
	text, _ := p.Text(a.Document)
	with := func(rs ...Record) *Project {
		q, err := ProjectOf(rs...)
		if err != nil {
			t.Fatal(err)
		}
		return Merge(p, q)
	}
	newer := func(f func(*Annotation)) Record {
		return a.With(func(a *Annotation) { a.Version = a.Version.Next("x"); f(a) })
	}
	for _, c := range []struct {
		name string
		p    *Project
		want error
		say  string
	}{
		{"sound", p, nil, ""},
		{"span outside", with(newer(func(a *Annotation) { a.Parts = []Part{{Span: Span{0, 99}}} })), ErrSpan, "[0,99) of 31"},
		{"wrong quote", with(newer(func(a *Annotation) { a.Parts = []Part{{Span{2, 5}, Quote{Exact: "Thy"}}} })), ErrQuote, `"The" is not "Thy"`},
		{"unknown entity", with(newer(func(a *Annotation) { a.Entities = []string{"nobody"} })), ErrMissing, "entity nobody"},
		{"unknown document", with(newer(func(a *Annotation) { a.Document = strings.Repeat("0", 64) })), ErrMissing, "document 000"},
		{"relation to nothing", with(&Relation{Stamp: Stamp{ID: "r"}, From: a.ID, To: "none"}), ErrMissing, "annotation none"},
		{"entity into nothing", with(&Entity{Stamp: Stamp{ID: "e"}, Name: "E", Into: "none"}), ErrMissing, "entity none"},
		{"length", with(&Document{Stamp: Stamp{ID: text.ID(), Version: Version{{"t", 2}}}, Points: 3}), ErrText, "not 3"},
		{"another's text", with(&Document{Stamp: Stamp{ID: strings.Repeat("0", 64)}, Points: text.Points()}).WithTexts(map[string]Text{strings.Repeat("0", 64): text}), ErrText, text.ID()},
		{"in a version not shown", with(a.With(func(a *Annotation) {
			a.Version, a.Parts = Version{{"x", 1}}, []Part{{Span: Span{0, 99}}}
		})), ErrSpan, "[0,99)"},
		{"a tombstone mentions nothing", with(Delete(&Relation{Stamp: Stamp{ID: "r"}, From: a.ID, To: "none"})), nil, ""},
		{"an orphan claims no place", with(newer(func(a *Annotation) { a.Orphan, a.Parts = true, []Part{{Span: Span{0, 99}}} })), nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			faults := c.p.Validate()
			if c.want == nil && len(faults) == 0 {
				return
			}
			if len(faults) != 1 || !errors.Is(faults[0], c.want) || !strings.Contains(faults[0].Error(), c.say) {
				t.Errorf("%v, want %v", faults, c.want)
			}
		})
	}
}

func BenchmarkMergeUnchanged(b *testing.B) {
	p, _ := big(b, 10_000)
	var copies []Record
	for _, k := range Kinds {
		for _, r := range p.Versions(k) {
			copies = append(copies, r.Copy())
		}
	}
	q, err := ProjectOf(copies...)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Merge(p, q)
	}
}
