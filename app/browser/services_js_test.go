//go:build js && wasm

package browser_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"syscall/js"
	"testing"
	"time"

	"gloss/app/browser"
	"gloss/app/browser/storagetest"
)

var global = js.Global()

func connect(t *testing.T) browser.Services {
	t.Helper()
	services, err := browser.Connect()
	if err != nil {
		t.Fatalf("%v\nThese tests run in a page that has loaded assets/web/browser.js.", err)
	}
	return services
}

// replace puts another value in place of a property, until the test ends or undo is called.
func replace(t *testing.T, object js.Value, name string, value any) (undo func()) {
	t.Helper()
	reflect := global.Get("Reflect")
	before := reflect.Call("getOwnPropertyDescriptor", object, name)
	define := func(d js.Value) { reflect.Call("defineProperty", object, name, d) }
	define(js.ValueOf(map[string]any{"value": value, "configurable": true, "writable": true}))
	undo = sync.OnceFunc(func() {
		reflect.Call("deleteProperty", object, name)
		if !before.IsUndefined() {
			define(before)
		}
	})
	t.Cleanup(undo)
	return undo
}

// function makes a JavaScript function for the length of the test.
func function(t *testing.T, f func(this js.Value, args []js.Value) any) js.Func {
	fn := js.FuncOf(f)
	t.Cleanup(fn.Release)
	return fn
}

func newEvent(kind string, properties map[string]any) js.Value {
	e := global.Get("Event").New(kind, map[string]any{"cancelable": true, "bubbles": true})
	for name, value := range properties {
		global.Get("Object").Call("defineProperty", e, name, map[string]any{"value": value})
	}
	return e
}

// fire dispatches an event on the window or on target; it reports whether the page took it for itself.
func fire(target js.Value, kind string, properties map[string]any) (taken bool) {
	return !target.Call("dispatchEvent", newEvent(kind, properties)).Bool()
}

func jsFile(name, content string) js.Value {
	return global.Get("File").New([]any{content}, name, map[string]any{"type": "text/plain", "lastModified": 1700000000123})
}

func TestBrowserStore(t *testing.T) { storagetest.Run(t, connect(t).Open) }

func TestBrowserServices(t *testing.T) { testServices(t, connect(t)) }

