package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gloss/annotations"
)

// reconstructed marks a document whose text was made of tokens, a blank
// between two of them and a line for a sentence: it is not what was printed.
const reconstructed = `{"conll":{"reconstructed":true}}`

func isReconstructed(d *annotations.Document) bool {
	var f struct {
		CoNLL struct {
			Reconstructed bool `json:"reconstructed"`
		} `json:"conll"`
	}
	return len(d.Foreign) > 0 && json.Unmarshal(d.Foreign, &f) == nil && f.CoNLL.Reconstructed
}

// conllReader reads tokens with tags: IOB1, IOB2, IOE, BIOES and BILOU alike,
// since what begins and what ends can be told of all of them together. Columns
// are divided by tabs, or by blanks where no line has a tab; the tag is the
// last one. Where lines are numbered within their sentence, as in GermEval,
// the number is no word and every column that holds tags counts.
type conllReader struct {
	builder
	tabs     bool
	numbered bool
	layers   int

	text      strings.Builder
	points    int
	items     []*item
	open      []*item // by layer
	last      []tag   // by layer
	documents int
	fresh     bool // a sentence begins
	begun     int  // line of the document's first token
}

// tag is what a column says of a token.
type tag struct {
	prefix byte // one of B I E S, 'O' for outside
	label  string
}

func readCoNLL(data []byte, o ReadOptions) (*annotations.Project, Report, error) {
	data, err := toUTF8(data)
	if err != nil {
		return nil, Report{}, err
	}
	r := &conllReader{builder: newBuilder("conll", o.Known), fresh: true}
	r.verbatim = true
	lines := strings.Split(annotations.Canonical(string(data)), "\n")
	r.survey(lines)
	step := o.Step.part(0, 2)
	for i, line := range lines {
		if step != nil && i%1024 == 0 {
			if err := step(i, len(lines)); err != nil {
				return nil, Report{}, fmt.Errorf("stopped: %w", err)
			}
		}
		r.line(i+1, line)
	}
	r.finish()
	if r.documents == 0 {
		return nil, Report{}, fmt.Errorf("%w: no token with a tag in it", ErrFormat)
	}
	return r.build(o.Step.part(1, 2))
}

// survey finds out how columns are divided and which of them are tags.
func (r *conllReader) survey(lines []string) {
	r.tabs = slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, "\t") && !r.comment(l) })
	r.layers = 1
	want, rows, width := 1, 0, 0
	numbered, tagged := true, map[int]bool{}
	for _, line := range lines {
		columns := r.columns(line)
		if len(columns) == 0 {
			want = 1
			continue
		}
		if numbered && (strings.HasPrefix(line, "#") || columns[0] == docStart) {
			continue
		}
		numbered = numbered && len(columns) > 2 && columns[0] == strconv.Itoa(want)
		want++
		for i := range columns {
			_, ok := tagIn(columns[len(columns)-1-i])
			tagged[i] = ok && (rows == 0 || tagged[i])
		}
		rows, width = rows+1, len(columns)
	}
	if r.numbered = numbered && rows > 0; r.numbered {
		for r.layers = 1; tagged[r.layers] && r.layers < width-2; r.layers++ {
		}
	}
	r.open, r.last = make([]*item, r.layers), make([]tag, r.layers)
}

// comment reports whether a line is about the file. Hashtags are words.
func (r *conllReader) comment(line string) bool {
	if r.numbered && strings.HasPrefix(line, "#") {
		return true
	}
	return strings.HasPrefix(line, "# ") && strings.Contains(line, " = ") ||
		strings.HasPrefix(line, "#begin document") || strings.HasPrefix(line, "#end document")
}

func (r *conllReader) columns(line string) []string {
	if !r.tabs {
		return strings.Fields(line)
	}
	if line = strings.TrimRight(line, " \t"); line == "" {
		return nil
	}
	return strings.Split(line, "\t")
}

func (r *conllReader) line(n int, line string) {
	columns := r.columns(line)
	switch {
	case len(columns) == 0:
		r.fresh = true
		return
	case r.comment(line):
		return
	case columns[0] == docStart:
		r.finish()
		return
	}
	if r.numbered {
		columns = columns[1:]
	}
	tags := make([]tag, r.layers)
	for i := range tags {
		tags[i].prefix = 'O'
		if at := len(columns) - r.layers + i; at > 0 {
			if t, ok := tagIn(columns[at]); ok {
				tags[i] = t
				continue
			}
			r.omit(fmt.Sprintf("line %d", n), "", fmt.Sprintf("“%s” is no tag; taken as outside", clip(columns[at])))
		} else if i == 0 {
			r.omit(fmt.Sprintf("line %d", n), "", fmt.Sprintf("no tag behind “%s”; taken as outside", clip(line)))
		}
	}
	r.token(n, strings.Join(strings.Fields(columns[0]), "_"), tags)
}

