package annotations_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	. "gloss/annotations"
	"gloss/annotations/annotationstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Every record, and every change, reads back as it was written.
func TestJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := annotationstest.Project(t), annotationstest.Project(t)
		for _, k := range Kinds {
			for _, r := range p.Versions(k) {
				b, err := json.Marshal(r)
				if err != nil {
					t.Fatal(err)
				}
				got := NewRecord(k)
				if err := json.Unmarshal(b, got); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(r, got); diff != "" {
					t.Fatal(diff)
				}
			}
		}
		c, _ := p.Absorb(q, "id", Author{"me", "tab1", 7}, "Open")
		d := &device{t: t, who: Author{By: "nobody", Actor: "tab2"}, project: p}
		for _, c := range []Change{c, d.do(drawEdit(t, d)...)} {
			b, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			var got Change
			if err := json.Unmarshal(b, &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c, got); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestChangeJSON(t *testing.T) {
	c := Change{ID: "1", Author: Author{"me", "tab1", 7}, Name: "Name", Edits: []Edit{{nil, &Person{Stamp: Stamp{ID: "p"}, Name: "P"}}}}
	b, err := json.Marshal(c)
	if want := `{"id":"1","by":"me","actor":"tab1","at":7,"name":"Name","edits":[{"kind":"person","after":{"id":"p","name":"P"}}]}`; err != nil || string(b) != want {
		t.Errorf("%s %v", b, err)
	}
	for _, bad := range []string{`{"kind":"planet","after":{}}`, `{"kind":"person","before":[]}`, `[]`} {
		if err := json.Unmarshal([]byte(bad), &Edit{}); err == nil {
			t.Errorf("read %s", bad)
		}
	}
	var e Edit
	if err := json.Unmarshal([]byte(`{"kind":"person","before":null,"after":{"id":"p"}}`), &e); err != nil || e.Before != nil || e.After == nil {
		t.Errorf("%+v %v", e, err)
	}
}

func TestKinds(t *testing.T) {
	for _, k := range Kinds {
		if r := NewRecord(k); r.Kind() != k || r.Copy().Kind() != k || r.Check() == nil {
			t.Errorf("%s: %+v", k, r)
		}
	}
	if NewRecord("planet") != nil || (&Project{}).Heads("planet", "x") != nil || (&Project{}).Versions("planet") != nil {
		t.Error("a kind that there is not")
	}
}

func TestTime(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Time
		out  string
	}{
		{"2024-12-26T15:04:05Z", 1735225445000, "2024-12-26T15:04:05Z"},
		{"2024-12-26T15:04:05.5+05:00", 1735207445500, "2024-12-26T10:04:05.500Z"},
		{"2024-12-26T15:04:05.9999Z", 1735225445999, "2024-12-26T15:04:05.999Z"},
		{"2024-12-26T15:04:05", 1735225445000, "2024-12-26T15:04:05Z"},
		{"2024-12-26", 1735171200000, "2024-12-26T00:00:00Z"},
		{"1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z"},
	} {
		got, err := ParseTime(c.in)
		if err != nil || got != c.want || got.String() != c.out {
			t.Errorf("%s: %d %s %v", c.in, got, got, err)
		}
	}
	for _, bad := range []string{"", "yesterday", "2024-13-01", "2024-12-26T25:00:00Z", "26.12.2024"} {
		if got, err := ParseTime(bad); !errors.Is(err, ErrRecord) {
			t.Errorf("%q: %v", bad, got)
		}
	}
	if Time(0).String() != "" {
		t.Error("unknown")
	}
	rapid.Check(t, func(t *rapid.T) {
		at := Time(rapid.Int64Range(-62135596800000, 253402300799999).Draw(t, "time"))
		if at == 0 {
			return
		}
		if got, err := ParseTime(at.String()); err != nil || got != at {
			t.Fatalf("%d: %s is %d: %v", at, at, got, err)
		}
	})
}

