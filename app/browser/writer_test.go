package browser_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"gloss/app/browser"
)

// slow is a store whose commits take a second and fail as told: the causes in order, then none.
type slow struct {
	browser.Store
	mu      sync.Mutex
	faults  []error
	commits []browser.Batch // the good ones
	times   []time.Duration // when each attempt began
	start   time.Time
	busy    bool
}

func (s *slow) Commit(_ context.Context, b browser.Batch) error {
	s.mu.Lock()
	if s.busy {
		panic("two commits at a time")
	}
	s.busy = true
	s.times = append(s.times, time.Since(s.start).Round(time.Second))
	s.mu.Unlock()
	time.Sleep(time.Second)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy = false
	if len(s.faults) > 0 {
		err := s.faults[0]
		s.faults = s.faults[1:]
		if err != nil {
			return err
		}
	}
	s.commits = append(s.commits, b)
	return nil
}

func put(pairs ...string) browser.Batch {
	var b browser.Batch
	for i := 0; i < len(pairs); i += 2 {
		b.Puts = append(b.Puts, browser.Row{Table: browser.Records, Key: pairs[i], Value: pairs[i+1]})
	}
	return b
}

func del(keys ...string) browser.Batch {
	var b browser.Batch
	for _, key := range keys {
		b.Deletes = append(b.Deletes, browser.Ref{Table: browser.Records, Key: key})
	}
	return b
}

func show(batches ...browser.Batch) string {
	var parts []string
	for _, b := range batches {
		var ops []string
		for _, r := range b.Deletes {
			ops = append(ops, "-"+r.Key)
		}
		for _, r := range b.Puts {
			ops = append(ops, r.Key+"="+r.Value)
		}
		parts = append(parts, strings.Join(ops, ","))
	}
	return strings.Join(parts, " ")
}

// rig runs a test of a writer under a clock of its own.
func rig(t *testing.T, faults []error, f func(t *testing.T, w *browser.Writer, s *slow, reports *[]string)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &slow{faults: faults, start: time.Now()}
		var reports []string
		report := func(st browser.Status) {
			text := []string{"saved", "saving", "not saved"}[st.State]
			if st.Err != nil {
				text += ": " + st.Err.Error()
			}
			reports = append(reports, text)
		}
		ctx, cancel := context.WithCancel(t.Context())
		w := browser.NewWriter(ctx, s, report, time.After)
		f(t, w, s, &reports)
		cancel()
		synctest.Wait()
	})
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %s; want %s", what, got, want)
	}
}

func TestWriterSaysSavedOnlyWhenItIs(t *testing.T) {
	rig(t, nil, func(t *testing.T, w *browser.Writer, s *slow, reports *[]string) {
		w.Write(put("a", "1"))
		if w.Status().State != browser.Saving {
			t.Error("saved before it was")
		}
		time.Sleep(999 * time.Millisecond)
		synctest.Wait()
		want(t, "reports", fmt.Sprint(*reports), "[saving]")
		want(t, "unsaved", show(w.Unsaved()...), "a=1")
		time.Sleep(time.Millisecond)
		synctest.Wait()
		want(t, "reports", fmt.Sprint(*reports), "[saving saved]")
		want(t, "unsaved", show(w.Unsaved()...), "")
	})
}

func TestWriterJoinsWhatComesMeanwhile(t *testing.T) {
	rig(t, nil, func(t *testing.T, w *browser.Writer, s *slow, reports *[]string) {
		w.Write(put("a", "1", "b", "1"))
		synctest.Wait()
		w.Write(put("a", "2", "c", "2"))
		w.Write(del("a", "b"))
		w.Write(put("b", "3"))
		want(t, "unsaved", show(w.Unsaved()...), "a=1,b=1 a=2,c=2 -a,-b b=3")
		if err := w.Flush(t.Context()); err != nil {
			t.Error(err)
		}
		want(t, "commits", show(s.commits...), "a=1,b=1 -a,c=2,b=3")
		synctest.Wait()
		want(t, "reports", fmt.Sprint(*reports), "[saving saved]")
	})
}

