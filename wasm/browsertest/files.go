//go:build !js

package browsertest

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Upload chooses files in the first <input type="file"> that a CSS selector
// finds, as the file dialog would; the input may be hidden. Several files
// need an input with the attribute multiple.
func (b *Browser) Upload(css string, files ...string) {
	b.t.Helper()
	b.check(b.upload(css, files), "upload to %s", css)
}

func (b *Browser) upload(css string, files []string) error {
	paths := make([]string, len(files))
	for i, file := range files {
		var err error
		if paths[i], err = filepath.Abs(file); err != nil {
			return err
		}
		if _, err = os.Stat(paths[i]); err != nil { // the drivers only say "invalid argument"
			return err
		}
	}
	var element map[string]string
	if err := b.send(findElement, params{"using": "css selector", "value": css}, &element); err != nil {
		return err
	}
	return b.send(sendKeys, params{"id": element[elementKey], "text": strings.Join(paths, "\n")}, nil)
}

// Downloads returns the directory in which the files that pages offer land,
// without a question being asked.
func (b *Browser) Downloads() string { return b.folders.downloads }

// Download waits for the download of this name to be complete and returns
// what is in it. The file is then removed, so that the same name can be
// downloaded again.
func (b *Browser) Download(name string, timeout time.Duration) []byte {
	b.t.Helper()
	data, err := b.download(filepath.Join(b.folders.downloads, name), timeout)
	b.check(err, "download %s", name)
	return data
}

// settle is how long a file has to stay as it is: WebKit gives a large one its
// name before the last of it is written.
const settle = 100 * time.Millisecond

func (b *Browser) download(path string, timeout time.Duration) ([]byte, error) {
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if _, err := os.Stat(path); err != nil || b.unfinished() {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		time.Sleep(settle)
		if now, err := os.Stat(path); err != nil || now.Size() != int64(len(data)) {
			continue
		}
		return data, os.Remove(path)
	}
	entries, err := os.ReadDir(b.folders.downloads)
	return nil, errors.Join(err, fmt.Errorf("not there after %v; there are %v", timeout, entries))
}

// unfinished reports whether any download is still being written: browsers
// write to a file of another name beside it, Firefox having made an empty one
// of the final name already.
func (b *Browser) unfinished() bool {
	for _, pattern := range []string{"*.crdownload", ".org.chromium.*", "*.part", "*.wkdownload"} {
		if found, _ := filepath.Glob(filepath.Join(b.folders.downloads, pattern)); len(found) > 0 {
			return true
		}
	}
	return false
}
