package format

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gloss/annotations"
)

// Merger merges project files of which there are so many that their annotations
// should not be in memory all at once. Of an annotation it keeps an id and a
// place; what it says is put by as it will be written. All other records are
// kept as they are.
//
// What it writes is, to the byte, what [Write] makes of [annotations.Merge] of
// all that was added, in any order.
type Merger struct {
	store   Store
	size    int64 // of what is in the store
	rest    []*annotations.Project
	entries []entry
	numbers map[string]int32 // documents of entries, as they are met
	names   []string
}

// Store is where a [Merger] puts by what it need not have in memory. Reading at
// a place gives what was written there.
type Store interface {
	io.Writer
	io.ReaderAt
}

// Depths at which a [Share] writes, and what stands for the name of an entity:
// it may change when files are merged. No JSON has such a byte.
const (
	itemDepth   = 3
	sourceDepth = itemDepth + 4
	blankMark   = 0
)

// entry is one version of an annotation in the store.
type entry struct {
	id         string
	at         int64
	size       int32
	document   int32 // in Merger.names
	start, end int32 // all of it, as it stands in the text
	deleted    bool
}

// NewMerger returns a merger without anything in it.
func NewMerger(s Store) *Merger { return &Merger{store: s, numbers: map[string]int32{}} }

// Share is what a merger takes of one project.
type Share struct {
	rest    *annotations.Project
	raw     []byte
	entries []entry
	names   []string // of documents
}

// NewShare makes ready a project for a merger: much of the work, which several
// may do at once. Every annotation is compared with its text, as in [Write].
func NewShare(p *annotations.Project) (*Share, error) {
	s := &Share{}
	w := &writer{p: p, blank: true, encoder: encoder{now: "project", deep: itemDepth}}
	numbers := map[string]int32{}
	for a := range p.Annotations.Versions() {
		from := len(w.b)
		w.record(a)
		n, ok := numbers[a.Document]
		if !ok {
			n = int32(len(s.names))
			numbers[a.Document] = n
			s.names = append(s.names, a.Document)
		}
		e := entry{id: a.ID, at: int64(from), size: int32(len(w.b) - from), document: n, deleted: a.Deleted}
		if !a.Deleted {
			x := a.Extent()
			e.start, e.end = int32(x.Start), int32(x.End)
		}
		s.entries = append(s.entries, e)
	}
	if w.err != nil {
		return nil, w.err
	}
	s.raw = w.b
	var err error
	s.rest, err = withoutAnnotations(p)
	return s, err
}

func withoutAnnotations(p *annotations.Project) (*annotations.Project, error) {
	var rs []annotations.Record
	texts := map[string]annotations.Text{}
	for _, k := range annotations.Kinds {
		if k != annotations.KindAnnotation {
			rs = append(rs, p.Versions(k)...)
		}
	}
	for d := range p.Documents.All() {
		if t, ok := p.Text(d.ID); ok {
			texts[d.ID] = t
		}
	}
	q, err := annotations.ProjectOf(rs...)
	if err != nil {
		return nil, err
	}
	q = q.WithTexts(texts)
	q.ID, q.Title, q.Created = p.ID, p.Title, p.Created
	return q, nil
}

// Add takes a share. The error is the store's.
func (m *Merger) Add(s *Share) error {
	if _, err := m.store.Write(s.raw); err != nil {
		return fmt.Errorf("putting annotations by: %w", err)
	}
	to := make([]int32, len(s.names))
	for i, name := range s.names {
		n, ok := m.numbers[name]
		if !ok {
			n = int32(len(m.names))
			m.numbers[name] = n
			m.names = append(m.names, name)
		}
		to[i] = n
	}
	for _, e := range s.entries {
		e.at += m.size
		e.document = to[e.document]
		m.entries = append(m.entries, e)
	}
	m.size += int64(len(s.raw))
	m.carry(s.rest)
	return nil
}

// carry merges projects of like rank, as carrying does in a binary counter:
// each record is copied as often as the number of projects can be halved, not
// once for every project.
func (m *Merger) carry(p *annotations.Project) {
	for i, q := range m.rest {
		if q == nil {
			m.rest[i] = p
			return
		}
		p, m.rest[i] = annotations.Merge(q, p), nil
	}
	m.rest = append(m.rest, p)
}

// Merged says what a merger wrote.
type Merged struct {
	Documents, Annotations, Relations, Entities int // shown records
	Conflicts                                   int // versions that wait for a person to choose
}

