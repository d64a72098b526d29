package format

import (
	"cmp"
	"slices"
	"strings"

	"gloss/annotations"
)

func isStudio(o outline) bool {
	has := func(name string) bool { _, ok := o[name]; return ok }
	return has("data") && (has("annotations") || has("predictions") || has("completions")) && !has("text")
}

// readStudio reads tasks of Label Studio's with their annotations and
// predictions. Each annotation is a person's; what was cancelled is not taken.
func readStudio(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	g := newGuest("labelstudio", o)
	return g.read(data, o, offsetUnit, g.studioTask)
}

// studioTask is a task as it stands in a file.
type studioTask struct {
	d        readDocument
	data     map[string]string // the fields of data that are text
	names    map[string]string // entities by what is written of them
	sets     []*studioSet
	people   []studioPerson // for each annotation, where the file is ours
	claims   []member       // results that are about no words
	source   string         // the field that regions say they are of
	foreign  []member
	dataMore []member
}

// studioSet is an annotation, or a prediction.
type studioSet struct {
	annotations.Stamp
	path      string
	regions   []*studioRegion
	byID      map[string]*studioRegion
	links     []studioLink
	cancelled bool
	predicted bool
	model     string
	foreign   []member
}

type studioRegion struct {
	*item
	entities []string
}

type studioLink struct {
	link
	a, b string
}

type studioPerson struct {
	id, name string
	done     bool
}

func (g *guest) studioTask() {
	t := &studioTask{data: map[string]string{}, names: map[string]string{}}
	t.d = readDocument{path: g.here(), record: &annotations.Document{}, points: -1}
	for name := range g.object {
		switch string(name) {
		case "data":
			g.studioData(t)
		case "annotations", "completions", "predictions":
			for range g.each {
				if g.kind() == '{' { // else the id of a prediction
					t.sets = append(t.sets, g.studioSet(t, string(name) == "predictions"))
				}
			}
		case "meta":
			g.studioMeta(t)
		case "drafts":
		default:
			t.foreign = g.alien(t.foreign, string(name))
		}
	}
	g.studioTake(t)
}

func (g *guest) studioData(t *studioTask) {
	for name := range g.object {
		switch {
		case g.kind() == '"':
			t.data[string(name)] = g.text()
		case string(name) == "entities":
			for range g.each {
				b := g.studioEntity()
				t.names[b.value] = b.source
			}
		default:
			t.dataMore = g.alien(t.dataMore, string(name))
		}
	}
}

// studioEntity reads an entity of ours: its value is what is written of it in
// a region.
func (g *guest) studioEntity() body {
	from := g.i
	b := g.entityBody()
	c := cursor{b: g.b, i: from}
	var e annotations.Entity
	if c.kind() == '{' {
		for name := range c.object {
			switch string(name) {
			case "id":
				e.ID = c.text()
			case "name":
				e.Name = c.text()
			case "iri":
				e.IRI = c.text()
			}
		}
	}
	b.value = entityText(e.Name, e.ID, e.IRI)
	return b
}

func (g *guest) studioMeta(t *studioTask) {
	if g.kind() != '{' {
		t.foreign = g.alien(t.foreign, "meta")
		return
	}
	var rest []member
	for name := range g.object {
		if string(name) != "annotators" {
			rest = g.alien(rest, string(name))
			continue
		}
		for range g.each {
			var p studioPerson
			for name := range g.object {
				switch string(name) {
				case "id":
					p.id = g.name()
				case "name":
					p.name = g.name()
				case "done":
					p.done = g.flag()
				}
			}
			t.people = append(t.people, p)
		}
	}
	if len(rest) > 0 {
		t.foreign = append(t.foreign, member{"meta", join(rest)})
	}
}

func (g *guest) studioSet(t *studioTask, predicted bool) *studioSet {
	s := &studioSet{path: g.here(), predicted: predicted, byID: map[string]*studioRegion{}}
	for name := range g.object {
		switch string(name) {
		case "result":
			for range g.each {
				if g.kind() == '{' {
					g.studioResult(t, s)
				} else {
					g.wrong("a result")
				}
			}
		case "was_cancelled", "skipped":
			s.cancelled = g.flag() || s.cancelled
		case "completed_by":
			s.By = g.studioUser()
		case "model_version":
			s.model = g.name()
		case "created_at", "updated_at":
			at := g.studioTime()
			if string(name) == "created_at" {
				s.Created = at
			} else {
				s.Modified = at
			}
		default:
			s.foreign = g.alien(s.foreign, string(name))
		}
	}
	if s.Modified == s.Created {
		s.Modified = 0
	}
	return s
}

func (g *guest) studioTime() annotations.Time {
	if g.kind() != '"' {
		g.skip()
		return 0
	}
	return g.time()
}

