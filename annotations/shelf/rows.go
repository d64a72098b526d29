package shelf

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// The columns of a table and the keys of an object, in any case. Of several
// that mean the same, the first says it; further names are aliases.
var meanings = map[string]string{
	"name": "name", "label": "name", "title": "name", "alias": "alias", "aliases": "alias", "id": "id",
	"qid": "iri", "wikidata": "iri", "iri": "iri", "type": "type", "note": "note", "description": "note",
}

// set puts a value where key says; false when it says nothing.
func (r *row) set(key, value string) bool {
	first := func(to *string) {
		if *to == "" {
			*to = value
		} else if value != "" && value != *to {
			r.second = append(r.second, value)
		}
	}
	switch meanings[strings.ToLower(strings.TrimSpace(key))] {
	case "name":
		if r.name == "" {
			r.name = value
		} else {
			r.aliases = append(r.aliases, value)
		}
	case "alias":
		r.aliases = append(r.aliases, strings.FieldsFunc(value, func(r rune) bool { return r == '|' || r == ';' })...)
	case "id":
		first(&r.id)
	case "iri":
		first(&r.iri)
	case "type":
		first(&r.typ)
	case "note":
		if r.note != "" {
			value = r.note + "\n" + value
		}
		r.note = value
	default:
		return false
	}
	return true
}

// maxLine is the longest line of objects that is read, in bytes.
const maxLine = 1 << 20

// objects reads a JSON object from each line: {"name": …, "aliases": […], …}.
// Values are text or numbers; aliases are a list or text parted by "|" or ";".
func (l *list) objects(data []byte) {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		r, err := object(line)
		if err != nil {
			l.fault(n, "%v", err)
			continue
		}
		if r.line = n; !l.add(r) {
			return
		}
	}
}

func object(line []byte) (r row, err error) {
	if len(line) > maxLine {
		return r, fmt.Errorf("%d bytes; up to %d are read", len(line), maxLine)
	}
	if !utf8.Valid(line) {
		return r, errors.New("not UTF-8")
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return r, err
	}
	keys := make([]string, 0, len(fields))
	for key := range fields {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { // the name first, then always alike
		return cmp.Or(strings.Compare(rank(a), rank(b)), strings.Compare(a, b))
	})
	for _, key := range keys {
		if !r.take(key, fields[key]) {
			r.ignored = append(r.ignored, key)
		}
	}
	return r, nil
}

// rank puts "name" before the other keys.
func rank(key string) string {
	if strings.EqualFold(key, "name") {
		return ""
	}
	return "later"
}

// take reads one field of an object; false when it is not read.
func (r *row) take(key string, raw json.RawMessage) bool {
	var text string
	var texts []string
	var number json.Number
	switch {
	case string(raw) == "null":
		return true
	case json.Unmarshal(raw, &text) == nil:
		return r.set(key, text)
	case json.Unmarshal(raw, &number) == nil:
		return r.set(key, number.String())
	case meanings[strings.ToLower(key)] == "alias" && json.Unmarshal(raw, &texts) == nil:
		r.aliases = append(r.aliases, texts...)
		return true
	}
	return false
}

// maxRestarts is how often reading a table goes on after a line that has its
// quotation marks wrong.
const maxRestarts = 20

// table reads rows of cells parted by commas, semicolons or tabs, quoted as RFC
// 4180 has it, under a head that names the columns.
func (l *list) table(data []byte) {
	var head []string
	var delimiter rune
	for before, restarts := 0, 0; ; {
		if head == nil {
			delimiter = delimiterOf(data)
		}
		r := csv.NewReader(bytes.NewReader(data))
		r.Comma, r.FieldsPerRecord = delimiter, -1
		err := l.records(r, before, &head)
		var wrong *csv.ParseError
		if !errors.As(err, &wrong) {
			break
		}
		l.fault(before+wrong.StartLine, "%v", wrong.Err)
		if restarts++; restarts > maxRestarts || head == nil {
			l.fault(before+wrong.StartLine, "the list is read up to here")
			return
		}
		before += wrong.StartLine
		data = after(data, wrong.StartLine)
	}
}

// after returns data after its first n lines.
func after(data []byte, n int) []byte {
	for range n {
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	return data
}

// records reads rows up to the end or the first that is wrong. The first of all
// is the head.
func (l *list) records(r *csv.Reader, before int, head *[]string) error {
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		line += before
		switch {
		case *head == nil:
			if !l.head(cells, line) {
				*head = []string{}
				return nil
			}
			*head = cells
		case slices.ContainsFunc(cells, func(s string) bool { return !utf8.ValidString(s) }):
			l.fault(line, "not UTF-8")
		case !l.add(l.row(*head, cells, line)):
			return nil
		}
	}
}

// head checks the names of the columns.
func (l *list) head(cells []string, line int) bool {
	named := false
	for _, c := range cells {
		m := meanings[strings.ToLower(strings.TrimSpace(c))]
		named = named || m == "name"
		if m == "" {
			l.fault(line, "the column %.80q is not read", c)
		}
	}
	if !named {
		l.fault(line, "no column is called name, label or title")
	}
	return named
}

func (l *list) row(head, cells []string, line int) row {
	r := row{line: line}
	for i, c := range cells {
		if i < len(head) {
			r.set(head[i], c)
		} else if strings.TrimSpace(c) != "" {
			l.fault(line, "%.80q stands under no column", c)
		}
	}
	return r
}

// delimiterOf returns what parts the cells of the head: whichever gives most
// columns that mean something. Where none does it is one that text has not, so
// that a list of names alone may have commas in them.
func delimiterOf(data []byte) rune {
	head, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := '\x1f', 0
	for _, d := range ",;\t" {
		if !bytes.ContainsRune(head, d) {
			continue
		}
		n := 0
		for cell := range strings.SplitSeq(string(head), string(d)) {
			if meanings[strings.ToLower(strings.Trim(cell, " \"\r"))] != "" {
				n++
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	return best
}
