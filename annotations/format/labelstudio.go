package format

import (
	"cmp"
	"slices"
	"strings"

	"gloss/annotations"
)

// Label Studio's file is a list of tasks
// (https://labelstud.io/guide/export#Label-Studio-JSON-format-of-annotated-tasks):
// one text each, with one annotation for each annotator, which holds regions.
// Offsets count code points. All results of one region have its id: its label,
// then what is said of it. Who annotated stands in the task's meta, since a
// user whom Label Studio does not know would have the file refused. As
// predictions the same is offered to Label Studio's annotators to begin with.
type studio struct {
	*jsonl
	t annotations.Text
}

func writeStudio(p *annotations.Project, o WriteOptions) ([]File, error) {
	w := &studio{jsonl: newJSONL(p, o)}
	w.b = append(w.b, '[')
	if err := w.texts(w.task); err != nil {
		return nil, err
	}
	w.b = append(w.b, "\n]\n"...)
	return []File{
		{fileName(p) + ".labelstudio.json", "application/json", w.b},
		{"config.xml", "application/xml", []byte(studioConfig(p))},
	}, nil
}

func (w *studio) task(d *annotations.Document, t annotations.Text) {
	if len(w.b) > 1 {
		w.b = append(w.b, ',')
	}
	w.b = append(w.b, '\n')
	w.t = t
	voices := w.voices(d.ID)
	w.open('{')
	w.object("data", func() {
		w.always("text", t.String())
		w.article(d, offsetUnit)
		w.mentioned(d.ID)
	})
	sets := "predictions"
	if !w.o.Predictions {
		sets = "annotations"
		w.object("meta", func() { w.array("annotators", func() { w.annotators(voices) }) })
	}
	w.array(sets, func() {
		for _, v := range voices {
			w.item()
			w.open('{')
			if w.o.Predictions {
				w.always("model_version", cmp.Or(w.name(v.by), v.by, "Gloss"))
			}
			w.array("result", func() { w.results(v) })
			w.close('}')
		}
	})
	w.close('}')
}

func (w *studio) annotators(voices []voice) {
	for _, v := range voices {
		w.item()
		w.open('{')
		w.always("id", v.by)
		w.text("name", w.name(v.by))
		w.bool("done", v.done)
		w.close('}')
	}
}