// tagIn reads a tag; false when s cannot be one.
func tagIn(s string) (tag, bool) {
	prefix, label, ok := strings.Cut(s, "-")
	if !ok || len(prefix) != 1 || label == "" {
		return tag{prefix: 'O'}, s == "O" || s == "_"
	}
	switch prefix[0] {
	case 'B', 'I', 'E', 'S':
		return tag{prefix[0], label}, true
	case 'L':
		return tag{'E', label}, true
	case 'U':
		return tag{'S', label}, true
	}
	return tag{}, false
}

// token adds a word to the text and to what is tagged.
func (r *conllReader) token(n int, word string, tags []tag) {
	word = strings.ReplaceAll(word, "\x00", "\ufffd")
	if word == "" {
		word = "_"
	}
	if r.begun == 0 {
		r.begun = n
	}
	switch {
	case r.points == 0:
	case r.fresh:
		r.text.WriteByte('\n')
		r.points++
	default:
		r.text.WriteByte(' ')
		r.points++
	}
	start := r.points
	r.text.WriteString(word)
	r.points += utf8.RuneCountInString(word)
	for i, t := range tags {
		if r.fresh {
			r.open[i], r.last[i] = nil, tag{prefix: 'O'}
		}
		r.tagged(n, i, t, annotations.Span{Start: start, End: r.points})
	}
	r.fresh = false
}

// tagged goes on with what is open in a layer, or begins anew: after O, after
// an end, at a beginning, and where the label changes.
func (r *conllReader) tagged(n, layer int, t tag, at annotations.Span) {
	was := r.last[layer]
	r.last[layer] = t
	if t.prefix == 'O' {
		r.open[layer] = nil
		return
	}
	ended := was.prefix == 'O' || was.prefix == 'E' || was.prefix == 'S' || was.label != t.label
	if it := r.open[layer]; it != nil && !ended && (t.prefix == 'I' || t.prefix == 'E') {
		it.targets[0].span.End = at.End
		return
	}
	it := &item{path: fmt.Sprintf("line %d", n), motivations: []string{"classifying"}}
	it.bodies = []body{{purpose: "classifying", value: t.label}}
	it.targets = []target{{selected: true, placed: true, quoted: true, span: at}}
	r.open[layer], r.items = it, append(r.items, it)
}

// finish makes a document of what was read since the last one.
func (r *conllReader) finish() {
	r.fresh = true
	if r.points == 0 {
		return
	}
	text, err := annotations.NewText(annotations.Canonical(r.text.String() + "\n"))
	items, path := r.items, fmt.Sprintf("line %d", r.begun)
	r.text.Reset()
	r.points, r.items, r.begun = 0, nil, 0
	r.documents++
	if err != nil { // a token that is a byte order mark
		r.omit(path, "", err.Error())
		return
	}
	id := text.ID()
	if r.listed[id] {
		r.omit(path, id, "the same text a second time: its annotations were added to the first")
	} else {
		r.listed[id] = true
		d := &annotations.Document{Title: clip(text.Slice(text.Line(0))), Foreign: json.RawMessage(reconstructed)}
		d.ID = id
		r.builder.documents = append(r.builder.documents, readDocument{path: path, record: d, points: -1, text: text.String(), hasText: true})
	}
	made := map[string]int{}
	for _, it := range items {
		t := &it.targets[0]
		t.source, t.quote.Exact = id, text.Slice(t.span)
		key := fmt.Sprint(t.span, it.label())
		made[key]++
		it.ID = mint("conll", id, key, strconv.Itoa(made[key]))
		r.builder.items = append(r.builder.items, it)
	}
}

// isCoNLL knows a file by its beginning: every line of the first that are
// whole has a tag at its end, and one of them is not O.
func isCoNLL(o outline) bool {
	head := o[head]
	if i := strings.LastIndexByte(head, '\n'); i >= 0 && len(head) > 4000 {
		head = head[:i]
	}
	tokens, tagged := 0, false
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, docStart) {
			continue
		}
		columns := bytes.Fields([]byte(line))
		t, ok := tagIn(string(columns[len(columns)-1]))
		if !ok || len(columns) < 2 || len(columns) > 20 {
			if tokens == 0 { // one line about the columns
				continue
			}
			return false
		}
		tokens++
		tagged = tagged || t.prefix != 'O' || len(columns) == 2
	}
	return tokens > 0 && tagged
}
