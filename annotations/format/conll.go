package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gloss/annotations"
)

// A CoNLL file has a token a line with its tag behind a tab, an empty line
// after a sentence, and "-DOCSTART-" before a document
// (https://aclanthology.org/W03-0419). A token is a word of UAX #29 or what
// stands between two, white space left out; sentences are those of UAX #29,
// and where an annotation goes across their end they are one. A document that
// was read from such a file keeps the tokens and sentences it had there.
//
// One tag a token: of annotations that overlap one is written, which the
// options choose, and every part of one in several parts stands for itself. An
// end within a word is moved to the end of the word.

var (
	// Tags are the ways to tag tokens, for [WriteOptions]: begin, inside,
	// outside; or with the end and the single token told as well.
	Tags = []string{"iob2", "bioes"}
	// Overlaps are the ways to choose between annotations that overlap, for
	// [WriteOptions]: the one that encloses the other, or begins first; the
	// shorter; the longer; the one that was made first.
	Overlaps = []string{"outermost", "innermost", "longest", "first"}
)

// policies say which annotation each of [Overlaps] prefers.
var policies = map[string]string{
	"": "the one that encloses or begins first", "outermost": "the one that encloses or begins first",
	"innermost": "the shorter", "longest": "the longer", "first": "the one that was made first",
}

const docStart = "-DOCSTART-"

// chunk is a run of tokens with a label.
type chunk struct {
	first, last int // tokens, the last one in
	label       string
	a           *annotations.Annotation
	n           int // as it was met
}

// conllDocument is a document in tokens.
type conllDocument struct {
	text    annotations.Text
	tokens  []annotations.Span
	ends    map[int]bool // tokens after which a sentence ends
	chunks  []*chunk     // what is written, by place
	dropped []*annotations.Annotation
}

func writeCoNLL(p *annotations.Project, o WriteOptions) ([]File, error) {
	if o.Tags != "" && !slices.Contains(Tags, o.Tags) || o.Overlap != "" && !slices.Contains(Overlaps, o.Overlap) {
		return nil, fmt.Errorf("%w: tags %.20q, overlaps %.20q", ErrFormat, o.Tags, o.Overlap)
	}
	var out strings.Builder
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
		for _, a := range p.In(d.ID) {
			if err := a.In(t); err != nil {
				return nil, err
			}
		}
		if len(ds) > 1 {
			out.WriteString(docStart + "\tO\n\n")
		}
		c := inTokens(p, d, t, o.Overlap)
		c.write(&out, o.Tags)
	}
	return []File{{fileName(p) + ".conll", "text/plain", []byte(out.String())}}, nil
}

// inTokens cuts a document into tokens and chooses what is written.
func inTokens(p *annotations.Project, d *annotations.Document, t annotations.Text, overlap string) *conllDocument {
	c := &conllDocument{text: t, ends: map[int]bool{}}
	if isReconstructed(d) {
		c.fields()
	} else {
		c.tokens = tokensOf(t)
		c.sentences()
	}
	c.choose(p, p.In(d.ID), overlap)
	for _, x := range c.chunks {
		for i := x.first; i < x.last; i++ {
			delete(c.ends, i)
		}
	}
	return c
}

// fields takes for tokens what stands between blanks, for sentences lines.
func (c *conllDocument) fields() {
	at := 0
	for line := range strings.SplitSeq(c.text.String(), "\n") {
		for word := range strings.SplitSeq(line, " ") {
			n := len([]rune(word))
			if n > 0 {
				c.tokens = append(c.tokens, annotations.Span{Start: at, End: at + n})
			}
			at += n + 1
		}
		c.ends[len(c.tokens)-1] = true
	}
}

// sentences finds the last tokens of sentences.
func (c *conllDocument) sentences() {
	i := 0
	for p := 0; p < c.text.Points(); {
		for _, s := range c.text.Sentences(p) {
			for i < len(c.tokens) && c.tokens[i].End <= s.End {
				i++
			}
			c.ends[i-1] = true
		}
		p = c.text.Line(p).End + 1
	}
}

