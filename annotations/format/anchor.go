package format

import (
	"cmp"
	"fmt"

	"gloss/annotations"
)

// anchor finds the place of every part of an annotation. If one has none, the
// annotation is an orphan.
func (b *builder) anchor(a *annotations.Annotation, it *item, at *place) {
	targets := b.together(a, it)
	for i, t := range targets {
		p := annotations.Part{Span: t.span, Quote: t.quote}
		if it.orphan != nil {
			p.Span = annotations.Span{}
			if i < len(it.orphan) {
				p.Span = it.orphan[i]
			}
		}
		a.Parts = append(a.Parts, p)
	}
	if a.Orphan = it.orphan != nil; a.Orphan {
		return
	}
	why, moved := "", false
	for i := range a.Parts {
		changed, orphan := b.stand(&a.Parts[i], targets[i], at)
		moved, why = moved || changed, cmp.Or(why, orphan)
	}
	b.arrange(a, it, at, why, moved)
}

// together returns the targets that are in one document; what is strange in
// them is kept.
func (b *builder) together(a *annotations.Annotation, it *item) (out []target) {
	var strange []member
	for _, t := range it.targets {
		if t.strange {
			strange = append(strange, member{"target", t.raw})
		}
		if t.source == it.targets[0].source {
			out = append(out, t)
		} else {
			b.omit(it.path, a.ID, "a part in another document")
		}
	}
	it.preserve("target", strange)
	return out
}

// stand finds the place of one part; it reports whether the part was moved, or
// why it cannot stand.
func (b *builder) stand(p *annotations.Part, t target, at *place) (moved bool, why string) {
	switch {
	case at == nil:
		return false, "its document is not here"
	case at.text == nil:
		if !t.placed || !t.quoted {
			return false, "its document is deleted and its place is not told"
		}
		return false, ""
	}
	text := at.text.text
	in := t.placed && t.span.In(text) == nil
	exact := in && t.quoted && text.Slice(t.span) == t.quote.Exact
	switch {
	case exact && (!at.altered || at.text.stands(t.span, t.quote)):
	case in && !t.quoted && !at.altered:
	case t.quoted:
		span, ok := at.text.find(t.quote)
		if !ok && (!exact || at.text.cutsNumber(text.PointToByte(t.span.Start), text.PointToByte(t.span.End))) {
			return false, "its words are not in the text, or in more than one place"
		}
		if ok {
			moved = span != t.span
			p.Span = span
		}
	default:
		return false, "it has neither a quote nor a place in the text"
	}
	if !b.ours || at.altered || moved || !t.quoted {
		p.Quote = text.Quote(p.Span)
	}
	return moved, ""
}

// arrange puts the parts in order and reports what became of the annotation.
func (b *builder) arrange(a *annotations.Annotation, it *item, at *place, why string, moved bool) {
	if why == "" && !ordered(a.Parts) && at.text != nil {
		var spans []annotations.Span
		for _, p := range a.Parts {
			spans = append(spans, p.Span)
		}
		a.Target = annotations.TargetOf(a.Document, at.text.text, spans...)
		moved = true
	}
	if why == "" && !ordered(a.Parts) {
		why = "its parts are not in order"
	}
	entry := Entry{it.path, a.ID, "“" + clip(a.Exact()) + "”"}
	switch {
	case why != "":
		a.Orphan = true
		entry.What += ": " + why
		b.report.Orphans = append(b.report.Orphans, entry)
	case moved:
		entry.What += fmt.Sprintf(" was put where its words are, at %v", a.Extent())
		b.report.Repaired = append(b.report.Repaired, entry)
	case at.text == nil:
		entry.What += ": its document is deleted, so it could not be checked"
		b.report.Unchecked = append(b.report.Unchecked, entry)
	case !it.targets[0].quoted:
		entry.What += ": there is no quote to check its place by"
		b.report.Unchecked = append(b.report.Unchecked, entry)
	}
}

// ordered reports whether parts follow each other without overlapping, and
// none is empty.
func ordered(parts []annotations.Part) bool {
	end := 0
	for _, p := range parts {
		if p.Start < end || p.Empty() {
			return false
		}
		end = p.End
	}
	return true
}
