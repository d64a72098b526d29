package format

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// TestHighlightsRoundTrip reads highlights in both units back against the
// articles they are about: their places are the same, and what they say.
func TestHighlightsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		unit := rapid.SampledFrom([]string{"", unitUTF16, offsetUnit}).Draw(t, "unit")
		files, err := writeHighlights(p, WriteOptions{Unit: unit})
		if err != nil {
			t.Fatal(err)
		}
		asked := unitUTF16
		if unit == offsetUnit {
			asked = offsetUnit
		}
		ds := exported(p, WriteOptions{})
		for i, d := range ds {
			want := []string{}
			for _, a := range p.In(d.ID) {
				want = append(want, highlightForm(p, a))
			}
			if len(want) == 0 {
				continue
			}
			q, r, err := Read(files[i].Data, ReadOptions{Known: p, Unit: asked})
			if err != nil || len(r.Repaired)+len(r.Orphans)+len(r.Skipped)+len(r.Unchecked) > 0 {
				t.Fatalf("%v %s\n%s", err, summary(r), files[i].Data)
			}
			got := []string{}
			for _, a := range q.In(d.ID) {
				got = append(got, highlightForm(q, a))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s\n%s", diff, files[i].Data)
			}
		}
	})
}

// highlightForm is what highlights keep of an annotation.
func highlightForm(p *annotations.Project, a *annotations.Annotation) string {
	w := newJSONL(p, WriteOptions{})
	kept := &annotations.Annotation{Target: a.Target, Label: w.label(a.Label), Note: a.Note}
	kept.ID, kept.By, kept.Created, kept.Modified = toID(iri(a.ID)), a.By, a.Created, a.Modified
	for _, id := range a.Entities {
		if e, ok := p.Entity(id); ok && isIRI(e.IRI) {
			id = e.IRI
		} else if ok {
			id = e.ID
		}
		kept.Entities = append(kept.Entities, id)
	}
	return cmp.Diff(&annotations.Annotation{}, kept)
}

// TestHighlightsConform shows that every annotation is one as the W3C has it.
func TestHighlightsConform(t *testing.T) {
	musts := newConformer(t).annotations
	rapid.Check(t, func(t *rapid.T) {
		files, err := writeHighlights(annotationstest.Project(t), WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(f.Data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range doc.([]any) {
				for name, s := range musts {
					if err := s.Validate(item); err != nil {
						t.Fatalf("%s: %v\n%s", name, err, f.Data)
					}
				}
			}
		}
	})
}

// TestDialects reads annotations as Recogito, Annotorious and Hypothesis write
// them.
func TestDialects(t *testing.T) {
	known := parse(t, "# One\nThe 🌍 sky is 🌍 blue, the sky is wide.\n# Two\nThe sea is green.\n")
	quoted := func(id, source string, start, end, exact string) string {
		return `{"id":"` + id + `","type":"Annotation","body":[{"type":"TextualBody","purpose":"tagging","value":"claim"}],"target":{` + source +
			`"selector":[{"type":"TextQuoteSelector","exact":"` + exact + `"},{"type":"TextPositionSelector","start":` + start + `,"end":` + end + `}]}}`
	}
	one := ""
	for d := range known.Documents.All() {
		if d.Title == "One" {
			one = `"source":"` + d.ID + `",`
		}
	}
	for _, c := range []struct{ name, in, want, unit string }{
		{
			"no source, positions in UTF-16", "[" + quoted("#a", "", "17", "21", "blue") + "," + quoted("#b", "", "27", "30", "sky") + "]",
			"claim [15,19) blue; claim [25,28) sky; " +
				"the file does not say of which article it speaks: “One” was taken, which has 2 of its 2 quotes", unitUTF16,
		},
		{
			"positions alone", `[{"id":"#a","type":"Annotation","target":{` + one + `"selector":{"type":"TextPositionSelector","start":17,"end":21}}}]`,
			" [15,19) blue; “blue”: there is no quote to check its place by", unitUTF16,
		},
		{"the file says", `{"type":"AnnotationPage","offsetUnit":"code point","items":[` + quoted("#a", one, "25", "28", "sky") + "]}", "claim [25,28) sky", ""},
		{
			"a link and its type", "[" + quoted("#a", one, "15", "19", "blue") + "," + quoted("#b", one, "25", "28", "sky") +
				`,{"id":"#l","type":"Annotation","motivation":"linking","body":"#b","target":"#a"}` +
				`,{"id":"#t","type":"Annotation","motivation":"tagging","body":{"type":"TextualBody","value":"supports","purpose":"tagging"},"target":"#l"}]`,
			"claim [15,19) blue; claim [25,28) sky; blue supports sky", offsetUnit,
		},
	} {
		p, r, err := Read([]byte(c.in), ReadOptions{Known: known})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		for d := range p.Documents.All() {
			for _, a := range p.In(d.ID) {
				got = append(got, a.Label+" "+a.Extent().String()+" "+a.Exact())
			}
		}
		for l := range p.Relations.All() {
			from, _ := p.Annotations.Get(l.From)
			to, _ := p.Annotations.Get(l.To)
			got = append(got, from.Exact()+" "+l.Type+" "+to.Exact())
		}
		for _, list := range r.lists() {
			for _, e := range *list {
				got = append(got, e.What)
			}
		}
		if s := strings.Join(got, "; "); s != c.want || r.Unit != c.unit || r.Guessed {
			t.Errorf("%s: in %q\n%s\nwant in %q\n%s", c.name, r.Unit, s, c.unit, c.want)
		}
	}
}

// TestReadings shows what a person is asked when nothing tells how a file
// counts: the same places, read each way.
func TestReadings(t *testing.T) {
	_, r, err := readDoccano([]byte(`{"text":"💩 .-.-.-.","label":[[4,5,"X"]]}`), ReadOptions{})
	if err != nil || !r.Guessed {
		t.Fatal(err, r)
	}
	want := []Reading{
		{unitUTF16, []Shown{{"💩 .", "-", ".-.-."}}},
		{offsetUnit, []Shown{{"💩 .-", ".", "-.-."}}},
	}
	if diff := cmp.Diff(want, r.Readings); diff != "" {
		t.Error(diff)
	}
}
