package format

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

const samples = "../../../shared/samples/"

// guestSeeds are shapes of other tools' files to begin fuzzing with.
var guestSeeds = []string{
	`{"text":"😀 a\r\nb","label":[[3,4,"X"],[9,4,"X","Q1"],[0,1]],"meta":{"a":[]}}`,
	`{"text":"a b","annotations":[{"label":7,"start_offset":0,"end_offset":1,"user":1}],"annotation_approver":null}`,
	`{"text":"a b","entities":[{"id":1,"label":"","start_offset":0,"end_offset":1},{"id":2,"label":["X","Y"],"start_offset":2,"end_offset":3}],"relations":[{"from_id":1,"to_id":2,"type":"t"},{"from_id":1,"to_id":1}],"Comments":[1]}`,
	`{"content":"a b","annotation":[{"label":["X"],"points":[{"start":0,"end":0,"text":"a"}]}]}`,
	`{"text":"a b","spans":[{"start":0,"end":1,"label":"X","token_end":0},{"start":2,"end":3,"token_end":1}],"relations":[{"head":0,"child":1,"label":"r"}],"_annotator_id":"ann","answer":"accept","accept":["Q1","NIL_x"]}`,
	`{"text":"a","spans":[{"start":0,"end":1,"label":"X"}],"answer":"reject"}`,
	`[{"id":1,"data":{"text":"😀 a\nb","n":{"x":[]},"entities":[{"id":"q","name":"Q","iri":""}]},"annotations":[{"completed_by":{"id":1,"email":"ann@x"},"created_at":"2024-05-15T12:09:16.789536Z","updated_at":1,"result":[` +
		`{"id":"r","from_name":"label","to_name":"text","type":"labels","value":{"start":2,"end":5,"text":"a\\nb","labels":["X","Y"]},"meta":{"text":["n"],"z":1},"score":0.5},` +
		`{"id":"r","from_name":"sure","type":"choices","value":{"start":2,"end":5,"choices":["no",["a","b"],{"c":1}]}},{"id":"r","from_name":"entity","type":"textarea","value":{"start":2,"end":5,"text":["Q <q>","W <wd:Q2>"]}},` +
		`{"id":"s","type":"hypertextlabels","value":{"start":"/p[1]","end":"/p[1]","startOffset":0,"endOffset":1}},{"id":2,"type":"labels","value":{"start":0,"end":1}},` +
		`{"type":"relation","from_id":"r","to_id":2,"direction":"left","labels":["t","u"]},{"type":"relation","from_id":"r","to_id":"r"},5]},{"was_cancelled":true,"completed_by":3}],"predictions":[7,{"model_version":"m","result":[]}],"meta":{"annotators":[{"id":"p"}],"b":2}}]`,
	"\ufeffdocument_id,annotation_id,start,end,quote,label,entity_ids,attributes,note\r\nx,urn:x:1,0,1,a,X,Q1 | b,\"{\"\"a\"\":[1]}\",'=1\r\nx,urn:x:1,3,4,b\r\n",
	"text;start;end;label\nthe sky;4;7;X\nthe sky;4;9;X\n;;;;;\n", "from_id\tto_id\ttype\nurn:x:1\turn:x:2\tt\nurn:x:1\turn:x:1\tt\n",
	`[["a b",{"entities":[[0,1,"X"]],"spans":{"sc":[[2,3,"Y","Q2"]]}}]]`,
}

