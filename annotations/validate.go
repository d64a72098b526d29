package annotations

import "fmt"

// Validate returns what is wrong with p, in order of kind and id: records that
// are not well formed, ids that lead nowhere, and annotations that do not say
// what their text says. Documents whose text is not loaded are not read.
func (p *Project) Validate() []error {
	var faults []error
	for _, k := range Kinds {
		for _, r := range p.Versions(k) {
			if err := check(r); err != nil {
				faults = append(faults, err)
				continue
			}
			for _, ref := range references(r) {
				if len(p.Heads(ref.kind, ref.id)) == 0 {
					faults = append(faults, fmt.Errorf("%s %s mentions %s %s: %w", k, r.Stamped().ID, ref.kind, ref.id, ErrMissing))
				}
			}
			faults = append(faults, p.reread(r)...)
		}
	}
	return faults
}

// reread compares a record with the text it speaks of, where that is loaded.
func (p *Project) reread(r Record) []error {
	if r.Stamped().Deleted {
		return nil
	}
	switch r := r.(type) {
	case *Annotation:
		if t, ok := p.texts[r.Document]; ok {
			if err := r.In(t); err != nil {
				return []error{err}
			}
		}
	case *Document:
		if t, ok := p.texts[r.ID]; ok && (t.Points() != r.Points || t.ID() != r.ID) {
			return []error{fmt.Errorf("document %s: %d code points with digest %s, not %d: %w", r.ID, t.Points(), t.ID(), r.Points, ErrText)}
		}
	}
	return nil
}
