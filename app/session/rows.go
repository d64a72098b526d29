package session

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gloss/annotations"
	"gloss/app/browser"
)

// key is where a version of a record is stored. The version is part of it, so
// a row is never overwritten: two tabs that edit one record make two rows, and
// reading both finds the conflict. A row goes when its version is superseded.
func key(r annotations.Record) string {
	st := r.Stamped()
	document := ""
	switch r := r.(type) {
	case *annotations.Annotation:
		document = r.Document
	case *annotations.Progress:
		document = r.Document
	case *annotations.Decision:
		document = r.Document
	case *annotations.Comment:
		document = r.Document
	case *annotations.Answer:
		document = r.Document
	}
	return string(r.Kind()) + "/" + ascii(document) + "/" + ascii(st.ID) + "@" + ascii(st.Version.String())
}

// ascii writes what is not printable ASCII as %XX, since keys are ASCII; ids of
// other tools may be anything.
func ascii(s string) string {
	plain := func(c byte) bool { return c > ' ' && c < 0x7f && c != '%' }
	for i := range len(s) {
		if !plain(s[i]) {
			var b strings.Builder
			for j := range len(s) {
				if plain(s[j]) {
					b.WriteByte(s[j])
				} else {
					fmt.Fprintf(&b, "%%%02X", s[j])
				}
			}
			return b.String()
		}
	}
	return s
}

// prefix returns the bounds of the keys of a kind, and of a document of it.
func prefix(k annotations.Kind, document string) (from, to string) {
	from = string(k) + "/"
	if document != "" {
		from += ascii(document) + "/"
	}
	return from, from[:len(from)-1] + "0" // "0" follows "/"
}

func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// encodeOnce encodes a record unless that was done; nil is nothing.
func encodeOnce(r annotations.Record, ready map[annotations.Record]string) error {
	if r == nil {
		return nil
	}
	if _, ok := ready[r]; ok {
		return nil
	}
	v, err := encode(r)
	if err != nil {
		return fmt.Errorf("%s %s: %w", r.Kind(), r.Stamped().ID, err)
	}
	ready[r] = v
	return nil
}

// encodeChange writes a change as [annotations.Change] marshals, of records
// that are encoded already. step may be nil.
func encodeChange(c annotations.Change, ready map[annotations.Record]string, step func() error) (string, error) {
	head := c
	head.Edits = []annotations.Edit{}
	v, err := encode(head)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	size := len(v)
	for _, e := range c.Edits {
		size += len(`,{"kind":"annotation","before":,"after":}`)
		for _, r := range []annotations.Record{e.Before, e.After} {
			if r != nil {
				size += len(ready[r])
			}
		}
	}
	b.Grow(size)
	b.WriteString(strings.TrimSuffix(v, "]}"))
	for i, e := range c.Edits {
		if i > 0 {
			b.WriteByte(',')
		}
		r := e.After
		if r == nil {
			r = e.Before
		}
		b.WriteString(`{"kind":"` + string(r.Kind()) + `"`)
		if e.Before != nil {
			b.WriteString(`,"before":`)
			b.WriteString(ready[e.Before])
		}
		if e.After != nil {
			b.WriteString(`,"after":`)
			b.WriteString(ready[e.After])
		}
		b.WriteString("}")
		if err := pause(step); err != nil {
			return "", err
		}
	}
	b.WriteString("]}")
	return b.String(), nil
}

// turn adds what makes the stored versions before into after.
func turn(b *browser.Batch, before, after []annotations.Record, ready map[annotations.Record]string) error {
	for _, r := range before {
		if !slices.Contains(after, r) {
			b.Deletes = append(b.Deletes, browser.Ref{Table: browser.Records, Key: key(r)})
		}
	}
	for _, r := range after {
		if slices.Contains(before, r) {
			continue
		}
		if err := encodeOnce(r, ready); err != nil {
			return err
		}
		b.Puts = append(b.Puts, browser.Row{Table: browser.Records, Key: key(r), Value: ready[r]})
	}
	return nil
}

// decode reads the records of rows. A row that cannot be read is left where it
// is and named, so that one damaged row never hides the others.
func decode(rows []browser.Row) (rs []annotations.Record, damaged []string) {
	var q quick
	for _, row := range rows {
		kind, _, _ := strings.Cut(row.Key, "/")
		r := q.record(annotations.Kind(kind), row.Value)
		if r == nil {
			r = annotations.NewRecord(annotations.Kind(kind))
			if r != nil && json.Unmarshal([]byte(row.Value), r) != nil {
				r = nil
			}
		}
		if r == nil || wellFormed(r) != nil {
			damaged = append(damaged, row.Key)
			continue
		}
		rs = append(rs, r)
	}
	return rs, damaged
}

func wellFormed(r annotations.Record) error {
	if r.Stamped().Deleted {
		return nil
	}
	return r.Check()
}
