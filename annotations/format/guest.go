package format

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"gloss/annotations"
)

// guest reads files of other tools that are JSON or JSON Lines. What it meets
// becomes documents and items as those of a project file are, except that
// offsets are the file's own until they are settled.
type guest struct {
	lineReader
	where  string // "line 3", or "" when the file is one JSON text
	texted []counted
	again  map[string]int // how often an id was made
	unit   string         // what the file says it counts in; "" when it does not
}

// link is a relation between two items of one text.
type link struct {
	from, to *item
	item
}

func newGuest(format string, o ReadOptions) *guest {
	g := &guest{again: map[string]int{}}
	g.builder = newBuilder(format, o.Known)
	g.mentioned = map[string]*annotations.Entity{}
	g.verbatim = true
	return g
}

// read calls one for every value of a file: the items of its array, its only
// object, or its lines, of which one that is not JSON is left out and reported.
// Offsets count as usual tells unless the file shows that they do not.
func (g *guest) read(data []byte, o ReadOptions, usual string, one func()) (*annotations.Project, Report, error) {
	data, err := toUTF8(data)
	if err != nil {
		return nil, Report{}, err
	}
	step := o.Step.part(0, 2)
	if err = scan(data, step); err == nil {
		g.enter(data, step)
		for range g.each {
			one()
		}
		g.leave()
		err = g.cursor.err
	} else if bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		err = g.lines(data, step, one)
	}
	if err != nil {
		return nil, Report{}, err
	}
	return g.made(o, usual)
}

// made makes the project of what was read, if anything was.
func (g *guest) made(o ReadOptions, usual string) (*annotations.Project, Report, error) {
	if len(g.documents)+len(g.items) == 0 {
		return nil, Report{}, fmt.Errorf("%w: no text in it", ErrFormat)
	}
	return g.settled(o, usual)
}

// settled makes the project, if with nothing in it.
func (g *guest) settled(o ReadOptions, usual string) (*annotations.Project, Report, error) {
	if !slices.Contains(Units, g.unit) {
		g.unit = ""
	}
	if err := g.settle(g.texted, usual, cmp.Or(o.Unit, g.unit)); err != nil {
		return nil, Report{}, err
	}
	return g.build(o.Step.part(1, 2))
}

func (g *guest) lines(data []byte, step Step, one func()) error {
	total := len(data)
	for len(data) > 0 {
		if step != nil {
			if err := step(total-len(data), total); err != nil {
				return fmt.Errorf("stopped: %w", err)
			}
		}
		line, rest, _ := bytes.Cut(data, []byte{'\n'}) // and not at U+2028
		data = rest
		g.line++
		g.where = "line " + strconv.Itoa(g.line)
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := scan(line, nil); err != nil {
			g.omit(g.where, "", err.Error())
			continue
		}
		g.enter(line, nil)
		one()
		g.leave()
	}
	return nil
}

func (g *guest) enter(data []byte, step Step) {
	g.cursor = cursor{b: data, names: g.names, step: step}
}

// leave reports what was odd since it was last called.
func (g *guest) leave() {
	for _, e := range g.odd {
		g.omit(g.where+e.Path, "", e.What)
	}
	g.odd = nil
}

// here is where the cursor is, for reports.
func (g *guest) here() string { return g.where + g.path() }

// take keeps a text with what is said of it. Items without an id get one that
// is made of what they say.
func (g *guest) take(d readDocument, items []*item, links []*link) {
	g.leave()
	g.identify(items, textID(d.text))
	g.texted = append(g.texted, counted{d.text, items})
	for _, l := range links {
		it := &l.item
		if it.ID == "" || g.again[it.ID] > 0 {
			it.ID = g.mintAgain("relation", l.from.ID, l.to.ID, it.label())
		}
		g.again[it.ID]++
		it.motivations = []string{"linking"}
		it.targets = []target{{source: l.from.ID}}
		it.bodies = append([]body{{purpose: "linking", source: l.to.ID}}, it.bodies...)
		items = append(items, it)
	}
	d.hasText = true
	g.gather(d, items, nil)
}

// identify gives an id to items that have none, or one that another has.
func (g *guest) identify(items []*item, document string) {
	for _, it := range items {
		if it.ID == "" || g.again[it.ID] > 0 {
			it.ID = g.fresh(it, document)
		}
		g.again[it.ID]++
	}
}

func (g *guest) fresh(it *item, digest string) string {
	parts := []string{"annotation", digest, it.label(), it.By, it.origin}
	for _, t := range it.targets {
		parts = append(parts, strconv.Itoa(t.span.Start), strconv.Itoa(t.span.End))
	}
	return g.mintAgain(parts...)
}

// mintAgain is mint, with another id for each time the same content is met.
func (g *guest) mintAgain(parts ...string) string {
	id := mint(parts...)
	key := "made " + id
	if g.again[key]++; g.again[key] > 1 {
		return mint(append(parts, strconv.Itoa(g.again[key]))...)
	}
	return id
}

// textID is the id of the document that a text becomes.
func textID(text string) string {
	sum := sha256.Sum256([]byte(annotations.Canonical(text)))
	return hex.EncodeToString(sum[:])
}

// label is the first body that classifies.
func (it *item) label() string {
	for _, b := range it.bodies {
		if b.purpose == "classifying" {
			return b.value
		}
	}
	return ""
}

// marks makes an item of one span.
func marks(path string, start, end int, placed bool) *item {
	return &item{
		path: path, motivations: []string{"classifying"},
		targets: []target{{selected: true, span: annotations.Span{Start: start, End: end}, placed: placed}},
	}
}
