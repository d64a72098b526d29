package format

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

func TestCSVRoundTrip(t *testing.T) {
	roundTrip(t, "csv", ReadOptions{}, func(*annotations.Project, *annotations.Annotation) {}, func(*annotations.Project, *annotations.Annotation, *annotations.Annotation) bool { return false })
}

// TestCSVExcel shows that what is written for Excel reads back alike, relations
// too, and holds no cell that Excel would calculate.
func TestCSVExcel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		plain, err := writeCSV(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		files, err := writeCSV(p, WriteOptions{Excel: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range files {
			rows, err := cellsOf(bytes.TrimPrefix(f.Data, []byte("\ufeff")))
			if err != nil || !bytes.HasPrefix(f.Data, []byte("\ufeff")) {
				t.Fatal(err)
			}
			for _, row := range rows {
				for _, cell := range row {
					if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
						t.Fatalf("a formula: %q", cell)
					}
				}
			}
			if len(rows) < 2 {
				continue
			}
			q, r, err := readCSV(f.Data, ReadOptions{Known: p})
			q2, _, err2 := readCSV(plain[i].Data, ReadOptions{Known: p})
			if err != nil || err2 != nil || len(r.Skipped)+len(r.Orphans)+len(r.Repaired) > 0 {
				t.Fatal(err, err2, summary(r))
			}
			if d := annotationstest.Diff(q, q2); d != "" {
				t.Fatal(d)
			}
			for x := range q.Relations.All() {
				y, _ := p.Relations.Get(x.ID)
				y = y.Copy().(*annotations.Relation)
				y.Version, y.Foreign = nil, nil
				if d := cmp.Diff(x, y); d != "" {
					t.Fatal(d)
				}
			}
		}
	})
}

// TestCells compares with the standard library, which reads the same where no
// line ends in CR LF within a cell and no quote stands within a bare one.
func TestCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SliceOfN(rapid.SampledFrom([]string{"", "a", " b ", `"`, "x,y", "one\ntwo", "=1", "😀", "'", "'=1", "-"}), 2, 5)
		var want [][]string
		w := newTable(false, []string{"h1", "h2"})
		want = append(want, []string{"h1", "h2"})
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			cells := row.Draw(t, "row")
			w.row(cells...)
			want = append(want, cells)
		}
		got, err := cellsOf(w.b)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatal(d)
		}
		std := csv.NewReader(bytes.NewReader(w.b))
		std.FieldsPerRecord = -1
		if got, err := std.ReadAll(); err != nil || cmp.Diff(want, got) != "" {
			t.Fatal(err, cmp.Diff(want, got))
		}
	})
	for in, want := range map[string]string{
		"a;b\n1;2,5\n": `[["a" "b"] ["1" "2,5"]]`, "a\tb\r1\t\r": `[["a" "b"] ["1" ""]]`, "a,b\n\n1,": `[["a" "b"] ["1" ""]]`,
		"a,b\n\"x\"y,\"\"\"z\"": `[["a" "b"] ["xy" "\"z"]]`, "": "[]",
	} {
		got, err := cellsOf([]byte(in))
		if s := fmt.Sprintf("%q", got); err != nil || s != want {
			t.Errorf("%q: %s %v", in, s, err)
		}
	}
	if _, err := cellsOf([]byte("a,b\n1,\"2")); !errors.Is(err, ErrTable) {
		t.Error(err)
	}
}

func TestReadCSV(t *testing.T) {
	known := parse(t, "# One\n💩 The sky is blue.")
	for _, c := range []struct{ name, in, want, report string }{
		{"a quote and no place", "Quote,Label\nsky,claim\n", "claim [] [6,9) sky", "repaired row 2 “sky” was put where its words are, at [6,9)"},
		{"offsets of JavaScript", "start;end;quote;label\n7;10;sky;claim\n", "claim [] [6,9) sky", ""},
		{"texts in the table", "text,start_offset,end_offset,label,who\nThe sky,4,7,claim,ann\n", `claim [] [4,7) sky foreign {"who":"ann"}`, "unchecked  there is no quote to check the places of 1 annotations by"},
		{"text is the quote", "begin,end,text,label,entity\n7,10,sky,claim,Q527\n", "claim [http://www.wikidata.org/entity/Q527] [6,9) sky", ""},
		{"an unknown article", "document_id,quote,label\nx,sky,claim\n", "claim [] orphan sky", "orphans row 2 “sky”: its document is not here"},
		{"a cell too many", "quote,label\nsky,claim,x\n", "claim [] [6,9) sky", "repaired row 2 “sky” was put where its words are, at [6,9)\nskipped row 2 more cells than there are columns"},
		{"a formula", "\ufeffquote,label,note\nsky,claim,'=1\n", "claim [] [6,9) sky note =1", "repaired row 2 “sky” was put where its words are, at [6,9)"},
		{"no formula", "quote,label,note\nsky,claim,'=1\n", "claim [] [6,9) sky note '=1", "repaired row 2 “sky” was put where its words are, at [6,9)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if f, _ := Detect([]byte(c.in)); f.Key != "csv" {
				t.Errorf("taken for %q", f.Key)
			}
			p, r, err := readCSV([]byte(c.in), ReadOptions{Known: known})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for line := range strings.SplitSeq(describe(p, Report{}), "; ") {
				got = append(got, line)
			}
			if got[0] != c.want || summary(r) != c.report {
				t.Errorf("got %q\n%s", got, summary(r))
			}
			again(t, c.name, p)
		})
	}
}

// TestCSVSamples reads the tables of doccano's and Label Studio's own tests.
func TestCSVSamples(t *testing.T) {
	for _, c := range []struct {
		path      string
		documents int
		no        int
	}{
		{"doccano/export_examples__text_classification__example.csv", 3, 0},
		{"doccano/import_examples__text_classification__example.csv", 3, 0},
		{"csv/doccano_example.utf16.csv", 3, 0},
		{"csv/doccano_example_out_of_order_columns.csv", 2, 1},
		{"csv/doccano_example.invalid.2.csv", 3, 1},
	} {
		b, err := os.ReadFile(samples + c.path)
		if err != nil {
			t.Skip("the samples are not here")
		}
		if f, _ := Detect(b); f.Key != "csv" {
			t.Errorf("%s: taken for %q", c.path, f.Key)
		}
		_, r, err := readCSV(b, ReadOptions{})
		if err != nil || r.Documents != c.documents || len(r.Skipped) != c.no {
			t.Errorf("%s: %v, %d documents\n%s", c.path, err, r.Documents, summary(r))
		}
	}
	b, err := os.ReadFile(samples + "csv/labelstudio_export_quoting.csv")
	if err != nil {
		t.Skip("the samples are not here")
	}
	rows, err := cellsOf(b)
	if err != nil || len(rows) != 2 || len(rows[0]) != 20 || len(rows[1]) != 20 || rows[1][slices.Index(rows[0], "alternative_titles")] != `["CHENG SHOU","RENG SHI ZHE YANG AI NI"]` {
		t.Errorf("%v %q", err, rows)
	}
	if _, ok := Detect(b); ok {
		t.Error("a table without passages is taken for something")
	}
}
