package app

import (
	"strconv"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/suggest"
	"gloss/app/browser"
)

// dialog is what lies over the page; one at a time.
type dialog struct {
	kind  string // "" for none
	query string // what is typed in it
	at    int    // the chosen option
	back  string // id of the element that had the focus

	source  bool         // entity: for the attribution, not for what it is about
	judging bool         // entity: for what is to stand of a case
	export  exportChoice // export
	report  []importLine // opened files
	edit    entityDraft  // entity form
	hits    []quoteHit   // quote
	unit    unitQuestion // unit
	left    func()       // called when the dialog ends, however it does
	ticked  map[int]bool // quote: hits to be annotated; proposal: answers that are wanted

	document annotations.Document // details
	board    boardDraft           // board, answer, question
	proposal suggest.Proposal     // proposal
}

// The dialogs.
const (
	dialogEntity   = "entity"
	dialogForm     = "entity-form"
	dialogExport   = "export"
	dialogReport   = "report"
	dialogUnit     = "unit"
	dialogQuote    = "quote"
	dialogCommand  = "command"
	dialogPaste    = "paste"
	dialogDetails  = "details"
	dialogRelation = "relation"
	dialogBoard    = "board"
	dialogAnswer   = "answer"
	dialogQuestion = "question"
	dialogTimeline = "timeline"
	dialogProposal = "proposal"
)

// ask opens a dialog; what it was opened from gets the focus back.
func (d *desk) ask(x dialog) {
	if d.dialog.kind == "" {
		x.back = d.services.Elements.Focused()
		d.nth++
	} else {
		x.back = d.dialog.back
	}
	d.leave()
	d.dialog = x
	d.redraw()
}

// close ends the dialog. The focus goes back at once, so that the next key
// already works where it was.
func (d *desk) close() {
	back := d.dialog.back
	d.leave()
	d.dialog = dialog{}
	d.setKeys()
	d.services.Elements.CloseDialog("dialog")
	if e := d.services.Elements; e.Kind() == browser.FocusNone && (back == "" || !e.Focus(back)) && !e.Focus("page-title") {
		d.focusArticle()
	}
	d.redraw()
}

// leave lets who waits for the dialog know that it ends.
func (d *desk) leave() {
	if d.dialog.left != nil {
		d.dialog.left()
	}
}

// later runs f when the screen has been drawn.
func (d *desk) later(f func()) { d.after(30*millisecond, f) }

// dialogs draws the one that is open.
func (d *desk) dialogs() ga.UI {
	var x ga.UI
	switch d.dialog.kind {
	case dialogEntity:
		x = d.entityDialog()
	case dialogForm:
		x = d.entityFormDialog()
	case dialogExport:
		x = d.exportDialog()
	case dialogReport:
		x = d.reportDialog()
	case dialogUnit:
		x = d.unitDialog()
	case dialogQuote:
		x = d.quoteDialog()
	case dialogCommand:
		x = d.commandDialog()
	case dialogRelation:
		x = d.relationDialog()
	case dialogBoard:
		x = d.boardDialog()
	case dialogAnswer:
		x = d.answerDialog()
	case dialogQuestion:
		x = d.questionDialog()
	case dialogTimeline:
		x = d.timelineDialog()
	case dialogProposal:
		x = d.proposalDialog()
	case dialogDetails:
		x = d.detailsDialog()
	case dialogPaste:
		x = d.pasteDialog()
	default:
		return el("div").Class("dialogs")
	}
	return el("div").Class("dialogs").Body(&modal{D: d, Kind: d.dialog.kind, Nth: d.nth, Rev: d.rev(), Content: x})
}

// modal is a native dialog element: the browser keeps the focus in it, closes
// it with Escape, and hides the rest from screen readers.
type modal struct {
	ga.Compo
	D       *desk
	Kind    string
	Nth     int // dialogs opened so far
	Rev     int
	Content ga.UI
}

// CompoID makes another dialog another element, also one of the same kind that
// is asked for before it has been drawn that the one before was closed.
func (m *modal) CompoID() string { return m.Kind + strconv.Itoa(m.Nth) }

// OnMount opens the dialog; the field marked autofocus gets the focus.
func (m *modal) OnMount(ga.Context) { m.D.services.Elements.ShowDialog("dialog") }

// Render draws the frame.
func (m *modal) Render() ga.UI {
	e := el("dialog").ID("dialog").Class("dialog dialog-"+m.Kind).Aria("labelledby", "dialog-title")
	if m.Kind == dialogReport && summed(m.D.dialog.report) != "" {
		e = e.Aria("describedby", "report-sum") // heard as the dialog opens, when the live region is out of reach
	}
	return e.
		On("cancel", func(_ ga.Context, e ga.Event) {
			e.PreventDefault()
			m.D.close()
		}).Body(m.Content)
}

// frame is a dialog's title, content and buttons.
func (d *desk) frame(title string, body []ga.UI, foot ...ga.UI) ga.UI {
	return el("div").Class("dialog-frame").Body(
		el("div").Class("dialog-head").Body(el("h2").ID("dialog-title").Text(title), d.button("close", "Close", d.close)),
		el("div").Class("dialog-body").Body(body...),
		ga.If(len(foot) > 0, func() ga.UI { return el("div").Class("dialog-foot").Body(foot...) }),
	)
}
