//go:build !js

package site

import (
	"fmt"
	"path/filepath"
)

// Write puts the site into a folder, made when missing, with each compressed
// form beside its file as NAME.br and NAME.gz, where web hosts look for them.
// Other files in the folder are left alone.
func (s *Site) Write(dir string) error {
	for _, name := range s.names() {
		f := s.files[name]
		for ext, body := range map[string][]byte{"": f.body, ".br": f.brotli, ".gz": f.gzip} {
			if ext != "" && len(body) == 0 {
				continue
			}
			if err := writeWhole(filepath.Join(dir, filepath.FromSlash(name)+ext), body); err != nil {
				return fmt.Errorf("write site: %w", err)
			}
		}
	}
	return nil
}

// Size is what one file weighs, in bytes. A form that does not exist counts as
// the file itself, since that is what is sent.
type Size struct {
	Name              string
	Raw, Gzip, Brotli int
}

// Sizes lists what a first visit fetches, by name: everything but the page for
// what is not there.
func (s *Site) Sizes() []Size {
	var sizes []Size
	for _, name := range s.names() {
		if name == lostName {
			continue
		}
		f := s.files[name]
		z := Size{name, len(f.body), len(f.body), len(f.body)}
		if len(f.gzip) > 0 {
			z.Gzip = len(f.gzip)
		}
		if len(f.brotli) > 0 {
			z.Brotli = len(f.brotli)
		}
		sizes = append(sizes, z)
	}
	return sizes
}
