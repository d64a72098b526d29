package format

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

func parse(tb testing.TB, src string) *annotations.Project {
	tb.Helper()
	p, err := annotationstest.Parse(src)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func written(tb testing.TB, p *annotations.Project, o WriteOptions) string {
	tb.Helper()
	b, err := Write(p, o)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

// summary is what a report says, one line a kind that is not empty.
func summary(r Report) string {
	var out []string
	for _, l := range []struct {
		name string
		es   []Entry
	}{
		{"altered", r.Altered},
		{"repaired", r.Repaired},
		{"unchecked", r.Unchecked},
		{"orphans", r.Orphans},
		{"skipped", r.Skipped},
		{"unknown", r.Unknown},
	} {
		for _, e := range l.es {
			out = append(out, l.name+" "+e.Path+" "+e.What)
		}
	}
	return strings.Join(out, "\n")
}

// TestReadTrustsNothing changes one file by hand and reads it.
func TestReadTrustsNothing(t *testing.T) {
	const src = "# News\nOf 67 people 38 died. [claim:a 38 of 67] were on the left, 12 in the back. The [fact:b end].\n! done ana\n"
	for _, c := range []struct{ name, old, new, at, report string }{
		{"nothing", "", "", "[22,30) [69,72)", ""},
		{
			"a wrong place", `"start": 22,`, `"start": 21,`, "[22,30) [69,72)",
			"repaired /first/items/0 “38 of 67” was put where its words are, at [22,30)",
		},
		{
			"a place far outside", `"end": 30`, `"end": 3000000`, "[22,30) [69,72)",
			"repaired /first/items/0 “38 of 67” was put where its words are, at [22,30)",
		},
		{
			"a place that is no number", `"end": 30`, `"end": "30"`, "[22,30) [69,72)",
			"repaired /first/items/0 “38 of 67” was put where its words are, at [22,30)\n" +
				"skipped /first/items/0/target/selector/0/end not a number; left out",
		},
		{
			"another quote", `"exact": "38 of 67"`, `"exact": "39 of 67"`, "[69,72)",
			"orphans /first/items/0 “39 of 67”: its words are not in the text, or in more than one place",
		},
		{
			"a quote that is in two places, told apart", `"exact": "38 of 67"`, `"exact": "38 "`, "[22,25) [69,72)",
			"repaired /first/items/0 “38 ” was put where its words are, at [22,25)",
		},
		{
			"text before it", `"text": "Of`, `"text": "😀 Of`, "[24,32) [71,74)",
			"altered /documents/0 the text of “News” was altered outside the app; its annotations were anchored again by their quotes\n" +
				"repaired /first/items/0 “38 of 67” was put where its words are, at [24,32)\n" +
				"repaired /first/items/1 “end” was put where its words are, at [71,74)",
		},
		{
			"text after it", `end.\n"`, `end of it."`, "[22,30) [69,72)",
			"altered /documents/0 the text of “News” was altered outside the app; its annotations were anchored again by their quotes",
		},
		{
			"a number in it", `38 of 67 were`, `138 of 67 were`, "[70,73)",
			"altered /documents/0 the text of “News” was altered outside the app; its annotations were anchored again by their quotes\n" +
				"repaired /first/items/1 “end” was put where its words are, at [70,73)\n" +
				"orphans /first/items/0 “38 of 67”: its words are not in the text, or in more than one place",
		},
		{
			"a number that goes on", `38 of 67 were`, `38 of 670 were`, "[70,73)",
			"altered /documents/0 the text of “News” was altered outside the app; its annotations were anchored again by their quotes\n" +
				"repaired /first/items/1 “end” was put where its words are, at [70,73)\n" +
				"orphans /first/items/0 “38 of 67”: its words are not in the text, or in more than one place",
		},
		{"line ends of Windows", `The end.\n"`, `The end.\r\n"`, "[22,30) [69,72)", ""},
		{
			"a length that is wrong", `"codePoints": 74`, `"codePoints": 7`, "[22,30) [69,72)",
			"altered /documents/0 “News” has 74 code points, not the 7 it claims",
		},
		{
			"no text", `"text": "Of`, `"words": "Of`, "",
			"orphans /first/items/0 “38 of 67”: its document is not here\n" +
				"orphans /first/items/1 “end”: its document is not here\n" +
				"skipped /documents/0 the document “News” has no text",
		},
		{
			"a count that is wrong", `"total": 2`, `"total": 3`, "[22,30) [69,72)",
			"skipped /total the file says it holds 3 annotations and holds 2",
		},
		{"a field of the future", `"motivation"`, `"mood": {"x": [1]}, "motivation"`, "[22,30) [69,72)", ""},
		{
			"a list of the future", `"documents": [`, `"dreams": [1], "documents": [`, "[22,30) [69,72)",
			"unknown  “dreams” is not known to this version and was left out",
		},
		{
			"a name in other letters", `"exact": "end"`, `"Exact": "end"`, "[22,30)",
			"orphans /first/items/1 “”: its words are not in the text, or in more than one place",
		},
		{"a time that is none", `"created": "2026-01-01T00:00:01Z"`, `"created": "noon"`, "[22,30) [69,72)", `skipped /documents/0/record/created the time "noon" is none`},
		{"a version that is none", `"t": 1`, `"t": -1`, "[22,30) [69,72)", "skipped /people/0/record/version the version t:-1 is none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := written(t, parse(t, src), WriteOptions{})
			if !strings.Contains(file, c.old) {
				t.Fatalf("%s is not in\n%s", c.old, file)
			}
			p, r, err := Read([]byte(strings.Replace(file, c.old, c.new, 1)), ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			var at []string
			for d := range p.Documents.All() {
				for _, a := range p.In(d.ID) {
					at = append(at, a.Extent().String())
				}
				if p.StateOf(d.ID, annotationstest.ID("ana")) != annotations.Done {
					t.Error("no longer done")
				}
			}
			if got := strings.Join(at, " "); got != c.at {
				t.Errorf("at %s, want %s", got, c.at)
			}
			if got := summary(r); got != c.report {
				t.Errorf("got\n%s\nwant\n%s", got, c.report)
			}
			if n := p.Annotations.Len(); n != 2 {
				t.Errorf("%d annotations are left", n)
			}
			again(t, c.name, p)
		})
	}
}

func TestReadRefuses(t *testing.T) {
	file := written(t, parse(t, "[claim:a One]"), WriteOptions{})
	for _, c := range []struct {
		name, data string
		err        error
	}{
		{"newer", strings.NewReplacer("format:1", "format:2", `"formatVersion": "1.1.0"`, `"formatVersion": "2.3.0"`).Replace(file), ErrNewer},
		{"newer by number alone", strings.Replace(file, `"formatVersion": "1.1.0"`, `"formatVersion": "2.0.0"`, 1), ErrNewer},
		{"another sort of JSON", `{"a":1}`, ErrFormat},
		{"a number", `7`, nil},
		{"cut off", file[:len(file)/2], ErrSyntax},
		{"nothing", "", ErrSyntax},
		{"an image", "\x89PNG\r\n\x1a\n", ErrEncoding},
		{"half a pair", strings.Replace(file, `"exact": "One"`, `"exact": "\ud83dOne"`, 1), ErrSyntax},
		{"an id twice", strings.Replace(file, `"label"`, `"id": "urn:x", "label"`, 1), ErrSyntax},
	} {
		_, _, err := Read([]byte(c.data), ReadOptions{})
		if c.err != nil && !errors.Is(err, c.err) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, _, err := Read([]byte(strings.Replace(file, `"1.1.0"`, `"1.7.3"`, 1)), ReadOptions{}); err != nil {
		t.Errorf("a newer minor version: %v", err)
	}
}

func TestReadStops(t *testing.T) {
	file := []byte(written(t, large(t, 500), WriteOptions{}))
	stop := errors.New("enough")
	last, calls := 0, 0
	if _, _, err := Read(file, ReadOptions{Step: func(done, total int) error {
		if calls++; done < 0 || done > total {
			t.Errorf("%d of %d", done, total)
		}
		last = done * 100 / total
		return nil
	}}); err != nil || last < 90 || calls < len(file)/stride {
		t.Fatalf("%v, %d calls, the last at %d%%", err, calls, last)
	}
	for at := 1; at < calls; at++ {
		n := 0
		_, _, err := Read(file, ReadOptions{Step: func(int, int) error {
			if n++; n == at {
				return stop
			}
			return nil
		}})
		if !errors.Is(err, stop) {
			t.Fatalf("call %d: %v", at, err)
		}
	}
	n := 0
	if _, err := Write(large(t, 500), WriteOptions{Step: func(int, int) error {
		if n++; n == 3 {
			return stop
		}
		return nil
	}}); !errors.Is(err, stop) {
		t.Errorf("write: %v", err)
	}
}

// TestReadOthers reads annotations of other tools against articles that are
// known, in the shapes they come in.
func TestReadOthers(t *testing.T) {
	known := parse(t, "# News\nThe sky is blue. It was green.")
	for d := range known.Documents.All() {
		e := *d
		e.URL = "https://example.org/news"
		k, err := annotations.ProjectOf(&e)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := known.Text(d.ID)
		known = k.WithText(text)
	}
	for _, c := range []struct{ name, in, want string }{
		{
			"a single one", `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://x.example/1","type":"Annotation","motivation":"tagging",
			"creator":{"id":"mailto:a@x.example","nickname":"Ann"},"body":{"type":"TextualBody","value":"claim"},
			"target":{"source":"https://example.org/news","selector":{"type":"TextQuoteSelector","exact":"sky","prefix":"The "}}}`,
			"claim [] [4,7) sky; people Ann",
		},
		{
			"an array, with aliases", `[{"@id":"http://x.example/1","@type":"oa:Annotation","bodyValue":"hm",
			"target":[{"source":{"id":"https://example.org/news"},"selector":[{"type":"oa:TextPositionSelector","start":0,"end":3}]}]}]`,
			" [] [0,3) The note hm",
		},
		{
			"a page with an id that is good only there", `{"type":"AnnotationPage","items":[{"id":"#1","type":"Annotation","target":
			{"source":"https://example.org/news","selector":{"type":"TextQuoteSelector","exact":"green"}},"body":[{"purpose":"tagging","value":"fact"},{"type":"Video","id":"http://x.example/v"}]}]}`,
			`fact [] [24,29) green foreign {"body":[{"type":"Video","id":"http://x.example/v"}]}`,
		},
		{
			"linked to a thing", `{"type":"Annotation","id":"http://x.example/1","motivation":"identifying","target":{"source":"https://example.org/news","selector":{"type":"TextQuoteSelector","exact":"sky"}},
			"body":{"type":"SpecificResource","source":{"id":"http://www.wikidata.org/entity/Q527","label":"sky"},"purpose":"identifying"}}`,
			" [http://www.wikidata.org/entity/Q527] [4,7) sky; entities sky",
		},
		{
			"words that come twice", `{"type":"Annotation","id":"http://x.example/1","target":{"source":"https://example.org/news","selector":{"type":"TextQuoteSelector","exact":"e"}}}`,
			" [] orphan e",
		},
		{
			"within what a fragment selects", `{"type":"Annotation","id":"http://x.example/1","target":{"source":"https://example.org/news","selector":{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"TextQuoteSelector","exact":"blue"}}}}`,
			` [] [11,15) blue foreign {"target":[{"source":"https://example.org/news","selector":{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"TextQuoteSelector","exact":"blue"}}}]}`,
		},
		{
			"of a whole article", `{"type":"Annotation","id":"http://x.example/1","target":"https://example.org/news","bodyValue":"good"}`,
			"; skipped an annotation of a whole document, or of none: Gloss annotates words",
		},
		{
			"of an article that is not here", `{"type":"Annotation","id":"http://x.example/1","target":{"source":"http://y.example","selector":{"type":"TextQuoteSelector","exact":"blue"}}}`,
			" [] orphan blue",
		},
		{
			"a relation, two targets", `[{"id":"#a","type":"Annotation","target":{"source":"https://example.org/news","selector":{"type":"TextQuoteSelector","exact":"sky"}}},
			{"id":"#b","type":"Annotation","target":{"source":"https://example.org/news","selector":{"type":"TextQuoteSelector","exact":"blue"}}},
			{"id":"#c","type":"Annotation","motivation":"linking","target":[{"id":"#a"},{"id":"#b"}],"body":{"purpose":"tagging","value":"is"}}]`,
			" [] [4,7) sky;  [] [11,15) blue; sky is blue",
		},
		{
			"a relation, plain ids", `[{"id":"http://x.example/a","type":"Annotation","target":{"source":"https://example.org/news","selector":{"type":"TextQuoteSelector","exact":"sky"}}},
			{"id":"http://x.example/b","type":"Annotation","target":{"source":"https://example.org/news","selector":{"type":"TextQuoteSelector","exact":"blue"}}},
			{"id":"http://x.example/c","type":"Annotation","motivation":"linking","target":"http://x.example/a","body":"http://x.example/b"}]`,
			" [] [4,7) sky;  [] [11,15) blue; sky  blue",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, r, err := Read([]byte(c.in), ReadOptions{Known: known})
			if err != nil {
				t.Fatal(err)
			}
			if got := describe(p, r); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if faults := p.Validate(); len(faults) > 0 {
				t.Error(faults)
			}
			again(t, c.name, p)
			q, _, err := Read([]byte(c.in), ReadOptions{Known: known})
			if d := annotationstest.Diff(p, q); err != nil || d != "" {
				t.Errorf("read twice: %v %s", err, d)
			}
		})
	}
}

func describe(p *annotations.Project, r Report) string {
	var out []string
	for a := range p.Annotations.All() {
		at := a.Extent().String()
		if a.Orphan {
			at = "orphan"
		}
		s := fmt.Sprintf("%s %v %s %s", a.Label, a.Entities, at, a.Exact())
		if a.Note != "" {
			s += " note " + a.Note
		}
		if a.Foreign != nil {
			s += " foreign " + string(a.Foreign)
		}
		out = append(out, s)
	}
	if len(out) == 2 && strings.Contains(out[0], "blue") { // ids were made of the content
		out[0], out[1] = out[1], out[0]
	}
	if len(out) == 0 {
		out = append(out, "")
	}
	for e := range p.Entities.All() {
		out = append(out, "entities "+e.Name)
	}
	for x := range p.People.All() {
		out = append(out, "people "+x.Name)
	}
	for r := range p.Relations.All() {
		from, _ := p.Annotations.Get(r.From)
		to, _ := p.Annotations.Get(r.To)
		out = append(out, from.Exact()+" "+r.Type+" "+to.Exact())
	}
	for _, e := range r.Skipped {
		out = append(out, "skipped "+e.What)
	}
	return strings.Join(out, "; ")
}

// TestReadManyVersions shows that a file made to be slow to merge is not.
func TestReadManyVersions(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"type":"AnnotationCollection","conformsTo":"urn:x-gloss:format:1","total":0,"otherVersions":{"person":[`)
	for i := range 50_000 {
		fmt.Fprintf(&b, `{"id":"urn:x-gloss:test:a","nickname":"%d"},`, i)
	}
	b.WriteString(`{"id":"urn:x-gloss:test:b"}]}}`)
	p, r, err := Read([]byte(b.String()), ReadOptions{})
	if err != nil || len(p.People.Heads("urn:x-gloss:test:a")) != maxVersions || len(r.Skipped) != 50_000-maxVersions {
		t.Errorf("%v, %d versions, %d left out", err, len(p.People.Heads("urn:x-gloss:test:a")), len(r.Skipped))
	}
}

// TestReadManyMoved shows that moving many annotations of a long text is quick.
func TestReadManyMoved(t *testing.T) {
	file := strings.ReplaceAll(written(t, large(t, 10_000), WriteOptions{}), `"text": "In`, `"text": "😀 In`)
	p, r, err := Read([]byte(file), ReadOptions{})
	if err != nil || len(r.Altered) != 10 || len(r.Repaired)+len(r.Orphans) != p.Annotations.Len() || len(r.Repaired) < 9_000 {
		t.Errorf("%v: %d altered, %d repaired, %d orphans", err, len(r.Altered), len(r.Repaired), len(r.Orphans))
	}
}

// TestVersions reads one file of every version there ever was. Files in
// testdata/versions are never changed.
func TestVersions(t *testing.T) {
	p := parse(t, "# One\n😀 [claim:a@q “Thirty-eight died”, said the ministry]. [fact:b/ben The [opinion:c/ben plane]:b was] lost; [opinion:c it] burned. [:d x] [:e y]\n"+
		"! a certainty=probable\n! a note=Who counted?\n! a words=the ministry\n! a mode=direct\n! d orphan\n! e deleted\n! done ana\n# Two\n[fact:f@nil None].\n@ q The crash\n> f contradicts a\n")
	b, err := os.ReadFile("testdata/versions/1.0.0.gloss.json")
	if err != nil {
		t.Fatal(err)
	}
	q, r, err := Read(b, ReadOptions{})
	if err != nil || !r.Clean() {
		t.Fatalf("%v %s", err, summary(r))
	}
	if d := annotationstest.Diff(p, q); d != "" {
		t.Error(d)
	}
}

// TestMergeThroughFiles shows that the laws of merging hold for what is read
// from files, in whichever order they are opened.
func TestMergeThroughFiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		through := func(p *annotations.Project) *annotations.Project {
			b, err := Write(p, WriteOptions{})
			if err != nil {
				t.Fatal(err)
			}
			q, _, err := Read(b, ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			return q
		}
		p, q := annotationstest.Project(t), annotationstest.Project(t)
		want := annotations.Merge(p, q)
		if d := annotationstest.Diff(want, annotations.Merge(through(q), through(p))); d != "" {
			t.Fatal(d)
		}
		if d := annotationstest.Diff(p, annotations.Merge(p, through(p))); d != "" {
			t.Fatal(d)
		}
	})
}
