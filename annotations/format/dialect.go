package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Other tools write W3C annotations each in its own way (FORMATS 4.1). What is
// no matter of a single field is settled here, before annotations are made:
// links whose type is said of them by another annotation (Annotorious), targets
// without a source (RecogitoJS), and positions in UTF-16 (Hypothesis, Recogito),
// where the W3C has code points.
func (b *builder) dialects() error {
	if b.ours || b.verbatim {
		return nil
	}
	b.typeLinks()
	b.adopt()
	return b.settlePositions()
}

// typeLinks gives links the label of annotations that are about them.
func (b *builder) typeLinks() {
	links := map[string]*item{}
	for _, it := range b.items {
		if it.isRelation() && it.ID != "" {
			links[it.ID] = it
		}
	}
	b.items = slices.DeleteFunc(b.items, func(it *item) bool {
		if len(it.targets) != 1 || it.targets[0].selected || it.isRelation() || it.decision != nil || it.comment != nil {
			return false
		}
		link := links[it.targets[0].source]
		if link == nil {
			return false
		}
		link.bodies = append(link.bodies, it.bodies...)
		return true
	})
}

// adopt finds the article of annotations that name none: the one in which most
// of their quotes stand, if no other has as many.
func (b *builder) adopt() {
	var quotes []string
	for _, it := range b.items {
		for _, t := range it.targets {
			if t.selected && t.source == "" && t.quoted && t.quote.Exact != "" {
				quotes = append(quotes, t.quote.Exact)
			}
		}
	}
	if len(quotes) == 0 {
		return
	}
	found, best, rival := "", 0, 0
	seen := map[string]bool{}
	try := func(id, text string) {
		if seen[id] {
			return
		}
		seen[id] = true
		n := 0
		for _, q := range quotes {
			if strings.Contains(text, q) {
				n++
			}
		}
		if n > best {
			found, best, rival = id, n, best
		} else {
			rival = max(rival, n)
		}
	}
	for id, t := range b.loaded {
		try(id, t.String())
	}
	for d := range b.known.Documents.All() {
		if t, ok := b.known.Text(d.ID); ok {
			try(d.ID, t.String())
		}
	}
	if best == rival {
		return
	}
	at := b.place(found)
	if at == nil {
		return
	}
	b.places[nowhere] = at
	b.report.Unchecked = append(b.report.Unchecked, Entry{What: fmt.Sprintf(
		"the file does not say of which article it speaks: “%s” was taken, which has %d of its %d quotes", clip(at.title), best, len(quotes))})
}

// settlePositions makes positions code points, in whatever the file counts.
func (b *builder) settlePositions() error {
	var texts []counted
	index := map[*place]int{}
	for _, it := range b.items {
		if it.Deleted || !it.placeable() {
			continue
		}
		at := b.place(cmp.Or(it.targets[0].source, nowhere))
		if at == nil || at.text == nil {
			continue
		}
		i, ok := index[at]
		if !ok {
			i = len(texts)
			index[at] = i
			texts = append(texts, counted{text: at.text.text.String()})
		}
		texts[i].items = append(texts[i].items, it)
	}
	c, r, err := b.count(texts, offsetUnit, b.asked)
	if err != nil {
		return err
	}
	n := 0
	c.each(func(_ int, _ *item, t *target) {
		if t.placed = r.spans[n].Start >= 0; t.placed {
			t.span = r.spans[n]
		}
		n++
	})
	return nil
}

// placeable reports whether all parts of an item are words of one document.
func (it *item) placeable() bool {
	for _, t := range it.targets {
		if !t.selected || t.source != it.targets[0].source {
			return false
		}
	}
	return len(it.targets) > 0
}
