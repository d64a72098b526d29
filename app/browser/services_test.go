package browser_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"gloss/app/browser"
)

func TestMemoryServices(t *testing.T) {
	testServices(t, browser.NewOrigin().Tab().Services)
}

// testServices holds for the browser's services and for those in memory.
func testServices(t *testing.T, s browser.Services) {
	t.Run("locks", func(t *testing.T) { testLocks(t, s.Tabs) })
	t.Run("channels", func(t *testing.T) { testChannels(t, s.Tabs) })
	t.Run("hash", func(t *testing.T) { testHash(t, s.Page) })
	t.Run("stop", func(t *testing.T) { testStop(t, s) })
	t.Run("no update", func(t *testing.T) {
		if s.Updates.Apply() {
			t.Error("applied an update that is not there")
		}
	})
	t.Run("disk", func(t *testing.T) {
		s.Disk.Persist(t.Context()) // either answer is right; it must come
		usage, quota, ok := s.Disk.Estimate(t.Context())
		if ok && (usage < 0 || quota <= 0) {
			t.Errorf("%d of %d bytes", usage, quota)
		}
	})
}

func testLocks(t *testing.T, tabs browser.Tabs) {
	ctx := t.Context()
	release, ok, err := tabs.TryLock(ctx, "test-a")
	if err != nil || !ok {
		t.Fatalf("free lock: %v, %v", ok, err)
	}
	if _, ok, err := tabs.TryLock(ctx, "test-a"); ok || err != nil {
		t.Errorf("held lock: %v, %v", ok, err)
	}
	other, ok, err := tabs.TryLock(ctx, "test-b")
	if err != nil || !ok {
		t.Fatalf("other lock: %v, %v", ok, err)
	}
	other()
	release()
	release()
	eventually(t, "the lock is free again", func() bool {
		release, ok, err := tabs.TryLock(ctx, "test-a")
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			release()
		}
		return ok
	})
}

