package annotations

import (
	"cmp"
	"maps"
	"slices"
)

// Tally counts what merging did, in records.
type Tally struct {
	New       int // not known before
	Updated   int // known, and the other side had seen more
	Conflicts int // edited on both sides: both versions are kept
	Same      int // known already
}

// Merge returns everything p and q hold. For each id the versions stay that no
// other version has seen; so merging is commutative, associative and
// idempotent, and any number of files may be merged in any order. Two people's
// opinions are two records and never in conflict.
//
// Project id, title and creation are the earlier project's.
func Merge(p, q *Project) *Project {
	out := *p
	for _, k := range Kinds {
		heads, _ := union(p, q, k)
		out.set(k, heads)
	}
	if older(q, p) {
		out.ID, out.Title, out.Created = q.ID, q.Title, q.Created
	}
	return out.WithTexts(q.texts)
}

// older reports whether q's identity wins over p's: one that has an id wins
// over none, then the one made first, then the smaller id and title.
func older(q, p *Project) bool {
	if (q.ID == "") != (p.ID == "") {
		return p.ID == ""
	}
	return cmp.Or(cmp.Compare(q.Created, p.Created), cmp.Compare(q.ID, p.ID), cmp.Compare(q.Title, p.Title)) < 0
}

// union returns the new versions of the ids of kind k for which q changes p.
func union(p, q *Project, k Kind) (map[string][]Record, Tally) {
	heads := map[string][]Record{}
	var n Tally
	versions := q.Versions(k)
	for len(versions) > 0 {
		id := versions[0].Stamped().ID
		size := 1
		for size < len(versions) && versions[size].Stamped().ID == id {
			size++
		}
		theirs := versions[:size:size]
		versions = versions[size:]
		ours := p.Heads(k, id)
		if sameVersions(ours, theirs) {
			n.Same++
			continue
		}
		both := maximal(append(slices.Clone(ours), theirs...))
		switch {
		case len(ours) == 0:
			n.New++
		case sameVersions(ours, both):
			n.Same++
			continue
		case len(both) > 1:
			n.Conflicts++
		default:
			n.Updated++
		}
		heads[id] = both
	}
	return heads, n
}

func sameVersions(a, b []Record) bool {
	return slices.EqualFunc(a, b, sameRecord)
}

// Absorb makes the change that merges q into p, with what it will do by kind.
// Texts are not part of a change: give them to [Project.WithTexts].
func (p *Project) Absorb(q *Project, id string, who Author, name string) (Change, map[Kind]Tally) {
	c := Change{ID: id, Author: who, Name: name, Absorbed: true}
	tallies := map[Kind]Tally{}
	for _, k := range Kinds {
		heads, n := union(p, q, k)
		if n != (Tally{}) {
			tallies[k] = n
		}
		for _, id := range slices.Sorted(maps.Keys(heads)) {
			c.Edits = append(c.Edits, turn(p.Heads(k, id), heads[id])...)
		}
	}
	return c, tallies
}

// turn returns the edits that make before into after.
func turn(before, after []Record) []Edit {
	gone := slices.DeleteFunc(slices.Clone(before), func(r Record) bool { return slices.Contains(after, r) })
	come := slices.DeleteFunc(slices.Clone(after), func(r Record) bool { return slices.Contains(before, r) })
	var out []Edit
	for i := range max(len(gone), len(come)) {
		var e Edit
		if i < len(gone) {
			e.Before = gone[i]
		}
		if i < len(come) {
			e.After = come[i]
		}
		out = append(out, e)
	}
	return out
}

// ProjectOf collects records into a project, as [Merge] would one by one, in
// one pass. Records that are not well formed are refused with the first error.
func ProjectOf(rs ...Record) (*Project, error) {
	byKind := map[Kind]map[string][]Record{}
	for _, r := range rs {
		if err := check(r); err != nil {
			return nil, err
		}
		k, id := r.Kind(), r.Stamped().ID
		if byKind[k] == nil {
			byKind[k] = map[string][]Record{}
		}
		byKind[k][id] = append(byKind[k][id], r)
	}
	p := &Project{}
	for k, heads := range byKind {
		for id, rs := range heads {
			heads[id] = maximal(rs)
		}
		p.set(k, heads)
	}
	return p, nil
}

func check(r Record) error {
	if r.Stamped().Deleted {
		return checkStamp(r.Stamped())
	}
	return r.Check()
}
