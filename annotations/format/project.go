package format

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"gloss/annotations"
)

// Version is the version of the project file that is written. Files of the
// same major version are read; fields that a later minor version added are
// kept as they are.
const Version = "1.1.0"

const (
	conformsTo = "urn:x-gloss:format:1"
	offsetUnit = "code point"
)

var (
	// ErrText says that a document's text is needed and not there.
	ErrText = errors.New("the text is not loaded")
	// ErrTime says that a time cannot be written as an xsd:dateTime.
	ErrTime = errors.New("time outside the years 0 to 9999")
)

// WriteOptions say what of a project is written.
type WriteOptions struct {
	Anonymous   bool     // without names of people; their ids stay, so that agreement can be measured
	Documents   []string // ids of the documents to write, with what was said of them; nil for all
	Step        Step     // see [Step]; may be nil
	Large       bool     // a project file 64 times as large as a phone could read
	Unit        string   // what offsets are counted in, one of [Units], where the format lets one choose; "" for its own
	Tags        string   // how tokens are tagged, one of [Tags]; "" for the first
	Overlap     string   // which of annotations that overlap is written where only one can be, one of [Overlaps]; "" for the first
	Predictions bool     // for Label Studio: as suggestions, which its annotators accept or change
	Excel       bool     // CSV for Excel: with a byte order mark, and nothing in it taken for a formula
}

// chosen is the documents to write as a set, nil for all.
func (o WriteOptions) chosen() map[string]bool {
	if o.Documents == nil {
		return nil
	}
	out := map[string]bool{}
	for _, id := range o.Documents {
		out[id] = true
	}
	return out
}

// most is the size that no project file reaches.
func (o WriteOptions) most() int {
	if o.Large {
		return larger * maxBytes
	}
	return maxBytes
}

// writer writes one project file.
type writer struct {
	encoder
	p     *annotations.Project
	o     WriteOptions
	only  map[string]bool // documents to write; nil for all
	step  int             // records written
	steps int             // records there are
	blank bool            // names of entities are left out, for [Merger]
	next  int             // length of b at which Step is due
}

// Write returns p as a project file, NAME.gloss.json: a W3C Web Annotation
// collection with one page (FORMATS 5), in one canonical form, so that equal
// projects give equal bytes. All that p holds is in it: every version of every
// record, tombstones, and the texts of the documents that are not deleted.
//
// A project without an id gets one made of its content. Every annotation is
// compared with its text first; one that does not say what it quotes is an
// error that wraps [annotations.ErrQuote] or [annotations.ErrSpan], one whose
// text is not there wraps [ErrText].
func Write(p *annotations.Project, o WriteOptions) ([]byte, error) {
	w := &writer{p: p, o: o, only: o.chosen(), encoder: encoder{now: "project"}}
	w.measure()
	w.open('{')
	w.head()
	w.lists()
	w.page()
	w.others()
	w.close('}')
	if w.err != nil {
		return nil, w.err
	}
	if most := o.most(); len(w.b) >= most {
		return nil, fmt.Errorf("%w: the file would have %d MB, the most is %d; write fewer documents", ErrLimit, len(w.b)>>20, most>>20)
	}
	return append(w.b, '\n'), nil
}

// measure makes room for what will be written: growing by doubling would copy
// it all several times.
func (w *writer) measure() {
	size := len(context) + 4096
	for _, k := range annotations.Kinds {
		w.steps += len(w.p.Versions(k))
	}
	for d := range w.p.Documents.All() {
		t, _ := w.p.Text(d.ID)
		size += len(t.String()) + len(t.String())/32 + 1024
	}
	w.b = make([]byte, 0, min(size+1400*w.steps, w.o.most()))
}

// begin names the record that is about to be written, and lets Step have a say.
func (w *writer) begin(r annotations.Record) {
	w.now = string(r.Kind()) + " " + r.Stamped().ID
	w.step++
	if w.o.Step != nil && len(w.b) >= w.next && w.err == nil {
		w.next = len(w.b) + stride
		if err := w.o.Step(w.step, max(w.step, w.steps)); err != nil {
			w.err = fmt.Errorf("stopped: %w", err)
		}
	}
}

func (w *writer) head() {
	w.raw("@context", json.RawMessage(context))
	w.iri("id", w.id())
	w.always("type", "AnnotationCollection")
	w.always("conformsTo", conformsTo)
	w.always("formatVersion", Version)
	w.object("generator", func() {
		w.always("id", "urn:x-gloss:app")
		w.always("type", "Software")
		w.always("name", "Gloss")
	})
	w.text("label", w.p.Title)
	w.time("created", w.p.Created)
	w.always("offsetUnit", offsetUnit)
}

// id is the project's, or one made of its title and everything in it.
func (w *writer) id() string {
	if w.p.ID != "" {
		return w.p.ID
	}
	parts := []string{"project", w.p.Title, w.p.Created.String()}
	for _, k := range annotations.Kinds {
		for _, r := range w.p.Versions(k) {
			parts = append(parts, r.Stamped().ID)
		}
	}
	return mint(parts...)
}

