package annotations

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Version is a version vector: how many edits of each actor a record has seen,
// sorted by actor. An actor is one browser tab or one run of the command; it is
// not a person. The empty version has seen nothing.
//
// Parker et al., "Detection of mutual inconsistency in distributed systems",
// IEEE Transactions on Software Engineering 9(3), 1983.
type Version []Dot

// Dot is one edit: the N-th of an actor on a record, from 1.
type Dot struct {
	Actor string `json:"actor"`
	N     int    `json:"n"`
}

// Next returns v after one more edit by actor.
func (v Version) Next(actor string) Version {
	out := slices.Clone(v)
	i, ok := out.find(actor)
	if ok {
		out[i].N++
		return out
	}
	return slices.Insert(out, i, Dot{actor, 1})
}

// Join returns the least version that has seen everything v and o have.
func (v Version) Join(o Version) Version {
	out := slices.Clone(v)
	for _, d := range o {
		if i, ok := out.find(d.Actor); ok {
			out[i].N = max(out[i].N, d.N)
		} else {
			out = slices.Insert(out, i, d)
		}
	}
	return out
}

// Covers reports whether v has seen everything o has.
func (v Version) Covers(o Version) bool {
	for _, d := range o {
		if i, ok := v.find(d.Actor); !ok || v[i].N < d.N {
			return false
		}
	}
	return true
}

// Equal reports whether v and o have seen the same edits.
func (v Version) Equal(o Version) bool { return slices.Equal(v, o) }

// most is the largest count: what every JSON reader can hold, and far from where
// one more would overflow.
const most = 1 << 53

// Valid reports whether v is sorted by distinct actors with counts from 1 to
// 2^53.
func (v Version) Valid() bool {
	for i, d := range v {
		if d.Actor == "" || d.N < 1 || d.N > most || i > 0 && v[i-1].Actor >= d.Actor {
			return false
		}
	}
	return true
}

// String formats v as "actor:2,other:1"; equal versions give equal strings.
func (v Version) String() string {
	var b strings.Builder
	for i, d := range v {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(d.Actor)
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(d.N))
	}
	return b.String()
}

func (v Version) find(actor string) (int, bool) {
	return slices.BinarySearchFunc(v, actor, func(d Dot, a string) int { return cmp.Compare(d.Actor, a) })
}

// edits is the number of edits seen.
func (v Version) edits() int {
	n := 0
	for _, d := range v {
		n += d.N
	}
	return n
}
