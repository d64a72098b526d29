package format

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits of what is read. A project of 10,000 annotations has 8 MB, depth 9,
// arrays of 10,000 and half a million values.
const (
	maxDepth  = 64       // brackets within brackets
	maxItems  = 500_000  // of one array
	maxKeys   = 10_000   // of one object
	maxValues = 8 << 20  // of a file
	maxString = 16 << 20 // bytes of one string, as written
	maxKey    = 4096     // bytes of a name, as written
	maxNumber = 64       // bytes of a number
)

// stride is how many bytes lie between two calls of a step function.
const stride = 64 << 10

// Step is called about every 64 KB of work with how much is done of how much.
// An error it returns stops the work and is returned, wrapped.
type Step func(done, total int) error

// scan returns an error unless b, which is valid UTF-8, is one JSON text
// within the limits: without a name twice in one object, without half of a
// surrogate pair, and without NaN. What it lets pass a [cursor] can walk
// without looking for errors. It never recurses.
//
// encoding/json would take the last of two equal names, turn half a pair into
// U+FFFD and give up on NaN without saying what it is (FORMATS 1.3).
func scan(b []byte, step Step) error { return scanned(b, step, 1) }

// scanned is [scan] with so many times as many items and values.
func scanned(b []byte, step Step, times int) error {
	s := scanner{b: b, step: step, times: times}
	if err := s.document(); err != nil {
		if s.stopped {
			return err
		}
		return errorAt(b, s.i, err)
	}
	return nil
}

type scanner struct {
	b       []byte
	i       int
	open    []bracket
	keys    [][]byte // of all open objects
	values  int
	times   int // how much higher the limits are
	step    Step
	next    int // where step is due
	stopped bool
}

// bracket is an array or object that is not closed yet.
type bracket struct {
	object bool
	count  int
	keys   int             // where its names begin in scanner.keys
	seen   map[string]bool // its names, once they are many
}

func (s *scanner) document() error {
	for {
		closed, err := s.value()
		if err != nil {
			return err
		}
		if closed {
			if closed, err = s.after(); err != nil || closed {
				return err
			}
		}
	}
}

// value reads the beginning of a value; it reports whether it has read all of
// it, as it has not after a bracket that something follows.
func (s *scanner) value() (bool, error) {
	if err := s.tick(); err != nil {
		return false, err
	}
	s.space()
	switch c := s.peek(); {
	case c == '{' || c == '[':
		return s.push(c)
	case c == '"':
		return true, s.text(maxString)
	case c == '-' || '0' <= c && c <= '9':
		return true, s.number()
	}
	return true, s.word()
}

func (s *scanner) tick() error {
	if s.values++; s.values > s.times*maxValues {
		return fmt.Errorf("%w: more than %d values", ErrLimit, s.times*maxValues)
	}
	if s.step == nil || s.i < s.next {
		return nil
	}
	s.next = s.i + stride
	if err := s.step(s.i, len(s.b)); err != nil {
		s.stopped = true
		return fmt.Errorf("stopped: %w", err)
	}
	return nil
}

func (s *scanner) push(c byte) (bool, error) {
	if len(s.open) == maxDepth {
		return false, fmt.Errorf("%w: more than %d brackets within each other", ErrLimit, maxDepth)
	}
	s.i++
	s.open = append(s.open, bracket{object: c == '{', keys: len(s.keys)})
	s.space()
	if s.peek() == c+2 { // the closing bracket, in ASCII
		s.pop()
		return true, nil
	}
	return false, s.member()
}

func (s *scanner) pop() {
	s.i++
	s.keys = s.keys[:s.open[len(s.open)-1].keys]
	s.open = s.open[:len(s.open)-1]
}

// member counts the next item of the innermost bracket and reads its name.
func (s *scanner) member() error {
	f := &s.open[len(s.open)-1]
	f.count++
	if !f.object {
		if f.count > s.times*maxItems {
			return fmt.Errorf("%w: more than %d items in one array", ErrLimit, s.times*maxItems)
		}
		return nil
	}
	if f.count > maxKeys {
		return fmt.Errorf("%w: more than %d names in one object", ErrLimit, maxKeys)
	}
	s.space()
	if s.peek() != '"' {
		return s.unexpected("a name in quotes")
	}
	from := s.i
	if err := s.text(maxKey); err != nil {
		return err
	}
	if err := s.name(f, unquote(s.b[from:s.i])); err != nil {
		s.i = from
		return err
	}
	s.space()
	if s.peek() != ':' {
		return s.unexpected("a colon")
	}
	s.i++
	return nil
}

// many is the number of names from which a map is quicker than looking.
const many = 16

func (s *scanner) name(f *bracket, k []byte) error {
	twice := f.seen[string(k)]
	if f.seen == nil {
		for _, o := range s.keys[f.keys:] {
			twice = twice || bytes.Equal(o, k)
		}
	}
	if twice {
		return fmt.Errorf("%w: the name %.80q twice in one object", ErrSyntax, k)
	}
	s.keys = append(s.keys, k)
	if f.seen != nil {
		f.seen[string(k)] = true
	} else if f.count == many {
		f.seen = make(map[string]bool, 4*many)
		for _, o := range s.keys[f.keys:] {
			f.seen[string(o)] = true
		}
	}
	return nil
}

