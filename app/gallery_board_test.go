package app

import (
	"fmt"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/board"
	"gloss/annotations/suggest"
)

func boardPart(d *desk) ga.UI { return &boardPage{D: d} }

// asked puts a standard question on the board.
func asked(key string) func(*stand) {
	return func(d *stand) { must(d.session.Ask(*board.StandardOf(key))) }
}

// says gives the answer of an article, told by the beginning of its title, to a
// standard question. One that names no words is silent.
func says(key, title, raw string, more ...func(*annotations.Answer)) func(*stand) {
	return func(d *stand) {
		for doc := range d.session.Project().Documents.All() {
			if !strings.HasPrefix(doc.Title, title) {
				continue
			}
			q := board.StandardOf(key)
			a := annotations.Answer{Document: doc.ID, Raw: raw, Norm: board.ParseValue(q, raw, doc.Published).Norm, Silent: raw == ""}
			for _, f := range more {
				f(&a)
			}
			_, err := d.session.Answer(a, q, nil, "claim")
			must(err)
			return
		}
		panic("no article " + title)
	}
}

func passages(names ...string) func(*annotations.Answer) {
	return func(a *annotations.Answer) {
		for _, name := range names {
			a.Passages = append(a.Passages, annotationstest.ID(name))
		}
	}
}

func saidBy(who, certainty, asOf string) func(*annotations.Answer) {
	return func(a *annotations.Answer) {
		a.Speaker.Words, a.Certainty, a.AsOf = who, certainty, asOf
	}
}

// foundRows is the board after a search for questions to propose.
func foundRows(proposals ...suggest.Proposal) func(*stand) {
	return func(d *stand) { d.proposed.in, d.proposed.found = d.session.Project(), proposals }
}

// proposed is a question with an answer in each of some articles.
func proposed(d *stand, key string, raws ...string) suggest.Proposal {
	q := suggest.Proposal{Question: *board.StandardOf(key)}
	i := 0
	for doc := range d.session.Project().Documents.All() {
		if i < len(raws) {
			q.Answers = append(q.Answers, suggest.Answered{
				Passage: suggest.Passage{Document: doc.ID, Span: annotations.Span{End: 9}, Text: raws[i]}, Value: board.ParseValue(&q.Question, raws[i], ""),
			})
		}
		i++
	}
	return q
}

// fullBoard has a row of every sort.
var fullBoard = then(
	says("dead", "Ferry", "35 people", passages("gale"), saidBy("two officials", "probable", "")), says("dead", "Council", "thirty-eight"), says("dead", "מעבורת", "35 passengers and three crew", passages("rtl")),
	says("survivors", "Ferry", "29 survivors"), says("survivors", "Council", "29"),
	says("aboard", "Ferry", "About 60", saidBy("", "", "2026-03-01")), says("aboard", "Council", "67", saidBy("The ministry", "certain", "2026-03-04")), says("aboard", "Invoice", ""),
	says("injured", "Letters", "at least 11"),
	asked("blamed"),
	says("where", "Ferry", "off Halden"), says("where", "Ferry", "near the old lighthouse on the far side of the harbour of Halden, in shallow water"), says("where", "Ferry", "at sea"),
)

func init() {
	gallery = append(gallery, []story{
		{"page-board-empty", boardPart, at(pageBoard, foundRows()), nil},
		{"page-board-found", boardPart, at(pageBoard, func(d *stand) {
			foundRows(proposed(d, "dead", "35 died", "38 died"), proposed(d, "cause", "a bird strike", "struck by a missile"))(d)
		}), nil},
		{"page-board-rows", boardPart, at(pageBoard, then(fullBoard, foundRows())), nil},
		{"page-board-conflict", boardPart, at(pageBoard, then(fullBoard, foundRows(), func(d *stand) { d.boardView.state = board.Conflict })), nil},
		{"page-board-updated", boardPart, at(pageBoard, then(fullBoard, foundRows(), func(d *stand) { d.boardView.state = board.Updated })), nil},
		{"page-board-silent", boardPart, at(pageBoard, then(fullBoard, foundRows(), func(d *stand) { d.boardView.state = board.Silent })), nil},
		{"page-board-no-row", boardPart, at(pageBoard, then(asked("dead"), foundRows(), func(d *stand) { d.boardView.state = board.Agree })), nil},
		{"page-board-rtl", boardPart, at(pageBoard, then(says("where", "מעבורת", "ליד הנמל", passages("rtl")), foundRows())), nil},
		{"page-board-crowded", boardPart, at(pageBoard, then(crowdedBoard, foundRows())), nil},
		{"dialog-board", (*desk).dialogs, then(choose("hour"), fullBoard, ask(dialog{kind: dialogBoard})), nil},
		{"dialog-answer", (*desk).dialogs, then(fullBoard, func(d *stand) { d.answerForm(firstAnswer(d)) }), nil},
		{"dialog-question", (*desk).dialogs, func(d *stand) { d.questionForm(annotations.Question{Type: annotations.ValueNumber}) }, nil},
		{"dialog-question-choice", (*desk).dialogs, then(asked("cause"), func(d *stand) { d.editQuestion(board.StandardOf("cause").ID) }), nil},
		{"dialog-timeline", (*desk).dialogs, then(fullBoard, func(d *stand) { d.askTimeline(board.StandardOf("aboard").ID) }), nil},
		{"dialog-timeline-empty", (*desk).dialogs, then(fullBoard, func(d *stand) { d.askTimeline(board.StandardOf("blamed").ID) }), nil},
		{"dialog-proposal", (*desk).dialogs, func(d *stand) {
			q := proposed(d, "dead", "The crash killed 35 people.", gallerySentence+" 35 passengers and three crew died.", "ליד הנמל 38")
			foundRows(q)(d)
			d.askProposal(q.Question.ID)
			delete(d.dialog.ticked, 2)
		}, nil},
	}...)
}

func firstAnswer(d *stand) annotations.Answer {
	for a := range d.session.Project().Answers.All() {
		if a.Raw == "67" {
			return *a
		}
	}
	panic("no answer")
}

// crowdedBoard has more rows than are drawn.
func crowdedBoard(d *stand) {
	for i := range 60 {
		must(d.session.Ask(annotations.Question{Text: fmt.Sprintf("What was said in hour %d of the night, and by whom, and to whom, and in front of how many who were there?", i+1), Type: annotations.ValueText}))
	}
}
