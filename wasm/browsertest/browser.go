//go:build !js

package browsertest

import (
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"
)

// Options say how a browser is started. Only Kind is required.
type Options struct {
	Kind Kind

	// Profile is the directory the browser keeps its data in, made when it
	// is not there. With the same Profile a second browser finds what the
	// first one stored, whether that was closed or killed. "" is a fresh
	// profile that is removed afterwards. The driven WebKit stores nothing
	// whatever Profile says; see StartPlain.
	Profile string

	// OnDisk keeps a fresh profile where a person's would be, to measure what
	// storing takes. Otherwise it is in memory where there is room: tests do
	// not wait for disks then.
	OnDisk bool

	// Media is what the page is to believe of the system from the start.
	// WebKit has no other way to say it, and knows no ForcedColors.
	Media Media

	// Proxy is the address, "host:port", that everything is asked of which is
	// not on 127.0.0.1: a test's own listener hears of every request that
	// leaves the machine, whoever makes it.
	Proxy string

	// Headed shows the window on the display of the environment, to watch a
	// test that fails.
	Headed bool
}

// Browser is a running browser and its current tab. It is not safe for
// concurrent use, apart from Kill.
type Browser struct {
	Kind Kind

	running
	t       testing.TB
	proto   protocol // nil when the browser has been ended
	folders folders
	logged  []string  // what Console has read so far
	clicked time.Time // the last click of the mouse; see clicks

	// What is emulated, for the tabs to come; see Switch.
	width, height int
	media         Media
	touch         bool
}

// Start starts a browser, which is closed when the test ends. A browser that
// does not start fails the test.
func Start(t testing.TB, o Options) *Browser {
	t.Helper()
	programs, err := find(o.Kind)
	if err != nil {
		t.Fatal(err)
	}
	b := &Browser{Kind: o.Kind, t: t, folders: newFolders(t, o)}
	t.Cleanup(b.finish)
	const attempts = 2 // see freePort
	for range attempts {
		if err = b.launch(programs, o); err == nil {
			break
		}
		b.Kill()
	}
	if err == nil {
		err = b.prepare(o.Media)
	}
	if err != nil {
		t.Fatalf("start %s: %v", o.Kind, err)
	}
	return b
}

func (b *Browser) launch(programs map[string]string, o Options) error {
	switch o.Kind {
	case Chromium:
		return b.launchChromium(programs, o)
	case Firefox:
		return b.launchFirefox(programs, o)
	default:
		return b.launchWebKit(programs, o)
	}
}

// prepare brings the three browsers to a common state.
func (b *Browser) prepare(m Media) error {
	ms := scriptTimeout.Milliseconds()
	if err := b.send(setTimeouts, params{"script": ms, "pageLoad": ms, "implicit": 0}, nil); err != nil {
		return err
	}
	b.width, b.height, b.media = 1280, 800, m
	return b.restore()
}

// restore applies what is emulated to the current tab.
func (b *Browser) restore() error {
	if err := b.resize(b.width, b.height); err != nil {
		return err
	}
	if b.Kind != WebKit && b.media != (Media{}) {
		if err := b.emulate(b.media); err != nil {
			return err
		}
	}
	if b.touch {
		return b.emulateTouch()
	}
	return nil
}

// Open loads a page and returns when its load event is over.
func (b *Browser) Open(url string) {
	b.t.Helper()
	b.check(b.load(navigate, params{"url": url}), "open %s", url)
}

// Reload loads the page again.
func (b *Browser) Reload() {
	b.t.Helper()
	b.check(b.load(refresh, nil), "reload")
}

// load is for commands that leave the page, and with it what the page keeps of
// its console.
func (b *Browser) load(c command, p params) error {
	if b.Kind == WebKit {
		b.recent(0)
	}
	if err := b.send(c, p, nil); err != nil {
		return err
	}
	if b.Kind == WebKit {
		return b.record()
	}
	return nil
}

// Tab returns a handle of the current tab, for Switch.
func (b *Browser) Tab() string {
	b.t.Helper()
	var handle string
	b.check(b.send(getWindow, nil, &handle), "current tab")
	return handle
}

// NewTab opens an empty tab, in WebKit a window, beside the current one, makes
// it the current one and returns its handle.
func (b *Browser) NewTab() string {
	b.t.Helper()
	kind := "tab"
	if b.Kind == WebKit {
		kind = "window" // it does not bring a tab to the front
	}
	var tab struct{ Handle string }
	b.check(b.send(newWindow, params{"type": kind}, &tab), "new tab")
	b.Switch(tab.Handle)
	return tab.Handle
}

// Switch makes another tab the current one. It is also brought to the front;
// whether the page left thinks itself hidden depends on the browser.
func (b *Browser) Switch(tab string) {
	b.t.Helper()
	b.check(b.send(setWindow, params{"handle": tab}, nil), "switch to tab %s", tab)
	b.check(b.restore(), "switch to tab %s", tab)
}

// Resize gives the viewport this size in CSS pixels instead of the 1280 by 800
// it starts with. 320 by 500 works in all three.
func (b *Browser) Resize(width, height int) {
	b.t.Helper()
	b.width, b.height = width, height
	b.check(b.resize(width, height), "resize to %dx%d", width, height)
}

// Screenshot writes what the viewport shows to a PNG file.
func (b *Browser) Screenshot(path string) {
	b.t.Helper()
	var encoded string
	err := b.send(screenshot, params{"full": false}, &encoded)
	b.check(err, "screenshot")
	png, err := base64.StdEncoding.DecodeString(encoded)
	b.check(err, "screenshot")
	b.check(os.WriteFile(path, png, 0o644), "screenshot")
}

// Close closes the browser in good order, as a person would: what it has
// stored is on the disk afterwards. Tests need it only to start again on the
// same profile.
func (b *Browser) Close() {
	if b.process != nil && b.proto != nil {
		_ = b.proto.close() // a browser that does not answer is killed below
		b.process.wait(b.grace())
	}
	b.Kill()
}

// grace is how long the first process may take to end after the session has:
// Firefox is that process, a driver stays until it is ended.
func (b *Browser) grace() time.Duration {
	if b.Kind == Firefox {
		return 10 * time.Second
	}
	return 0
}

// Kill ends all processes of the browser at once with SIGKILL, as a power cut
// would. It may be called from any goroutine while no other method runs, such
// as from a handler of the test's server. Only Downloads works afterwards.
func (b *Browser) Kill() {
	b.end()
	b.proto = nil
}

// finish logs what may explain a failure, and ends the browser: nobody starts
// again on what it would yet store, and closing takes seconds.
func (b *Browser) finish() {
	b.explain(b.t)
	if b.t.Failed() && b.proto != nil {
		for _, line := range b.recent(20) {
			b.t.Logf("%s console: %s", b.Kind, line)
		}
	}
	b.Kill()
}

// errGone is what commands say after Kill or Close.
var errGone = errors.New("the browser has been ended")

func (b *Browser) send(c command, p params, out any) error {
	if b.proto == nil {
		return errGone
	}
	return b.proto.send(c, p, out)
}

// check fails the test when a command went wrong.
func (b *Browser) check(err error, format string, args ...any) {
	if err != nil {
		b.t.Helper()
		b.t.Fatalf("%s: %s: %v", b.Kind, fmt.Sprintf(format, args...), err)
	}
}
