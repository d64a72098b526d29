package format

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations/annotationstest"
)

func TestReadCoNLL(t *testing.T) {
	for _, c := range []struct{ name, in, want, report string }{
		{"IOB2", "U.N. B-ORG\nsays O\nIraq B-LOC\nIran B-LOC\n", "ORG [] [0,4) U.N.; LOC [] [10,14) Iraq; LOC [] [15,19) Iran", ""},
		{"IOB1", "U.N. NNP I-ORG\nsays VBZ O\nIraq NNP I-LOC\nIran NNP B-LOC\nwar NN I-X\n", "ORG [] [0,4) U.N.; LOC [] [10,14) Iraq; LOC [] [15,19) Iran; X [] [20,23) war", ""},
		{"IOE2", "a I-X\nb E-X\nc I-X\nd E-X\n", "X [] [0,3) a b; X [] [4,7) c d", ""},
		{"BIOES", "a B-X\nb I-X\nc E-X\nd S-X\ne S-X\n", "X [] [0,5) a b c; X [] [6,7) d; X [] [8,9) e", ""},
		{"BILOU", "a B-X\nb L-X\nc U-X\n", "X [] [0,3) a b; X [] [4,5) c", ""},
		{"a sentence ends what is open", "a I-X\n\nb I-X\n", "X [] [0,1) a; X [] [2,3) b", ""},
		{"documents", "-DOCSTART- -X- O O\n\na NN O B-X\n\n-DOCSTART- -X- O O\n\nb NN O B-Y\n", "X [] [0,1) a; Y [] [0,1) b", ""},
		{"a hashtag, an entry about the file", "# id = 7\n#sun\tB-X\na\tO\n", "X [] [0,4) #sun", ""},
		{"two layers", "#\tsome page\n1\ta\tB-X\tO\n2\tb\tI-X\tB-Y\n", "X [] [0,3) a b; Y [] [2,3) b", ""},
		{"tokens with blanks", "a b\tB-X\nc\tO\n", "X [] [0,3) a_b", ""},
		{"no tag", "a B-X\nb\nc so\n", "X [] [0,1) a", "skipped line 2 no tag behind “b”; taken as outside\nskipped line 3 “so” is no tag; taken as outside"},
		{"CR LF", "a B-X\r\nb I-X\r\n\r\n", "X [] [0,3) a b", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, r, err := readCoNLL([]byte(c.in), ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if f, ok := Detect([]byte(c.in)); c.report == "" && (!ok || f.Key != "conll") {
				t.Errorf("taken for %q", f.Key)
			}
			got := strings.Split(bratDescribe(p), "; ")
			want := strings.Split(c.want, "; ")
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
			if got := summary(r); got != c.report {
				t.Errorf("got\n%s\nwant\n%s", got, c.report)
			}
			again(t, c.name, p)
		})
	}
	if _, _, err := readCoNLL([]byte("\n# a = b\n"), ReadOptions{}); !errors.Is(err, ErrFormat) {
		t.Error(err)
	}
}

// TestWriteCoNLL shows which of annotations that overlap are written.
func TestWriteCoNLL(t *testing.T) {
	const src = "[fact:c [claim:a Mr. Aliyev] said] so. [opinion:b A [claim:d b]c]\n"
	for _, c := range []struct{ tags, overlap, want string }{
		{"", "", "Mr B-fact|. I-fact|Aliyev I-fact|said I-fact|so O|. O||A B-opinion|bc I-opinion"},
		{"bioes", "outermost", "Mr B-fact|. I-fact|Aliyev I-fact|said E-fact|so O|. O||A B-opinion|bc E-opinion"},
		{"bioes", "innermost", "Mr B-claim|. I-claim|Aliyev E-claim|said O|so O|. O||A O|bc S-claim"},
		{"iob2", "longest", "Mr B-fact|. I-fact|Aliyev I-fact|said I-fact|so O|. O||A B-opinion|bc I-opinion"},
		{"iob2", "first", "Mr B-fact|. I-fact|Aliyev I-fact|said I-fact|so O|. O||A B-opinion|bc I-opinion"},
	} {
		files, err := writeCoNLL(parse(t, src), WriteOptions{Tags: c.tags, Overlap: c.overlap})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.NewReplacer("\t", " ", "\n", "|").Replace(strings.TrimSpace(string(files[0].Data)))
		if got != c.want {
			t.Errorf("%s %s: %s", c.tags, c.overlap, got)
		}
	}
	if _, err := writeCoNLL(parse(t, src), WriteOptions{Tags: "iob9"}); err == nil {
		t.Error("tags of no scheme are written")
	}
}

