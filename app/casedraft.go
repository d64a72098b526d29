package app

import (
	"slices"

	"gloss/annotations"
	"gloss/annotations/review"
)

// draft is a verdict that is being made: it becomes a decision with Enter.
type draft struct {
	ready   bool            // it says something, if only that nothing is to stand
	changed bool            // and not what was decided already
	results []review.Answer // what is to stand
	part    int             // which of several results the keys are about
	joined  bool            // several parts were made one
	reason  annotations.Reason
	note    string
}

// firstDraft is the verdict a case begins with: what the person has decided of
// it, or had decided before it changed.
func firstDraft(c *review.Case, me string) draft {
	r, ok := ruledBy(c, me)
	if !ok {
		if r, ok = staleBy(c, me); !ok {
			return draft{}
		}
	}
	d := r.Decision
	if d.Outcome == annotations.OutcomeDefer {
		return draft{reason: d.Reason, note: d.Note}
	}
	return draft{ready: true, results: r.Answers, joined: d.Outcome == annotations.OutcomeMerge, reason: d.Reason, note: d.Note}
}

// take makes answers what is to stand.
func (f *draft) take(answers []review.Answer) {
	f.ready, f.changed, f.joined, f.part = true, true, false, 0
	f.results = slices.Clone(answers)
}

// now returns the result that the keys are about; false when none is to stand.
func (f *draft) now() (review.Answer, bool) {
	if !f.ready || len(f.results) == 0 {
		return review.Answer{}, false
	}
	return f.results[min(f.part, len(f.results)-1)], true
}

// change replaces the result that the keys are about.
func (f *draft) change(a review.Answer) {
	f.results = slices.Clone(f.results) // what was drawn keeps what it was
	f.part = min(f.part, len(f.results)-1)
	f.results[f.part] = a
	f.changed = true
}

// outcome names the verdict: what somebody said or the case proposes is
// accepted, anything else is the reviewer's own.
func (f *draft) outcome(c *review.Case) annotations.Outcome {
	switch {
	case len(f.results) == 0:
		return annotations.OutcomeReject
	case len(f.results) > 1:
		return annotations.OutcomeSplit
	case f.joined:
		return annotations.OutcomeMerge
	case c.Proposal != nil && sameAnswers(f.results, []review.Answer{*c.Proposal}):
		return annotations.OutcomeAccept
	}
	for _, r := range c.Readings {
		if sameAnswers(f.results, r.Answers) {
			return annotations.OutcomeAccept
		}
	}
	return annotations.OutcomeEdit
}

func (f *draft) verdict(c *review.Case) review.Verdict {
	return review.Verdict{Outcome: f.outcome(c), Results: f.results, Reason: f.reason, Note: f.note}
}

// moveEdge moves the first start or the last end of an answer by a word, within
// the text and never past the other end; false when there is no way to go.
func moveEdge(t annotations.Text, a review.Answer, start, forward bool) (review.Answer, bool) {
	spans := slices.Clone(a.Spans)
	if len(spans) == 0 {
		return a, false
	}
	if start {
		at := nextEdge(t, spans[0].Start, true, forward, false)
		if at >= spans[0].End || at == spans[0].Start {
			return a, false
		}
		spans[0].Start = at
	} else {
		last := &spans[len(spans)-1]
		at := nextEdge(t, last.End, false, forward, false)
		if at <= last.Start || at == last.End {
			return a, false
		}
		last.End = at
	}
	a.Spans = spans
	return a, true
}

// split makes two of an answer: where an edge of another version lies within
// it, the one nearest its middle, or else at the word in the middle. false when
// it is a single word.
func split(t annotations.Text, a review.Answer, others []review.Answer) (left, right review.Answer, ok bool) {
	if len(a.Spans) == 0 {
		return a, a, false
	}
	all := annotations.Span{Start: a.Spans[0].Start, End: a.Spans[len(a.Spans)-1].End}
	middle := (all.Start + all.End) / 2
	var cuts []int
	for _, o := range others {
		for _, s := range o.Spans {
			cuts = append(cuts, s.Start, s.End)
		}
	}
	slices.SortFunc(cuts, func(x, y int) int { return distance(x, middle) - distance(y, middle) })
	cuts = append(cuts, t.Word(middle).Start, t.Word(middle).End)
	for _, cut := range cuts {
		l, r := t.Trim(annotations.Span{Start: all.Start, End: cut}), t.Trim(annotations.Span{Start: cut, End: all.End})
		if cut > all.Start && cut < all.End && !l.Empty() && !r.Empty() {
			left, right = a, a
			left.Spans, right.Spans = cutSpans(t, a.Spans, l), cutSpans(t, a.Spans, r)
			if len(left.Spans) > 0 && len(right.Spans) > 0 {
				return left, right, true
			}
		}
	}
	return a, a, false
}

func distance(x, y int) int { return max(x-y, y-x) }

// cutSpans returns what of spans lies within one.
func cutSpans(t annotations.Text, spans []annotations.Span, within annotations.Span) []annotations.Span {
	var out []annotations.Span
	for _, s := range spans {
		if s = t.Trim(s.Clamp(within)); !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}

// join makes one answer of several: from the first start to the last end, about
// everything that any of them is about, else as the first one says.
func join(answers []review.Answer) review.Answer {
	out := answers[0]
	all := annotations.Span{Start: out.Spans[0].Start, End: out.Spans[0].End}
	out.Entities = slices.Clone(out.Entities)
	for _, a := range answers {
		for _, s := range a.Spans {
			all.Start, all.End = min(all.Start, s.Start), max(all.End, s.End)
		}
		out.Entities = append(out.Entities, a.Entities...)
		if out.Attribution == (annotations.Attribution{}) {
			out.Attribution = a.Attribution
		}
	}
	slices.Sort(out.Entities)
	out.Entities = slices.Compact(out.Entities)
	if len(out.Entities) > 1 {
		out.Entities = slices.DeleteFunc(out.Entities, func(id string) bool { return id == annotations.NIL })
	}
	out.Spans = []annotations.Span{all}
	return out
}

// toggleEntity links an answer to an entity, or no longer; "none of these"
// stands alone.
func toggleEntity(a review.Answer, id string) review.Answer {
	kept := slices.DeleteFunc(slices.Clone(a.Entities), func(e string) bool {
		return e == id || id == annotations.NIL || e == annotations.NIL
	})
	if !slices.Contains(a.Entities, id) {
		kept = append(kept, id)
	}
	slices.Sort(kept)
	a.Entities = kept
	return a
}

func sameAnswers(a, b []review.Answer) bool {
	return slices.EqualFunc(a, b, func(x, y review.Answer) bool {
		return x.Label == y.Label && slices.Equal(x.Spans, y.Spans) && slices.Equal(x.Entities, y.Entities) &&
			x.Attribution == y.Attribution && slices.Equal(x.Attributes, y.Attributes)
	})
}
