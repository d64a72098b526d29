package annotations

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

// ErrText says that a string cannot be a [Text].
var ErrText = errors.New("not a canonical text")

// stride is how many code points lie between two checkpoints of a [Text]: a
// conversion scans at most this many, and the table costs 16 bytes for each
// stride (8 KB for a megabyte of text).
const stride = 128

// Text is an immutable text and the only converter between the three units of
// length: code points (ours, W3C's, Python's), UTF-16 code units (the DOM's)
// and bytes (Go's). The zero Text is empty.
//
// A Text is valid UTF-8 with LF line ends, without a byte order mark and
// without NUL. It is never Unicode-normalised: what was read is what is kept.
type Text struct {
	s      string
	points int
	units  int
	marks  []checkpoint // marks[i] is where code point i*stride begins; nil when s is ASCII
}

type checkpoint struct{ byteAt, unitAt int }

// NewText makes a Text of s. It returns an error wrapping [ErrText] when s is
// not valid UTF-8, holds a carriage return or NUL, or begins with U+FEFF.
func NewText(s string) (Text, error) {
	switch {
	case !utf8.ValidString(s):
		return Text{}, fmt.Errorf("%w: invalid UTF-8", ErrText)
	case strings.ContainsRune(s, '\r'):
		return Text{}, fmt.Errorf("%w: carriage return", ErrText)
	case strings.ContainsRune(s, 0):
		return Text{}, fmt.Errorf("%w: NUL character", ErrText)
	case strings.HasPrefix(s, "\ufeff"):
		return Text{}, fmt.Errorf("%w: byte order mark", ErrText)
	}
	t := Text{s: s, points: utf8.RuneCountInString(s)}
	if t.points == len(s) {
		t.units = len(s)
		return t, nil
	}
	t.marks = make([]checkpoint, 0, t.points/stride+1)
	point := 0
	for i, r := range s {
		if point%stride == 0 {
			t.marks = append(t.marks, checkpoint{i, t.units})
		}
		t.units += unitLen(r)
		point++
	}
	return t, nil
}

// unitLen is the number of UTF-16 code units of r.
func unitLen(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// String returns the text itself.
func (t Text) String() string { return t.s }

// Points returns the length in code points.
func (t Text) Points() int { return t.points }

// Units returns the length in UTF-16 code units.
func (t Text) Units() int { return t.units }

// ID returns the lower-case hexadecimal SHA-256 of the UTF-8 bytes: the
// identity of a document. Two files speak of the same text exactly when their
// ids are equal.
func (t Text) ID() string {
	sum := sha256.Sum256([]byte(t.s))
	return hex.EncodeToString(sum[:])
}

// All returns the span of the whole text.
func (t Text) All() Span { return Span{0, t.points} }

// PointToByte converts a code point offset to a byte offset. Offsets outside
// the text are clamped to it.
func (t Text) PointToByte(p int) int {
	b, _ := t.locate(p)
	return b
}

// PointToUnit converts a code point offset to a UTF-16 offset. Offsets outside
// the text are clamped to it.
func (t Text) PointToUnit(p int) int {
	_, u := t.locate(p)
	return u
}

func (t Text) locate(p int) (byteAt, unitAt int) {
	p = max(0, min(p, t.points))
	if t.marks == nil {
		return p, p
	}
	if p == t.points {
		return len(t.s), t.units
	}
	m := t.marks[p/stride]
	byteAt, unitAt = m.byteAt, m.unitAt
	for range p % stride {
		if t.s[byteAt] < utf8.RuneSelf {
			byteAt++
			unitAt++
			continue
		}
		r, n := utf8.DecodeRuneInString(t.s[byteAt:])
		byteAt += n
		unitAt += unitLen(r)
	}
	return byteAt, unitAt
}

// ByteToPoint converts a byte offset to a code point offset. An offset inside
// a character rounds down to its start; offsets outside the text are clamped.
func (t Text) ByteToPoint(b int) int {
	b = max(0, min(b, len(t.s)))
	if t.marks == nil {
		return b
	}
	i := sort.Search(len(t.marks), func(i int) bool { return t.marks[i].byteAt > b }) - 1
	at, point := t.marks[i].byteAt, i*stride
	for at < b {
		_, n := utf8.DecodeRuneInString(t.s[at:])
		if at += n; at > b {
			break
		}
		point++
	}
	return point
}

// UnitToPoint converts a UTF-16 offset to a code point offset. An offset
// inside a surrogate pair rounds down to the start of the pair; offsets
// outside the text are clamped.
func (t Text) UnitToPoint(u int) int {
	u = max(0, min(u, t.units))
	if t.marks == nil {
		return u
	}
	i := sort.Search(len(t.marks), func(i int) bool { return t.marks[i].unitAt > u }) - 1
	m, point := t.marks[i], i*stride
	for m.unitAt < u {
		r, n := utf8.DecodeRuneInString(t.s[m.byteAt:])
		if m.unitAt += unitLen(r); m.unitAt > u {
			break
		}
		m.byteAt += n
		point++
	}
	return point
}

// Slice returns the text of s, clamped to the text.
func (t Text) Slice(s Span) string {
	a, b := t.PointToByte(s.Start), t.PointToByte(s.End)
	if a >= b {
		return ""
	}
	return t.s[a:b]
}

// contextPoints is how many code points of context a quote keeps on each side
// (FORMATS: prefix and suffix of a W3C TextQuoteSelector).
const contextPoints = 32

// Quote describes s by its words: the exact text and up to 32 code points
// before and after it.
func (t Text) Quote(s Span) Quote {
	return Quote{
		Exact:  t.Slice(s),
		Prefix: t.Slice(Span{max(0, s.Start-contextPoints), s.Start}),
		Suffix: t.Slice(Span{s.End, min(t.points, s.End+contextPoints)}),
	}
}

// Canonical turns s into what a [Text] accepts: leading byte order marks are
// dropped and CRLF and lone CR become LF. Nothing else changes; s that is not
// valid UTF-8 or holds NUL stays so and is refused by [NewText].
func Canonical(s string) string {
	s = strings.TrimLeft(s, "\ufeff") // files joined together may begin with several
	if !strings.ContainsRune(s, '\r') {
		return s
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}
