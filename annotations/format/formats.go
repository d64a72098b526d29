package format

import (
	"bytes"
	"slices"
	"strings"

	"gloss/annotations"
)

// Format is a kind of file.
type Format struct {
	Key       string // as the command knows it
	Title     string // as the menu calls it
	Extension string // with its dots
	MIME      string

	// Write returns a project as a file; nil when the format is only read.
	Write func(p *annotations.Project, o WriteOptions) ([]byte, error)
	// Read returns a file as a project; nil when the format is only written.
	Read func(data []byte, o ReadOptions) (*annotations.Project, Report, error)
	// Losses tells what Write leaves out, before it is called.
	Losses func(p *annotations.Project, o WriteOptions) []Loss

	detect func(outline) bool // whether a file is of this format; nil when it is only written
}

// Formats lists every format, in the order of the menu.
var Formats = []Format{
	{"gloss", "Gloss project (W3C annotations)", ".gloss.json", "application/ld+json", Write, Read, lossesProject, isProject},
	{"jsonl", "Training data (JSON Lines)", ".jsonl", "application/jsonl", writeJSONL, readJSONL, lossesJSONL, isJSONL},
	{"card", "Data card for the training data", ".md", "text/markdown", writeCard, nil, lossesJSONL, nil},
}

// Find returns the format of a key.
func Find(key string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Key == key })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// Detect tells the format of a file by its content; false when it is none that
// can be read. What it says is a guess: reading may still fail.
func Detect(data []byte) (Format, bool) {
	o := outlineOf(data)
	for _, f := range Formats {
		if f.detect != nil && f.detect(o) {
			return f, true
		}
	}
	return Format{}, false
}

func isProject(o outline) bool {
	switch strings.TrimPrefix(o["type"]+o["@type"], "oa:") {
	case "AnnotationCollection", "AnnotationPage", "Annotation", "AnnotationSet":
		return true
	}
	_, target := o["target"]
	_, graph := o["@graph"]
	return target || graph || strings.HasPrefix(o["conformsTo"], "urn:x-gloss:format:")
}

func isJSONL(o outline) bool {
	_, unit := o["offset_unit"]
	_, spans := o["spans"]
	return unit && spans
}

// outline holds the names of the first object of a file, or of the first item
// of its array, with their values where these are strings or begin with one.
type outline map[string]string

// outlineOf looks at the first megabyte of any bytes, JSON or not. It never
// fails; of what is no JSON it returns something or other.
func outlineOf(data []byte) outline {
	if len(data) > 2 && (data[0] == 0xff || data[0] == 0xfe) {
		if text, err := toUTF8(data[:min(len(data), 1<<20)&^1]); err == nil {
			data = text
		}
	}
	data = bytes.TrimPrefix(data[:min(len(data), 1<<20)], []byte("\ufeff"))
	out := outline{}
	deep, object, name, wait := 0, 0, "", false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; c {
		case '{', '[':
			if deep++; c == '{' && object == 0 {
				object = deep
			}
		case '}', ']':
			if deep--; object > deep && object > 0 {
				return out
			}
		case ':':
			wait = deep == object
		case ',':
			wait = false
			if deep == object {
				name = ""
			}
		case '"':
			s, n := looseString(data[i:])
			i += n - 1
			switch {
			case deep == object && !wait:
				name = s
				out[name] = ""
			case wait && name != "" && out[name] == "":
				out[name] = s
			}
		}
	}
	return out
}

// looseString reads a string as far as it goes, and how many bytes it takes.
func looseString(b []byte) (string, int) {
	n := 1
	for ; n < len(b) && b[n] != '"'; n++ {
		if b[n] == '\\' {
			n++
		}
	}
	n = min(n, len(b))
	return string(b[1:min(n, 100)]), min(n+1, len(b))
}
