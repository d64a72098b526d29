package format

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// w3c is where the W3C's test suite for the Web Annotation model is, if it is
// there: JSON Schemas, and lists of those that must hold of annotations, pages
// and collections.
const w3c = "../../../shared/samples/w3c/"

// suite compiles the schemas of one list. Their ids are file names that are
// not unique within nested schemas, so they are taken out and the files added
// under their names.
func suite(t *testing.T, list string) map[string]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	err := filepath.WalkDir(w3c+"test-suite", func(path string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".json" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			return err
		}
		schema := doc.(map[string]any)
		delete(schema, "id")
		for _, v := range schema {
			dropSchema(v)
		}
		return c.AddResource("mem:///"+schemaName(path), schema)
	})
	if os.IsNotExist(err) {
		t.Skip("the W3C test suite is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(w3c + "test-suite/" + list)
	if err != nil {
		t.Fatal(err)
	}
	var names struct{ Assertions []string }
	if err := json.Unmarshal(b, &names); err != nil {
		t.Fatal(err)
	}
	out := map[string]*jsonschema.Schema{}
	for _, name := range names.Assertions {
		s, err := c.Compile("mem:///" + schemaName(w3c+"test-suite/"+name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = s
	}
	return out
}

// schemaName is the base name for definitions, which others refer to; two
// other files share theirs.
func schemaName(path string) string {
	if dir, name := filepath.Split(path); strings.HasSuffix(dir, "/definitions/") {
		return name
	}
	return strings.ReplaceAll(strings.TrimPrefix(path, w3c), "/", "_")
}

func dropSchema(v any) {
	switch v := v.(type) {
	case map[string]any:
		delete(v, "$schema")
		for _, x := range v {
			dropSchema(x)
		}
	case []any:
		for _, x := range v {
			dropSchema(x)
		}
	}
}

// conformer holds the three lists.
type conformer struct{ collections, pages, annotations map[string]*jsonschema.Schema }

func newConformer(t *testing.T) conformer {
	return conformer{
		suite(t, "collections/collectionMusts.test"),
		suite(t, "collections/pages/pageMusts.test"),
		suite(t, "annotations/annotationMusts.test"),
	}
}

// faults returns what the suite finds wrong with a project file. The embedded
// annotations have no context of their own, so they are given the file's.
func (c conformer) faults(file []byte) (out []string) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(file))
	if err != nil {
		return []string{err.Error()}
	}
	check := func(schemas map[string]*jsonschema.Schema, v any) {
		for name, s := range schemas {
			if err := s.Validate(v); err != nil {
				out = append(out, name+": "+err.Error())
			}
		}
	}
	collection := doc.(map[string]any)
	check(c.collections, collection)
	page, ok := collection["first"].(map[string]any)
	if !ok {
		return out
	}
	check(c.pages, collection)
	for _, item := range page["items"].([]any) {
		item.(map[string]any)["@context"] = collection["@context"]
		check(c.annotations, item)
	}
	return out
}

func TestProjectConformsToW3C(t *testing.T) {
	c := newConformer(t)
	rapid.Check(t, func(t *rapid.T) {
		b, err := Write(annotationstest.Project(t), WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if faults := c.faults(b); len(faults) > 0 {
			t.Fatalf("%s\n%s", strings.Join(faults, "\n"), b)
		}
	})
}

// TestW3CSuiteFinds shows that the suite as it is run here can fail.
func TestW3CSuiteFinds(t *testing.T) {
	c := newConformer(t)
	p, err := annotationstest.Parse("[claim:a The sky]")
	if err != nil {
		t.Fatal(err)
	}
	b, err := Write(p, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range [][2]string{
		{`"type": "AnnotationCollection"`, `"type": "Collection"`},
		{`"total": 1`, `"total": -1`},
		{`"target": {`, `"goal": {`},
		{`"exact": "The sky"`, `"exact": ["The sky"]`},
		{`"body": [`, `"modified": "yesterday", "body": [`},
	} {
		bad := strings.Replace(string(b), m[0], m[1], 1)
		if bad == string(b) {
			t.Errorf("%s is not in the file", m[0])
		} else if len(c.faults([]byte(bad))) == 0 {
			t.Errorf("%s passes", m[1])
		}
	}
}

// TestReadW3CSamples reads the suite's samples: every one gives a report or an
// error, and what is JSON is read as far as it is about words.
func TestReadW3CSamples(t *testing.T) {
	paths, _ := filepath.Glob(w3c + "samples/*/*.json")
	if len(paths) == 0 {
		t.Skip("the W3C samples are not here")
	}
	read, refused := 0, 0
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p, r, err := Read(b, ReadOptions{})
		if err != nil {
			refused++
			if strings.Contains(path, "/correct/") {
				t.Errorf("%s: %v", path, err)
			}
			continue
		}
		read++
		if p.Annotations.Len()+p.Relations.Len() == 0 && len(r.Skipped) == 0 {
			t.Errorf("%s: nothing read and nothing reported", path)
		}
		again(t, path, p)
	}
	if read < 38 || refused < 17 {
		t.Errorf("%d read, %d refused", read, refused)
	}
}

// again checks that a project that was read from anywhere is written and read
// back as it is.
func again(t testing.TB, name string, p *annotations.Project) {
	t.Helper()
	b, err := Write(p, WriteOptions{})
	if err != nil {
		t.Fatalf("%s: write: %v", name, err)
	}
	q, _, err := Read(b, ReadOptions{})
	if err != nil {
		t.Fatalf("%s: read again: %v\n%s", name, err, b)
	}
	c, err := Write(q, WriteOptions{})
	if err != nil || !bytes.Equal(b, c) {
		t.Fatalf("%s: %v\n%s\n%s", name, err, b, c)
	}
}
