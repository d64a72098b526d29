package board

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// told makes a project of lines "source date: value; value", with "value @date"
// for as of when, "value /ben" for who read it, "value by X" for who says it,
// and "-" for a source of which somebody says that it is silent. The question
// is how many died.
func told(t testing.TB, lines ...string) *annotations.Project {
	t.Helper()
	q := Standard()[0]
	rs := []annotations.Record{q}
	for i, line := range lines {
		head, values, _ := strings.Cut(line, ":")
		text, err := annotations.NewText(fmt.Sprint("article ", i))
		if err != nil {
			t.Fatal(err)
		}
		source, date, _ := strings.Cut(head, " ")
		rs = append(rs, &annotations.Document{Stamp: annotations.Stamp{ID: text.ID()}, Title: fmt.Sprint("T", i), Source: strings.TrimSuffix(source, "?"), Published: date, Points: text.Points()})
		for j, v := range strings.Split(values, ";") {
			if v = strings.TrimSpace(v); v != "" {
				a := answer(v)
				a.ID, a.Question, a.Document = fmt.Sprintf("a%d%d", i, j), q.ID, text.ID()
				rs = append(rs, a)
			}
		}
	}
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func answer(v string) *annotations.Answer {
	a := &annotations.Answer{Stamp: annotations.Stamp{By: "ana"}}
	v, a.Speaker.Words, _ = strings.Cut(v, " by ")
	if value, by, ok := strings.Cut(v, " /"); ok {
		v, a.By = value, by
	}
	v, a.AsOf, _ = strings.Cut(v, " @")
	if value, ok := strings.CutPrefix(v, "possibly "); ok {
		v, a.Certainty = value, "possible"
	}
	if a.Raw = v; v == "-" {
		a.Raw, a.Silent = "", true
	}
	return a
}

func boardOf(t rapid.TB, p *annotations.Project, o Options) *Board {
	t.Helper()
	b, err := Of(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// story writes a row: how it stands, and each value with its role, "!" where it
// contradicts and "x" where it was replaced.
func story(r *Row) string {
	out := []string{string(r.State)}
	for _, e := range r.Entries {
		s := fmt.Sprint(e.Value.Norm, " ", e.Role)
		if e.Contradicts {
			s += "!"
		}
		if e.Superseded {
			s += " x"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestStates(t *testing.T) {
	for _, c := range []struct {
		name, want string
		lines      []string
	}{
		{"nobody says anything", "silent", []string{"A 2024-12-25:", "B 2024-12-26: -"}},
		{"one alone", "single, 38 first", []string{"A 2024-12-25: 38", "B 2024-12-26:"}},
		{"agreed, in other words", "agree, 38 first, 38 repeats", []string{"A 2024-12-25: thirty-eight", "B 2024-12-26: 35 passengers and three crew"}},
		{"a bound that holds", "agree, ≥ 30 first, 38 repeats", []string{"A 2024-12-25: at least 30", "B 2024-12-26: 38"}},
		{"conflict", "conflict, 38 first, 35 differs!", []string{"A 2024-12-25: 38", "B 2025-12-27: 35"}},
		{"a source replaces its own", "updated, 35 first x, 38 updates", []string{"A 2024-12-25: 35", "A 2024-12-26: 38"}},
		{"without a source it is no update", "conflict, 35 first, 38 differs!", []string{"? 2024-12-25: 35", "? 2024-12-26: 38"}},
		{"as of later", "updated, 35 first x, 38 updates, 38 repeats", []string{"A 2024-12-25: 35", "B 2024-12-26: 38 @2024-12-26", "C 2024-12-27: 38"}},
		{"as of no later than what it would replace", "conflict, 35 first, 38 differs!", []string{"A 2024-12-25: 35", "B 2024-12-26: 38 @2024-12-24"}},
		{"as of later, told earlier", "conflict, 38 first, 35 differs!", []string{"B 2024-12-25: 38 @2024-12-30", "A 2024-12-26: 35"}},
		{"still contradicts after the update", "conflict, 35 first x, 38 updates, 35 repeats!", []string{"A 2024-12-25: 35", "B 2024-12-26: 38 @2024-12-26", "C 2024-12-27: 35"}},
		{"published at the same time", "conflict, 35 first, 38 differs!", []string{"A 2024-12-25: 35", "A 2024-12-25: 38 @2024-12-26"}},
		{"without a date nothing is later", "conflict, 35 first, 38 differs!", []string{"A 2024-12-25: 35", "A: 38 @2024-12-26"}},
		{"an article contradicts itself", "conflict, 35 first, 38 differs!", []string{"A 2024-12-25: 35; 38"}},
		{"what cannot be read contradicts nothing", "agree, 38 first,  differs, 38 repeats", []string{"A 2024-12-25: 38", "B 2024-12-26: many", "C 2024-12-27: 38"}},
	} {
		b := boardOf(t, told(t, c.lines...), Options{})
		if got := story(b.Rows[0]); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestRelationsUpdate(t *testing.T) {
	p := told(t, "A 2024-12-25: 35", "B 2024-12-26: 38")
	columns := columns(p)
	passage := func(id string, column int) *annotations.Annotation {
		return &annotations.Annotation{Stamp: annotations.Stamp{ID: id}, Target: annotations.Target{Document: columns[column].Document.ID, Parts: []annotations.Part{{Span: annotations.Span{Start: 0, End: 1}}}}}
	}
	for i, a := range []string{"a00", "a10"} {
		x, _ := p.Answers.Get(a)
		y := *x
		y.Passages, y.Version = []string{fmt.Sprint("p", i)}, annotations.Version{{Actor: "t", N: 1}}
		q, err := annotations.ProjectOf(&y)
		if err != nil {
			t.Fatal(err)
		}
		p = annotations.Merge(p, q)
	}
	q, err := annotations.ProjectOf(passage("p0", 0), passage("p1", 1), &annotations.Relation{Stamp: annotations.Stamp{ID: "r"}, From: "p1", To: "p0", Type: "updates"})
	if err != nil {
		t.Fatal(err)
	}
	before := boardOf(t, p, Options{})
	after := boardOf(t, annotations.Merge(p, q), Options{Old: before})
	if got := story(before.Rows[0]); got != "conflict, 35 first, 38 differs!" {
		t.Error(got)
	}
	if got := story(after.Rows[0]); got != "updated, 35 first x, 38 updates" {
		t.Error(got)
	}
}

func TestCells(t *testing.T) {
	b := boardOf(t, told(t, "A 2024-12-25: 38; thirty-eight /ben; 35; - /x", "B 2024-12-26: 38; 35 /ben", "C 2024-12-27: 38 by the ministry; 35 by the airline", "D 2024-12-28: -; - /ben", "E 2024-12-29: 38; possibly 35"), Options{})
	r := b.Rows[0]
	for i, want := range []string{"2 values, 3 answers, itself silent 1", "2 values, 2 answers, disputed", "2 values, 2 answers,", "0 values, 0 answers, silent 2", "2 values, 2 answers,"} {
		c := r.Cell(i)
		n := 0
		for _, e := range c.Entries {
			n += len(e.Answers)
		}
		got := fmt.Sprintf("%d values, %d answers,", len(c.Entries), n)
		if c.Self {
			got += " itself"
		}
		if c.Disputed {
			got += " disputed"
		}
		if silent := r.Looked(b.Columns[i].Document.ID); len(silent) > 0 {
			got += fmt.Sprint(" silent ", len(silent))
		}
		if got != want {
			t.Errorf("%d: %s, want %s", i, got, want)
		}
	}
	if r.Sources() != 4 {
		t.Errorf("%d sources", r.Sources())
	}
	if mine := boardOf(t, told(t, "A 2024-12-25: 38; 35 /ben"), Options{Person: "ben"}); story(mine.Rows[0]) != "single, 35 first" {
		t.Error(story(mine.Rows[0]))
	}
}

func TestOrder(t *testing.T) {
	p := told(t, "A:", "B 2024-12-26:", "C 2024-12-25:", "D 2024-12-26:")
	for _, q := range []*annotations.Question{
		{Stamp: annotations.Stamp{ID: "z", Created: 1}, Text: "Z?", Type: annotations.ValueText}, {Stamp: annotations.Stamp{ID: "y", Created: 2}, Text: "Y?", Type: annotations.ValueText}, Standard()[4],
	} {
		one, err := annotations.ProjectOf(q)
		if err != nil {
			t.Fatal(err)
		}
		p = annotations.Merge(p, one)
	}
	b := boardOf(t, p, Options{})
	var sources, rows string
	for _, c := range b.Columns {
		sources += c.Document.Source
	}
	for _, r := range b.Rows {
		rows += r.Question.Text
	}
	if sources != "CBDA" || rows != "How many died?What caused it?Z?Y?" {
		t.Error(sources, rows)
	}
}

// A board that is made of an old one is the board that is made anew, whatever
// was changed meanwhile; rows of which nothing changed are the old ones.
func TestIncremental(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := annotationstest.Project(t), annotationstest.Project(t)
		old := boardOf(t, p, Options{})
		next := annotations.Merge(p, q)
		fast, slow := boardOf(t, next, Options{Old: old}), boardOf(t, next, Options{})
		if diff := cmp.Diff(slow, fast, cmpopts.IgnoreUnexported(Board{}, Row{})); diff != "" {
			t.Fatal(diff)
		}
		if !slow.Current(next, Options{}) || slow.Current(next, Options{Person: "nobody"}) {
			t.Fatal("a board does not know whose it is")
		}
		again := boardOf(t, next, Options{Old: fast})
		for i, r := range again.Rows {
			if r != fast.Rows[i] {
				t.Fatal("a row is made anew, of which nothing has changed")
			}
		}
	})
}

func TestStop(t *testing.T) {
	stop := errors.New("enough")
	if _, err := Of(told(t, "A: 3"), Options{Step: func(int, int) error { return stop }}); !errors.Is(err, stop) {
		t.Error(err)
	}
}

// The standard questions are well formed, and none is asked twice.
func TestStandard(t *testing.T) {
	seen := map[string]bool{}
	for _, q := range Standard() {
		if err := q.Check(); err != nil || seen[q.ID] {
			t.Error(q.ID, err)
		}
		seen[q.ID] = true
	}
}
