package review

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// Cases returns the cases of a document in text order, or of all documents for
// "", by document. Every annotation that has a place and is no result of a
// review is in exactly one case of level 1, as a member or as a part. A case of
// a higher level follows the one whose reviewers it is about. The error is what
// Step returned.
//
// Two annotations of different people belong together when their intersection
// is a third of their union or more; see [grouping]. A case proposes the label
// with most votes, where there is one; the boundaries most of its voters chose,
// or else the lower median of their starts and of their ends, each of which
// somebody chose; and entities, attribution and attributes that more than half
// of them gave.
func Cases(p *annotations.Project, document string, o Options) ([]Case, error) {
	k := newDesk(p, document, o)
	var out []Case
	for _, d := range k.documents(document) {
		cases, err := k.cases(d)
		if err != nil {
			return nil, err
		}
		out = append(out, cases...)
	}
	return out, nil
}

func (k *desk) cases(document string) ([]Case, error) {
	g := newGrouping(k.marks(document), k.work)
	if err := g.run(); err != nil {
		return nil, err
	}
	var out []Case
	for _, first := range g.order() {
		c := k.newCase(document, g.pick(g.members[first]), g.pick(g.parts[first]))
		out = append(out, c)
		if err := k.work(10 * (len(c.Members) + len(c.Parts))); err != nil {
			return nil, err
		}
	}
	return k.settle(document, out)
}

// order returns the groups by their first mark, a part too.
func (g *grouping) order() []int {
	var out []int
	begins := make([]int, len(g.marks))
	for i, members := range g.members {
		if len(members) == 0 {
			continue
		}
		if begins[i] = i; len(g.parts[i]) > 0 {
			begins[i] = min(i, g.parts[i][0])
		}
		out = append(out, i)
	}
	slices.SortFunc(out, func(a, b int) int { return cmp.Compare(begins[a], begins[b]) })
	return out
}

// newCase makes a case of a group; nothing is known yet of its decisions.
func (k *desk) newCase(document string, members, parts []mark) Case {
	c := Case{Level: 1, Document: document, Extent: members[0].extent, Members: k.members(members), Parts: k.members(parts)}
	for _, m := range slices.Concat(members, parts) {
		c.Extent.Start, c.Extent.End = min(c.Extent.Start, m.extent.Start), max(c.Extent.End, m.extent.End)
	}
	c.ID = caseID(document, 1, c.judged())
	c.Readings, c.Missing = k.readings(document, slices.Concat(members, parts))
	v := newView(members, parts, k.voters[document])
	c.Kind = v.kind()
	c.Votes = v.votes()
	c.Proposal = propose(v.members)
	c.State = c.open(v)
	c.Complete = c.State == StateAgreed && !slices.ContainsFunc(v.members, func(m mark) bool { return m.Unsure })
	return c
}

func (k *desk) members(marks []mark) []Member {
	var out []Member
	for _, m := range marks {
		out = append(out, Member{Seen: seen(k.p.Annotations, m.ID), By: m.By, Counted: m.voter})
	}
	return out
}

// open is the state of a case that nobody has decided.
func (c *Case) open(v view) State {
	answers := 0
	for _, r := range c.Readings {
		if len(r.Answers) > 0 && (len(r.By) > 0 || !v.counted) {
			answers++
		}
	}
	switch {
	case answers > 1:
		return StateDisputed
	case c.Kind == KindAgree && v.counted:
		return StateAgreed
	}
	return StatePartial
}

// view is what counts of a group: the votes, or all of it where there are none
// among its members.
type view struct {
	members, parts []mark
	counted        bool // they are votes
	silent         bool // somebody who is done is not among the members
}

func newView(members, parts []mark, voters []string) view {
	v := view{members: votesOf(members), parts: votesOf(parts), counted: true}
	v.silent = len(v.members) < len(voters)
	if len(v.members) == 0 {
		v.members, v.parts, v.counted = members, parts, false
	}
	return v
}

func votesOf(marks []mark) []mark {
	var out []mark
	for _, m := range marks {
		if m.voter {
			out = append(out, m)
		}
	}
	return out
}

// kind tells what the members differ in.
func (v view) kind() Kind {
	differ := func(same func(a, b *Answer) bool) bool {
		return slices.ContainsFunc(v.members, func(m mark) bool { return !same(v.members[0].answer, m.answer) })
	}
	switch {
	case len(v.parts) > 0:
		return KindSplit
	case len(v.members) == 1:
		return KindSingle
	case differ(sameLabel):
		return KindLabel
	case v.silent:
		return KindMissing
	case differ(sameSpans):
		return KindBoundary
	case differ(sameEntities):
		return KindEntity
	case differ(sameAttributes):
		return KindAttribute
	}
	return KindAgree
}

// votes lists who voted for which label, by label: members for theirs, who has
// parts alone for those of the parts.
func (v view) votes() []Vote {
	by := map[string][]string{}
	member := map[string]bool{}
	vote := func(m mark) {
		if !slices.Contains(by[m.label], m.By) {
			by[m.label] = append(by[m.label], m.By)
		}
	}
	for _, m := range v.members {
		member[m.By] = true
		vote(m)
	}
	for _, m := range v.parts {
		if !member[m.By] {
			vote(m)
		}
	}
	var out []Vote
	for label, people := range by {
		slices.Sort(people)
		out = append(out, Vote{label, people})
	}
	slices.SortFunc(out, func(a, b Vote) int { return cmp.Compare(a.Label, b.Label) })
	return out
}
