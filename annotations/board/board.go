package board

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// Board is what several documents say to several questions.
type Board struct {
	Columns []Column // in the order of publication, then by title; those without a date last
	Rows    []*Row   // the standard questions first, then in the order in which they were asked

	from    *annotations.Project
	options Options
}

// Column is a source.
type Column struct {
	Document  *annotations.Document
	Published annotations.Time // 0 when not known
}

// Options say what a board is made of.
type Options struct {
	Person string // whose answers count; "" for everybody's
	// Old is a board that was made before; rows nothing of which has changed are
	// taken from it. May be nil.
	Old *Board
	// Step is called before each row that is made, with how many are done and how
	// many there are; an error from it stops the work. May be nil.
	Step func(done, total int) error
}

// Of makes the board of a project. The error is what Step returned.
func Of(p *annotations.Project, o Options) (*Board, error) {
	b := &Board{from: p, options: o}
	old := o.Old
	if old != nil && old.options.Person != o.Person {
		old = nil
	}
	b.options.Old, b.options.Step = nil, nil
	same := old != nil && p.Documents.Same(old.from.Documents)
	if same {
		b.Columns = old.Columns
	} else {
		b.Columns = columns(p)
	}
	same = same && p.Relations.Same(old.from.Relations)
	m := newMaker(p, b.Columns)
	for a := range p.Answers.All() {
		if o.Person == "" || a.By == o.Person {
			m.answers[a.Question] = append(m.answers[a.Question], a)
		}
	}
	questions := ordered(p)
	for i, q := range questions {
		if o.Step != nil {
			if err := o.Step(i, len(questions)); err != nil {
				return nil, err
			}
		}
		b.Rows = append(b.Rows, m.row(q, old, same))
	}
	return b, nil
}

// Current reports whether b is the board of p still.
func (b *Board) Current(p *annotations.Project, o Options) bool {
	q := b.from
	return b.options.Person == o.Person && p.Documents.Same(q.Documents) && p.Questions.Same(q.Questions) && p.Answers.Same(q.Answers) && p.Relations.Same(q.Relations)
}

// Row returns the row of a question; nil when there is none.
func (b *Board) Row(question string) *Row {
	for _, r := range b.Rows {
		if r.Question.ID == question {
			return r
		}
	}
	return nil
}

// columns are the documents in order.
func columns(p *annotations.Project) []Column {
	var out []Column
	for d := range p.Documents.All() {
		c := Column{Document: d}
		if t, err := annotations.ParseTime(d.Published); err == nil {
			c.Published = t
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Column) int {
		if (a.Published == 0) != (b.Published == 0) {
			return cmp.Compare(b.Published, a.Published)
		}
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Document.Title, b.Document.Title), cmp.Compare(a.Document.ID, b.Document.ID))
	})
	return out
}

// ordered are the questions in the order of the rows.
func ordered(p *annotations.Project) []*annotations.Question {
	standard := Standard()
	out := slices.Collect(p.Questions.All())
	slices.SortStableFunc(out, func(a, b *annotations.Question) int {
		return cmp.Or(cmp.Compare(place(a.ID, standard), place(b.ID, standard)), cmp.Compare(a.Created, b.Created), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// maker makes rows.
type maker struct {
	p       *annotations.Project
	columns []Column
	at      map[string]int                   // the column of a document
	answers map[string][]*annotations.Answer // to a question, by id
	updates map[string][]string              // passages that a passage updates or retracts, by id
}

func newMaker(p *annotations.Project, columns []Column) *maker {
	m := &maker{p: p, columns: columns, at: map[string]int{}, answers: map[string][]*annotations.Answer{}, updates: map[string][]string{}}
	for i, c := range columns {
		m.at[c.Document.ID] = i
	}
	for r := range p.Relations.All() {
		if r.Type == "updates" || r.Type == "retracts" {
			m.updates[r.From] = append(m.updates[r.From], r.To)
		}
	}
	return m
}

// row makes the row of a question, or takes the old one when all it was made
// of is the same.
func (m *maker) row(q *annotations.Question, old *Board, same bool) *Row {
	answers := m.answers[q.ID]
	if same {
		if r := old.Row(q.ID); r != nil && r.Question == q && slices.Equal(r.answers, answers) {
			return r
		}
	}
	r := &Row{Question: q, answers: answers}
	r.gather(m)
	r.settle(m)
	return r
}
