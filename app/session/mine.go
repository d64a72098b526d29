package session

import (
	"slices"

	"gloss/annotations"
)

// Mine returns the part of p that a person made: annotations,
// relations between them, how far they are, answers that rest on them, and
// first comments on them; with all documents, entities, questions and the
// scheme. It is for export. Nothing in it mentions what is not: decisions are
// of others' annotations too and so are no part of it.
func Mine(p *annotations.Project, person string) (*annotations.Project, error) {
	mine := func(annotation string) bool {
		a, ok := p.Annotations.Get(annotation)
		return ok && a.By == person
	}
	var rs []annotations.Record
	for _, k := range annotations.Kinds {
		for _, r := range p.Versions(k) {
			keep := r.Stamped().By == person
			switch r := r.(type) {
			case *annotations.Annotation, *annotations.Progress:
			case *annotations.Relation:
				keep = keep && (r.Deleted || mine(r.From) && mine(r.To))
			case *annotations.Comment:
				keep = keep && (r.Deleted || mine(r.Annotation) && r.Reply == "")
			case *annotations.Answer:
				keep = keep && (r.Deleted || !slices.ContainsFunc(r.Passages, func(id string) bool { return !mine(id) }))
			case *annotations.Decision, *annotations.Dismissal:
				keep = false
			case *annotations.Person:
				keep = r.ID == person
			default:
				keep = true
			}
			if keep {
				rs = append(rs, r)
			}
		}
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
	out.ID, out.Title, out.Created = p.ID, p.Title, p.Created
	return out, nil
}
