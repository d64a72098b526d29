package format

import "gloss/annotations"

// document reads a document with its text, if it is there.
func (r *reader) document() readDocument {
	d := readDocument{path: r.path(), record: &annotations.Document{}, points: -1}
	var foreign []member
	for name := range r.object {
		if !r.describe(&d, string(name)) {
			foreign = r.alien(foreign, string(name))
		}
	}
	d.record.Foreign = join(foreign)
	return d
}

// alien reads a field that is another tool's.
func (r *reader) alien(to []member, name string) []member {
	if name == "foreign" && r.kind() == '{' {
		for name := range r.object {
			if v := r.compact(); v != nil {
				to = append(to, member{string(name), v})
			}
		}
		return to
	}
	if v := r.compact(); v != nil {
		to = append(to, member{name, v})
	}
	return to
}

// describe reads one field of a document; false when it is not known.
func (r *reader) describe(d *readDocument, name string) bool {
	switch name {
	case "id":
		d.record.ID = toID(r.text())
	case "type", "format":
	case "language":
		d.record.Language = r.name()
	case "title":
		d.record.Title = r.text()
	case "publisher":
		d.record.Source = r.text()
	case "byline":
		d.record.Author = r.text()
	case "url":
		d.record.URL = r.text()
	case "published":
		d.record.Published = r.text()
	case "sha256":
		d.sha256 = r.text()
	case "codePoints":
		d.points, _ = r.number()
	case "text":
		d.hasText = r.kind() == '"'
		d.text = r.text()
	case "blocks":
		d.record.Blocks = r.blocks()
	case "folds":
		for _, b := range r.blocks() {
			d.record.Folds = append(d.record.Folds, b.Span)
		}
	case "file":
		d.record.File = r.text()
	case "rawText":
		d.record.Raw = r.rawText()
	case "excluded":
		d.record.Excluded = r.flag()
	case "record":
		r.stamp(&d.record.Stamp)
	default:
		return false
	}
	return true
}

func (r *reader) blocks() (out []annotations.Block) {
	for range r.each {
		var b annotations.Block
		for name := range r.object {
			switch string(name) {
			case "start":
				b.Start, _ = r.number()
			case "end":
				b.End, _ = r.number()
			case "kind":
				b.Kind = annotations.BlockKind(r.name())
			default:
				r.unknown(string(name))
			}
		}
		out = append(out, b)
	}
	return out
}

func (r *reader) rawText() *annotations.RawText {
	t := &annotations.RawText{}
	for name := range r.object {
		switch string(name) {
		case "newlines":
			t.Newlines = r.name()
		case "bom":
			t.BOM = r.flag()
		case "encoding":
			t.Encoding = r.name()
		case "format":
			t.Format = r.name()
		case "sha256":
			t.SHA256 = r.text()
		default:
			r.unknown(string(name))
		}
	}
	return t
}