// Write writes what all shares hold together. A merger can be written once.
func (m *Merger) Write(to io.Writer, step Step) (Merged, error) {
	p := &annotations.Project{}
	for _, q := range m.rest {
		if q != nil {
			p = annotations.Merge(p, q)
		}
	}
	m.rest = nil
	shown, others, conflicts, err := m.heads()
	if err != nil {
		return Merged{}, err
	}
	w := &mergeWriter{Merger: m, to: to, places: shown, hidden: others}
	w.writer = writer{p: p, o: WriteOptions{Large: true, Step: step}, steps: len(shown) + len(others), encoder: encoder{now: "project"}}
	if p.ID == "" {
		p.ID = w.made()
	}
	w.open('{')
	w.head()
	w.lists()
	w.page()
	w.versions()
	w.close('}')
	w.b = append(w.b, '\n')
	w.flush(0)
	if w.err != nil {
		return Merged{}, w.err
	}
	for _, k := range annotations.Kinds {
		last := ""
		for _, r := range p.Versions(k) {
			if id := r.Stamped().ID; id == last {
				conflicts++
			} else {
				last = id
			}
		}
	}
	return Merged{p.Documents.Len(), len(shown), p.Relations.Len(), p.Entities.Len(), conflicts}, nil
}

// heads leaves of every annotation the versions that no other one has seen, as
// [annotations.Merge] does: those that are shown, and the others by id and rank.
func (m *Merger) heads() (shown, others []entry, conflicts int, err error) {
	slices.SortFunc(m.entries, func(a, b entry) int { return cmp.Or(strings.Compare(a.id, b.id), cmp.Compare(a.at, b.at)) })
	kept := m.entries[:0]
	for rest := m.entries; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].id == rest[0].id {
			n++
		}
		group := rest[:n]
		rest = rest[n:]
		if n > 1 {
			if group, err = m.maximal(group); err != nil {
				return nil, nil, 0, err
			}
		}
		conflicts += len(group) - 1
		kept = append(kept, group...) // never beyond what has been read
	}
	m.entries = kept
	last := ""
	for _, e := range kept {
		if e.id == last || e.deleted {
			others = append(others, e)
		} else {
			shown = append(shown, e)
		}
		last = e.id
	}
	return shown, others, conflicts, nil
}

// maximal leaves the versions of one annotation that no other one has seen.
func (m *Merger) maximal(group []entry) ([]entry, error) {
	var raws [][]byte
	var once []entry
	for _, e := range group {
		raw, err := m.get(e, nil)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(raws, func(o []byte) bool { return bytes.Equal(o, raw) }) {
			raws, once = append(raws, raw), append(once, e)
		}
	}
	if len(once) == 1 {
		return once, nil
	}
	var rs []annotations.Record
	for _, raw := range raws {
		rs = append(rs, annotationOf(raw))
	}
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		return nil, err
	}
	var out []entry
	for a := range p.Annotations.Versions() {
		i := slices.IndexFunc(rs, func(r annotations.Record) bool { return r == annotations.Record(a) })
		out = append(out, once[i])
	}
	return out, nil
}

// get reads an entry into buffer, which may be nil.
func (m *Merger) get(e entry, buffer []byte) ([]byte, error) {
	if cap(buffer) < int(e.size) {
		buffer = make([]byte, e.size)
	}
	buffer = buffer[:e.size]
	if n, err := m.store.ReadAt(buffer, e.at); n < len(buffer) && err != nil {
		return nil, fmt.Errorf("annotation %s: %w", e.id, err)
	}
	return buffer, nil
}

// annotationOf reads what a share wrote; it was compared with its text already.
func annotationOf(raw []byte) annotations.Record {
	r := &reader{cursor: cursor{b: withoutBlanks(raw)}, builder: newBuilder("gloss", nil)}
	r.ours = true
	it := r.item()
	r.places[it.targets[0].source] = &place{id: it.targets[0].source, deleted: true}
	r.annotation(it)
	return r.kept[0].record
}

func withoutBlanks(raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, blankMark)
		if i < 0 {
			return raw
		}
		n := bytes.IndexByte(raw[i+1:], blankMark)
		raw = slices.Concat(raw[:i], raw[i+n+2:])
	}
}

// mergeWriter writes a merged project and lets go of it piece by piece.
type mergeWriter struct {
	writer
	*Merger
	to             io.Writer
	places, hidden []entry
	written        int
	buffer         []byte
}

