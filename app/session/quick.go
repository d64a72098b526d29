package session

import (
	"encoding/json"
	"strconv"
	"strings"

	"gloss/annotations"
)

// quick reads stored records of the kinds there are thousands of, several times
// faster than encoding/json, which takes 0.1 ms for each in a browser. It knows
// what is usual; what it does not know it leaves to encoding/json. Ids that
// many records share are kept once.
type quick struct {
	s      string
	at     int
	bad    bool // something unusual was met
	shared map[string]string
}

// record returns the record of a row, or nil when it is not a usual one.
func (q *quick) record(k annotations.Kind, v string) annotations.Record {
	q.s, q.at, q.bad = v, 0, false
	r := annotations.NewRecord(k)
	switch r := r.(type) {
	case *annotations.Annotation:
		q.object(func(name string) { q.annotation(r, name) })
	case *annotations.Document:
		q.object(func(name string) { q.document(r, name) })
	case *annotations.Entity:
		q.object(func(name string) { q.entity(r, name) })
	case *annotations.Progress:
		q.object(func(name string) { q.progress(r, name) })
	default:
		return nil
	}
	if q.bad || q.at != len(v) {
		return nil
	}
	return r
}

func (q *quick) stamp(s *annotations.Stamp, name string) {
	switch name {
	case "id":
		s.ID = q.string()
	case "by":
		s.By = q.id()
	case "created":
		s.Created = annotations.Time(q.int())
	case "modified":
		s.Modified = annotations.Time(q.int())
	case "version":
		s.Version = list(q, s.Version, func(d *annotations.Dot, name string) {
			switch name {
			case "actor":
				d.Actor = q.id()
			case "n":
				d.N = int(q.int())
			default:
				q.bad = true
			}
		})
	case "deleted":
		s.Deleted = q.bool()
	default:
		q.bad = true
	}
}

func (q *quick) annotation(a *annotations.Annotation, name string) {
	switch name {
	case "document":
		a.Document = q.id()
	case "parts":
		a.Parts = list(q, a.Parts, q.part)
	case "label":
		a.Label = q.id()
	case "entities":
		a.Entities = q.strings()
	case "attribution":
		q.object(func(name string) { q.attribution(&a.Attribution, name) })
	case "unsure":
		a.Unsure = q.bool()
	case "note":
		a.Note = q.string()
	case "origin":
		a.Origin = q.id()
	case "orphan":
		a.Orphan = q.bool()
	default:
		q.stamp(&a.Stamp, name)
	}
}

func (q *quick) part(p *annotations.Part, name string) {
	switch name {
	case "exact":
		p.Exact = q.string()
	case "prefix":
		p.Prefix = q.string()
	case "suffix":
		p.Suffix = q.string()
	default:
		q.span(&p.Span, name)
	}
}

func (q *quick) span(s *annotations.Span, name string) {
	switch name {
	case "start":
		s.Start = int(q.int())
	case "end":
		s.End = int(q.int())
	default:
		q.bad = true
	}
}

func (q *quick) attribution(a *annotations.Attribution, name string) {
	switch name {
	case "source":
		a.Source = q.id()
	case "words":
		a.Words = q.string()
	case "cue":
		a.Cue = q.string()
	case "mode":
		a.Mode = q.id()
	default:
		q.bad = true
	}
}

func (q *quick) document(d *annotations.Document, name string) {
	switch name {
	case "title":
		d.Title = q.string()
	case "source":
		d.Source = q.id()
	case "author":
		d.Author = q.string()
	case "url":
		d.URL = q.string()
	case "published":
		d.Published = q.string()
	case "language":
		d.Language = q.id()
	case "points":
		d.Points = int(q.int())
	case "blocks":
		d.Blocks = list(q, d.Blocks, q.block)
	case "folds":
		d.Folds = list(q, d.Folds, q.span)
	case "file":
		d.File = q.string()
	case "raw":
		q.bad = q.bad || d.Raw != nil
		d.Raw = &annotations.RawText{}
		q.object(func(name string) { q.raw(d.Raw, name) })
	case "excluded":
		d.Excluded = q.bool()
	default:
		q.stamp(&d.Stamp, name)
	}
}

func (q *quick) block(b *annotations.Block, name string) {
	if name == "kind" {
		b.Kind = annotations.BlockKind(q.id())
		return
	}
	q.span(&b.Span, name)
}

