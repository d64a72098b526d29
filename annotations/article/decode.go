package article

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"gloss/annotations"
)

// headBytes is how much of a file is looked at to find out what it is.
const headBytes = 4096

// decode makes valid UTF-8 without NUL of data, without its byte order mark but
// with its line ends, and tells what data was. The encoding is told by a byte
// order mark; else it is UTF-8 if data is valid UTF-8; else UTF-16 if data can
// be nothing else; else, for HTML, what the page declares. Nothing is guessed
// for 8-bit text, since every guess would be as valid as the next.
func decode(name string, data []byte, o Options) (string, annotations.RawText, error) {
	var raw annotations.RawText
	if len(data) > MaxBytes {
		return "", raw, whole(TooLarge, "")
	}
	if what := foreign(data); what != "" {
		return "", raw, whole(Binary, what)
	}
	s, err := raw8or16(name, data, o, &raw)
	if err != nil {
		return "", raw, err
	}
	if at := control(s); at >= 0 {
		return "", raw, &Error{Binary, at, ""}
	}
	raw.Newlines = newlines(s)
	if raw.Format = o.Format; raw.Format == "" {
		raw.Format = formatOf(name, s[:min(len(s), headBytes)])
	}
	return s, raw, nil
}

func raw8or16(name string, data []byte, o Options, raw *annotations.RawText) (string, error) {
	rest, encoding := bom(data)
	raw.BOM, raw.Encoding = encoding != "", encoding
	if encoding == "" {
		raw.Encoding = guess(data)
	}
	switch raw.Encoding {
	case "utf-16le":
		return utf16ToString(rest, binary.LittleEndian, len(data)-len(rest))
	case "utf-16be":
		return utf16ToString(rest, binary.BigEndian, len(data)-len(rest))
	case "utf-32":
		return "", whole(Encoding, "utf-32")
	}
	s, err := eightBit(name, rest, o, raw)
	if err != nil && err.Offset >= 0 {
		err.Offset += len(data) - len(rest)
	}
	return s, err.orNil()
}

// bom cuts a byte order mark off and names the encoding it tells.
func bom(data []byte) (rest []byte, encoding string) {
	for _, b := range []struct{ mark, encoding string }{
		{"\xef\xbb\xbf", "utf-8"},
		{"\xff\xfe\x00\x00", "utf-32"},
		{"\x00\x00\xfe\xff", "utf-32"},
		{"\xff\xfe", "utf-16le"},
		{"\xfe\xff", "utf-16be"},
	} {
		if rest, ok := bytes.CutPrefix(data, []byte(b.mark)); ok {
			return rest, b.encoding
		}
	}
	return data, ""
}

// guess recognises UTF-16 without a byte order mark: only where bytes hold NUL,
// which no other text does, and one byte order gives a plausible text and the
// other does not.
func guess(data []byte) string {
	if len(data)%2 != 0 || !bytes.Contains(data[:min(len(data), headBytes)], []byte{0}) {
		return "utf-8"
	}
	little, big := plausible(data, binary.LittleEndian), plausible(data, binary.BigEndian)
	switch {
	case little && !big:
		return "utf-16le"
	case big && !little:
		return "utf-16be"
	}
	return "utf-8"
}

// plausible reports whether the head of data is UTF-16 as people write it:
// nothing but letters, digits, punctuation, symbols and white space, and white
// space or ASCII among them.
func plausible(data []byte, order binary.ByteOrder) bool {
	units := make([]uint16, 0, headBytes/2)
	for i := 0; i+1 < min(len(data), headBytes); i += 2 {
		units = append(units, order.Uint16(data[i:]))
	}
	ascii, odd := 0, 0
	for _, r := range utf16.Decode(units) {
		switch {
		case r == ' ' || r == '\n' || r == '\r' || r == '\t' || r > ' ' && r < 0x7f:
			ascii++
		case r == utf8.RuneError || !unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r):
			odd++
		}
	}
	// A surrogate pair may be cut by the end of the head: one is forgiven there.
	return ascii > 0 && (odd == 0 || odd == 1 && len(data) > headBytes)
}

// utf16ToString decodes UTF-16. An odd length and surrogates that are not pairs
// are errors; at is where rest begins in the file.
func utf16ToString(rest []byte, order binary.ByteOrder, at int) (string, error) {
	if len(rest)%2 != 0 {
		return "", &Error{Encoding, at + len(rest) - 1, ""}
	}
	var b strings.Builder
	b.Grow(len(rest))
	for i := 0; i < len(rest); i += 2 {
		r := rune(order.Uint16(rest[i:]))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+3 < len(rest) {
				low = rune(order.Uint16(rest[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				return "", &Error{Encoding, at + i, ""}
			}
			i += 2
		}
		if r == 0 {
			return "", &Error{Binary, at + i, ""}
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

func eightBit(name string, rest []byte, o Options, raw *annotations.RawText) (string, *Error) {
	if i := bytes.IndexByte(rest, 0); i >= 0 {
		return "", &Error{Binary, i, ""}
	}
	declared := ""
	if o.Format == FormatHTML || o.Format == "" && formatOf(name, string(rest[:min(len(rest), headBytes)])) == FormatHTML {
		declared = charset(rest)
	}
	bad := invalid(rest)
	if bad < 0 && !strings.HasPrefix(declared, "iso-2022") && declared != "utf-7" && declared != "hz-gb-2312" {
		raw.Encoding = "utf-8"
		return string(rest), nil
	}
	if o.Encoding != "" {
		declared = o.Encoding
	}
	if latin1[declared] && !raw.BOM {
		raw.Encoding = "windows-1252"
		return windows1252ToString(rest), nil
	}
	if declared == "utf8" || declared == "utf-8" {
		declared = ""
	}
	return "", &Error{Encoding, bad, declared}
}

// invalid is the offset of the first byte that is not UTF-8, or -1.
func invalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	at := 0
	for at < len(b) {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return at
}

// control is the offset of what makes s no text, or -1: more than a few C0
// controls other than white space and escape among its first characters.
func control(s string) int {
	s = s[:min(len(s), headBytes)]
	first, n := -1, 0
	for i := range len(s) {
		if c := s[i]; c < ' ' && !strings.ContainsRune("\t\n\r\f\v\x1b", rune(c)) {
			n++
			if first < 0 {
				first = i
			}
		}
	}
	if n > 4 && n > len(s)/50 {
		return first
	}
	return -1
}

// newlines names the line ends of s; "" when it has none.
func newlines(s string) string {
	crlf := strings.Count(s, "\r\n")
	lf, cr := strings.Count(s, "\n")-crlf, strings.Count(s, "\r")-crlf
	switch {
	case crlf+lf+cr == 0:
		return ""
	case lf+cr == 0:
		return "crlf"
	case crlf+cr == 0:
		return "lf"
	case crlf+lf == 0:
		return "cr"
	}
	return "mixed"
}
