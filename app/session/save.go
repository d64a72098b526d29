package session

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"gloss/annotations"
	"gloss/app/browser"
)

// writer queues the session's batches for storage and tells other tabs of what
// is stored.
type writer struct {
	w      *browser.Writer
	s      *Session
	untold []string // ids of changes queued and not yet known to be stored
}

func newWriter(ctx context.Context, s *Session) *writer {
	w := &writer{s: s}
	w.w = browser.NewWriter(ctx, s.env.Store, func(st browser.Status) {
		s.env.Dispatch(func() { w.report(st) })
	}, time.After)
	return w
}

func (w *writer) report(st browser.Status) {
	if w.w.Status().State == browser.Saved {
		for _, id := range w.untold {
			w.s.env.Tell(id)
		}
		w.untold = nil
		w.s.texts.stored()
	}
	w.s.env.Saved(st)
}

// write queues one transaction; change is the journal entry in it, or "".
func (w *writer) write(b browser.Batch, change string) {
	if change != "" {
		w.untold = append(w.untold, change)
	}
	w.w.Write(b)
}

func (w *writer) put(rows ...browser.Row) { w.write(browser.Batch{Puts: rows}, "") }

// Flush waits until everything is stored, or ctx ends. It must not be called
// on the goroutine that draws.
func (s *Session) Flush(ctx context.Context) error { return s.writer.w.Flush(ctx) }

// Retry tries again at once to store what could not be stored.
func (s *Session) Retry() { s.writer.w.Retry() }

// Status tells whether everything done is stored.
func (s *Session) Status() browser.Status { return s.writer.w.Status() }

func (s *Session) unfiledRow() browser.Row {
	return browser.Row{Table: browser.Meta, Key: metaUnfiled, Value: strconv.Itoa(s.unfiled)}
}

// Filed says that n of the changes counted by [Session.Unfiled] are now in a
// file of the user's; those made while it was written are not.
func (s *Session) Filed(n int) {
	s.unfiled = max(0, s.unfiled-n)
	s.writer.put(s.unfiledRow())
	s.env.Updated(Update{})
}

// decodeHead reads a change without its edits, which its entry ends with.
func decodeHead(v string) (annotations.Change, error) {
	if i := strings.Index(v, `,"edits":[`); i >= 0 { // no string holds this: its quotes are escaped
		v = v[:i] + `,"edits":[]}`
	}
	return decodeChange(v)
}

func decodeChange(v string) (annotations.Change, error) {
	var c annotations.Change
	err := json.Unmarshal([]byte(v), &c)
	return c, err
}
