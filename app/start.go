package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"gloss/annotations"
	"gloss/app/browser"
	"gloss/app/session"
)

// databaseVersion is the shape of storage. A tab of an older version never
// writes a newer shape: the browser makes it let go first.
const databaseVersion = 1

// start opens storage and the session, and listens to the page. It runs once,
// when the first screen is drawn.
func (d *desk) start() {
	for i := range d.stages {
		d.stages[i].surface = d.newSurface(i)
	}
	d.surface = d.stages[0].surface
	d.surface.SetScheme(d.scheme().Labels)
	d.listen()
	want := strings.TrimPrefix(d.services.Page.Hash(), "doc=")
	var s *session.Session
	d.aside(func(ctx context.Context) (err error) {
		s, err = d.openStore(ctx, want)
		return err
	}, func(err error) {
		if err != nil {
			d.trouble = sentence(err)
			d.redraw()
			return
		}
		d.ready(s)
	})
}

// openStore opens the database and reads what the first screen needs. Without
// a database the work is kept in memory, and that is said.
func (d *desk) openStore(ctx context.Context, want string) (*session.Session, error) {
	db, err := d.services.Open(ctx, "gloss", databaseVersion, browser.Watch{
		Blocked: func() { d.dispatch(func() { d.tell(sentence(browser.ErrBlocked)) }) },
		Stale:   d.stale,
	})
	if errors.Is(err, browser.ErrUnavailable) {
		why := sentence(err) // err is another one by the time this is shown
		d.dispatch(func() { d.trouble = why })
		db, err = browser.NewOrigin().Tab().Open(ctx, "gloss", databaseVersion, browser.Watch{})
	}
	if err != nil {
		return nil, err
	}
	d.store, d.file = db.Store, db.Backup
	tell := func(string) {}
	channel, err := d.services.Tabs.Join("gloss", func(message string) { d.heard(message) })
	if err == nil {
		tell = channel.Post
	}
	env := d.env(db.Store, tell)
	return session.Boot(ctx, env, want, func(ctx context.Context) ([]byte, error) { return d.services.Fetch(ctx, "web/library.json") })
}

// ready shows the session and reads the rest of it beside.
func (d *desk) ready(s *session.Session) {
	d.session = s
	d.surface.SetScheme(d.scheme().Labels)
	if d.openID() == "" {
		if docs := d.documents(); len(docs) > 0 && d.page == pageRead {
			d.open(docs[0].ID, nil)
		}
	} else {
		d.showArticle()
	}
	d.fromHash(d.services.Page.Hash())
	d.services.Page.SetAttr("data-ready", "1")
	d.redraw()
	d.aside(func(ctx context.Context) error { return s.Load(ctx) }, func(err error) {
		d.fail(err)
		d.services.Page.SetAttr("data-loaded", "1")
		d.startBackup()
	})
}

// listen hears what the page tells.
func (d *desk) listen() {
	p := d.services.Page
	p.Heartbeat()
	p.OnHide(func() { d.flush() })
	p.OnFocus(func() { d.catchUp() })
	p.OnLeave(func() bool {
		return d.session != nil && (d.session.Status().State != browser.Saved || d.trouble != "" && d.session.Unfiled() > 0)
	})
	p.OnHash(func(hash string) { d.dispatch(func() { d.fromHash(hash) }) })
	d.services.Files.Receive(browser.Receiver{
		Files:    func(files []browser.File) { d.dispatch(func() { d.openFiles(files) }) },
		Text:     func(text string) { d.dispatch(func() { d.askPaste(text) }) },
		Dragging: func(over bool) { d.dispatch(func() { d.over = over; d.redraw() }) },
	})
	d.services.Updates.OnReady(func() { d.dispatch(func() { d.update = true; d.redraw() }) })
	d.services.Elements.OnKey(d.keyDown)
	d.readTheme()
	d.readGuide()
	d.readTapping()
	d.readKeys()
}

// keyDown runs the command of a key and claims it. Typing is left alone, and so
// is the browser's own where no command claims the key. It is called by the
// browser, beside the drawing goroutine, and so only looks at the table.
func (d *desk) keyDown(k browser.Key) bool {
	d.stir()
	modifier := slices.Contains([]string{"Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"}, k.Key)
	if d.keys.asking.Load() && !modifier {
		d.dispatch(func() { d.takeKey(k) })
		return true
	}
	if !d.keys.on.Load() {
		return false
	}
	s := stroke{Ctrl: k.Ctrl, Shift: k.Shift, Alt: k.Alt, Code: k.Code, Key: k.Key}
	run, ok := d.claims(s, k.Where)
	if ok {
		d.run(func() {
			d.stageOfFocus()
			d.session.Select(d.surface.Selection())
			run(d)
			d.redrawSoon()
		})
	}
	return ok
}

