package format

import (
	"slices"
	"strconv"

	"gloss/annotations"
)

// mark reads a span as other tools write them: [start, end, label], with an
// entity after it or without, or an object. Names of theirs that mean nothing
// to us are kept. It returns the id by which relations of the same text know
// the span, too.
func (g *guest) mark() (it *item, local string) {
	it = &item{path: g.here(), motivations: []string{"classifying"}}
	whole := target{selected: true}
	source := "" // name of who says what is marked
	switch g.kind() {
	case '[':
		g.tuple(it, &whole)
	case '{':
		for name := range g.object {
			switch string(name) {
			case "id":
				local = g.id()
				if isIRI(local) {
					it.ID = local
				}
			case "said_by_name":
				source = g.name()
			case "points", "parts":
				for range g.each {
					it.targets = append(it.targets, g.point())
				}
			default:
				if !g.place(&whole, string(name)) && !g.says(it, string(name)) {
					it.foreign = g.alien(it.foreign, string(name))
				}
			}
		}
	default:
		g.wrong("a span")
	}
	g.meetEntity(it.path, annotations.Entity{Stamp: annotations.Stamp{ID: it.attribution.Source}, Name: source})
	if len(it.targets) == 0 {
		it.targets = []target{whole}
	}
	return it, local
}

func (g *guest) tuple(it *item, whole *target) {
	for i := range g.each {
		switch i {
		case 0:
			g.place(whole, "start")
		case 1:
			g.place(whole, "end")
		case 2:
			g.labels(it)
		case 3:
			if g.kind() == '"' {
				g.identified(it, g.name())
			}
		}
	}
}

func (g *guest) point() target {
	t := target{selected: true}
	for name := range g.object {
		g.place(&t, string(name))
	}
	return t
}

// id reads an id, which may be a number.
func (g *guest) id() string {
	if g.kind() == '"' {
		return g.text()
	}
	return string(g.raw())
}

// aliases are other names of what a training file calls start, end and quote.
var aliases = map[string]string{
	"start_offset": "start", "begin": "start", "end_offset": "end",
	"text": "quote", "span": "quote", "exact": "quote",
}

func (g *guest) place(t *target, name string) bool {
	if alias, ok := aliases[name]; ok {
		name = alias
	}
	return g.part(t, name)
}

// says reads what a span says.
func (g *guest) says(it *item, name string) bool {
	switch name {
	case "label", "labels":
		g.labels(it)
	case "token_start", "token_end":
	case "note":
		it.says("commenting", g.text())
	case "user", "annotator":
		it.By = g.annotator(g.id(), "")
	case "entities":
		for range g.each {
			it.bodies = append(it.bodies, g.entityBody())
		}
	case "kb_id":
		g.identified(it, g.name())
	default:
		return g.about(it, name)
	}
	return true
}

// labels reads one label or several. A number stands for a name that is not in
// the file.
func (g *guest) labels(it *item) {
	for range g.each {
		switch g.kind() {
		case '"':
			it.says("classifying", g.name())
		case '{', '[', 'n':
		default:
			g.fields["labels are numbers; what they stand for is not in the file"]++
			it.says("classifying", string(g.raw()))
		}
	}
}

// several makes items of the labels that an item has beyond one.
func several(it *item) []*item {
	out := []*item{it}
	first := true
	it.bodies = slices.DeleteFunc(it.bodies, func(b body) bool {
		if b.purpose != "classifying" {
			return false
		}
		if first {
			first = false
			return false
		}
		more := *it
		more.ID, more.foreign, more.bodies = "", nil, []body{b}
		more.targets = slices.Clone(it.targets)
		out = append(out, &more)
		return true
	})
	return out
}

// identified links an item to the entity of an id or a name in a register.
func (g *guest) identified(it *item, name string) {
	if name == "" {
		return
	}
	id := annotations.WikidataIRI(name)
	if !isIRI(id) {
		id = mint("entity", name)
	}
	if id != annotations.NIL {
		g.meetEntity(it.path, annotations.Entity{Stamp: annotations.Stamp{ID: id}, Name: name, IRI: registered(id)})
	}
	it.bodies = append(it.bodies, body{purpose: "identifying", source: id})
}

// registered is an id that is the address of something in a register.
func registered(id string) string {
	if isUUID(id) {
		return ""
	}
	return id
}

// annotator is the id of a person whom a file calls so: a name, a number, or
// the id of one of ours.
func (g *guest) annotator(who, name string) string {
	switch {
	case who == "":
		return ""
	case isIRI(who):
		g.meet(who, name)
		return who
	case name == "" && isNumber(who):
		name = "annotator " + who
	case name == "":
		name = who
	}
	id := mint("person", g.report.Format, who)
	g.meet(id, name)
	return id
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// field reads a field of a document that is ours, where it is text.
func (g *guest) field(d *readDocument, name string) bool {
	if g.kind() != '"' {
		return false
	}
	to := g.fieldOf(d, name)
	if to != nil {
		*to = g.text()
	}
	return to != nil
}

// fieldOf is where a field of a document belongs, nil when it is not ours.
func (g *guest) fieldOf(d *readDocument, name string) *string {
	switch name {
	case "title":
		return &d.record.Title
	case "source":
		return &d.record.Source
	case "author":
		return &d.record.Author
	case "url":
		return &d.record.URL
	case "published":
		return &d.record.Published
	case "language":
		return &d.record.Language
	case "sha256":
		return &d.sha256
	case "offset_unit":
		return &g.unit
	}
	return nil
}