// made is the id of a project without one; see [writer.id].
func (w *mergeWriter) made() string {
	parts := []string{"project", w.p.Title, w.p.Created.String()}
	for _, k := range annotations.Kinds {
		if k == annotations.KindAnnotation {
			for _, e := range w.entries {
				parts = append(parts, e.id)
			}
			continue
		}
		for _, r := range w.p.Versions(k) {
			parts = append(parts, r.Stamped().ID)
		}
	}
	return mint(parts...)
}

// flush hands on what is written, once there is more than most of it.
func (w *mergeWriter) flush(most int) {
	if len(w.b) <= most || w.err != nil {
		return
	}
	if w.written += len(w.b); w.written >= w.o.most() {
		w.refuse(fmt.Errorf("%w: the file would have more than %d MB", ErrLimit, w.o.most()>>20))
		return
	}
	_, err := w.to.Write(w.b)
	w.refuse(err)
	w.b = w.b[:0]
}

const flushed = 1 << 20

func (w *mergeWriter) page() {
	rank := w.ranks()
	slices.SortFunc(w.places, func(a, b entry) int {
		return cmp.Or(cmp.Compare(rank[a.document], rank[b.document]), cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), strings.Compare(a.id, b.id))
	})
	rest := w.aboutThem()
	w.number("total", len(w.places)+len(rest))
	if len(w.places)+len(rest) == 0 {
		return
	}
	id := iri(w.id()) + "#page"
	w.object("first", func() {
		w.always("id", id)
		w.always("type", "AnnotationPage")
		w.number("startIndex", 0)
		w.array("items", func() {
			for _, e := range w.places {
				w.entry(e)
			}
			w.records(rest)
		})
	})
	w.always("last", id)
}

// ranks are the places of documents in the order of their ids.
func (w *mergeWriter) ranks() []int32 {
	sorted := slices.Sorted(slices.Values(w.names))
	out := make([]int32, len(w.names))
	for i, name := range w.names {
		n, _ := slices.BinarySearch(sorted, name)
		out[i] = int32(n)
	}
	return out
}

// entry writes an item from the store, with names of entities as they are now.
func (w *mergeWriter) entry(e entry) {
	if w.err != nil {
		return
	}
	raw, err := w.get(e, w.buffer)
	if err != nil {
		w.refuse(err)
		return
	}
	w.buffer = raw
	w.item()
	if w.step++; w.o.Step != nil && w.step%512 == 0 {
		if err := w.o.Step(w.step, max(w.step, w.steps)); err != nil {
			w.refuse(fmt.Errorf("stopped: %w", err))
		}
	}
	for {
		i := bytes.IndexByte(raw, blankMark)
		if i < 0 {
			break
		}
		w.b = append(w.b, raw[:i]...)
		n := bytes.IndexByte(raw[i+1:], blankMark)
		w.named(toID(string(raw[i+1 : i+1+n])))
		raw = raw[i+n+2:]
	}
	w.b = append(w.b, raw...)
	w.flush(flushed)
}

// named fills in the name of an entity where [writer.identifying] left it out.
func (w *mergeWriter) named(entity string) {
	if e, ok := w.p.Entities.Get(entity); ok {
		deep := w.deep
		w.deep, w.empty = sourceDepth, false
		w.text("label", e.Name)
		w.deep = deep
	}
}

// versions writes what is not shown; see [writer.others].
func (w *mergeWriter) versions() {
	all := map[annotations.Kind][]annotations.Record{}
	for _, k := range annotations.Kinds {
		if _, rs := w.split(k); len(rs) > 0 {
			all[k] = rs
		}
	}
	if len(all)+len(w.hidden) == 0 {
		return
	}
	w.object("otherVersions", func() {
		for _, k := range annotations.Kinds {
			if k == annotations.KindAnnotation && len(w.hidden) > 0 {
				w.array(string(k), func() {
					for _, e := range w.hidden {
						w.entry(e)
					}
				})
			}
			if rs := all[k]; len(rs) > 0 {
				w.array(string(k), func() { w.records(rs) })
			}
		}
	})
}

// ErrStore says that a [Memory] was read where nothing is.
var ErrStore = errors.New("nothing there")

// Memory is a [Store] in memory.
type Memory struct{ b []byte }

// Write puts b by.
func (m *Memory) Write(b []byte) (int, error) {
	m.b = append(m.b, b...)
	return len(b), nil
}

// ReadAt reads what was put by at a place.
func (m *Memory) ReadAt(b []byte, at int64) (int, error) {
	if at < 0 || at > int64(len(m.b)) {
		return 0, ErrStore
	}
	n := copy(b, m.b[at:])
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}
