package app

import (
	"context"
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/board"
)

// boardView is how the page Board is looked at.
type boardView struct {
	made  *board.Board
	doing bool        // it is being made
	mine  bool        // one's own answers alone
	state board.State // rows that stand so alone; "" for all
	at    string      // id of the question that a narrow screen shows
}

// boardPage is the claim board: questions by sources.
type boardPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// boardSoon is the number of answers from which a board is made beside the
// drawing goroutine.
const boardSoon = 500

// claimBoard returns the board as the project stands. A large one is made a slice
// at a time, and until then is nil; what was made before is reused.
func (d *desk) claimBoard() *board.Board {
	v := &d.boardView
	o := board.Options{Old: v.made}
	if v.mine {
		o.Person = d.session.Me()
	}
	p := d.session.Project()
	switch {
	case v.made != nil && v.made.Current(p, o):
	case v.doing:
	case v.made == nil && p.Answers.Len() > boardSoon:
		v.doing = true
		var made *board.Board
		d.aside(func(ctx context.Context) (err error) {
			o.Step = breathe(ctx)
			made, err = board.Of(p, o)
			return err
		}, func(err error) {
			v.made, v.doing = made, false
			d.fail(err)
			d.redraw()
		})
	default:
		v.made, _ = board.Of(p, o) // without a step it does not fail
	}
	return v.made
}

// Render draws the board.
func (p *boardPage) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return sheet("Board", "")
	}
	b := d.claimBoard()
	if b == nil {
		return sheet("Board", "Comparing the answers…")
	}
	rows := d.boardRows(b)
	return el("div").Class("page board-page").Body(
		el("div").Class("board-head").Body(
			el("h1").ID("page-title").TabIndex(-1).Text("Board"),
			d.boardFilters(b),
			el("div").Class("spring"),
			d.boardButtons(b)),
		d.offers(b),
		ga.If(len(b.Rows) > 0 && len(rows) == 0, func() ga.UI { return el("p").Class("empty").Text("No question stands so.") }),
		ga.If(len(b.Rows) == 0, d.boardEmpty),
		ga.If(len(rows) > 0, func() ga.UI { return d.boardTable(b, rows) }),
		ga.If(len(rows) > 0, func() ga.UI {
			return &boardNarrow{D: d, Rev: d.narrow.rev(narrowKey{b, d.session.Project(), d.boardView.state, d.boardView.at, d.scroll["board-one"], d.scroll["board-one-view"]})}
		}))
}

// boardEmpty says how a board begins.
func (d *desk) boardEmpty() ga.UI {
	return el("div").Class("board-empty").Body(
		icon("board"),
		el("p").Text("What do the articles say, and where do they contradict each other? Ask a question above, or go through an article: choose an annotation, or select words, and press B."),
		el("button").Attr("type", "button").Class("button primary").OnClick(d.on(func() { d.goTo(pageRead) })).Text("To the articles"))
}

// boardRows are the rows that the filter lets through.
func (d *desk) boardRows(b *board.Board) []*board.Row {
	if d.boardView.state == "" {
		return b.Rows
	}
	var out []*board.Row
	for _, r := range b.Rows {
		if r.State == d.boardView.state {
			out = append(out, r)
		}
	}
	return out
}

// boardStates are the states in the order of the filter.
var boardStates = []board.State{board.Conflict, board.Updated, board.Agree, board.Single, board.Silent}

// boardFilters count the rows by how they stand; each shows those alone.
func (d *desk) boardFilters(b *board.Board) ga.UI {
	n := map[board.State]int{}
	for _, r := range b.Rows {
		n[r.State]++
	}
	var buttons []ga.UI
	for _, s := range boardStates {
		if n[s] == 0 && d.boardView.state != s {
			continue
		}
		on := d.boardView.state == s
		buttons = append(buttons, el("button").Attr("type", "button").Class("choice").Class("state-"+string(s)).Aria("pressed", boolean(on)).OnClick(func(ga.Context, ga.Event) {
			d.boardView.state = s
			if on {
				d.boardView.state = ""
			}
			d.redraw()
		}, ga.EventScope(string(s), on)).Body(icon(stateIcon(s)), ga.Text(thousands(n[s])+" "+stateWords(s, n[s]))))
	}
	return el("div").Class("choices").Role("group").Aria("label", "Show").Body(buttons...)
}

func stateWords(s board.State, n int) string {
	if s == board.Conflict && n != 1 {
		return "conflicts"
	}
	return s.Words()
}

