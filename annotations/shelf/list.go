package shelf

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotations"
)

// Limits of a list that is read. What goes beyond is reported.
const (
	maxBytes   = 64 << 20  // of the file
	maxRows    = 1_000_000 // entities in it
	maxName    = 500       // code points of a name or alias
	maxAliases = 500       // of one entity
	maxNote    = 10_000    // code points of a note
	maxID      = 1000      // bytes of an id or reference
	maxFaults  = 1000      // that are reported one by one
)

// ErrList says that something in a list of entities cannot be used.
var ErrList = errors.New("not usable")

// Fault is what could not be used of a line of a list.
type Fault struct {
	Line int // from 1; 0 when it is about the whole file
	Err  error
}

// Error says where and what.
func (f Fault) Error() string {
	if f.Line == 0 {
		return f.Err.Error()
	}
	return fmt.Sprintf("line %d: %v", f.Line, f.Err)
}

// Unwrap returns what.
func (f Fault) Unwrap() error { return f.Err }

// ReadList reads a list of entities from a file, which is UTF-8 and either has
// a JSON object on each line or is a table with a head (see rows for both). It
// returns the entities in order, without stamps but for their ids, and what
// could not be used: nothing is left out without being reported.
//
// A row with an IRI for an id keeps it. Any other id is made an IRI of this
// row's id and name, so that reading the list again gives the same entities and
// number 1 of another list is another one. A Wikidata reference in any spelling
// becomes http://www.wikidata.org/entity/Q… and is the id where there is no
// other. newID gives the ids of the rest. Rows with the same id or the same
// reference are one entity: the names of later ones become aliases.
func ReadList(data []byte, newID func() string) ([]*annotations.Entity, []Fault) {
	l := &list{newID: newID, known: map[string]*annotations.Entity{}, ignored: map[string]bool{}}
	switch data = bytes.TrimPrefix(data, []byte("\ufeff")); {
	case len(data) > maxBytes:
		l.fault(0, "a list of %d bytes; up to %d are read", len(data), maxBytes)
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		l.fault(0, "UTF-16; a list has to be UTF-8")
	case bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")):
		l.objects(data)
	default:
		l.table(data)
	}
	if len(l.entities)+len(l.faults) == 0 {
		l.fault(0, "an empty list")
	}
	if l.more > 0 {
		l.faults = append(l.faults, Fault{l.lastLine, fmt.Errorf("%w: %d more up to this line", ErrList, l.more)})
	}
	return l.entities, l.faults
}

// row is what a line says of an entity.
type row struct {
	line          int
	name, id, iri string
	typ, note     string
	aliases       []string
	ignored       []string // keys that mean nothing
	second        []string // what a second column says that differs from the first
}

// list is what has been read.
type list struct {
	newID    func() string
	entities []*annotations.Entity
	known    map[string]*annotations.Entity // by id as it stands there, and by reference
	faults   []Fault
	more     int // faults beyond the limit
	lastLine int
	ignored  map[string]bool // keys that were reported
}

func (l *list) fault(line int, format string, args ...any) {
	if len(l.faults) >= maxFaults {
		l.more++
		l.lastLine = line
		return
	}
	l.faults = append(l.faults, Fault{line, fmt.Errorf("%w: "+format, append([]any{ErrList}, args...)...)})
}

// add takes in a row; false ends the reading.
func (l *list) add(r row) bool {
	l.tidy(&r)
	if r.name == "" {
		l.fault(r.line, "no name")
		return true
	}
	id, iri := l.identify(r)
	e := l.known[id]
	if other := l.known[iri]; e == nil {
		e = other
	} else if other != nil && other != e {
		l.fault(r.line, "id %.80q and reference %.80q are two entities already; taken for the first", id, iri)
	}
	if e == nil {
		if len(l.entities) >= maxRows {
			l.fault(r.line, "more than %d entities; the list is read up to here", maxRows)
			return false
		}
		e = &annotations.Entity{Stamp: annotations.Stamp{ID: l.idOf(r, id, iri)}, Name: r.name}
		l.entities = append(l.entities, e)
	}
	l.merge(e, r, iri)
	for _, key := range []string{id, iri, e.ID} {
		if key != "" && l.known[key] == nil {
			l.known[key] = e
		}
	}
	return true
}

