//go:build js && wasm

package browser_test

import (
	"errors"
	"fmt"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"gloss/app/browser"
)

func openStore(t *testing.T, name string) browser.Store {
	t.Helper()
	db, err := connect(t).Open(t.Context(), name, 1, browser.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// before runs f on the object each time a method of a class is called on it, then the method.
func before(t *testing.T, class, method string, f func(this js.Value)) (undo func()) {
	prototype := global.Get(class).Get("prototype")
	original := prototype.Get(method)
	return replace(t, prototype, method, function(t, func(this js.Value, args []js.Value) any {
		f(this)
		list := make([]any, len(args))
		for i, a := range args {
			list[i] = a
		}
		return global.Get("Reflect").Call("apply", original, this, list)
	}))
}

// failPuts makes the next n transactions that put something end with an error of that name.
func failPuts(t *testing.T, n int, name string) {
	var failing js.Value
	before(t, "IDBObjectStore", "put", func(store js.Value) {
		tx := store.Get("transaction")
		if n == 0 || tx.Equal(failing) {
			return
		}
		n--
		failing = tx
		global.Get("Object").Call("defineProperty", tx, "error", map[string]any{"value": global.Get("DOMException").New("simulated", name)})
		global.Call("setTimeout", tx.Get("abort").Call("bind", tx))
	})
}

func TestBrowserCommitFails(t *testing.T) {
	for _, test := range []struct {
		name  string
		times int
		want  error
	}{
		{"QuotaExceededError", 1, browser.ErrQuota},
		{"UnknownError", 1, nil}, // tried again over a new connection
		{"UnknownError", 2, errors.ErrUnsupported},
		{"DataError", 1, errors.ErrUnsupported},
	} {
		t.Run(fmt.Sprint(test.times, " ", test.name), func(t *testing.T) {
			s := openStore(t, "commit-fails-"+test.name+fmt.Sprint(test.times))
			if err := s.Commit(t.Context(), put("old", "1")); err != nil {
				t.Fatal(err)
			}
			// The simulated abort comes a task later: only a transaction that is still at work then meets it.
			many := put()
			for i := range 3000 {
				many.Puts = append(many.Puts, put(fmt.Sprintf("%04d", i), strings.Repeat("x", 500)).Puts...)
			}
			failPuts(t, test.times, test.name)
			err := s.Commit(t.Context(), many)
			keys, errKeys := s.Keys(t.Context(), browser.Records, "", "")
			if errKeys != nil {
				t.Fatal(errKeys)
			}
			switch {
			case test.want == nil:
				if err != nil || len(keys) != 3001 {
					t.Errorf("%d rows, %v", len(keys), err)
				}
			case err == nil || len(keys) != 1 || !strings.Contains(err.Error(), test.name):
				t.Errorf("%d rows, %v", len(keys), err)
			case test.want != errors.ErrUnsupported && !errors.Is(err, test.want):
				t.Errorf("%v", err)
			}
		})
	}
}

// capture returns the connection that the next transaction uses.
func capture(t *testing.T, s browser.Store) (db js.Value) {
	t.Helper()
	defer before(t, "IDBDatabase", "transaction", func(this js.Value) { db = this })()
	if _, _, err := s.Get(t.Context(), browser.Meta, "any"); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestBrowserConnectionLost(t *testing.T) {
	s := openStore(t, "lost")
	capture(t, s).Call("close") // behind the back of the shim
	if err := s.Commit(t.Context(), put("a", "1")); err != nil {
		t.Errorf("commit: %v", err)
	}
	capture(t, s).Call("close")
	if v, ok, err := s.Get(t.Context(), browser.Records, "a"); v != "1" || !ok || err != nil {
		t.Errorf("get: %q, %v, %v", v, ok, err)
	}
}

// An empty database must not take the place of one that vanished.
func TestBrowserDatabaseDeleted(t *testing.T) {
	s := openStore(t, "deleted")
	if err := s.Commit(t.Context(), put("a", "1")); err != nil {
		t.Fatal(err)
	}
	capture(t, s).Call("close")
	global.Get("indexedDB").Call("deleteDatabase", "deleted")
	for range 2 {
		if err := s.Commit(t.Context(), put("b", "2")); !errors.Is(err, browser.ErrUnavailable) || !strings.Contains(err.Error(), "deleted") {
			t.Errorf("commit: %v", err)
		}
	}
	rows, err := openStore(t, "deleted").Range(t.Context(), browser.Records, "", "", 0, false)
	if len(rows) != 0 || err != nil {
		t.Errorf("a new visit: %v, %v", rows, err)
	}
}

// What is not committed when the page is left is aborted, and done anew when
// somebody comes back to it, or when it was not left after all.
func TestBrowserLeft(t *testing.T) {
	s := openStore(t, "left")
	var b browser.Batch
	for i := range 10_000 {
		b.Puts = append(b.Puts, put(fmt.Sprintf("%05d", i), strings.Repeat("x", 320)).Puts...)
	}
	for _, back := range []bool{true, false} {
		done := make(chan error, 1)
		go func() { done <- s.Commit(t.Context(), b) }()
		time.Sleep(30 * time.Millisecond) // the first of it is written
		fire(global, "pagehide", nil)
		if back {
			fire(global, "pageshow", nil)
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
		rows, err := s.Range(t.Context(), browser.Records, "", "", 0, false)
		if len(rows) != len(b.Puts) || err != nil {
			t.Errorf("%d rows came back, %v", len(rows), err)
		}
	}
}

// The page must go on while much is written and read.
func TestBrowserBreathes(t *testing.T) {
	s := openStore(t, "breathes")
	var b browser.Batch
	for i := range 10_000 {
		b.Puts = append(b.Puts, put(fmt.Sprintf("%05d", i), strings.Repeat("x", 320)).Puts...)
	}
	ticks := func(what string, least int, work func() error) {
		stop, longest, n := make(chan struct{}), time.Duration(0), 0
		done := make(chan struct{})
		go func() {
			defer close(done)
			for last := time.Now(); ; n++ {
				select {
				case <-stop:
					return
				case <-time.After(time.Millisecond):
				}
				longest = max(longest, time.Since(last))
				last = time.Now()
			}
		}()
		start := time.Now()
		err := work()
		took := time.Since(start)
		close(stop)
		<-done
		t.Logf("%s of 10,000 rows: %v, page stood still for at most %v", what, took, longest)
		if err != nil || n < least {
			t.Errorf("%s: the page had %d turns, want %d; %v", what, n, least, err)
		}
	}
	ticks("commit", 10, func() error { return s.Commit(t.Context(), b) })
	ticks("range", 4, func() error {
		rows, err := s.Range(t.Context(), browser.Records, "", "", 0, false)
		if len(rows) != len(b.Puts) {
			t.Errorf("%d rows", len(rows))
		}
		return err
	})
}
