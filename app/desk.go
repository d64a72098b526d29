package app

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/app/browser"
	"gloss/app/session"
	"gloss/app/surface"
)

// desk is what every component is given: the session, the page's services and
// what is open on screen. There is one, its address never changes, and only the
// goroutine that draws touches it. Components hold nothing that would matter if
// it were lost.
type desk struct {
	services   browser.Services
	session    *session.Session
	surface    *surface.Surface // the one in front
	dispatch   func(func())     // runs on the goroutine that draws, and draws the screen again
	run        func(func())     // as dispatch, without drawing
	redraw     func()           // draws the screen again
	redrawSoon func()           // does so when the article has been painted and the fingers rest
	undrawn    bool             // that was asked for
	redrawSave func()           // draws the save state again, and nothing else
	spareShell func()           // has the shell left as it is when a part of it asks to be drawn

	page      page
	pane      pane // which of the three is in front on a narrow screen
	dialog    dialog
	nth       int // dialogs opened so far
	status    browser.Status
	trouble   string // why nothing can be stored here; "" when it can
	said      string // what the live region says
	toasts    []toast
	filter    filter
	search    search
	boardView boardView
	narrow    revised[narrowKey]
	agreed    agreed  // measured last
	outcome   outcome // of reviewing
	talk      talk
	theme     string // "light", "dark", or "" for the system's
	guideline bool   // it is shown in place of the list of annotations
	guide     firstSteps
	laid      [4]laid          // the last one first
	tray      string           // id of the annotation to be related to another
	remapped  map[string]chord // keys that were changed, by command
	asking    string           // id of the command that waits for its key
	under     []string         // ids of the annotations the caret is in
	announce  bool             // say what is highlighted under the caret
	tapping   bool             // two taps make a selection
	asked     bool             // the browser was asked to keep the data
	update    bool             // a new version waits
	over      bool             // files are held over the page
	backup    backup
	store     browser.Store
	file      browser.Backup
	busy      *busy // a long piece of work with progress, or nil

	walk       caseWalk
	book       casebook
	queued     caseQueue
	caseFilter caseFilter

	keys     keyTable
	keysOf   *annotations.Scheme
	noted    []string // ids of the annotations with an item in the list
	come     string   // id of the annotation to be scrolled to in the list when that is drawn, or ""
	stages   [2]stage
	ahead    int  // the stage in front
	beside   bool // the second one is shown
	turning  bool // the other stage is coming to the front
	drawn    int
	readRev  int // drawn, when the reading page was in sight last
	listed   listed
	makers   makers
	whose    whose
	seen     seen
	given    marksOf
	found    found
	scroll   map[string]int // scroll positions of windowed lists, in pixels
	related  suggestions
	proposed proposals
	check    check
	noting   string       // id of the relation whose note is open
	wishes   int          // for the keyboard, so far
	stirred  atomic.Int64 // when the person at the screen did something last, in Unix milliseconds
}

// page is what fills the screen beside the top bar.
type page string

// The pages. Each is a fragment of the address, so that it works offline from
// any host.
const (
	pageRead       page = "read"
	pageEntities   page = "entities"
	pageSearch     page = "search"
	pageStatistics page = "statistics"
	pageAgreement  page = "agreement"
	pageReview     page = "review"
	pageFeedback   page = "feedback"
	pageBoard      page = "board"
	pageCheck      page = "check"
	pageScheme     page = "scheme"
	pageHistory    page = "history"
	pageHelp       page = "help"
	pageSettings   page = "settings"
)

// pane is one of the three columns of the reading page.
type pane string

// The panes.
const (
	paneLibrary pane = "library"
	paneArticle pane = "article"
	paneNotes   pane = "notes"
)

// toast is a sentence shown for a while, with something to do about it.
type toast struct {
	id     int
	text   string
	action string // name of the button, "" for none
	do     func()
	urgent bool // stays until it is dismissed
}

