package format

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// webanno is a file of the format: an emoji before the words, an annotation of
// two tokens, stacked ones, a part of a token, an entity, a relation.
const webanno = "#FORMAT=WebAnno TSV 3.3\n" +
	"#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n" +
	"#T_SP=webanno.custom.Mark\n" +
	"#T_RL=webanno.custom.Link|kind|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\n\n\n" +
	"#Text=😀 New York\\\\s sky\n" +
	"1-1\t0-2\t😀\t_\t_\t_\t_\t_\t\n" +
	"1-2\t3-6\tNew\thttp://www.wikidata.org/entity/Q60[1]|*[2]\tLOC[1]|ORG[2]\t_\t_\t_\t\n" +
	"1-3\t7-13\tYork\\s\thttp://www.wikidata.org/entity/Q60[1]\tLOC[1]\t*\tnear\\|by\t1-4[0_1]\t\n" +
	"1-3.1\t7-11\tYork\t*\tPER\t_\t_\t_\t\n" +
	"1-4\t14-17\tsky\t*\tTHING\t_\t_\t_\t\n\n" +
	"#Text=It\n#Text=fell\n" +
	"2-1\t19-21\tIt\t_\t_\t_\t_\t_\t\n" +
	"2-2\t22-26\tfell\t*\tEVENT\t_\t_\t_\t\n"

func TestReadWebAnno(t *testing.T) {
	p, r, err := readWebAnno([]byte(webanno), ReadOptions{})
	if err != nil || !r.Clean() {
		t.Fatal(err, summary(r))
	}
	if f, ok := Detect([]byte(webanno)); !ok || f.Key != "webanno-tsv" {
		t.Errorf("taken for %q", f.Key)
	}
	for d := range p.Documents.All() {
		if text, _ := p.Text(d.ID); text.String() != "😀 New York\\s sky \nIt\nfell\n" {
			t.Errorf("%q", text.String())
		}
	}
	got := strings.Split(bratDescribe(p), "; ")
	want := []string{
		"LOC [http://www.wikidata.org/entity/Q60] [2,12) New York\\s", "ORG [] [2,5) New", "Mark [] [6,12) York\\s",
		"PER [] [6,10) York", "THING [] [13,16) sky", "EVENT [] [21,25) fell",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for rel := range p.Relations.All() {
		from, _ := p.Annotations.Get(rel.From)
		to, _ := p.Annotations.Get(rel.To)
		if rel.Type != "near|by" || from.Label != "THING" || to.Label != "LOC" {
			t.Errorf("%s from %s to %s", rel.Type, from.Label, to.Label)
		}
	}
	if p.Relations.Len() != 1 || p.Entities.Len() != 1 {
		t.Errorf("%d relations, %d entities", p.Relations.Len(), p.Entities.Len())
	}
	again(t, "webanno", p)
}

func TestReadWebAnnoFaults(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"counted in code points", "1-2\t3-6", "1-2\t2-5", "skipped line 9 the token “New” is not at 2 in its sentence"},
		{"no offsets", "14-17", "14+17", "skipped line 12 no offsets: “14+17”\nskipped line 10 the relation “near|by” is between what is no annotation"},
		{"no token", "1-4\t14-17\tsky\t*", "sky*", "skipped line 12 no offsets: “THING”\nskipped line 10 the relation “near|by” is between what is no annotation"},
		{"a relation to nothing", "1-4[0_1]", "1-1[0_1]", "skipped line 10 the relation “near|by” is between what is no annotation"},
		{"no text", "#Text=It\n#Text=fell\n", "", ""},
	} {
		_, r, err := readWebAnno([]byte(strings.Replace(webanno, c.old, c.new, 1)), ReadOptions{})
		if err != nil || summary(r) != c.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", c.name, err, summary(r), c.want)
		}
	}
	if _, _, err := readWebAnno([]byte("#FORMAT=WebAnno TSV 3.3\n"), ReadOptions{}); !errors.Is(err, ErrFormat) {
		t.Error(err)
	}
}

// TestReadWebAnnoPoints reads a file whose maker counted code points.
func TestReadWebAnnoPoints(t *testing.T) {
	p, r, err := readWebAnno([]byte("#FORMAT=WebAnno TSV 3.2\n#T_SP=a.B|value\n\n\n#Text=😀 a b\n1-1\t0-1\t😀\t_\t\n1-2\t2-3\ta\tX\t\n1-3\t4-5\tb\tY\t\n"), ReadOptions{})
	if err != nil || !r.Clean() || bratDescribe(p) != "X [] [2,3) a; Y [] [4,5) b" {
		t.Errorf("%v %s %s", err, summary(r), bratDescribe(p))
	}
}

// FuzzReadWebAnno reads any bytes; what is read settles.
func FuzzReadWebAnno(f *testing.F) {
	f.Add([]byte(webanno))
	f.Add([]byte("#FORMAT=WebAnno TSV 3.3\n#T_CH=a.Link|x|y\n#Text=a\\tb\n1-1\t5-6\ta\tq[1]|\\_\t*->1-1\n#Text=c\n1-1\t1-2\tc\t*\t*[1]"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, _, err := readWebAnno(b, ReadOptions{}); err == nil {
			settle(t, p)
		}
	})
}
