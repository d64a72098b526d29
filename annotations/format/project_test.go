package format

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

func TestProjectRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		b, err := Write(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		q, report, err := Read(b, ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(report.Altered)+len(report.Repaired)+len(report.Orphans)+len(report.Skipped)+len(report.Unknown) > 0 {
			t.Fatalf("%+v\n%s", report, b)
		}
		if d := annotationstest.Diff(p, q); d != "" {
			t.Fatalf("%s\n%s", d, b)
		}
		again, err := Write(q, WriteOptions{})
		if err != nil || !bytes.Equal(b, again) {
			t.Fatalf("%v\n%s\n%s", err, b, again)
		}
	})
}

var _ = annotations.NIL
