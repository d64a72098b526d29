package format

import (
	"cmp"
	"fmt"
	"slices"

	"gloss/annotations"
	"gloss/annotations/board"
)

// What one passage does to another.
const (
	entails     = "entailment"    // who believes the first believes the second
	contradicts = "contradiction" // they cannot both be so
	agrees      = "agreement"     // they give the same value for a question
)

// pair is two passages and what is known of them: of a relation, from its first
// end to its second, or of two answers to a question.
type pair struct {
	from, to       *annotations.Annotation
	does           string
	relation       *annotations.Relation // nil of answers
	row            *board.Row            // nil of a relation
	value, against string                // of answers: what from says, and to
}

// pairing finds the pairs of a project among the documents that are written.
type pairing struct {
	w       *jsonl
	p       *annotations.Project
	pairs   []pair
	seen    map[[3]string]bool
	cluster map[string]string // the document that stands for all that a document is tied to
}

// pairsOf returns the pairs of a project, those of relations first, and the
// clusters of its documents. Neither depends on the order in which records came.
func pairsOf(p *annotations.Project, o WriteOptions) (*pairing, error) {
	x := &pairing{w: newJSONL(p, o), p: p, seen: map[[3]string]bool{}, cluster: map[string]string{}}
	for r := range p.Relations.All() {
		if from, to := x.w.written(r.From), x.w.written(r.To); from != nil && to != nil {
			x.tie(from.Document, to.Document)
			x.relation(r, from, to)
		}
	}
	b, err := board.Of(p, board.Options{Step: o.Step})
	if err != nil {
		return nil, fmt.Errorf("stopped: %w", err)
	}
	for _, r := range b.Rows {
		x.row(r)
	}
	return x, nil
}

// relation adds what a relation says. Elaborations, updates and retractions say
// neither that the second follows nor that it cannot be.
func (x *pairing) relation(r *annotations.Relation, from, to *annotations.Annotation) {
	switch r.Type {
	case "contradicts":
		x.add(pair{from: from, to: to, does: contradicts, relation: r})
	case "same-claim":
		x.add(pair{from: from, to: to, does: entails, relation: r})
		x.add(pair{from: to, to: from, does: entails, relation: r})
	case "supports":
		x.add(pair{from: from, to: to, does: entails, relation: r})
	}
}

// row adds what the answers to a question say of each other. Values that a later
// one has replaced contradict nothing any more. Two values of one document
// contradict each other when one person read both, said by the same.
func (x *pairing) row(r *board.Row) {
	last := ""
	for i := range r.Entries {
		for _, a := range r.Entries[i].Answers {
			if d, ok := x.p.Documents.Get(a.Document); !ok || d.Excluded || x.w.chosen != nil && !x.w.chosen[a.Document] {
				continue
			}
			if last != "" {
				x.tie(last, a.Document)
			}
			last = a.Document
		}
	}
	for i := range r.Entries {
		for j := range r.Entries[:i] {
			e, f := &r.Entries[j], &r.Entries[i]
			does := agrees
			switch {
			case e.Superseded || f.Superseded || !e.Value.OK() || !f.Value.OK() || e.Column == f.Column && !board.SameVoice(e, f):
				continue
			case !e.Value.Agrees(f.Value):
				does = contradicts
			}
			x.answers(r, e, f, does)
		}
	}
}

// answers adds the passages of two values.
func (x *pairing) answers(r *board.Row, e, f *board.Entry, does string) {
	for _, a := range board.Passages(x.p, *e) {
		for _, b := range board.Passages(x.p, *f) {
			if x.w.written(a.ID) != nil && x.w.written(b.ID) != nil && a.ID != b.ID {
				x.tie(a.Document, b.Document) // an answer from elsewhere may point out of its document
				x.add(pair{from: a, to: b, does: does, row: r, value: e.Value.Show(), against: f.Value.Show()})
			}
		}
	}
}