// lists writes what is shown of every kind that is not on the page.
func (w *writer) lists() {
	for _, s := range w.shown(annotations.KindScheme) {
		w.key("scheme")
		w.record(s)
	}
	for _, l := range listed {
		if rs := w.shown(l.kind); len(rs) > 0 {
			w.array(l.name, func() { w.records(rs) })
		}
	}
}

// listed are the kinds that have a list of their own, with its name.
var listed = []struct {
	name string
	kind annotations.Kind
}{
	{"people", annotations.KindPerson},
	{"documents", annotations.KindDocument},
	{"entities", annotations.KindEntity},
	{"progress", annotations.KindProgress},
	{"questions", annotations.KindQuestion},
	{"answers", annotations.KindAnswer},
	{"dismissals", annotations.KindDismissal},
}

func (w *writer) records(rs []annotations.Record) {
	for _, r := range rs {
		w.item()
		w.record(r)
	}
}

// page writes what is shown of annotations and of what is about them. A page must not be
// empty (W3C, 5.2), so an empty project has none.
func (w *writer) page() {
	items := w.shown(annotations.KindAnnotation)
	slices.SortStableFunc(items, func(a, b annotations.Record) int {
		return comparePlaces(a.(*annotations.Annotation), b.(*annotations.Annotation))
	})
	items = append(items, w.aboutThem()...)
	w.number("total", len(items))
	if len(items) == 0 {
		return
	}
	id := iri(w.id()) + "#page"
	w.object("first", func() {
		w.always("id", id)
		w.always("type", "AnnotationPage")
		w.number("startIndex", 0)
		w.array("items", func() { w.records(items) })
	})
	w.always("last", id)
}

// aboutThem is what is shown on the page after annotations.
func (w *writer) aboutThem() (items []annotations.Record) {
	for _, k := range []annotations.Kind{annotations.KindRelation, annotations.KindDecision, annotations.KindComment} {
		items = append(items, w.shown(k)...)
	}
	return items
}

// comparePlaces orders by document and place; the sort is stable and ids come
// sorted.
func comparePlaces(a, b *annotations.Annotation) int {
	if c := cmp.Compare(a.Document, b.Document); c != 0 {
		return c
	}
	return annotations.CompareSpans(a.Extent(), b.Extent())
}

// others writes the versions that are not shown: tombstones, and what was
// edited at the same time elsewhere. Merging needs them.
func (w *writer) others() {
	all := map[annotations.Kind][]annotations.Record{}
	for _, k := range annotations.Kinds {
		if _, rs := w.split(k); len(rs) > 0 {
			all[k] = rs
		}
	}
	if len(all) == 0 {
		return
	}
	w.object("otherVersions", func() {
		for _, k := range annotations.Kinds {
			if rs := all[k]; len(rs) > 0 {
				w.array(string(k), func() { w.records(rs) })
			}
		}
	})
}

func (w *writer) shown(k annotations.Kind) []annotations.Record {
	shown, _ := w.split(k)
	return shown
}

// split returns the versions of a kind that are to be written: what is shown,
// and the others.
func (w *writer) split(k annotations.Kind) (shown, others []annotations.Record) {
	last := ""
	for _, r := range w.p.Versions(k) {
		s := r.Stamped()
		first := s.ID != last
		last = s.ID
		switch {
		case !w.selected(r):
		case first && !s.Deleted:
			shown = append(shown, r)
		default:
			others = append(others, r)
		}
	}
	return shown, others
}

// selected reports whether the options let r be written.
func (w *writer) selected(r annotations.Record) bool {
	switch r := r.(type) {
	case *annotations.Person:
		return !w.o.Anonymous
	case *annotations.Document:
		return w.within(r.ID)
	case *annotations.Progress:
		return w.within(r.Document)
	case *annotations.Annotation:
		return w.within(r.Document)
	case *annotations.Decision:
		return w.within(r.Document)
	case *annotations.Comment:
		return w.within(r.Document)
	case *annotations.Answer:
		return w.within(r.Document)
	case *annotations.Dismissal:
		return r.Deleted && w.only == nil || w.withinAny(r.From) && (w.withinAny(r.To) || w.within(r.Document))
	case *annotations.Relation:
		return r.Deleted && w.only == nil || w.withinAny(r.From) && w.withinAny(r.To)
	}
	return true
}

func (w *writer) within(document string) bool { return w.only == nil || w.only[document] }

// withinAny reports whether any version of an annotation is of a document that
// is written.
func (w *writer) withinAny(annotation string) bool {
	return w.only == nil || slices.ContainsFunc(w.p.Annotations.Heads(annotation), func(a *annotations.Annotation) bool {
		return w.only[a.Document]
	})
}

// iri writes a member that is an id; nothing when it is "".
func (w *writer) iri(k, id string) {
	if !utf8.ValidString(id) { // which percent-encoding would hide
		w.fail(fmt.Errorf("%w: id %.40q", ErrEncoding, id))
	}
	if id != "" {
		w.always(k, iri(id))
	}
}

// time writes a member that is a moment; nothing when it is unknown.
func (w *writer) time(k string, t annotations.Time) {
	if s := t.String(); s != "" {
		if back, err := annotations.ParseTime(s); err != nil || back != t {
			w.fail(fmt.Errorf("%w: %s", ErrTime, s))
		}
		w.always(k, s)
	}
}
