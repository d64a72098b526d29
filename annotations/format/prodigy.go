package format

import (
	"fmt"
	"strings"

	segment "github.com/clipperhouse/uax29/v2/words"

	"gloss/annotations"
)

// Prodigy's files are JSON Lines (https://prodi.gy/docs/api-interfaces): one
// text a line as one annotator answered it, offsets in code points. Tokens are
// the words of UAX #29. A span says at which tokens it begins and ends, the
// last one in, where it does; a relation is between the last tokens of two
// spans, so it is written where both do. Fields that Prodigy does not know it
// leaves alone: ours are among those of a span.

// texts writes every document that is exported, through one.
func (w *jsonl) texts(one func(d *annotations.Document, t annotations.Text)) error {
	ds := exported(w.p, w.o)
	for i, d := range ds {
		if w.o.Step != nil {
			if err := w.o.Step(i, len(ds)); err != nil {
				return fmt.Errorf("stopped: %w", err)
			}
		}
		w.now = "document " + d.ID
		t, ok := w.p.Text(d.ID)
		if !ok {
			w.fail(ErrText)
		}
		for _, a := range w.p.In(d.ID) {
			w.refuse(a.In(t))
		}
		one(d, t)
	}
	if w.err == nil && len(w.b) > maxBytes {
		w.err = fmt.Errorf("%w: the file would have %d MB, the most is %d; write fewer documents", ErrLimit, len(w.b)>>20, maxBytes>>20)
	}
	return w.err
}

// article writes what is known of a document, and how to count in its text.
func (w *jsonl) article(d *annotations.Document, unit string) {
	w.text("title", d.Title)
	w.text("source", d.Source)
	w.text("author", d.Author)
	w.text("url", d.URL)
	w.text("published", d.Published)
	w.text("language", d.Language)
	w.always("offset_unit", unit)
	w.always("sha256", d.ID)
}

// voices lists whoever marked something in a document or is done with it, in
// order of appearance.
func (w *jsonl) voices(document string) (out []voice) {
	at := map[string]int{}
	add := func(who string) *voice {
		i, ok := at[who]
		if !ok {
			i = len(out)
			at[who] = i
			out = append(out, voice{by: who})
		}
		return &out[i]
	}
	for _, a := range w.p.In(document) {
		v := add(a.By)
		v.marks = append(v.marks, a)
	}
	for _, who := range w.done[document] {
		add(who).done = true
	}
	for _, r := range w.links[document] {
		if from, to := w.written(r.From), w.written(r.To); oneVoice(from, to) {
			v := add(from.By)
			v.links = append(v.links, r)
		}
	}
	return out
}

// voice is what one person says of a document.
type voice struct {
	by    string
	marks []*annotations.Annotation
	links []*annotations.Relation
	done  bool
}

// oneVoice reports whether two annotations are one person's, of one text.
func oneVoice(from, to *annotations.Annotation) bool {
	return from.Document == to.Document && from.By == to.By
}

func writeProdigy(p *annotations.Project, o WriteOptions) ([]File, error) {
	w := &prodigy{jsonl: newJSONL(p, o)}
	if err := w.texts(w.document); err != nil {
		return nil, err
	}
	return []File{{fileName(p) + ".prodigy.jsonl", "application/jsonl", w.b}}, nil
}

type prodigy struct {
	*jsonl
	tokens     []annotations.Span
	start, end map[int]int // tokens by where they begin and end
}

func (w *prodigy) document(d *annotations.Document, t annotations.Text) {
	w.tokenize(t)
	voices := w.voices(d.ID)
	if len(voices) == 0 { // a text for Prodigy to ask about
		w.line(d, t, nil)
	}
	for i := range voices {
		w.line(d, t, &voices[i])
	}
}

func (w *prodigy) line(d *annotations.Document, t annotations.Text, v *voice) {
	w.open('{')
	w.always("text", t.String())
	w.object("meta", func() { w.article(d, offsetUnit) })
	w.array("tokens", func() { w.wordList(t) })
	if v != nil {
		w.array("spans", func() {
			for _, a := range v.marks {
				w.mark(a, t)
			}
		})
		w.array("relations", func() {
			for _, r := range v.links {
				w.relation(r)
			}
		})
		w.text("_annotator_id", v.by)
		w.always("answer", "accept")
		w.bool("done", v.done)
	}
	w.close('}')
	w.b = append(w.b, '\n')
}

