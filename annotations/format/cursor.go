package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// cursor walks JSON that [scan] has let pass. Values of another type than asked
// for are skipped and noted; nothing it meets stops it but its step function.
//
// It is there because encoding/json takes "Text" for "text", cannot say where
// a value stood, and is ten times slower in a browser.
type cursor struct {
	b     []byte
	i     int
	trail []crumb // where i is
	odd   []Entry // values that were not what they should be
	names map[string]string
	step  Step
	next  int   // where step is due
	err   error // of step
}

// crumb is one step of a path: a name, or an index when the name is nil.
type crumb struct {
	name  []byte
	index int
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// path is a JSON pointer (RFC 6901) to the value at c.i; "" is everything.
func (c *cursor) path() string {
	var b strings.Builder
	for _, t := range c.trail {
		b.WriteByte('/')
		if t.name == nil {
			b.WriteString(strconv.Itoa(t.index))
		} else {
			b.WriteString(pointerEscapes.Replace(string(t.name)))
		}
	}
	return b.String()
}

func (c *cursor) space() { c.i = blank(c.b, c.i) }

// kind is the first byte of the value: one of { [ " t f n - 0 … 9.
func (c *cursor) kind() byte {
	c.space()
	return c.b[c.i]
}

// object yields the names of an object; the loop's body reads the value or
// leaves it. After a break the cursor must not be used any more.
func (c *cursor) object(yield func(name []byte) bool) {
	if c.kind() != '{' {
		c.wrong("an object")
		return
	}
	for c.i++; c.kind() != '}'; {
		if c.b[c.i] == ',' {
			c.i++
			c.space()
		}
		from := c.i
		c.skipString()
		name := unquote(c.b[from:c.i])
		c.space()
		c.i++ // the colon
		if !c.inside(crumb{name: name}, func() bool { return yield(name) }) {
			return
		}
	}
	c.i++
}

// each yields the index of every item of an array; a value that is no array
// counts as an array of itself, and null as an empty one. After a break the
// cursor must not be used any more.
func (c *cursor) each(yield func(int) bool) {
	switch c.kind() {
	case 'n':
		c.skip()
		return
	case '[':
	default:
		yield(0)
		return
	}
	n := 0
	for c.i++; c.kind() != ']'; n++ {
		if c.b[c.i] == ',' {
			c.i++
		}
		if !c.inside(crumb{index: n}, func() bool { return yield(n) }) {
			return
		}
	}
	c.i++
}

// inside runs f for a value and sees to it that all of the value is read. It
// returns false when f did or the step function wants to stop.
func (c *cursor) inside(t crumb, f func() bool) bool {
	c.space()
	from := c.i
	c.tick()
	if c.err != nil {
		return false
	}
	c.trail = append(c.trail, t)
	more := f()
	c.trail = c.trail[:len(c.trail)-1]
	if c.i == from {
		c.skip()
	}
	return more && c.err == nil
}

func (c *cursor) tick() {
	if c.step == nil || c.err != nil || c.i < c.next {
		return
	}
	c.next = c.i + stride
	if err := c.step(c.i, len(c.b)); err != nil {
		c.err = fmt.Errorf("stopped: %w", err)
	}
}

// wrong notes that the value is not what it should be, and skips it. Null is
// nothing and not wrong.
func (c *cursor) wrong(want string) {
	if c.kind() != 'n' {
		c.odd = append(c.odd, Entry{Path: c.path(), What: "not " + want + "; left out"})
	}
	c.skip()
}

// text reads a string; anything else is "".
func (c *cursor) text() string { return string(c.bytes()) }

// name is text that is probably one of few, kept once.
func (c *cursor) name() string {
	b := c.bytes()
	if s, ok := c.names[string(b)]; ok {
		return s
	}
	if c.names == nil {
		c.names = map[string]string{}
	}
	s := string(b)
	if len(c.names) < 4096 {
		c.names[s] = s
	}
	return s
}

func (c *cursor) bytes() []byte {
	if c.kind() != '"' {
		c.wrong("text")
		return nil
	}
	from := c.i
	c.skipString()
	return unquote(c.b[from:c.i])
}

// texts reads an array of strings, or one string.
func (c *cursor) texts() (out []string) {
	for range c.each {
		out = append(out, c.text())
	}
	return out
}

// flag reads true; anything else is false.
func (c *cursor) flag() bool {
	switch c.kind() {
	case 't', 'f':
		yes := c.b[c.i] == 't'
		c.skip()
		return yes
	}
	c.wrong("true or false")
	return false
}

// number reads a whole number, also when it is written as 13.0 or 1e3.
func (c *cursor) number() (int, bool) {
	if k := c.kind(); k != '-' && (k < '0' || k > '9') {
		c.wrong("a number")
		return 0, false
	}
	s := string(c.raw())
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int(f), true
}

// raw reads any value as it is written.
func (c *cursor) raw() []byte {
	c.space()
	from := c.i
	c.skip()
	return c.b[from:c.i]
}

// compact reads any value without white space. What is nested deeper than a
// writer may nest it is left out, and noted.
func (c *cursor) compact() json.RawMessage {
	from := c.i
	raw := c.raw()
	if depth(raw) > maxForeignDepth {
		c.i = from
		c.wrong("something that can be kept, being nested too deep")
		return nil
	}
	var out bytes.Buffer
	if err := json.Compact(&out, raw); err != nil {
		panic("internal error: what was scanned does not compact: " + err.Error())
	}
	return out.Bytes()
}

// maxForeignDepth is how deep a value of another tool may be nested: it must
// fit into a file of ours, deeper within than where it was found.
const maxForeignDepth = 48

// depth is how many brackets of valid JSON lie within each other.
func depth(b []byte) int {
	c, most, now := cursor{b: b}, 0, 0
	for c.i < len(b) {
		switch b[c.i] {
		case '"':
			c.skipString()
			continue
		case '{', '[':
			now++
			most = max(most, now)
		case '}', ']':
			now--
		}
		c.i++
	}
	return most
}

// skip passes over any value, however deep.
func (c *cursor) skip() {
	deep := 0
	for c.space(); c.i < len(c.b); {
		switch c.b[c.i] {
		case '"':
			c.skipString()
		case '{', '[':
			deep++
			c.i++
			continue
		case '}', ']':
			deep--
			c.i++
		case ',', ':', ' ', '\n', '\r', '\t':
			c.i++
			continue
		default:
			c.skipWord()
		}
		if deep == 0 {
			return
		}
	}
}

func (c *cursor) skipWord() {
	for c.i < len(c.b) && bytes.IndexByte([]byte(",:]} \n\r\t"), c.b[c.i]) < 0 {
		c.i++
	}
}

func (c *cursor) skipString() {
	b, i := c.b, c.i+1
	for b[i] != '"' {
		if b[i] == '\\' {
			i++
		}
		i++
	}
	c.i = i + 1
}