func (d *desk) selected(s annotations.Span) {
	if d.session == nil {
		return
	}
	d.stir()
	d.session.Select(s)
	if s.Empty() && d.announce {
		d.sayUnder(s.Start)
	}
	if !s.Empty() {
		if _, text, ok := d.session.Document(); ok {
			d.say("Selected: " + clip(text.Slice(s), 120))
		}
	}
	d.redrawSoon()
}

// sayUnder says which highlights the caret has come into; leaving them says
// nothing, since that was found to chatter.
func (d *desk) sayUnder(at int) {
	var said, ids []string
	for _, a := range d.session.Index().Overlapping(annotations.Span{Start: at, End: at + 1}) {
		if !d.whose.seen(a) {
			continue
		}
		ids = append(ids, a.ID)
		if !slices.Contains(d.under, a.ID) {
			said = append(said, d.describe(a))
		}
	}
	d.under = ids
	if len(said) > 0 {
		d.say(strings.Join(said, ". "))
	}
}

// pressed chooses what was clicked: the innermost annotation there, and on a
// further click the one around it.
func (d *desk) pressed(ids []string, at int) {
	if d.session == nil {
		return
	}
	if len(ids) == 0 {
		d.session.Choose("")
		d.chosenChanged(false)
		return
	}
	next := ids[0]
	if c, ok := d.session.Chosen(); ok {
		for i, id := range ids {
			if id == c.ID {
				next = ids[(i+1)%len(ids)]
			}
		}
	}
	d.session.Choose(next)
	d.chosenChanged(false)
	if a, ok := d.session.Chosen(); ok {
		said := d.describe(a)
		if len(ids) > 1 {
			said += ". " + count(len(ids), "annotation") + " here; press again for the next"
		}
		d.say(said)
	}
}

// edgeDragged moves an edge to where its handle was let go, past white space:
// none is ever meant to be at the edge of an annotation.
func (d *desk) edgeDragged(id string, start bool, at int) {
	d.session.Choose(id)
	a, ok := d.session.Chosen()
	_, text, open := d.session.Document()
	if ok && open {
		span := a.Extent()
		if start {
			span.Start = at
		} else {
			span.End = at
		}
		if span = text.Trim(span); start {
			at = span.Start
		} else {
			at = span.End
		}
	}
	d.setEdge(start, at)
}

// fromHash goes where the address says.
func (d *desk) fromHash(hash string) {
	if doc, ok := strings.CutPrefix(hash, "doc="); ok {
		d.page = pageRead
		if found, ok := d.session.Find(doc); ok && found.ID != d.openID() {
			d.open(found.ID, nil)
		}
		d.redraw()
		return
	}
	for _, p := range []page{pageRead, pageSearch, pageEntities, pageBoard, pageCheck, pageScheme, pageStatistics, pageAgreement, pageReview, pageFeedback, pageHistory, pageHelp, pageSettings} {
		if hash == string(p) {
			d.page = p
			d.redraw()
		}
	}
}

func (d *desk) focusInspector(id string) {
	if _, ok := d.chosen(); !ok {
		d.fail(session.ErrNothing)
		return
	}
	d.pane = paneNotes
	d.redraw()
	d.focusOn(id)
}

// showNote scrolls the list of annotations to one.
func (d *desk) showNote(id string) {
	all := d.shown(d.session.Project().In(d.openID()))
	for i, a := range all {
		if a.ID == id {
			d.services.Elements.ScrollTo("notes-list", i*noteRow, noteRow)
			return
		}
	}
}

// heard takes in what another tab has stored.
func (d *desk) heard(message string) {
	go func() {
		if d.session != nil {
			_ = safely(func() error { return d.session.Heard(context.Background(), message) }) // the tab catches up when it is looked at
		}
	}()
}

func (d *desk) catchUp() {
	d.aside(func(ctx context.Context) error {
		if d.session == nil || !d.session.Whole() {
			return nil
		}
		return d.session.Catch(ctx)
	}, func(error) {})
}

// flush asks for what is unsaved to be stored now.
func (d *desk) flush() {
	if d.session == nil {
		return
	}
	go func() {
		ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
		defer stop()
		_ = d.session.Flush(ctx) // a failure shows in the save state
	}()
}

// stale lets go of the database for a tab with a newer version of the app.
func (d *desk) stale() {
	if d.session != nil {
		ctx, stop := context.WithTimeout(context.Background(), 4*time.Second)
		defer stop()
		_ = d.session.Flush(ctx) // what is left stays on screen, and is said
	}
	d.dispatch(func() {
		d.toast(toast{text: sentence(browser.ErrClosed), action: "Reload", do: d.services.Page.Reload, urgent: true})
	})
}

// applyUpdate stores everything and then lets the new version start.
func (d *desk) applyUpdate() {
	d.aside(func(ctx context.Context) error {
		if d.session == nil {
			return nil
		}
		return d.session.Flush(ctx)
	}, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.services.Updates.Apply()
	})
}
