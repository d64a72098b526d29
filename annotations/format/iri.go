package format

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"unicode/utf8"
)

// Names of our own. They are names and lead nowhere: no web address is made up.
const (
	textPrefix = "urn:x-gloss:text:" // and the SHA-256 of a document's text
	idPrefix   = "urn:x-gloss:id:"   // and an id that is no IRI, percent-encoded
)

// iri turns an id of the domain into an IRI, as W3C wants every id to be; toID
// turns it back.
func iri(id string) string {
	switch {
	case isUUID(id):
		return id
	case isDigest(id):
		return textPrefix + id
	case isIRI(id) && !strings.HasPrefix(id, idPrefix) && !strings.HasPrefix(id, textPrefix):
		return id
	}
	return idPrefix + url.PathEscape(id)
}

func toID(iri string) string {
	if hex, ok := strings.CutPrefix(iri, textPrefix); ok && isDigest(hex) {
		return hex
	}
	if escaped, ok := strings.CutPrefix(iri, idPrefix); ok {
		if id, err := url.PathUnescape(escaped); err == nil && id != "" && utf8.ValidString(id) {
			return id
		}
	}
	return iri
}

func isDigest(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// isUUID knows the usual id without taking it apart.
func isUUID(s string) bool {
	hex, ok := strings.CutPrefix(s, "urn:uuid:")
	return ok && len(hex) == 36 && strings.Trim(hex, "0123456789abcdef-") == ""
}

// isIRI reports whether s has a scheme and no character that RFC 3987 forbids.
func isIRI(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || rest == "" || !isScheme(scheme) {
		return false
	}
	for i, c := range s {
		if c <= ' ' || c == 0x7f || strings.ContainsRune("<>\"{}|\\^`", c) {
			return false
		}
		if c == '%' && (len(s) < i+3 || !isHex(s[i+1]) || !isHex(s[i+2])) {
			return false
		}
	}
	_, err := url.Parse(s)
	return err == nil
}

func isScheme(s string) bool {
	for i, c := range []byte(s) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || !isHex(c) && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// mint makes an id from what it is to identify: the same content gets the same
// id whoever reads it, and reading a file twice makes nothing twice. The form
// is a UUID of version 8 (RFC 9562, 5.8) with the beginning of a SHA-256.
func mint(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	b := h.Sum(nil)[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	s := hex.EncodeToString(b)
	return "urn:uuid:" + s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
