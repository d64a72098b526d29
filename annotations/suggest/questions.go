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
	Question annotations.Question // without a stamp; its origin is [RuleNumber]
	Answers  []Answered           // by document, then place; several of a document where it says different things
}

// Answered is a passage and the value it gives.
type Answered struct {
	Passage
	Value board.Value
}

// Questions proposes rows for the claim board, made of what documents count and
// of the cause they name: how many died, how many survived, and whatever else at
// least two of them count alike in kind and differently in number. Those that
// the board has, by their words, are left out.
//
// To show them: build an [Index] of the project with its texts loaded, call
// Questions, list each with its answers. When one is wanted, stamp a copy of its
// Question with an id and enter it; an [annotations.Answer] of it has the
// passage's annotation in Passages (where Annotation is "", annotate the span
// first, or leave Passages empty), Value.Raw as Raw and Value.Norm as Norm, and
// RuleNumber as its origin. documents are those on the board; nil means all.
func Questions(p *annotations.Project, x *Index, documents []string) []Proposal {
	rows := map[string][]Answered{}
	for i := range x.passages {
		c := &x.passages[i]
		if c.gone || documents != nil && !slices.Contains(documents, c.Document) {
			continue
		}
		for _, a := range c.answers {
			rows[a.matter] = append(rows[a.matter], Answered{c.Passage, a.value})
		}
	}
	var out []Proposal
	for i := range matters {
		if q := (Proposal{matters[i].question, distinct(rows[matters[i].key])}); q.sources() > 1 && !asked(p, q.Question) {
			q.Question.Origin = RuleNumber
			out = append(out, q)
		}
		delete(rows, matters[i].key)
	}
	return append(out, counts(p, rows)...)
}

// counts proposes rows for what is counted and is no person, where documents
// differ.
func counts(p *annotations.Project, rows map[string][]Answered) (out []Proposal) {
	for unit, all := range rows {
		q := Proposal{annotations.Question{Text: "How many " + unit + "?", Type: annotations.ValueNumber, Unit: unit, Origin: RuleNumber}, distinct(all)}
		differ := slices.ContainsFunc(q.Answers, func(a Answered) bool { return !a.Value.Agrees(q.Answers[0].Value) })
		if unit != "%" && differ && q.sources() > 1 && !asked(p, q.Question) {
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

// asked reports whether the board has a question of these words.
func asked(p *annotations.Project, q annotations.Question) bool {
	for o := range p.Questions.All() {
		if strings.EqualFold(strings.TrimSpace(o.Text), q.Text) {
			return true
		}
	}
	return false
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
