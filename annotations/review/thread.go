package review

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// Said is a comment in its place among others.
type Said struct {
	*annotations.Comment
	Depth int // 0 begins a thread; a reply is one deeper than what it answers
}

// Threads returns the comments on an annotation or a decision: threads and the
// replies to one comment by time, each reply below what it answers. One that
// answers a comment that is not there, that was deleted or that is about
// something else begins a thread, and so does the first of a circle.
func Threads(p *annotations.Project, about string) []Said {
	var all []*annotations.Comment
	here := map[string]bool{}
	for c := range p.Comments.All() {
		if c.Annotation == about || c.Decision == about {
			all = append(all, c)
			here[c.ID] = true
		}
	}
	slices.SortFunc(all, func(a, b *annotations.Comment) int {
		return cmp.Or(cmp.Compare(a.Created, b.Created), cmp.Compare(a.ID, b.ID))
	})
	replies := map[string][]*annotations.Comment{}
	for _, c := range all {
		if here[c.Reply] {
			replies[c.Reply] = append(replies[c.Reply], c)
		}
	}
	t := threads{replies: replies, said: map[string]bool{}}
	for _, c := range all {
		if !here[c.Reply] {
			t.say(c)
		}
	}
	for _, c := range all { // what only a circle leads to
		t.say(c)
	}
	return t.out
}

type threads struct {
	replies map[string][]*annotations.Comment
	said    map[string]bool
	out     []Said
}

// say adds a comment and what answers it, without recursion: a stranger's
// thread may be deep.
func (t *threads) say(c *annotations.Comment) {
	waiting := []Said{{c, 0}}
	for len(waiting) > 0 {
		s := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if t.said[s.ID] {
			continue
		}
		t.said[s.ID] = true
		t.out = append(t.out, s)
		for _, r := range slices.Backward(t.replies[s.ID]) {
			waiting = append(waiting, Said{r, s.Depth + 1})
		}
	}
}
