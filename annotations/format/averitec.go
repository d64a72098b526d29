package format

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// The file of claims has the shape of AVeriTeC (Schlichtkrull, Guo and Vlachos,
// AVeriTeC: A Dataset for Real-world Claim Verification with Evidence from the
// Web, NeurIPS 2023; https://fever.ai/dataset/averitec.html): an array of claims,
// each with questions, and answers that other passages of the project give. What
// we know nothing of is null, as it is there. Beside its fields stand "split" and
// the places of the claim and of each answer, in code points.
//
// The label follows from those answers alone: "Supported" when all of them say
// the same or support it, "Refuted" when all contradict it, and "Conflicting
// Evidence/Cherrypicking" when there are both. A claim without an answer is not
// written, since that nobody looked is no lack of evidence.
func writeAveritec(p *annotations.Project, o WriteOptions) ([]File, error) {
	x, err := pairsOf(p, o)
	if err != nil {
		return nil, err
	}
	w := x.w
	w.open('[')
	for _, c := range x.checked() {
		w.item()
		x.claim(c)
	}
	w.close(']')
	w.b = append(w.b, '\n')
	files, err := x.file(".averitec.json")
	if err == nil {
		files[0].MIME = "application/json"
	}
	return files, err
}

// evidence is what another passage says of a claim.
type evidence struct {
	*pair
	by      *annotations.Annotation
	against bool
	value   string
}

// verified is a claim and all evidence, by question.
type verified struct {
	claim    *annotations.Annotation
	evidence []evidence
}

// checked are the claims of which others say something, in the order in which
// they are met.
func (x *pairing) checked() []*verified {
	at := map[string]*verified{}
	var out []*verified
	add := func(claim *annotations.Annotation, e evidence) {
		if e.by.Document == claim.Document {
			return // no other source
		}
		c := at[claim.ID]
		if c == nil {
			c = &verified{claim: claim}
			at[claim.ID] = c
			out = append(out, c)
		}
		c.evidence = append(c.evidence, e)
	}
	for i := range x.pairs {
		q := &x.pairs[i]
		add(q.to, evidence{q, q.from, q.does == contradicts, q.value})
		if q.does != entails {
			add(q.from, evidence{q, q.to, q.does == contradicts, q.against})
		}
	}
	return out
}

func (c *verified) label() string {
	var support, against bool
	for _, e := range c.evidence {
		support, against = support || !e.against, against || e.against
	}
	switch {
	case support && against:
		return "Conflicting Evidence/Cherrypicking"
	case against:
		return "Refuted"
	}
	return "Supported"
}

// asked is the question that a piece of evidence answers. That of a relation
// nobody wrote down.
func (e *evidence) asked() string {
	if e.row != nil {
		return e.row.Question.Text
	}
	return "What do other sources say of this?"
}

func (x *pairing) claim(c *verified) {
	w, a := x.w, c.claim
	d, _ := x.p.Documents.Get(a.Document)
	speaker := a.Attribution.Words
	if s, ok := x.p.Entity(a.Attribution.Source); ok {
		speaker = s.Name
	}
	w.open('{')
	w.always("claim", x.words(a))
	x.known("claim_date", d.Published)
	x.known("speaker", speaker)
	x.known("original_claim_url", d.URL)
	x.known("reporting_source", cmp.Or(d.Source, d.Title))
	w.always("label", c.label())
	w.array("questions", func() {
		var done []string
		for i := range c.evidence {
			if q := c.evidence[i].asked(); !slices.Contains(done, q) {
				done = append(done, q)
				x.question(c, q)
			}
		}
	})
	w.always("split", x.split(a.Document))
	w.always("offset_unit", offsetUnit)
	x.side("", a)
	w.close('}')
}

// question writes the answers to one question.
func (x *pairing) question(c *verified, question string) {
	w := x.w
	w.item()
	w.open('{')
	w.always("question", question)
	w.array("answers", func() {
		for i := range c.evidence {
			e := &c.evidence[i]
			if e.asked() != question {
				continue
			}
			d, _ := x.p.Documents.Get(e.by.Document)
			stance := "supports"
			if e.against {
				stance = "contradicts"
			}
			w.item()
			w.open('{')
			w.always("answer", x.words(e.by))
			w.always("answer_type", "Extractive")
			x.known("source_url", d.URL)
			w.always("source_medium", "Web text")
			x.known("source", cmp.Or(d.Source, d.Title))
			x.known("value", e.value)
			w.always("stance", stance)
			x.side("", e.by)
			w.close('}')
		}
	})
	w.close('}')
}

// known writes a string, or null for "".
func (x *pairing) known(k, v string) {
	if v == "" {
		x.w.key(k)
		x.w.b = append(x.w.b, "null"...)
		return
	}
	x.w.always(k, v)
}

// lossesAveritec lists what a file of claims leaves out.
func lossesAveritec(l *losses) {
	l.passages("annotations of which no other source says anything: left out", true, func(x *pairing) map[string]bool {
		used := map[string]bool{}
		for _, c := range x.checked() {
			used[c.claim.ID] = true
			for _, e := range c.evidence {
				used[e.by.ID] = true
			}
		}
		return used
	})
	l.unwritten("relations that say neither that one follows nor that it contradicts", "contradicts", "same-claim", "supports")
}
