//go:build !js

package browsertest

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// What Firefox compiles of its own scripts at its first start it keeps in the
// profile; with that a start takes half the time.
const startupCache = "startupCache"

var warm struct {
	sync.Mutex
	tried bool
	files map[string][]byte // by name
}

// warmUp puts it into a profile that has none. For the first one of a test
// binary Firefox is started and closed. Where that fails, starts take longer.
func warmUp(t testing.TB, programs map[string]string, o Options, f folders) {
	t.Helper()
	dir := filepath.Join(f.profile, startupCache)
	if _, err := os.Stat(dir); err == nil || o.OnDisk {
		return
	}
	warm.Lock()
	defer warm.Unlock()
	if !warm.tried {
		warm.tried = true
		warm.files = firstStart(t, programs)
	}
	for name, data := range warm.files {
		if err := write(filepath.Join(dir, name), data); err != nil {
			t.Logf("Firefox starts without what it has compiled: %v", err)
		}
	}
}

func firstStart(t testing.TB, programs map[string]string) map[string][]byte {
	t.Helper()
	o := Options{Kind: Firefox}
	b := &Browser{Kind: Firefox, t: t, folders: newFolders(t, o)}
	defer b.Kill()
	if err := b.startFirefox(programs, o); err != nil {
		t.Logf("the first start of Firefox: %v", err)
		return nil
	}
	b.Close()
	paths, _ := filepath.Glob(filepath.Join(b.folders.profile, startupCache, "*")) // the pattern is well formed
	files := map[string][]byte{}
	for _, path := range paths {
		if data, err := os.ReadFile(path); err == nil {
			files[filepath.Base(path)] = data
		}
	}
	return files
}

func write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o600)
}
