package review

import (
	"encoding/json"
	"slices"

	"gloss/annotations"
)

// GoldOptions say what is gold.
type GoldOptions struct {
	Options
	// Agreed adds what everybody who is done agrees on, though nobody decided.
	Agreed bool
}

// GoldAnnotation is what stands after adjudication, with everybody's votes.
type GoldAnnotation struct {
	// Annotation is a copy of Result under an id of its own, with the votes as a
	// foreign field; it is the reviewer's, or nobody's when nobody decided.
	Annotation *annotations.Annotation `json:"annotation"`
	Result     string                  `json:"result"` // id
	Case       string                  `json:"case"`
	Decision   string                  `json:"decision,omitempty"` // id; "" when nobody decided
	Votes      []Vote                  `json:"votes"`              // the soft label: who voted for which
	Silent     []string                `json:"silent,omitempty"`   // who are done and marked nothing
	Members    []string                `json:"members"`            // ids of the annotations it stands for
}

// Gold returns what stands of a document after adjudication, or of all
// documents for "": the results of the decisions that hold. What is disputed,
// put off or no longer as it was when it was decided is not gold. The error is
// what Step returned.
func Gold(p *annotations.Project, document string, o GoldOptions) ([]GoldAnnotation, error) {
	cases, err := Cases(p, document, o.Options)
	var out []GoldAnnotation
	for i := range cases {
		c := &cases[i]
		switch {
		case c.Level > 1:
		case c.Settled != nil:
			for _, id := range c.Settled.Result {
				if a, ok := p.Annotations.Get(id); ok {
					out = append(out, c.gold(a, c.Settled))
				}
			}
		case o.Agreed && c.State == StateAgreed:
			if a, ok := p.Annotations.Get(c.judged()[0].ID); ok {
				out = append(out, c.gold(a, nil))
			}
		}
	}
	return out, err
}

// gold makes a gold annotation of one that stands. What an annotator noted
// for themselves does not go with it.
func (c *Case) gold(a *annotations.Annotation, by *annotations.Decision) GoldAnnotation {
	g := GoldAnnotation{Result: a.ID, Case: c.ID, Votes: c.Votes, Silent: c.Missing}
	if by != nil {
		g.Decision = by.ID
	}
	for _, m := range slices.Concat(c.Members, c.Parts) {
		g.Members = append(g.Members, m.ID)
	}
	g.Annotation = a.With(func(a *annotations.Annotation) {
		if slices.Contains(g.Members, a.ID) {
			a.Stamp = annotations.Stamp{Version: a.Version}
			a.Note, a.Unsure = "", false
		}
		a.ID, a.Origin, a.Foreign = derived("gold", c.ID, g.Result), annotations.OriginReview, g.soft(by)
	})
	return g
}

// GoldProject returns a project that holds the gold annotations alone, with the
// documents, entities, people and scheme of p and the relations between what
// they stand for. Each annotation carries its votes and what was decided as a
// foreign field, and each relation how many people drew it: relations are not
// adjudicated.
//
// It is for export. A file of it can be merged with what it was made of; two
// made at different times may say different things under one id.
func GoldProject(p *annotations.Project, gold []GoldAnnotation) (*annotations.Project, error) {
	var rs []annotations.Record
	for _, k := range []annotations.Kind{annotations.KindScheme, annotations.KindPerson, annotations.KindDocument, annotations.KindEntity} {
		rs = append(rs, p.Versions(k)...)
	}
	for _, g := range gold {
		rs = append(rs, g.Annotation)
	}
	for _, r := range related(p, gold) {
		rs = append(rs, r)
	}
	out, err := annotations.ProjectOf(rs...)
	if err != nil {
		return nil, err
	}
	texts := map[string]annotations.Text{}
	for d := range p.Documents.All() {
		if t, ok := p.Text(d.ID); ok {
			texts[d.ID] = t
		}
	}
	out = out.WithTexts(texts)
	out.ID, out.Title, out.Created = derived("gold", p.ID), p.Title, p.Created
	return out, nil
}

// verdict is a decision as a gold annotation tells of it: a record of it would
// mention annotations that are not there. Who decided is the annotation's maker.
type verdict struct {
	Auto    bool                `json:"auto,omitempty"`
	Level   int                 `json:"level"`
	Note    string              `json:"note,omitempty"`
	Outcome annotations.Outcome `json:"outcome"`
	Reason  annotations.Reason  `json:"reason,omitempty"`
}

// soft is the soft label of g as a field: how many voted for which label, and
// how many marked nothing, and what was decided. The label of a bare mention
// is "".
func (g GoldAnnotation) soft(by *annotations.Decision) json.RawMessage {
	votes := map[string]int{}
	for _, v := range g.Votes {
		votes[v.Label] = len(v.By)
	}
	var decided *verdict
	if by != nil {
		decided = &verdict{by.Auto, by.Level, by.Note, by.Outcome, by.Reason}
	}
	return foreign(struct {
		Decision *verdict       `json:"decision,omitempty"`
		Silent   int            `json:"silent"`
		Votes    map[string]int `json:"votes"`
	}{decided, len(g.Silent), votes})
}

func foreign(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return b
}

// related returns the relations between annotations that gold stands for, as
// relations between gold, each once. An annotation that several stand for
// relates to nothing.
func related(p *annotations.Project, gold []GoldAnnotation) []*annotations.Relation {
	to := map[string]string{}
	for _, g := range gold {
		for _, id := range g.Members {
			if _, twice := to[id]; twice {
				to[id] = ""
			} else {
				to[id] = g.Annotation.ID
			}
		}
	}
	for _, g := range gold {
		to[g.Result] = g.Annotation.ID
	}
	type link struct{ from, kind, to string }
	drawn := map[link][]string{}
	var order []link
	for r := range p.Relations.All() {
		l := link{to[r.From], r.Type, to[r.To]}
		if l.from == "" || l.to == "" || l.from == l.to {
			continue
		}
		if drawn[l] == nil {
			order = append(order, l)
		}
		if !slices.Contains(drawn[l], r.By) {
			drawn[l] = append(drawn[l], r.By)
		}
	}
	var out []*annotations.Relation
	for _, l := range order {
		out = append(out, &annotations.Relation{
			Stamp: annotations.Stamp{ID: derived("gold", l.from, l.kind, l.to)}, From: l.from, Type: l.kind, To: l.to,
			Foreign: foreign(map[string]int{"votes": len(drawn[l])}),
		})
	}
	return out
}
