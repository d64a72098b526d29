package format

import (
	"cmp"
	"strings"

	"gloss/annotations"
)

// studioResult reads one result: the label of a region, something else that is
// said of it, or a relation.
func (g *guest) studioResult(t *studioTask, s *studioSet) {
	x := studioLink{}
	x.path = g.here()
	id, kind, control, direction := "", "", "", ""
	value, from := -1, g.i
	var foreign []member
	note := ""
	for name := range g.object {
		switch string(name) {
		case "id":
			id = g.id()
		case "type":
			kind = g.name()
		case "from_name":
			control = g.name()
		case "to_name", "readonly", "hidden":
		case "origin":
			if g.kind() == '"' && g.name() == "prediction" {
				x.origin = "prediction"
			}
		case "source":
			if g.kind() == '"' {
				t.source = strings.TrimPrefix(g.name(), "$")
			}
		case "value":
			g.space()
			value = g.i
		case "from_id":
			x.a = g.id()
		case "to_id":
			x.b = g.id()
		case "direction":
			direction = g.name()
		case "labels":
			g.labels(&x.item)
		case "meta":
			note, foreign = g.studioNote(foreign)
		default:
			foreign = g.alien(foreign, string(name))
		}
	}
	to := g.i
	switch {
	case kind == "relation":
		if direction == "left" {
			x.a, x.b = x.b, x.a
		}
		x.ID = studioURN(id)
		x.bodies = x.bodies[:min(1, len(x.bodies))]
		x.foreign = foreign
		s.links = append(s.links, x)
		return
	case value >= 0:
		g.i = value
		r := g.studioRegion(s, id, kind, control, x.path)
		g.i = to
		if r != nil {
			r.says("commenting", note)
			r.origin = cmp.Or(r.origin, x.origin)
			r.foreign = append(r.foreign, foreign...)
			return
		}
	}
	t.claims = append(t.claims, member{kind, compacted(g.b[from:to])})
	g.fields["“"+clip(cmp.Or(control, kind))+"” says something of a whole task, or of what is no text"]++
}

// studioURN is the id of ours that a region or relation was given, else "".
func studioURN(id string) string {
	if id = "urn:uuid:" + id; isUUID(id) {
		return id
	}
	return ""
}

// studioNote reads what is noted on a region.
func (g *guest) studioNote(foreign []member) (string, []member) {
	if g.kind() != '{' {
		g.skip()
		return "", foreign
	}
	var notes []string
	var rest []member
	for name := range g.object {
		if string(name) == "text" {
			notes = g.texts()
		} else {
			rest = g.alien(rest, string(name))
		}
	}
	if len(rest) > 0 {
		foreign = append(foreign, member{"meta", join(rest)})
	}
	return strings.Join(notes, "\n"), foreign
}

// studioRegion reads the value of a result into its region; nil when it is of
// none.
func (g *guest) studioRegion(s *studioSet, id, kind, control, path string) *studioRegion {
	if g.kind() != '{' {
		return nil
	}
	t := target{selected: true}
	var values []string
	elsewhere := false
	for name := range g.object {
		switch n := string(name); n {
		case "start", "end":
			if g.kind() == '"' { // a path in HTML, or the number of a line of dialogue
				elsewhere = true
				g.skip()
			} else {
				g.part(&t, n)
			}
		case "startOffset", "endOffset", "globalOffsets", "x", "points":
			elsewhere = true
		case "text":
			if kind == "textarea" {
				values = append(values, g.texts()...)
			} else if g.kind() == '"' {
				t.quote.Exact, t.quoted = g.text(), true
			}
		case kind:
			values = append(values, g.studioValues()...)
		}
	}
	if elsewhere || !t.placed {
		return nil
	}
	r := s.byID[id]
	if r == nil {
		it := &item{path: path, motivations: []string{"classifying"}, targets: []target{t}}
		it.ID = studioURN(id)
		r = &studioRegion{item: it}
		s.regions = append(s.regions, r)
		if id != "" {
			s.byID[id] = r
		}
	}
	if x := &r.targets[0]; t.quoted && !x.quoted {
		x.quote, x.quoted = t.quote, true
	}
	r.answer(kind, control, values)
	return r
}

// studioValues reads what a control holds: words, numbers, or the paths of a
// taxonomy.
func (g *guest) studioValues() (out []string) {
	for range g.each {
		switch g.kind() {
		case '"':
			out = append(out, g.text())
		case '[':
			var path []string
			for range g.each {
				path = append(path, g.text())
			}
			out = append(out, strings.Join(path, " / "))
		case '{':
			g.skip()
		default:
			out = append(out, string(g.raw()))
		}
	}
	return out
}

// answer keeps what a control says of a region.
func (r *studioRegion) answer(kind, control string, values []string) {
	switch {
	case strings.HasSuffix(kind, "labels"):
		for _, v := range values {
			r.says("classifying", v)
		}
	case kind == "textarea" && control == "entity":
		r.entities = append(r.entities, values...)
	case kind == "textarea" && control == "note":
		r.says("commenting", strings.Join(values, "\n"))
	default:
		if name := strings.TrimRight(control, "_"); studioName(name) != name {
			control = strings.TrimSuffix(control, "_")
		}
		for _, v := range values {
			r.attributes = append(r.attributes, annotations.Pair{Key: control, Value: v})
		}
	}
}
