package suggest

import (
	"math"
	"slices"
	"unicode"

	"gloss/annotations"
)

// Index holds the passages of a project so that those that are alike are found
// without comparing every pair. It belongs to one goroutine at a time. Space
// grows with the words: some 600 bytes for a sentence.
type Index struct {
	passages []passage
	postings [][]uint32           // by bucket: number of the passage << 6 | how often, at most 63
	idf      []float32            // by bucket, as it was when the index was built
	at       map[string]int       // where the passage of an annotation is, by id
	texts    map[string]bool      // documents whose sentences are in it
	names    map[string][]uint32  // by document: the names in it, hashed and sorted
	known    map[uint32]int       // in how many documents a name is
	from     *annotations.Project // what it was brought up to date with
	gone     int                  // passages that no longer count
	built    int                  // passages when it was built

	grams  grams
	scores []float32 // scratch, by passage
}

// Step is called between pieces of long work with how much is done of how much;
// its error ends the work.
type Step func(done, of int) error

// pieces is how many passages are indexed between two steps: a few milliseconds
// in a browser.
const pieces = 32

// Build indexes the annotations of p, orphans apart, and the sentences of the
// texts that are loaded, folded ones apart. step may be nil; an error of its is
// returned.
func Build(p *annotations.Project, step Step) (*Index, error) {
	x := &Index{
		postings: make([][]uint32, buckets), at: map[string]int{}, texts: map[string]bool{},
		names: map[string][]uint32{}, known: map[uint32]int{},
	}
	total := 0
	for d := range p.Documents.All() {
		total += len(p.In(d.ID))
	}
	pause := func() error {
		if step == nil || len(x.passages)%pieces != 0 {
			return nil
		}
		return step(min(len(x.passages), total), total)
	}
	for d := range p.Documents.All() {
		for _, a := range p.In(d.ID) {
			x.annotation(a)
			if err := pause(); err != nil {
				return nil, err
			}
		}
		if err := x.text(p, d, pause); err != nil {
			return nil, err
		}
	}
	x.from, x.built = p, len(x.passages)
	return x, x.weigh(step)
}

// Fits reports whether x can be brought up to date with p; where too much has
// changed it is better built anew.
func (x *Index) Fits(p *annotations.Project) bool {
	return x.gone+len(x.passages)-x.built <= 200+x.built/4 && !x.shifted(p)
}

// Update brings x up to date with p, in time that grows with what was changed;
// where x does not fit it is built anew, of what is loaded. x must not be used
// afterwards, but what is returned.
func (x *Index) Update(p *annotations.Project, step Step) (*Index, error) {
	if !x.Fits(p) {
		return Build(p, step)
	}
	from := len(x.passages)
	p.Annotations.Differ(x.from.Annotations, func(after, before *annotations.Annotation) {
		id := ""
		if before != nil {
			id = before.ID
		}
		if i, ok := x.at[id]; ok {
			x.passages[i].gone = true
			x.gone++
			delete(x.at, id)
		}
		if after != nil && !after.Deleted && !after.Orphan {
			if _, ok := p.Documents.Get(after.Document); ok {
				x.annotation(after)
			}
		}
	})
	x.from = p
	for d := range p.Documents.All() {
		if err := x.text(p, d, func() error { return nil }); err != nil {
			return x, err
		}
	}
	for i := from; i < len(x.passages); i++ {
		x.passages[i].norm = x.length(x.passages[i].Text)
	}
	return x, nil
}

// shifted reports whether documents have come, gone or been folded otherwise.
func (x *Index) shifted(p *annotations.Project) bool {
	out := false
	p.Documents.Differ(x.from.Documents, func(after, before *annotations.Document) {
		out = out || after == nil || before == nil || after.Deleted != before.Deleted || !slices.Equal(after.Folds, before.Folds)
	})
	return out
}

// annotation indexes an annotation.
func (x *Index) annotation(a *annotations.Annotation) {
	x.at[a.ID] = len(x.passages)
	x.add(passageOf(a))
}

func passageOf(a *annotations.Annotation) passage {
	p := passage{Passage: Passage{a.ID, a.Document, a.Extent(), a.Exact()}, a: a}
	p.study(a.Parts[0].Prefix, a.Parts[len(a.Parts)-1].Suffix)
	return p
}

