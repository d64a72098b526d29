package format

import (
	"cmp"
	"slices"
	"strings"

	"gloss/annotations"
)

// item is a W3C annotation as it stands in a file.
type item struct {
	path string
	raw  []byte
	annotations.Stamp
	motivations []string
	bodies      []body
	targets     []target

	attribution annotations.Attribution
	attributes  []annotations.Pair
	unsure      bool
	origin      string
	orphan      []annotations.Span // where an orphan was
	foreign     []member

	decision *annotations.Decision // what our own fields say of one; nil when it is none
	comment  *annotations.Comment  // the same
}

// body is what an annotation says, in any of the shapes W3C allows.
type body struct {
	purpose string
	value   string
	source  string // id of what it refers to
	label   string // name of that
	raw     []byte
}

// target is one part of what an annotation is about.
type target struct {
	source   string // of a span: the document; else the thing itself
	span     annotations.Span
	placed   bool // span is known
	quote    annotations.Quote
	quoted   bool // quote is known
	selected bool // there is a selector
	strange  bool // there is more than we understand
	raw      []byte
}

// item reads an annotation or a relation.
func (r *reader) item() *item {
	it := &item{path: r.path()}
	r.space()
	from := r.i
	for name := range r.object {
		if !r.field(it, string(name)) {
			it.foreign = r.alien(it.foreign, string(name))
		}
	}
	it.raw = r.b[from:r.i]
	return it
}

func (r *reader) field(it *item, name string) bool {
	switch name {
	case "@context", "type", "@type":
	case "id", "@id":
		it.ID = r.text()
	case "motivation":
		for range r.each {
			it.motivations = append(it.motivations, strings.TrimPrefix(r.name(), "oa:"))
		}
	case "creator":
		it.By = r.agent()
	case "created":
		it.Created = r.time()
	case "modified":
		it.Modified = r.time()
	case "body":
		for range r.each {
			it.bodies = append(it.bodies, r.body())
		}
	case "bodyValue":
		it.bodies = append(it.bodies, body{value: r.text()})
	case "target":
		for range r.each {
			it.targets = append(it.targets, r.target())
		}
	default:
		return r.extension(it, name)
	}
	return true
}

// extension reads a field that is ours.
func (r *reader) extension(it *item, name string) bool {
	switch name {
	case "attribution":
		it.attribution = r.attribution()
	case "attributes":
		it.attributes = r.pairs()
	case "unsure":
		it.unsure = r.flag()
	case "origin":
		it.origin = r.name()
	case "orphan":
		it.orphan = []annotations.Span{}
		for _, b := range r.blocks() {
			it.orphan = append(it.orphan, b.Span)
		}
	case "version":
		it.Version = r.seen()
	case "deleted":
		it.Deleted = r.flag()
	case "decision":
		it.decision = r.decision()
	case "comment":
		it.comment = r.comment()
	default:
		return false
	}
	return true
}

// agent reads who made something: an IRI, or an object with an id and a name.
// Of several the first counts.
func (r *reader) agent() string {
	id := ""
	for i := range r.each {
		var one, name string
		if r.kind() == '{' {
			one, name = r.named()
			if one == "" && name != "" {
				one = mint("person", name)
			}
		} else {
			one = r.name()
		}
		if one = toID(one); i == 0 {
			id = one
		}
		r.meet(one, name)
	}
	return id
}

// named reads an object that has an id and a name.
func (r *reader) named() (id, name string) {
	for key := range r.object {
		switch string(key) {
		case "id", "@id":
			id = r.name()
		case "nickname", "name", "label":
			if s := r.name(); name == "" {
				name = s
			}
		}
	}
	return id, name
}

func (r *reader) body() body {
	var b body
	r.space()
	from := r.i
	if r.kind() == '"' {
		b.source = toID(r.name())
		b.raw = r.b[from:r.i]
		return b
	}
	for name := range r.object {
		switch string(name) {
		case "purpose":
			if purposes := r.texts(); len(purposes) > 0 {
				b.purpose = strings.TrimPrefix(purposes[0], "oa:")
			}
		case "value":
			b.value = r.name()
		case "source":
			if r.kind() == '{' {
				b.source, b.label = r.named()
			} else {
				b.source = r.name()
			}
			b.source = toID(b.source)
		case "id", "@id":
			if id := r.name(); b.source == "" {
				b.source = toID(id)
			}
		case "label":
			b.label = r.name()
		}
	}
	b.raw = r.b[from:r.i]
	return b
}

func (r *reader) target() target {
	if r.kind() == '"' {
		return target{source: toID(r.name())}
	}
	var t target
	r.space()
	from := r.i
	for name := range r.object {
		switch string(name) {
		case "source":
			if r.kind() == '{' {
				t.source, _ = r.named()
			} else {
				t.source = r.name()
			}
			t.source = toID(t.source)
		case "id", "@id":
			if id := r.name(); t.source == "" {
				t.source = toID(id)
			}
		case "selector":
			t.selected = true
			for range r.each {
				r.selector(&t)
			}
		case "type", "@type", "format", "language":
		default:
			t.strange = true
		}
	}
	t.raw = r.b[from:r.i]
	return t
}

// selector reads a position or a quote; others are kept as they are.
func (r *reader) selector(t *target) {
	if r.kind() != '{' {
		t.strange = true
		return
	}
	var s target
	kind, start, end := "", false, false
	for name := range r.object {
		switch string(name) {
		case "type", "@type":
			kind = strings.TrimPrefix(r.name(), "oa:")
		case "start":
			s.span.Start, start = r.number()
		case "end":
			s.span.End, end = r.number()
		case "exact":
			s.quote.Exact = r.text()
		case "prefix":
			s.quote.Prefix = r.text()
		case "suffix":
			s.quote.Suffix = r.text()
		case "refinedBy":
			r.refined(t)
		default:
			t.strange = true
		}
	}
	switch {
	case kind == "TextPositionSelector" && start && end && !t.placed:
		t.span, t.placed = s.span, true
	case kind == "TextQuoteSelector" && !t.quoted:
		t.quote, t.quoted = s.quote, true
	default:
		t.strange = true
	}
}

// refined reads a selector within what another one selects: its quote is good
// for the whole text too, its position is not.
func (r *reader) refined(t *target) {
	t.strange = true
	inner := target{placed: true}
	for range r.each {
		r.selector(&inner)
	}
	if inner.quoted && !t.quoted {
		t.quote, t.quoted = inner.quote, true
	}
}

func (r *reader) attribution() (a annotations.Attribution) {
	for name := range r.object {
		switch string(name) {
		case "source":
			a.Source = toID(r.name())
		case "words":
			a.Words = r.text()
		case "cue":
			a.Cue = r.text()
		case "mode":
			a.Mode = r.name()
		default:
			r.unknown(string(name))
		}
	}
	return a
}

// pairs reads attributes. Values that are not text are kept as JSON writes
// them.
func (c *cursor) pairs() (out []annotations.Pair) {
	for name := range c.object {
		key := string(name)
		for range c.each {
			switch c.kind() {
			case '"':
				out = append(out, annotations.Pair{Key: key, Value: c.text()})
			case '{', '[':
				c.wrong("a value")
			default:
				out = append(out, annotations.Pair{Key: key, Value: string(c.raw())})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b annotations.Pair) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Value, b.Value))
	})
	return out
}