func testChannels(t *testing.T, tabs browser.Tabs) {
	heard := make(chan string, 10)
	join := func(name, as string) browser.Channel {
		c, err := tabs.Join(name, func(text string) { heard <- as + " " + text })
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	a, b, elsewhere := join("test", "a"), join("test", "b"), join("other", "elsewhere")
	a.Post("one ä😀")
	hear(t, heard, "b one ä😀")
	b.Post("two")
	hear(t, heard, "a two")
	b.Leave()
	b.Leave()
	b.Post("not heard")
	a.Post("not heard")
	elsewhere.Post("not heard")
	c := join("test", "c")
	a.Post("three")
	hear(t, heard, "c three")
	for _, member := range []browser.Channel{a, c, elsewhere} {
		member.Leave()
	}
	if len(heard) > 0 {
		t.Errorf("heard %q", <-heard)
	}
}

func hear(t *testing.T, heard <-chan string, want string) {
	t.Helper()
	select {
	case got := <-heard:
		if got != want {
			t.Errorf("heard %q, want %q", got, want)
		}
	case <-time.After(5 * time.Second):
		t.Fatalf("did not hear %q", want)
	}
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 500 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("not in 5 s: %s", what)
}

func testHash(t *testing.T, page browser.Page) {
	told := 0
	defer page.OnHash(func(string) { told++ })()
	before := page.Hash()
	defer page.SetHash(before, true)
	for _, hash := range []string{"doc-1", "doc-1", "q=%C3%A4%20b/2", ""} {
		page.SetHash(hash, hash == "doc-1")
		if got := page.Hash(); got != hash {
			t.Errorf("hash %q, want %q", got, hash)
		}
	}
	if told > 0 {
		t.Errorf("told of %d changes that the app made itself", told)
	}
}

func testStop(t *testing.T, s browser.Services) {
	for _, stop := range []func(){
		s.Files.Receive(browser.Receiver{}),
		s.Page.OnHide(func() { t.Error("told after stop") }),
		s.Page.OnFocus(func() {}),
		s.Page.OnLeave(func() bool { return true }),
		s.Page.OnMedia(func(browser.Media) {}),
		s.Page.OnHash(func(string) {}),
		s.Page.Heartbeat(),
		s.Updates.OnReady(func() {}),
	} {
		stop()
		stop() // once is enough, twice is no fault
	}
}

func TestFileRead(t *testing.T) {
	content := bytes.Repeat([]byte("0123456789"), 1<<20) // more than one chunk
	f := browser.NewFile("a.txt", time.Time{}, content)
	if got, err := f.Read(t.Context(), f.Size); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := f.Read(t.Context(), f.Size-1); !errors.Is(err, browser.ErrTooLarge) || !strings.Contains(err.Error(), `"a.txt"`) {
		t.Errorf("too large: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := f.Read(ctx, f.Size); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if got, err := browser.NewFile("empty", time.Time{}, nil).Read(t.Context(), 0); err != nil || len(got) != 0 {
		t.Errorf("empty: %q, %v", got, err)
	}
}

// testBackup holds for a backup file that the person agrees to. again opens the database anew, as the next visit does.
func testBackup(t *testing.T, first, again browser.Backup, content func() string) {
	ctx := t.Context()
	if name, _, err := first.Restore(ctx); name != "" || err != nil {
		t.Errorf("before any: %q, %v", name, err)
	}
	if err := first.Write(ctx, []byte("nowhere")); err == nil {
		t.Error("written to no file")
	}
	name, err := first.Pick(ctx, "a/b.gloss.json")
	if err != nil || name != "a-b.gloss.json" {
		t.Fatalf("picked %q, %v", name, err)
	}
	for _, text := range []string{"one, which is longer", "two", ""} {
		if err := first.Write(ctx, []byte(text)); err != nil || content() != text {
			t.Errorf("wrote %q: %q, %v", text, content(), err)
		}
	}
	name, p, err := again.Restore(ctx)
	if err != nil || name != "a-b.gloss.json" {
		t.Fatalf("restored %q, %s, %v", name, p, err)
	}
	if p, err := again.Request(ctx); p != browser.Granted || err != nil {
		t.Errorf("requested: %s, %v", p, err)
	}
	if err := again.Write(ctx, []byte("three")); err != nil || content() != "three" {
		t.Errorf("wrote %q, %v", content(), err)
	}
	if err := again.Forget(ctx); err != nil {
		t.Error(err)
	}
	if name, _, err := again.Restore(ctx); name != "" || err != nil {
		t.Errorf("after forgetting: %q, %v", name, err)
	}
	if content() != "three" {
		t.Error("forgetting touched the file")
	}
}

func TestMemoryBackup(t *testing.T) {
	origin := browser.NewOrigin()
	open := func() browser.Backup {
		db, err := origin.Tab().Open(t.Context(), "db", 1, browser.Watch{})
		if err != nil {
			t.Fatal(err)
		}
		return db.Backup
	}
	testBackup(t, open(), open(), func() string { return string(origin.BackupFile("a-b.gloss.json")) })

	shy := origin.Tab()
	shy.RefuseBackup()
	db, err := shy.Open(t.Context(), "db", 1, browser.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	if name, err := db.Backup.Pick(t.Context(), "x"); name != "" || err != nil {
		t.Errorf("declined: %q, %v", name, err)
	}
}

// The twin plays what the person does.
func TestTab(t *testing.T) {
	tab := browser.NewOrigin().Tab()
	var heard []string
	say := func(what string, v ...any) { heard = append(heard, what+fmt.Sprint(v...)) }
	tab.Files.Receive(browser.Receiver{
		Files:    func(f []browser.File) { say("files ", len(f)) },
		Text:     func(text string) { say("text ", text) },
		Dragging: func(over bool) { say("dragging ", over) },
	})
	stop := tab.Page.OnHide(func() { say("hide") })
	tab.Page.OnFocus(func() { say("focus") })
	tab.Page.OnHash(func(hash string) { say("hash ", hash) })
	tab.Page.OnMedia(func(m browser.Media) { say("media ", m.Dark, m.Still, m.Coarse) })
	tab.Updates.OnReady(func() { say("update") })
	unsaved := false
	tab.Page.OnLeave(func() bool { return unsaved })

	f := browser.NewFile("a.txt", time.Time{}, []byte("a"))
	tab.Drag(true)
	tab.Drop(f, f)
	tab.Paste("words")
	tab.Hide()
	stop()
	tab.Hide()
	tab.Focus()
	tab.Navigate("doc")
	tab.SetMedia(browser.Media{Dark: true})
	tab.OfferUpdate()
	want(t, "heard", strings.Join(heard, "; "),
		"dragging true; files 2; text words; hide; focus; hash doc; media true false false; update")
	want(t, "hash", tab.Page.Hash(), "doc")
	if tab.Leave() {
		t.Error("asks though all is saved")
	}
	unsaved = true
	if !tab.Leave() {
		t.Error("does not ask though something is unsaved")
	}

	tab.Choose(f, f)
	if picked, err := tab.Files.Pick(t.Context(), "", false); len(picked) != 1 || err != nil {
		t.Errorf("picked %d, %v", len(picked), err)
	}
	if picked, err := tab.Files.Pick(t.Context(), "", true); len(picked) != 0 || err != nil {
		t.Errorf("picked %d that were not chosen, %v", len(picked), err)
	}
	_ = tab.Files.Download("a/b.json", "application/json", []byte("{}"))
	want(t, "download", fmt.Sprintf("%s", tab.Downloads()), "[{a-b.json application/json {}}]")
	_ = tab.Clipboard.Copy(t.Context(), "quote")
	want(t, "copied", tab.Copied(), "quote")
	tab.Page.SetAttr("data-theme", "dark")
	want(t, "attribute", tab.Attr("data-theme"), "dark")
	tab.Page.SetAttr("data-theme", "")
	want(t, "attribute", tab.Attr("data-theme"), "")
	tab.Page.Crash()
	if !tab.Updates.Apply() || tab.Reloads() != 1 || !tab.Crashed() {
		t.Error("update, reload or crash notice")
	}
}

func TestRefuse(t *testing.T) {
	origin := browser.NewOrigin()
	db, err := origin.Tab().Open(t.Context(), "db", 1, browser.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	origin.Refuse(browser.ErrQuota)
	if err := db.Commit(t.Context(), put("a", "1")); !errors.Is(err, browser.ErrQuota) {
		t.Error(err)
	}
	origin.Refuse(nil)
	if err := db.Commit(t.Context(), put("a", "1")); err != nil {
		t.Error(err)
	}
}
