package annotations

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// Kind names a sort of record.
type Kind string

// The kinds of record, in the order in which files and storage list them.
const (
	KindScheme     Kind = "scheme"
	KindPerson     Kind = "person"
	KindDocument   Kind = "document"
	KindEntity     Kind = "entity"
	KindAnnotation Kind = "annotation"
	KindRelation   Kind = "relation"
	KindProgress   Kind = "progress"
	KindDecision   Kind = "decision"
	KindComment    Kind = "comment"
	KindQuestion   Kind = "question"
	KindAnswer     Kind = "answer"
	KindDismissal  Kind = "dismissal"
)

// Kinds lists every kind in order.
var Kinds = []Kind{
	KindScheme, KindPerson, KindDocument, KindEntity, KindAnnotation, KindRelation, KindProgress, KindDecision, KindComment,
	KindQuestion, KindAnswer, KindDismissal,
}

// ErrRecord says that a record is not well formed.
var ErrRecord = errors.New("malformed record")

// Time is a moment in milliseconds since 1970-01-01T00:00:00Z; 0 is unknown.
type Time int64

// layout is xsd:dateTime in UTC with milliseconds; years have four digits.
const layout = "2006-01-02T15:04:05.000Z"

// String formats t as an xsd:dateTime in UTC, or "" when it is unknown. Whole
// seconds are written without a fraction.
func (t Time) String() string {
	if t == 0 {
		return ""
	}
	return strings.Replace(time.UnixMilli(int64(t)).UTC().Format(layout), ".000Z", "Z", 1)
}

// ParseTime reads an xsd:dateTime or a date (midnight UTC). Time zones are
// converted; finer fractions than milliseconds are cut off.
func ParseTime(s string) (Time, error) {
	for _, l := range []string{time.RFC3339, "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.Parse(l, s); err == nil {
			return Time(t.UnixMilli()), nil
		}
	}
	return 0, fmt.Errorf("time %q: %w", s, ErrRecord)
}

// Stamp is what every record carries: which it is, whose it is and what it has
// seen.
type Stamp struct {
	ID       string  `json:"id"`                 // an IRI, or a document's digest; never ""
	By       string  `json:"by,omitempty"`       // the Person who made it; "" for what came with Gloss
	Created  Time    `json:"created,omitempty"`  // when it was made
	Modified Time    `json:"modified,omitempty"` // when this version was made; 0 when never changed
	Version  Version `json:"version,omitempty"`  // the edits it has seen
	Deleted  bool    `json:"deleted,omitempty"`  // a tombstone: deleted, remembered so that merging knows
}

// Stamped returns the stamp itself; records get it by embedding.
func (s *Stamp) Stamped() *Stamp { return s }

// Record is anything a project holds. Records are pointers to values that are
// never modified.
type Record interface {
	Kind() Kind
	Stamped() *Stamp
	// Copy returns a shallow copy, to be changed before it enters a project.
	Copy() Record
	// Check returns an error when the record is not well formed by itself.
	Check() error
}

// NewRecord returns an empty record of kind k, or nil when there is no such kind.
func NewRecord(k Kind) Record {
	switch k {
	case KindScheme:
		return &Scheme{}
	case KindPerson:
		return &Person{}
	case KindDocument:
		return &Document{}
	case KindEntity:
		return &Entity{}
	case KindAnnotation:
		return &Annotation{}
	case KindRelation:
		return &Relation{}
	case KindProgress:
		return &Progress{}
	case KindDecision:
		return &Decision{}
	case KindComment:
		return &Comment{}
	case KindQuestion:
		return &Question{}
	case KindAnswer:
		return &Answer{}
	case KindDismissal:
		return &Dismissal{}
	}
	return nil
}

// Personal reports whether only its maker may edit a record of this kind; of
// the others everybody may edit, since they are shared.
func (k Kind) Personal() bool {
	switch k {
	case KindAnnotation, KindRelation, KindProgress, KindDecision, KindComment, KindAnswer, KindDismissal:
		return true
	}
	return false
}

// mayEdit reports whether a person may edit r. A decision that a rule made has
// no maker, and anybody may take it back.
func mayEdit(r Record, person string) bool {
	by := r.Stamped().By
	return !r.Kind().Personal() || by == person || by == "" && r.Kind() == KindDecision
}

// sameContent reports whether a and b say the same, whatever their stamps.
func sameContent(a, b Record) bool {
	if a.Kind() != b.Kind() || a.Stamped().Deleted != b.Stamped().Deleted {
		return false
	}
	x, y := a.Copy(), b.Copy()
	*x.Stamped(), *y.Stamped() = Stamp{}, Stamp{}
	return alike(x, y)
}

// sameRecord reports whether a and b are the same version and say the same.
func sameRecord(a, b Record) bool {
	return a == b || a.Stamped().Version.Equal(b.Stamped().Version) && a.Kind() == b.Kind() && alike(a, b)
}

// alike reports whether a and b are written alike. What differs in memory alone
// is nothing: an empty list and none, blanks in a foreign field.
func alike(a, b Record) bool { return reflect.DeepEqual(a, b) || content(a) == content(b) }

// rank orders concurrent versions of one record: the first is shown. What is
// not deleted comes first, then what has seen more edits; the rest is there
// so that the order never depends on who merges. Clocks have no say.
func rank(a, b Record) int {
	x, y := a.Stamped(), b.Stamped()
	deleted := func(s *Stamp) int {
		if s.Deleted {
			return 1
		}
		return 0
	}
	if c := cmp.Or(
		cmp.Compare(deleted(x), deleted(y)),
		cmp.Compare(y.Version.edits(), x.Version.edits()),
		cmp.Compare(x.Version.String(), y.Version.String()),
	); c != 0 {
		return c
	}
	return cmp.Compare(content(a), content(b)) // dear, and hardly ever reached
}

// content is a canonical form, to order records that claim the same version
// and differ, as after a copied browser profile.
func content(r Record) string {
	b, err := json.Marshal(r)
	if err != nil {
		panic("internal error: record does not marshal: " + err.Error())
	}
	return string(b)
}

// checkForeign returns an error when fields of other tools are not a JSON
// object: they are written as they are, and would spoil a file.
func checkForeign(id string, foreign json.RawMessage) error {
	if len(foreign) > 0 && (foreign[0] != '{' || !json.Valid(foreign)) {
		return fmt.Errorf("%s: %w: foreign fields are not an object", id, ErrRecord)
	}
	return nil
}

func checkStamp(s *Stamp) error {
	switch {
	case s.ID == "":
		return fmt.Errorf("%w: no id", ErrRecord)
	case len(s.ID) > 1000 || strings.ContainsAny(s.ID, "\x00\x1f\n"):
		return fmt.Errorf("%w: id %.40q", ErrRecord, s.ID)
	case !s.Version.Valid():
		return fmt.Errorf("%s: %w: version %.80q", s.ID, ErrRecord, s.Version.String())
	}
	return nil
}

// Day shows the day of t in UTC, as "26 December 2024"; "" when it is unknown.
func (t Time) Day() string {
	if t == 0 {
		return ""
	}
	return time.UnixMilli(int64(t)).UTC().Format("2 January 2006")
}

// Clock shows day and time of t in UTC, as "26 Dec 2024, 15:46"; "" when it is
// unknown.
func (t Time) Clock() string {
	if t == 0 {
		return ""
	}
	return time.UnixMilli(int64(t)).UTC().Format("2 Jan 2006, 15:04")
}
