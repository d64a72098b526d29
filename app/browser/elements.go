package browser

import (
	"context"
	"sync"
)

// Focus tells what kind of element has the focus.
type Focus string

// What can have the focus.
const (
	FocusNone    Focus = ""        // nothing in particular: single letters are nobody's
	FocusArticle Focus = "article" // the article, where single letters are commands
	FocusField   Focus = "field"   // where one types
	FocusControl Focus = "control" // a button or a link
	FocusCase    Focus = "case"    // the case that is judged, where single letters are commands
	FocusBoard   Focus = "board"   // the page of the board, but what one types in: single letters are commands
	FocusInCase  Focus = "in-case" // a button in it or in the list of cases: they are, but Enter presses it
)

// Elements moves focus and scrolling among the elements of the page, which are
// named by their ids. Nothing here fails: an element that is not there is
// passed over, and reported where that matters.
type Elements interface {
	// Focused returns the id of the element with the focus, "" when it has none.
	Focused() string
	// Kind tells what kind of element has the focus.
	Kind() Focus
	// Focus gives an element the focus; false when there is none of that id.
	Focus(id string) bool
	// ShowDialog opens a dialog element over everything else.
	ShowDialog(id string)
	// CloseDialog closes it; the element that had the focus has it again.
	CloseDialog(id string)
	// Reveal scrolls an element into view, as little as needed.
	Reveal(id string)
	// ScrollTo scrolls a list, as little as needed, until the pixels from top on
	// for height can be seen.
	ScrollTo(id string, top, height int)
	// Value returns the content of a field.
	Value(id string) string
	// SetValue sets the content of a field.
	SetValue(id, value string)
	// OnKey calls f for each key pressed, before anything on the page sees it;
	// f says whether it takes the key, and then nobody else gets it. f must not
	// wait.
	OnKey(f func(Key) (claimed bool)) (stop func())
	// Remember keeps a preference of this browser for the next visit, and
	// Recall returns it; "" when there is none. Never the person's work: a
	// browser may drop it.
	Remember(name, value string)
	Recall(name string) string
}

// Key is a key that was pressed. Ctrl is the Command key on a Mac.
type Key struct {
	Code, Key        string // KeyboardEvent.code and .key
	Ctrl, Shift, Alt bool
	Where            Focus
}

// Fetch reads a file of the site the app came from; path is relative to its
// root.
type Fetch func(ctx context.Context, path string) ([]byte, error)

// memoryElements is a page on which one element can have the focus.
type memoryElements struct {
	mu      sync.Mutex
	focused string
	prefs   map[string]string
	keys    listeners[func(Key) bool]
}

func (m *memoryElements) Focused() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.focused
}

func (m *memoryElements) Kind() Focus {
	switch m.Focused() {
	case "article":
		return FocusArticle
	case "case":
		return FocusCase
	}
	return FocusNone
}

func (m *memoryElements) Focus(id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.focused = id
	return true
}

func (*memoryElements) ShowDialog(string)         {}
func (*memoryElements) CloseDialog(string)        {}
func (*memoryElements) Reveal(string)             {}
func (*memoryElements) ScrollTo(string, int, int) {}
func (*memoryElements) SetValue(string, string)   {}
func (*memoryElements) Value(string) string       { return "" }

func (m *memoryElements) OnKey(f func(Key) bool) (stop func()) { return m.keys.add(f) }

func (m *memoryElements) Remember(name, value string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.prefs == nil {
		m.prefs = map[string]string{}
	}
	m.prefs[name] = value
}

func (m *memoryElements) Recall(name string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.prefs[name]
}
