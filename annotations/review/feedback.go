package review

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/annotations"
)

// Fate is what became of an annotation.
type Fate string

// The fates.
const (
	FateAccepted Fate = "accepted" // it stands as it was
	FateChanged  Fate = "changed"  // it stands with other words or another label, …
	FateRejected Fate = "rejected" // it does not stand
	FateMissed   Fate = "missed"   // the annotator was done and had not marked it
)

// Alteration is what a review changed in an annotation, in words.
type Alteration struct {
	What string `json:"what"` // "words", "label", "entities", "attribution" or "attributes"
	From string `json:"from"` // as the annotator had it; "" for none
	To   string `json:"to"`
}

// Item tells an annotator what became of one passage.
type Item struct {
	Document string                  `json:"document"`
	Case     string                  `json:"case"`
	Fate     Fate                    `json:"fate"`
	Passage  string                  `json:"passage"`         // the sentences it is in; when the text is not loaded, the quote and what is around it
	Marked   annotations.Span        `json:"marked"`          // where in the passage it is that yours, or when missed the gold, is about
	Yours    *annotations.Annotation `json:"yours,omitempty"` // nil when missed
	Gold     *annotations.Annotation `json:"gold,omitempty"`  // nil when rejected
	Changes  []Alteration            `json:"changes,omitempty"`
	Decision *annotations.Decision   `json:"decision"` // by whom, why, with what note
}

// Feedback returns what became of an annotator's work wherever a decision
// holds, in text order, by document. The error is what Step returned.
func Feedback(p *annotations.Project, annotator string, o Options) ([]Item, error) {
	k := newDesk(p, "", o)
	var out []Item
	for _, document := range k.documents("") {
		cases, err := k.cases(document)
		if err != nil {
			return nil, err
		}
		for i := range cases {
			if c := &cases[i]; c.Level == 1 && c.Settled != nil {
				out = append(out, k.feedback(c, annotator)...)
			}
		}
	}
	return out, nil
}

// feedback tells what became of one case.
func (k *desk) feedback(c *Case, annotator string) []Item {
	var results []*annotations.Annotation
	for _, id := range c.Settled.Result {
		if a, ok := k.p.Annotations.Get(id); ok {
			results = append(results, a)
		}
	}
	var out []Item
	for _, m := range slices.Concat(c.Members, c.Parts) {
		if m.By == annotator {
			a, _ := k.p.Annotations.Get(m.ID)
			out = append(out, k.item(c, a, nearest(a, results)))
		}
	}
	if slices.Contains(c.Missing, annotator) {
		for _, g := range results {
			out = append(out, k.item(c, nil, g))
		}
	}
	return out
}

// nearest returns the result that shares most with a; nil when none does.
func nearest(a *annotations.Annotation, results []*annotations.Annotation) *annotations.Annotation {
	var out *annotations.Annotation
	best := 0
	m := mark{Annotation: a}
	for _, r := range results {
		if n := m.common(&mark{Annotation: r}); n > best {
			best, out = n, r
		}
	}
	return out
}

func (k *desk) item(c *Case, yours, gold *annotations.Annotation) Item {
	it := Item{Document: c.Document, Case: c.ID, Yours: yours, Gold: gold, Decision: c.Settled}
	switch {
	case yours == nil:
		it.Fate = FateMissed
		it.Passage, it.Marked = k.passage(gold)
		return it
	case gold == nil:
		it.Fate = FateRejected
	default:
		if it.Changes = k.alterations(yours, gold); len(it.Changes) > 0 {
			it.Fate = FateChanged
		} else {
			it.Fate = FateAccepted
		}
	}
	it.Passage, it.Marked = k.passage(yours)
	return it
}

// alterations lists what differs between what was marked and what stands.
func (k *desk) alterations(yours, gold *annotations.Annotation) []Alteration {
	a, b := k.answer(yours), k.answer(gold)
	var out []Alteration
	differ := func(what string, same bool, from, to string) {
		if !same {
			out = append(out, Alteration{what, from, to})
		}
	}
	differ("words", sameSpans(&a, &b), yours.Exact(), gold.Exact())
	differ("label", sameLabel(&a, &b), k.title(a.Label), k.title(b.Label))
	differ("entities", sameEntities(&a, &b), k.names(a.Entities), k.names(b.Entities))
	differ("attribution", a.Attribution == b.Attribution, k.attribution(a.Attribution), k.attribution(b.Attribution))
	differ("attributes", slices.Equal(a.Attributes, b.Attributes), attributes(a.Attributes), attributes(b.Attributes))
	return out
}

// title is what a label is called.
func (k *desk) title(label string) string {
	if l, ok := k.p.Scheme().Label(label); ok {
		return l.Title
	}
	return label
}

// names are what entities are called.
func (k *desk) names(ids []string) string {
	var out []string
	for _, id := range ids {
		name := id
		if e, ok := k.p.Entity(id); ok {
			name = e.Name
		} else if id == annotations.NIL {
			name = "none of these"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

func (k *desk) attribution(a annotations.Attribution) string {
	var out []string
	if a.Source != "" {
		out = append(out, k.names([]string{a.Source}))
	}
	for _, s := range []string{a.Words, a.Cue, a.Mode} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

func attributes(pairs []annotations.Pair) string {
	var out []string
	for _, p := range pairs {
		out = append(out, p.Key+": "+p.Value)
	}
	return strings.Join(out, ", ")
}

// passage is the text around an annotation, from the start of a sentence to the
// end of one, and where in it the annotation is, from its start to its end.
func (k *desk) passage(a *annotations.Annotation) (string, annotations.Span) {
	t, ok := k.p.Text(a.Document)
	if !ok {
		first, last := a.Parts[0], a.Parts[len(a.Parts)-1]
		at := utf8.RuneCountInString(first.Prefix)
		return first.Prefix + a.Exact() + last.Suffix, annotations.Span{Start: at, End: at + utf8.RuneCountInString(a.Exact())}
	}
	s := a.Extent()
	from := min(s.Start, t.Sentence(s.Start).Start)
	return t.Slice(annotations.Span{Start: from, End: max(s.End, t.Sentence(s.End-1).End)}),
		annotations.Span{Start: s.Start - from, End: s.End - from}
}
