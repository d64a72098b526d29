package format

import (
	"cmp"
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
