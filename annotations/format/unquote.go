package format

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// unquote returns the characters of a JSON string that has been scanned; b
// itself, without the quotes, when nothing is escaped.
func unquote(b []byte) []byte {
	b = b[1 : len(b)-1]
	i := bytes.IndexByte(b, '\\')
	if i < 0 {
		return b
	}
	out := append(make([]byte, 0, len(b)), b[:i]...)
	for i < len(b) {
		if b[i] != '\\' {
			out = append(out, b[i])
			i++
			continue
		}
		var n int
		out, n = unescape(out, b[i+1:])
		i += 1 + n
	}
	return out
}

// unescape appends what the escape after a backslash stands for and returns
// how many bytes it has.
func unescape(out, b []byte) ([]byte, int) {
	switch b[0] {
	case 'u':
		r := hex4(b[1:])
		if utf16.IsSurrogate(r) {
			return utf8.AppendRune(out, utf16.DecodeRune(r, hex4(b[7:]))), 11
		}
		return utf8.AppendRune(out, r), 5
	case 'b':
		return append(out, '\b'), 1
	case 'f':
		return append(out, '\f'), 1
	case 'n':
		return append(out, '\n'), 1
	case 'r':
		return append(out, '\r'), 1
	case 't':
		return append(out, '\t'), 1
	}
	return append(out, b[0]), 1
}

// hex4 is the number of four hexadecimal digits, -1 when there are not four.
func hex4(b []byte) rune {
	if len(b) < 4 {
		return -1
	}
	var r rune
	for _, c := range b[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}
