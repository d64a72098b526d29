package format

import (
	"fmt"

	"gloss/annotations"
)

// readDocument is a document as it stands in a file.
type readDocument struct {
	path    string
	record  *annotations.Document
	sha256  string
	points  int // as the file says; -1 when it does not
	text    string
	hasText bool
}

// place is a document that annotations can be about.
type place struct {
	id      string // the digest of the text
	title   string
	text    *finder // nil when the text is not there
	altered bool    // the text is not the one the annotations were made on
	deleted bool    // the document is a tombstone, so its text is not there
}

// placeDocuments makes documents of what was read, those with a text first:
// the others are versions of them.
func (b *builder) placeDocuments() {
	for _, d := range b.documents {
		if d.hasText && !d.record.Deleted {
			b.placeText(d)
		}
	}
	for _, d := range b.documents {
		if d.hasText && !d.record.Deleted {
			continue
		}
		at := b.places[d.record.ID]
		switch {
		case d.record.Deleted:
			b.bury(d, at)
		case at != nil && at.text != nil:
			b.version(d, at)
		case at == nil && b.shelved(d.record.ID) != nil:
			b.version(d, b.borrow(d.record.ID, d.record.Title))
		default:
			b.omit(d.path, d.record.ID, "the document “"+clip(d.record.Title)+"” has no text")
		}
	}
}

// bury keeps the tombstone of a document. If its text is known all the same,
// what was said of it can be compared.
func (b *builder) bury(d readDocument, at *place) {
	switch {
	case at != nil:
		d.record.ID = at.id
	case b.shelved(d.record.ID) != nil:
		b.borrow(d.record.ID, "")
	default:
		b.places[d.record.ID] = &place{id: d.record.ID, deleted: true}
	}
	b.keep(d.path, d.record)
}

// placeText makes a document of one that came with its text.
func (b *builder) placeText(d readDocument) {
	t, err := annotations.NewText(annotations.Canonical(d.text))
	if err != nil {
		b.omit(d.path, d.record.ID, fmt.Sprintf("the document “%s” cannot be read: %v", clip(d.record.Title), err))
		return
	}
	id := t.ID()
	at := b.places[d.record.ID]
	if !b.sound(d, id, t.Points()) {
		return
	}
	if at == nil {
		at = &place{id: id, title: d.record.Title, text: &finder{text: t}}
		at.altered = isDigest(d.record.ID) && d.record.ID != id || d.sha256 != "" && d.sha256 != id
		b.places[d.record.ID] = at
		b.loaded[id] = t
	} else if at.id != id {
		b.omit(d.path, d.record.ID, "a second text for one document, “"+clip(d.record.Title)+"”")
		return
	}
	b.address(d.record.URL, at)
	switch {
	case at.altered:
		b.report.Altered = append(b.report.Altered, Entry{
			d.path, id,
			"the text of “" + clip(d.record.Title) + "” was altered outside the app; its annotations were anchored again by their quotes",
		})
	case d.points >= 0 && d.points != t.Points():
		b.report.Altered = append(b.report.Altered, Entry{
			d.path, id,
			fmt.Sprintf("“%s” has %d code points, not the %d it claims", clip(d.record.Title), t.Points(), d.points),
		})
	}
	b.version(d, at)
}

// sound reports whether a document will be well formed with the text that it
// has. Blocks and folds that are not are left out.
func (b *builder) sound(d readDocument, id string, points int) bool {
	probe := *d.record
	probe.ID, probe.Points = id, points
	if probe.Check() == nil {
		return true
	}
	d.record.Blocks, d.record.Folds = nil, nil
	probe.Blocks, probe.Folds = nil, nil
	err := probe.Check()
	if err == nil {
		b.omit(d.path, id, "the blocks and folds of “"+clip(d.record.Title)+"” do not fit its text")
	} else {
		b.omit(d.path, id, err.Error())
	}
	return err == nil
}

// address lets targets name a document by where it was published.
func (b *builder) address(url string, at *place) {
	if url != "" && b.places[url] == nil {
		b.places[url] = at
	}
}

// version keeps one version of a document whose text is at.
func (b *builder) version(d readDocument, at *place) {
	d.record.ID = at.id
	d.record.Points = at.text.text.Points()
	if at.altered {
		d.record.Blocks, d.record.Folds = nil, nil
	}
	b.keep(d.path, d.record)
}

// place finds the document that a target names, here or in what is known.
func (b *builder) place(source string) *place {
	if at, ok := b.places[source]; ok {
		return at
	}
	var at *place
	if d := b.shelved(source); d != nil {
		if at = b.places[d.ID]; at == nil {
			at = b.borrow(d.ID, d.Title)
			b.keep("", d)
		}
	}
	b.places[source] = at
	return at
}

// shelved returns what is known under an id or a web address, if its text is
// there; else nil.
func (b *builder) shelved(source string) *annotations.Document {
	if b.shelf == nil {
		b.shelf = map[string]*annotations.Document{}
		for d := range b.known.Documents.All() {
			if _, ok := b.known.Text(d.ID); ok {
				b.shelf[d.ID] = d
				if d.URL != "" {
					b.shelf[d.URL] = d
				}
			}
		}
	}
	return b.shelf[source]
}

// borrow makes a place of a text that is known.
func (b *builder) borrow(id, title string) *place {
	t, _ := b.known.Text(id)
	at := &place{id: id, title: title, text: &finder{text: t}}
	b.places[id], b.loaded[id] = at, t
	return at
}
