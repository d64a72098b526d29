package session

import (
	"errors"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/review"
)

// Comments are anybody's on anything, answer one another, are new until they
// were read, and survive a restart.
func TestComments(t *testing.T) {
	store := memory(t)
	x := start(t, store)
	x.tag("The plane", "claim")
	about := x.chosen
	x.do(func() error { return x.Comment(about, "", "  ") })
	x.do(func() error { return x.Comment(about, "", " Who says so? ") })
	said := review.Threads(x.Project(), about)
	if len(said) != 1 || said[0].Text != "Who says so?" || x.Unseen(said[0].Comment) {
		t.Fatalf("%+v", said)
	}
	ben := &annotations.Person{Stamp: annotations.Stamp{ID: annotationstest.ID("ben")}, Name: "Ben"}
	me := x.Me()
	x.do(func() error { return x.Do("Meet", ben) })
	x.do(func() error { return x.Become(ben.ID) })
	x.do(func() error { return x.Comment(about, said[0].ID, "Officials") })
	if err := x.Uncomment(said[0].ID); !errors.Is(err, ErrTheirs) {
		t.Errorf("deleted what somebody else said: %v", err)
	}
	if err := x.Comment("nothing", "", "words"); !errors.Is(err, annotations.ErrMissing) {
		t.Errorf("a comment on nothing: %v", err)
	}
	x.do(func() error { return x.Become(me) })
	x.flush()

	y := start(t, store)
	said = review.Threads(y.Project(), about)
	if len(said) != 2 || said[1].Depth != 1 || !y.Unseen(said[1].Comment) {
		t.Fatalf("%+v", said)
	}
	if !y.See(about) || y.See(about) {
		t.Error("what was new is new still, or never was")
	}
	y.flush()
	z := start(t, store)
	if z.Unseen(said[1].Comment) {
		t.Error("what was read is new again")
	}
	z.do(func() error { return z.Uncomment(said[0].ID) })
	if said = review.Threads(z.Project(), about); len(said) != 1 || said[0].Text != "Officials" {
		t.Errorf("%+v", said)
	}
	if faults := z.Project().Validate(); len(faults) > 0 {
		t.Error(faults)
	}
}

// One's own part of a project mentions nothing that is not in it.
func TestMine(t *testing.T) {
	p, err := annotationstest.Parse("# Sky\n[claim:a@q [fact:b/ben The sky]] is [fact:c blue].\n@ q Sky\n> a supports b\n> c supports a\n! done ana\n! done ben\n")
	if err != nil {
		t.Fatal(err)
	}
	ana, ben := annotationstest.ID("ana"), annotationstest.ID("ben")
	var rs []annotations.Record
	for _, k := range annotations.Kinds {
		rs = append(rs, p.Versions(k)...)
	}
	a, _ := p.Annotations.Get(annotationstest.ID("a"))
	comment := func(id, by, reply string) {
		rs = append(rs, &annotations.Comment{Stamp: annotations.Stamp{ID: id, By: by}, Document: a.Document, Annotation: a.ID, Reply: reply, Text: id})
	}
	comment("1", ana, "")
	comment("2", ben, "1")
	comment("3", ana, "2")
	q, err := annotations.ProjectOf(rs...)
	if err != nil {
		t.Fatal(err)
	}
	for doc := range p.Documents.All() {
		text, _ := p.Text(doc.ID)
		q = q.WithText(text)
	}
	for _, c := range []struct {
		who                                        string
		annotations, relations, progress, comments int
	}{{ana, 2, 1, 1, 1}, {ben, 1, 0, 1, 0}, {"nobody", 0, 0, 0, 0}} {
		m, err := Mine(q, c.who)
		if err != nil {
			t.Fatal(err)
		}
		if m.Annotations.Len() != c.annotations || m.Relations.Len() != c.relations || m.Progress.Len() != c.progress || m.Comments.Len() != c.comments {
			t.Errorf("%s: %d annotations, %d relations, %d done, %d comments", c.who, m.Annotations.Len(), m.Relations.Len(), m.Progress.Len(), m.Comments.Len())
		}
		if faults := m.Validate(); len(faults) > 0 || m.Documents.Len() != 1 || m.Entities.Len() != 1 {
			t.Errorf("%s: %v", c.who, faults)
		}
	}
}
