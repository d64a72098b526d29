//go:build !js

package browsertest

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
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

	// Media is what the page is to believe of the system from the start.
	// WebKit has no other way to say it, and knows no ForcedColors.
	Media Media

	// Headed shows the window on the display of the environment, to watch a
	// test that fails.
	Headed bool
}

// Browser is a running browser and its current tab. It is not safe for
// concurrent use, apart from Kill.
type Browser struct {
	Kind Kind

	t       testing.TB
	proto   protocol
	process *process // the driver if there is one, and the browser
	display *process // Xvfb, or nil
	folders folders
	logged  []string // what Console has read so far
}

// Start starts a browser, which is closed when the test ends. A browser that
// does not start fails the test.
func Start(t testing.TB, o Options) *Browser {
	t.Helper()
	programs, err := find(o.Kind)
	if err != nil {
		t.Fatal(err)
	}
	b := &Browser{Kind: o.Kind, t: t, folders: newFolders(t, o.Profile)}
	t.Cleanup(b.finish)
	const attempts = 2 // see freePort
	for range attempts {
		if err = b.launch(programs, o); err == nil {
			break
		}
		b.end()
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
	if err := b.proto.send(setTimeouts, params{"script": ms, "pageLoad": ms, "implicit": 0}, nil); err != nil {
		return err
	}
	if b.Kind == WebKit || m == (Media{}) {
		return nil
	}
	return b.emulate(m)
}

// Open loads a page and returns when its load event is over.
func (b *Browser) Open(url string) {
	b.t.Helper()
	b.check(b.proto.send(navigate, params{"url": url}, nil), "open %s", url)
}

// Reload loads the page again.
func (b *Browser) Reload() {
	b.t.Helper()
	b.check(b.proto.send(refresh, nil, nil), "reload")
}

// Tab returns a handle of the current tab, for Switch.
func (b *Browser) Tab() string {
	b.t.Helper()
	var handle string
	b.check(b.proto.send(getWindow, nil, &handle), "current tab")
	return handle
}

// NewTab opens an empty tab beside the current one, makes it the current one
// and returns its handle.
func (b *Browser) NewTab() string {
	b.t.Helper()
	var tab struct{ Handle string }
	b.check(b.proto.send(newWindow, params{"type": "tab"}, &tab), "new tab")
	b.Switch(tab.Handle)
	return tab.Handle
}

// Switch makes another tab the current one. It is also brought to the front.
func (b *Browser) Switch(tab string) {
	b.t.Helper()
	b.check(b.proto.send(setWindow, params{"handle": tab}, nil), "switch to tab %s", tab)
}

// Resize gives the viewport this size in CSS pixels, and fails the test when
// the browser does not take it.
func (b *Browser) Resize(width, height int) {
	b.t.Helper()
	b.check(b.resize(width, height), "resize to %dx%d", width, height)
}

// Screenshot writes what the viewport shows to a PNG file.
func (b *Browser) Screenshot(path string) {
	b.t.Helper()
	var encoded string
	err := b.proto.send(screenshot, params{"full": false}, &encoded)
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
	b.end()
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
// as from a handler of the test's server. No other method works afterwards.
func (b *Browser) Kill() { b.end() }

func (b *Browser) end() {
	b.proto = nil
	if b.process != nil {
		b.process.kill()
		b.process = nil
	}
	if b.display != nil {
		b.display.stop(2 * time.Second) // killed, it would leave its lock file
		b.display = nil
	}
}

// finish logs what may explain a failure, and closes.
func (b *Browser) finish() {
	if b.t.Failed() && b.proto != nil {
		for _, line := range b.recent(20) {
			b.t.Logf("%s console: %s", b.Kind, line)
		}
	}
	b.Close()
}

// check fails the test when a command went wrong.
func (b *Browser) check(err error, format string, args ...any) {
	if err != nil {
		b.t.Helper()
		b.t.Fatalf("%s: %s: %v", b.Kind, fmt.Sprintf(format, args...), err)
	}
}

// folders are the directories of one browser.
type folders struct {
	scratch   string // all that is removed afterwards
	profile   string
	home      string // its home directory, in the profile
	downloads string
}

// ProfileDir makes an empty directory for Options.Profile and removes it when
// the test has ended. Unlike testing.TB.TempDir it bears with the last writes
// of a browser.
func ProfileDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "gloss-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remove(dir) })
	return dir
}

func newFolders(t testing.TB, profile string) folders {
	t.Helper()
	f := folders{scratch: ProfileDir(t), profile: profile}
	if profile == "" {
		f.profile = filepath.Join(f.scratch, "profile")
	}
	f.home = filepath.Join(f.profile, "home")
	f.downloads = filepath.Join(f.scratch, "downloads")
	for _, dir := range []string{f.home, f.downloads, f.temp()} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func (f folders) temp() string { return filepath.Join(f.scratch, "tmp") }

// log is the file that a program of the browser writes its output to.
func (f folders) log(program string) string { return filepath.Join(f.scratch, program+".log") }

// environment is the whole environment of a browser: nothing of the user's
// settings, proxies or session reaches it, and vice versa.
func (f folders) environment(headed bool, more ...string) []string {
	env := []string{
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "TZ=UTC", "TMPDIR=" + f.temp(), "HOME=" + f.home,
		"XDG_CONFIG_HOME=" + filepath.Join(f.home, "config"),
		"XDG_CACHE_HOME=" + filepath.Join(f.home, "cache"),
		"XDG_DATA_HOME=" + filepath.Join(f.home, "data"),
		"DBUS_SESSION_BUS_ADDRESS=disabled:", "NO_AT_BRIDGE=1", "GIO_USE_PORTALS=0",
	}
	if headed {
		for _, name := range []string{"DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"} {
			env = append(env, name+"="+os.Getenv(name))
		}
	}
	return append(env, more...)
}

// remove deletes a directory that a dying browser may still be writing to.
// What resists is left to the system's cleaning of the temporary directory.
func remove(dir string) {
	for range 20 {
		if os.RemoveAll(dir) == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}
