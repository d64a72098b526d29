package app

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/review"
)

func textOf(t interface{ Fatal(...any) }, s string) annotations.Text {
	text, err := annotations.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// answer marks stretches of a text: start, end, start, end, …
func answer(label string, at ...int) review.Answer {
	a := review.Answer{Label: label}
	for i := 0; i < len(at); i += 2 {
		a.Spans = append(a.Spans, annotations.Span{Start: at[i], End: at[i+1]})
	}
	return a
}

func wordsAt(t annotations.Text, a review.Answer) string {
	s := ""
	for i, span := range a.Spans {
		if i > 0 {
			s += " … "
		}
		s += t.Slice(span)
	}
	return s
}

func TestMoveEdge(t *testing.T) {
	text := textOf(t, "The old wall will hold.")
	for _, c := range []struct {
		name           string
		from           review.Answer
		start, forward bool
		want           string // "" when it cannot go
	}{
		{"start back", answer("claim", 4, 12), true, false, "The old wall"},
		{"start forward", answer("claim", 4, 12), true, true, "wall"},
		{"end back", answer("claim", 4, 12), false, false, "old"},
		{"end forward", answer("claim", 4, 12), false, true, "old wall will"},
		{"start at the beginning", answer("claim", 0, 12), true, false, ""},
		{"start not past the end", answer("claim", 8, 12), true, true, ""},
		{"end not past the start", answer("claim", 8, 12), false, false, ""},
		{"the last part’s end", answer("claim", 0, 3, 8, 12), false, true, "The … wall will"},
		{"nothing", answer("claim"), false, true, ""},
	} {
		was := slices.Clone(c.from.Spans)
		got, ok := moveEdge(text, c.from, c.start, c.forward)
		if ok != (c.want != "") || ok && wordsAt(text, got) != c.want {
			t.Errorf("%s: %q, %v, want %q", c.name, wordsAt(text, got), ok, c.want)
		}
		if !slices.Equal(c.from.Spans, was) {
			t.Errorf("%s: what was given has changed", c.name)
		}
	}
}

func TestSplit(t *testing.T) {
	text := textOf(t, "It was small. The report comes in June")
	for _, c := range []struct {
		name        string
		from        review.Answer
		others      []review.Answer
		left, right string // "" when it cannot be split
	}{
		{"where another version ends", answer("fact", 0, 38), []review.Answer{answer("fact", 0, 12)}, "It was small", ". The report comes in June"},
		{"the edge nearest the middle", answer("fact", 0, 38), []review.Answer{answer("fact", 0, 6), answer("fact", 14, 38)}, "It was small.", "The report comes in June"},
		{"else at the word in the middle", answer("fact", 14, 38), nil, "The report", "comes in June"},
		{"edges outside help nothing", answer("fact", 14, 38), []review.Answer{answer("fact", 0, 12)}, "The report", "comes in June"},
		{"a single word", answer("fact", 7, 12), nil, "", ""},
		{"nothing", answer("fact"), nil, "", ""},
	} {
		left, right, ok := split(text, c.from, c.others)
		if ok != (c.left != "") || ok && (wordsAt(text, left) != c.left || wordsAt(text, right) != c.right) {
			t.Errorf("%s: %q and %q, %v", c.name, wordsAt(text, left), wordsAt(text, right), ok)
		}
	}
}

// What was split and joined again is as long as it was, or lacks white space at
// the ends alone.
func TestSplitAndJoin(t *testing.T) {
	text := textOf(t, "One two, three four. Five six seven – eight nine.")
	rapid.Check(t, func(t *rapid.T) {
		draw := func() review.Answer {
			start := rapid.IntRange(0, text.Points()-1).Draw(t, "start")
			return answer("fact", start, rapid.IntRange(start+1, text.Points()).Draw(t, "end"))
		}
		a := draw()
		left, right, ok := split(text, a, []review.Answer{draw(), draw()})
		if !ok {
			return
		}
		if left.Spans[0].End > right.Spans[0].Start || left.Spans[0].Empty() || right.Spans[0].Empty() {
			t.Fatalf("%v became %v and %v", a.Spans, left.Spans, right.Spans)
		}
		if got := join([]review.Answer{right, left}).Spans[0]; got != text.Trim(a.Spans[0]) {
			t.Fatalf("%v became %v", a.Spans, got)
		}
	})
}

func TestJoin(t *testing.T) {
	with := func(a review.Answer, entities ...string) review.Answer { a.Entities = entities; return a }
	said := answer("claim", 20, 30)
	said.Attribution.Words = "he"
	got := join([]review.Answer{with(answer("fact", 5, 9), "b", annotations.NIL), with(said, "a", "b")})
	if got.Label != "fact" || !slices.Equal(got.Spans, []annotations.Span{{Start: 5, End: 30}}) || !slices.Equal(got.Entities, []string{"a", "b"}) || got.Attribution.Words != "he" {
		t.Errorf("%+v", got)
	}
	if got := join([]review.Answer{with(answer("fact", 5, 9), annotations.NIL), answer("fact", 10, 12)}); !slices.Equal(got.Entities, []string{annotations.NIL}) {
		t.Errorf("about none of these: %+v", got)
	}
}

func TestToggleEntity(t *testing.T) {
	for _, c := range []struct {
		from []string
		id   string
		want []string
	}{
		{nil, "b", []string{"b"}},
		{[]string{"b"}, "a", []string{"a", "b"}},
		{[]string{"a", "b"}, "a", []string{"b"}},
		{[]string{"a", "b"}, annotations.NIL, []string{annotations.NIL}},
		{[]string{annotations.NIL}, "a", []string{"a"}},
		{[]string{annotations.NIL}, annotations.NIL, nil},
	} {
		if got := toggleEntity(review.Answer{Entities: c.from}, c.id).Entities; !slices.Equal(got, c.want) {
			t.Errorf("%q and %s: %q, want %q", c.from, c.id, got, c.want)
		}
	}
}

// A verdict is called by what it does with what was there.
func TestDraftOutcome(t *testing.T) {
	one, two, own := answer("fact", 0, 4), answer("claim", 0, 9), answer("claim", 0, 2)
	parts := []review.Answer{answer("fact", 0, 4), answer("fact", 5, 9)}
	c := &review.Case{Proposal: &two, Readings: []review.Reading{{Answers: []review.Answer{one}}, {Answers: parts}}}
	for _, x := range []struct {
		name  string
		draft draft
		want  annotations.Outcome
	}{
		{"a version", draft{results: []review.Answer{one}}, annotations.OutcomeAccept},
		{"what is proposed", draft{results: []review.Answer{two}}, annotations.OutcomeAccept},
		{"one’s own", draft{results: []review.Answer{own}}, annotations.OutcomeEdit},
		{"nothing", draft{}, annotations.OutcomeReject},
		{"several", draft{results: parts}, annotations.OutcomeSplit},
		{"one of several", draft{results: []review.Answer{own}, joined: true}, annotations.OutcomeMerge},
	} {
		if got := x.draft.outcome(c); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

// What is taken is a copy, and a change touches the part in hand alone.
func TestDraftChange(t *testing.T) {
	given := []review.Answer{answer("fact", 0, 4), answer("fact", 5, 9)}
	var f draft
	if _, ok := f.now(); ok {
		t.Error("an empty draft has a result")
	}
	f.take(given)
	f.part = 1
	f.change(answer("claim", 5, 9))
	if now, ok := f.now(); !ok || now.Label != "claim" || f.results[0].Label != "fact" || given[1].Label != "fact" || !f.changed {
		t.Errorf("%+v of %+v", f, given)
	}
}

func TestFirstDraft(t *testing.T) {
	by := func(who string, o annotations.Outcome, answers ...review.Answer) review.Ruling {
		return review.Ruling{Decision: &annotations.Decision{Stamp: annotations.Stamp{By: who}, Outcome: o, Note: "why"}, Answers: answers}
	}
	mine := by("me", annotations.OutcomeAccept, answer("fact", 0, 4))
	for _, c := range []struct {
		name  string
		c     review.Case
		ready bool
		note  string
	}{
		{"nothing decided", review.Case{}, false, ""},
		{"decided by another", review.Case{Rulings: []review.Ruling{by("you", annotations.OutcomeAccept)}}, false, ""},
		{"decided by me", review.Case{Rulings: []review.Ruling{mine}}, true, "why"},
		{"before it changed", review.Case{Stale: []review.Ruling{mine}}, true, "why"},
		{"put off", review.Case{Rulings: []review.Ruling{by("me", annotations.OutcomeDefer)}}, false, "why"},
	} {
		if f := firstDraft(&c.c, "me"); f.ready != c.ready || f.note != c.note || f.changed {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}