func TestCoNLLKeepsSentencesOfAnnotations(t *testing.T) {
	files, err := writeCoNLL(parse(t, "One. [claim:a Two. Three.] Four.\n"), WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Count(string(files[0].Data), "\n\n"), 3; got != want {
		t.Errorf("%d sentences, want %d\n%s", got, want, files[0].Data)
	}
}

// TestCoNLLRoundTrip shows that what was written reads back to the same chunks
// of the same tokens in either scheme, and that what was read is written as it
// was.
func TestCoNLLRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		o := WriteOptions{Tags: rapid.SampledFrom(Tags).Draw(t, "tags"), Overlap: rapid.SampledFrom(Overlaps).Draw(t, "overlap")}
		files, err := writeCoNLL(p, o)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, d := range exported(p, o) {
			text, _ := p.Text(d.ID)
			want = append(want, inTokens(p, d, text, o.Overlap).described()...)
		}
		q, r, err := readCoNLL(files[0].Data, ReadOptions{})
		if err != nil {
			if strings.TrimSpace(strings.ReplaceAll(string(files[0].Data), docStart+"\tO", "")) != "" {
				t.Fatalf("%v\n%s", err, files[0].Data)
			}
			return
		}
		var got []string
		for d := range q.Documents.All() {
			text, _ := q.Text(d.ID)
			got = append(got, inTokens(q, d, text, "").described()...)
		}
		slices.Sort(want)
		slices.Sort(got)
		if len(r.Skipped) == 0 && !slices.Equal(want, got) {
			t.Fatalf("want %q, got %q\n%s", want, got, files[0].Data)
		}
		again, err := writeCoNLL(q, o)
		if err != nil || strings.Count(string(files[0].Data), docStart) <= 1 && strings.ReplaceAll(string(files[0].Data), docStart+"\tO\n\n", "") != string(again[0].Data) {
			t.Fatalf("%v\n%s\n%s", err, files[0].Data, again[0].Data)
		}
	})
}

// described lists chunks with the words of their tokens.
func (c *conllDocument) described() (out []string) {
	for _, x := range c.chunks {
		s := x.label + ":"
		for _, t := range c.tokens[x.first : x.last+1] {
			s += " " + strings.Join(strings.Fields(c.text.Slice(t)), "")
		}
		out = append(out, s)
	}
	return out
}

// TestCoNLLLosses counts what is not in the file.
func TestCoNLLLosses(t *testing.T) {
	p := parse(t, "[fact:c [claim:a Mr. Aliyev] said] s[opinion:b o]. [:d Two] [claim:e parts] and [claim:e more].\n")
	got := map[string]int{}
	for _, l := range lost(p, WriteOptions{}, lossesCoNLL) {
		got[l.What] = l.Count
	}
	for what, want := range map[string]int{
		"annotations that overlap others: the one that encloses or begins first is written": 1,
		"ends within a word or at a blank: moved to the end of the word":                    1,
		"annotations without a label: left out":                                             1,
		"annotations in several parts: each part stands for itself":                         1,
	} {
		if got[what] != want {
			t.Errorf("%d %s, want %d", got[what], what, want)
		}
	}
}

// TestCoNLLSamples reads files of the tasks themselves and writes them back.
func TestCoNLLSamples(t *testing.T) {
	const dir = "../../../shared/samples/"
	for _, c := range []struct {
		file        string
		annotations int
		some        string
		back        bool // the same file comes back, tabs and columns aside
	}{
		{"conll/2003_en-orig.conll", 3, "ORG [] [0,4) U.N.; PER [] [14,19) Ekeus; LOC [] [30,37) Baghdad", false}, // IOB1
		{"conll/2002_ner2002_test.conll", 4, "LOC [] [34,43) Argentina", true},
		{"conll/2002_germeval2014_test.conll", 6, "OTH [] [150,180) Troia - Traum und Wirklichkeit; LOC [] [150,155) Troia", false},
		{"conll/2000_chunk2000_test.conll", 44, "NP [] [14,23) the pound; VP [] [24,50) is widely expected to take", true},
		{"doccano/import_tests__sequence_labeling__example.conll", 2, "LOC [] [0,5) JAPAN; PER [] [10,21) Nadim Ladki", true},
		{"doccano/import_tests__sequence_labeling__labeling.trailing.conll", 2, "LOC [] [9,14) JAPAN", true},
		{"doccano/import_tests__sequence_labeling__labeling.invalid.conll", 5, "LOC", false},
	} {
		b, err := os.ReadFile(dir + c.file)
		if err != nil {
			t.Skip("there are no samples")
		}
		p, r, err := readCoNLL(b, ReadOptions{})
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		if got := bratDescribe(p); c.annotations > 0 && r.Annotations != c.annotations || !strings.Contains(got, c.some) {
			t.Errorf("%s: %d annotations, %s", c.file, r.Annotations, got)
		}
		if r.Annotations != p.Annotations.Len() || len(r.Skipped) > 0 == !strings.Contains(c.file, "invalid") {
			t.Errorf("%s: %s", c.file, summary(r))
		}
		files, err := writeCoNLL(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := firstAndLast(string(files[0].Data)), firstAndLast(string(b)); c.back && got != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.file, got, want)
		}
	}
}

// firstAndLast is the first and the last column of every line.
func firstAndLast(s string) string {
	var out []string
	for line := range strings.Lines(strings.TrimSpace(s)) {
		if f := strings.Fields(line); len(f) > 0 {
			out = append(out, f[0]+" "+f[len(f)-1])
		} else {
			out = append(out, "")
		}
	}
	return strings.Join(out, "\n")
}

// FuzzReadCoNLL reads any bytes; what is read settles.
func FuzzReadCoNLL(f *testing.F) {
	f.Add([]byte("-DOCSTART- -X- O\n\n1\ta\tB-X\tO\n2\tb c\tL-X\tU-Y\n\n#x\ny\n"))
	f.Add([]byte("a B-X\n\ufeff I-X\n\x00 E-X"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, _, err := readCoNLL(b, ReadOptions{}); err == nil {
			settle(t, p)
		}
	})
}
