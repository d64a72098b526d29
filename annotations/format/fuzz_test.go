package format

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// seeds are files to begin with.
func seeds(f *testing.F) {
	b, err := os.ReadFile("testdata/versions/1.0.0.gloss.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(strings.Replace(string(b), `"text": "😀 `, `"text": "`, 1)))
	p, err := annotationstest.Parse("😀 [claim:a@q sky] [fact:b 40%] is [fact:b blue]\n@ q Q\n> a contradicts b\n! done ana\n! b certainty=probable")
	if err != nil {
		f.Fatal(err)
	}
	for _, format := range Formats {
		if format.Write == nil {
			continue
		}
		files, err := format.Write(p, WriteOptions{})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(files[0].Data)
	}
	f.Add([]byte(`[{"id":"#1","type":"Annotation","motivation":"linking","target":[{"id":"#2"},"x"],"body":["y",{"value":"z"}]}]`))
	f.Add([]byte(`{"type":"Annotation","bodyValue":"x","creator":[{"name":"A"},"b"],"target":{"source":"s","selector":[{"type":"TextQuoteSelector","exact":"a"},5],"state":{}},"foreign":{"body":[1]},"a":{"b":[]}}`))
	f.Add([]byte("\xff\xfe{\x00}\x00"))
	for _, s := range guestSeeds {
		f.Add([]byte(s))
	}
}

// FuzzRead reads any bytes in every format. What is read can be written, and
// what is written reads back to the same bytes without a word of complaint but
// about what could not be compared.
func FuzzRead(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		Detect(b)
		for _, format := range Formats {
			if format.Read == nil {
				continue
			}
			p, _, err := format.Read(b, ReadOptions{})
			if err == nil {
				settle(t, p)
			}
		}
	})
}

func settle(t rapid.TB, p *annotations.Project) {
	once, err := Write(p, WriteOptions{})
	if err != nil {
		t.Fatalf("what was read cannot be written: %v", err)
	}
	q, r, err := Read(once, ReadOptions{})
	if err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", err, once)
	}
	if s := summary(Report{Altered: r.Altered, Repaired: r.Repaired, Orphans: r.Orphans, Skipped: r.Skipped}); s != "" {
		t.Fatalf("%s\n%s", s, once)
	}
	if twice, err := Write(q, WriteOptions{}); err != nil || !bytes.Equal(once, twice) {
		t.Fatalf("%v\n%s\n%s", err, once, twice)
	}
	if d := annotationstest.Diff(p, q); d != "" && p.ID != "" {
		t.Fatal(d)
	}
	for _, format := range Formats {
		if format.Write == nil {
			continue
		}
		if _, err := format.Write(q, WriteOptions{}); err != nil {
			t.Fatalf("%s: %v", format.Key, err)
		}
	}
}

// TestReadMutated does to good files what hands and other tools do: values of
// other types, things missing, doubled, exchanged.
func TestReadMutated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		f := rapid.SampledFrom(jsonFormats()).Draw(t, "format")
		files, err := f.Write(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var out []byte
		for line := range bytes.SplitSeq(files[0].Data, []byte("\n")) {
			if f.Key == "gloss" {
				line = files[0].Data
			}
			var v any
			if json.Unmarshal(line, &v) != nil {
				continue
			}
			for range rapid.IntRange(1, 4).Draw(t, "mutations") {
				v = mutate(t, v)
			}
			b, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			out = append(append(out, b...), '\n')
			if f.Key == "gloss" {
				break
			}
		}
		q, _, err := f.Read(out, ReadOptions{Known: p})
		if err == nil {
			settle(t, q)
		}
	})
}

// jsonFormats are those that are read and whose files are JSON, whole or by line.
func jsonFormats() []Format {
	return slices.DeleteFunc(slices.Clone(Formats), func(f Format) bool {
		return f.Read == nil || f.Write == nil || !strings.Contains(f.MIME, "json")
	})
}

// oddment draws a value that is out of place, made anew each time.
func oddment(t *rapid.T) (v any) {
	s := rapid.SampledFrom([]string{
		`null`, `true`, `0`, `-1`, `1e300`, `1.5`, `""`, `"x"`, `"a b"`, `"urn:x-gloss:nil"`, `"urn:x-gloss:id:%ff"`,
		`"2026-02-30"`, `[]`, `[1,"x"]`, `{}`, `{"id":"x","é":[null]}`,
	}).Draw(t, "oddment")
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// mutate changes something somewhere in v.
func mutate(t *rapid.T, v any) any {
	if rapid.IntRange(0, 5).Draw(t, "here") == 0 {
		return oddment(t)
	}
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 {
			return nil
		}
		k := rapid.SampledFrom(slices.Sorted(maps.Keys(v))).Draw(t, "name")
		switch rapid.IntRange(0, 9).Draw(t, "how") {
		case 0:
			delete(v, k)
		case 1:
			v["other"] = v[k]
			delete(v, k)
		case 2:
			v[k] = []any{v[k], v[k]}
		default:
			v[k] = mutate(t, v[k])
		}
		return v
	case []any:
		if len(v) == 0 {
			return nil
		}
		i := rapid.IntRange(0, len(v)-1).Draw(t, "item")
		switch rapid.IntRange(0, 6).Draw(t, "how") {
		case 0:
			return append(v, v[i])
		case 1:
			return v[i]
		default:
			v[i] = mutate(t, v[i])
		}
		return v
	}
	return oddment(t)
}
