package format

import (
	"cmp"
	"slices"
	"strings"

	"gloss/annotations"
)

func isProdigy(o outline) bool {
	has := func(name string) bool { _, ok := o[name]; return ok }
	return has("text") && (has("_input_hash") || has("_task_hash") || has("answer") ||
		has("tokens") && !has("entities") || has("spans") && !has("offset_unit"))
}

// readProdigy reads a file of Prodigy's. What was answered with anything but
// "accept" is not taken for a judgement: its text is read, its spans are
// reported.
func readProdigy(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	g := newGuest("prodigy", o)
	return g.read(data, o, offsetUnit, g.prodigy)
}

// prodigyLine is a line of a file as far as it is read.
type prodigyLine struct {
	d       readDocument
	items   []*item
	local   []string // ids of items
	ends    []int    // last tokens of items, -1 where there is none
	links   []prodigyLink
	foreign []member
	who     string
	session string
	answer  string
	undone  bool
	accept  []string
}

type prodigyLink struct {
	link
	head, child prodigyEnd
}

// prodigyEnd is an end of a relation: of a span by its id, its offsets or its
// last token.
type prodigyEnd struct {
	id         string
	start, end int
	token      int
}

func (g *guest) prodigy() {
	l := &prodigyLine{d: readDocument{path: g.here(), record: &annotations.Document{}, points: -1}}
	found := false
	for name := range g.object {
		switch string(name) {
		case "text":
			found = g.kind() == '"'
			l.d.text = g.text()
		case "spans":
			for range g.each {
				g.prodigySpan(l)
			}
		case "relations":
			for range g.each {
				l.links = append(l.links, g.prodigyLink())
			}
		case "tokens":
		case "meta":
			g.meta(l)
		case "_annotator_id":
			l.who = g.text()
		case "_session_id":
			l.session = g.text()
		case "answer":
			l.answer = g.name()
		case "done":
			l.undone = !g.flag()
		case "accept":
			l.accept = g.texts()
		default:
			l.foreign = g.alien(l.foreign, string(name))
		}
	}
	if !found {
		g.omit(l.d.path, "", "no text")
		return
	}
	g.prodigyTake(l)
}

func (g *guest) prodigySpan(l *prodigyLine) {
	from := g.i
	it, local := g.mark()
	c := cursor{b: g.b[:g.i], i: from}
	end := -1
	if c.kind() == '{' {
		for name := range c.object {
			if string(name) == "token_end" {
				end, _ = c.number()
			}
		}
	}
	l.items, l.local, l.ends = append(l.items, it), append(l.local, local), append(l.ends, end)
}

// meta reads what is known of a text.
func (g *guest) meta(l *prodigyLine) {
	if g.kind() != '{' {
		l.foreign = g.alien(l.foreign, "meta")
		return
	}
	var rest []member
	for name := range g.object {
		if !g.field(&l.d, string(name)) {
			rest = g.alien(rest, string(name))
		}
	}
	if len(rest) > 0 {
		l.foreign = append(l.foreign, member{"meta", join(rest)})
	}
}

func (g *guest) prodigyLink() (l prodigyLink) {
	l.path = g.here()
	l.head.token, l.child.token = -1, -1
	for name := range g.object {
		switch string(name) {
		case "id":
			if id := g.id(); isIRI(id) {
				l.ID = id
			}
		case "head":
			l.head.token, _ = g.number()
		case "child":
			l.child.token, _ = g.number()
		case "head_span":
			g.prodigyEnd(&l.head)
		case "child_span":
			g.prodigyEnd(&l.child)
		case "from":
			l.head.id = g.id()
		case "to":
			l.child.id = g.id()
		default:
			if !g.says(&l.item, string(name)) {
				l.foreign = g.alien(l.foreign, string(name))
			}
		}
	}
	return l
}

func (g *guest) prodigyEnd(e *prodigyEnd) {
	for name := range g.object {
		switch string(name) {
		case "start":
			e.start, _ = g.number()
		case "end":
			e.end, _ = g.number()
		}
	}
}

// index finds the spans of a line by what a relation says of its ends: an id, a
// place, or a last token. Of several alike the first is meant.
func (l *prodigyLine) index() func(e prodigyEnd) *item {
	byID, bySpan, byToken := map[string]*item{}, map[annotations.Span]*item{}, map[int]*item{}
	for i, it := range slices.Backward(l.items) {
		if l.local[i] != "" {
			byID[l.local[i]] = it
		}
		if l.ends[i] >= 0 {
			byToken[l.ends[i]] = it
		}
		bySpan[annotations.Span{Start: it.targets[0].span.Start, End: it.targets[len(it.targets)-1].span.End}] = it
	}
	return func(e prodigyEnd) *item {
		return cmp.Or(byID[e.id], bySpan[annotations.Span{Start: e.start, End: e.end}], byToken[e.token])
	}
}

func (g *guest) prodigyTake(l *prodigyLine) {
	if l.answer != "" && l.answer != "accept" {
		g.omit(l.d.path, "", "answered “"+clip(l.answer)+"”, so its spans were not taken")
		l.items, l.links = nil, nil
	}
	who := g.annotator(cmp.Or(l.who, l.session), "")
	if len(l.items) == 1 {
		g.accepted(l.items[0], l.accept)
	}
	for _, it := range l.items {
		it.By = cmp.Or(it.By, who)
	}
	var links []*link
	find := l.index()
	for i := range l.links {
		x := &l.links[i]
		x.from, x.to = find(x.head), find(x.child)
		if x.from == nil || x.to == nil || x.from == x.to {
			g.omit(x.path, "", "a relation of words that are no span")
			continue
		}
		links = append(links, &x.link)
	}
	l.d.record.Foreign = join(l.foreign)
	g.take(l.d, l.items, links)
	if l.answer == "accept" && !l.undone && who != "" {
		g.finished = append(g.finished, finished{textID(l.d.text), who})
	}
}

// accepted links a span to what was chosen for it among entities.
func (g *guest) accepted(it *item, ids []string) {
	for _, id := range ids {
		if strings.HasPrefix(id, "NIL") {
			id = annotations.NIL
		}
		g.identified(it, id)
	}
}
