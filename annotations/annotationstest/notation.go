package annotationstest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/annotations"
)

// ErrNotation says that a text is not in the notation of [Parse].
var ErrNotation = errors.New("not in the notation")

// Parse builds a project from the notation in which cases are written:
//
//	# The sky
//	😀 [claim:a The sky is [fact:b/ben@q1 blue]].
//	@ q1 Blue, the colour
//	> a contradicts b
//	! a certainty=probable
//
// "# " begins a document and gives its title; the lines that follow are its
// text, up to a line that begins with one of "# @ > !" and a blank. The first
// document needs no title. A bracket marks words: label, colon, name, then
// /person and @entity, if any, a blank, the words. "]" closes the innermost
// one, "]:name" the one of that name, so that spans may cross. A name that
// comes again adds a part to its annotation. "\" takes "[", "]" or itself for
// what it is.
//
// "@ name title" is an entity, "> a type b" a relation, "! a key=value" an
// attribute. "! a note=words", "! a mode=…", "! a words=…", "! a cue=…" and
// "! a source=entity" set what they say; "! a unsure", "! a orphan" and "! a
// deleted" are flags. "! done ana" says that ana is done with the document.
//
// The id of what is called x is "urn:x-gloss:test:x". Everything was made by
// "ana" unless it says otherwise, in tab "t", the first at 2026-01-01T00:00:01Z
// and each a second after the one before.
func Parse(src string) (*annotations.Project, error) {
	n := &notation{names: map[string]*annotations.Annotation{}, spans: map[string][]annotations.Span{}, records: map[string]annotations.Record{}}
	for line := range strings.Lines(src) {
		if err := n.line(line); err != nil {
			return nil, err
		}
	}
	if err := n.finish(); err != nil {
		return nil, err
	}
	return n.project()
}

// ID is the id of what is called name in the notation.
func ID(name string) string { return "urn:x-gloss:test:" + name }

type notation struct {
	title   string
	body    strings.Builder // of the document that is being read
	begun   bool
	texts   []annotations.Text
	marks   []string // names met in the document, in order
	names   map[string]*annotations.Annotation
	spans   map[string][]annotations.Span
	records map[string]annotations.Record
	order   []string
	flags   []string // lines that begin with "! ", for the end
	done    []string // people who are done with the document
}

func (n *notation) line(line string) error {
	kind, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
	switch kind {
	case "#":
		if err := n.finish(); err != nil {
			return err
		}
		n.title, n.begun = rest, true
	case "@":
		name, title, _ := strings.Cut(rest, " ")
		n.add(&annotations.Entity{Stamp: annotations.Stamp{ID: ID(name)}, Name: title})
	case ">":
		f := strings.Fields(rest)
		if len(f) != 3 {
			return fmt.Errorf("%w: relation %q", ErrNotation, rest)
		}
		n.add(&annotations.Relation{Stamp: annotations.Stamp{ID: ID(strings.Join(f, "-"))}, From: ID(f[0]), Type: f[1], To: ID(f[2])})
	case "!":
		if who, ok := strings.CutPrefix(rest, "done "); ok {
			n.done = append(n.done, who)
		} else {
			n.flags = append(n.flags, rest)
		}
	default:
		n.begun = true
		n.body.WriteString(line)
	}
	return nil
}

// add keeps a record with a stamp.
func (n *notation) add(r annotations.Record) {
	s := r.Stamped()
	if s.By == "" {
		s.By = ID("ana")
	}
	s.Version = annotations.Version{{Actor: "t", N: 1}}
	s.Created = annotations.Time(1767225600000 + 1000*(len(n.order)+1))
	n.records[s.ID] = r
	n.order = append(n.order, s.ID)
	if _, known := n.records[s.By]; !known {
		n.records[s.By] = nil
		n.add(&annotations.Person{Stamp: annotations.Stamp{ID: s.By, By: s.By}, Name: strings.TrimPrefix(s.By, ID(""))})
	}
}

