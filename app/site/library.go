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

	"gloss/annotations"
	"gloss/annotations/article"
	"gloss/annotations/format"
)

// Article is one text as the page shows it before the program has loaded.
type Article struct {
	Title      string
	Paragraphs []string
}

// revision counts the releases of the entities and the guideline that come
// with Gloss: a record that says more than an earlier one has seen more.
const revision = 1

// Library reads the articles of a folder (.txt, .html, .htm and .md files, not
// those of folders inside it, by name), its entities.jsonl, if there is one,
// and guideline, into the project file that the app opens at its first start.
// It returns the first article too, and an error for each file left out. A
// folder without any article is an error.
func Library(dir fs.FS, guideline string) (body []byte, first Article, skipped []error, err error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, Article{}, nil, err
	}
	scheme := annotations.BuiltinScheme()
	scheme.Guideline, scheme.Version = guideline, ours()
	records := []annotations.Record{scheme}
	texts := map[string]annotations.Text{}
	for _, e := range entries {
		if !isArticle(e.Name()) {
			continue
		}
		d, t, err := readArticle(dir, e.Name())
		if err != nil {
			skipped = append(skipped, fmt.Errorf("%s: left out: %w", e.Name(), err))
			continue
		}
		if len(texts) == 0 {
			first = preview(d, t)
		}
		records, texts[d.ID] = append(records, d.Opened()), t
	}
	if len(texts) == 0 {
		return nil, Article{}, nil, errors.Join(append(skipped, errors.New("no .txt, .html or .md file could be read"))...)
	}
	entities, err := readEntities(dir)
	if err != nil {
		return nil, Article{}, nil, err
	}
	p, err := annotations.ProjectOf(append(records, entities...)...)
	if err == nil {
		p.ID, p.Title = "urn:x-gloss:library", "Library"
		body, err = format.Write(p.WithTexts(texts), format.WriteOptions{})
	}
	return body, first, skipped, err
}

func ours() annotations.Version { return annotations.Version{{Actor: "gloss", N: revision}} }

func isArticle(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return slices.Contains([]string{".txt", ".html", ".htm", ".md"}, ext) && !strings.HasPrefix(name, ".")
}

// readArticle makes a document of a file.
func readArticle(dir fs.FS, name string) (*annotations.Document, annotations.Text, error) {
	info, err := fs.Stat(dir, name)
	switch {
	case err != nil:
		return nil, annotations.Text{}, err
	case !info.Mode().IsRegular():
		return nil, annotations.Text{}, errors.New("not a file")
	case info.Size() > article.MaxBytes:
		return nil, annotations.Text{}, fmt.Errorf("%d bytes, the limit is %d", info.Size(), article.MaxBytes)
	}
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, annotations.Text{}, err
	}
	return article.Parse(name, data, article.Options{})
}

// libraryEntity is a line of entities.jsonl.
type libraryEntity struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases"`
	Type     string   `json:"type"`
	Wikidata string   `json:"wikidata"` // "Q232"
	Note     string   `json:"note"`
}

// readEntities returns the entities of entities.jsonl, none when there is no
// such file.
func readEntities(dir fs.FS) ([]annotations.Record, error) {
	text, err := fs.ReadFile(dir, "entities.jsonl")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []annotations.Record
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var e libraryEntity
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, fmt.Errorf("entities.jsonl: line %d: %w", n, err)
		}
		iri := ""
		if e.Wikidata != "" {
			iri = "http://www.wikidata.org/entity/" + e.Wikidata
		}
		out = append(out, &annotations.Entity{
			Stamp: annotations.Stamp{ID: e.ID, Version: ours()},
			Name:  e.Name, Aliases: e.Aliases, Type: e.Type, IRI: iri, Note: e.Note,
		})
	}
	return out, nil
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
