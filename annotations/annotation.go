package annotations

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrQuote says that the words at a span are not those that were quoted.
var ErrQuote = errors.New("the quote is not what the text says there")

// NIL is the entity reference that says "none of these": the annotator looked
// and nothing fits. It differs from no reference at all, which says nothing.
const NIL = "urn:x-gloss:nil"

// Quote describes a span by its words, so that it can be found in a text that
// is not the one it was made on (W3C TextQuoteSelector).
type Quote struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"` // up to 32 code points before
	Suffix string `json:"suffix,omitempty"` // up to 32 code points after
}

// Part is one stretch of a target: where it is and what it says.
type Part struct {
	Span
	Quote
}

// Target is what an annotation is about: one stretch of a document, or several
// disjoint ones in text order ("the plane … was shot down" is two).
type Target struct {
	Document string `json:"document"`
	Parts    []Part `json:"parts"`
}

// Extent returns the span from the first part's start to the last part's end.
func (t Target) Extent() Span {
	if len(t.Parts) == 0 {
		return Span{}
	}
	return Span{t.Parts[0].Start, t.Parts[len(t.Parts)-1].End}
}

// Exact returns the quoted words, parts joined by " … ".
func (t Target) Exact() string {
	words := make([]string, len(t.Parts))
	for i, p := range t.Parts {
		words[i] = p.Exact
	}
	return strings.Join(words, " … ")
}

// Attribution tells who says what the annotation marks.
type Attribution struct {
	Source string `json:"source,omitempty"` // entity id; "" when the words name nobody on the shelf
	Words  string `json:"words,omitempty"`  // the source as the article names it, as "two officials"
	Cue    string `json:"cue,omitempty"`    // the words that attribute, as "according to"
	Mode   string `json:"mode,omitempty"`   // "direct", "indirect" or "mixed" speech; "" unspecified
}

// Pair is one attribute of an annotation: a key of the scheme and its value.
type Pair struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Annotation is a body attached to a target: what one person says of a passage.
type Annotation struct {
	Stamp
	Target
	Label       string          `json:"label,omitempty"`      // key of a label of the scheme; "" for a bare mention
	Entities    []string        `json:"entities,omitempty"`   // who or what it is about: entity ids, or NIL alone
	Attribution Attribution     `json:"attribution,omitzero"` // who says it
	Attributes  []Pair          `json:"attributes,omitempty"` // sorted by key, then value
	Unsure      bool            `json:"unsure,omitempty"`     // the annotator was torn
	Note        string          `json:"note,omitempty"`       // free words
	Origin      string          `json:"origin,omitempty"`     // "" by hand; else the rule or file it came from
	Orphan      bool            `json:"orphan,omitempty"`     // the quote is not in the text: listed, never painted
	Foreign     json.RawMessage `json:"foreign,omitempty"`    // fields of other tools, a JSON object
}

// Kind returns [KindAnnotation].
func (*Annotation) Kind() Kind { return KindAnnotation }

// Copy implements [Record].
func (a *Annotation) Copy() Record { b := *a; return &b }

// With returns a copy of a changed by f; a stays as it is.
func (a *Annotation) With(f func(*Annotation)) *Annotation {
	b := *a
	f(&b)
	return &b
}

// Attribute returns the first value of an attribute, "" when it is not set.
func (a *Annotation) Attribute(key string) string {
	for _, p := range a.Attributes {
		if p.Key == key {
			return p.Value
		}
	}
	return ""
}

// SetAttribute returns attributes with key set to value alone; "" unsets it.
// The order is canonical and the argument is not modified.
func SetAttribute(attributes []Pair, key, value string) []Pair {
	var out []Pair
	for _, p := range attributes {
		if p.Key != key {
			out = append(out, p)
		}
	}
	if value != "" {
		out = append(out, Pair{key, value})
	}
	slices.SortFunc(out, comparePairs)
	return out
}

// Check implements [Record]. It does not see the text; [Annotation.In] does.
func (a *Annotation) Check() error {
	if err := checkStamp(&a.Stamp); err != nil {
		return err
	}
	if a.Document == "" || len(a.Parts) == 0 {
		return fmt.Errorf("annotation %s: %w: no target", a.ID, ErrRecord)
	}
	end := 0
	for _, p := range a.Parts {
		if !a.Orphan && (p.Start < end || p.Empty()) {
			return fmt.Errorf("annotation %s: %v: %w", a.ID, p.Span, ErrSpan)
		}
		end = p.End
	}
	if slices.Contains(a.Entities, NIL) && len(a.Entities) > 1 {
		return fmt.Errorf("annotation %s: %w: NIL beside an entity", a.ID, ErrRecord)
	}
	if !slices.IsSortedFunc(a.Attributes, comparePairs) {
		return fmt.Errorf("annotation %s: %w: attributes out of order", a.ID, ErrRecord)
	}
	return checkForeign(a.ID, a.Foreign)
}

// In returns an error wrapping [ErrSpan] or [ErrQuote] unless every part of a
// lies in t and says what it quotes. An orphan claims no place and passes.
func (a *Annotation) In(t Text) error {
	if a.Orphan {
		return nil
	}
	for _, p := range a.Parts {
		if err := p.In(t); err != nil {
			return fmt.Errorf("annotation %s: %w", a.ID, err)
		}
		if got := t.Slice(p.Span); got != p.Exact {
			return fmt.Errorf("annotation %s: %v: %q is not %q: %w", a.ID, p.Span, clip(got), clip(p.Exact), ErrQuote)
		}
	}
	return nil
}

// TargetOf makes a target of spans of a document's text, in text order.
// Overlapping and touching spans are joined; empty ones are left out.
func TargetOf(document string, t Text, spans ...Span) Target {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, CompareSpans)
	var joined []Span
	for _, s := range spans {
		if s = s.Clamp(t.All()); s.Empty() {
			continue
		}
		if n := len(joined); n > 0 && s.Start <= joined[n-1].End {
			joined[n-1].End = max(joined[n-1].End, s.End)
			continue
		}
		joined = append(joined, s)
	}
	target := Target{Document: document}
	for _, s := range joined {
		target.Parts = append(target.Parts, Part{s, t.Quote(s)})
	}
	return target
}

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}
