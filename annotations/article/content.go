package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stat is what is counted of a node. Lengths are in letters, digits and signs,
// white space left out; characters of scripts without spaces count twice.
type stat struct {
	order, last int // numbers of the node and of the last one in it, in document order

	length int // of all text in it
	links  int // of text in links
	anchor int // number of links
	lines  int // number of blocks and line breaks in it, itself not counted

	own      int // as length, of text that is in no block inside it
	ownLinks int
	commas   int // in own text
	prose    int // length of what looks like running text: own text of 80 and more, mostly not links

	score float64
	hints hints
}

// proseLength is from which length on a block's own text is taken for running
// text: about 15 words.
const proseLength = 80

// measure counts. It must be called once, on the root.
func (n *node) measure() {
	next := 0
	n.count(&next)
}

func (n *node) count(next *int) {
	s := &n.stat
	s.order = *next
	*next++
	if n.tag == "" {
		s.length, s.commas = lengthOf(n.text)
		s.own = s.length
		if n.link {
			s.links, s.ownLinks, s.anchor = s.length, s.length, 1
		}
	}
	s.hints = hintsOf(n)
	for _, k := range n.kids {
		k.count(next)
		s.take(&k.stat, k.isBlock())
		if k.isBlock() || k.tag == "br" {
			s.lines++
		}
	}
	if n.isBlock() && s.own >= proseLength && 3*s.ownLinks < s.own {
		s.prose += s.own
	}
	s.last = *next - 1
}

// take adds what a child counted.
func (s *stat) take(k *stat, apart bool) {
	s.length += k.length
	s.links += k.links
	s.anchor += k.anchor
	s.lines += k.lines
	s.prose += k.prose
	if !apart {
		s.own += k.own
		s.ownLinks += k.ownLinks
		s.commas += k.commas
	}
}

func lengthOf(b []byte) (length, commas int) {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		b = b[n:]
		switch {
		case unicode.IsSpace(r):
			continue
		case strings.ContainsRune(",،、，;", r):
			commas++
		case r >= 0x2e80 && r < 0xd7a4:
			length++
		}
		length++
	}
	return length, commas
}

// linky is the share of the text that is in links.
func (s *stat) linky() float64 {
	if s.length == 0 {
		return 0
	}
	return float64(s.links) / float64(s.length)
}

// content tells which nodes are the article: what lies in a node of keep, but
// not in one of drop. If keep is empty, the whole page is but for drop.
type content struct {
	keep, drop map[*node]bool
}

// leastProse is the length of running text without which nothing is taken for
// an article, and so nothing is folded: three or four sentences.
const leastProse = 200

// findContent finds the article in a page that is measured, and in f, which may
// know the headline.
func findContent(root *node, f *facts) content {
	c := content{map[*node]bool{}, map[*node]bool{}}
	mains := semantic(root)
	if mains == nil {
		mains = dense(root)
	}
	prose := 0
	for _, m := range mains {
		c.keep[m] = true
		prose += m.stat.prose
	}
	if prose < leastProse {
		c.keep = map[*node]bool{}
		if root.stat.prose >= leastProse {
			c.clean(root, root.stat.prose, nil)
		}
		return c
	}
	title := c.headlineNode(root, mains[0], f.title)
	for _, m := range mains {
		c.clean(m, prose, title)
	}
	if title != nil && !c.holds(title) {
		c.keep[title] = true
		c.between(root, title, mains[0])
	}
	return c
}

// semantic finds the article where the page says which one it is: an element
// with itemprop=articleBody, an article element that has most of the text, or
// the dense part of a main element.
func semantic(root *node) []*node {
	if n, _ := largest(root, isArticleBody); n != nil {
		for up := n.up; up != nil; up = up.up {
			if isArticle(up) && 4*up.stat.prose <= 5*n.stat.prose {
				n = up // brings in the standfirst, captions and byline
			}
		}
		return []*node{n}
	}
	if n, second := largest(root, isArticle); n != nil && n.stat.prose >= 2*second {
		return []*node{n}
	}
	if n, _ := largest(root, isMain); n != nil {
		inner, prose := dense(n), 0
		for _, d := range inner {
			prose += d.stat.prose
		}
		if 2*prose >= n.stat.prose {
			return inner
		}
		return []*node{n}
	}
	return nil
}