// add keeps a pair unless it is there; a contradiction is one either way round.
func (x *pairing) add(p pair) {
	key := [3]string{p.from.ID, p.to.ID, p.does}
	if p.does != entails && key[1] < key[0] {
		key[0], key[1] = key[1], key[0]
	}
	if !x.seen[key] {
		x.seen[key] = true
		x.pairs = append(x.pairs, p)
	}
}

// tie puts two documents into one cluster.
func (x *pairing) tie(a, b string) {
	a, b = x.root(a), x.root(b)
	x.cluster[max(a, b)] = min(a, b)
}

func (x *pairing) root(d string) string {
	for {
		up := cmp.Or(x.cluster[d], d)
		if up == d {
			return d
		}
		x.cluster[d] = cmp.Or(x.cluster[up], up) // halves the way
		d = up
	}
}

// split tells whether a document is to train with, to tune with or to test
// with: eight, one and one of ten. Documents that a relation or answers to one
// question tie to each other are in one, so that nothing that is tested was seen
// in training. It follows from the cluster alone, by the hash FNV-1a (Fowler,
// Noll and Vo) of the smallest id in it.
func (x *pairing) split(document string) string {
	h := uint32(2166136261)
	for _, c := range []byte(x.root(document)) {
		h = (h ^ uint32(c)) * 16777619
	}
	switch h % 10 {
	case 0:
		return "dev"
	case 1:
		return "test"
	}
	return "train"
}

// side writes where a passage stands, under names that begin so. Its words are
// those from its first part to its last.
func (x *pairing) side(name string, a *annotations.Annotation) {
	w := x.w
	w.now = "annotation " + a.ID
	t, ok := x.p.Text(a.Document)
	if !ok {
		w.fail(ErrText)
		return
	}
	w.refuse(a.In(t))
	s := a.Extent()
	w.always(name+"id", a.ID)
	w.always(name+"document", a.Document)
	w.number(name+"start", s.Start)
	w.number(name+"end", s.End)
}

// words are those of a passage from its first part to its last.
func (x *pairing) words(a *annotations.Annotation) string {
	t, _ := x.p.Text(a.Document)
	return t.Slice(a.Extent())
}

// file is what was written, as one file of JSON Lines.
func (x *pairing) file(extension string) ([]File, error) {
	if x.w.err != nil {
		return nil, x.w.err
	}
	if len(x.w.b) > maxBytes {
		return nil, fmt.Errorf("%w: the file would have %d MB, the most is %d; write fewer documents", ErrLimit, len(x.w.b)>>20, maxBytes>>20)
	}
	return []File{{fileName(x.p) + extension, "application/jsonl", x.w.b}}, nil
}

// passages counts what a file of some passages leaves out: those that are in
// none of its lines, and all that is known of the others beside their words;
// bare says that these are without label and maker.
func (l *losses) passages(why string, bare bool, in func(x *pairing) map[string]bool) {
	l.common()
	c := lackParts | lackEntities | lackAttribution | lackAttributes | lackUnsure | lackNote | lackOrigin | lackTimes | lackDone | lackNames
	if bare {
		c |= lackMaker
	}
	l.lacking(c)
	x, err := pairsOf(l.p, WriteOptions{})
	if err != nil {
		return
	}
	used := in(x)
	for d := range l.p.Documents.All() {
		if d.Excluded {
			continue
		}
		l.add("texts of articles: passages are written, what lies around them is not", d.Title)
		l.described(d)
		for _, a := range l.p.In(d.ID) {
			if !used[a.ID] {
				l.add(why, a.Exact())
			} else if bare && a.Label != "" {
				l.add("labels", a.Exact())
			}
		}
	}
}

// unwritten counts the relations that are not of the types that a format writes,
// and those of which an end is left out.
func (l *losses) unwritten(why string, written ...string) {
	w := newJSONL(l.p, WriteOptions{})
	for r := range l.p.Relations.All() {
		switch {
		case w.written(r.From) == nil || w.written(r.To) == nil:
			l.add("relations of which one end is left out", r.Type)
		case !slices.Contains(written, r.Type):
			l.add(why, r.Type)
		}
	}
}
