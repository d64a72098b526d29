package article

// clean marks what lies in an article without belonging to it: menus, share
// bars, boxes with links to other articles. What holds more than two fifths of
// the running text, or the headline, stays, whatever it is called; so does what
// is only named like a menu but has a fifth of the running text. Elements
// inside a line stay: they are part of a sentence.
func (c content) clean(main *node, prose int, title *node) {
	main.walk(func(n *node) bool {
		if n.tag == "" {
			return false
		}
		if n == main || 5*n.stat.prose > 2*prose || title != nil && title.within(n) {
			return true
		}
		s := &n.stat
		named := s.hints.apart && !s.hints.comment && !apartTags[n.tag]
		if (n.isBlock() || s.lines > 0) && foreignTo(n) && !(named && 5*s.prose > prose && s.linky() < 0.2) {
			c.drop[n] = true
			return false
		}
		return true
	})
}

// foreignTo reports whether a part of an article is none of it.
func foreignTo(n *node) bool {
	s := &n.stat
	switch {
	case s.length == 0:
		return false
	case s.hints.byline && !apartTags[n.tag] && s.length < 300 && !s.hints.maybe:
		return false
	case s.hints.apart:
		return true
	case s.hints.maybe && !s.hints.byline && (s.prose == 0 && s.anchor > 0 || s.linky() > 0.3):
		return true
	}
	return holders[n.tag] && s.anchor >= 3 && s.linky() > 0.85 && s.prose == 0
}

// holders are the elements that hold lists of links.
var holders = set("div section ul ol dl table")

// headlineNode finds the headline: the heading that says what the page calls
// itself, else the first h1 of the article, else the last one before it that is
// no link.
func (c content) headlineNode(root, main *node, want string) *node {
	var best, inside, before *node
	set, score := bag(want), 0.5
	root.walk(func(n *node) bool {
		if !headings[n.tag] && n.attr("itemprop") != "headline" {
			return true
		}
		if s := jaccard(set, bag(n.content())); s > score {
			best, score = n, s
		}
		switch {
		case n.tag != "h1":
		case c.holds(n):
			if inside == nil {
				inside = n
			}
		case n.stat.order < main.stat.order && n.stat.linky() < 0.5:
			before = n
		}
		return false
	})
	for _, n := range []*node{best, inside, before} {
		if n != nil {
			return n
		}
	}
	return nil
}

// holds reports whether n lies in a node that is kept.
func (c content) holds(n *node) bool {
	for ; n != nil; n = n.up {
		if c.keep[n] {
			return true
		}
	}
	return false
}

// between keeps standfirst, byline, date and caption where they stand between a
// headline outside the article and the article.
func (c content) between(root, title, main *node) {
	root.walk(func(n *node) bool {
		s := &n.stat
		switch {
		case n.tag == "" || s.last <= title.stat.last || s.order >= main.stat.order:
			return false
		case s.order < title.stat.order || main.within(n):
			return true
		case s.hints.apart && !s.hints.byline || s.linky() > 0.6 && !s.hints.byline:
			return false
		}
		h := s.hints
		if s.length < 500 && (h.byline || h.lead || h.caption || n.tag == "figcaption" || n.tag == "time" || n.tag == "p" && s.prose > 0) {
			c.keep[n] = true
			return false
		}
		return true
	})
}
