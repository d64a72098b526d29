package format

import (
	"fmt"

	"gloss/annotations"
)

// The mention file has an annotation that is linked to an entity a line, after
// the training data of BLINK (https://github.com/facebookresearch/BLINK): the
// words, what stands around them, and the entity. Around them are as many words
// of context as BLINK's encoder takes. Where BLINK wants a page of Wikipedia we
// have the entity's own id and reference, and "" and -1 for what nobody can know
// offline. "None of these" is said by nil.

// mentionContext is how many code points stand on each side: 64 words, the most
// that a BLINK encoder of 128 tokens can see, have seldom more.
const mentionContext = 400

type mentions struct {
	jsonl
}

func writeMentions(p *annotations.Project, o WriteOptions) ([]File, error) {
	w := &mentions{*newJSONL(p, o)}
	ds := exported(p, o)
	for i, d := range ds {
		if o.Step != nil {
			if err := o.Step(i, len(ds)); err != nil {
				return nil, fmt.Errorf("stopped: %w", err)
			}
		}
		t, ok := p.Text(d.ID)
		if !ok {
			return nil, fmt.Errorf("document %s: %w", d.ID, ErrText)
		}
		for _, a := range p.In(d.ID) {
			for _, id := range a.Entities {
				w.mention(d, t, a, id)
			}
		}
	}
	if w.err != nil {
		return nil, w.err
	}
	return []File{{fileName(p) + ".mentions.jsonl", "application/jsonl", w.b}}, nil
}

func (w *mentions) mention(d *annotations.Document, t annotations.Text, a *annotations.Annotation, id string) {
	w.now = "annotation " + a.ID
	w.refuse(a.In(t))
	s := a.Extent()
	name, iri, kind, note := "", "", "", ""
	if e, ok := w.p.Entity(id); ok {
		id, name, iri, kind, note = e.ID, e.Name, e.IRI, e.Type, e.Note
	}
	w.open('{')
	w.always("id", a.ID)
	w.always("context_left", t.Slice(annotations.Span{Start: max(0, s.Start-mentionContext), End: s.Start}))
	w.always("mention", t.Slice(s))
	w.always("context_right", t.Slice(annotations.Span{Start: s.End, End: s.End + mentionContext}))
	w.always("label", id)
	w.number("label_id", -1)
	w.always("label_title", name)
	w.always("label_iri", iri)
	w.always("label_type", kind)
	w.always("label_text", note)
	w.bool("nil", id == annotations.NIL)
	w.always("document", d.ID)
	w.always("offset_unit", offsetUnit)
	w.number("start", s.Start)
	w.number("end", s.End)
	w.always("annotator", a.By)
	w.close('}')
	w.b = append(w.b, '\n')
}

// lossesMentions lists what a file of mentions leaves out.
func lossesMentions(l *losses) {
	l.common()
	l.lacking(lackParts | lackAttribution | lackAttributes | lackUnsure | lackNote | lackOrigin | lackTimes | lackDone | lackNames)
	for d := range l.p.Documents.All() {
		if d.Excluded {
			continue
		}
		l.add("texts of articles: what stands around a mention is written", d.Title)
		l.described(d)
		for _, a := range l.p.In(d.ID) {
			if len(a.Entities) == 0 {
				l.add("annotations that are linked to no entity: left out", a.Exact())
			} else if a.Label != "" {
				l.add("labels", a.Exact())
			}
		}
	}
	l.related(lackRelations, nil)
}
