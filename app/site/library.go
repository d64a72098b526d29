//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/annotations"
	"gloss/annotations/article"
)

// Article is one text as the page shows it before the program has loaded.
type Article struct {
	Title      string
	Paragraphs []string
}

type libraryDocument struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Library reads the articles of a folder (.txt, .html, .htm and .md files, not
// those of folders inside it, by name) and its entities.jsonl, if there is one,
// into the file the app opens at its first start. It returns the first article
// too, and an error for each file left out. A folder without any article is an
// error.
func Library(dir fs.FS) (body []byte, first Article, skipped []error, err error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, Article{}, nil, err
	}
	var documents []libraryDocument
	for _, e := range entries {
		if !isArticle(e.Name()) {
			continue
		}
		text, a, err := readArticle(dir, e.Name())
		if err != nil {
			skipped = append(skipped, fmt.Errorf("%s: left out: %w", e.Name(), err))
			continue
		}
		if len(documents) == 0 {
			first = a
		}
		documents = append(documents, libraryDocument{e.Name(), text})
	}
	if len(documents) == 0 {
		return nil, Article{}, nil, errors.Join(append(skipped, errors.New("no .txt, .html or .md file could be read"))...)
	}
	entities, err := readEntities(dir)
	if err != nil {
		return nil, Article{}, nil, err
	}
	body, err = json.Marshal(map[string]any{"documents": documents, "entities": entities})
	return body, first, skipped, err
}

func isArticle(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.Contains([]string{".txt", ".html", ".htm", ".md"}, ext) && !strings.HasPrefix(name, ".")
}

// readArticle returns the text of a file as it is, for the app to make a
// document of, once it is sure that it can.
func readArticle(dir fs.FS, name string) (string, Article, error) {
	info, err := fs.Stat(dir, name)
	switch {
	case err != nil:
		return "", Article{}, err
	case !info.Mode().IsRegular():
		return "", Article{}, errors.New("not a file")
	case info.Size() > article.MaxBytes:
		return "", Article{}, fmt.Errorf("%d bytes, the limit is %d", info.Size(), article.MaxBytes)
	}
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return "", Article{}, err
	}
	d, t, err := article.Parse(name, data, article.Options{})
	if err != nil {
		return "", Article{}, err
	}
	if !utf8.Valid(data) {
		return "", Article{}, errors.New("not UTF-8 text")
	}
	return string(bytes.TrimPrefix(data, []byte("\ufeff"))), preview(d, t), nil
}

// readEntities returns the lines of entities.jsonl, none when there is no such file.
func readEntities(dir fs.FS) ([]json.RawMessage, error) {
	text, err := fs.ReadFile(dir, "entities.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		return []json.RawMessage{}, nil
	}
	if err != nil {
		return nil, err
	}
	entities := []json.RawMessage{}
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		if !json.Valid(line) {
			return nil, fmt.Errorf("entities.jsonl: line %d: not JSON", n)
		}
		entities = append(entities, line)
	}
	return entities, nil
}

// preview is what a person would read of a document: its title and its lines,
// without what is folded on screen.
func preview(d *annotations.Document, t annotations.Text) Article {
	a := Article{Title: d.Title}
	if a.Title == "" {
		a.Title = strings.TrimSuffix(d.File, path.Ext(d.File))
	}
	for _, b := range t.Layout(d.Blocks) {
		folded := slices.ContainsFunc(d.Folds, func(f annotations.Span) bool { return f.Start <= b.Start && b.Start < f.End })
		line := strings.TrimSpace(t.Slice(b.Span))
		if line != "" && !folded && b.Kind != annotations.Headline {
			a.Paragraphs = append(a.Paragraphs, line)
		}
	}
	return a
}