// studioUser reads who annotated: a number, an address, or an object. An
// address is not kept; what stands before its @ is the name.
func (g *guest) studioUser() string {
	switch g.kind() {
	case 'n':
		g.skip()
		return ""
	case '"':
		who := g.name()
		return g.annotator(who, before(who))
	case '{':
		who, mail, first, last := "", "", "", ""
		for name := range g.object {
			switch string(name) {
			case "id":
				who = g.id()
			case "email":
				mail = g.name()
			case "first_name":
				first = g.name()
			case "last_name":
				last = g.name()
			}
		}
		return g.annotator(cmp.Or(mail, who), cmp.Or(strings.TrimSpace(first+" "+last), before(mail)))
	case '[':
		who := ""
		for range g.each {
			who = cmp.Or(who, g.studioUser())
		}
		return who
	}
	return g.annotator(g.id(), "")
}

func before(mail string) string {
	name, _, _ := strings.Cut(mail, "@")
	return name
}

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

// studioTake makes a text of a task, and of every region what it says.
func (g *guest) studioTake(t *studioTask) {
	name := t.textName()
	if name == "" {
		g.omit(t.d.path, "", "a task without text")
		return
	}
	t.d.text = t.data[name]
	delete(t.data, name)
	for name, v := range t.data {
		if to := g.fieldOf(&t.d, name); to != nil {
			*to = v
		} else {
			e := encoder{flat: true}
			e.string(v)
			t.dataMore = append(t.dataMore, member{name, e.b})
		}
	}
	if len(t.dataMore) > 0 {
		t.foreign = append(t.foreign, member{"data", join(t.dataMore)})
	}
	var items []*item
	var links []*link
	ours, n := t.ours(), 0
	for _, s := range t.sets {
		if s.cancelled {
			g.omit(s.path, "", "cancelled by its annotator, so not taken")
		} else {
			done := s.By != ""
			if ours && !s.predicted {
				p := t.people[n]
				s.By, done = g.annotator(p.id, p.name), p.done
			}
			items, links = g.studioSaid(t, s, items, links)
			if done && !s.predicted {
				g.finished = append(g.finished, finished{textID(t.d.text), s.By})
			}
		}
		if !s.predicted {
			n++
		}
	}
	t.keep()
	g.take(t.d, items, links)
}

// ours reports whether the annotators are those that we listed, none added and
// none named by Label Studio.
func (t *studioTask) ours() bool {
	n := 0
	for _, s := range t.sets {
		if !s.predicted {
			n++
			if s.By != "" {
				return false
			}
		}
	}
	return n == len(t.people)
}

// textName is the field of data that holds the text: the one that regions name,
// or "text", or the longest that has a blank in it and so is no address.
func (t *studioTask) textName() string {
	best, size := "", 0
	for name, v := range t.data {
		n := len(v)
		switch {
		case name == t.source || name == "text":
			n = maxBytes
			if name == t.source {
				n++
			}
		case !strings.Contains(v, " ") || isIRI(v):
			continue
		}
		if n > size || n == size && name < best {
			best, size = name, n
		}
	}
	return best
}

func (g *guest) studioSaid(t *studioTask, s *studioSet, items []*item, links []*link) ([]*item, []*link) {
	for _, r := range s.regions {
		r.By, r.Created, r.Modified = s.By, s.Created, s.Modified
		if s.predicted {
			r.origin = strings.TrimSpace("prediction " + s.model)
		}
		for _, e := range r.entities {
			g.studioLinked(t, r.item, e)
		}
		slices.SortStableFunc(r.attributes, func(a, b annotations.Pair) int {
			return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Value, b.Value))
		})
		items = append(items, several(r.item)...)
	}
	for i := range s.links {
		x := &s.links[i]
		from, to := s.byID[x.a], s.byID[x.b]
		if from == nil || to == nil || from == to {
			g.omit(x.path, "", "a relation of regions that are not there")
			continue
		}
		x.from, x.to = from.item, to.item
		x.By, x.Created, x.Modified = s.By, s.Created, s.Modified
		links = append(links, &x.link)
	}
	return items, links
}

// studioLinked links a region to an entity as it is written of: one that the
// task lists, a name and an address, or either.
func (g *guest) studioLinked(t *studioTask, it *item, written string) {
	if id, ok := t.names[written]; ok {
		it.bodies = append(it.bodies, body{purpose: "identifying", source: id})
		return
	}
	name, address, ok := strings.Cut(strings.TrimSuffix(written, ">"), " <")
	if id := annotations.WikidataIRI(address); ok && isIRI(id) {
		g.meetEntity(it.path, annotations.Entity{Stamp: annotations.Stamp{ID: id}, Name: name, IRI: registered(id)})
		it.bodies = append(it.bodies, body{purpose: "identifying", source: id})
		return
	}
	g.identified(it, written)
}

// keep keeps what is said of the task as a whole, and of its annotations.
func (t *studioTask) keep() {
	list := func(name string, values []member) {
		if len(values) == 0 {
			return
		}
		e := encoder{flat: true}
		e.open('[')
		for _, v := range values {
			e.item()
			e.b = append(e.b, v.value...)
		}
		e.close(']')
		if depth(e.b) <= maxForeignDepth {
			t.foreign = append(t.foreign, member{name, e.b})
		}
	}
	list("results", t.claims)
	var sets []member
	for _, s := range t.sets {
		if len(s.foreign) > 0 {
			sets = append(sets, member{"", join(s.foreign)})
		}
	}
	list("annotations", sets)
	t.d.record.Foreign = join(t.foreign)
}
