package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// encoder appends JSON in one canonical form: two spaces a level, or none at
// all; nothing is escaped that need not be. It remembers its first error.
type encoder struct {
	b     []byte
	flat  bool   // on one line, without white space
	deep  int    // open brackets
	empty bool   // nothing is in the innermost bracket yet
	now   string // what is being written, for errors
	err   error
}

func (e *encoder) fail(err error) { e.refuse(fmt.Errorf("%s: %w", e.now, err)) }

// refuse is fail with an error that says itself what it is about.
func (e *encoder) refuse(err error) {
	if e.err == nil && err != nil {
		e.err = err
	}
}

func (e *encoder) open(c byte) {
	e.b = append(e.b, c)
	e.deep++
	e.empty = true
}

func (e *encoder) close(c byte) {
	e.deep--
	if !e.empty {
		e.line()
	}
	e.b = append(e.b, c)
	e.empty = false
}

const blanks = "                                                                                                    "

func (e *encoder) line() {
	if e.flat {
		return
	}
	e.b = append(e.b, '\n')
	e.b = append(e.b, blanks[:min(2*e.deep, len(blanks))]...)
}

// item begins the next item of an array.
func (e *encoder) item() {
	if !e.empty {
		e.b = append(e.b, ',')
	}
	e.empty = false
	e.line()
}

// key begins the next member of an object.
func (e *encoder) key(k string) {
	e.item()
	from := len(e.b)
	e.string(k)
	if len(e.b)-from > maxKey {
		e.fail(fmt.Errorf("%w: the name %.40q has %d bytes", ErrLimit, k, len(k)))
	}
	e.b = append(e.b, ':')
	if !e.flat {
		e.b = append(e.b, ' ')
	}
}

// object writes a member that is an object, array one that is an array.
func (e *encoder) object(k string, f func()) {
	e.key(k)
	e.open('{')
	f()
	e.close('}')
}

func (e *encoder) array(k string, f func()) {
	e.key(k)
	e.open('[')
	f()
	e.close(']')
}

// text writes a member that is a string; nothing when it is "".
func (e *encoder) text(k, v string) {
	if v != "" {
		e.always(k, v)
	}
}

// always writes a member that is a string, "" too.
func (e *encoder) always(k, v string) {
	e.key(k)
	e.string(v)
}

func (e *encoder) number(k string, n int) {
	e.key(k)
	e.b = strconv.AppendInt(e.b, int64(n), 10)
}

// flag writes a member that is true; nothing when it is false.
func (e *encoder) flag(k string, v bool) {
	if v {
		e.bool(k, v)
	}
}

func (e *encoder) bool(k string, v bool) {
	e.key(k)
	e.b = strconv.AppendBool(e.b, v)
}

// texts writes a member that is an array of strings; nothing when it is empty.
func (e *encoder) texts(k string, vs []string) {
	if len(vs) > 0 {
		e.array(k, func() { e.items(vs) })
	}
}

func (e *encoder) items(vs []string) {
	for _, v := range vs {
		e.item()
		e.string(v)
	}
}

// string appends s as a JSON string. HTML is not escaped: article text stays
// readable.
func (e *encoder) string(s string) {
	if !utf8.ValidString(s) {
		e.fail(fmt.Errorf("%w: %.40q", ErrEncoding, s))
		return
	}
	start, from := len(e.b), 0
	e.b = append(e.b, '"')
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			e.b = append(e.b, s[from:i]...)
			e.escape(c)
			from = i + 1
		}
	}
	e.b = append(e.b, s[from:]...)
	e.b = append(e.b, '"')
	if len(e.b)-start > maxString {
		e.fail(fmt.Errorf("%w: %d MB of text in one piece", ErrLimit, len(s)>>20))
	}
}

func (e *encoder) escape(c byte) {
	const hex = "0123456789abcdef"
	switch c {
	case '"', '\\':
		e.b = append(e.b, '\\', c)
	case '\n':
		e.b = append(e.b, '\\', 'n')
	case '\t':
		e.b = append(e.b, '\\', 't')
	case '\r':
		e.b = append(e.b, '\\', 'r')
	default:
		e.b = append(e.b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
	}
}

// raw writes a member that is JSON already.
func (e *encoder) raw(k string, v json.RawMessage) {
	e.key(k)
	var out bytes.Buffer
	err := error(nil)
	if e.flat {
		err = json.Compact(&out, v)
	} else {
		err = json.Indent(&out, v, blanks[:min(2*e.deep, len(blanks))], "  ")
	}
	if err != nil {
		e.fail(fmt.Errorf("%w: %v", ErrSyntax, err))
	}
	e.b = append(e.b, out.Bytes()...)
}