// TestSamples reads files of other tools' own test suites: how many texts,
// spans and relations there are is known from counting them with Python.
func TestSamples(t *testing.T) {
	for _, c := range []struct {
		path, format                             string
		documents, spans, relations, orphans, no int
	}{
		{"label-studio/ls_main_previous_export.json", "labelstudio", 0, 0, 0, 0, 1},
		{"label-studio/ls_main_text_with_2_predictions.json", "labelstudio", 1, 0, 0, 0, 0},
		{"label-studio/lsf_named_entity__annotations__1.json", "labelstudio", 1, 1, 0, 0, 0},
		{"label-studio/lsf_named_entity__tasks.json", "labelstudio", 1, 1, 0, 0, 0},
		{"label-studio/lsf_phrases__annotations__1.json", "labelstudio", 0, 0, 0, 0, 1},
		{"label-studio/lsf_phrases__tasks.json", "", 0, 0, 0, 0, 0},
		{"label-studio/lsf_taxonomy__annotations__0.json", "labelstudio", 1, 0, 0, 0, 0},
		{"label-studio/lsf_taxonomy__tasks.json", "labelstudio", 1, 0, 0, 0, 0},
		{"label-studio/sdk_csv_test.json", "labelstudio", 2, 0, 0, 0, 0},
		{"label-studio/sdk_csv_test2.json", "labelstudio", 1, 0, 0, 0, 0},
		{"label-studio/sdk_csv_test_colliding_keys.json", "labelstudio", 1, 0, 0, 0, 0},
		{"label-studio/sdk_csv_test_history.json", "labelstudio", 1, 0, 0, 0, 0},
		{"prodigy/rel_component_annotations.first40.jsonl", "prodigy", 40, 126, 72, 0, 0},
		{"prodigy/test_review.jsonl", "prodigy", 60, 131, 0, 0, 0},
		{"doccano/export_examples__intent_detection__example.jsonl", "doccano", 2, 3, 0, 0, 0},
		{"doccano/export_examples__relation_extraction__example.jsonl", "doccano", 1, 4, 3, 0, 0},
		{"doccano/export_examples__sequence_labeling__example.jsonl", "doccano", 3, 4, 0, 0, 0},
		{"doccano/export_examples__text_classification__example.json", "doccano", 3, 0, 0, 0, 0},
		{"doccano/export_examples__text_classification__example.jsonl", "doccano", 3, 0, 0, 0, 0},
		{"doccano/import_examples__intent_detection__example.jsonl", "doccano", 2, 3, 0, 0, 0},
		{"doccano/import_examples__relation_extraction__example.jsonl", "doccano", 1, 4, 3, 0, 0},
		{"doccano/import_examples__sequence_labeling__example.jsonl", "doccano", 3, 3, 0, 0, 0},
		{"doccano/import_examples__text_classification__example.json", "doccano", 3, 0, 0, 0, 0},
		{"doccano/import_examples__text_classification__example.jsonl", "doccano", 3, 0, 0, 0, 0},
		{"doccano/import_tests__intent__example.jsonl", "doccano", 4, 2, 0, 0, 1},
		{"doccano/import_tests__relation_extraction__example.jsonl", "doccano", 1, 4, 3, 0, 0},
		{"doccano/import_tests__sequence_labeling__example.jsonl", "doccano", 2, 1, 0, 0, 1},
		{"doccano/import_tests__sequence_labeling__example_overlapping.jsonl", "doccano", 1, 2, 0, 0, 0},
		{"spacy/ner_demo_dev.json", "spacy", 2, 2, 0, 0, 0},
		{"spacy/ner_demo_train.json", "spacy", 2, 3, 0, 0, 0},
		{"spacy/spancat_demo_dev.json", "spacy", 2, 2, 0, 0, 0},
	} {
		t.Run(filepath.Base(c.path), func(t *testing.T) {
			b, err := os.ReadFile(samples + c.path)
			if err != nil {
				t.Skip("the samples are not here")
			}
			f, _ := Detect(b)
			if f.Key != c.format {
				t.Fatalf("taken for %q", f.Key)
			}
			if f.Read == nil {
				return
			}
			p, r, err := f.Read(b, ReadOptions{})
			if c.documents == 0 && errors.Is(err, ErrFormat) { // pictures, or a dialogue
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.Documents != c.documents || r.Annotations != c.spans || r.Relations != c.relations || len(r.Orphans) != c.orphans || len(r.Skipped) != c.no || len(r.Repaired) > 0 {
				t.Errorf("%d documents, %d spans, %d relations\n%s", r.Documents, r.Annotations, r.Relations, summary(r))
			}
			if f.Write == nil {
				return
			}
			files, err := f.Write(p, WriteOptions{})
			if err != nil {
				t.Fatal(err)
			}
			q, r, err := f.Read(files[0].Data, ReadOptions{Known: p})
			if err != nil || len(r.Repaired)+len(r.Orphans)+len(r.Skipped) > 0 {
				t.Fatal(err, summary(r))
			}
			if diff := cmp.Diff(gist(p), gist(q)); diff != "" {
				t.Error(diff)
			}
			again(t, c.path, p)
		})
	}
}

// gist is what every format keeps: which words of which article have which
// label, and how they are related.
func gist(p *annotations.Project) (out []string) {
	name := func(id string) string {
		a, _ := p.Annotations.Get(id)
		return a.Document[:8] + " " + a.Extent().String() + " " + named(a.Label)
	}
	for d := range p.Documents.All() {
		for _, a := range p.In(d.ID) {
			out = append(out, name(a.ID))
		}
	}
	for r := range p.Relations.All() {
		out = append(out, name(r.From)+" "+r.Type+" "+name(r.To))
	}
	slices.Sort(out)
	return out
}

// roundTrip draws projects, writes them in a format and compares what is read
// back, annotation by annotation, with what the format keeps of each: reduce
// does to an annotation what its losses say. Relations are compared that keep
// says are written, by ends and type.
func roundTrip(t *testing.T, key string, o ReadOptions, reduce func(*annotations.Project, *annotations.Annotation), keep func(p *annotations.Project, from, to *annotations.Annotation) bool) {
	f, _ := Find(key)
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		files, err := f.Write(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		w := newJSONL(p, WriteOptions{})
		if len(exported(p, w.o)) == 0 {
			return
		}
		o := o
		o.Known = p
		q, r, err := f.Read(files[0].Data, o)
		if err != nil || len(r.Repaired)+len(r.Orphans)+len(r.Skipped)+len(r.Unknown)+len(r.Altered) > 0 {
			t.Fatalf("%v %s\n%s", err, summary(r), files[0].Data)
		}
		for _, d := range exported(p, w.o) {
			var want []*annotations.Annotation
			for _, a := range p.In(d.ID) {
				a = exportedForm(p, a)
				reduce(p, a)
				want = append(want, a)
			}
			var got []*annotations.Annotation
			for _, a := range q.In(d.ID) {
				if want != nil && want[0].ID == "" { // whose ids are not kept
					a = a.With(func(a *annotations.Annotation) { a.ID = "" })
				}
				got = append(got, a)
			}
			if diff := cmp.Diff(sortedForms(want), sortedForms(got)); diff != "" {
				t.Fatalf("%s\n%s", diff, files[0].Data)
			}
		}
		var want, got []string
		for r := range p.Relations.All() {
			if from, to := w.written(r.From), w.written(r.To); from != nil && to != nil && keep(p, from, to) {
				kind := r.Type
				if key == "doccano" && kind == "" {
					kind = "related"
				}
				want = append(want, named(w.label(from.Label))+from.Extent().String()+kind+named(w.label(to.Label))+to.Extent().String())
			}
		}
		for r := range q.Relations.All() {
			from, _ := q.Annotations.Get(r.From)
			to, _ := q.Annotations.Get(r.To)
			got = append(got, named(from.Label)+from.Extent().String()+r.Type+named(to.Label)+to.Extent().String())
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n%s", diff, files[0].Data)
		}
	})
}

