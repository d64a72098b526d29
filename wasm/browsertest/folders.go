//go:build !js

package browsertest

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// folders are the directories of one browser.
type folders struct {
	scratch   string // all that is removed afterwards
	profile   string
	home      string // its home directory, in the profile
	downloads string
}

// ProfileDir makes an empty directory for Options.Profile and removes it when
// the test has ended. It is in memory where there is room: no test waits for a
// disk then. Unlike testing.TB.TempDir it bears with the last writes of a
// browser.
func ProfileDir(t testing.TB) string {
	t.Helper()
	return makeDir(t, inMemory())
}

// makeDir makes it in a directory, "" being the system's for temporary files.
func makeDir(t testing.TB, parent string) string {
	t.Helper()
	dir, err := os.MkdirTemp(parent, "gloss-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remove(dir) })
	return dir
}

func newFolders(t testing.TB, o Options) folders {
	t.Helper()
	parent := inMemory()
	if o.OnDisk {
		parent = ""
	}
	f := folders{scratch: makeDir(t, parent), profile: o.Profile}
	if f.profile == "" {
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