func (w *prodigy) tokenize(t annotations.Text) {
	w.tokens = tokensOf(t)
	w.start, w.end = map[int]int{}, map[int]int{}
	for i, s := range w.tokens {
		w.start[s.Start], w.end[s.End] = i, i
	}
}

// tokensOf returns the words of a text and what stands between them, white
// space left out.
func tokensOf(t annotations.Text) (out []annotations.Span) {
	at := 0
	for g := segment.FromString(t.String()); g.Next(); {
		s := annotations.Span{Start: at, End: at + len([]rune(g.Value()))}
		if strings.TrimSpace(g.Value()) != "" {
			out = append(out, s)
		}
		at = s.End
	}
	return out
}

func (w *prodigy) wordList(t annotations.Text) {
	for i, s := range w.tokens {
		w.item()
		w.open('{')
		w.always("text", t.Slice(s))
		w.number("start", s.Start)
		w.number("end", s.End)
		w.number("id", i)
		w.bool("ws", t.Slice(annotations.Span{Start: s.End, End: s.End + 1}) == " ")
		w.close('}')
	}
}

// place writes where an annotation is.
func (w *prodigy) place(a *annotations.Annotation) {
	s := a.Extent()
	w.number("start", s.Start)
	w.number("end", s.End)
	first, begins := w.start[s.Start]
	last, ends := w.end[s.End]
	if begins && ends {
		w.number("token_start", first)
		w.number("token_end", last)
	}
	w.always("label", w.label(a.Label))
}

func (w *prodigy) mark(a *annotations.Annotation, t annotations.Text) {
	w.item()
	w.open('{')
	w.place(a)
	w.always("text", t.Slice(a.Extent()))
	w.always("id", a.ID)
	if len(a.Parts) > 1 {
		w.array("parts", func() {
			for _, p := range a.Parts {
				w.item()
				w.open('{')
				w.stretch(p.Span, t)
				w.close('}')
			}
		})
	}
	if len(a.Entities) > 0 {
		w.array("entities", func() { w.entities(a.Entities) })
	}
	if a.Attribution != (annotations.Attribution{}) {
		w.said(a.Attribution)
	}
	if len(a.Attributes) > 0 {
		w.always("attributes", attributesJSON(a.Attributes))
	}
	w.flag("unsure", a.Unsure)
	w.text("note", a.Note)
	w.text("origin", a.Origin)
	w.text("created", a.Created.String())
	w.text("modified", a.Modified.String())
	w.close('}')
}

// relation writes one whose ends are tokens.
func (w *prodigy) relation(r *annotations.Relation) {
	from, to := w.written(r.From), w.written(r.To)
	if !w.aligned(from) || !w.aligned(to) {
		return
	}
	w.item()
	w.open('{')
	w.number("head", w.end[from.Extent().End])
	w.number("child", w.end[to.Extent().End])
	w.object("head_span", func() { w.place(from) })
	w.object("child_span", func() { w.place(to) })
	w.always("label", r.Type)
	w.always("id", r.ID)
	w.always("from", r.From)
	w.always("to", r.To)
	w.text("note", r.Note)
	w.text("annotator", r.By)
	w.text("created", r.Created.String())
	w.text("modified", r.Modified.String())
	w.close('}')
}

func (w *prodigy) aligned(a *annotations.Annotation) bool {
	_, begins := w.start[a.Extent().Start]
	_, ends := w.end[a.Extent().End]
	return begins && ends
}

// lossesProdigy lists what a file for Prodigy leaves out. Whether spans begin
// and end with tokens is told of texts that are loaded.
func lossesProdigy(l *losses) {
	l.common()
	l.lacking(lackNames)
	l.related(0, oneVoice)
	w := &prodigy{jsonl: newJSONL(l.p, WriteOptions{})}
	for _, d := range exported(l.p, w.o) {
		t, ok := l.p.Text(d.ID)
		if !ok {
			continue
		}
		w.tokenize(t)
		for _, a := range l.p.In(d.ID) {
			if !w.aligned(a) {
				l.add("annotations that begin or end within a word: written without tokens, so some of Prodigy's screens cannot show them", a.Exact())
			}
		}
		for _, v := range w.voices(d.ID) {
			for _, r := range v.links {
				if !w.aligned(w.written(r.From)) || !w.aligned(w.written(r.To)) {
					l.add("relations of annotations that begin or end within a word", r.Type)
				}
			}
		}
	}
}
