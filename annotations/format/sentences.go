package format

import (
	"fmt"
	"strconv"
	"strings"

	"gloss/annotations"
)

// The sentence file has a sentence a line, as the CheckThat tasks do
// (https://checkthat.gitlab.io): a model that sorts sentences reads it. Its
// columns are the id of the sentence, the sentence, the labels that touch it in
// the order of the scheme with "|" between them, whether it is check-worthy
// ("Yes" when any annotation that touches it says so, "No" when one says it is
// not and none that it is, else nothing), the document, and where the sentence
// stands in it in code points.
var sentenceColumns = []string{"sentence_id", "sentence", "labels", "check_worthy", "document", "start", "end"}

func writeSentences(p *annotations.Project, o WriteOptions) ([]File, error) {
	var out strings.Builder
	out.WriteString(strings.Join(sentenceColumns, "\t") + "\n")
	ds := exported(p, o)
	for i, d := range ds {
		if o.Step != nil {
			if err := o.Step(i, len(ds)); err != nil {
				return nil, fmt.Errorf("stopped: %w", err)
			}
		}
		t, ok := p.Text(d.ID)
		if !ok {
			return nil, fmt.Errorf("document %s: %w", d.ID, ErrText)
		}
		as := p.In(d.ID)
		for _, a := range as {
			if err := a.In(t); err != nil {
				return nil, err
			}
		}
		for n, s := range sentencesOf(t) {
			var touch []*annotations.Annotation
			for len(as) > 0 && as[0].Extent().End <= s.Start { // done with, unless one within it is not
				as = as[1:]
			}
			for _, a := range as {
				if a.Extent().Start >= s.End {
					break
				}
				if touches(a, s) {
					touch = append(touch, a)
				}
			}
			out.WriteString(strings.Join([]string{
				fmt.Sprintf("%.12s-%d", d.ID, n+1), cell(t.Slice(s)), sentenceLabels(p.Scheme(), touch), checkWorthy(touch),
				d.ID, strconv.Itoa(s.Start), strconv.Itoa(s.End),
			}, "\t") + "\n")
		}
	}
	return []File{{fileName(p) + ".sentences.tsv", "text/tab-separated-values", []byte(out.String())}}, nil
}

// sentencesOf returns all sentences of a text in order.
func sentencesOf(t annotations.Text) (out []annotations.Span) {
	for p := 0; p < t.Points(); p = t.Line(p).End + 1 {
		out = append(out, t.Sentences(p)...)
	}
	return out
}

func touches(a *annotations.Annotation, s annotations.Span) bool {
	for _, p := range a.Parts {
		if p.Overlaps(s) {
			return true
		}
	}
	return false
}

// sentenceLabels joins labels, the scheme's in its order and then others in
// that of the text.
func sentenceLabels(s *annotations.Scheme, as []*annotations.Annotation) string {
	given, others := map[string]bool{}, []string{}
	for _, a := range as {
		key := a.Label
		l, ok := s.Label(key)
		if ok {
			key = l.Key
		}
		if !ok && key != "" && !given[key] {
			others = append(others, cell(key))
		}
		given[key] = true
	}
	var out []string
	for _, l := range s.Labels {
		if given[l.Key] {
			out = append(out, cell(l.Key))
		}
	}
	return strings.Join(append(out, others...), "|")
}

func checkWorthy(as []*annotations.Annotation) string {
	out := ""
	for _, a := range as {
		switch a.Attribute("check-worthy") {
		case "yes":
			return "Yes"
		case "no":
			out = "No"
		}
	}
	return out
}

// cell is s on one line and in one column. White space that ends lines for
// other programs is a blank too, and quotes are left alone: the columns are
// divided by tabs alone.
func cell(s string) string { return strings.Join(strings.Fields(s), " ") }

// lossesSentences lists what a file of sentences leaves out. What touches no
// sentence is told of texts that are loaded.
func lossesSentences(l *losses) {
	l.common()
	l.lacking(lackEntities | lackAttribution | lackUnsure | lackNote | lackOrigin | lackTimes | lackMaker | lackDone | lackNames)
	for d := range l.p.Documents.All() {
		if d.Excluded {
			continue
		}
		l.add("texts of articles: sentences are written, what lies between them is not", d.Title)
		l.described(d)
		for _, a := range l.p.In(d.ID) {
			if a.Label != "" {
				l.add("places of annotations: what they touch is written, not where", a.Exact())
			}
			for _, x := range a.Attributes {
				if x.Key != "check-worthy" {
					l.add("attributes other than check-worthiness", x.Key)
				}
			}
		}
	}
	l.related(lackRelations, nil)
}