func TestWriterTriesAgain(t *testing.T) {
	full := errors.New("full")
	rig(t, slices.Repeat([]error{full}, 8), func(t *testing.T, w *browser.Writer, s *slow, reports *[]string) {
		w.Write(put("a", "1"))
		time.Sleep(1500 * time.Millisecond)
		w.Write(del("a"))
		w.Write(put("b", "1"))
		if st := w.Status(); st.State != browser.NotSaved || st.Err != full {
			t.Errorf("status %v", st)
		}
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		// An attempt takes a second; then 1, 2, 4, 8, 16, 30, 30, 30 s of waiting.
		want(t, "attempts", fmt.Sprint(s.times), "[0s 2s 5s 10s 19s 36s 1m7s 1m38s 2m9s]")
		want(t, "commits", show(s.commits...), "-a,b=1")
		want(t, "reports", strings.Join(*reports, "; "), "saving; "+strings.Repeat("not saved: full; ", 8)+"saved")
	})
}

func TestWriterTriesOnDemand(t *testing.T) {
	rig(t, []error{nil, errors.New("full"), errors.New("full"), nil, errors.New("full")},
		func(t *testing.T, w *browser.Writer, s *slow, _ *[]string) {
			w.Retry() // nothing to retry: must not shorten a later pause
			w.Write(put("a", "1"))
			time.Sleep(10 * time.Second)
			w.Write(put("b", "1")) // tried at 10 s, again at 12 s, then due at 15 s
			time.Sleep(3500 * time.Millisecond)
			w.Retry()
			time.Sleep(6500 * time.Millisecond) // 20 s
			w.Write(put("c", "1"))              // the pause begins at a second again
			time.Sleep(time.Minute)
			want(t, "attempts", fmt.Sprint(s.times), "[0s 10s 12s 14s 20s 22s]")
			want(t, "commits", show(s.commits...), "a=1 b=1 c=1")
		})
}

func TestWriterFlush(t *testing.T) {
	full := errors.New("full")
	rig(t, []error{full, full}, func(t *testing.T, w *browser.Writer, s *slow, _ *[]string) {
		if err := w.Flush(t.Context()); err != nil {
			t.Errorf("nothing to flush: %v", err)
		}
		w.Write(put("a", "1"))
		if err := w.Flush(t.Context()); err != full {
			t.Errorf("first attempt: %v", err)
		}
		if err := w.Flush(t.Context()); err != full {
			t.Errorf("second attempt: %v", err)
		}
		short, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		if err := w.Flush(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("too short: %v", err)
		}
		if err := w.Flush(t.Context()); err != nil {
			t.Errorf("third attempt: %v", err)
		}
		want(t, "commits", show(s.commits...), "a=1")
		if at := time.Since(s.start); at != 3*time.Second {
			t.Errorf("flushed after %v; three attempts take 3s", at)
		}
	})
}

// What is on the disk, and on top of it what is unsaved, is always all that was written.
func TestWriterLosesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		faults := rapid.SliceOfN(rapid.SampledFrom([]error{nil, errors.New("full")}), 0, 12).Draw(rt, "faults")
		keys := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 3)
		rig(t, faults, func(t *testing.T, w *browser.Writer, s *slow, _ *[]string) {
			var written []browser.Batch
			for i := range rapid.IntRange(1, 12).Draw(rt, "writes") {
				b := del(keys.Draw(rt, "delete")...)
				for _, key := range keys.Draw(rt, "put") {
					b.Puts = append(b.Puts, put(key, fmt.Sprint(i)).Puts...)
				}
				written = append(written, b)
				w.Write(b)
				time.Sleep(time.Duration(rapid.IntRange(0, 3000).Draw(rt, "ms")) * time.Millisecond)
				s.mu.Lock()
				have := append(slices.Clone(s.commits), w.Unsaved()...)
				s.mu.Unlock()
				if got, want := replay(have), replay(written); got != want {
					rt.Fatalf("after %s: %s, want %s", show(written...), got, want)
				}
			}
			time.Sleep(10 * time.Minute)
			if got, want := replay(s.commits), replay(written); got != want || len(w.Unsaved()) > 0 {
				rt.Fatalf("in the end: %s, want %s", got, want)
			}
		})
	})
}

func replay(batches []browser.Batch) string {
	rows := map[string]string{}
	for _, b := range batches {
		for _, r := range b.Deletes {
			delete(rows, r.Key)
		}
		for _, r := range b.Puts {
			rows[r.Key] = r.Value
		}
	}
	return fmt.Sprint(rows)
}
