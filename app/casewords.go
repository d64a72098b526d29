package app

import (
	"slices"
	"strconv"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/review"
)

// How cases are said.

// kindSentence says what a case is about.
func kindSentence(c *review.Case) string {
	switch c.Kind {
	case review.KindReviewers:
		return "Reviewers decided differently"
	case review.KindLabel:
		return "Different labels"
	case review.KindBoundary:
		return "Same label, different edges"
	case review.KindSplit:
		return "One annotation or several"
	case review.KindMissing:
		return "Marked by some"
	case review.KindSingle:
		return "Marked by one"
	case review.KindEntity:
		return "About different entities"
	case review.KindAttribute:
		return "Different attributes"
	case review.KindGone:
		return "Nothing is left of it"
	}
	return "All agree"
}

// kindNames are the kinds as the filter calls them, in its order.
var kindNames = []struct {
	kind review.Kind
	name string
}{
	{review.KindReviewers, "Reviewers"},
	{review.KindLabel, "Label"},
	{review.KindBoundary, "Edges"},
	{review.KindSplit, "Split"},
	{review.KindMissing, "Marked by some"},
	{review.KindSingle, "Marked by one"},
	{review.KindEntity, "Entity"},
	{review.KindAttribute, "Attributes"},
	{review.KindAgree, "All agree"},
	{review.KindGone, "Gone"},
}

var stateNames = []struct {
	state review.State
	name  string
}{
	{review.StateDisputed, "Disputed"},
	{review.StatePartial, "Partial"},
	{review.StateAgreed, "Agreed"},
	{review.StateStale, "Changed since"},
	{review.StateDeferred, "Put off"},
	{review.StateDecided, "Decided"},
}

// caseStateName is how far a case has come, in a word or two.
func caseStateName(c *review.Case, above bool) string {
	switch {
	case c.Settled != nil && c.Settled.Auto:
		return "Decided, auto"
	case above && c.State == review.StateDisputed:
		return "Reviewers differ"
	}
	for _, s := range stateNames {
		if s.state == c.State {
			return s.name
		}
	}
	return ""
}

func (d *desk) stateChip(c *review.Case) ga.UI {
	return el("span").Class("case-state is-" + string(c.State)).Text(caseStateName(c, d.book.above[c.ID]))
}

func levelName(level int) string {
	if level == 2 {
		return "Second level"
	}
	return "Level " + strconv.Itoa(level)
}

var outcomeName = map[annotations.Outcome]string{
	annotations.OutcomeAccept: "Accepted", annotations.OutcomeEdit: "Decided with changes", annotations.OutcomeReject: "Rejected",
	annotations.OutcomeDefer: "Put off", annotations.OutcomeSplit: "Split", annotations.OutcomeMerge: "Parts merged",
}

func reasonName(r annotations.Reason) string {
	switch r {
	case annotations.ReasonGuideline:
		return "Guideline"
	case annotations.ReasonSlip:
		return "Slip"
	case annotations.ReasonAmbiguous:
		return "Ambiguous"
	}
	return visible(string(r))
}

var reasonMeaning = map[annotations.Reason]string{
	annotations.ReasonGuideline: "The guideline says so; the note says where",
	annotations.ReasonSlip:      "An oversight, plain to all",
	annotations.ReasonAmbiguous: "The text or the guideline allows both",
}

// caseWords is a case in a sentence, for who cannot see it.
func (d *desk) caseWords(c *review.Case) string {
	queue := d.queue()
	words := "Case " + strconv.Itoa(slices.Index(queue, c)+1) + " of " + strconv.Itoa(len(queue)) + ": " + lower(kindSentence(c)) + ". “" + clip(visible(d.caseQuote(c)), 80) + "”. " +
		count(len(c.Readings), "version") + ", " + lower(caseStateName(c, d.book.above[c.ID])) + "."
	if c.Level > 1 {
		words = levelName(c.Level) + ". " + words
	}
	return words
}

// standing says what is to stand.
func (d *desk) standing(f *draft) string {
	c, ok := d.inFront()
	if !ok || len(f.results) == 0 {
		return "Nothing is to stand here."
	}
	var parts []string
	for i := range f.results {
		parts = append(parts, d.answerWords(&f.results[i], c.Document))
	}
	return strings.Join(parts, ". And ")
}

// answerWords is an answer in words.
func (d *desk) answerWords(a *review.Answer, document string) string {
	l, _ := d.scheme().Label(a.Label)
	words := labelWord(l) + "“" + clip(visible(d.answerQuote(a, document)), 120) + "”"
	for _, id := range a.Entities {
		words += ", about " + d.entityName(id)
	}
	return words
}

// answerQuote is the words an answer marks; "" until the text is there.
func (d *desk) answerQuote(a *review.Answer, document string) string {
	t, ok := d.session.Project().Text(document)
	if !ok {
		return ""
	}
	var parts []string
	for _, s := range a.Spans {
		parts = append(parts, t.Slice(s))
	}
	return strings.Join(parts, " … ")
}

// difference says how an answer differs from another in where it begins and
// ends; "" when it does not.
func (d *desk) difference(document string, from, a *review.Answer) string {
	t, ok := d.session.Project().Text(document)
	if !ok || len(from.Spans) != 1 || len(a.Spans) != 1 {
		return ""
	}
	was, is := from.Spans[0], a.Spans[0]
	var parts []string
	say := func(how string, s annotations.Span) {
		if s = t.Trim(s); !s.Empty() {
			parts = append(parts, how+" “"+clip(visible(t.Slice(s)), 60)+"”")
		}
	}
	switch {
	case is.Start < was.Start:
		say("begins earlier, with", annotations.Span{Start: is.Start, End: was.Start})
	case is.Start > was.Start:
		say("begins later, without", annotations.Span{Start: was.Start, End: is.Start})
	}
	switch {
	case is.End > was.End:
		say("ends later, with", annotations.Span{Start: was.End, End: is.End})
	case is.End < was.End:
		say("ends earlier, without", annotations.Span{Start: is.End, End: was.End})
	}
	if len(parts) == 0 {
		return ""
	}
	return "Against version 1: " + strings.Join(parts, "; ")
}

// driftWords says what became of a member since a decision.
func (d *desk) driftWords(c *review.Case, x review.Difference) string {
	p := d.session.Project()
	who, what := "A version", ""
	if a, ok := p.Annotations.Get(x.ID); ok {
		if d.revealed(c) || a.By == d.session.Me() {
			who = d.personName(a.By) + "’s version"
		}
		l, _ := d.scheme().Label(a.Label)
		what = labelWord(l) + quoted(a, 100)
		if a.Origin == annotations.OriginReview {
			who = "The result"
		}
	} else if r, ok := p.Decisions.Get(x.ID); ok {
		who, what = "A decision", lower(outcomeName[r.Outcome])
		if d.revealed(c) {
			who = "The decision of " + d.personName(r.By)
		}
	}
	switch x.What {
	case review.Changed:
		return who + " has changed; it is now " + what
	case review.Added:
		return who + " has come: " + what
	}
	if what == "" {
		return who + " was deleted"
	}
	return who + " is in another case now or counts no more: " + what
}