// text indexes the sentences of a document's text, when it is loaded and not in
// the index yet. pause is called after each.
func (x *Index) text(p *annotations.Project, d *annotations.Document, pause func() error) error {
	t, ok := p.Text(d.ID)
	if !ok || x.texts[d.ID] {
		return nil
	}
	x.texts[d.ID] = true
	for at := 0; at < t.Points(); at = t.Line(at).End + 1 {
		for _, s := range t.Sentences(at) {
			if d.Folded(s.Start) {
				continue
			}
			one := passage{Passage: Passage{"", d.ID, s, t.Slice(s)}}
			one.study("", "")
			x.add(one)
			if err := pause(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *Index) add(p passage) {
	n := uint32(len(x.passages))
	x.passages = append(x.passages, p)
	x.grams.of(p.Text, func(bucket uint16, count uint8) {
		x.postings[bucket] = append(x.postings[bucket], n<<6|uint32(count))
	})
	x.name(p.Document, p.Text)
}

// name notes the names in s: words with a capital letter that do not begin it.
func (x *Index) name(document, s string) {
	var h uint32
	inside, capital, begun := false, false, false
	end := func() {
		if inside && capital && begun {
			if i, found := slices.BinarySearch(x.names[document], h); !found {
				x.names[document] = slices.Insert(x.names[document], i, h)
				x.known[h]++
			}
		}
		begun, inside = begun || inside, false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) {
			end()
			if r == '.' || r == '!' || r == '?' {
				begun = false
			}
			continue
		}
		if !inside {
			inside, capital, h = true, unicode.IsUpper(r), 2166136261 // FNV-1a
		}
		h = (h ^ uint32(unicode.ToLower(r))) * 16777619
	}
	end()
}

// weigh gives every bucket its weight and every passage its length.
func (x *Index) weigh(step Step) error {
	x.idf = make([]float32, buckets)
	n := float64(len(x.passages))
	squares := make([]float32, len(x.passages))
	for b, list := range x.postings {
		w := float32(math.Log(1 + n/float64(max(1, len(list)))))
		x.idf[b] = w
		for _, one := range list {
			v := w * damped[one&most]
			squares[one>>6] += v * v
		}
		if step != nil && b%2048 == 0 {
			if err := step(b, buckets); err != nil {
				return err
			}
		}
	}
	for i, s := range squares {
		x.passages[i].norm = float32(math.Sqrt(float64(s)))
	}
	return nil
}

// length is the length of the tf-idf vector of s.
func (x *Index) length(s string) float32 {
	sum := float32(0)
	x.grams.of(s, func(b uint16, n uint8) {
		v := x.idf[b] * damped[n]
		sum += v * v
	})
	return float32(math.Sqrt(float64(sum)))
}

// damped is 1 + ln n: a 3-gram that comes twice does not say twice as much
// (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 6.4.1).
var damped = func() (out [most + 1]float32) {
	for n := 1; n <= most; n++ {
		out[n] = float32(1 + math.Log(float64(n)))
	}
	return out
}()

// compare fills x.scores with how alike each passage is to s: the cosine of
// their tf-idf vectors, 0 to 1.
func (x *Index) compare(s string) {
	x.scores = slices.Grow(x.scores[:0], len(x.passages))[:len(x.passages)]
	clear(x.scores)
	sum := float32(0)
	x.grams.of(s, func(b uint16, n uint8) {
		w := x.idf[b] * x.idf[b] * damped[n]
		sum += w * damped[n]
		for _, one := range x.postings[b] {
			x.scores[one>>6] += w * damped[one&most]
		}
	})
	norm := float32(math.Sqrt(float64(sum)))
	for i := range x.scores {
		if x.scores[i] > 0 {
			x.scores[i] /= norm * x.passages[i].norm
		}
	}
}

// kinship tells how many names two documents share, of those of the one that
// has fewer, 0 to 1. Names that are in a quarter of a larger library tell
// nothing.
func (x *Index) kinship(a, b string) float32 {
	p, q := x.names[a], x.names[b]
	shared, left, right := 0, x.telling(p), x.telling(q)
	for len(p) > 0 && len(q) > 0 {
		switch {
		case p[0] < q[0]:
			p = p[1:]
		case p[0] > q[0]:
			q = q[1:]
		default:
			shared += x.telling(p[:1])
			p, q = p[1:], q[1:]
		}
	}
	return float32(shared) / float32(max(1, min(left, right)))
}

// telling counts the names that tell documents apart.
func (x *Index) telling(names []uint32) int {
	out := 0
	for _, h := range names {
		if len(x.names) < 20 || x.known[h]*4 < len(x.names) {
			out++
		}
	}
	return out
}

// Passages returns what is indexed, in no particular order.
func (x *Index) Passages() (out []Passage) {
	for i := range x.passages {
		if p := &x.passages[i]; !p.gone {
			out = append(out, p.Passage)
		}
	}
	return out
}