func isArticleBody(n *node) bool {
	return strings.EqualFold(n.attr("itemprop"), "articleBody")
}

func isArticle(n *node) bool { return n.tag == "article" || n.attr("role") == "article" }

func isMain(n *node) bool { return n.tag == "main" || n.attr("role") == "main" }

// largest returns the node with most running text of those that are so, and how
// much the next has that is not in it. Of nested ones it takes the innermost
// that has four fifths of the text. It is nil when all have too little.
func largest(root *node, is func(*node) bool) (best *node, second int) {
	var all []*node
	root.walk(func(n *node) bool {
		if n.tag != "" && n.stat.prose >= leastProse && is(n) {
			all = append(all, n)
		}
		return true
	})
	for _, n := range all {
		switch {
		case best == nil, n.within(best) && 5*n.stat.prose >= 4*best.stat.prose, !n.within(best) && n.stat.prose > best.stat.prose:
			best = n
		}
	}
	for _, n := range all {
		if !n.within(best) && !best.within(n) {
			second = max(second, n.stat.prose)
		}
	}
	return best, second
}

// dense finds the article by where the text is, in the manner of Readability
// (Arc90, 2009; Mozilla's Readability.js): every paragraph scores for its
// length and its commas, half of it for the element around its parent and less
// further up, and the score of an element shrinks with its share of links.
func dense(root *node) []*node {
	var touched []*node
	seen := map[*node]bool{}
	add := func(n *node, s float64) {
		if !seen[n] {
			seen[n] = true
			touched = append(touched, n)
			n.stat.score = base(n)
		}
		n.stat.score += s
	}
	root.walk(func(n *node) bool {
		if n.stat.hints.apart && n != root && 2*n.stat.prose < root.stat.prose {
			return false
		}
		if n.isBlock() && n.stat.own >= 25 && !headings[n.tag] {
			spread(n, root, add)
		}
		return true
	})
	var top *node
	for _, n := range touched {
		n.stat.score *= 1 - n.stat.linky()
		if top == nil || n.stat.score > top.stat.score {
			top = n
		}
	}
	if top == nil || top.stat.score <= 0 {
		return nil
	}
	return siblings(top, root)
}

// spread adds the score of a paragraph to what is around it, and to itself when
// it is no p: the text of some pages is in one div, cut by br.
func spread(n, root *node, add func(*node, float64)) {
	s := float64(1 + n.stat.commas)
	length := float64(n.stat.own) / 100
	if n.tag != "p" && n.tag != "li" && n.stat.own >= proseLength {
		add(n, s+length)
	}
	s += min(length, 3)
	level := 0
	for up := n; up != root && level < 5; {
		if up = up.up; !up.isBlock() && up != root {
			continue
		}
		switch level {
		case 0:
			add(up, s)
		case 1:
			add(up, s/2)
		default:
			add(up, s/float64(3*level))
		}
		level++
	}
}

// base is the score an element begins with, for its kind and its name.
func base(n *node) float64 {
	s := 0.0
	switch n.tag {
	case "div", "section", "article", "main":
		s = 5
	case "pre", "td", "blockquote":
		s = 3
	case "address", "ol", "ul", "dl", "dd", "dt", "li", "form":
		s = -3
	}
	if n.stat.hints.apart || n.stat.hints.maybe {
		s -= 25
	}
	if n.stat.hints.body {
		s += 25
	}
	return s
}

// siblings returns top and those beside it that belong to the same article:
// paragraphs, and elements that score a fifth of it.
func siblings(top, root *node) []*node {
	for top != root && top.up != root && onlyText(top) {
		top.up.stat.score = top.stat.score
		top = top.up
	}
	if top == root || top.up == nil {
		return []*node{top}
	}
	var out []*node
	for _, n := range top.up.kids {
		least := max(10, top.stat.score/5)
		score := n.stat.score
		if class := n.attr("class"); class != "" && class == top.attr("class") {
			score += top.stat.score / 5
		}
		own := n.tag == "p" && n.stat.own >= proseLength && n.stat.linky() < 0.25
		if n == top || n.tag != "" && !n.stat.hints.apart && (score >= least && n.stat.prose > 0 || own) {
			out = append(out, n)
		}
	}
	return out
}

// onlyText reports whether n has all the text of the element around it.
func onlyText(n *node) bool { return n.up.stat.length == n.stat.length }
