package format

import (
	"cmp"
	"fmt"
	"slices"

	"gloss/annotations"
)

// nowhere stands for the document of an annotation that names none.
const nowhere = "urn:x-gloss:unknown"

func (it *item) is(motivation string) bool { return slices.Contains(it.motivations, motivation) }

// isRelation reports whether an item links two annotations: it is about a
// whole thing, not about words.
func (it *item) isRelation() bool {
	return it.is("linking") && !slices.ContainsFunc(it.targets, func(t target) bool { return t.selected })
}

// annotation makes an annotation of an item.
func (b *builder) annotation(it *item) {
	if len(it.targets) == 0 || !it.Deleted && !it.targets[0].selected && it.orphan == nil {
		b.omit(it.path, it.ID, "an annotation of a whole document, or of none: Gloss annotates words")
		return
	}
	a := &annotations.Annotation{Stamp: it.Stamp}
	a.ID = b.good(it.ID, "annotation", it.raw)
	source := cmp.Or(it.targets[0].source, nowhere)
	a.Document = source
	at := b.place(source)
	if at != nil {
		a.Document = at.id
	}
	if it.Deleted {
		b.keep(it.path, a)
		return
	}
	b.say(a, it)
	b.anchor(a, it, at)
	a.Attribution, a.Attributes, a.Unsure, a.Origin = it.attribution, it.attributes, it.unsure, it.origin
	a.Foreign = join(it.foreign)
	b.keep(it.path, a)
}

// say reads the bodies. One that cannot be understood is kept as it is.
func (b *builder) say(a *annotations.Annotation, it *item) {
	var strange []member
	for _, body := range it.bodies {
		switch use := it.use(body); {
		case use == "label" && a.Label == "":
			a.Label = body.value
		case use == "entity":
			a.Entities = append(a.Entities, b.identify(body))
		case use == "note" && a.Note == "":
			a.Note = body.value
		case use == "note":
			a.Note += "\n\n" + body.value
		case len(body.raw) > 0:
			strange = append(strange, member{"body", body.raw})
		}
	}
	if len(a.Entities) > 1 && slices.Contains(a.Entities, annotations.NIL) {
		b.omit(it.path, a.ID, "“none of these” beside an entity")
		a.Entities = slices.DeleteFunc(a.Entities, func(id string) bool { return id == annotations.NIL })
	}
	it.preserve("body", strange)
	it.preserveMotivations()
}

// use tells what a body is for: its purpose, or else the motivation of the
// annotation (W3C, 3.3.5).
func (it *item) use(b body) string {
	purpose := b.purpose
	if purpose == "" && len(it.motivations) > 0 {
		purpose = it.motivations[0]
	}
	switch {
	case b.value != "" && (purpose == "classifying" || purpose == "tagging"):
		return "label"
	case b.source != "" && b.value == "" && (purpose == "identifying" || purpose == "linking"):
		return "entity"
	case b.value != "" && (purpose == "" || purpose == "commenting" || purpose == "describing" || purpose == "replying"):
		return "note"
	}
	return ""
}

// preserve keeps values under a name that is ours among the foreign fields,
// after those that were kept there before.
func (it *item) preserve(name string, values []member) {
	values = slices.DeleteFunc(values, func(v member) bool { return depth(v.value) >= maxForeignDepth })
	if len(values) == 0 {
		return
	}
	e := encoder{flat: true}
	e.open('[')
	for _, v := range values {
		e.item()
		e.b = append(e.b, compacted(v.value)...)
	}
	e.close(']')
	for i, m := range it.foreign {
		if m.name == name && m.value[0] == '[' && len(m.value) > 2 {
			it.foreign[i].value = slices.Concat(m.value[:len(m.value)-1], []byte{','}, e.b[1:])
			return
		}
	}
	it.foreign = append(it.foreign, member{name, e.b})
}

// preserveMotivations keeps motivations that a rewritten file would not give.
func (it *item) preserveMotivations() {
	var strange []member
	for _, m := range it.motivations {
		if !slices.Contains([]string{"classifying", "tagging", "identifying", "commenting", "highlighting", "linking"}, m) {
			e := encoder{flat: true}
			e.string(m)
			strange = append(strange, member{"motivation", e.b})
		}
	}
	it.preserve("motivation", strange)
}

// identify returns the id a body identifies, and makes an entity of it unless
// the file is ours, and lists them.
func (b *builder) identify(body body) string {
	id := body.source
	if b.ours || b.verbatim || id == annotations.NIL || b.listed[id] {
		return id
	}
	b.listed[id] = true
	b.keep("", &annotations.Entity{Stamp: annotations.Stamp{ID: id}, Name: cmp.Or(body.label, id), IRI: id})
	return id
}

// relation makes a relation of an item, in any of three dialects: target and
// linking body; two targets; a target and a plain body.
func (b *builder) relation(it *item) {
	rel := &annotations.Relation{Stamp: it.Stamp, Origin: it.origin}
	rel.ID = b.good(it.ID, "relation", it.raw)
	var ends []string
	for _, t := range it.targets {
		ends = append(ends, b.same(t.source))
	}
	var strange []member
	for _, body := range it.bodies {
		switch {
		case body.source != "" && body.value == "" && len(ends) < 2:
			ends = append(ends, b.same(body.source))
		case body.value != "" && body.purpose == "commenting" && rel.Note == "":
			rel.Note = body.value
		case body.value != "" && rel.Type == "":
			rel.Type = body.value
		case len(body.raw) > 0:
			strange = append(strange, member{"body", body.raw})
		}
	}
	if len(ends) >= 2 {
		rel.From, rel.To = ends[0], ends[1]
	}
	if len(ends) > 2 {
		b.omit(it.path, rel.ID, fmt.Sprintf("a relation between %d annotations: two are kept", len(ends)))
	}
	it.preserve("body", strange)
	rel.Foreign = join(it.foreign)
	b.keep(it.path, rel)
}
