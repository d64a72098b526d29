package article

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"gloss/annotations"
)

// MaxBytes is the largest file taken. A news article has some 5 KB, a saved
// page seldom more than 2 MB.
const MaxBytes = 8 << 20

// The formats, as [annotations.RawText.Format] names them.
const (
	FormatText     = "text"
	FormatHTML     = "html"
	FormatMarkdown = "markdown"
)

// Options are what a person may decide instead of the rules. The zero value
// leaves everything to them.
type Options struct {
	Format   string // FormatText, FormatHTML or FormatMarkdown; "" finds it out from name and content
	Encoding string // "windows-1252" for 8-bit text that is not UTF-8; "" refuses it, unless an HTML page declares it
}

// Parse makes a document and its text of a file. The name may be "" (text that
// was pasted); a path is reduced to its last element. Of the document's stamp
// only the ID is set.
//
// Every error is an [*Error].
func Parse(name string, data []byte, o Options) (*annotations.Document, annotations.Text, error) {
	s, raw, err := decode(name, data, o)
	if err != nil {
		return nil, annotations.Text{}, err
	}
	p, err := read(raw.Format, s)
	if err != nil {
		return nil, annotations.Text{}, err
	}
	t, err := annotations.NewText(p.text)
	if err != nil {
		return nil, annotations.Text{}, fmt.Errorf("%w: %w", whole(Encoding, ""), err)
	}
	if blank(p.text) {
		return nil, annotations.Text{}, whole(Empty, "")
	}
	p.understand()
	d := p.document(t)
	d.File, d.Raw = baseName(name), &raw
	sum := sha256.Sum256(data)
	d.Raw.SHA256 = hex.EncodeToString(sum[:])
	return d, t, nil
}

func read(format, s string) (*page, error) {
	switch format {
	case FormatHTML:
		return readHTML(s)
	case FormatMarkdown:
		return readMarkdown(annotations.Canonical(s)), nil
	}
	return readText(annotations.Canonical(s)), nil
}

// readText takes every line of s as it is.
func readText(s string) *page { return &page{text: s, lines: split(s)} }

// blank reports whether nothing of s can be seen.
func blank(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Cc)
	})
}

// baseName is the last element of a path of any system, without control
// characters and of at most 200 code points.
func baseName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	return clip(tidy(name), 200)
}

// formatOf finds the format out. The content decides where it is plain; a page
// saved as .txt is a page. Otherwise the name does.
func formatOf(name, head string) string {
	if looksHTML(head) {
		return FormatHTML
	}
	ext := ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		ext = strings.ToLower(name[i+1:])
	}
	switch ext {
	case "html", "htm", "xhtml":
		return FormatHTML
	case "md", "markdown":
		return FormatMarkdown
	}
	return FormatText
}

// looksHTML reports whether s begins as an HTML page does: with a doctype or
// an html, head or body tag, after comments and XML declarations.
func looksHTML(s string) bool {
	for range 10 {
		s = strings.TrimLeft(s, " \t\r\n\f\ufeff")
		end := ""
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<?xml"):
			end = "?>"
		default:
			return opensHTML(s)
		}
		_, rest, ok := strings.Cut(s, end)
		if !ok {
			return false
		}
		s = rest
	}
	return false
}

func opensHTML(s string) bool {
	s = strings.ToLower(s[:min(len(s), 16)])
	for _, p := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if rest, ok := strings.CutPrefix(s, p); ok && (rest == "" || strings.ContainsAny(rest[:1], " \t\r\n>/")) {
			return true
		}
	}
	return false
}
