package article

import (
	"bytes"
	"strings"
)

// latin1 holds the labels that mean windows-1252 (WHATWG Encoding, section
// 4.2): what declares itself Latin-1 or ASCII is decoded so by every browser.
var latin1 = map[string]bool{
	"windows-1252": true, "cp1252": true, "x-cp1252": true, "iso-8859-1": true, "iso8859-1": true,
	"iso_8859-1": true, "iso88591": true, "latin1": true, "l1": true, "cp819": true, "ibm819": true,
	"us-ascii": true, "ascii": true, "ansi_x3.4-1968": true,
}

// charset returns the lower-case label an HTML page declares in a meta element
// (or its XML declaration) near its beginning; "" when there is none.
func charset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), headBytes)])
	for i := 0; ; {
		j := bytes.Index(head[i:], []byte("<meta"))
		if j < 0 {
			break
		}
		i += j + len("<meta")
		tag, _, _ := bytes.Cut(head[i:], []byte(">"))
		if label := labelAfter(string(tag), "charset"); label != "" {
			return label
		}
	}
	if decl, _, ok := bytes.Cut(head, []byte("?>")); ok && bytes.HasPrefix(decl, []byte("<?xml")) {
		return labelAfter(string(decl), "encoding")
	}
	return ""
}

// labelAfter finds key = label in s, quoted or not.
func labelAfter(s, key string) string {
	_, s, ok := strings.Cut(s, key)
	if !ok {
		return ""
	}
	s, ok = strings.CutPrefix(strings.TrimLeft(s, " \t\r\n"), "=")
	if !ok {
		return ""
	}
	s = strings.TrimLeft(s, " \t\r\n\"'")
	if i := strings.IndexAny(s, " \t\r\n\"';/>"); i >= 0 {
		s = s[:i]
	}
	return s[:min(len(s), 40)]
}

// c1 are the characters of the bytes 0x80 to 0x9f in windows-1252. Five bytes
// mean nothing and stay control characters (WHATWG Encoding, index-windows-1252).
var c1 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

func windows1252ToString(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		r := rune(c)
		if c >= 0x80 && c < 0xa0 {
			r = c1[c-0x80]
		}
		b.WriteRune(r)
	}
	return b.String()
}
