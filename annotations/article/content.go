package article

import "strings"

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
		mains = enough(dense(root), root)
	}
	prose := proseOf(mains)
	for _, m := range mains {
		c.keep[m] = true
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
		return enough(dense(n), n)
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

// siblings returns top and those beside it that belong to the same article, and
// what stands between them: paragraphs, and elements that score a fifth of it.
func siblings(top, root *node) []*node {
	for top != root && top.up != root && onlyText(top) {
		top.up.stat.score = top.stat.score
		top = top.up
	}
	if top == root {
		return []*node{top}
	}
	first, last := -1, -1
	for i, n := range top.up.kids {
		if n == top || akin(n, top) {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	return top.up.kids[first : last+1]
}

// akin reports whether n, beside top, belongs to the same article.
func akin(n, top *node) bool {
	if n.tag == "" || n.stat.hints.apart || n.stat.prose == 0 {
		return false
	}
	score := n.stat.score
	if class := n.attr("class"); class != "" && class == top.attr("class") {
		score += top.stat.score / 5
	}
	return score >= max(10, top.stat.score/5) || n.tag == "p" && n.stat.linky() < 0.25
}

// enough widens what was found until it has half of the running text that is
// in no menu and no comment: if it has less, the page may not be one article,
// and what is in doubt is shown.
func enough(found []*node, root *node) []*node {
	total := 0
	root.walk(func(n *node) bool {
		if n.stat.hints.apart && n != root && 2*n.stat.prose < root.stat.prose {
			return false
		}
		if n.isBlock() && n.stat.own >= proseLength && 3*n.stat.ownLinks < n.stat.own {
			total += n.stat.own
		}
		return true
	})
	for len(found) > 0 && 2*proseOf(found) < total && found[0] != root {
		found = []*node{found[0].up}
	}
	return found
}

func proseOf(nodes []*node) int {
	sum := 0
	for _, n := range nodes {
		sum += n.stat.prose
	}
	return sum
}

// onlyText reports whether n has all the text of the element around it.
func onlyText(n *node) bool { return n.up.stat.length == n.stat.length }
