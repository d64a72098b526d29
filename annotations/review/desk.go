package review

import (
	"slices"

	"gloss/annotations"
)

// Options say how cases are computed.
type Options struct {
	// Step, if set, is called about every millisecond of work; an error it
	// returns stops the work and is returned. A browser looks at its clock there
	// and lets the screen draw now and then.
	Step func() error
}

// desk is what is looked up again and again while cases are made.
type desk struct {
	p         *annotations.Project
	o         Options
	units     int                                // of work since the last step
	voters    map[string][]string                // by document: who is done, by id
	decisions map[string][]*annotations.Decision // by document: those of level 1, by id
	above     map[string][]*annotations.Decision // by a member: those of higher levels
	labels    map[string]string                  // by key: the key after merges
	entities  map[string]string                  // the same
}

// newDesk gathers what is known of a document, or of all.
func newDesk(p *annotations.Project, document string, o Options) *desk {
	k := &desk{
		p: p, o: o, voters: map[string][]string{}, labels: map[string]string{}, entities: map[string]string{},
		decisions: map[string][]*annotations.Decision{}, above: map[string][]*annotations.Decision{},
	}
	for r := range p.Progress.All() {
		if r.State == annotations.Done && (document == "" || r.Document == document) {
			k.voters[r.Document] = append(k.voters[r.Document], r.By)
		}
	}
	for _, people := range k.voters {
		slices.Sort(people)
	}
	for d := range p.Decisions.All() {
		switch {
		case document != "" && d.Document != document:
		case d.Level == 1:
			k.decisions[d.Document] = append(k.decisions[d.Document], d)
		default:
			for _, m := range d.Members {
				k.above[m.ID] = append(k.above[m.ID], d)
			}
		}
	}
	return k
}

// stride is how many units of work make about a millisecond in a browser.
const stride = 1000

func (k *desk) work(n int) error {
	if k.units += n; k.units < stride || k.o.Step == nil {
		return nil
	}
	k.units = 0
	return k.o.Step()
}

// label returns the key of a label after merges.
func (k *desk) label(key string) string {
	if to, ok := k.labels[key]; ok {
		return to
	}
	to := key
	if l, ok := k.p.Scheme().Label(key); ok {
		to = l.Key
	}
	k.labels[key] = to
	return to
}

// entity returns the id of an entity after merges.
func (k *desk) entity(id string) string {
	if to, ok := k.entities[id]; ok {
		return to
	}
	to := id
	if e, ok := k.p.Entity(id); ok {
		to = e.ID
	}
	k.entities[id] = to
	return to
}

// marks returns what people have marked in a document: no results of reviews,
// no orphans.
func (k *desk) marks(document string) []mark {
	var out []mark
	who, voter := map[string]int{}, map[string]bool{}
	for _, person := range k.voters[document] {
		voter[person] = true
	}
	for _, a := range k.p.In(document) {
		if a.Origin == annotations.OriginReview {
			continue
		}
		n, known := who[a.By]
		if !known {
			n = len(who)
			who[a.By] = n
		}
		out = append(out, newMark(a, k.answer(a), n, voter[a.By]))
	}
	return out
}

// seen returns an annotation as it is now, all its versions together: one that
// is edited elsewhere has not been seen.
func seen[R annotations.Record](set annotations.Set[R], id string) annotations.Seen {
	s := annotations.Seen{ID: id}
	for i, h := range set.Heads(id) {
		if v := h.Stamped().Version; i == 0 {
			s.Version = v
		} else {
			s.Version = s.Version.Join(v)
		}
	}
	return s
}

// documents returns those that are asked for: one, or all there are.
func (k *desk) documents(document string) []string {
	if document != "" {
		return []string{document}
	}
	var out []string
	for d := range k.p.Documents.All() {
		out = append(out, d.ID)
	}
	return out
}
