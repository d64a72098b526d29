package format

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// mergedBytes merges projects as the command does.
func mergedBytes(t testing.TB, ps ...*annotations.Project) ([]byte, Merged) {
	t.Helper()
	m := NewMerger(&Memory{})
	for _, p := range ps {
		s, err := NewShare(p)
		if err == nil {
			err = m.Add(s)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	merged, err := m.Write(&out, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), merged
}

// TestMerger compares with merging in memory, with versions of each other's
// annotations, entities of other names, and in another order.
func TestMerger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps := []*annotations.Project{annotationstest.Project(t), annotationstest.Project(t)}
		ps = append(ps, edited(t, ps[0], "x"), edited(t, ps[0], "y"))
		all := &annotations.Project{}
		for _, p := range ps {
			all = annotations.Merge(all, p)
		}
		want, err := Write(all, WriteOptions{})
		if err != nil {
			t.Skip("annotations of a document with another text") // merging makes what no file may hold
		}
		for _, order := range [][]int{{0, 1, 2, 3}, {3, 1, 0, 2, 1}} {
			var some []*annotations.Project
			for _, i := range order {
				some = append(some, ps[i])
			}
			m := NewMerger(&Memory{})
			for _, p := range some {
				s, err := NewShare(p)
				if err != nil {
					t.Fatal(err)
				}
				if err := m.Add(s); err != nil {
					t.Fatal(err)
				}
			}
			var got bytes.Buffer
			merged, err := m.Write(&got, nil)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Fatalf("got\n%s\nwant\n%s", got.Bytes(), want)
			}
			if merged.Annotations != all.Annotations.Len() || merged.Entities != all.Entities.Len() {
				t.Fatalf("%+v", merged)
			}
		}
	})
}

// edited is p after another device changed some of its annotations and the
// names of its entities.
func edited(t *rapid.T, p *annotations.Project, actor string) *annotations.Project {
	var rs []annotations.Record
	for a := range p.Annotations.Versions() {
		if rapid.Bool().Draw(t, "edit") {
			rs = append(rs, a.With(func(a *annotations.Annotation) {
				a.Note, a.Version = a.Note+actor, a.Version.Next(actor)
			}))
		}
	}
	for e := range p.Entities.Versions() {
		c := e.Copy().(*annotations.Entity)
		c.Name, c.Version = c.Name+actor, c.Version.Next(actor)
		if !c.Deleted {
			rs = append(rs, c)
		}
	}
	q, err := annotations.ProjectOf(rs...)
	if err != nil {
		t.Fatal(err)
	}
	return annotations.Merge(p, q)
}

func TestMergerOfNothing(t *testing.T) {
	got, merged := mergedBytes(t)
	want, err := Write(&annotations.Project{}, WriteOptions{})
	if err != nil || !bytes.Equal(got, want) || merged != (Merged{}) {
		t.Errorf("%v %+v\n%s", err, merged, got)
	}
}

// broken fails after some bytes.
type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errors.New("no room")
	}
	return len(p), nil
}

func (b *broken) ReadAt([]byte, int64) (int, error) { return 0, errors.New("no disk") }

func TestMergerFails(t *testing.T) {
	p := parse(t, "[claim:a One] two [fact:b three].")
	share := func() *Share {
		s, err := NewShare(p)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if err := NewMerger(&broken{}).Add(share()); err == nil || err.Error() != "putting annotations by: no room" {
		t.Error(err)
	}
	m := NewMerger(&broken{left: 1 << 20})
	if err := m.Add(share()); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Write(&bytes.Buffer{}, nil); err == nil || err.Error() != "annotation "+annotationstest.ID("a")+": no disk" {
		t.Error(err)
	}
	for _, c := range []struct {
		room int
		step Step
		want string
	}{
		{0, nil, "no room"},
		{1 << 20, func(int, int) error { return errors.New("enough") }, "stopped: enough"},
	} {
		m := NewMerger(&Memory{})
		if err := m.Add(share()); err != nil {
			t.Fatal(err)
		}
		if _, err := m.Write(&broken{left: c.room}, c.step); err == nil || err.Error() != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	bad := parse(t, "[claim:a One] two")
	for d := range bad.Documents.All() {
		if _, err := NewShare(bad.WithoutText(d.ID)); !errors.Is(err, ErrText) {
			t.Error(err)
		}
	}
}