func stateIcon(s board.State) string {
	switch s {
	case board.Agree:
		return "check"
	case board.Conflict:
		return "warning"
	case board.Updated:
		return "clock"
	case board.Single:
		return "info"
	}
	return "minus"
}

func (d *desk) boardButtons(b *board.Board) ga.UI {
	others := false
	for a := range d.session.Project().Answers.All() {
		if others = a.By != d.session.Me(); others {
			break
		}
	}
	export := func(name, sign string, f func()) ga.UI {
		return el("button").Attr("type", "button").Class("button").Attr("disabled", len(b.Rows) == 0).OnClick(d.on(f), ga.EventScope(name)).Body(icon(sign), ga.Text(name))
	}
	return el("div").Class("board-buttons").Body(
		ga.If(others || d.boardView.mine, func() ga.UI {
			return el("label").Class("check").Body(input("checkbox").Attr("checked", d.boardView.mine).OnChange(func(ctx ga.Context, _ ga.Event) {
				d.boardView.mine = ctx.JSSrc().Get("checked").Bool()
				d.redraw()
			}), ga.Text("Only mine"))
		}),
		el("button").Attr("type", "button").Class("button").ID("new-question").OnClick(d.on(func() { d.questionForm(annotations.Question{Type: annotations.ValueNumber}) })).Body(icon("plus"), ga.Text("New question")),
		export("Report", "print", func() { d.download("board.html", "text/html", d.claimBoard().Report("Claim board")) }),
		export("CSV", "export", func() { d.download("board.csv", "text/csv", d.claimBoard().CSV()) }))
}

// download offers a file that is made already.
func (d *desk) download(name, mime string, data []byte) {
	if err := d.services.Files.Download(name, mime, data); err != nil {
		d.fail(err)
		return
	}
	d.tell("Exported " + name + ".")
}

// offers are the questions that the articles answer, and the standard ones that
// the board does not have yet.
func (d *desk) offers(b *board.Board) ga.UI {
	d.proposeSoon()
	var chips []ga.UI
	for i := range d.proposed.found {
		chips = append(chips, d.proposalChip(&d.proposed.found[i], i == 0))
	}
	for _, q := range board.Standard() {
		if b.Row(q.ID) == nil && d.proposal(q.ID) == nil {
			chips = append(chips, el("li").Body(el("button").Attr("type", "button").Class("chip-add").OnClick(func(ga.Context, ga.Event) {
				if err := d.session.Ask(*q); err != nil {
					d.fail(err)
					return
				}
				d.say("On the board: " + q.Text)
			}, ga.EventScope(q.ID)).Body(icon("plus"), ga.Text(q.Text))))
		}
	}
	return ga.If(len(chips) > 0, func() ga.UI {
		return el("ul").Class("chips board-offers").Aria("label", "Suggested questions").Body(chips...)
	})
}

// badge says how a row stands, in a sign and a word.
func badge(s board.State) ga.UI {
	return el("span").Class("badge state-"+string(s)).Body(icon(stateIcon(s)), ga.Text(s.Words()))
}

// valueLabel is a value in a sentence, for who cannot see where it stands.
func (d *desk) valueLabel(b *board.Board, e *board.Entry) string {
	s := visible(e.Value.Show())
	if who := board.Speaker(d.session.Project(), e.Answers[0]); who != "" {
		s += ", says " + visible(who)
	}
	if c := e.Certainty(); c != "" {
		s += ", " + visible(c)
	}
	if t := e.Since(); t != "" {
		s += ", as of " + visible(t)
	}
	return s + ", " + e.Words() + ", " + visible(b.Columns[e.Column].Source())
}

// goToValue leads from a value to the passage it rests on.
func (d *desk) goToValue(e *board.Entry) {
	passages := board.Passages(d.session.Project(), *e)
	if len(passages) == 0 {
		d.answerForm(*e.Answers[0])
		return
	}
	id := passages[0].ID
	d.open(passages[0].Document, func() { d.choose(id) })
}

// small joins what is known of a value beside itself.
func (d *desk) small(e *board.Entry) string {
	out := e.Words()
	for _, s := range []string{e.Value.Explain(), board.Speaker(d.session.Project(), e.Answers[0]), e.Certainty(), e.Since()} {
		if s != "" {
			out += " · " + visible(s)
		}
	}
	if n := len(e.Answers); n > 1 {
		out += " · read so by " + strconv.Itoa(n)
	} else if by := e.Answers[0].By; by != d.session.Me() {
		out += " · read by " + d.personName(by)
	}
	return out
}
