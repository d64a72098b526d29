package format

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// bratPair is an archive of one document.
func bratPair(tb testing.TB, txt, ann string) []byte {
	tb.Helper()
	b, err := archived([]File{{Name: "a.txt", Data: []byte(txt)}, {Name: "a.ann", Data: []byte(ann)}}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestReadBrat(t *testing.T) {
	for _, c := range []struct{ name, txt, ann, want, report string }{
		{"a span", "The sky is blue.", "T1\tclaim 4 7\tsky\n", "claim [] [4,7) sky", ""},
		{"fragments", "The plane was shot down", "T1\tclaim 4 9;14 23\tplane shot down\n", "claim [] [4,23) plane … shot down", ""},
		{"fragments of before brat 1.3", "The plane was shot down", "T1\tclaim 4 9;14 23\tplaneshot down\n", "claim [] [4,23) plane … shot down", ""},
		{"UTF-16 of before 2020", "😀😀 sky sky", "T1\tclaim 5 8\tsky\nT2\tfact 9 12\tsky\n", "claim [] [3,6) sky; fact [] [7,10) sky", ""},
		{"CR LF, both counted", "a\r\nb\r\nsky", "T1\tclaim 6 9\tsky\n", "claim [] [4,7) sky", ""},
		{"an .ann file from Windows", "The sky", "T1\tclaim 4 7\tsky\r\n", "claim [] [4,7) sky", ""},
		{
			"a wrong place", "The sky", "T1\tclaim 3 6\tsky\n", "claim [] [4,7) sky",
			"repaired a.ann: line 1 “sky” was put where its words are, at [4,7)",
		},
		{
			"words that are not there", "The sky", "T1\tclaim 4 7\tsea\n", "claim [] orphan sea",
			"orphans a.ann: line 1 “sea”: its words are not in the text, or in more than one place",
		},
		{
			"no words", "The sky", "T1\tclaim 4 7\n", "claim [] [4,7) sky",
			"unchecked  there is no quote to check the places of 1 annotations by",
		},
		{
			"an event", "The sky fell", "T1\tFall 8 12\tfell\nT2\tThing 4 7\tsky\nE1\tFall:T1 Theme:T2\nA1\tNegated E1\n", "Thing [] [4,7) sky; Fall [] [8,12) fell",
			"unknown  lines of brat that begin with “A” are kept, and not shown\nunknown  lines of brat that begin with “E” are kept, and not shown",
		},
		{
			"a span of letters", "The sky", "T1\tclaim 4 x\tsky\n", "",
			"unknown  lines of brat that begin with “T” are kept, and not shown",
		},
		{
			"a relation to nothing", "The sky", "T1\tclaim 4 7\tsky\nR1\tsupports Arg1:T1 Arg2:T9\n", "claim [] [4,7) sky",
			"unknown  lines of brat that begin with “R” are kept, and not shown",
		},
		{"nothing marked", "The sky", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, r, err := readBrat(bratPair(t, c.txt, c.ann), ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if got := bratDescribe(p); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if got := summary(r); got != c.report {
				t.Errorf("got\n%s\nwant\n%s", got, c.report)
			}
			again(t, c.name, p)
		})
	}
}

// bratDescribe lists annotations in text order, then orphans.
func bratDescribe(p *annotations.Project) string {
	var out []string
	for d := range p.Documents.All() {
		for _, a := range p.In(d.ID) {
			out = append(out, fmt.Sprintf("%s %v %v %s", a.Label, a.Entities, a.Extent(), a.Exact()))
		}
		for _, a := range p.Orphans(d.ID) {
			out = append(out, fmt.Sprintf("%s %v orphan %s", a.Label, a.Entities, a.Exact()))
		}
	}
	return strings.Join(out, "; ")
}

func TestReadBratBodies(t *testing.T) {
	p, r, err := readBrat(bratPair(t, "The sky is blue", "T1\tclaim 4 7\tsky\nT2\tfact 11 15\tblue\n"+
		"A1\tpolarity T1 negative\nA2\tchecked T1\nA3\tUnsure T1\nN1\tReference T1 Wikidata:Q527\tSky\nN2\tReference T2 Wikipedia:64488\tBlue\n"+
		"#1\tAnnotatorNotes T1\tso it is\nR1\tsupports Arg1:T1 Arg2:T2\t\n#2\tAnnotatorNotes R1\treally\n#3\tX-id T2\turn:x:2\n"), ReadOptions{})
	if err != nil || !r.Clean() {
		t.Fatal(err, summary(r))
	}
	for a := range p.Annotations.All() {
		switch a.Label {
		case "claim":
			want := []annotations.Pair{{Key: "checked", Value: "true"}, {Key: "polarity", Value: "negative"}}
			if !slices.Equal(a.Attributes, want) || !a.Unsure || a.Note != "so it is" || !slices.Equal(a.Entities, []string{wikidata + "Q527"}) {
				t.Errorf("%+v", a)
			}
		case "fact":
			if a.ID != "urn:x:2" || !slices.Equal(a.Entities, []string{"Wikipedia:64488"}) {
				t.Errorf("%+v", a)
			}
		}
	}
	for r := range p.Relations.All() {
		if r.Type != "supports" || r.To != "urn:x:2" || r.Note != "really" {
			t.Errorf("%+v", r)
		}
	}
	if e, ok := p.Entities.Get(wikidata + "Q527"); !ok || e.Name != "Sky" || e.IRI != e.ID || p.Relations.Len() != 1 {
		t.Errorf("%+v, %d relations", e, p.Relations.Len())
	}
}

func TestReadBratRefuses(t *testing.T) {
	ann := File{Name: "x/a.ann", Data: []byte("T1\tclaim 4 7\tsky\n")}
	for _, c := range []struct {
		name  string
		files []File
		want  string
	}{
		{"an .ann alone", []File{ann}, "x/a.ann: not a file Gloss can read by itself: it needs a.txt beside it"},
		{"with another text", []File{ann, {Name: "b.txt"}}, "x/a.ann: not a file Gloss can read by itself: it needs a.txt beside it"},
		{"no text at all", []File{{Name: "b.txt", Data: []byte("words")}}, "b.txt: not a file Gloss can read"},
		{"no UTF-8", []File{ann, {Name: "x/a.txt", Data: []byte("\xff")}}, "x/a.txt: line 1, column 1: not UTF-8 text"},
	} {
		files := c.files
		slices.Reverse(files)
		if _, _, err := ReadFiles(files, ReadOptions{}); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	f, ok := Detect(ann.Data)
	if !ok || f.Key != "brat" {
		t.Fatalf("an .ann file is taken for %q", f.Key)
	}
	if _, _, err := f.Read(ann.Data, ReadOptions{}); err == nil || !strings.Contains(err.Error(), "needs the .txt") {
		t.Error(err)
	}
}

// TestReadFiles reads a pair and files of other formats as one project.
func TestReadFiles(t *testing.T) {
	one := parse(t, "# One\n[claim:a One] two.")
	p, r, err := ReadFiles([]File{
		{Name: "n/a.ann", Data: []byte("T1\tclaim 3 6\tsky\n")},
		{Name: "one.gloss.json", Data: []byte(written(t, one, WriteOptions{}))},
		{Name: "n/a.txt", Data: []byte("The sky")},
		{Name: "n/b.txt", Data: []byte("The sea")},
		{Name: "n/annotation.conf"},
		{Name: "again.gloss.json", Data: []byte(written(t, one, WriteOptions{}))},
	}, ReadOptions{Step: func(done, total int) error {
		if done > total {
			t.Errorf("%d of %d", done, total)
		}
		return nil
	}})
	if err != nil || p.Documents.Len() != 3 || p.Annotations.Len() != 2 || r.Documents != 3 {
		t.Fatalf("%v %+v", err, r)
	}
	if got := summary(r); got != "repaired n/a.ann: line 1 “sky” was put where its words are, at [4,7)" {
		t.Error(got)
	}
	stop := errors.New("stop")
	if _, _, err := ReadFiles([]File{{Name: "a.txt"}, {Name: "a.ann"}}, ReadOptions{Step: func(int, int) error { return stop }}); !errors.Is(err, stop) {
		t.Error(err)
	}
}

// TestBratRoundTrip shows that what is written reads back as it was, without
// what the losses tell.
func TestBratRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		files, err := writeBrat(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		q, r, err := readBrat(files[0].Data, ReadOptions{})
		if len(exported(p, WriteOptions{})) == 0 {
			return
		}
		if r.Guessed && len(r.Unchecked) == 1 && strings.HasPrefix(r.Unchecked[0].What, "nothing tells whether offsets count code point or ") {
			r.Unchecked = nil // short quotes can stand where another unit would put them too
		}
		if err != nil || !r.Clean() {
			t.Fatalf("%v\n%s\n%s", err, summary(r), shown(files[0].Data))
		}
		for _, d := range exported(p, WriteOptions{}) {
			var want, got []*annotations.Annotation
			for _, a := range p.In(d.ID) {
				if a = bratForm(p, a); a != nil {
					want = append(want, a)
				}
			}
			got = append(got, q.In(d.ID)...)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s\n%s", diff, shown(files[0].Data))
			}
		}
		for r := range q.Relations.All() {
			was, ok := p.Relations.Get(r.ID)
			if !ok || was.From != r.From || was.To != r.To || was.Type != r.Type || oneLine(was.Note) != r.Note {
				t.Fatalf("%+v was %+v", r, was)
			}
		}
		again, err := writeBrat(q, WriteOptions{})
		if err != nil || bratLines(files[0].Data) != bratLines(again[0].Data) {
			t.Fatalf("%v\n%s\n%s", err, shown(files[0].Data), shown(again[0].Data))
		}
	})
}

