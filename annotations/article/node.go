package article

import "strings"

// node is an element or a run of text. Elements that do nothing to the text
// have no node: their text belongs to the element around them.
type node struct {
	tag   string // "" for text
	text  []byte
	link  bool // text in a link
	attrs []attribute
	kids  []*node
	up    *node

	stat stat
}

type attribute struct{ key, value string }

// attr is the value of an attribute, "" when it is not there.
func (n *node) attr(key string) string {
	v, _ := find(n.attrs, key)
	return v
}

func find(attrs []attribute, key string) (string, bool) {
	for _, a := range attrs {
		if a.key == key {
			return a.value, true
		}
	}
	return "", false
}

// isBlock reports whether the node begins and ends a line.
func (n *node) isBlock() bool {
	d := displays[n.tag]
	return d == block || d == paragraph
}

// texts appends the text of n to out, blocks separated by a space.
func (n *node) texts(out *strings.Builder) {
	if n.tag == "" {
		out.Write(n.text)
		return
	}
	if n.isBlock() || n.tag == "br" {
		out.WriteByte(' ')
	}
	for _, k := range n.kids {
		k.texts(out)
	}
	if n.isBlock() {
		out.WriteByte(' ')
	}
}

// content is the text of n on one line.
func (n *node) content() string {
	var b strings.Builder
	n.texts(&b)
	return tidy(b.String())
}

// within reports whether n is a or lies in it.
func (n *node) within(a *node) bool {
	for ; n != nil; n = n.up {
		if n == a {
			return true
		}
	}
	return false
}

// walk calls f for n and what lies in it, in document order, not going into
// nodes for which f returns false.
func (n *node) walk(f func(*node) bool) {
	if !f(n) {
		return
	}
	for _, k := range n.kids {
		k.walk(f)
	}
}
