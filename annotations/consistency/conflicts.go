package consistency

import (
	"gloss/annotations"
	"gloss/annotations/board"
)

// conflicts finds values on the claim board that cannot be so beside those of
// other passages, where no relation between the passages tells what they are to
// each other. Values that a later one replaced are settled.
func (c *checker) conflicts(step Step) error {
	related := map[string][]string{}
	for r := range c.p.Relations.All() {
		related[r.From] = append(related[r.From], r.To)
		related[r.To] = append(related[r.To], r.From)
	}
	b, err := board.Of(c.p, board.Options{Step: step})
	if err != nil {
		return err
	}
	for _, r := range b.Rows {
		if r.State == board.Conflict {
			c.conflict(r, related)
		}
	}
	return nil
}

// conflict adds a finding for each passage of a row that says otherwise than one
// before it.
func (c *checker) conflict(r *board.Row, related map[string][]string) {
	values := map[string][]*board.Entry{} // by passage
	passages := make([][]*annotations.Annotation, len(r.Entries))
	for i := range r.Entries {
		passages[i] = board.Passages(c.p, r.Entries[i])
		for _, a := range passages[i] {
			values[a.ID] = append(values[a.ID], &r.Entries[i])
		}
	}
	for i := range r.Entries {
		e := &r.Entries[i]
		if !e.Contradicts || e.Superseded || len(passages[i]) == 0 || c.excluded(passages[i][0]) || settled(e, passages[i], values, related) {
			continue
		}
		for j := range r.Entries {
			f := &r.Entries[j]
			if f.Superseded || !f.Value.OK() || e.Value.Agrees(f.Value) || len(passages[j]) == 0 || c.excluded(passages[j][0]) {
				continue
			}
			c.add(Conflicts, passages[i][0], passages[j][0].ID, "“"+r.Question.Text+"” is answered here with "+e.Value.Show()+", elsewhere with "+f.Value.Show())
			break
		}
	}
}

// settled reports whether a relation leads from a passage of e to one that says
// otherwise.
func settled(e *board.Entry, passages []*annotations.Annotation, values map[string][]*board.Entry, related map[string][]string) bool {
	for _, a := range passages {
		for _, other := range related[a.ID] {
			for _, f := range values[other] {
				if f.Value.OK() && !e.Value.Agrees(f.Value) {
					return true
				}
			}
		}
	}
	return false
}
