package app

import (
	"slices"
	"strconv"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/review"
	"gloss/app/surface"
)

// lane is one version as it is drawn under the words: a bar below each of its
// stretches, all the bars of a lane at one depth, so that where versions begin
// and end is seen under the very letters, however the lines wrap.
type lane struct {
	sign    string // in the bar where it begins: the number of the version
	answers []review.Answer
}

// lanesDrawn is how many lanes the style sheet has room for under a line.
const lanesDrawn = 9

// barPart is a stretch of a lane, or of what is to stand.
type barPart struct {
	lane  int // onWords for what is to stand
	label string
	start int  // where its bar begins
	on    bool // what the keys are about
}

// What is drawn in no lane.
const (
	onWords   = -1 // on the words themselves
	firstWord = -2 // nothing: it cuts off the first word of a stretch
)

// passageAround returns the stretch of a text that is drawn with an extent, its
// sentences, and the sentences before and after them in the same lines. Each is
// cut some 300 characters from the extent.
func passageAround(t annotations.Text, extent annotations.Span) (before, core, after annotations.Span) {
	const room = 300
	core = extent.Clamp(t.All())
	if s := t.Sentence(core.Start); !s.Empty() && s.Start < core.Start {
		core.Start = s.Start
	}
	if s := t.Sentence(max(extent.Start, extent.End-1)); s.End > core.End {
		core.End = s.End
	}
	if extent.Start-core.Start > room {
		core.Start = min(t.NextWord(extent.Start-room), extent.Start)
	}
	if core.End-extent.End > room {
		core.End = max(t.PrevWord(extent.End+room), extent.End)
	}
	if s, ok := t.PrevSentence(core.Start); ok && s.Start >= t.Line(core.Start).Start {
		before = annotations.Span{Start: max(s.Start, s.End-room), End: s.End}
	}
	if s, ok := t.NextSentence(core.End); ok && s.End <= t.Line(max(core.Start, core.End-1)).End {
		after = annotations.Span{Start: s.Start, End: min(s.End, s.Start+room)}
	}
	return before, core, after
}

// drawPassage shows a stretch of a text with lanes below its words and what is
// to stand on them; letter is the letter of a label. It says nothing of them to a screen reader: what they say
// stands in words in the list of versions.
func drawPassage(t annotations.Text, within annotations.Span, lanes []lane, stands []review.Answer, part int, letter func(string) string) ga.UI {
	lanes = lanes[:min(len(lanes), lanesDrawn)]
	var spans []annotations.Span
	var strokes []barPart
	add := func(answers []review.Answer, lane int) {
		for i, a := range answers {
			for k, s := range a.Spans {
				b := barPart{lane: lane, label: a.Label, start: -1, on: lane < 0 && i == part && len(answers) > 1}
				spans, strokes = append(spans, s), append(strokes, b)
				if k == 0 && lane >= 0 { // the sign hangs on the first word, which does not wrap
					strokes[len(strokes)-1].start = max(s.Start, within.Start)
					spans = append(spans, annotations.Span{Start: s.Start, End: min(s.End, t.Word(s.Start).End)})
					strokes = append(strokes, barPart{lane: firstWord})
				}
			}
		}
	}
	for i, l := range lanes {
		add(l.answers, i)
	}
	add(stands, onWords)
	var body []ga.UI
	for _, s := range annotations.Segments(within, spans) {
		words := shownWords(t.Slice(s.Span))
		if len(s.Active) == 0 {
			body = append(body, ga.Text(words))
			continue
		}
		active := make([]barPart, len(s.Active))
		for i, k := range s.Active {
			active[i] = strokes[k]
		}
		body = append(body, barred(words, s.Start, active, lanes, letter))
	}
	return el("p").Class("passage lanes-" + strconv.Itoa(len(lanes))).Dir("auto").Body(body...)
}

// barred is words with the bars of the lanes over them, the deepest outermost.
func barred(words string, at int, active []barPart, lanes []lane, letter func(string) string) ga.UI {
	slices.SortStableFunc(active, func(a, b barPart) int { return a.lane - b.lane })
	var ui ga.UI = ga.Text(words)
	for _, b := range active {
		switch b.lane {
		case firstWord:
		case onWords:
			class := "stands " + surface.LabelClass(b.label)
			if b.on {
				class += " on"
			}
			ui = el("span").Class(class).Body(ui)
		default:
			e := el("span").Class("lane lane-" + strconv.Itoa(b.lane+1) + " " + surface.LabelClass(b.label))
			if b.start == at {
				e = e.Class("begins").DataSet("sign", lanes[b.lane].sign+" "+letter(b.label))
			}
			ui = e.Body(ui)
		}
	}
	return ui
}

// shownWords shows words of a text as they are, but for what would turn them
// around.
func shownWords(s string) string {
	if !hasDirections(s) {
		return s
	}
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		out = append(out, visible(line))
	}
	return strings.Join(out, "\n")
}