func sortedForms(as []*annotations.Annotation) (out []string) {
	for _, a := range as {
		out = append(out, cmp.Diff(&annotations.Annotation{}, a))
	}
	slices.Sort(out)
	return out
}

func TestProdigyRoundTrip(t *testing.T) {
	roundTrip(t, "prodigy", ReadOptions{}, func(*annotations.Project, *annotations.Annotation) {}, func(p *annotations.Project, from, to *annotations.Annotation) bool {
		w := &prodigy{jsonl: newJSONL(p, WriteOptions{})}
		text, _ := p.Text(from.Document)
		w.tokenize(text)
		return oneVoice(from, to) && w.aligned(from) && w.aligned(to)
	})
}

func TestDoccanoRoundTrip(t *testing.T) {
	roundTrip(t, "doccano", ReadOptions{}, func(p *annotations.Project, a *annotations.Annotation) {
		*a = annotations.Annotation{Target: whole(p, a), Label: named(a.Label)}
	}, func(_ *annotations.Project, from, to *annotations.Annotation) bool {
		return from.Document == to.Document
	})
}

func TestStudioRoundTrip(t *testing.T) {
	roundTrip(t, "labelstudio", ReadOptions{}, func(p *annotations.Project, a *annotations.Annotation) {
		a.Target, a.Attribution, a.Unsure, a.Origin, a.Created, a.Modified = whole(p, a), annotations.Attribution{}, false, "", 0, 0
	}, func(_ *annotations.Project, from, to *annotations.Annotation) bool { return oneVoice(from, to) })
}

// whole is a target as one part.
func whole(p *annotations.Project, a *annotations.Annotation) annotations.Target {
	text, _ := p.Text(a.Document)
	return annotations.TargetOf(a.Document, text, a.Extent())
}

// TestStudioSchema shows that what is written is what Label Studio takes, by a
// schema that was made from its sources.
func TestStudioSchema(t *testing.T) {
	c := jsonschema.NewCompiler()
	schema, err := c.Compile("../../../shared/schemas/labelstudio-task.schema.json")
	if err != nil {
		t.Skip("the schema is not here")
	}
	rapid.Check(t, func(t *rapid.T) {
		files, err := writeStudio(annotationstest.Project(t), WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(files[0].Data))
		if err == nil {
			err = schema.Validate(doc)
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, files[0].Data)
		}
		if err := xml.Unmarshal(files[1].Data, new(struct{})); err != nil {
			t.Fatalf("%v\n%s", err, files[1].Data)
		}
	})
}