func TestChecks(t *testing.T) {
	document := strings.Repeat("0123456789abcdef", 4)
	for _, c := range []struct {
		name string
		r    Record
		ok   bool
	}{
		{"document", &Document{Stamp: Stamp{ID: document}, Points: 9, Folds: []Span{{0, 2}, {2, 9}}}, true},
		{"upper-case digest", &Document{Stamp: Stamp{ID: strings.ToUpper(document)}}, false},
		{"short digest", &Document{Stamp: Stamp{ID: document[2:]}}, false},
		{"fold outside", &Document{Stamp: Stamp{ID: document}, Points: 9, Folds: []Span{{3, 10}}}, false},
		{"folds out of order", &Document{Stamp: Stamp{ID: document}, Points: 9, Folds: []Span{{3, 5}, {0, 2}}}, false},
		{"empty block", &Document{Stamp: Stamp{ID: document}, Points: 9, Blocks: []Block{{Span: Span{3, 3}}}}, false},
		{"no id", &Person{}, false},
		{"line in id", &Person{Stamp: Stamp{ID: "a\nb"}}, false},
		{"long id", &Person{Stamp: Stamp{ID: strings.Repeat("x", 1001)}}, false},
		{"long name", &Person{Stamp: Stamp{ID: "p"}, Name: strings.Repeat("x", 201)}, false},
		{"unsorted version", &Person{Stamp: Stamp{ID: "p", Version: Version{{"b", 1}, {"a", 1}}}}, false},
		{"actor twice", &Person{Stamp: Stamp{ID: "p", Version: Version{{"a", 1}, {"a", 2}}}}, false},
		{"count of none", &Person{Stamp: Stamp{ID: "p", Version: Version{{"a", 0}}}}, false},
		{"count too large", &Person{Stamp: Stamp{ID: "p", Version: Version{{"a", 1<<53 + 1}}}}, false},
		{"no actor", &Person{Stamp: Stamp{ID: "p", Version: Version{{"", 1}}}}, false},
		{"entity NIL", &Entity{Stamp: Stamp{ID: NIL}, Name: "None"}, false},
		{"entity into itself", &Entity{Stamp: Stamp{ID: "e"}, Name: "E", Into: "e"}, false},
		{"state", &Progress{Stamp: Stamp{ID: ProgressID(document, "p"), By: "p"}, Document: document, State: "half"}, false},
		{"attributes out of order", &Annotation{Stamp: Stamp{ID: "a"}, Target: Target{document, []Part{{Span: Span{0, 1}}}}, Attributes: []Pair{{"b", ""}, {"a", ""}}}, false},
	} {
		if err := c.r.Check(); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	d := &Document{Folds: []Span{{3, 5}}}
	if d.Folded(2) || !d.Folded(3) || !d.Folded(4) || d.Folded(5) {
		t.Error("folds")
	}
}

// vectors draws versions of few actors, so that they often know each other.
var vectors = rapid.Custom(func(t *rapid.T) Version {
	var v Version
	for range rapid.IntRange(0, 5).Draw(t, "edits") {
		v = v.Next(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "actor"))
	}
	return v
})

func TestVersionLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, v, w := vectors.Draw(t, "u"), vectors.Draw(t, "v"), vectors.Draw(t, "w")
		before := [2]string{u.String(), v.String()}
		join := u.Join(v)
		for name, ok := range map[string]bool{
			"valid":          join.Valid() && u.Next("b").Valid(),
			"commutative":    join.Equal(v.Join(u)),
			"associative":    join.Join(w).Equal(u.Join(v.Join(w))),
			"idempotent":     u.Join(u).Equal(u) && join.Join(u).Equal(join),
			"upper bound":    join.Covers(u) && join.Covers(v),
			"least":          !w.Covers(u) || !w.Covers(v) || w.Covers(join),
			"order":          u.Covers(u) && (!u.Covers(v) || !v.Covers(u) || u.Equal(v)),
			"transitive":     !u.Covers(v) || !v.Covers(w) || u.Covers(w),
			"next is newer":  u.Next("b").Covers(u) && !u.Covers(u.Next("b")),
			"strings":        u.Equal(v) == (u.String() == v.String()),
			"nothing is all": u.Covers(nil) && (Version(nil).Covers(u) == (len(u) == 0)),
			"not modified":   before == [2]string{u.String(), v.String()},
		} {
			if !ok {
				t.Fatalf("%s: %v %v %v", name, u, v, w)
			}
		}
	})
}

// A set is a map from ids to versions.
func TestSetEqualsMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		byID := map[string][]*Annotation{}
		var ids []string
		for a := range p.Annotations.Versions() {
			if byID[a.ID] == nil {
				ids = append(ids, a.ID)
			}
			byID[a.ID] = append(byID[a.ID], a)
		}
		if !slices.IsSorted(ids) {
			t.Fatal(ids)
		}
		var all []*Annotation
		conflicts := 0
		for _, id := range ids {
			heads := byID[id]
			if !slices.Equal(p.Annotations.Heads(id), heads) {
				t.Fatal(id)
			}
			a, ok := p.Annotations.Get(id)
			if ok == heads[0].Deleted || ok && a != heads[0] {
				t.Fatalf("%+v %v", a, ok)
			}
			if ok {
				all = append(all, a)
			}
			if len(heads) > 1 {
				conflicts++
			}
		}
		for range p.Annotations.Conflicts() {
			conflicts--
		}
		if !slices.Equal(slices.Collect(p.Annotations.All()), all) || p.Annotations.Len() != len(all) || conflicts != 0 {
			t.Fatal("all", conflicts)
		}
		if _, ok := p.Annotations.Get("nobody"); ok || len(p.Annotations.Heads("nobody")) > 0 {
			t.Fatal("nobody")
		}
	})
}
