package annotations

// Votes returns p without what reviews have resulted in, and how many
// annotations that leaves out: what people have marked, to be counted, shown or
// exported beside one another. Where there is nothing else, as in a project of
// gold, the results are what it is about, and p comes back as it is.
func (p *Project) Votes() (votes *Project, results int) {
	out := map[string]bool{}
	all := 0
	for a := range p.Annotations.All() {
		if all++; a.Origin == OriginReview {
			out[a.ID] = true
		}
	}
	if len(out) == 0 || len(out) == all {
		return p, 0
	}
	q := *p
	q.Annotations.items, q.placed, q.orphans, q.Relations.items = nil, nil, nil, nil
	for _, l := range []struct{ from, to *[]*Annotation }{{&p.Annotations.items, &q.Annotations.items}, {&p.placed, &q.placed}, {&p.orphans, &q.orphans}} {
		for _, a := range *l.from {
			if !out[a.ID] {
				*l.to = append(*l.to, a)
			}
		}
	}
	for _, r := range p.Relations.items {
		if !out[r.From] && !out[r.To] {
			q.Relations.items = append(q.Relations.items, r)
		}
	}
	return &q, len(out)
}