// finish makes a document of what was read since the last one.
func (n *notation) finish() error {
	if !n.begun {
		return nil
	}
	plain, err := n.brackets(n.body.String())
	if err != nil {
		return err
	}
	t, err := annotations.NewText(plain)
	if err != nil {
		return err
	}
	n.texts = append(n.texts, t)
	n.add(&annotations.Document{Stamp: annotations.Stamp{ID: t.ID()}, Title: n.title, Points: t.Points()})
	for _, name := range n.marks {
		a := n.names[name]
		a.Target = annotations.TargetOf(t.ID(), t, n.spans[name]...)
		n.add(a)
	}
	for _, who := range n.done {
		n.add(&annotations.Progress{
			Stamp:    annotations.Stamp{ID: annotations.ProgressID(t.ID(), ID(who)), By: ID(who)},
			Document: t.ID(), State: annotations.Done,
		})
	}
	n.title, n.begun, n.marks, n.done = "", false, nil, nil
	n.body.Reset()
	return nil
}

// brackets takes the marks out of a text and notes where they were.
func (n *notation) brackets(s string) (string, error) {
	var plain strings.Builder
	at := 0
	type mark struct {
		name  string
		start int
	}
	var open []mark
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '\\' && len(s) > 1:
			s = s[1:]
			r, size = utf8.DecodeRuneInString(s)
		case r == '[':
			head, rest, ok := strings.Cut(s[1:], " ")
			if !ok {
				return "", fmt.Errorf("%w: %.20q", ErrNotation, s)
			}
			open = append(open, mark{n.mark(head), at})
			s = rest
			continue
		case r == ']':
			i := len(open) - 1
			s = s[1:]
			for j, m := range open {
				if rest, ok := strings.CutPrefix(s, ":"+m.name); ok && j < len(open)-1 {
					i, s = j, rest
				}
			}
			if i < 0 {
				return "", fmt.Errorf("%w: nothing to close before %.20q", ErrNotation, s)
			}
			n.spans[open[i].name] = append(n.spans[open[i].name], annotations.Span{Start: open[i].start, End: at})
			open = slices.Delete(open, i, i+1)
			continue
		}
		plain.WriteRune(r)
		s, at = s[size:], at+1
	}
	if len(open) > 0 {
		return "", fmt.Errorf("%w: %s is not closed", ErrNotation, open[0].name)
	}
	return plain.String(), nil
}

// mark reads "label:name/person@entity" and returns the name.
func (n *notation) mark(head string) string {
	head, entities, _ := strings.Cut(head, "@")
	head, who, _ := strings.Cut(head, "/")
	label, name, _ := strings.Cut(head, ":")
	if n.names[name] == nil {
		a := &annotations.Annotation{Stamp: annotations.Stamp{ID: ID(name)}, Label: label}
		if who != "" {
			a.By = ID(who)
		}
		for _, e := range strings.FieldsFunc(entities, func(r rune) bool { return r == ',' }) {
			if e == "nil" {
				a.Entities = append(a.Entities, annotations.NIL)
			} else {
				a.Entities = append(a.Entities, ID(e))
			}
		}
		n.names[name] = a
		n.marks = append(n.marks, name)
	}
	return name
}

// flag does what a line beginning with "! " says.
func (n *notation) flag(line string) error {
	name, what, _ := strings.Cut(line, " ")
	a := n.names[name]
	if a == nil {
		return fmt.Errorf("%w: no annotation %q", ErrNotation, name)
	}
	key, value, _ := strings.Cut(what, "=")
	switch key {
	case "note":
		a.Note = value
	case "words":
		a.Attribution.Words = value
	case "cue":
		a.Attribution.Cue = value
	case "mode":
		a.Attribution.Mode = value
	case "source":
		a.Attribution.Source = ID(value)
	case "unsure":
		a.Unsure = true
	case "orphan":
		a.Orphan = true
	case "deleted":
		n.records[a.ID] = annotations.Delete(a)
	default:
		a.Attributes = annotations.SetAttribute(a.Attributes, key, value)
	}
	return nil
}

func (n *notation) project() (*annotations.Project, error) {
	for _, f := range n.flags {
		if err := n.flag(f); err != nil {
			return nil, err
		}
	}
	var rs []annotations.Record
	for _, id := range n.order {
		rs = append(rs, n.records[id])
	}
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		return nil, err
	}
	p.ID, p.Title, p.Created = ID("project"), "Test", 1767225600000
	for _, t := range n.texts {
		p = p.WithText(t)
	}
	return p, nil
}
