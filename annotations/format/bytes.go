package format

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// maxBytes is the largest file that is read or written: beyond it a browser
// tab on a phone runs out of memory before it has decoded anything.
const maxBytes = 64 << 20

// larger is how many times more is read and written of a project file on a
// machine that is not a phone.
const larger = 64

var (
	// ErrEncoding says that bytes are not text in UTF-8 or UTF-16.
	ErrEncoding = errors.New("not UTF-8 text")
	// ErrSyntax says that text is not JSON.
	ErrSyntax = errors.New("not valid JSON")
	// ErrLimit says that a file is larger or deeper than any Gloss writes.
	ErrLimit = errors.New("beyond what is read")
)

// FileError is a fault in a file at a place: line and column count from 1, the
// column in code points.
type FileError struct {
	Line, Column int
	Err          error
}

// Error formats e as "line 3, column 7: …".
func (e *FileError) Error() string {
	return fmt.Sprintf("line %d, column %d: %v", e.Line, e.Column, e.Err)
}

// Unwrap returns the fault without its place.
func (e *FileError) Unwrap() error { return e.Err }

// errorAt says where in b the byte offset i is.
func errorAt(b []byte, i int, err error) error {
	before := b[:min(i, len(b))]
	line := bytes.Count(before, []byte{'\n'}) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return &FileError{line, column, err}
}

// toUTF8 returns the text of a file as UTF-8 without a byte order mark. UTF-16
// is known by its mark; anything else that is not UTF-8 is refused, since
// guessing an encoding would move every offset.
func toUTF8(b []byte) ([]byte, error) { return decoded(b, 1) }

// decoded is [toUTF8] with a limit that is so many times as high.
func decoded(b []byte, times int) ([]byte, error) {
	if most := times * maxBytes; len(b) > most {
		return nil, fmt.Errorf("%w: the file has %d MB, the most is %d", ErrLimit, len(b)>>20, most>>20)
	}
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}):
		return fromUTF16(b[2:], func(x, y byte) uint16 { return uint16(y)<<8 | uint16(x) })
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}):
		return fromUTF16(b[2:], func(x, y byte) uint16 { return uint16(x)<<8 | uint16(y) })
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) {
		return nil, errorAt(b, invalidAt(b), ErrEncoding)
	}
	return b, nil
}

func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n < 2 {
			return i
		}
		i += n
	}
	return len(b)
}

func fromUTF16(b []byte, unit func(x, y byte) uint16) ([]byte, error) {
	if len(b)%2 != 0 {
		return nil, fmt.Errorf("%w: UTF-16 with half a character at its end", ErrEncoding)
	}
	out := make([]byte, 0, len(b)/2+len(b)/8)
	for i := 0; i < len(b); i += 2 {
		r := rune(unit(b[i], b[i+1]))
		if utf16.IsSurrogate(r) {
			if i+3 >= len(b) {
				return nil, errorAt(out, len(out), fmt.Errorf("%w: half of a surrogate pair", ErrEncoding))
			}
			if r = utf16.DecodeRune(r, rune(unit(b[i+2], b[i+3]))); r == utf8.RuneError {
				return nil, errorAt(out, len(out), fmt.Errorf("%w: half of a surrogate pair", ErrEncoding))
			}
			i += 2
		}
		out = utf8.AppendRune(out, r)
	}
	return slices.Clip(out), nil
}