// newDesk is a desk that nobody sees yet: see drawOn.
func newDesk(services browser.Services) *desk {
	none, never := func() {}, func(func()) {}
	return &desk{
		services: services, page: pageRead, pane: paneArticle, scroll: map[string]int{},
		redraw: none, redrawSoon: none, redrawSave: none, spareShell: none, run: never, dispatch: never,
	}
}

// env is the world as a session needs it.
func (d *desk) env(store browser.Store, tell func(string)) session.Env {
	return session.Env{
		Store:    store,
		Now:      func() annotations.Time { return annotations.Time(time.Now().UnixMilli()) },
		NewID:    newID,
		TryLock:  d.tryLock,
		Tell:     tell,
		Dispatch: d.run, // what changes on screen is told by Updated and Saved
		Saved:    d.saved,
		Updated:  d.updated,
	}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func (d *desk) tryLock(name string) bool {
	_, ok, _ := d.services.Tabs.TryLock(context.Background(), name)
	return ok // a browser without locks cannot say: then every tab takes an id of its own
}

// saved shows whether the work is safe.
func (d *desk) saved(st browser.Status) {
	before := d.status.State
	d.status = st
	if st.State == browser.NotSaved && before != browser.NotSaved {
		d.say(saveTrouble(st.Err))
	}
	if (st.State == browser.NotSaved) != (before == browser.NotSaved) { // there is a banner
		d.redraw()
		return
	}
	d.redrawSave()
}

// updated brings the screen in step with the session: the touched part of the
// article at once, the rest with the next frame.
func (d *desk) updated(u session.Update) {
	switch {
	case u.Opened:
		d.showArticle()
	case u.Repaint:
		d.paintAll()
	case len(u.Touched) > 0:
		d.paint(u.Touched)
	}
	d.paintBack()
	if !d.asked && d.session != nil && d.session.Unfiled() > 0 { // something was done: worth asking
		d.asked = true
		go d.services.Disk.Persist(context.Background())
	}
	d.backupSoon()
	if u.Repaint {
		d.redraw()
	} else {
		d.redrawSoon()
	}
}

// say speaks through the live region and leaves the screen as it is.
func (d *desk) say(text string) {
	if text == d.said {
		text += "\u00a0" // the same words again are news only if the text differs
	}
	d.said = text
	d.redrawSoon()
}

// tell says something and shows it for a while.
func (d *desk) tell(text string) { d.toast(toast{text: text}) }

// fail says in a sentence what went wrong.
func (d *desk) fail(err error) {
	if err != nil {
		d.toast(toast{text: sentence(err)})
	}
}

var toastID int

func (d *desk) toast(t toast) {
	toastID++
	t.id = toastID
	if t.action == "Undo" { // an earlier one would take back this step, not its own
		d.toasts = slices.DeleteFunc(d.toasts, func(o toast) bool { return o.action == "Undo" })
	}
	d.toasts = append(d.toasts, t)
	if len(d.toasts) > 3 {
		d.toasts = d.toasts[1:]
	}
	d.say(t.text)
	if !t.urgent {
		d.after(8*time.Second, func() { d.dismiss(t.id) })
	}
}

func (d *desk) dismiss(id int) {
	for i, t := range d.toasts {
		if t.id == id {
			d.toasts = append(d.toasts[:i:i], d.toasts[i+1:]...)
			d.redraw()
			return
		}
	}
}

// after runs f on the drawing goroutine when some time has passed. Nothing is
// drawn for it unless f asks.
func (d *desk) after(pause time.Duration, f func()) {
	time.AfterFunc(pause, func() { d.run(f) })
}

// aside runs work that waits for the browser beside the drawing goroutine, and
// then on that.
func (d *desk) aside(work func(ctx context.Context) error, then func(error)) {
	d.besides(work, func(err error) {
		then(err)
		d.redraw()
	})
}

// besides is aside that leaves drawing to then.
func (d *desk) besides(work func(ctx context.Context) error, then func(error)) {
	go func() {
		err := safely(func() error { return work(context.Background()) })
		d.run(func() { then(err) })
	}()
}

// on makes an event handler of an intention.
func (d *desk) on(f func()) ga.EventHandler {
	return func(ga.Context, ga.Event) { f() }
}
