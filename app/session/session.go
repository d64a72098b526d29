// Package session holds the one mutable thing of the app: the project as it is
// now, whose turn it is, what is open and chosen, and what is still to be
// saved. Pages show it and hand their intentions to it; it makes changes of
// them, applies them, and writes each to storage as one transaction.
//
// There is no JavaScript and no go-app here. Everything platform-like comes in
// through [Env], so a session runs natively in tests. Methods are called from
// one goroutine, the one that draws; what waits for storage runs aside and
// comes back through [Env.Dispatch].
package session

import (
	"context"
	"slices"

	"gloss/annotations"
	"gloss/app/browser"
)

// Env is what a session needs of the world.
type Env struct {
	Store    browser.Store
	Now      func() annotations.Time
	NewID    func() string          // a UUIDv7; later ids sort after earlier ones
	TryLock  func(name string) bool // takes a lock for the life of the tab
	Tell     func(message string)   // to the other tabs
	Dispatch func(f func())         // runs f on the goroutine that draws
	Saved    func(browser.Status)   // the save state has changed
	Updated  func(Update)           // the project or what is open has changed
}

// Update says what has changed, so that a page redraws no more than it must.
type Update struct {
	Opened  bool               // another document is open, or the project was read anew
	Touched []annotations.Span // stretches of the open document to be painted again
	Repaint bool               // every mark of the open document is to be painted again
}

// Session is the project under work.
type Session struct {
	env     Env
	writer  *writer
	project *annotations.Project
	me      string // Person id
	actor   string

	open      string // id of the open document, "" when none
	held      string // id of the document that is read beside it, "" when none
	index     annotations.Index
	indexed   bool   // index is that of the open document as it is now
	chosen    string // id of the chosen annotation, "" when none
	selection annotations.Span
	seen      []string // ids of others' comments that were read here
	recent    []string // entities linked last, latest first
	loaded    string   // id of the document whose annotations Boot has read
	whole     bool     // every record is loaded, not only what the first screen needs
	waiting   []func() // to be run once whole
	history   history
	library   func(context.Context) error // merges what came with the site; nil when that is done
	stored    map[string]bool             // texts known to be stored or on their way
	texts     texts                       // at hand
	unfiled   int                         // changes since the work was last written to a file of the user's
}

// Project returns the project as it is now.
func (s *Session) Project() *annotations.Project { return s.project }

// Me returns the id of the person at the keyboard.
func (s *Session) Me() string { return s.me }

// Document returns the open document and its text; false when none is open.
func (s *Session) Document() (*annotations.Document, annotations.Text, bool) {
	d, ok := s.project.Documents.Get(s.open)
	if !ok {
		return nil, annotations.Text{}, false
	}
	t, ok := s.project.Text(s.open)
	return d, t, ok
}

// Index returns the annotations of the open document by place.
func (s *Session) Index() *annotations.Index {
	if !s.indexed {
		s.index.Renew(s.project.In(s.open)) // in the memory it has: thousands are indexed after each change
		s.indexed = true
	}
	return &s.index
}

// Unfiled returns how many changes are in no file of the user's yet.
func (s *Session) Unfiled() int { return s.unfiled }

// Whole reports whether every record is loaded. Until then other documents
// than the open one may lack their annotations.
func (s *Session) Whole() bool { return s.whole }

// WhenWhole runs f now, or as soon as every record is loaded.
func (s *Session) WhenWhole(f func()) {
	if s.whole {
		f()
		return
	}
	s.waiting = append(s.waiting, f)
}

// Chosen returns the chosen annotation.
func (s *Session) Chosen() (*annotations.Annotation, bool) {
	return s.project.Annotations.Get(s.chosen)
}

// Choose makes an annotation of the open document the chosen one; "" chooses
// none.
func (s *Session) Choose(id string) { s.chosen = id }

// Select tells the session what is selected in the article; an empty span is a
// caret.
func (s *Session) Select(span annotations.Span) { s.selection = span }

// Selection returns what is selected in the article.
func (s *Session) Selection() annotations.Span { return s.selection }

// Recent returns the ids of the entities linked last, latest first.
func (s *Session) Recent() []string { return slices.Clone(s.recent) }

func (s *Session) author() annotations.Author {
	return annotations.Author{By: s.me, Actor: s.actor, At: s.env.Now()}
}

func (s *Session) newURN() string { return "urn:uuid:" + s.env.NewID() }
