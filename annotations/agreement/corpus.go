package agreement

import (
	"maps"
	"slices"
)

// corpus is all documents in numbers.
type corpus struct {
	raters, labels, entities []string // sorted
	texts                    []*text
	sets                     *sets // of labels
}

// fewDocuments is the number below which sentences are resampled, not
// documents; mostParts bounds the number of their runs, in all documents.
const (
	fewDocuments = 10
	mostParts    = 400
)

// newCorpus checks the documents and numbers what they name.
func newCorpus(docs []Document, p *pace) (*corpus, error) {
	c := &corpus{sets: newSets()}
	raters, labels, entities := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, d := range docs {
		if err := d.check(); err != nil {
			return nil, err
		}
		for name, units := range d.Units {
			raters[name] = true
			for _, u := range units {
				labels[u.Label] = true
				for _, e := range u.Entities {
					entities[e] = true
				}
			}
		}
	}
	c.raters = slices.Sorted(maps.Keys(raters))
	c.labels = slices.Sorted(maps.Keys(labels))
	c.entities = slices.Sorted(maps.Keys(entities))
	for i, d := range docs {
		t, err := c.text(i, d, p)
		if err != nil {
			return nil, err
		}
		c.texts = append(c.texts, t)
	}
	return c, c.split(p)
}

// text numbers one document.
func (c *corpus) text(index int, d Document, p *pace) (*text, error) {
	t := &text{index: index, id: d.ID, passage: passage{hi: d.Length}}
	t.cells = [axes][][2]int{tokens: d.Tokens, sentences: d.Sentences}
	for i, name := range c.raters {
		units, done := d.Units[name]
		if !done {
			continue
		}
		if err := p.work(100 * len(units)); err != nil {
			return nil, err
		}
		v, err := t.newVoter(i, c.marks(units), c.sets, p)
		if err != nil {
			return nil, err
		}
		t.voters = append(t.voters, v)
	}
	return t, nil
}

// marks numbers labels and entities, and makes one of units alike but for
// their entities.
func (c *corpus) marks(units []Unit) []mark {
	out := make([]mark, 0, len(units))
	for _, u := range units {
		label, _ := slices.BinarySearch(c.labels, u.Label)
		m := mark{span: span{u.Start, u.End, label}}
		for _, e := range u.Entities {
			i, _ := slices.BinarySearch(c.entities, e)
			m.entities = append(m.entities, i)
		}
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b mark) int { return byStart(a.span, b.span) })
	last := 0
	for i, m := range out {
		if i == 0 || m.span != out[last].span {
			if i > 0 {
				last++
			}
			out[last] = m
			continue
		}
		out[last].entities = append(out[last].entities, m.entities...)
	}
	out = out[:min(len(out), last+1)]
	for i := range out {
		slices.Sort(out[i].entities)
		out[i].entities = slices.Compact(out[i].entities)
	}
	return out
}

// split chooses what is resampled: documents, or runs of sentences.
func (c *corpus) split(p *pace) error {
	for _, t := range c.texts {
		if len(c.texts) >= fewDocuments {
			t.parts = []passage{t.passage}
			continue
		}
		var err error
		if t.parts, err = t.passage.split(mostParts/len(c.texts), c.sets, p); err != nil {
			return err
		}
	}
	return nil
}
