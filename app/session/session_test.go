package session

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/annotations"
	"pgregory.net/rapid"

	"gloss/annotations/annotationstest"
	"gloss/annotations/format"
	"gloss/app/browser"
)

// tab is a session in a test: one goroutine draws, ids and time count up.
type tab struct {
	*Session
	t       *testing.T
	mu      sync.Mutex
	updates []Update
	told    []string
	status  browser.Status
}

// held are the locks of live tabs; tabs of one store are of one browser.
var held sync.Map

func lock(store browser.Store, name string) bool {
	_, taken := held.LoadOrStore(fmt.Sprintf("%p %s", store, name), true)
	return !taken
}

var ids struct {
	sync.Mutex
	n int
}

func nextID() string {
	ids.Lock()
	defer ids.Unlock()
	ids.n++
	return fmt.Sprintf("01920000-0000-7000-8000-%012x", ids.n)
}

const news = "Plane down near Aktau\n\nThe plane carried 67 people, officials said. Thirty-eight died.\n"

func library(t *testing.T) func(context.Context) ([]byte, error) {
	t.Helper()
	parcel := ReadFile("news.txt", []byte(news), format.ReadOptions{})
	if parcel.Err != nil {
		t.Fatal(parcel.Err)
	}
	data, err := format.Write(parcel.Project, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return func(context.Context) ([]byte, error) { return data, nil }
}

// start opens a session over a store, as a tab does.
func start(t *testing.T, store browser.Store) *tab {
	t.Helper()
	x := &tab{t: t}
	env := Env{
		Store: store, Now: func() annotations.Time { return annotations.Time(1_700_000_000_000) }, NewID: nextID,
		TryLock: func(name string) bool { return lock(store, name) }, Tell: func(m string) { x.told = append(x.told, m) },
		Dispatch: func(f func()) { x.mu.Lock(); defer x.mu.Unlock(); f() },
		Saved:    func(s browser.Status) { x.status = s }, Updated: func(u Update) { x.updates = append(x.updates, u) },
	}
	s, err := Boot(t.Context(), env, "", library(t))
	if err != nil {
		t.Fatal(err)
	}
	x.Session = s
	if err := s.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s.open == "" {
		for d := range s.Project().Documents.All() {
			x.show(d.ID)
		}
	}
	return x
}

func (x *tab) show(id string) {
	x.t.Helper()
	if err := x.Fetch(x.t.Context(), id); err != nil {
		x.t.Fatal(err)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.Show(id); err != nil {
		x.t.Fatal(err)
	}
}

// do runs f on the drawing goroutine.
func (x *tab) do(f func() error) {
	x.t.Helper()
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := f(); err != nil {
		x.t.Fatal(err)
	}
}

// tag selects the first place where words stand and labels it.
func (x *tab) tag(words, label string) {
	x.t.Helper()
	x.do(func() error {
		_, text, _ := x.Document()
		found := text.Find(words, 1)
		if len(found) == 0 {
			return fmt.Errorf("%q not in the text", words)
		}
		x.Select(found[0])
		return x.Tag(label)
	})
}

func (x *tab) flush() {
	x.t.Helper()
	if err := x.Flush(x.t.Context()); err != nil {
		x.t.Fatal(err)
	}
}

// marks is what the open document says: "claim:The plane fact:Thirty-eight".
func (x *tab) marks() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	var out []string
	for _, a := range x.Project().In(x.open) {
		out = append(out, a.Label+":"+a.Exact())
	}
	return strings.Join(out, " ")
}

func memory(t *testing.T) browser.Store { return open(t, browser.NewOrigin()) }

func open(t *testing.T, o *browser.Origin) browser.Store {
	t.Helper()
	db, err := o.Tab().Open(t.Context(), "gloss", 1, browser.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	return db.Store
}

func TestWorkSurvivesRestart(t *testing.T) {
	store := memory(t)
	x := start(t, store)
	x.tag("The plane carried 67 people", "claim")
	x.tag("Thirty-eight died", "fact")
	x.do(func() error { return x.Edit("Note", func(a *annotations.Annotation) { a.Note = "38" }) })
	x.flush()
	y := start(t, store)
	if got := y.marks(); got != "claim:The plane carried 67 people fact:Thirty-eight died" {
		t.Fatal(got)
	}
	if y.Me() != x.Me() || y.Unfiled() != 3 {
		t.Fatalf("me %s, was %s; unfiled %d", y.Me(), x.Me(), y.Unfiled())
	}
	for _, want := range []string{"claim:The plane carried 67 people fact:Thirty-eight died", "claim:The plane carried 67 people", ""} {
		y.do(func() error { _, _, err := y.Undo(); return err })
		if got := y.marks(); got != want {
			t.Fatalf("after undo: %q, want %q", got, want)
		}
	}
	y.do(func() error { _, _, err := y.Redo(); return err })
	y.flush()
	z := start(t, store)
	if got := z.marks(); got != "claim:The plane carried 67 people" {
		t.Fatal(got)
	}
	if z.CanUndo() != "Tag Claim" || z.CanRedo() != "Tag Fact" {
		t.Fatalf("undo %q, redo %q", z.CanUndo(), z.CanRedo())
	}
	if faults := z.Project().Validate(); len(faults) > 0 {
		t.Fatal(faults)
	}
}

// Undo goes back beyond what is read at the start.
func TestUndoBeyondThePage(t *testing.T) {
	store := memory(t)
	x := start(t, store)
	x.tag("The plane", "claim")
	const n = journalPage + 40
	for i := range n {
		x.do(func() error {
			return x.Edit("Note", func(a *annotations.Annotation) { a.Note = fmt.Sprint(i) })
		})
	}
	x.flush()
	y := start(t, store)
	steps := 0
	for {
		ok := false
		y.do(func() (err error) {
			_, ok, err = y.Undo()
			return err
		})
		if ok {
			steps++
			continue
		}
		if !y.Older() {
			break
		}
		if err := y.LoadOlder(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if steps != n+1 || y.marks() != "" {
		t.Fatalf("%d steps taken back of %d; %q is left", steps, n+1, y.marks())
	}
	for range n + 1 {
		y.do(func() error { _, _, err := y.Redo(); return err })
	}
	if a := y.Project().In(y.open)[0]; a.Note != fmt.Sprint(n-1) {
		t.Fatalf("note %q after redoing everything", a.Note)
	}
}

func TestTagIsCareful(t *testing.T) {
	x := start(t, memory(t))
	x.do(func() error {
		_, text, _ := x.Document()
		at := text.Find("officials said", 1)[0]
		x.Select(annotations.Span{Start: at.Start - 1, End: at.End})
		return x.Tag("claim")
	})
	if got := x.marks(); got != "claim:officials said" {
		t.Fatalf("white space at the edge: %q", got)
	}
	n := len(x.History(100))
	x.tag("officials said", "claim")
	if len(x.History(100)) != n {
		t.Fatal("the same words were annotated twice")
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.Choose("")
	x.Select(annotations.Span{})
	if err := x.Tag("claim"); !errors.Is(err, ErrNothing) {
		t.Fatal(err)
	}
}

func TestTwoTabs(t *testing.T) {
	o := browser.NewOrigin()
	store := open(t, o)
	a := start(t, store)
	a.flush()
	b := start(t, store)
	a.tag("The plane", "claim")
	b.tag("Thirty-eight died", "fact")
	a.flush()
	b.flush()
	for len(a.told) < 1 || len(b.told) < 1 {
		time.Sleep(time.Millisecond)
	}
	for _, m := range a.told {
		if err := b.Heard(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Catch(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := "claim:The plane fact:Thirty-eight died"
	if a.marks() != want || b.marks() != want {
		t.Fatalf("a %q, b %q", a.marks(), b.marks())
	}
	b.do(func() error { _, _, err := b.Undo(); return err })
	if got := b.marks(); got != "claim:The plane" {
		t.Fatalf("undo in one tab took back the other's: %q", got)
	}
}

// Both tabs relabel one annotation without hearing of each other: neither is
// lost, and a person chooses.
func TestTwoTabsConflict(t *testing.T) {
	o := browser.NewOrigin()
	store := open(t, o)
	a := start(t, store)
	a.tag("The plane", "claim")
	a.flush()
	b := start(t, store)
	id := a.chosen
	for _, x := range []struct {
		*tab
		label string
	}{{a, "fact"}, {b, "opinion"}} {
		x.do(func() error {
			x.Select(annotations.Span{})
			x.Choose(id)
			return x.Tag(x.label)
		})
		x.flush()
	}
	c := start(t, store)
	heads := c.Project().Annotations.Heads(id)
	if len(heads) != 2 {
		t.Fatalf("%d versions", len(heads))
	}
	c.do(func() error { return c.Conflict(heads[1]) })
	c.flush()
	d := start(t, store)
	if heads := d.Project().Annotations.Heads(id); len(heads) != 1 {
		t.Fatalf("%d versions after a choice", len(heads))
	}
}

func TestFilesMergeAndNeverOverwrite(t *testing.T) {
	a, b := start(t, memory(t)), start(t, memory(t))
	a.tag("The plane", "claim")
	b.tag("The plane", "opinion")
	file := func(x *tab) []byte {
		p, err := x.AllTexts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		data, err := format.Write(p, format.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	fromA := file(a)
	take := func(x *tab, data []byte) Taken {
		taken, err := x.Take(ReadFile("a.gloss.json", data, format.ReadOptions{}), nil)
		if err != nil {
			t.Fatal(err)
		}
		return taken
	}
	if taken := take(b, fromA); taken.Tallies[annotations.KindAnnotation].New != 1 {
		t.Fatalf("%+v", taken)
	}
	if got := b.marks(); got != "claim:The plane opinion:The plane" && got != "opinion:The plane claim:The plane" {
		t.Fatal(got)
	}
	if taken := take(b, fromA); !taken.Known {
		t.Fatal("opening it again changed something")
	}
	theirs := slices.IndexFunc(b.Project().In(b.open), func(x *annotations.Annotation) bool { return x.Label == "claim" })
	b.do(func() error {
		b.Choose(b.Project().In(b.open)[theirs].ID)
		if err := b.Edit("Note", func(a *annotations.Annotation) { a.Note = "x" }); !errors.Is(err, ErrTheirs) {
			return fmt.Errorf("editing theirs: %v", err)
		}
		_, _, err := b.Undo()
		return err
	})
	if got := b.marks(); got != "opinion:The plane" {
		t.Fatalf("undo of opening: %q", got)
	}
	take(a, file(b)) // their annotations must not come back as deleted
	if got := a.marks(); !strings.Contains(got, "claim:The plane") {
		t.Fatalf("taking back an import deleted the original: %q", got)
	}
}

// What is written by hand to the journal is what the domain reads.
func TestJournalReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		c, _ := (&annotations.Project{}).Absorb(p, "id", annotations.Author{By: "me", Actor: "a", At: 7}, "Open \"x\"")
		undo, err := p.Undo(c, "id2", c.Author)
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Edits) == 0 {
			return // an empty project; no such change is ever stored
		}
		for _, c := range []annotations.Change{c, undo} {
			ready := map[annotations.Record]string{}
			if _, err := prepare(&annotations.Project{}, p, c, ready, nil); err != nil {
				t.Fatal(err)
			}
			v, err := encodeChange(c, ready, nil)
			if err != nil {
				t.Fatal(err)
			}
			want, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			var compact bytes.Buffer
			if err := json.Compact(&compact, []byte(v)); err != nil {
				t.Fatalf("%v: %s", err, v)
			}
			back, err := decodeChange(v)
			if err != nil {
				t.Fatal(err)
			}
			again, err := json.Marshal(back)
			if err != nil || string(again) != string(want) {
				t.Fatalf("%v: %s\nwant %s", err, again, want)
			}
		}
	})
}

func TestFailingStorageKeepsWork(t *testing.T) {
	broken := &faulty{Store: memory(t)}
	x := start(t, broken)
	x.flush()
	broken.set(browser.ErrQuota)
	x.tag("The plane", "claim")
	ctx, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	if err := x.Flush(ctx); !errors.Is(err, browser.ErrQuota) {
		t.Fatalf("flush: %v", err)
	}
	if x.Status().State == browser.Saved {
		t.Fatal("said to be saved")
	}
	if got := x.marks(); got != "claim:The plane" {
		t.Fatal(got)
	}
	broken.set(nil)
	x.Retry()
	x.flush()
	if got := start(t, broken.Store).marks(); got != "claim:The plane" {
		t.Fatalf("after the storage came back: %q", got)
	}
}

// faulty is a store whose writes fail while err is set.
type faulty struct {
	browser.Store
	mu  sync.Mutex
	err error
}

func (f *faulty) set(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
}

func (f *faulty) Commit(ctx context.Context, b browser.Batch) error {
	f.mu.Lock()
	err := f.err
	f.mu.Unlock()
	if err != nil {
		return err
	}
	return f.Store.Commit(ctx, b)
}
