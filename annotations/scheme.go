package annotations

import (
	"fmt"
	"slices"
)

// SchemeID is the id of a project's one scheme.
const SchemeID = "urn:x-gloss:scheme"

// Line is how a label is drawn under its words, so that colour is never the
// only sign.
type Line string

// The lines, as CSS text-decoration-style names them.
const (
	Solid  Line = "solid"
	Double Line = "double"
	Wavy   Line = "wavy"
	Dotted Line = "dotted"
	Dashed Line = "dashed"
)

// Label is a category of the scheme.
type Label struct {
	Key     string `json:"key"`               // stable; annotations refer to it and it never changes
	Title   string `json:"title"`             // as shown; may change
	Letter  string `json:"letter"`            // one or two letters for lists
	Light   string `json:"light"`             // background on light paper, "#rrggbb"
	Dark    string `json:"dark"`              // background on dark paper
	Line    Line   `json:"line"`              // underline
	Retired bool   `json:"retired,omitempty"` // no longer offered; what carries it keeps it
	Into    string `json:"into,omitempty"`    // merged into this label: shown and exported as that one
}

// RelationType is a way in which one annotation speaks to another.
type RelationType struct {
	Key      string `json:"key"`
	Title    string `json:"title"`
	Directed bool   `json:"directed,omitempty"`
	Retired  bool   `json:"retired,omitempty"`
}

// AttributeType is a question that can be answered of an annotation.
type AttributeType struct {
	Key     string   `json:"key"`
	Title   string   `json:"title"`
	Values  []string `json:"values,omitempty"` // the answers to choose from; nil for free text
	Retired bool     `json:"retired,omitempty"`
}

// Scheme is what a project's annotations may say, and the guideline that tells
// when to say it.
type Scheme struct {
	Stamp
	Labels     []Label         `json:"labels"`
	Relations  []RelationType  `json:"relations,omitempty"`
	Attributes []AttributeType `json:"attributes,omitempty"`
	Guideline  string          `json:"guideline,omitempty"` // Markdown
}

// Kind returns [KindScheme].
func (*Scheme) Kind() Kind { return KindScheme }

// Copy implements [Record].
func (s *Scheme) Copy() Record { t := *s; return &t }

// Check implements [Record].
func (s *Scheme) Check() error {
	if s.ID != SchemeID {
		return fmt.Errorf("scheme %q: %w: the id is not %s", s.ID, ErrRecord, SchemeID)
	}
	seen := map[string]bool{}
	for _, l := range s.Labels {
		if l.Key == "" || seen["l"+l.Key] || !hexColour(l.Light) || !hexColour(l.Dark) || l.Into == l.Key {
			return fmt.Errorf("label %.40q: %w", l.Key, ErrRecord)
		}
		seen["l"+l.Key] = true
	}
	for _, r := range s.Relations {
		if r.Key == "" || seen["r"+r.Key] {
			return fmt.Errorf("relation type %.40q: %w", r.Key, ErrRecord)
		}
		seen["r"+r.Key] = true
	}
	for _, a := range s.Attributes {
		if a.Key == "" || seen["a"+a.Key] {
			return fmt.Errorf("attribute %.40q: %w", a.Key, ErrRecord)
		}
		seen["a"+a.Key] = true
	}
	return checkStamp(&s.Stamp)
}

func hexColour(s string) bool {
	if len(s) != 7 || s[0] != '#' {
		return false
	}
	for _, c := range s[1:] {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Label returns the label of a key after following merges, and false when the
// scheme has none.
func (s *Scheme) Label(key string) (Label, bool) {
	for range s.Labels { // at most as many steps as labels: a circle of merges ends
		i := slices.IndexFunc(s.Labels, func(l Label) bool { return l.Key == key })
		if i < 0 {
			return Label{}, false
		}
		if s.Labels[i].Into == "" {
			return s.Labels[i], true
		}
		key = s.Labels[i].Into
	}
	return Label{}, false
}

// Offered returns the labels that can be given now, in order.
func (s *Scheme) Offered() []Label {
	var out []Label
	for _, l := range s.Labels {
		if !l.Retired && l.Into == "" {
			out = append(out, l)
		}
	}
	return out
}

// BuiltinScheme is claim, fact and opinion with the attributes and relation
// types that datasets of the field carry (REVIEW 3.3), without a guideline.
// Tints keep a Lab distance of 32 (light) and 40 (dark) over all kinds of
// colour vision (PLATFORM 6).
func BuiltinScheme() *Scheme {
	return &Scheme{
		Stamp: Stamp{ID: SchemeID},
		Labels: []Label{
			{Key: "claim", Title: "Claim", Letter: "C", Light: "#e1d25a", Dark: "#645000", Line: Solid},
			{Key: "fact", Title: "Fact", Letter: "F", Light: "#96b4ff", Dark: "#0a32aa", Line: Double},
			{Key: "opinion", Title: "Opinion", Letter: "O", Light: "#ff96b4", Dark: "#8c0a5a", Line: Wavy},
		},
		Relations: []RelationType{
			{Key: "same-claim", Title: "same claim"},
			{Key: "contradicts", Title: "contradicts"},
			{Key: "supports", Title: "supports", Directed: true},
			{Key: "elaborates", Title: "elaborates", Directed: true},
			{Key: "updates", Title: "updates", Directed: true},
			{Key: "retracts", Title: "retracts", Directed: true},
		},
		Attributes: []AttributeType{
			{Key: "certainty", Title: "Certainty", Values: []string{"certain", "probable", "possible"}},
			{Key: "polarity", Title: "Polarity", Values: []string{"positive", "negative"}},
			{Key: "check-worthy", Title: "Check-worthy", Values: []string{"yes", "no"}},
		},
	}
}
