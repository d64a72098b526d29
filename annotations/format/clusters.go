package format

import (
	"slices"

	"gloss/annotations"
)

// The file of clusters has a claim a line with every passage that makes it: what
// the relation "same claim" leads to from one of them, over however many steps.
// Passages that nobody has related are in none. split keeps documents together
// that have to do with each other.
func writeClusters(p *annotations.Project, o WriteOptions) ([]File, error) {
	x, err := pairsOf(p, o)
	if err != nil {
		return nil, err
	}
	w := x.w
	for _, members := range x.claims() {
		documents := map[string]bool{}
		for _, a := range members {
			documents[a.Document] = true
		}
		w.open('{')
		w.always("id", members[0].ID)
		w.always("split", x.split(members[0].Document))
		w.number("size", len(members))
		w.number("documents", len(documents))
		w.always("offset_unit", offsetUnit)
		w.array("claims", func() {
			for _, a := range members {
				w.item()
				w.open('{')
				w.always("text", x.words(a))
				x.side("", a)
				w.always("label", w.label(a.Label))
				w.always("annotator", a.By)
				w.close('}')
			}
		})
		w.close('}')
		w.b = append(w.b, '\n')
	}
	return x.file(".clusters.jsonl")
}

// claims are the passages that make the same claim, each list by id, the lists by
// their first.
func (x *pairing) claims() [][]*annotations.Annotation {
	up := map[string]string{}
	root := func(id string) string {
		for up[id] != "" {
			id = up[id]
		}
		return id
	}
	of := map[string]*annotations.Annotation{}
	var ids []string
	for i := range x.pairs {
		q := &x.pairs[i]
		if q.relation == nil || q.relation.Type != "same-claim" {
			continue
		}
		for _, a := range []*annotations.Annotation{q.from, q.to} {
			if of[a.ID] == nil {
				of[a.ID] = a
				ids = append(ids, a.ID)
			}
		}
		if a, b := root(q.from.ID), root(q.to.ID); a != b {
			up[max(a, b)] = min(a, b)
		}
	}
	slices.Sort(ids)
	var out [][]*annotations.Annotation
	at := map[string]int{}
	for _, id := range ids {
		r := root(id)
		if _, ok := at[r]; !ok {
			at[r] = len(out)
			out = append(out, nil)
		}
		out[at[r]] = append(out[at[r]], of[id])
	}
	return out
}

// lossesClusters lists what a file of clusters leaves out.
func lossesClusters(l *losses) {
	l.passages("annotations that are in no cluster: left out", false, func(x *pairing) map[string]bool {
		used := map[string]bool{}
		for _, members := range x.claims() {
			for _, a := range members {
				used[a.ID] = true
			}
		}
		return used
	})
	l.unwritten("relations other than the same claim", "same-claim")
}