// identify returns a row's own id and its reference, "" where it has none.
func (l *list) identify(r row) (id, iri string) {
	id, iri = r.id, annotations.WikidataIRI(r.iri)
	if q := annotations.WikidataIRI(id); strings.HasPrefix(q, "http://www.wikidata.org/entity/") {
		if id = ""; iri == "" {
			iri = q
		} else if iri != q {
			id = q
		}
	}
	if len(id) > maxID || id == annotations.NIL || strings.ContainsFunc(id, unicode.IsControl) {
		l.fault(r.line, "id %.40q", id)
		id = ""
	}
	if iri != "" && (!address(iri) || len(iri) > maxID) {
		l.fault(r.line, "reference %.80q is neither an address nor a Wikidata number", iri)
		iri = ""
	}
	return id, iri
}

// idOf returns the id of a new entity.
func (l *list) idOf(r row, id, iri string) string {
	switch {
	case absolute(id):
		return id
	case id != "":
		sum := sha256.Sum256([]byte(id + "\x00" + r.name))
		return fmt.Sprintf("urn:x-gloss:entity:%x", sum[:16])
	case iri != "":
		return iri
	}
	return l.newID()
}

// merge adds what a row says to its entity.
func (l *list) merge(e *annotations.Entity, r row, iri string) {
	for i, name := range append([]string{r.name}, r.aliases...) {
		switch {
		case name == e.Name || slices.Contains(e.Aliases, name):
		case i > 0 && name == "":
		case len(e.Aliases) >= maxAliases:
			l.fault(r.line, "more than %d aliases: %.80q is left out", maxAliases, name)
		default:
			e.Aliases = append(e.Aliases, name)
		}
	}
	l.fill(r.line, "type", &e.Type, r.typ)
	l.fill(r.line, "reference", &e.IRI, iri)
	if r.note != "" && !strings.Contains(e.Note, r.note) {
		l.note(r.line, e, strings.TrimPrefix(e.Note+"\n"+r.note, "\n"))
	}
	for _, value := range r.second {
		l.fault(r.line, "%.80q is left out: another column says otherwise", value)
	}
	for _, key := range r.ignored {
		if !l.ignored[key] && len(l.ignored) < maxFaults {
			l.ignored[key] = true
			l.fault(r.line, "%.80q is not read, here and in later lines", key)
		}
	}
}

func (l *list) fill(line int, what string, to *string, value string) {
	if *to == "" {
		*to = value
	} else if value != "" && value != *to {
		l.fault(line, "%s %.80q: it is %.80q already", what, value, *to)
	}
}

func (l *list) note(line int, e *annotations.Entity, note string) {
	if n := utf8.RuneCountInString(note); n > maxNote {
		l.fault(line, "a note of %d characters is left out", n)
		return
	}
	e.Note = note
}

// tidy trims what a row says and takes out what is too long.
func (l *list) tidy(r *row) {
	r.id, r.iri, r.typ, r.note = strings.TrimSpace(r.id), strings.TrimSpace(r.iri), l.short(r.line, r.typ), strings.TrimSpace(r.note)
	if r.name = l.short(r.line, r.name); r.name == "" && len(r.aliases) > 0 {
		l.fault(r.line, "aliases without a name: %.80q", r.aliases)
	}
	for i, a := range r.aliases {
		r.aliases[i] = l.short(r.line, a)
	}
}

// short is a name with single spaces, "" when it is too long.
func (l *list) short(line int, name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if n := utf8.RuneCountInString(name); n > maxName {
		l.fault(line, "%.40q and so on is left out: %d characters", name, n)
		return ""
	}
	return name
}

// address reports whether s is an IRI that refers to something outside: one of
// the web or a name, never a script.
func address(s string) bool {
	scheme, _, _ := strings.Cut(strings.ToLower(s), ":")
	return absolute(s) && s != annotations.NIL && (scheme == "http" || scheme == "https" || scheme == "urn")
}

// absolute reports whether s is an IRI: a scheme, a colon and something without
// blanks (RFC 3987).
func absolute(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || len(scheme) < 2 || rest == "" || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return false
	}
	return strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+-.") == "" && scheme[0] > '9'
}
