package article

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// Limits of a page. Deeper elements are read as if they were not nested; real
// pages are some 30 deep. More nodes are refused; real pages have some 5,000.
const (
	maxDepth = 256
	maxNodes = 300_000
)

// builder makes a tree of the tokens of a page. It follows the parsing rules of
// HTML where they decide about the text (which end tags may be missing, what an
// end tag closes) and nowhere else: it does not move content out of tables, nor
// does it repeat formatting elements, whose number is not bounded by the size
// of the page (html.Parse does both).
type builder struct {
	z     *html.Tokenizer
	root  *node
	stack []frame
	deep  int // open elements beyond maxDepth
	nodes int
	link  int            // depth of the stack at which the open link began; 0 when there is none
	count map[string]int // of open elements, by tag
	body  bool
	facts pageFacts
}

// frame is an open element.
type frame struct {
	tag  string
	node *node // the innermost node around its content
	gone bool  // nothing in it is kept

	inline, scope bool // what displays and tableScope say of it
}

// parseHTML makes a tree of s in time linear in its length. The error is an
// [*Error] when there are too many nodes.
func parseHTML(s string) (*node, pageFacts, error) {
	root := &node{tag: "html"}
	b := &builder{z: html.NewTokenizer(strings.NewReader(s)), root: root, stack: []frame{{tag: "html", node: root}}, count: map[string]int{}}
	for {
		switch b.z.Next() {
		case html.ErrorToken:
			return root, b.facts, nil
		case html.TextToken:
			b.words(b.z.Text())
		case html.StartTagToken:
			b.start(false)
		case html.SelfClosingTagToken:
			b.start(true)
		case html.EndTagToken:
			name, _ := b.z.TagName()
			b.end(string(name))
		case html.CommentToken:
			b.facts.comment(b.z.Text())
		}
		if b.nodes > maxNodes {
			return nil, b.facts, whole(TooLarge, "a page of too many elements")
		}
	}
}

func (b *builder) top() *frame { return &b.stack[len(b.stack)-1] }

// words adds text to the innermost node.
func (b *builder) words(s []byte) {
	t := b.top()
	if t.gone && (t.tag != "head" || len(bytes.TrimSpace(s)) == 0) {
		b.facts.raw(t.tag, s)
		return
	}
	if t.gone {
		b.popTo(len(b.stack) - 1) // text that belongs to the body
		t = b.top()
	}
	linked := b.link > 0
	if k := len(t.node.kids); k > 0 && t.node.kids[k-1].tag == "" && t.node.kids[k-1].link == linked {
		t.node.kids[k-1].text = append(t.node.kids[k-1].text, s...)
		return
	}
	b.add(&node{text: bytes.Clone(s), link: linked})
}

func (b *builder) add(n *node) {
	n.up = b.top().node
	n.up.kids = append(n.up.kids, n)
	b.nodes++
}

// attributes reads the attributes that are looked at; of two alike the first
// counts.
func (b *builder) attributes(more bool) []attribute {
	var out []attribute
	for more {
		var key, value []byte
		key, value, more = b.z.TagAttr()
		if !keptAttrs[string(key)] {
			continue
		}
		if _, again := find(out, string(key)); !again {
			out = append(out, attribute{string(key), string(value)})
		}
	}
	return out
}

func (b *builder) start(selfClosing bool) {
	name, more := b.z.TagName()
	tag := string(name)
	attrs := b.attributes(more)
	if b.inForeign() {
		if !breakout[tag] {
			b.z.NextIsNotRawText()
			if nesting[tag] && !selfClosing {
				b.push(frame{tag: tag, gone: true})
			}
			return
		}
		for b.inForeign() {
			b.popTo(len(b.stack) - 1)
		}
	}
	b.facts.start(tag, attrs)
	b.imply(tag)
	b.open(tag, attrs)
	if selfClosing && (tag == "svg" || tag == "math") {
		b.popTo(len(b.stack) - 1)
	}
}

