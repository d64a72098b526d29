package format

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// member is one name of an object and what it holds.
type member struct {
	name  string
	value json.RawMessage
}

// membersOf takes an object apart, sorted by name, without white space.
func membersOf(raw json.RawMessage) ([]member, error) {
	if err := scan(raw, nil); err != nil {
		return nil, err
	}
	c := cursor{b: raw}
	var out []member
	for name := range c.object {
		out = append(out, member{string(name), c.compact()})
	}
	if len(c.odd) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrSyntax, c.odd[0].What)
	}
	sortMembers(out)
	return out, nil
}

func sortMembers(ms []member) {
	slices.SortStableFunc(ms, func(a, b member) int { return strings.Compare(a.name, b.name) })
}

// join puts members together into an object, nil when there are none. Of two
// with one name the first stays.
func join(ms []member) json.RawMessage {
	if len(ms) == 0 {
		return nil
	}
	sortMembers(ms)
	ms = slices.CompactFunc(ms, func(a, b member) bool { return a.name == b.name })
	e := encoder{flat: true}
	e.open('{')
	for _, m := range ms {
		e.raw(m.name, m.value)
	}
	e.close('}')
	return e.b
}

// Names that a record's object has by itself; every other one is another
// tool's and kept.
var (
	documentNames = []string{
		"id", "type", "format", "language", "title", "publisher", "byline", "url", "published", "sha256",
		"codePoints", "text", "blocks", "folds", "file", "rawText", "excluded", "record",
	}
	itemNames = []string{
		"id", "type", "motivation", "creator", "created", "modified", "body", "bodyValue", "target",
		"attribution", "attributes", "unsure", "origin", "orphan", "version", "deleted",
		"decision", "comment",
	}
)

// compacted is valid JSON without white space.
func compacted(raw []byte) []byte {
	c := cursor{b: raw}
	return c.compact()
}
