package suggest

import (
	"cmp"
	"slices"
	"strings"

	"gloss/annotations"
	"gloss/annotations/board"
)

// Proposal is a row that the claim board may get: a question that several
// documents answer.
type Proposal struct {
	// Question is the board's where it has it, else new, with an id that is the
	// same for whoever accepts it and the origin [RuleNumber].
	Question annotations.Question
	Answers  []Answered // by when their documents were published; several of a document where it says different things
}

// Answered is a passage and the value it gives.
type Answered struct {
	Passage
	Value board.Value
}

// TypeAnswers is the type of a dismissal whose From is a question and which says
// that a passage is no answer to it.
const TypeAnswers = "answers"

// Questions proposes rows for the claim board, made of what documents count and
// of the cause they name: how many died, how many survived, and whatever else at
// least two of them count alike in kind and differently in number. A question
// that the board has, by its words, is proposed as the board has it, with the
// documents that have no answer there. What person has refused is left out. An
// answer whose Annotation is "" rests on a passage that is to be annotated first.
func Questions(p *annotations.Project, x *Index, person string) []Proposal {
	rows := map[string][]Answered{}
	for i := range x.passages {
		c := &x.passages[i]
		if c.gone {
			continue
		}
		for _, a := range c.answers {
			rows[a.matter] = append(rows[a.matter], Answered{c.Passage, a.value})
		}
	}
	var out []Proposal
	open := opened(p, person)
	for i := range matters {
		if q := (Proposal{matters[i].question, distinct(rows[matters[i].key])}); q.sources() > 1 && open(&q) {
			out = append(out, q)
		}
		delete(rows, matters[i].key)
	}
	return append(out, counts(rows, open)...)
}

// counts proposes rows for what is counted and is no person, where documents
// differ.
func counts(rows map[string][]Answered, open func(*Proposal) bool) (out []Proposal) {
	for unit, all := range rows {
		q := Proposal{annotations.Question{Text: "How many " + unit + "?", Type: annotations.ValueNumber, Unit: unit}, distinct(all)}
		q.Question.ID = "urn:x-gloss:question:how-many-" + plain(unit)
		differ := slices.ContainsFunc(q.Answers, func(a Answered) bool { return !a.Value.Agrees(q.Answers[0].Value) })
		if unit != "%" && differ && q.sources() > 1 && open(&q) {
			out = append(out, q)
		}
	}
	slices.SortFunc(out, func(a, b Proposal) int { return cmp.Compare(a.Question.Text, b.Question.Text) })
	return out
}

// distinct returns what each document says once: from an annotation, if one says
// it, else from where it stands first.
func distinct(all []Answered) (out []Answered) {
	slices.SortFunc(all, func(a, b Answered) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Value.Norm, b.Value.Norm), cmp.Compare(btoi(a.Annotation == ""), btoi(b.Annotation == "")),
			annotations.CompareSpans(a.Span, b.Span), cmp.Compare(a.Annotation, b.Annotation))
	})
	for _, a := range all {
		if n := len(out); n == 0 || out[n-1].Document != a.Document || out[n-1].Value.Norm != a.Value.Norm {
			out = append(out, a)
		}
	}
	return out
}

// sources counts the documents that answer.
func (q *Proposal) sources() int {
	n := 0
	for i, a := range q.Answers {
		if i == 0 || a.Document != q.Answers[i-1].Document {
			n++
		}
	}
	return n
}

// plain is a unit as a part of an id.
func plain(unit string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, unit)
}

// published orders documents by day; those without one come last.
func published(d *annotations.Document) string {
	if d == nil || d.Published == "" {
		return "~"
	}
	return d.Published
}

// opened returns a function that takes from a proposal what is settled: answers
// of documents that have one on the board, and those that person has refused.
// It reports whether any is left.
func opened(p *annotations.Project, person string) func(*Proposal) bool {
	asked := map[string]*annotations.Question{}
	for q := range p.Questions.All() {
		asked[strings.ToLower(strings.TrimSpace(q.Text))] = q
	}
	settled := map[string]bool{}
	for a := range p.Answers.All() {
		settled[a.Question+a.Document] = true
	}
	for d := range p.Dismissals.All() {
		if d.By == person && d.Type == TypeAnswers {
			settled[d.From+key(Passage{d.To, d.Document, d.Passage, ""})] = true
		}
	}
	return func(q *Proposal) bool {
		q.Question.Origin = RuleNumber
		if old, ok := asked[strings.ToLower(q.Question.Text)]; ok {
			q.Question = *old
		}
		q.Answers = slices.DeleteFunc(q.Answers, func(a Answered) bool {
			return settled[q.Question.ID+a.Document] || settled[q.Question.ID+key(a.Passage)]
		})
		slices.SortStableFunc(q.Answers, func(a, b Answered) int {
			x, _ := p.Documents.Get(a.Document)
			y, _ := p.Documents.Get(b.Document)
			return cmp.Or(cmp.Compare(published(x), published(y)), cmp.Compare(a.Document, b.Document))
		})
		return len(q.Answers) > 0
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
