//go:build !js

package bench

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"

	"gloss/annotations"
	"gloss/annotations/format"
	"gloss/assets"
)

// seed makes every run work on the same data.
const seed = 20241225

// workload is an article with annotations, as large as its name says.
type workload struct {
	name    string
	bytes   int // about
	marks   int
	repeats int // how often what takes long is done
	cycles  int // how often an annotation is added, relabelled and deleted
}

var workloads = []workload{
	{"W1", 5_000, 50, 5, 20},
	{"W2", 100_000, 1_000, 5, 20},
	{"W3", 1_000_000, 10_000, 5, 60},
}

// labels are the keys of the built-in scheme.
var labels = []string{"claim", "fact", "opinion"}

// vocabulary are the words of the built-in articles, each as often as it stands
// there.
var vocabulary = sync.OnceValue(func() []string {
	names, err := fs.Glob(assets.Files, "library/*.txt")
	if err != nil || len(names) == 0 {
		panic(fmt.Sprint("the built-in articles: ", err))
	}
	var out []string
	for _, name := range names {
		text, err := assets.Files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		out = append(out, regexp.MustCompile(`[\pL\d]+(?:[’'.-][\pL\d]+)*`).FindAllString(string(text), -1)...)
	}
	return out
})

func source(part string) *rand.Rand {
	n := uint64(seed)
	for _, r := range part {
		n = n*31 + uint64(r)
	}
	return rand.New(rand.NewPCG(seed, n))
}

// prose writes sentences of 6 to 24 words in paragraphs of about 500 bytes,
// under a headline.
func prose(r *rand.Rand, bytes int) string {
	words := vocabulary()
	var b strings.Builder
	b.WriteString(sentence(r, words, 9) + "\n\n")
	for paragraph := 0; b.Len() < bytes; {
		start := b.Len()
		b.WriteString(sentence(r, words, 6+r.IntN(19)) + ".")
		if paragraph += b.Len() - start; paragraph > 400+r.IntN(200) {
			paragraph = 0
			b.WriteString("\n\n")
		} else {
			b.WriteString(" ")
		}
	}
	return strings.TrimSpace(b.String()) + "\n"
}

func sentence(r *rand.Rand, words []string, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = words[r.IntN(len(words))]
	}
	first := []rune(out[0])
	out[0] = strings.ToUpper(string(first[:1])) + string(first[1:])
	return strings.Join(out, " ")
}

// spans are stretches of 2 to 18 words anywhere in a text, each within a line;
// they overlap as chance has it.
func spans(r *rand.Rand, t annotations.Text, n int) []annotations.Span {
	var lines [][]annotations.Span
	for at := 0; at < t.Points(); {
		line := t.Line(at)
		if words := wordsOf(t, line); len(words) >= 2 {
			lines = append(lines, words)
		}
		at = max(line.End, at) + 1
	}
	out := make([]annotations.Span, n)
	for i := range out {
		line := lines[r.IntN(len(lines))]
		from := r.IntN(len(line) - 1)
		to := min(len(line)-1, from+1+r.IntN(17))
		out[i] = annotations.Span{Start: line[from].Start, End: line[to].End}
	}
	return out
}

// wordsOf splits a line at its spaces.
func wordsOf(t annotations.Text, line annotations.Span) (out []annotations.Span) {
	at := line.Start
	for word := range strings.SplitSeq(t.Slice(line), " ") {
		n := len([]rune(word))
		if s := t.Trim(annotations.Span{Start: at, End: at + n}); !s.Empty() {
			out = append(out, s)
		}
		at += n + 1
	}
	return out
}

// urn is an id that depends on what it is for alone.
func urn(what string, i int) string {
	n := uint32(seed)
	for _, r := range what {
		n = n*31 + uint32(r)
	}
	return fmt.Sprintf("urn:uuid:%08x-0000-7000-8000-%012x", n, i)
}

// made is a workload's project, and what the floors are given: the same text
// and spans.
type made struct {
	workload
	project *annotations.Project
	text    annotations.Text
	marks   []mark
	file    []byte // as a project file
}

type mark struct {
	annotations.Span
	label string
}

// make generates the workload as one annotator would have made it.
func (w workload) make(t testing.TB, annotator string) made {
	t.Helper()
	text := newText(t, prose(source(w.name), w.bytes))
	m := made{workload: w, text: text}
	r := source(w.name + annotator)
	for _, s := range spans(r, text, w.marks) {
		m.marks = append(m.marks, mark{s, labels[r.IntN(len(labels))]})
	}
	p, err := annotations.ProjectOf(m.records(annotator)...)
	if err != nil {
		t.Fatal(err)
	}
	p.ID, p.Title, p.Created = urn("project"+w.name, 0), w.name, clock
	m.project = p.WithText(text)
	m.file = written(t, m.project)
	return m
}

// clock is when everything was made.
const clock = annotations.Time(1_735_084_800_000)

func (m made) records(annotator string) []annotations.Record {
	person := urn("person"+annotator, 0)
	out := []annotations.Record{
		document(m.name, m.text),
		&annotations.Person{Stamp: stamp(person, person), Name: annotator},
	}
	for i, mark := range m.marks {
		out = append(out, &annotations.Annotation{
			Stamp:  stamp(urn(m.name+annotator, i), person),
			Target: annotations.TargetOf(m.text.ID(), m.text, mark.Span), Label: mark.label,
		})
	}
	return out
}

func stamp(id, by string) annotations.Stamp {
	return annotations.Stamp{ID: id, By: by, Created: clock, Version: annotations.Version{{Actor: "bench", N: 1}}}
}

func document(name string, text annotations.Text) *annotations.Document {
	head := text.Trim(text.Line(0))
	return (&annotations.Document{
		Stamp: annotations.Stamp{ID: text.ID()}, Title: name + " " + text.Slice(head), Source: "Bench", Published: "2024-12-25",
		Language: "en", Points: text.Points(), File: name + ".txt",
		Blocks: []annotations.Block{{Span: annotations.Span{Start: 0, End: head.End + 1}, Kind: annotations.Headline}},
	}).Opened()
}

func newText(t testing.TB, s string) annotations.Text {
	t.Helper()
	text, err := annotations.NewText(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func written(t testing.TB, p *annotations.Project) []byte {
	t.Helper()
	data, err := format.Write(p, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// articles makes a project of n articles of about so many bytes each, without
// annotations.
func articles(t testing.TB, from, n, bytes int) []byte {
	t.Helper()
	records, texts := make([]annotations.Record, n), map[string]annotations.Text{}
	for i := range n {
		text := newText(t, prose(source(fmt.Sprint("article", from+i)), bytes))
		texts[text.ID()] = text
		records[i] = document(fmt.Sprintf("A%05d", from+i), text)
	}
	p, err := annotations.ProjectOf(records...)
	if err != nil {
		t.Fatal(err)
	}
	p.ID, p.Title, p.Created = urn("articles", from), "Articles", clock
	return written(t, p.WithTexts(texts))
}

// entities makes a project of n entities of two or three words.
func entities(t testing.TB, n int) []byte {
	t.Helper()
	r, words := source("entities"), vocabulary()
	records := make([]annotations.Record, n)
	for i := range n {
		records[i] = &annotations.Entity{
			Stamp: stamp(urn("entity", i), ""), Name: sentence(r, words, 2+r.IntN(2)),
			Aliases: []string{sentence(r, words, 2)}, Type: "person",
		}
	}
	p, err := annotations.ProjectOf(records...)
	if err != nil {
		t.Fatal(err)
	}
	p.ID, p.Title, p.Created = urn("entities", 0), "Entities", clock
	return written(t, p)
}
