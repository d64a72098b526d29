package annotations

import (
	"cmp"
	"iter"
	"slices"
)

// Set holds the records of one kind. It is a value: changing it makes another
// one and leaves the first as it was. Records are sorted by id; where one
// record was edited on two devices its concurrent versions stand side by side,
// the one that is shown first (see [Set.Heads]).
//
// A sorted slice of pointers replaces one record of 2,000 in 0.05 ms in a
// browser, where cloning a map takes 1.5 ms (MODELS A5).
type Set[R Record] struct{ items []R }

// Heads returns the concurrent versions of a record, the shown one first:
// usually one, tombstones included; none when the id is not known.
func (s Set[R]) Heads(id string) []R {
	i, _ := slices.BinarySearchFunc(s.items, id, func(r R, id string) int { return cmp.Compare(r.Stamped().ID, id) })
	j := i
	for j < len(s.items) && s.items[j].Stamped().ID == id {
		j++
	}
	return s.items[i:j:j]
}

// Get returns the shown version of a record; false when there is none or it is
// deleted.
func (s Set[R]) Get(id string) (r R, ok bool) {
	heads := s.Heads(id)
	if len(heads) == 0 || heads[0].Stamped().Deleted {
		return r, false
	}
	return heads[0], true
}

// All yields the shown version of every record that is not deleted, by id.
func (s Set[R]) All() iter.Seq[R] {
	return func(yield func(R) bool) {
		last := ""
		for _, r := range s.items {
			st := r.Stamped()
			if st.ID == last {
				continue
			}
			last = st.ID
			if !st.Deleted && !yield(r) {
				return
			}
		}
	}
}

// Versions yields every version of every record, tombstones included, by id.
func (s Set[R]) Versions() iter.Seq[R] { return slices.Values(s.items) }

// Conflicts yields the records that have more than one version.
func (s Set[R]) Conflicts() iter.Seq[[]R] {
	return func(yield func([]R) bool) {
		for i := 0; i < len(s.items); {
			heads := s.Heads(s.items[i].Stamped().ID)
			if len(heads) > 1 && !yield(heads) {
				return
			}
			i += len(heads)
		}
	}
}

// Same reports whether s is the value o is: nothing was put in between.
func (s Set[R]) Same(o Set[R]) bool {
	return len(s.items) == len(o.items) && (len(s.items) == 0 || &s.items[0] == &o.items[0])
}

// Differ calls yield for each id at which s and o differ, with the shown
// versions in s and in o, tombstones included; nil where there is none.
func (s Set[R]) Differ(o Set[R], yield func(after, before R)) {
	var none R
	a, b := s.items, o.items
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].Stamped().ID < b[0].Stamped().ID:
			yield(a[0], none)
			a = a[versions(a):]
		case len(a) == 0 || b[0].Stamped().ID < a[0].Stamped().ID:
			yield(none, b[0])
			b = b[versions(b):]
		default:
			if any(a[0]) != any(b[0]) {
				yield(a[0], b[0])
			}
			a, b = a[versions(a):], b[versions(b):]
		}
	}
}

// versions returns how many of rs from the first on are of its record.
func versions[R Record](rs []R) int {
	n := 1
	for n < len(rs) && rs[n].Stamped().ID == rs[0].Stamped().ID {
		n++
	}
	return n
}

// Len returns how many records there are that are not deleted.
func (s Set[R]) Len() int {
	n := 0
	for range s.All() {
		n++
	}
	return n
}

// with returns s with the versions of some ids replaced; none removes the id.
func (s Set[R]) with(heads map[string][]Record) Set[R] {
	if len(heads) == 0 {
		return s
	}
	ids := make([]string, 0, len(heads))
	for id := range heads {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out := make([]R, 0, len(s.items)+len(ids))
	rest := s.items
	for _, id := range ids {
		i, _ := slices.BinarySearchFunc(rest, id, func(r R, id string) int { return cmp.Compare(r.Stamped().ID, id) })
		out = append(out, rest[:i]...)
		for i < len(rest) && rest[i].Stamped().ID == id {
			i++
		}
		rest = rest[i:]
		for _, r := range heads[id] {
			out = append(out, r.(R))
		}
	}
	return Set[R]{append(out, rest...)}
}

// records returns rs as plain records.
func records[R Record](rs []R) []Record {
	out := make([]Record, len(rs))
	for i, r := range rs {
		out[i] = r
	}
	return out
}

// maximal returns the versions of one record that no other version has seen,
// in order of rank. Equal versions that say the same are one; that differ,
// which only a copied profile or a damaged file can bring about, both stay.
func maximal(rs []Record) []Record {
	if len(rs) < 2 {
		return rs
	}
	var out []Record
	for i, r := range rs {
		covered := slices.ContainsFunc(rs, func(o Record) bool { return newer(o, r) })
		twin := slices.ContainsFunc(rs[:i], func(o Record) bool { return sameRecord(o, r) })
		if !covered && !twin {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, rank)
	return out
}

// newer reports whether a has seen everything b has, and more.
func newer(a, b Record) bool {
	v, w := a.Stamped().Version, b.Stamped().Version
	return v.Covers(w) && !v.Equal(w)
}
