package annotations

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// Document describes one article. Its ID is the SHA-256 of its [Text], which a
// project keeps apart, since a library is listed without loading texts.
type Document struct {
	Stamp
	Title     string   `json:"title,omitempty"`
	Source    string   `json:"source,omitempty"`    // who published it: an agency, a paper, a site
	Author    string   `json:"author,omitempty"`    // the byline as printed
	URL       string   `json:"url,omitempty"`       // http or https, else ""
	Published string   `json:"published,omitempty"` // a date "2024-12-26" or an xsd:dateTime
	Language  string   `json:"language,omitempty"`  // BCP 47, as "en"
	Points    int      `json:"points"`              // length of the text in code points
	Blocks    []Block  `json:"blocks,omitempty"`    // those that are not plain paragraphs, in text order
	Folds     []Span   `json:"folds,omitempty"`     // boilerplate, folded on screen; disjoint, in text order
	File      string   `json:"file,omitempty"`      // name of the file it was read from
	Raw       *RawText `json:"raw,omitempty"`       // what the bytes were before the text was made; nil when not known
	Excluded  bool     `json:"excluded,omitempty"`  // out of the project's export by choice

	// Foreign holds fields of other tools as a JSON object, kept for export.
	Foreign json.RawMessage `json:"foreign,omitempty"`
}

// RawText tells what a file held before it became a [Text].
type RawText struct {
	Newlines string `json:"newlines,omitempty"` // "lf", "crlf", "cr" or "mixed"
	BOM      bool   `json:"bom,omitempty"`
	Encoding string `json:"encoding,omitempty"` // "utf-8", "utf-16le", "utf-16be", "windows-1252"
	Format   string `json:"format,omitempty"`   // "text", "html" or "markdown"
	SHA256   string `json:"sha256,omitempty"`   // of the bytes, lower-case hexadecimal
}

// Kind returns [KindDocument].
func (*Document) Kind() Kind { return KindDocument }

// Copy implements [Record].
func (d *Document) Copy() Record { e := *d; return &e }

// Check implements [Record]. It does not see the text; [Project.Validate] does.
func (d *Document) Check() error {
	if b, err := hex.DecodeString(d.ID); err != nil || len(b) != 32 || d.ID != strings.ToLower(d.ID) {
		return fmt.Errorf("document %.80q: %w: the id is not a SHA-256", d.ID, ErrRecord)
	}
	end := 0
	for _, f := range d.Folds {
		if f.Start < end || f.Empty() || f.End > d.Points {
			return fmt.Errorf("document %s: fold %v: %w", d.ID, f, ErrSpan)
		}
		end = f.End
	}
	end = 0
	for _, b := range d.Blocks {
		if b.Start < end || b.Empty() || b.End > d.Points {
			return fmt.Errorf("document %s: block %v: %w", d.ID, b.Span, ErrSpan)
		}
		end = b.End
	}
	if err := checkForeign(d.ID, d.Foreign); err != nil {
		return err
	}
	return checkStamp(&d.Stamp)
}

// Opened returns d stamped as every copy of it is stamped that is read from a
// file: the stamp follows from the content alone, so two people who open one
// file make one record and no conflict.
func (d *Document) Opened() *Document {
	e := *d
	e.Stamp = Stamp{ID: d.ID, Version: Version{{"opened", 1}}}
	return &e
}

// Folded reports whether the code point at p lies in boilerplate.
func (d *Document) Folded(p int) bool {
	for _, f := range d.Folds {
		if f.Has(p) {
			return true
		}
	}
	return false
}