// after reads what follows a value, up to the next one; it reports whether the
// text has ended as it should.
func (s *scanner) after() (bool, error) {
	for len(s.open) > 0 {
		s.space()
		c := s.peek()
		object := s.open[len(s.open)-1].object
		switch {
		case c == ',':
			s.i++
			return false, s.member()
		case c == '}' && object, c == ']' && !object:
			s.pop()
		case object:
			return false, s.unexpected("a comma or }")
		default:
			return false, s.unexpected("a comma or ]")
		}
	}
	s.space()
	if s.i < len(s.b) {
		return false, s.unexpected("the end of the file")
	}
	return true, nil
}

// word reads true, false or null.
func (s *scanner) word() error {
	for _, w := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(s.b[s.i:], []byte(w)) {
			s.i += len(w)
			return nil
		}
	}
	for _, w := range []string{"NaN", "Infinity"} {
		if bytes.HasPrefix(s.b[s.i:], []byte(w)) {
			return fmt.Errorf("%w: %s is no number in JSON; Python writes it unless told allow_nan=False", ErrSyntax, w)
		}
	}
	return s.unexpected("a value")
}

func (s *scanner) number() error {
	from := s.i
	if s.peek() == '-' {
		s.i++
	}
	if bytes.HasPrefix(s.b[s.i:], []byte("Infinity")) {
		return s.word()
	}
	if s.peek() == '0' {
		s.i++
	} else if s.digits() == 0 {
		return s.unexpected("a digit")
	}
	if s.peek() == '.' {
		if s.i++; s.digits() == 0 {
			return s.unexpected("a digit")
		}
	}
	if c := s.peek(); c == 'e' || c == 'E' {
		s.i++
		if c := s.peek(); c == '+' || c == '-' {
			s.i++
		}
		if s.digits() == 0 {
			return s.unexpected("a digit")
		}
	}
	if s.i-from > maxNumber {
		return fmt.Errorf("%w: a number of %d digits", ErrLimit, s.i-from)
	}
	return nil
}

func (s *scanner) digits() int {
	from := s.i
	for c := s.peek(); '0' <= c && c <= '9'; c = s.peek() {
		s.i++
	}
	return s.i - from
}

// text reads a string, from quote to quote.
func (s *scanner) text(limit int) error {
	from := s.i
	for s.i++; ; s.i++ {
		s.i = plain(s.b, s.i)
		switch {
		case s.i == len(s.b):
			return fmt.Errorf("%w: the file ends inside a string", ErrSyntax)
		case s.b[s.i] == '"':
			s.i++
			if s.i-from > limit {
				return fmt.Errorf("%w: a string of %d bytes, the most here is %d", ErrLimit, s.i-from, limit)
			}
			return nil
		case s.b[s.i] == '\\':
			if err := s.escape(); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%w: a line break or control character inside a string", ErrSyntax)
		}
	}
}

// plain returns where the first byte at or after i is that is not simply part
// of a string. Most bytes of a file pass through here.
func plain(b []byte, i int) int {
	for i < len(b) && b[i] >= ' ' && b[i] != '"' && b[i] != '\\' {
		i++
	}
	return i
}

// escape reads an escape and leaves s.i at its last byte.
func (s *scanner) escape() error {
	if s.i++; s.i >= len(s.b) {
		return fmt.Errorf("%w: the file ends inside a string", ErrSyntax)
	}
	if s.b[s.i] != 'u' {
		if bytes.IndexByte([]byte(`"\/bfnrt`), s.b[s.i]) < 0 {
			return fmt.Errorf("%w: \\%c means nothing", ErrSyntax, rune(s.b[s.i]))
		}
		return nil
	}
	r := hex4(s.b[s.i+1:])
	if r < 0 {
		return fmt.Errorf("%w: \\u without four hexadecimal digits", ErrSyntax)
	}
	s.i += 4
	if !utf16.IsSurrogate(r) {
		return nil
	}
	if rest := s.b[s.i+1:]; bytes.HasPrefix(rest, []byte(`\u`)) && utf16.DecodeRune(r, hex4(rest[2:])) != utf8.RuneError {
		s.i += 6
		return nil
	}
	s.i -= len(`\u1234`) - 1
	return fmt.Errorf("%w: \\u%04x is half of a surrogate pair, not a character", ErrSyntax, r)
}

func (s *scanner) space() { s.i = blank(s.b, s.i) }

// blank returns where the first byte at or after i is that is no white space.
func blank(b []byte, i int) int {
	for i < len(b) && b[i] <= ' ' && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t') {
		i++
	}
	return i
}

// peek is the next byte, 0 at the end.
func (s *scanner) peek() byte {
	if s.i < len(s.b) {
		return s.b[s.i]
	}
	return 0
}

func (s *scanner) unexpected(want string) error {
	if s.i >= len(s.b) {
		return fmt.Errorf("%w: the file ends where %s should be", ErrSyntax, want)
	}
	r, _ := utf8.DecodeRune(s.b[s.i:])
	return fmt.Errorf("%w: %q where %s should be", ErrSyntax, r, want)
}