// choose takes annotations in the order of the policy, each if its tokens are
// free. Those without a label say nothing a tag could.
func (c *conllDocument) choose(p *annotations.Project, as []*annotations.Annotation, overlap string) {
	var all []*chunk // by pointer, since sorting of values is compiled anew for every type
	for _, a := range as {
		label := a.Label
		if l, ok := p.Scheme().Label(label); ok {
			label = l.Key
		}
		for _, part := range a.Parts {
			if x, ok := c.cover(part.Span); ok && label != "" {
				x.label, x.a, x.n = strings.Join(strings.Fields(label), "_"), a, len(all)
				all = append(all, x)
			}
		}
	}
	slices.SortFunc(all, policy(overlap))
	taken := make([]bool, len(c.tokens))
	for _, x := range all {
		if slices.Contains(taken[x.first:x.last+1], true) {
			if !slices.Contains(c.dropped, x.a) {
				c.dropped = append(c.dropped, x.a)
			}
			continue
		}
		for i := x.first; i <= x.last; i++ {
			taken[i] = true
		}
		c.chunks = append(c.chunks, x)
	}
	slices.SortFunc(c.chunks, func(a, b *chunk) int { return cmp.Compare(a.first, b.first) })
}

// cover returns the tokens that s touches; false when there is none.
func (c *conllDocument) cover(s annotations.Span) (*chunk, bool) {
	first, _ := slices.BinarySearchFunc(c.tokens, s.Start, func(t annotations.Span, at int) int {
		if t.End <= at {
			return -1
		}
		return 1
	})
	last, _ := slices.BinarySearchFunc(c.tokens, s.End, func(t annotations.Span, at int) int {
		if t.Start < at {
			return -1
		}
		return 1
	})
	return &chunk{first: first, last: last - 1}, first < last
}

// policy is the order in which chunks that overlap are taken.
func policy(overlap string) func(a, b *chunk) int {
	length := func(x *chunk) int { return x.last - x.first }
	place := func(a, b *chunk) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last), cmp.Compare(a.n, b.n))
	}
	switch overlap {
	case "innermost":
		return func(a, b *chunk) int { return cmp.Or(cmp.Compare(length(a), length(b)), place(a, b)) }
	case "longest":
		return func(a, b *chunk) int { return cmp.Or(cmp.Compare(length(b), length(a)), place(a, b)) }
	case "first":
		return func(a, b *chunk) int {
			return cmp.Or(cmp.Compare(a.a.Created, b.a.Created), strings.Compare(a.a.ID, b.a.ID), place(a, b))
		}
	}
	return place
}

func (c *conllDocument) write(out *strings.Builder, tags string) {
	chunks := c.chunks
	for i, s := range c.tokens {
		tag := "O"
		if len(chunks) > 0 && chunks[0].first <= i {
			tag = tagOf(tags, i == chunks[0].first, i == chunks[0].last) + "-" + chunks[0].label
			if i == chunks[0].last {
				chunks = chunks[1:]
			}
		}
		// A blank with a mark on it is one segment.
		out.WriteString(strings.Join(strings.Fields(c.text.Slice(s)), "") + "\t" + tag + "\n")
		if c.ends[i] || i == len(c.tokens)-1 {
			out.WriteString("\n")
		}
	}
}

func tagOf(tags string, first, last bool) string {
	switch {
	case tags == "bioes" && first && last:
		return "S"
	case tags == "bioes" && last:
		return "E"
	case first:
		return "B"
	}
	return "I"
}

// lossesCoNLL lists what a CoNLL file leaves out, what depends on
// tokens of the texts that are loaded.
func lossesCoNLL(l *losses) {
	l.common()
	l.lacking(lackEntities | lackAttribution | lackAttributes | lackUnsure | lackNote | lackOrigin | lackTimes | lackMaker | lackDone | lackNames)
	for d := range l.p.Documents.All() {
		if d.Excluded {
			continue
		}
		if !isReconstructed(d) {
			l.add("texts of articles: words and their order are written, what lies between them is not", d.Title)
		}
		l.described(d)
		l.conll(d)
	}
	l.related(lackRelations, nil)
}

func (l *losses) conll(d *annotations.Document) {
	for _, a := range l.p.In(d.ID) {
		if a.Label == "" {
			l.add("annotations without a label: left out", a.Exact())
		}
		if len(a.Parts) > 1 {
			l.add("annotations in several parts: each part stands for itself", a.Exact())
		}
	}
	t, ok := l.p.Text(d.ID)
	if !ok {
		return
	}
	c := inTokens(l.p, d, t, l.o.Overlap)
	for _, a := range c.dropped {
		l.add("annotations that overlap others: "+policies[l.o.Overlap]+" is written", a.Exact())
	}
	for _, a := range l.p.In(d.ID) {
		for _, part := range a.Parts {
			x, ok := c.cover(part.Span)
			switch {
			case a.Label == "":
			case !ok:
				l.add("annotations of nothing but white space: left out", a.Exact())
			case part.Span != t.Trim(annotations.Span{Start: c.tokens[x.first].Start, End: c.tokens[x.last].End}):
				l.add("ends within a word or at a blank: moved to the end of the word", a.Exact())
			}
		}
	}
}
