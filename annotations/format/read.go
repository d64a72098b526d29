package format

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gloss/annotations"
)

var (
	// ErrNewer says that a file is of a version of the format that came later.
	ErrNewer = errors.New("the file is from a newer Gloss; open it there, or with a newer version of this one")
	// ErrFormat says that a file is of none of the formats that are read.
	ErrFormat = errors.New("not a file Gloss can read")
)

// ReadOptions say how a file is read.
type ReadOptions struct {
	// Known is what is there already: annotations of its documents find their
	// texts, by id or web address, though the file does not hold them. May be
	// nil; it is not changed.
	Known *annotations.Project
	Step  Step // see [Step]; may be nil
	// Large reads a project file 64 times as large as a phone could.
	Large bool
	// Unit is what a file that does not say so counts its offsets in, one of
	// [Units]; "" finds it out. Formats that lay it down do not ask.
	Unit string
}

// part is the k-th of n parts of some work, for a step function.
func (s Step) part(k, n int) Step {
	if s == nil {
		return nil
	}
	return func(done, total int) error { return s(k*total+done, n*total) }
}

// reader reads one project file, or any W3C annotations.
type reader struct {
	cursor
	builder
	conforms string
	counts   string // what positions count, as the file says
	format   string // version of the format
	total    int    // annotations the file says it holds; -1 when it does not
	paged    int    // annotations it holds, other versions not counted
}

// Read reads a project file, or other W3C Web Annotations: a collection, a
// page, an array or a single one. Every span is compared with its text; one
// that does not say what it quotes is moved to where its quote is, or kept as
// an orphan. What is as it should be is not changed at all, so that reading
// what [Write] wrote gives the same project.
//
// The error wraps [ErrEncoding], [ErrSyntax] or [ErrLimit], mostly in a
// [*FileError]; [ErrNewer]; [ErrFormat]; or what Step returned.
func Read(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	times := 1
	if o.Large {
		times = larger
	}
	data, err := decoded(data, times)
	if err != nil {
		return nil, Report{}, err
	}
	if err := scanned(data, o.Step.part(0, 3), times); err != nil {
		return nil, Report{}, err
	}
	r := &reader{
		cursor:  cursor{b: data, step: o.Step.part(1, 3)},
		builder: newBuilder("gloss", o.Known),
		total:   -1,
	}
	r.root()
	if r.cursor.err != nil {
		return nil, Report{}, r.cursor.err
	}
	if err := r.check(); err != nil {
		return nil, Report{}, err
	}
	if r.asked = o.Unit; r.asked == "" && slices.Contains(Units, r.counts) {
		r.asked = r.counts
	}
	r.report.Skipped = append(r.report.Skipped, r.odd...)
	return r.build(o.Step.part(2, 3))
}

// check refuses what cannot be read at all.
func (r *reader) check() error {
	r.ours = strings.HasPrefix(r.conforms, "urn:x-gloss:format:")
	major, _, _ := strings.Cut(r.format, ".")
	if n, err := strconv.Atoi(major); r.ours && (r.conforms != conformsTo || err == nil && n > 1) {
		return fmt.Errorf("format version %.20s: %w", r.format, ErrNewer)
	}
	if !r.ours && len(r.items)+len(r.report.Skipped) == 0 && r.total != 0 {
		return fmt.Errorf("%w: no annotations in it", ErrFormat)
	}
	if r.total >= 0 && r.total != r.paged {
		r.omit("/total", "", fmt.Sprintf("the file says it holds %d annotations and holds %d", r.total, r.paged))
	}
	return nil
}

func (r *reader) root() {
	switch {
	case r.kind() == '[':
		r.annotations()
	case r.kind() != '{':
		r.wrong("an object")
	case r.typeIs("Annotation"):
		r.items = append(r.items, r.item())
	default:
		r.collection()
	}
}

// typeIs reports whether the object at the cursor is of a type, and leaves the
// cursor where it is.
func (r *reader) typeIs(want string) bool {
	c := cursor{b: r.b, i: r.i}
	for name := range c.object {
		if string(name) == "type" || string(name) == "@type" {
			types := c.texts()
			return slices.Contains(types, want) || slices.Contains(types, "oa:"+want)
		}
	}
	return false
}

func (r *reader) annotations() {
	for range r.each {
		r.items = append(r.items, r.item())
		r.paged++
	}
}

// collection reads a collection, a page or a set.
func (r *reader) collection() {
	for name := range r.object {
		switch string(name) {
		case "offsetUnit":
			r.counts = r.text()
		case "@context", "type", "@type", "generator", "last", "startIndex", "partOf":
			r.skip()
		case "id", "@id":
			r.id = toID(r.text())
		case "conformsTo":
			r.conforms = r.text()
		case "formatVersion":
			r.format = r.text()
		case "label":
			r.title = r.text()
		case "created":
			r.created = r.time()
		case "total":
			if n, ok := r.number(); ok {
				r.total = n
			}
		case "first":
			r.first()
		case "items", "@graph":
			r.annotations()
		default:
			r.list(string(name))
		}
	}
}

func (r *reader) first() {
	if r.kind() == '"' {
		r.omit(r.path(), "", "the annotations are in another file, "+clip(r.text()))
		return
	}
	for name := range r.object {
		switch string(name) {
		case "items":
			r.annotations()
		case "@context", "id", "@id", "type", "@type", "startIndex", "partOf":
		default:
			r.unknown(string(name))
		}
	}
}

// list reads one of the lists that are ours.
func (r *reader) list(name string) {
	kinds := map[string]annotations.Kind{
		"scheme": annotations.KindScheme, "people": annotations.KindPerson, "documents": annotations.KindDocument,
		"entities": annotations.KindEntity, "progress": annotations.KindProgress,
		"questions": annotations.KindQuestion, "answers": annotations.KindAnswer,
		"dismissals": annotations.KindDismissal,
	}
	switch k := kinds[name]; {
	case k != "":
		for range r.each {
			r.record(k)
		}
	case name == "otherVersions":
		for kind := range r.object {
			for range r.each {
				r.record(annotations.Kind(kind))
			}
		}
	default:
		r.unknown(name)
	}
}

// unknown notes a field that is not kept.
func (r *reader) unknown(name string) {
	r.fields["“"+clip(name)+"” is not known to this version and was left out"]++
}

func (r *reader) time() annotations.Time { return r.moment(r.text()) }

// moment reads a time; one that is none is reported, and 0.
func (r *reader) moment(s string) annotations.Time {
	if s == "" {
		return 0
	}
	t, err := annotations.ParseTime(s)
	if err == nil {
		if back, err2 := annotations.ParseTime(t.String()); t == 0 || err2 != nil || back != t {
			err = ErrTime
		}
	}
	if err != nil {
		r.omit(r.path(), "", fmt.Sprintf("the time %q is none", clip(s)))
		return 0
	}
	return t
}