// inForeign reports whether the innermost element is of SVG or MathML.
func (b *builder) inForeign() bool {
	for i := len(b.stack) - 1; i > 0 && b.stack[i].gone; i-- {
		switch t := b.stack[i].tag; {
		case t == "svg" || t == "math":
			return true
		case t == "foreignobject" || displays[t] != inline:
			return false
		}
	}
	return false
}

// imply closes what the start tag of an element closes.
func (b *builder) imply(tag string) {
	if b.top().tag == "head" && !inHead[tag] {
		b.popTo(len(b.stack) - 1)
	}
	if c, ok := closes[tag]; ok {
		b.close(c.open, c.until)
	}
	if d := displays[tag]; (d == block || d == paragraph) && b.count["p"] > 0 {
		b.close(justP, tableScope)
	}
	if tag == "a" {
		b.end("a")
	}
	if headings[tag] && headings[b.top().tag] {
		b.popTo(len(b.stack) - 1)
	}
}

// close pops the outermost of the elements named that is open before one of
// those in until.
func (b *builder) close(names, until map[string]bool) {
	at := 0
	for i := len(b.stack) - 1; i > 0 && !until[b.stack[i].tag]; i-- {
		if names[b.stack[i].tag] {
			at = i
		}
	}
	if at > 0 {
		b.popTo(at)
	}
}

// open adds an element and, unless it is void, makes it the innermost.
func (b *builder) open(tag string, attrs []attribute) {
	f := frame{tag: tag, node: b.top().node, gone: b.top().gone}
	d := displays[tag]
	switch {
	case tag == "html" || tag == "body" && (f.gone || b.body):
		return
	case d == void:
		if !f.gone && tag == "br" {
			b.add(&node{tag: tag})
		}
		return
	case d == gone || hidden(tag, attrs):
		f.gone = true
	}
	if !f.gone && (d != inline || tag == "a" || len(attrs) > 0) {
		f.node = &node{tag: tag, attrs: attrs}
		b.add(f.node)
	}
	b.body = b.body || tag == "body"
	if b.push(f); tag == "a" && !f.gone && b.deep == 0 {
		if _, ok := find(attrs, "href"); ok {
			b.link = len(b.stack) - 1
		}
	}
}

// push opens an element. Beyond the greatest depth only what leaves nothing is
// opened, lest its content count as text.
func (b *builder) push(f frame) {
	if len(b.stack) >= maxDepth && (!f.gone || b.top().gone) {
		b.deep++
		return
	}
	b.count[f.tag]++
	f.inline, f.scope = displays[f.tag] == inline, tableScope[f.tag]
	b.stack = append(b.stack, f)
}

// popTo closes the elements of the stack from i on.
func (b *builder) popTo(i int) {
	for _, f := range b.stack[i:] {
		b.count[f.tag]--
	}
	b.stack = b.stack[:i]
	if b.link >= i {
		b.link = 0
	}
}

// end closes an element. An inline end tag reaches no further than the block it
// stands in, a block's no further than its table cell.
func (b *builder) end(tag string) {
	if b.deep > 0 && (!b.top().gone || b.top().tag != tag) {
		b.deep--
		return
	}
	switch tag {
	case "html", "body":
		return
	case "br":
		b.open("br", nil)
		return
	case "a":
		b.link = 0
	}
	if b.opened(tag) == 0 {
		return
	}
	small, part, heading := displays[tag] == inline, tableParts[tag], headings[tag]
	for i := len(b.stack) - 1; i > 0; i-- {
		switch f := &b.stack[i]; {
		case f.tag == tag || heading && headings[f.tag]:
			b.popTo(i)
			return
		case small && !f.inline && !f.gone, !small && !part && f.scope, part && f.tag == "table":
			return
		}
	}
}

// opened is how many open elements an end tag may close: that of a heading
// closes any heading.
func (b *builder) opened(tag string) int {
	n := b.count[tag]
	if headings[tag] {
		for h := range headings {
			n += b.count[h]
		}
	}
	return n
}
