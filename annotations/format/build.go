package format

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gloss/annotations"
)

// builder makes a project of what a reader has read. It is where nothing is
// trusted: documents are known by their text, annotations are compared with
// it, and what is not well formed is left out and reported.
type builder struct {
	ours bool // the file is Gloss's own: what is right in it is not touched
	// verbatim says that ids are the domain's, whether or not they are IRIs.
	verbatim bool
	asked    string // what positions in W3C annotations count, one of [Units]; "" finds it out

	known *annotations.Project

	id, title string
	created   annotations.Time
	kept      []keptRecord
	documents []readDocument
	items     []*item
	finished  []finished

	report Report
	fields unknowns

	places map[string]*place // by the id or web address that targets use
	loaded map[string]annotations.Text
	nicks  map[string]string // names of people, by id
	ids    map[string]string // ids given to what had none that is good everywhere
	heads  map[string]int    // versions of each record
	listed map[string]bool   // what has been made already, by its ids

	shelf map[string]*annotations.Document // what is known, by id and web address
}

// finished says that somebody is done with a document.
type finished struct{ document, person string }

// keptRecord is a record and where it was read.
type keptRecord struct {
	path   string
	record annotations.Record
}

func newBuilder(format string, known *annotations.Project) builder {
	if known == nil {
		known = &annotations.Project{}
	}
	return builder{
		known: known, report: Report{Format: format}, fields: unknowns{},
		places: map[string]*place{}, loaded: map[string]annotations.Text{}, nicks: map[string]string{},
		ids: map[string]string{}, heads: map[string]int{}, listed: map[string]bool{},
	}
}

// keep keeps a record for the project.
func (b *builder) keep(path string, r annotations.Record) {
	if s := r.Stamped(); s.Deleted {
		r = annotations.Delete(r)
	}
	b.kept = append(b.kept, keptRecord{path, r})
}

// omit reports what is left out.
func (b *builder) omit(path, id, what string) {
	b.report.Skipped = append(b.report.Skipped, Entry{path, id, what})
}

// meet remembers the name of a person who is mentioned.
func (b *builder) meet(id, name string) {
	if id != "" && name != "" && b.nicks[id] == "" {
		b.nicks[id] = name
	}
}

// build makes the project.
func (b *builder) build(step Step) (*annotations.Project, Report, error) {
	b.placeDocuments()
	if err := b.dialects(); err != nil {
		return nil, Report{}, err
	}
	for i, it := range b.items {
		if step != nil && i%64 == 0 {
			if err := step(i, len(b.items)); err != nil {
				return nil, Report{}, fmt.Errorf("stopped: %w", err)
			}
		}
		if !it.isLater() {
			b.annotation(it)
		}
	}
	for _, it := range b.items {
		switch {
		case it.decision != nil:
			b.decision(it)
		case it.comment != nil:
			b.comment(it)
		case it.isRelation():
			b.relation(it)
		}
	}
	for _, f := range b.finished {
		b.finish(f)
	}
	b.people()
	p, err := annotations.ProjectOf(b.wellFormed()...)
	if err != nil {
		return nil, Report{}, err
	}
	maps.DeleteFunc(b.loaded, func(id string, _ annotations.Text) bool { // of one that was deleted elsewhere
		_, shown := p.Documents.Get(id)
		return !shown
	})
	p = p.WithTexts(b.loaded)
	p.ID, p.Title, p.Created = b.id, b.title, b.created
	b.report.Unknown = b.fields.entries()
	b.report.count(p)
	return p, b.report, nil
}

// people makes records of those who are mentioned by name and not listed.
func (b *builder) people() {
	for _, k := range b.kept {
		if p, ok := k.record.(*annotations.Person); ok {
			delete(b.nicks, p.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.nicks)) {
		b.keep("", &annotations.Person{Stamp: annotations.Stamp{ID: id}, Name: b.nicks[id]})
	}
}

// finish makes the record that somebody is done.
func (b *builder) finish(f finished) {
	at := b.places[f.document]
	if at == nil || b.listed[at.id+f.person] {
		return
	}
	b.listed[at.id+f.person] = true
	id := annotations.ProgressID(at.id, f.person)
	b.keep("", &annotations.Progress{Stamp: annotations.Stamp{ID: id, By: f.person}, Document: at.id, State: annotations.Done})
}

// maxVersions is how many versions of one record are read. They are as many as
// the devices that edited it at the same time, and merging compares each with
// each.
const maxVersions = 32

// wellFormed returns the records that are, and reports the others.
func (b *builder) wellFormed() []annotations.Record {
	out := make([]annotations.Record, 0, len(b.kept))
	for _, k := range b.kept {
		switch r := k.record.(type) {
		case *annotations.Progress:
			b.remap(r)
		case *annotations.Answer:
			b.readdress(r)
		case *annotations.Dismissal:
			b.refused(r)
		}
		s := k.record.Stamped()
		if err := checked(k.record); err != nil {
			b.omit(k.path, s.ID, err.Error())
			continue
		}
		name := string(k.record.Kind()) + " " + s.ID
		if b.heads[name]++; b.heads[name] > maxVersions {
			b.omit(k.path, s.ID, fmt.Sprintf("more than %d versions of one record", maxVersions))
			continue
		}
		out = append(out, k.record)
	}
	return out
}

// remap moves progress to the id that an altered text has now.
func (b *builder) remap(p *annotations.Progress) {
	if at := b.places[p.Document]; at != nil && at.id != p.Document {
		p.Document = at.id
		p.ID = annotations.ProgressID(at.id, p.By)
	}
}

// checked returns what is wrong with a record by itself. The stamp of a
// tombstone is checked through an empty person with the same one.
func checked(r annotations.Record) error {
	if s := *r.Stamped(); s.Deleted {
		return (&annotations.Person{Stamp: s}).Check()
	}
	return r.Check()
}

// good turns an id of a file into one that is good everywhere: "#1" and "" are
// in every other file too, so what the record says goes into it.
func (b *builder) good(id, kind string, raw []byte) string {
	switch {
	case b.verbatim && id != "":
		return id
	case isIRI(id):
		return toID(id)
	}
	content := strings.Join(strings.Fields(string(raw)), " ")
	minted := mint(kind, id, content)
	if id != "" {
		b.ids[id] = minted
	}
	return minted
}

// same returns the id that was made of one in the file.
func (b *builder) same(id string) string { return cmp.Or(b.ids[id], id) }