func TestStudio(t *testing.T) {
	p, r, err := readStudio([]byte(guestSeeds[6]), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for a := range p.Annotations.All() {
		by, _ := p.People.Get(a.By)
		got = append(got, fmt.Sprint(a.Label, " ", a.Exact(), " ", a.Attributes, " ", len(a.Entities), " ", a.Note, " ", by.Name, " ", a.Created, " ", string(a.Foreign)))
	}
	slices.Sort(got)
	want := []string{
		` 😀 [] 0  ann 2024-05-15T12:09:16.789Z `,
		`X a
b [{sure a / b} {sure no}] 2 n ann 2024-05-15T12:09:16.789Z {"meta":{"z":1},"score":0.5}`,
		`Y a
b [{sure a / b} {sure no}] 0  ann 2024-05-15T12:09:16.789Z `,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for rel := range p.Relations.All() {
		from, _ := p.Annotations.Get(rel.From)
		to, _ := p.Annotations.Get(rel.To)
		got = append(got[:0], rel.Type+from.Label+to.Label)
	}
	if got[0] != "tX" {
		t.Error("the arrow to the left leads", got)
	}
	for d := range p.Documents.All() {
		if string(d.Foreign) != `{"data":{"n":{"x":[]}},"id":1,"meta":{"b":2},"results":[{"id":"s","type":"hypertextlabels","value":{"start":"/p[1]","end":"/p[1]","startOffset":0,"endOffset":1}}]}` {
			t.Errorf("%s", d.Foreign)
		}
	}
	if e, ok := p.Entities.Get("http://www.wikidata.org/entity/Q2"); !ok || e.Name != "W" || p.Progress.Len() != 1 {
		t.Error(e, p.Progress.Len())
	}
	if got, want := summary(r), "unchecked  there is no quote to check the places of 1 annotations by\n"+
		"skipped /0/annotations/0/result/6 a relation of regions that are not there\n"+
		"skipped /0/annotations/1 cancelled by its annotator, so not taken\n"+
		"skipped /0/annotations/0/result/7 not a result; left out\n"+
		"unknown  “hypertextlabels” says something of a whole task, or of what is no text"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestDoccanoUnits writes in both units, and reads them where the file says
// which, where the words tell, and where the user does.
func TestDoccanoUnits(t *testing.T) {
	p := parse(t, "💩 [claim:a The sky] is [fact:b blue].")
	for _, unit := range []string{unitUTF16, offsetUnit} {
		files, err := writeDoccano(p, WriteOptions{Unit: unit})
		if err != nil || !bytes.Contains(files[0].Data, []byte(`"offset_unit":"`+unit+`"`)) {
			t.Fatal(err, string(files[0].Data))
		}
		silent := bytes.Replace(files[0].Data, []byte("offset_unit"), []byte("other"), 1)
		for _, c := range []struct {
			data []byte
			o    ReadOptions
			unit string
		}{{files[0].Data, ReadOptions{}, ""}, {silent, ReadOptions{}, unit}, {silent, ReadOptions{Unit: unit}, ""}} {
			q, r, err := readDoccano(c.data, c.o)
			if err != nil || r.Guessed || r.Unit != c.unit {
				t.Fatal(err, r)
			}
			if d := cmp.Diff(gist(p), gist(q)); d != "" {
				t.Error(unit, d)
			}
		}
	}
	q, r, err := readDoccano([]byte(`{"text":"💩--------","label":[[4,5,"X"]]}`), ReadOptions{})
	if err != nil || !r.Guessed || r.Unit != unitUTF16 || q.Annotations.Len() != 1 {
		t.Error(err, r)
	}
}

// TestProdigyAnswers shows that what was not accepted is no judgement.
func TestProdigyAnswers(t *testing.T) {
	line := func(answer string) string {
		return `{"text":"a ` + answer + `","spans":[{"start":0,"end":1,"label":"X"}],"_session_id":"ann","answer":"` + answer + `"}` + "\n"
	}
	p, r, err := readProdigy([]byte(line("accept")+line("reject")+line("ignore")), ReadOptions{})
	if err != nil || p.Annotations.Len() != 1 || p.Documents.Len() != 3 || p.Progress.Len() != 1 || p.People.Len() != 1 {
		t.Fatal(err, p.Annotations.Len(), p.Documents.Len(), p.Progress.Len())
	}
	if got, want := summary(r), "unchecked  there is no quote to check the places of 1 annotations by\n"+
		"skipped line 2 answered “reject”, so its spans were not taken\nskipped line 3 answered “ignore”, so its spans were not taken"; got != want {
		t.Error(got)
	}
}

// TestDataTurks reads a file that counts the last character in.
func TestDataTurks(t *testing.T) {
	p, r, err := readDoccano([]byte(`{"content":"The sky is blue","annotation":[{"label":["X"],"points":[{"start":4,"end":6,"text":"sky"}]}]}`), ReadOptions{})
	if err != nil || len(gist(p)) != 1 || len(r.Unchecked) != 1 {
		t.Error(err, gist(p), summary(r))
	}
	for a := range p.Annotations.All() {
		if a.Exact() != "sky" {
			t.Error(a.Exact())
		}
	}
}