// mentioned lists the entities of a document, for reading them back.
func (w *studio) mentioned(document string) {
	var ids []string
	for _, a := range w.p.In(document) {
		for _, id := range a.Entities {
			if e, ok := w.p.Entity(id); ok {
				id = e.ID
			}
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	if len(ids) > 0 {
		w.array("entities", func() { w.entities(slices.Compact(ids)) })
	}
}

func (w *studio) results(v voice) {
	for _, a := range v.marks {
		w.region(a)
	}
	for _, r := range v.links {
		w.item()
		w.open('{')
		w.always("id", studioID(r.ID))
		w.always("type", "relation")
		w.always("from_id", studioID(r.From))
		w.always("to_id", studioID(r.To))
		w.always("direction", "right")
		w.array("labels", func() {
			if r.Type != "" {
				w.items([]string{r.Type})
			}
		})
		w.close('}')
	}
}

func (w *studio) region(a *annotations.Annotation) {
	var label []string
	if a.Label != "" {
		label = []string{w.label(a.Label)}
	}
	w.result(a, "label", "labels", label)
	if len(a.Entities) > 0 {
		var names []string
		for _, id := range a.Entities {
			names = append(names, w.entityText(id))
		}
		w.result(a, "entity", "textarea", names)
	}
	for pairs := a.Attributes; len(pairs) > 0; {
		key, values := pairs[0].Key, []string(nil)
		for len(pairs) > 0 && pairs[0].Key == key {
			values, pairs = append(values, pairs[0].Value), pairs[1:]
		}
		kind := "textarea"
		if len(answers(w.p, key)) > 0 {
			kind = "choices"
		}
		w.result(a, studioName(key), kind, values)
	}
}

// result writes one result of a region: what a control of the screen holds.
func (w *studio) result(a *annotations.Annotation, control, kind string, values []string) {
	s := a.Extent()
	w.item()
	w.open('{')
	w.always("id", studioID(a.ID))
	w.always("from_name", control)
	w.always("to_name", "text")
	w.always("type", kind)
	w.object("value", func() {
		w.number("start", s.Start)
		w.number("end", s.End)
		held := kind
		if kind == "textarea" {
			held = "text"
		} else {
			w.always("text", w.t.Slice(s))
		}
		w.array(held, func() { w.items(values) })
	})
	if control == "label" && a.Note != "" {
		w.object("meta", func() { w.array("text", func() { w.items([]string{a.Note}) }) })
	}
	if !w.o.Predictions {
		w.always("origin", "manual")
	}
	w.close('}')
}

// entityText names an entity for people, with its address.
func (w *studio) entityText(id string) string {
	e, ok := w.p.Entity(id)
	if !ok {
		return entityText("", id, "")
	}
	return entityText(e.Name, e.ID, e.IRI)
}

func entityText(name, id, iri string) string {
	if id == annotations.NIL {
		name = "none of these"
	}
	if name == "" {
		return id
	}
	if isIRI(iri) {
		id = iri
	}
	return name + " <" + id + ">"
}

// studioID is an id as Label Studio takes it: letters, digits, "-" and "_".
func studioID(id string) string {
	if !isUUID(id) {
		id = mint("label studio", id)
	}
	return strings.TrimPrefix(id, "urn:uuid:")
}

// studioName is the name of the control for an attribute; names are unique on
// a screen.
func studioName(key string) string {
	if slices.Contains([]string{"label", "text", "entity"}, strings.TrimRight(key, "_")) {
		return key + "_"
	}
	return key
}

// answers are the values that the scheme offers for an attribute.
func answers(p *annotations.Project, key string) []string {
	for _, t := range p.Scheme().Attributes {
		if t.Key == key {
			return t.Values
		}
	}
	return nil
}

// studioConfig is the labelling interface that goes with the tasks.
func studioConfig(p *annotations.Project) string {
	var b strings.Builder
	s := p.Scheme()
	b.WriteString("<View>\n  <Labels name=\"label\" toName=\"text\">\n")
	for _, l := range s.Offered() {
		b.WriteString("    <Label" + xmlAttr("value", l.Key) + xmlAttr("hint", l.Title) + xmlAttr("background", l.Light) + "/>\n")
	}
	b.WriteString("  </Labels>\n  <Text name=\"text\" value=\"$text\"/>\n  <Relations>\n")
	for _, r := range s.Relations {
		b.WriteString("    <Relation" + xmlAttr("value", r.Key) + "/>\n")
	}
	b.WriteString("  </Relations>\n  <TextArea name=\"entity\" toName=\"text\" perRegion=\"true\" editable=\"true\"/>\n")
	for _, a := range s.Attributes {
		name := xmlAttr("name", studioName(a.Key)) + ` toName="text" perRegion="true"`
		if len(a.Values) == 0 {
			b.WriteString("  <TextArea" + name + "/>\n")
			continue
		}
		b.WriteString("  <Choices" + name + ">\n")
		for _, v := range a.Values {
			b.WriteString("    <Choice" + xmlAttr("value", v) + "/>\n")
		}
		b.WriteString("  </Choices>\n")
	}
	b.WriteString("</View>\n")
	return b.String()
}

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;")

// xmlAttr is an attribute of an element, without characters XML has no place for.
func xmlAttr(name, value string) string {
	value = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, value)
	return " " + name + `="` + xmlEscapes.Replace(value) + `"`
}

// lossesStudio lists what a file for Label Studio leaves out.
func lossesStudio(l *losses) {
	l.common()
	l.lacking(lackParts | lackAttribution | lackUnsure | lackOrigin | lackTimes)
	if l.o.Predictions {
		l.lacking(lackMaker | lackDone)
	}
	l.related(lackRelationNotes|lackOtherMaker, oneVoice)
}
