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

// turn adds what makes the stored versions before into after.
func turn(b *browser.Batch, before, after []annotations.Record) error {
	for _, r := range before {
		if !slices.Contains(after, r) {
			b.Deletes = append(b.Deletes, browser.Ref{Table: browser.Records, Key: key(r)})
		}
	}
	for _, r := range after {
		if slices.Contains(before, r) {
			continue
		}
		v, err := encode(r)
		if err != nil {
			return fmt.Errorf("%s %s: %w", r.Kind(), r.Stamped().ID, err)
		}
		b.Puts = append(b.Puts, browser.Row{Table: browser.Records, Key: key(r), Value: v})
	}
	return nil
}

// decode reads the records of rows. A row that cannot be read is left where it
// is and named, so that one damaged row never hides the others.
func decode(rows []browser.Row) (rs []annotations.Record, damaged []string) {
	for _, row := range rows {
		kind, _, _ := strings.Cut(row.Key, "/")
		r := annotations.NewRecord(annotations.Kind(kind))
		if r == nil || json.Unmarshal([]byte(row.Value), r) != nil || wellFormed(r) != nil {
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