// bratForm is what the files of brat say of an annotation.
func bratForm(p *annotations.Project, a *annotations.Annotation) *annotations.Annotation {
	text, _ := p.Text(a.Document)
	if len(bratSpans(text, a.Parts)) == 0 {
		return nil
	}
	b := exportedForm(p, a).With(func(b *annotations.Annotation) {
		b.By, b.Created, b.Modified, b.Origin, b.Attribution = "", 0, 0, "", annotations.Attribution{}
		b.Note = oneLine(a.Note)
		b.Attributes = nil
	})
	for _, x := range a.Attributes {
		value := bratValue(x.Value)
		if value == "" {
			value = "true"
		}
		b.Attributes = append(b.Attributes, annotations.Pair{Key: bratName(x.Key), Value: value})
	}
	slices.SortFunc(b.Attributes, func(a, b annotations.Pair) int { return strings.Compare(a.Key+"\x00"+a.Value, b.Key+"\x00"+b.Value) })
	return b
}

// bratLines are the lines of the .ann files of an archive without names of
// files, sorted.
func bratLines(data []byte) string {
	files, err := unzip(data)
	if err != nil {
		panic(err)
	}
	var out []string
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".ann") {
			out = append(out, strings.Split(string(f.Data), "\n")...)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// shown is an archive as text.
func shown(data []byte) string {
	files, err := unzip(data)
	if err != nil {
		return err.Error()
	}
	var out strings.Builder
	for _, f := range files {
		fmt.Fprintf(&out, "== %s ==\n%s", f.Name, f.Data)
		if len(f.Data) > 0 && !bytes.HasSuffix(f.Data, []byte("\n")) {
			out.WriteString("\n")
		}
	}
	return out.String()
}

func TestArchive(t *testing.T) {
	files := []File{{Name: "b.txt", Data: []byte("b")}, {Name: "ü/a.txt", Data: bytes.Repeat([]byte("a"), 1<<16)}}
	one, err := archived(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(files)
	two, err := archived(files, nil)
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("%v: the order of the files shows", err)
	}
	back, err := unzip(one)
	if err != nil || len(back) != 2 || back[0].Name != "b.txt" || len(back[1].Data) != 1<<16 {
		t.Errorf("%v %d files", err, len(back))
	}
	bomb, err := archived([]File{{Name: "a", Data: make([]byte, maxBytes)}, {Name: "b", Data: make([]byte, 1)}}, nil)
	if err != nil || len(bomb) > 1<<20 {
		t.Fatal(err, len(bomb))
	}
	if _, err := unzip(bomb); !errors.Is(err, ErrLimit) {
		t.Errorf("a bomb: %v", err)
	}
	if _, err := unzip(append(bytes.Repeat([]byte("PK\x01\x02"), maxFiles), one...)); !errors.Is(err, ErrLimit) {
		t.Errorf("many files: %v", err)
	}
	if _, err := unzip(one[:len(one)/2]); !errors.Is(err, ErrFormat) {
		t.Errorf("half an archive: %v", err)
	}
}

// TestBratTutorial reads the tutorial of brat and writes it back: every line
// comes back, under the same ids where others speak of it.
func TestBratTutorial(t *testing.T) {
	const dir = "../../../shared/samples/brat/tutorial_news"
	paths, _ := filepath.Glob(dir + "/*.*")
	if len(paths) == 0 {
		t.Skip("there are no samples")
	}
	var files []File
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, File{Name: filepath.Base(path), Data: b})
	}
	p, r, err := ReadFiles(files, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Repaired)+len(r.Orphans)+len(r.Skipped)+len(r.Unchecked)+len(r.Altered) > 0 {
		t.Error(summary(r))
	}
	lines := map[byte]int{}
	var want []string
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".ann") {
			for line := range strings.Lines(string(f.Data)) {
				lines[line[0]]++
				want = append(want, f.Name+" "+unnumbered(line))
			}
		}
	}
	if r.Documents != 13 || r.Annotations != lines['T'] || r.Relations != lines['R'] || lines['T'] != 119 || lines['R'] != 8 {
		t.Errorf("%+v, %v", r, lines)
	}
	out, err := bratFiles(p, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range out {
		if strings.HasSuffix(f.Name, ".ann") {
			for line := range strings.Lines(string(f.Data)) {
				got = append(got, f.Name+" "+unnumbered(line))
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// unnumbered is a line without its number where nothing can speak of it.
func unnumbered(line string) string {
	if strings.ContainsAny(line[:1], "AMN#") {
		id, rest, _ := strings.Cut(line, "\t")
		return id[:1] + "\t" + rest
	}
	return line
}

// TestBratKeeps shows that lines Gloss has no word for are written as long as
// what they speak of is there.
func TestBratKeeps(t *testing.T) {
	p, _, err := readBrat(bratPair(t, "The sky fell down", "T7\tFall 8 12\tfell\nT2\tThing 4 7\tsky\nE1\tFall:T7 Theme:T2\nE2\tFall:T7 Cause:E1\n*\tAlias T2 T7\nX1\twhatever\nA1\tNegated E1\n"), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	ann := func(p *annotations.Project) string {
		files, err := bratFiles(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return string(files[1].Data)
	}
	if got, want := ann(p), "T2\tThing 4 7\tsky\nT7\tFall 8 12\tfell\nE1\tFall:T7 Theme:T2\nE2\tFall:T7 Cause:E1\n*\tAlias T2 T7\nX1\twhatever\nA1\tNegated E1\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for a := range p.Annotations.All() {
		if a.Label == "Thing" {
			gone := annotations.Delete(a)
			gone.Stamped().Version = annotations.Version{{Actor: "t", N: 1}}
			q, err := annotations.ProjectOf(gone)
			if err != nil {
				t.Fatal(err)
			}
			p = annotations.Merge(p, q)
		}
	}
	if got, want := ann(p), "T7\tFall 8 12\tfell\nX1\twhatever\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// FuzzReadBrat reads any pair of files; what is read settles.
func FuzzReadBrat(f *testing.F) {
	f.Add("The sky\r\n😀 fell", "T1\tclaim 4 7;9 10\tsky 😀\nR1\tx Arg1:T1 Arg2:T2\nT2\ty 4 7\n#1\tX-span T1\t0 9\nN1\tReference T1 Wikidata:Q5\t\n#2\tX-entity N1\tx\nE1\ty:T2 z:T1\nA1\tUnsure T1\n*\tx T1\n")
	f.Add("", "T1\tx 0 0\t\n#1\tX-id T1\t\n#2\tX-label T1\t")
	f.Fuzz(func(t *testing.T, txt, ann string) {
		p, _, err := ReadFiles([]File{{Name: "a.txt", Data: []byte(txt)}, {Name: "a.ann", Data: []byte(ann)}}, ReadOptions{})
		if err == nil {
			settle(t, p)
		}
	})
}
