package review

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"gloss/annotations"
)

// rules is the version of the grouping: other rules make other cases.
const rules = "1"

// derived makes an id from what it identifies, the same one for everybody. The
// form is a UUID of version 8 (RFC 9562, 5.8) with the beginning of a SHA-256.
func derived(parts ...string) string {
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

func caseID(document string, level int, judged []annotations.Seen) string {
	parts := []string{"case", rules, document, strconv.Itoa(level)}
	for _, s := range judged {
		parts = append(parts, s.ID)
	}
	return derived(parts...)
}

// decisionID is that of a reviewer on a case: they have one, and change it, on
// whatever device.
func decisionID(c, reviewer string) string { return derived("decision", c, reviewer) }

// autoID is that of the automatic decision on exactly these versions: whoever
// makes it makes the same record.
func autoID(c *Case) string {
	parts := []string{"auto", c.ID}
	for _, s := range c.judged() {
		parts = append(parts, s.ID, s.Version.String())
	}
	return derived(parts...)
}

func sortSeen(list []annotations.Seen) {
	slices.SortFunc(list, func(a, b annotations.Seen) int { return cmp.Compare(a.ID, b.ID) })
}
