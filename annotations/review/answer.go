package review

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"gloss/annotations"
)

// answer returns what an annotation says, after merges of labels and entities.
func (k *desk) answer(a *annotations.Annotation) Answer {
	out := Answer{Label: k.label(a.Label), Attribution: a.Attribution, Attributes: a.Attributes}
	for _, p := range a.Parts {
		out.Spans = append(out.Spans, p.Span)
	}
	for _, id := range a.Entities {
		out.Entities = append(out.Entities, k.entity(id))
	}
	slices.Sort(out.Entities)
	out.Entities = slices.Compact(out.Entities)
	if id := a.Attribution.Source; id != "" {
		out.Attribution.Source = k.entity(id)
	}
	return out
}

func sameLabel(a, b *Answer) bool    { return a.Label == b.Label }
func sameSpans(a, b *Answer) bool    { return slices.Equal(a.Spans, b.Spans) }
func sameEntities(a, b *Answer) bool { return slices.Equal(a.Entities, b.Entities) }
func sameAttributes(a, b *Answer) bool {
	return a.Attribution == b.Attribution && slices.Equal(a.Attributes, b.Attributes)
}

// extent is from the first span's start to the last one's end.
func (a Answer) extent() annotations.Span {
	if len(a.Spans) == 0 {
		return annotations.Span{}
	}
	return annotations.Span{Start: a.Spans[0].Start, End: a.Spans[len(a.Spans)-1].End}
}

// annotation returns a as an annotation of a text, without a stamp.
func (a Answer) annotation(document string, t annotations.Text) (*annotations.Annotation, error) {
	for _, s := range a.Spans {
		if err := s.In(t); err != nil {
			return nil, fmt.Errorf("a result: %w", err)
		}
	}
	return &annotations.Annotation{
		Target: annotations.TargetOf(document, t, a.Spans...), Label: a.Label, Entities: a.Entities,
		Attribution: a.Attribution, Attributes: a.Attributes,
	}, nil
}

func compareAnswers(a, b Answer) int {
	return cmp.Or(cmp.Compare(a.extent().Start, b.extent().Start), cmp.Compare(a.extent().End, b.extent().End), cmp.Compare(a.Label, b.Label))
}

// keyOf is equal for equal lists of answers and for no others.
func keyOf(answers []Answer) string {
	b := make([]byte, 0, 96*len(answers))
	number := func(n int, end byte) { b = append(strconv.AppendInt(b, int64(n), 10), end) }
	word := func(s string) {
		number(len(s), ':')
		b = append(b, s...)
	}
	for _, a := range answers {
		for _, s := range a.Spans {
			number(s.Start, '-')
			number(s.End, ',')
		}
		word(a.Label)
		for _, id := range a.Entities {
			word(id)
		}
		b = append(b, '|')
		for _, s := range []string{a.Attribution.Source, a.Attribution.Words, a.Attribution.Cue, a.Attribution.Mode} {
			word(s)
		}
		for _, p := range a.Attributes {
			word(p.Key)
			word(p.Value)
		}
		b = append(b, ';')
	}
	return string(b)
}
