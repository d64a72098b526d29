//go:build !js

// Package site makes the static site that is Gloss, a set of files that any
// web host can serve, and serves it itself with the headers it wants.
//
// It is linked into the native command only. It knows nothing of annotations:
// what an article or an entity is, is read from the library file by the app.
package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"gloss/assets"
)

// Options say what a site is made of.
type Options struct {
	Program  Program
	Base     string       // path the site will live at, "/" or "/path/"; "" is "/"
	Articles fs.FS        // the articles it starts with; nil for the built-in ones
	Log      func(string) // is given one sentence for each article left out; may be nil
}

// Site is a finished set of files, named by slash-separated paths below Base.
type Site struct {
	Base    string // begins and ends with a slash
	Version string // a hash of the content: equal for equal sites
	files   map[string]*file
}

type file struct {
	body   []byte
	hash   string // of body, hexadecimal
	brotli []byte // empty when not worth it
	gzip   []byte
}

// New puts a site together. Nothing is compressed yet, see [Site.Compress].
func New(o Options) (*Site, error) {
	base, err := cleanBase(o.Base)
	if err != nil {
		return nil, err
	}
	s := &Site{Base: base, files: map[string]*file{}}
	if err := s.addAssets(); err != nil {
		return nil, err
	}
	first, err := s.addLibrary(o)
	if err != nil {
		return nil, err
	}
	s.add("wasm_exec.js", o.Program.Exec)
	s.add(wasmName, o.Program.Wasm)
	s.files[wasmName].brotli, s.files[wasmName].gzip = o.Program.Brotli, o.Program.Gzip
	return s, s.addPages(first)
}

const (
	wasmName    = "web/app.wasm"
	libraryName = "web/library.json"
	workerName  = "app-worker.js"
	indexName   = "index.html"
	lostName    = "404.html"
)

// cleanBase returns base with a slash at both ends.
func cleanBase(base string) (string, error) {
	if strings.ContainsAny(base, ":?#%\\\"<> ") || strings.Contains(base, "..") {
		return "", fmt.Errorf("base %q: want a plain path such as /path/", base)
	}
	if base = path.Clean("/" + base); base == "/" {
		return base, nil
	}
	return base + "/", nil
}

func (s *Site) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	s.files[name] = &file{body: body, hash: hex.EncodeToString(sum[:12])}
}

// addAssets takes over the folders that are served as they are, but for sources:
// the worker, which has to list everything else, and files of no type of ours.
func (s *Site) addAssets() error {
	for _, dir := range []string{"web", "icons"} {
		err := fs.WalkDir(assets.Files, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || name == workerSource || types[path.Ext(name)] == "" {
				return err
			}
			body, err := assets.Files.ReadFile(name)
			s.add(name, body)
			return err
		})
		if err != nil {
			return fmt.Errorf("assets: %w", err)
		}
	}
	return s.addIcons()
}

// addLibrary writes the library file and returns the article to show before
// the program has loaded.
func (s *Site) addLibrary(o Options) (Article, error) {
	dir := o.Articles
	if dir == nil {
		var err error
		if dir, err = fs.Sub(assets.Files, "library"); err != nil {
			return Article{}, fmt.Errorf("assets: %w", err)
		}
	}
	guideline, err := assets.Files.ReadFile("guideline/guideline.md")
	if err != nil {
		return Article{}, fmt.Errorf("assets: %w", err)
	}
	body, first, skipped, err := Library(dir, string(guideline))
	if err != nil {
		return Article{}, fmt.Errorf("articles: %w", err)
	}
	for _, err := range skipped {
		if o.Log != nil {
			o.Log(err.Error())
		}
	}
	s.add(libraryName, body)
	return first, nil
}

// addPages writes what depends on the rest: the manifest, the pages, the worker.
// The version is taken over the page as it is without one.
func (s *Site) addPages(first Article) error {
	icons, err := s.pictures()
	if err != nil {
		return fmt.Errorf("icons: %w", err)
	}
	manifest, err := s.manifest(icons)
	if err != nil {
		return fmt.Errorf("manifest: %w", err)
	}
	s.add("manifest.webmanifest", manifest)
	s.add(lostName, s.lostPage(icons))
	s.add(indexName, s.indexPage(first, icons, ""))
	s.Version = s.hash()
	s.add(indexName, s.indexPage(first, icons, s.Version))
	worker, err := s.worker()
	s.add(workerName, worker)
	return err
}

// hash is over the names and contents of all files there are.
func (s *Site) hash() string {
	sum := sha256.New()
	for _, name := range s.names() {
		fmt.Fprintln(sum, name, s.files[name].hash)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func (s *Site) names() []string { return slices.Sorted(maps.Keys(s.files)) }

const workerSource = "web/worker.js"

// worker is the script of assets/web/worker.js after the two lines it expects.
// It keeps all files but itself, the page at its address "./", and the page for
// what is not there.
func (s *Site) worker() ([]byte, error) {
	files := []string{"./"}
	for _, name := range s.names() {
		if name != indexName && name != lostName {
			files = append(files, name)
		}
	}
	list, err := json.Marshal(files)
	if err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	source, err := assets.Files.ReadFile(workerSource)
	if err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	return fmt.Appendf(nil, "const VERSION = %q;\nconst FILES = %s;\n%s", s.Version, list, source), nil
}