func (q *quick) raw(r *annotations.RawText, name string) {
	switch name {
	case "newlines":
		r.Newlines = q.id()
	case "bom":
		r.BOM = q.bool()
	case "encoding":
		r.Encoding = q.id()
	case "format":
		r.Format = q.id()
	case "sha256":
		r.SHA256 = q.string()
	default:
		q.bad = true
	}
}

func (q *quick) entity(e *annotations.Entity, name string) {
	switch name {
	case "name":
		e.Name = q.string()
	case "aliases":
		e.Aliases = q.strings()
	case "type":
		e.Type = q.id()
	case "iri":
		e.IRI = q.string()
	case "note":
		e.Note = q.string()
	case "into":
		e.Into = q.string()
	default:
		q.stamp(&e.Stamp, name)
	}
}

func (q *quick) progress(p *annotations.Progress, name string) {
	switch name {
	case "document":
		p.Document = q.id()
	case "state":
		p.State = annotations.State(q.id())
	default:
		q.stamp(&p.Stamp, name)
	}
}

// list reads an array of objects; field reads the value of each name. A second
// array of one name is unusual.
func list[T any](q *quick, before []T, field func(*T, string)) []T {
	q.bad = q.bad || before != nil
	out := []T{}
	q.array(func() {
		var one T
		q.object(func(name string) { field(&one, name) })
		out = append(out, one)
	})
	return out
}

func (q *quick) strings() []string {
	out := []string{}
	q.array(func() { out = append(out, q.string()) })
	return out
}

// object calls field with each name; it must read the value.
func (q *quick) object(field func(name string)) {
	q.each('{', '}', func() {
		name := q.quoted()
		if q.take(':'); !q.bad {
			field(name)
		}
	})
}

func (q *quick) array(element func()) { q.each('[', ']', element) }

func (q *quick) each(open, end byte, one func()) {
	if q.take(open); q.next() == end {
		q.at++
		return
	}
	for !q.bad {
		one()
		if q.next() == end {
			q.at++
			return
		}
		q.take(',')
	}
}

// next is the byte at hand, 0 at the end.
func (q *quick) next() byte {
	if q.at < len(q.s) {
		return q.s[q.at]
	}
	return 0
}

func (q *quick) take(c byte) {
	if q.next() != c {
		q.bad = true
		return
	}
	q.at++
}

// quoted reads a string as a part of the row.
func (q *quick) quoted() string {
	if q.take('"'); q.bad {
		return ""
	}
	for i := q.at; i < len(q.s); i++ {
		switch c := q.s[i]; {
		case c == '"':
			v := q.s[q.at:i]
			q.at = i + 1
			return v
		case c == '\\':
			return q.escaped()
		case c < ' ':
			q.bad = true
			return ""
		}
	}
	q.bad = true
	return ""
}

// escaped reads a string with escapes, whose quotation mark was read already.
func (q *quick) escaped() (v string) {
	for i := q.at; i < len(q.s); i++ {
		switch q.s[i] {
		case '\\':
			i++
		case '"':
			q.bad = json.Unmarshal([]byte(q.s[q.at-1:i+1]), &v) != nil
			q.at = i + 1
			return v
		}
	}
	q.bad = true
	return ""
}

// string reads a string of the record's own.
func (q *quick) string() string { return strings.Clone(q.quoted()) }

// id reads a string that many records have alike.
func (q *quick) id() string {
	v := q.quoted()
	if one, ok := q.shared[v]; ok {
		return one
	}
	if q.shared == nil {
		q.shared = map[string]string{}
	}
	v = strings.Clone(v)
	q.shared[v] = v
	return v
}

func (q *quick) int() int64 {
	start := q.at
	for c := q.next(); c == '-' || c >= '0' && c <= '9'; c = q.next() {
		q.at++
	}
	n, err := strconv.ParseInt(q.s[start:q.at], 10, 64)
	digits := strings.TrimPrefix(q.s[start:q.at], "-")
	q.bad = q.bad || err != nil || digits[0] == '0' && len(digits) > 1
	return n
}

func (q *quick) bool() bool {
	for _, v := range []bool{true, false} {
		if word := strconv.FormatBool(v); strings.HasPrefix(q.s[q.at:], word) {
			q.at += len(word)
			return v
		}
	}
	q.bad = true
	return false
}
