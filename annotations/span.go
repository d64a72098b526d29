package annotations

import (
	"cmp"
	"errors"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// ErrSpan says that a span does not lie in its text.
var ErrSpan = errors.New("span outside the text")

// Span is a half-open interval [Start,End) of code points. A span of an
// annotation is never empty.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the length in code points.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether no code point lies in s.
func (s Span) Empty() bool { return s.End <= s.Start }

// Overlaps reports whether s and o share a code point. Touching spans do not,
// and an empty span has none to share.
func (s Span) Overlaps(o Span) bool { return max(s.Start, o.Start) < min(s.End, o.End) }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Has reports whether the code point at p lies in s.
func (s Span) Has(p int) bool { return s.Start <= p && p < s.End }

// Clamp returns the part of s that lies within o; when there is none it is
// empty, and lies at the end of o that is nearer.
func (s Span) Clamp(o Span) Span {
	start := max(o.Start, min(s.Start, o.End))
	return Span{start, max(start, min(s.End, o.End))}
}

// String formats s as "[12,40)".
func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s.Start, s.End) }

// In returns an error wrapping [ErrSpan] unless s is a non-empty span of t.
func (s Span) In(t Text) error {
	if s.Start < 0 || s.Empty() || s.End > t.Points() {
		return fmt.Errorf("%v of %d code points: %w", s, t.Points(), ErrSpan)
	}
	return nil
}

// CompareSpans orders by start, then longer first, so that an enclosing span
// comes before what it encloses.
func CompareSpans(a, b Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
}

// Trim returns s without white space at its ends; it is empty when s is
// nothing but white space. Non-breaking spaces count as white space.
func (t Text) Trim(s Span) Span {
	s = s.Clamp(t.All())
	a, b := t.PointToByte(s.Start), t.PointToByte(s.End)
	for a < b {
		r, n := utf8.DecodeRuneInString(t.s[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		a, s.Start = a+n, s.Start+1
	}
	for a < b {
		r, n := utf8.DecodeLastRuneInString(t.s[a:b])
		if !unicode.IsSpace(r) {
			break
		}
		b, s.End = b-n, s.End-1
	}
	return s
}
