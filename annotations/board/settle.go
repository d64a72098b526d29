package board

// clashes tells of each two distinct values whether they cannot both be so.
// What could not be read clashes with nothing.
type clashes [][]bool

func clashesOf(values []Value) clashes {
	out := make(clashes, len(values))
	for i, v := range values {
		out[i] = make([]bool, len(values))
		for j, w := range values {
			out[i][j] = i != j && v.OK() && w.OK() && !v.Agrees(w)
		}
	}
	return out
}

// settle finds which entries are superseded, what each does to those before
// it, and how the row stands. The cost is the square of the number of entries,
// most of which have the same value.
func (r *Row) settle(m *maker) {
	clash := clashesOf(r.Values)
	for i := range r.Entries {
		later := &r.Entries[i]
		for j := range r.Entries {
			if e := &r.Entries[j]; clash[e.Group][later.Group] && m.replaces(later, e) {
				e.Superseded, later.Role = true, RoleUpdates
			}
		}
	}
	r.roles(clash)
	r.State = r.state(clash)
}

// replaces reports whether a value takes the place of another that it clashes
// with; see [Entry.Superseded]. What has no date is later than nothing.
func (m *maker) replaces(later, e *Entry) bool {
	a, b := m.columns[later.Column], m.columns[e.Column]
	if a.Published > b.Published && b.Published != 0 {
		held := b.Published
		if e.AsOf != 0 {
			held = e.AsOf
		}
		if later.AsOf > held || a.Document.Source != "" && a.Document.Source == b.Document.Source {
			return true
		}
	}
	return len(m.updates) > 0 && m.related(later, e)
}

// related reports whether somebody said that a passage of one value updates or
// retracts one of the other's.
func (m *maker) related(later, e *Entry) bool {
	for _, a := range later.Answers {
		for _, from := range a.Passages {
			for _, to := range m.updates[from] {
				for _, b := range e.Answers {
					for _, p := range b.Passages {
						if p == to {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// roles tells of each entry what it does to those before it.
func (r *Row) roles(clash clashes) {
	met, stands := make([]bool, len(r.Values)), make([]bool, len(r.Values))
	for i := range r.Entries {
		e := &r.Entries[i]
		role := RoleFirst
		for g := range met {
			if !met[g] {
				continue
			}
			if r.Values[g].Agrees(e.Value) {
				role = RoleRepeats
			} else if role == RoleFirst {
				role = RoleDiffers
			}
			e.Contradicts = e.Contradicts || stands[g] && clash[e.Group][g]
		}
		if e.Role != RoleUpdates {
			e.Role = role
		}
		met[e.Group] = true
		stands[e.Group] = stands[e.Group] || !e.Superseded
	}
}

// state sums the row up.
func (r *Row) state(clash clashes) State {
	stands := make([]bool, len(r.Values))
	replaced := false
	for _, e := range r.Entries {
		stands[e.Group] = stands[e.Group] || !e.Superseded
		replaced = replaced || e.Superseded
	}
	for i := range stands {
		for j := range i {
			if stands[i] && stands[j] && clash[i][j] {
				return Conflict
			}
		}
	}
	switch {
	case replaced:
		return Updated
	case len(r.Entries) == 0:
		return Silent
	case r.Sources() == 1:
		return Single
	}
	return Agree
}
