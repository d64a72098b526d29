package format

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// record reads a record of any kind and keeps it for later.
func (r *reader) record(k annotations.Kind) {
	path := r.path()
	switch k {
	case annotations.KindScheme:
		r.keep(path, r.scheme())
	case annotations.KindPerson:
		r.keep(path, r.person())
	case annotations.KindDocument:
		r.documents = append(r.documents, r.document())
	case annotations.KindEntity:
		r.keep(path, r.entity())
	case annotations.KindProgress:
		r.keep(path, r.progress())
	case annotations.KindQuestion:
		r.keep(path, r.question())
	case annotations.KindAnswer:
		r.keep(path, r.answer())
	case annotations.KindDismissal:
		r.keep(path, r.dismissal())
	case annotations.KindAnnotation, annotations.KindRelation, annotations.KindDecision, annotations.KindComment:
		r.items = append(r.items, r.item())
	default:
		r.unknown(string(k))
	}
}

// stamp reads what record.go writes as a stamp; the id is kept.
func (r *reader) stamp(s *annotations.Stamp) {
	for name := range r.object {
		switch string(name) {
		case "by":
			s.By = toID(r.name())
		case "created":
			s.Created = r.time()
		case "modified":
			s.Modified = r.time()
		case "version":
			s.Version = r.seen()
		case "deleted":
			s.Deleted = r.flag()
		default:
			r.unknown(string(name))
		}
	}
}

// seen reads a version vector; one that makes no sense is none.
func (r *reader) seen() annotations.Version {
	var v annotations.Version
	for name := range r.object {
		n, _ := r.number()
		v = append(v, annotations.Dot{Actor: string(name), N: n})
	}
	slices.SortFunc(v, func(a, b annotations.Dot) int { return cmp.Compare(a.Actor, b.Actor) })
	if !v.Valid() {
		r.omit(r.path(), "", "the version "+clip(v.String())+" is none")
		return nil
	}
	return v
}

func (r *reader) scheme() *annotations.Scheme {
	s := &annotations.Scheme{}
	for name := range r.object {
		switch string(name) {
		case "id":
			s.ID = toID(r.text())
		case "labels":
			for range r.each {
				s.Labels = append(s.Labels, r.label())
			}
		case "relations":
			for range r.each {
				s.Relations = append(s.Relations, r.relationType())
			}
		case "attributes":
			for range r.each {
				s.Attributes = append(s.Attributes, r.attributeType())
			}
		case "guideline":
			s.Guideline = r.text()
		case "record":
			r.stamp(&s.Stamp)
		default:
			r.unknown(string(name))
		}
	}
	return s
}

func (r *reader) label() (l annotations.Label) {
	for name := range r.object {
		switch string(name) {
		case "key":
			l.Key = r.text()
		case "title":
			l.Title = r.text()
		case "letter":
			l.Letter = r.text()
		case "light":
			l.Light = r.text()
		case "dark":
			l.Dark = r.text()
		case "line":
			l.Line = annotations.Line(r.text())
		case "retired":
			l.Retired = r.flag()
		case "into":
			l.Into = r.text()
		default:
			r.unknown(string(name))
		}
	}
	return l
}

func (r *reader) relationType() (t annotations.RelationType) {
	for name := range r.object {
		switch string(name) {
		case "key":
			t.Key = r.text()
		case "title":
			t.Title = r.text()
		case "directed":
			t.Directed = r.flag()
		case "retired":
			t.Retired = r.flag()
		default:
			r.unknown(string(name))
		}
	}
	return t
}

func (r *reader) attributeType() (t annotations.AttributeType) {
	for name := range r.object {
		switch string(name) {
		case "key":
			t.Key = r.text()
		case "title":
			t.Title = r.text()
		case "values":
			t.Values = r.texts()
		case "retired":
			t.Retired = r.flag()
		default:
			r.unknown(string(name))
		}
	}
	return t
}

func (r *reader) person() *annotations.Person {
	p := &annotations.Person{}
	for name := range r.object {
		switch string(name) {
		case "id":
			p.ID = toID(r.name())
		case "type":
		case "nickname":
			p.Name = r.text()
		case "record":
			r.stamp(&p.Stamp)
		default:
			r.unknown(string(name))
		}
	}
	return p
}

func (r *reader) entity() *annotations.Entity {
	e := &annotations.Entity{}
	for name := range r.object {
		switch string(name) {
		case "id":
			e.ID = toID(r.name())
		case "label":
			e.Name = r.text()
		case "aliases":
			e.Aliases = r.texts()
		case "category":
			e.Type = r.name()
		case "iri":
			e.IRI = r.text()
		case "note":
			e.Note = r.text()
		case "into":
			e.Into = toID(r.text())
		case "record":
			r.stamp(&e.Stamp)
		default:
			r.unknown(string(name))
		}
	}
	return e
}

func (r *reader) progress() *annotations.Progress {
	p := &annotations.Progress{}
	for name := range r.object {
		switch string(name) {
		case "id":
			p.ID = toID(r.text())
		case "document":
			p.Document = toID(r.name())
		case "state":
			p.State = annotations.State(r.name())
		case "record":
			r.stamp(&p.Stamp)
		default:
			r.unknown(string(name))
		}
	}
	return p
}
