package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// TestJSONLRoundTrip shows that spans read back as they were written, and that
// writing them again gives the same bytes.
func TestJSONLRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		b, err := writeJSONL(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(b) == 0 {
			return
		}
		q, r, err := readJSONL(b, ReadOptions{})
		if err != nil || !r.Clean() {
			t.Fatalf("%v %s\n%s", err, summary(r), b)
		}
		for d := range p.Documents.All() {
			if d.Excluded {
				continue
			}
			var want []*annotations.Annotation
			for _, a := range p.In(d.ID) {
				want = append(want, exportedForm(p, a))
			}
			if diff := cmp.Diff(want, append([]*annotations.Annotation(nil), q.In(d.ID)...)); diff != "" {
				t.Fatal(diff)
			}
		}
		again, err := writeJSONL(q, WriteOptions{})
		if err != nil || !bytes.Equal(b, again) {
			t.Fatalf("%v\n%s\n%s", err, b, again)
		}
	})
}

// exportedForm is what a training file says of an annotation.
func exportedForm(p *annotations.Project, a *annotations.Annotation) *annotations.Annotation {
	w := newJSONL(p, WriteOptions{})
	text, _ := p.Text(a.Document)
	return a.With(func(b *annotations.Annotation) {
		b.Version, b.Foreign = nil, nil
		b.Label = w.label(a.Label)
		b.Parts, b.Entities = slices.Clone(a.Parts), slices.Clone(a.Entities)
		for i := range b.Parts {
			b.Parts[i].Quote = text.Quote(b.Parts[i].Span)
		}
		for i, id := range b.Entities {
			if e, ok := p.Entity(id); ok {
				b.Entities[i] = e.ID
			}
		}
		if e, ok := p.Entity(a.Attribution.Source); ok {
			b.Attribution.Source = e.ID
		}
	})
}

// TestJSONLColumns shows that every line has the columns that the data card
// tells, of the types it tells.
func TestJSONLColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, err := writeJSONL(annotationstest.Project(t), WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(b) {
			var v any
			if err := json.Unmarshal(line, &v); err != nil {
				t.Fatal(err)
			}
			if fault := misfit(v, features); fault != "" {
				t.Fatalf("%s: %s", fault, line)
			}
		}
	})
}

// misfit tells where a value is not of the features.
func misfit(v any, fs []feature) string {
	object, ok := v.(map[string]any)
	if !ok || len(object) != len(fs) {
		return "other columns than told"
	}
	for _, f := range fs {
		v, ok := object[f.name]
		items, isList := v.([]any)
		switch {
		case !ok:
			return f.name
		case f.list || f.fields != nil:
			if !isList {
				return f.name
			}
			for _, item := range items {
				if _, scalar := item.(string); f.list && !scalar {
					return f.name
				}
				if f.fields != nil {
					if fault := misfit(item, f.fields); fault != "" {
						return f.name + "." + fault
					}
				}
			}
		case map[string]string{"string": "string", "int64": "float64", "bool": "bool"}[f.dtype] != typeName(v):
			return f.name
		}
	}
	return ""
}

func typeName(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case float64:
		return "float64"
	case bool:
		return "bool"
	}
	return ""
}

func TestReadJSONL(t *testing.T) {
	line := func(unit, text, spans string) string {
		return `{"offset_unit":"` + unit + `","text":"` + text + `","spans":[` + spans + `]}` + "\n"
	}
	for _, c := range []struct{ name, in, want, report string }{
		{
			"few fields", line("code point", "The sky", `{"start":4,"end":7,"label":"claim"}`), "claim [] [4,7) sky",
			"unchecked line 1/spans/0 “sky”: there is no quote to check its place by",
		},
		{"numbers of pandas", line("code point", "The sky", `{"start":4.0,"end":7.0,"quote":"sky","label":"claim"}`), "claim [] [4,7) sky", ""},
		{
			"a wrong place", line("code point", "😀 sky", `{"start":3,"end":6,"quote":"sky","label":"claim"}`), "claim [] [2,5) sky",
			"repaired line 1/spans/0 “sky” was put where its words are, at [2,5)",
		},
		{"attributes as an object", line("code point", "The sky", `{"start":4,"end":7,"quote":"sky","attributes":{"a":["x"],"b":true}}`), " [] [4,7) sky", ""},
		{
			"a broken line among good ones", line("code point", "a", "") + "{\n\n" + line("code point", "The sky", `{"start":4,"end":7,"quote":"sky"}`), " [] [4,7) sky",
			"skipped line 2 column 2: not valid JSON: the file ends where a name in quotes should be",
		},
		{
			"two people's files, one behind the other", line("code point", "The sky", `{"id":"urn:x:1","start":4,"end":7,"quote":"sky","annotator":"a","annotator_name":"Ann"}`) +
				line("code point", "The sky", `{"id":"urn:x:2","start":0,"end":3,"quote":"The","annotator":"b"}`),
			" [] [4,7) sky;  [] [0,3) The; people Ann", "",
		},
		{
			"no spans to speak of", line("code point", "The sky", `5,null,{"start":4}`), " [] orphan ;  [] orphan ;  [] orphan ",
			"orphans line 1/spans/0 “”: it has neither a quote nor a place in the text\n" +
				"orphans line 1/spans/1 “”: it has neither a quote nor a place in the text\n" +
				"orphans line 1/spans/2 “”: it has neither a quote nor a place in the text\n" +
				"skipped line 1/spans/0 not an object; left out",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, r, err := readJSONL([]byte(c.in), ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			r2 := r
			r2.Skipped = nil
			if got := describe(p, r2); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if got := summary(r); got != c.report {
				t.Errorf("got\n%s\nwant\n%s", got, c.report)
			}
			again(t, c.name, p)
		})
	}
	if _, _, err := readJSONL([]byte(line("UTF-16", "a", "")), ReadOptions{}); !errors.Is(err, ErrUnit) {
		t.Errorf("another unit: %v", err)
	}
	if _, _, err := readJSONL([]byte("\n\n"), ReadOptions{}); !errors.Is(err, ErrFormat) {
		t.Errorf("nothing: %v", err)
	}
}

func TestLosses(t *testing.T) {
	p := parse(t, "# One\n[claim:a One]. [claim:b Two]. [fact:c Three].\n! b orphan\n! c deleted\n> a supports b\n@ q Q\n")
	other := p.Annotations.Heads(annotationstest.ID("a"))[0].With(func(a *annotations.Annotation) {
		a.Version, a.Label = annotations.Version{{Actor: "elsewhere", N: 1}}, "fact"
	})
	q, err := annotations.ProjectOf(other)
	if err != nil {
		t.Fatal(err)
	}
	p = annotations.Merge(p, q)
	jsonl, _ := Find("jsonl")
	var got []string
	for _, l := range jsonl.Losses(p, WriteOptions{}) {
		got = append(got, l.What+": "+strings.Join(l.Examples, ", "))
	}
	want := []string{
		"orphans: annotations whose words are not in the text: Two",
		"undecided edits of one annotation: only the version shown is written: One",
		"relations of which one end is left out: supports",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if ls := Formats[0].Losses(p, WriteOptions{}); len(ls) > 0 {
		t.Errorf("the project file loses %v", ls)
	}
}
