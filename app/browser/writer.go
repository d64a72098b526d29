package browser

import (
	"context"
	"slices"
	"sync"
	"time"
)

// State says whether what was written is on the disk.
type State int

const (
	Saved    State = iota // all of it
	Saving                // not yet
	NotSaved              // the last attempt failed; another will be made
)

// Status is the state of a Writer.
type Status struct {
	State State
	Err   error // why, with NotSaved; else nil
}

// Writer puts batches into a store in their order without making anyone wait. One commit is under way at a time; what
// is written meanwhile goes into the next, as one. What could not be committed stays in memory and is tried again after
// a second, then after twice as long each time up to half a minute, and on demand.
type Writer struct {
	store  Store
	report func(Status)
	after  func(time.Duration) <-chan time.Time
	wake   chan struct{} // something was queued
	retry  chan struct{} // do not wait for the next attempt

	mu       sync.Mutex
	queue    []Batch       // not known to be on the disk, in order
	err      error         // of the last attempt
	written  int           // batches ever queued
	failures int           // attempts ever failed
	tried    chan struct{} // closed when an attempt has ended, and replaced
}

// NewWriter starts a writer; it works until ctx ends. It calls report, one call at a time and in order, when the state
// changes and after each failed attempt; with Saved only after the browser has completed the transaction. The clock is
// after: time.After, outside of tests.
func NewWriter(ctx context.Context, store Store, report func(Status), after func(time.Duration) <-chan time.Time) *Writer {
	w := &Writer{
		store: store, report: report, after: after,
		wake: make(chan struct{}, 1), retry: make(chan struct{}, 1), tried: make(chan struct{}),
	}
	go w.run(ctx)
	return w
}

// Write queues a batch and returns at once. The batch must not be modified afterwards.
func (w *Writer) Write(b Batch) {
	w.mu.Lock()
	w.queue = append(w.queue, b)
	w.written++
	w.mu.Unlock()
	signal(w.wake)
}

// Retry makes a failed writer try again now.
func (w *Writer) Retry() { signal(w.retry) }

// Status returns the present status; unlike report it knows of a batch as soon as Write has returned.
func (w *Writer) Status() Status {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case len(w.queue) == 0:
		return Status{State: Saved}
	case w.err != nil:
		return Status{State: NotSaved, Err: w.err}
	}
	return Status{State: Saving}
}

// Unsaved returns what is not known to be on the disk, in order: the content of an emergency download.
func (w *Writer) Unsaved() []Batch {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.queue)
}

// Flush returns when all that was written before the call is on the disk, or with the error of the first attempt that
// fails meanwhile, or of ctx. It does not wait for the next attempt to fall due.
func (w *Writer) Flush(ctx context.Context) error {
	w.mu.Lock()
	goal, failures := w.written, w.failures
	w.mu.Unlock()
	w.Retry()
	for {
		w.mu.Lock()
		done, failed, err, tried := w.written-len(w.queue) >= goal, w.failures > failures, w.err, w.tried
		w.mu.Unlock()
		if done {
			return nil
		}
		if failed && err != nil {
			return err
		}
		select {
		case <-tried:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

const firstPause, longestPause = time.Second, 30 * time.Second

func (w *Writer) run(ctx context.Context) {
	told, pause := Saved, firstPause
	tell := func(always bool) {
		if s := w.Status(); always || s.State != told {
			told = s.State
			w.report(s)
		}
	}
	for w.wait(ctx) {
		tell(false)
		if w.attempt(ctx) {
			pause = firstPause
			tell(false)
			continue
		}
		tell(true)
		select {
		case <-ctx.Done():
		case <-w.retry:
		case <-w.after(pause):
		}
		pause = min(2*pause, longestPause)
	}
}

// wait returns true when there is something to commit, false when ctx has ended.
func (w *Writer) wait(ctx context.Context) bool {
	for {
		if ctx.Err() != nil {
			return false
		}
		if w.Status().State != Saved {
			return true
		}
		select {
		case <-ctx.Done():
		case <-w.wake:
		case <-w.retry: // a demand made while all was saved must not shorten a later pause
		}
	}
}

// attempt commits all that is queued at its start.
func (w *Writer) attempt(ctx context.Context) bool {
	w.mu.Lock()
	n := len(w.queue)
	batch := merge(w.queue)
	w.mu.Unlock()
	err := w.store.Commit(ctx, batch)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.err = err
	if err == nil {
		w.queue = slices.Clone(w.queue[n:]) // lets go of what is saved
	} else {
		w.failures++
	}
	close(w.tried)
	w.tried = make(chan struct{})
	return err == nil
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
