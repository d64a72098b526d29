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
