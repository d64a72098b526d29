// Package browser is the app's only way to the services of the web page: storage, files, clipboard, locks, channels to
// other tabs, the page's own events and the updating of the program. (The text of an article is drawn by app/surface.)
//
// Each service is an interface with two implementations: the browser's, in files *_js.go, reached through Connect, and
// one in memory, reached through NewOrigin, which behaves alike and runs anywhere. Nothing of the domain may live here:
// what is stored are strings under keys.
//
// Methods with a context wait for the browser. They must not be called on the goroutine that draws the interface, nor
// inside a callback of this package: the browser answers only after a callback has returned. Callbacks run while the
// browser waits for them, outside the drawing goroutine; they hand on what they were told and return.
package browser

import (
	"context"
	"errors"
)

// Services is all that the app asks of the page it runs in.
type Services struct {
	Open      Opener
	Files     Files
	Clipboard Clipboard
	Tabs      Tabs
	Disk      Disk
	Page      Page
	Elements  Elements
	Fetch     Fetch
	Updates   Updates
}

// Causes on which the app acts; each error that wraps one also wraps what the browser said.
var (
	// ErrQuota: the disk share of the site is full. Nothing was written; freeing space helps.
	ErrQuota = errors.New("no room left in the browser's storage")
	// ErrBlocked: another tab keeps an older version of the database open.
	ErrBlocked = errors.New("another tab keeps the old database open")
	// ErrClosed: the database was closed, or a tab with a newer version of the app has upgraded it.
	ErrClosed = errors.New("the database is closed")
	// ErrUnavailable: the browser does not offer the service here, or its storage cannot be opened.
	ErrUnavailable = errors.New("not available in this browser")
	// ErrPermission: the person or the browser refused.
	ErrPermission = errors.New("not permitted")
	// ErrTooLarge: a file is longer than the reader was willing to take.
	ErrTooLarge = errors.New("file too large")
)

// Clipboard takes what the person copies.
type Clipboard interface {
	// Copy must follow a click or a key press within about a second.
	Copy(ctx context.Context, text string) error
}

// Disk tells how safe and how roomy the browser's storage is.
type Disk interface {
	// Persist asks the browser to keep the data even when the disk fills, and reports whether it does. Call it after
	// something the person did; Firefox asks them, and after 5 s the answer is taken to be no.
	Persist(ctx context.Context) bool
	// Estimate returns the bytes used and the bytes allowed, ok false where the browser does not tell.
	Estimate(ctx context.Context) (usage, quota int64, ok bool)
}

// Updates tells of new versions of the program, kept ready by the service worker.
type Updates interface {
	// OnReady calls f when a new version has been fetched, also when that was before. It may call more than once.
	OnReady(f func()) (stop func())
	// Apply lets the new version take over and reloads this tab, once; false when there is none. Save first.
	Apply() bool
}
