package format

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"gloss/annotations"
)

// File is one file of an export.
type File struct {
	Name string // without a folder
	MIME string
	Data []byte
}

// Format is a kind of file.
type Format struct {
	Key       string // as the command knows it
	Title     string // as the menu calls it
	About     string // one sentence: who reads it
	Extension string // with its dots
	MIME      string

	// Write returns a project as one file or several, the first of which has
	// the format's extension; nil when the format is only read.
	Write func(p *annotations.Project, o WriteOptions) ([]File, error)
	// Read returns a file as a project; nil when the format is only written.
	Read   func(data []byte, o ReadOptions) (*annotations.Project, Report, error)
	losses func(l *losses)    // counts what Write leaves out; nil when it is only read
	detect func(outline) bool // whether a file is of this format; nil when it is only written
}

// Formats lists every format, in the order of the menu. The first is the
// project file, which holds everything.
var Formats = []Format{
	{"gloss", "Gloss project", "Everything, to keep, to share and to go on with; a W3C Web Annotation collection.", ".gloss.json", "application/ld+json", writeProject, Read, lossesProject, isProject},
	{"w3c", "Web Annotations", "Highlights alone, a file an article, for Recogito, Annotorious and Hypothesis; they count UTF-16.", ".w3c.json", "application/ld+json", votesOnly(writeHighlights), nil, lossesHighlights, nil},
	{"jsonl", "Training data", "JSON Lines for pandas and Hugging Face datasets, with a data card.", ".jsonl", "application/jsonl", votesOnly(writeTraining), readJSONL, lossesJSONL, isJSONL},
	{"labelstudio", "Label Studio", "Tasks for Label Studio with everybody's annotations, and the labelling interface to go with them.", ".labelstudio.json", "application/json", votesOnly(writeStudio), readStudio, lossesStudio, isStudio},
	{"csv", "CSV", "Tables for spreadsheets: a row a passage, and a second file for relations.", ".csv", csvMIME, votesOnly(writeCSV), readCSV, lossesCSV, isCSV},
	{"doccano", "doccano", "JSON Lines for doccano, which counts UTF-16; labelled spans and relations within an article.", ".doccano.jsonl", "application/jsonl", votesOnly(writeDoccano), readDoccano, lossesDoccano, isDoccano},
	{"prodigy", "Prodigy", "JSON Lines for Prodigy and spaCy, with tokens; a line for each annotator of an article.", ".prodigy.jsonl", "application/jsonl", votesOnly(writeProdigy), readProdigy, lossesProdigy, isProdigy},
	{"spacy", "spaCy", "Training data of spaCy's: pairs of a text and its spans. It is only read.", ".json", "application/json", nil, readSpaCy, nil, isSpaCy},
	{"brat", "brat", "Standoff files for brat, a text and its annotations a pair, in one archive.", ".brat.zip", zipMIME, votesOnly(writeBrat), readBrat, lossesBrat, isBrat},
	{"conll", "CoNLL", "A token and its IOB2 or BIOES tag a line, for training a tagger.", ".conll", "text/plain", votesOnly(writeCoNLL), readCoNLL, lossesCoNLL, isCoNLL},
	{"webanno-tsv", "WebAnno TSV", "What WebAnno and INCEpTION export, version 3 of their table of tokens.", ".tsv", "text/tab-separated-values", nil, readWebAnno, nil, isWebAnno},
	{"sentences", "Sentences", "A sentence a line with its labels, for training a sorter of sentences.", ".sentences.tsv", "text/tab-separated-values", votesOnly(writeSentences), nil, lossesSentences, nil},
	{"entity-linking", "Entity linking", "A mention a line with the words around it and its entity, after BLINK.", ".mentions.jsonl", "application/jsonl", votesOnly(writeMentions), nil, lossesMentions, nil},
	{"nli", "Contradictions", "Pairs of passages, one of which contradicts or follows from the other, from relations and from the board; for natural language inference.", ".nli.jsonl", "application/jsonl", votesOnly(writeNLI), nil, lossesNLI, nil},
	{"clusters", "Claim clusters", "A claim a line with every passage that makes it, from the relation “same claim”.", ".clusters.jsonl", "application/jsonl", votesOnly(writeClusters), nil, lossesClusters, nil},
	{"averitec", "Claims with evidence", "Claims with what other sources say of them, in the shape of AVeriTeC.", ".averitec.json", "application/json", votesOnly(writeAveritec), nil, lossesAveritec, nil},
}

func writeProject(p *annotations.Project, o WriteOptions) ([]File, error) {
	b, err := Write(p, o)
	if err != nil {
		return nil, err
	}
	return []File{{fileName(p) + ".gloss.json", "application/ld+json", b}}, nil
}

func lossesProject(*losses) {}

// votesOnly writes what people have marked, and results of reviews only where there
// is nothing else: a file of both would hold the same passages twice.
func votesOnly(write func(*annotations.Project, WriteOptions) ([]File, error)) func(*annotations.Project, WriteOptions) ([]File, error) {
	return func(p *annotations.Project, o WriteOptions) ([]File, error) {
		votes, _ := p.Votes()
		return write(votes, o)
	}
}

// writeTraining returns the training file and its card, under the names by
// which the datasets library finds them.
func writeTraining(p *annotations.Project, o WriteOptions) ([]File, error) {
	lines, err := writeJSONL(p, o)
	if err != nil {
		return nil, err
	}
	card, err := writeCard(p, o)
	if err != nil {
		return nil, err
	}
	return []File{{"train.jsonl", "application/jsonl", lines}, {"README.md", "text/markdown", card}}, nil
}

// fileName is a name for a file of p: its title as far as every system takes
// it, without the extension.
func fileName(p *annotations.Project) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '_' || r == ' ' {
			return r
		}
		return -1
	}, p.Title)
	name = strings.Join(strings.Fields(name), " ")
	if r := []rune(name); len(r) > 60 {
		name = strings.TrimSpace(string(r[:60]))
	}
	return cmp.Or(name, "project")
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
	has := func(name string) bool { _, ok := o[name]; return ok }
	return has("target") && (has("body") || has("bodyValue") || has("motivation") || has("@context")) || has("@graph") || strings.HasPrefix(o["conformsTo"], "urn:x-gloss:format:")
}

func isJSONL(o outline) bool {
	_, unit := o["offset_unit"]
	_, spans := o["spans"]
	return unit && spans
}

// outline holds the names of the first object of a file, or of the first item
// of its array, with their values where these are strings or begin with one;
// under head the first 4 KB as they are, for formats that are no JSON.
type outline map[string]string

// head is no name that JSON can have.
const head = "\x00"

// outlineOf looks at the first megabyte of any bytes, JSON or not. It never
// fails; of what does not begin as JSON it keeps the beginning alone, since an
// article may speak of JSON.
func outlineOf(data []byte) outline {
	if len(data) > 2 && (data[0] == 0xff || data[0] == 0xfe) {
		if text, err := toUTF8(data[:min(len(data), 1<<20)&^1]); err == nil {
			data = text
		}
	}
	data = bytes.TrimPrefix(data[:min(len(data), 1<<20)], []byte("\ufeff"))
	out := outline{head: string(data[:min(len(data), 4096)])}
	if start := bytes.TrimSpace(data); len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return out
	}
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
