package shelf

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// readShown reads a list and writes each entity as "id=name/aliases (type) iri
// note", each fault on a line of its own.
func readShown(s string) string {
	n := 0
	entities, faults := ReadList([]byte(s), func() string { n++; return fmt.Sprint("new", n) })
	var b strings.Builder
	for _, e := range entities {
		id := strings.Replace(e.ID, "http://www.wikidata.org/entity/", "wd:", 1)
		if strings.HasPrefix(id, "urn:x-gloss:entity:") && len(id) == 19+32 {
			id = "hash"
		}
		fmt.Fprintf(&b, "%s=%s/%s", id, e.Name, strings.Join(e.Aliases, ","))
		if e.Type != "" {
			b.WriteString(" (" + e.Type + ")")
		}
		if e.IRI != "" {
			b.WriteString(" " + strings.Replace(e.IRI, "http://www.wikidata.org/entity/", "wd:", 1))
		}
		if e.Note != "" {
			fmt.Fprintf(&b, " %q", e.Note)
		}
		b.WriteString("\n")
	}
	for _, f := range faults {
		b.WriteString("! " + strings.Replace(f.Error(), "not usable: ", "", 1) + "\n")
	}
	return b.String()
}

func TestReadList(t *testing.T) {
	for _, c := range []struct{ name, list, want string }{
		{
			"comma", "name,aliases,wikidata,type,note\nBaku,Bakı|Баку;Bakou,Q9248,place,\"A city, and port\"\n",
			"wd:Q9248=Baku/Bakı,Баку,Bakou (place) wd:Q9248 \"A city, and port\"\n",
		},
		{"semicolon, byte order mark, CRLF", "\ufefflabel;alias\r\nBaku;Bakı|Баку\r\n", "new1=Baku/Bakı,Баку\n"},
		{"tab, quoted head", "\"Title\"\tDescription\nBaku, Azerbaijan\ta; b\n", "new1=Baku, Azerbaijan/ \"a; b\"\n"},
		{"names alone", "name\nBaku, Azerbaijan\n\n  Aktau  \u00a0port\n", "new1=Baku, Azerbaijan/\nnew2=Aktau port/\n"},
		{"line in a cell", "name,note\n\"A\nB\",\"x\ny\"\n,z\n", "new1=A B/ \"x\\ny\"\n! line 5: no name\n"},
		{"second name column", "name,label\nBaku,Bakı\n,Aktau\n", "new1=Baku/Bakı\nnew2=Aktau/\n"},
		{"column that is not read", "name,population\nBaku,7\n", "new1=Baku/\n! line 1: the column \"population\" is not read\n"},
		{"cell under no column", "name,type\nBaku,place,much\n", "new1=Baku/ (place)\n! line 2: \"much\" stands under no column\n"},
		{"no name column", "id,type\n1,place\n", "! line 1: no column is called name, label or title\n"},
		{"empty", "", "! an empty list\n"},
		{"head alone", "name,id\n", "! an empty list\n"},
		{"UTF-16", "\xff\xfen\x00", "! UTF-16; a list has to be UTF-8\n"},
		{"not UTF-8", "name\nBak\xfd\nAktau\n", "new1=Aktau/\n! line 2: not UTF-8\n"},
		{
			"quotation marks wrong", "name,type\nA \"big\" one,x\n\"open,y\nBaku,place\n\"shut\" no,z\nAktau,\n",
			"new1=Baku/ (place)\nnew2=Aktau/\n! line 2: bare \" in non-quoted-field\n! line 3: extraneous or missing \" in quoted-field\n! line 5: extraneous or missing \" in quoted-field\n",
		},
		{
			"ids", "name,id,iri\nA,http://x.org/a,\nB,7,\nC,q12,\nD,7,http://x.org/d\nE,wd:Q12,http://x.org/e\nF,,https://www.wikidata.org/wiki/Q12\n",
			"http://x.org/a=A/\nhash=B/D http://x.org/d\nwd:Q12=C/E,F wd:Q12\n! line 6: reference \"http://x.org/e\": it is \"http://www.wikidata.org/entity/Q12\" already\n",
		},
		{"no reference", "name,iri\nA,javascript:alert(1)\nB,Q0\nC,Q\nD,urn:x-gloss:nil\n", "new1=A/\nnew2=B/\nnew3=C/\nnew4=D/\n! line 2: reference \"javascript:alert(1)\" is neither an address nor a Wikidata number\n! line 3: reference \"Q0\" is neither an address nor a Wikidata number\n! line 4: reference \"Q\" is neither an address nor a Wikidata number\n! line 5: reference \"urn:x-gloss:nil\" is neither an address nor a Wikidata number\n"},
		{"two references", "name,wikidata,iri\nA,Q1,Q2\nB,Q3,q3\n", "wd:Q1=A/ wd:Q1\nwd:Q3=B/ wd:Q3\n! line 2: \"Q2\" is left out: another column says otherwise\n! line 3: \"q3\" is left out: another column says otherwise\n"},
		{"one id, two entities", "name,id,wikidata\nA,1,Q1\nB,2,Q2\nC,1,Q2\n", "hash=A/C wd:Q1\nhash=B/ wd:Q2\n! line 4: id \"1\" and reference \"http://www.wikidata.org/entity/Q2\" are two entities already; taken for the first\n! line 4: reference \"http://www.wikidata.org/entity/Q2\": it is \"http://www.wikidata.org/entity/Q1\" already\n"},
		{
			"the same again", "name,qid,type,note,alias\nBaku,Q9,place,one,\nBakou,Q9,city,two,Баку|Baku\nBaku,Q9,place,one,\n",
			"wd:Q9=Baku/Bakou,Баку (place) wd:Q9 \"one\\ntwo\"\n! line 3: type \"city\": it is \"place\" already\n",
		},
		{"same name, no id", "name\nBaku\nBaku\n", "new1=Baku/\nnew2=Baku/\n"},
		{
			"objects", `{"name":"Baku","aliases":["Bakı","a;b"],"wikidata":"Q9248","type":"place","note":"n"}` + "\n\n" + `{"label":"Aktau","alias":"Aqtau|Ақтау","id":7,"description":null}` + "\r\n",
			"wd:Q9248=Baku/Bakı,a;b (place) wd:Q9248 \"n\"\nhash=Aktau/Aqtau,Ақтау\n",
		},
		{
			"objects that are wrong", "{\"name\":\"A\",\"x\":1,\"type\":[]}\n{\"name\":\n[1]\n{\"aliases\":[\"b\"]}\n{\"name\":\"C\",\"x\":2,\"Label\":\"D\"}\n{\"name\":\"\xff\"}",
			"new1=A/\nnew2=C/D\n! line 1: \"type\" is not read, here and in later lines\n! line 1: \"x\" is not read, here and in later lines\n! line 2: unexpected end of JSON input\n! line 3: json: cannot unmarshal array into Go value of type map[string]json.RawMessage\n! line 4: aliases without a name: [\"b\"]\n! line 4: no name\n! line 6: not UTF-8\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := readShown(c.list); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestReadListLimits(t *testing.T) {
	long := strings.Repeat("ы", 501)
	for _, c := range []struct{ name, list, want string }{
		{"name", "name\n" + long, "! line 2: \"" + long[:80] + "\" and so on is left out: 501 characters\n! line 2: no name\n"},
		{"alias", "name,alias\nA," + long + "|B", "new1=A/B\n! line 2: \"" + long[:80] + "\" and so on is left out: 501 characters\n"},
		{"id", "name,id\nA," + strings.Repeat("x", 1001), "new1=A/\n! line 2: id \"" + strings.Repeat("x", 40) + "\"\n"},
		{"note", "name,note\nA," + strings.Repeat("x", 10_001), "new1=A/\n! line 2: a note of 10001 characters is left out\n"},
		{"quotation marks", "name\n" + strings.Repeat("\"x\" y\n", 30) + "A\n", "the list is read up to here"},
	} {
		if got := readShown(c.list); got != c.want && !(c.name == "quotation marks" && strings.Contains(got, c.want)) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	entities, faults := ReadList([]byte("name,alias\n"+strings.Repeat(",x\n", 1700)+"A,"+strings.Repeat("b|", 3)), someID)
	if last := faults[len(faults)-1]; len(entities) != 1 || len(faults) != 1001 || last.Error() != "line 1701: not usable: 2400 more up to this line" {
		t.Errorf("%d entities, %d faults, %v", len(entities), len(faults), last)
	}
	if !errors.Is(faults[0], ErrList) {
		t.Error(faults[0])
	}
	if _, faults := ReadList(make([]byte, 64<<20+1), someID); len(faults) != 1 || faults[0].Line != 0 {
		t.Error(faults)
	}
}

func someID() string { return "new" }

// The list that comes with Gloss can be read.
func TestReadOwnList(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "assets", "library", "entities.jsonl"))
	if err != nil {
		t.Skip(err)
	}
	entities, faults := ReadList(data, someID)
	if len(faults) > 0 || len(entities) != strings.Count(string(data), "\n") {
		t.Errorf("%d entities, %v", len(entities), faults)
	}
	if hits := New(entities, nil, nil).Find("aqta", 3); len(hits) == 0 || hits[0].Entity.Name != "Aktau" {
		t.Errorf("%+v", hits)
	}
}

// Whatever the bytes, what is read can go into a project, each id once.
func FuzzReadList(f *testing.F) {
	for _, s := range []string{
		"name,aliases,qid\nBaku,Bakı|Баку,Q9248\n", "{\"name\":\"A\",\"id\":1}\n{\"label\":\"B\",\"wikidata\":\"q1\"}", "\ufefflabel;id\r\n\"A;B\";urn:x-gloss:nil\r\n", "title\tiri\nA\thttp://x", "name\n\"a\nb", "name,id\nA,\x00\nB,a\x1fb\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		entities, faults := ReadList(data, func() string { n++; return fmt.Sprint("urn:new:", n) })
		seen := map[string]bool{}
		for _, e := range entities {
			if err := e.Check(); err != nil || seen[e.ID] {
				t.Fatalf("%+v: %v", e, err)
			}
			seen[e.ID] = true
		}
		if len(entities) == 0 && len(faults) == 0 {
			t.Fatal("nothing, and nothing said")
		}
		for _, f := range faults {
			if f.Error() == "" || f.Line < 0 {
				t.Fatalf("%+v", f)
			}
		}
		New(entities, nil, nil).Find("a", 3)
	})
}
