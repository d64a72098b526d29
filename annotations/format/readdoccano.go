package format

import (
	"slices"
	"strings"

	"gloss/annotations"
)

func isDoccano(o outline) bool {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { _, ok := o[name]; return ok })
	}
	return has("text", "data", "content", "column_data") && has("label", "labels", "entities", "annotations", "annotation", "column_label") &&
		!has("offset_unit") || has("entities") && has("Comments", "relations")
}

// isSpaCy knows [["text", {"entities": …}], …].
func isSpaCy(o outline) bool {
	_, entities := o["entities"]
	rest, ok := strings.CutPrefix(strings.Join(strings.Fields(o[head]), ""), "[[")
	return ok && entities && strings.HasPrefix(rest, `"`)
}

// readDoccano reads the shapes in which doccano has ever written or taken
// spans, and hand-made ones like them: the fields of text and spans may have
// any name.
func readDoccano(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	g := newGuest("doccano", o)
	return g.read(data, o, unitUTF16, func() { g.spans(g.textName(), "") })
}

// readSpaCy reads training data of spaCy's: pairs of a text and its spans, or
// objects that hold both.
func readSpaCy(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	g := newGuest("spacy", o)
	return g.read(data, o, offsetUnit, func() {
		if g.kind() != '[' {
			g.spans(g.textName(), "")
			return
		}
		text := ""
		for i := range g.each {
			switch i {
			case 0:
				text = g.text()
			case 1:
				g.spans("", text)
			}
		}
	})
}

// textName returns the name of the field that holds the text: one of the usual
// ones, else the longest; "" when there is none.
func (g *guest) textName() string {
	c := cursor{b: g.b, i: g.i}
	if c.kind() != '{' {
		return ""
	}
	usual := []string{"column_data", "content", "data", "text"}
	best, size, rank := "", -1, -1
	for name := range c.object {
		if c.kind() != '"' {
			continue
		}
		n, r := len(c.bytes()), slices.Index(usual, string(name))
		if r > rank || r == rank && n > size {
			best, size, rank = string(name), n, r
		}
	}
	return best
}

// tied is a relation as doccano writes it.
type tied struct {
	link
	a, b string
}

// spans reads a text with its spans: the text is in a field of the object, or
// it is given when there is no such field.
func (g *guest) spans(textName, text string) {
	d := readDocument{path: g.here(), record: &annotations.Document{}, points: -1, text: text}
	found := text != ""
	var foreign []member
	var items []*item
	var ties []tied
	byLocal := map[string]*item{}
	for name := range g.object {
		switch n := string(name); {
		case n == textName && g.kind() == '"':
			d.text, found = g.text(), true
		case n == "relations":
			for range g.each {
				ties = append(ties, g.tied())
			}
		case n == "spans" && g.kind() == '{': // spaCy's groups of spans
			for range g.object {
				items = g.marks(items, byLocal)
			}
		case g.spanned():
			items = g.marks(items, byLocal)
		case !g.field(&d, n):
			foreign = g.alien(foreign, n)
		}
	}
	if !found {
		g.omit(d.path, "", "no text")
		return
	}
	d.record.Foreign = join(slices.DeleteFunc(foreign, empty))
	g.take(d, items, g.ends(ties, byLocal))
}

// empty reports whether a field of another tool's says nothing.
func empty(m member) bool {
	s := string(m.value)
	return s == "[]" || s == "{}" || s == "null"
}

// spanned reports whether the value at the cursor is a list of spans.
func (g *guest) spanned() bool {
	c := cursor{b: g.b, i: g.i}
	if c.kind() != '[' {
		return false
	}
	for range c.each {
		if c.kind() != '{' {
			return c.kind() == '['
		}
		for name := range c.object {
			if n := string(name); n == "start_offset" || n == "start" || n == "points" {
				return true
			}
		}
		return false
	}
	return false
}

func (g *guest) marks(items []*item, byLocal map[string]*item) []*item {
	for range g.each {
		it, local := g.mark()
		if local != "" {
			byLocal[local] = it
		}
		items = append(items, several(it)...)
	}
	return items
}

func (g *guest) tied() (t tied) {
	t.path = g.here()
	for name := range g.object {
		switch string(name) {
		case "id":
			g.raw()
		case "from_id":
			t.a = g.id()
		case "to_id":
			t.b = g.id()
		case "type":
			t.item.says("classifying", g.name())
		default:
			t.foreign = g.alien(t.foreign, string(name))
		}
	}
	return t
}

func (g *guest) ends(ties []tied, byLocal map[string]*item) (out []*link) {
	for i := range ties {
		t := &ties[i]
		t.from, t.to = byLocal[t.a], byLocal[t.b]
		if t.from == nil || t.to == nil || t.from == t.to {
			g.omit(t.path, "", "a relation of spans that are not there")
			continue
		}
		out = append(out, &t.link)
	}
	return out
}
