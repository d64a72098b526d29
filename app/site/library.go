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
)

// maxArticle is the largest article file taken, in bytes. A news article has
// some 5 KB; larger than this is a mistake, and would be fetched by everyone.
const maxArticle = 8 << 20

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
		text, err := readArticle(dir, e.Name())
		if err != nil {
			skipped = append(skipped, err)
			continue
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
	return body, preview(documents[0]), skipped, err
}

func isArticle(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.Contains([]string{".txt", ".html", ".htm", ".md"}, ext) && !strings.HasPrefix(name, ".")
}

func readArticle(dir fs.FS, name string) (string, error) {
	info, err := fs.Stat(dir, name)
	switch {
	case err != nil:
		return "", fmt.Errorf("%s: left out: %w", name, err)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s: left out: not a file", name)
	case info.Size() > maxArticle:
		return "", fmt.Errorf("%s: left out: %d bytes, the limit is %d", name, info.Size(), maxArticle)
	}
	text, err := fs.ReadFile(dir, name)
	if err != nil {
		return "", fmt.Errorf("%s: left out: %w", name, err)
	}
	if !utf8.Valid(text) {
		return "", fmt.Errorf("%s: left out: not UTF-8 text", name)
	}
	return string(bytes.TrimPrefix(text, []byte("\ufeff"))), nil
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

// preview takes the first line with something on it for the title. Markup is
// not looked into: for a file that is not plain text only its name is shown.
func preview(d libraryDocument) Article {
	if !strings.EqualFold(path.Ext(d.Name), ".txt") {
		return Article{Title: strings.TrimSuffix(d.Name, path.Ext(d.Name))}
	}
	var a Article
	for line := range strings.Lines(d.Text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if a.Title == "" {
			a.Title = line
			continue
		}
		a.Paragraphs = append(a.Paragraphs, line)
	}
	return a
}
