package format

import (
	"cmp"
	"slices"
	"strings"

	"gloss/annotations"
)

// studioTake makes a text of a task, and of every region what it says.
func (g *guest) studioTake(t *studioTask) {
	name := t.textName()
	if name == "" {
		g.omit(t.d.path, "", "a task without text")
		return
	}
	t.d.text = t.data[name]
	delete(t.data, name)
	for name, v := range t.data {
		if to := g.fieldOf(&t.d, name); to != nil {
			*to = v
		} else {
			e := encoder{flat: true}
			e.string(v)
			t.dataMore = append(t.dataMore, member{name, e.b})
		}
	}
	if len(t.dataMore) > 0 {
		t.foreign = append(t.foreign, member{"data", join(t.dataMore)})
	}
	var items []*item
	var links []*link
	ours, n := t.ours(), 0
	for _, s := range t.sets {
		if s.cancelled {
			g.omit(s.path, "", "cancelled by its annotator, so not taken")
		} else {
			done := s.By != ""
			if ours && !s.predicted {
				p := t.people[n]
				s.By, done = g.annotator(p.id, p.name), p.done
			}
			items, links = g.studioSaid(t, s, items, links)
			if done && !s.predicted {
				g.finished = append(g.finished, finished{textID(t.d.text), s.By})
			}
		}
		if !s.predicted {
			n++
		}
	}
	t.keep()
	g.take(t.d, items, links)
}

// ours reports whether the annotators are those that we listed, none added and
// none named by Label Studio.
func (t *studioTask) ours() bool {
	n := 0
	for _, s := range t.sets {
		if !s.predicted {
			n++
			if s.By != "" {
				return false
			}
		}
	}
	return n == len(t.people)
}

// textName is the field of data that holds the text: the one that regions name,
// or "text", or the longest that has a blank in it and so is no address.
func (t *studioTask) textName() string {
	best, size := "", 0
	for name, v := range t.data {
		n := len(v)
		switch {
		case name == t.source || name == "text":
			n = maxBytes
			if name == t.source {
				n++
			}
		case !strings.Contains(v, " ") || isIRI(v):
			continue
		}
		if n > size || n == size && name < best {
			best, size = name, n
		}
	}
	return best
}

func (g *guest) studioSaid(t *studioTask, s *studioSet, items []*item, links []*link) ([]*item, []*link) {
	for _, r := range s.regions {
		r.By, r.Created, r.Modified = s.By, s.Created, s.Modified
		if s.predicted {
			r.origin = strings.TrimSpace("prediction " + s.model)
		}
		for _, e := range r.entities {
			g.studioLinked(t, r.item, e)
		}
		slices.SortStableFunc(r.attributes, func(a, b annotations.Pair) int {
			return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Value, b.Value))
		})
		items = append(items, several(r.item)...)
	}
	for i := range s.links {
		x := &s.links[i]
		from, to := s.byID[x.a], s.byID[x.b]
		if from == nil || to == nil || from == to {
			g.omit(x.path, "", "a relation of regions that are not there")
			continue
		}
		x.from, x.to = from.item, to.item
		x.By, x.Created, x.Modified = s.By, s.Created, s.Modified
		links = append(links, &x.link)
	}
	return items, links
}

// studioLinked links a region to an entity as it is written of: one that the
// task lists, a name and an address, or either.
func (g *guest) studioLinked(t *studioTask, it *item, written string) {
	if id, ok := t.names[written]; ok {
		it.bodies = append(it.bodies, body{purpose: "identifying", source: id})
		return
	}
	name, address, ok := strings.Cut(strings.TrimSuffix(written, ">"), " <")
	if id := annotations.WikidataIRI(address); ok && isIRI(id) {
		g.meetEntity(it.path, annotations.Entity{Stamp: annotations.Stamp{ID: id}, Name: name, IRI: registered(id)})
		it.bodies = append(it.bodies, body{purpose: "identifying", source: id})
		return
	}
	g.identified(it, written)
}

// keep keeps what is said of the task as a whole, and of its annotations.
func (t *studioTask) keep() {
	list := func(name string, values []member) {
		if len(values) == 0 {
			return
		}
		e := encoder{flat: true}
		e.open('[')
		for _, v := range values {
			e.item()
			e.b = append(e.b, v.value...)
		}
		e.close(']')
		if depth(e.b) <= maxForeignDepth {
			t.foreign = append(t.foreign, member{name, e.b})
		}
	}
	list("results", t.claims)
	var sets []member
	for _, s := range t.sets {
		if len(s.foreign) > 0 {
			sets = append(sets, member{"", join(s.foreign)})
		}
	}
	list("annotations", sets)
	t.d.record.Foreign = join(t.foreign)
}