func TestBrowserPick(t *testing.T) {
	s := connect(t)
	type result struct {
		files []browser.File
		err   error
	}
	pick := func() <-chan result {
		c := make(chan result, 1)
		go func() {
			files, err := s.Files.Pick(t.Context(), ".txt,.json", true)
			c <- result{files, err}
		}()
		return c
	}
	input := func() (in js.Value) {
		eventually(t, "a file input", func() bool {
			in = global.Get("document").Call("querySelector", "input[accept='.txt,.json']")
			return in.Truthy()
		})
		return in
	}
	first := pick()
	in := input()
	if in.Get("type").String() != "file" || !in.Get("multiple").Bool() || !in.Get("hidden").Bool() {
		t.Error("the input is not as asked")
	}
	second := pick()
	if r := <-first; len(r.files) != 0 || r.err != nil {
		t.Errorf("a picker that was replaced: %v", r)
	}
	in = input()
	transfer := global.Get("DataTransfer").New()
	transfer.Get("items").Call("add", jsFile("ä.txt", "Text \uFEFF."))
	transfer.Get("items").Call("add", jsFile("b.txt", strings.Repeat("0123456789", 1<<20)))
	in.Set("files", transfer.Get("files"))
	fire(in, "change", nil)
	r := <-second
	if r.err != nil || len(r.files) != 2 {
		t.Fatalf("%d files, %v", len(r.files), r.err)
	}
	f := r.files[0]
	if f.Name != "ä.txt" || f.Size != 9 || f.Modified.UnixMilli() != 1700000000123 {
		t.Errorf("file %q, %d bytes, of %d", f.Name, f.Size, f.Modified.UnixMilli())
	}
	if text, err := f.Read(t.Context(), 9); err != nil || string(text) != "Text \uFEFF." {
		t.Errorf("read %q, %v", text, err)
	}
	if _, err := f.Read(t.Context(), 8); !errors.Is(err, browser.ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
	if text, err := r.files[1].Read(t.Context(), 1<<24); err != nil || string(text) != strings.Repeat("0123456789", 1<<20) {
		t.Errorf("second file: %d bytes, %v", len(text), err)
	}
	third := pick()
	fire(input(), "cancel", nil)
	if r := <-third; len(r.files) != 0 || r.err != nil {
		t.Errorf("cancelled: %v", r)
	}
	if global.Get("document").Call("querySelector", "input[type=file]").Truthy() {
		t.Error("the input was left behind")
	}
}

func TestBrowserReceive(t *testing.T) {
	s := connect(t)
	heard := make(chan string, 20)
	stop := s.Files.Receive(browser.Receiver{
		Files:    func(files []browser.File) { heard <- fmt.Sprint("files ", len(files), " ", files[0].Name) },
		Text:     func(text string) { heard <- "text " + text },
		Dragging: func(over bool) { heard <- fmt.Sprint("dragging ", over) },
	})
	document := global.Get("document")
	body := document.Get("body")
	field := document.Call("createElement", "textarea")
	body.Call("append", field)
	defer field.Call("remove")

	carry := func(files ...js.Value) map[string]any {
		transfer := global.Get("DataTransfer").New()
		for _, f := range files {
			transfer.Get("items").Call("add", f)
		}
		return map[string]any{"dataTransfer": transfer}
	}
	words := func() map[string]any {
		transfer := global.Get("DataTransfer").New()
		transfer.Call("setData", "text/plain", "words")
		return map[string]any{"dataTransfer": transfer, "clipboardData": transfer}
	}
	file := jsFile("a.txt", "a")
	for _, step := range []struct {
		name   string
		target js.Value
		kind   string
		with   map[string]any
		taken  bool
		hear   []string
	}{
		{"files over the page", body, "dragover", carry(file), true, []string{"dragging true"}},
		{"still", body, "dragover", carry(file), true, nil},
		{"dropped", body, "drop", carry(file, file), true, []string{"dragging false", "files 2 a.txt"}},
		{"dropped on a field", field, "drop", carry(file), true, []string{"files 1 a.txt"}},
		{"words over the page", body, "dragover", words(), true, nil},
		{"words dropped", body, "drop", words(), true, nil},
		{"words over a field", field, "dragover", words(), false, nil},
		{"words dropped on a field", field, "drop", words(), false, nil},
		{"words pasted", body, "paste", words(), true, []string{"text words"}},
		{"words pasted in a field", field, "paste", words(), false, nil},
		{"a file pasted", body, "paste", map[string]any{"clipboardData": carry(file)["dataTransfer"]}, true, []string{"files 1 a.txt"}},
		{"nothing pasted", body, "paste", map[string]any{"clipboardData": global.Get("DataTransfer").New()}, false, nil},
	} {
		if taken := fire(step.target, step.kind, step.with); taken != step.taken {
			t.Errorf("%s: taken %v, want %v", step.name, taken, step.taken)
		}
		for _, want := range step.hear {
			hear(t, heard, want)
		}
	}
	fire(body, "dragover", carry(file))
	hear(t, heard, "dragging true")
	hear(t, heard, "dragging false") // carried out of the window: no event tells
	stop()
	if fire(body, "drop", carry(file)) {
		t.Error("still listens")
	}
	if len(heard) > 0 {
		t.Errorf("heard %q", <-heard)
	}
}

func TestBrowserLaunch(t *testing.T) {
	s := connect(t)
	var consumer js.Value
	replace(t, global, "launchQueue", map[string]any{"setConsumer": function(t, func(_ js.Value, args []js.Value) any {
		consumer = args[0]
		return nil
	})})
	heard := make(chan string, 1)
	defer s.Files.Receive(browser.Receiver{Files: func(files []browser.File) { heard <- files[0].Name }})()
	handle := map[string]any{"getFile": function(t, func(js.Value, []js.Value) any { return jsFile("double-clicked.gloss.json", "{}") })}
	consumer.Invoke(map[string]any{"files": []any{handle}})
	hear(t, heard, "double-clicked.gloss.json")
}

func TestBrowserDownload(t *testing.T) {
	s := connect(t)
	var name, content, kind string
	done := make(chan struct{})
	replace(t, global.Get("URL"), "createObjectURL", function(t, func(_ js.Value, args []js.Value) any {
		kind = args[0].Get("type").String()
		args[0].Call("text").Call("then", function(t, func(_ js.Value, args []js.Value) any {
			content = args[0].String()
			close(done)
			return nil
		}))
		return "blob:nowhere"
	}))
	click := function(t, func(_ js.Value, args []js.Value) any {
		args[0].Call("preventDefault")
		name = args[0].Get("target").Get("download").String()
		return nil
	})
	global.Call("addEventListener", "click", click, map[string]any{"once": true})
	if err := s.Files.Download("a/b\u202Etxt.json", "application/json", []byte(`{"ä":1}`)); err != nil {
		t.Fatal(err)
	}
	<-done
	want(t, "name", name, "a-btxt.json")
	want(t, "type", kind, "application/json")
	want(t, "content", content, `{"ä":1}`)
	if global.Get("document").Call("querySelector", "a[download]").Truthy() {
		t.Error("the link was left behind")
	}
}

func TestBrowserCopy(t *testing.T) {
	s := connect(t)
	copied := ""
	promise := global.Get("Promise")
	replace(t, global.Get("navigator"), "clipboard", map[string]any{
		"writeText": function(t, func(_ js.Value, args []js.Value) any {
			if copied = args[0].String(); copied == "no" {
				return promise.Call("reject", global.Get("DOMException").New("refused", "NotAllowedError"))
			}
			return promise.Call("resolve")
		}),
	})
	if err := s.Clipboard.Copy(t.Context(), "\uFEFFquote ä😀"); err != nil || copied != "\uFEFFquote ä😀" {
		t.Errorf("copied %q, %v", copied, err)
	}
	if err := s.Clipboard.Copy(t.Context(), "no"); !errors.Is(err, browser.ErrPermission) || !strings.Contains(err.Error(), "refused") {
		t.Errorf("refused: %v", err)
	}
}

func TestBrowserWithoutServices(t *testing.T) {
	s := connect(t)
	replace(t, global.Get("navigator"), "locks", js.Undefined())
	replace(t, global.Get("navigator"), "storage", js.Undefined())
	replace(t, global, "BroadcastChannel", js.Undefined())
	if _, ok, err := s.Tabs.TryLock(t.Context(), "x"); ok || !errors.Is(err, browser.ErrUnavailable) {
		t.Errorf("lock: %v, %v", ok, err)
	}
	if _, err := s.Tabs.Join("x", func(string) {}); !errors.Is(err, browser.ErrUnavailable) {
		t.Errorf("channel: %v", err)
	}
	if s.Disk.Persist(t.Context()) {
		t.Error("persisted")
	}
	if _, _, ok := s.Disk.Estimate(t.Context()); ok {
		t.Error("estimated")
	}
}

func TestBrowserPage(t *testing.T) {
	page := connect(t).Page
	heard := make(chan string, 20)
	say := func(text string) func() { return func() { heard <- text } }
	unsaved := false
	for _, stop := range []func(){
		page.OnHide(say("hide")), page.OnFocus(say("focus")),
		page.OnHash(func(hash string) { heard <- "hash " + hash }),
		page.OnLeave(func() bool { return unsaved }),
	} {
		defer stop()
	}
	fire(global, "pagehide", nil)
	hear(t, heard, "hide")
	fire(global, "focus", nil)
	hear(t, heard, "focus")
	if fire(global, "beforeunload", nil) {
		t.Error("asks though all is saved")
	}
	unsaved = true
	if !fire(global, "beforeunload", nil) {
		t.Error("does not ask")
	}
	page.SetHash("mine", false)
	global.Get("location").Set("hash", "theirs")
	hear(t, heard, "hash theirs")
	global.Get("history").Call("back")
	hear(t, heard, "hash mine")
	page.SetHash("", true)

	html := global.Get("document").Get("documentElement")
	page.SetAttr("data-theme", "dark")
	want(t, "attribute", html.Call("getAttribute", "data-theme").String(), "dark")
	page.SetAttr("data-theme", "")
	if html.Call("hasAttribute", "data-theme").Bool() {
		t.Error("attribute stays")
	}
	matches := func(query string) bool { return global.Call("matchMedia", query).Get("matches").Bool() }
	if m := page.Media(); m.Dark != matches("(prefers-color-scheme: dark)") || m.Coarse != matches("(pointer: coarse)") ||
		m.Still != matches("(prefers-reduced-motion: reduce)") {
		t.Errorf("media %+v", m)
	}
}

func TestBrowserCrash(t *testing.T) {
	page := connect(t).Page
	document := global.Get("document")
	notice := func() js.Value { return document.Call("querySelector", ".crash") }
	clean := func() {
		if n := notice(); n.Truthy() {
			n.Call("remove")
		}
		document.Get("documentElement").Call("removeAttribute", "data-crashed")
	}
	defer clean()
	defer page.Heartbeat()()
	time.Sleep(2500 * time.Millisecond)
	if notice().Truthy() {
		t.Fatal("notice though the program lives")
	}
	page.Crash()
	eventually(t, "the notice", func() bool { return notice().Truthy() })
	page.Crash()
	time.Sleep(20 * time.Millisecond)
	if n := document.Call("querySelectorAll", ".crash").Length(); n != 1 {
		t.Errorf("%d notices", n)
	}
	text := notice().Get("textContent").String()
	button := notice().Call("querySelector", "button").Get("textContent").String()
	if notice().Call("getAttribute", "role").String() != "alert" || !strings.Contains(text, "saved") || button != "Reload" {
		t.Errorf("notice %q, button %q", text, button)
	}
	clean()
	// A dead program throws when it is called; so does BigInt without a number.
	stop := global.Get("glossBrowser").Call("listen", "heartbeat", global.Get("BigInt"))
	defer stop.Invoke()
	eventually(t, "the notice of a dead program", func() bool { return notice().Truthy() })
}

func TestBrowserUpdate(t *testing.T) {
	s := connect(t)
	posted := ""
	target := func() js.Value { return global.Get("EventTarget").New() }
	waiting, registration, workers := target(), target(), target()
	waiting.Set("postMessage", function(t, func(_ js.Value, args []js.Value) any { posted = args[0].String(); return nil }))
	registration.Set("active", map[string]any{})
	workers.Set("ready", global.Get("Promise").Call("resolve", registration))
	replace(t, global.Get("navigator"), "serviceWorker", workers)
	heard := make(chan string, 5)
	defer s.Updates.OnReady(func() { heard <- "ready" })()
	time.Sleep(20 * time.Millisecond)
	if s.Updates.Apply() {
		t.Error("applied an update that is not there")
	}
	registration.Set("installing", waiting)
	fire(registration, "updatefound", nil)
	waiting.Set("state", "installing")
	fire(waiting, "statechange", nil)
	if len(heard) > 0 {
		t.Error("told too early")
	}
	waiting.Set("state", "installed")
	registration.Set("waiting", waiting)
	fire(waiting, "statechange", nil)
	hear(t, heard, "ready")
	if !s.Updates.Apply() || posted != "skip-waiting" {
		t.Errorf("posted %q", posted)
	}
}

// opfs returns a file of the origin's own file system, whose handle does all that a picked one does.
func opfs(t *testing.T, name string) (handle js.Value, content func() string) {
	storage := global.Get("navigator").Get("storage")
	if storage.IsUndefined() || storage.Get("getDirectory").IsUndefined() {
		t.Skip("no file handles in this browser")
	}
	root := wait(t, storage.Call("getDirectory"))
	handle = wait(t, root.Call("getFileHandle", name, map[string]any{"create": true}))
	if handle.Get("createWritable").IsUndefined() || handle.Get("queryPermission").IsUndefined() {
		t.Skip("no writable file handles in this browser")
	}
	return handle, func() string { return wait(t, wait(t, handle.Call("getFile")).Call("text")).String() }
}

// wait is for promises of the test's own.
func wait(t *testing.T, promise js.Value) js.Value {
	t.Helper()
	done := make(chan js.Value, 1)
	fail := make(chan string, 1)
	promise.Call("then",
		function(t, func(_ js.Value, args []js.Value) any { done <- args[0]; return nil }),
		function(t, func(_ js.Value, args []js.Value) any { fail <- args[0].Get("message").String(); return nil }))
	select {
	case v := <-done:
		return v
	case text := <-fail:
		t.Fatal(text)
	case <-time.After(10 * time.Second):
		t.Fatal("a promise did not settle")
	}
	return js.Undefined()
}

func TestBrowserBackup(t *testing.T) {
	s := connect(t)
	handle, content := opfs(t, "a-b.gloss.json")
	promise := global.Get("Promise")
	decline := false
	replace(t, global, "showSaveFilePicker", function(t, func(_ js.Value, args []js.Value) any {
		if decline {
			return promise.Call("reject", global.Get("DOMException").New("closed", "AbortError"))
		}
		want(t, "suggested", args[0].Get("suggestedName").String(), "a-b.gloss.json")
		return promise.Call("resolve", handle)
	}))
	open := func() browser.Backup {
		db, err := s.Open(t.Context(), "backup-test", 1, browser.Watch{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		return db.Backup
	}
	if !open().Supported() {
		t.Error("not supported")
	}
	testBackup(t, open(), open(), content)
	decline = true
	if name, err := open().Pick(t.Context(), "a-b.gloss.json"); name != "" || err != nil {
		t.Errorf("declined: %q, %v", name, err)
	}
}

func TestBrowserOpenForbidden(t *testing.T) {
	s := connect(t)
	replace(t, global, "indexedDB", js.Undefined())
	if _, err := s.Open(t.Context(), "forbidden", 1, browser.Watch{}); !errors.Is(err, browser.ErrUnavailable) {
		t.Errorf("%v", err)
	}
}

func TestBrowserOpenBlocked(t *testing.T) {
	s := connect(t)
	request := global.Get("indexedDB").Call("open", "blocked", 1) // a tab that never lets go
	eventually(t, "the raw database", func() bool { return request.Get("readyState").String() == "done" })
	told := make(chan string, 1)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	_, err := s.Open(ctx, "blocked", 2, browser.Watch{Blocked: func() { told <- "blocked" }})
	if !errors.Is(err, browser.ErrBlocked) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	hear(t, told, "blocked")
	request.Get("result").Call("close")
	db, err := s.Open(t.Context(), "blocked", 2, browser.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
}
