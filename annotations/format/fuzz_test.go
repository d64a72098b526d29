package format

import (
	"bytes"
	"os"
	"strings"
	"testing"

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
		files, err := format.Write(p, WriteOptions{})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(files[0].Data)
	}
	f.Add([]byte(`[{"id":"#1","type":"Annotation","motivation":"linking","target":[{"id":"#2"},"x"],"body":["y",{"value":"z"}]}]`))
	f.Add([]byte(`{"type":"Annotation","bodyValue":"x","creator":[{"name":"A"},"b"],"target":{"source":"s","selector":[{"type":"TextQuoteSelector","exact":"a"},5],"state":{}},"foreign":{"body":[1]},"a":{"b":[]}}`))
	f.Add([]byte("\xff\xfe{\x00}\x00"))
}

// FuzzRead reads any bytes in every format. What is read can be written, and
// what is written reads back to the same bytes without a word of complaint but
// about what could not be compared.
func FuzzRead(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		Detect(b)
		for _, format := range Formats {
			p, _, err := format.Read(b, ReadOptions{})
			if err == nil {
				settle(t, p)
			}
		}
	})
}

func settle(t *testing.T, p *annotations.Project) {
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
		if _, err := format.Write(q, WriteOptions{}); err != nil {
			t.Fatalf("%s: %v", format.Key, err)
		}
	}
}
