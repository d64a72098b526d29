package annotationstest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gloss/annotations"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"nested", "😀 [claim:a The sky is [fact:b blue]].", "claim a [2,17) The sky is blue; fact b [13,17) blue"},
		{"crossing", "[claim:a The [fact:b sky]:a is] blue", "claim a [0,7) The sky; fact b [4,10) sky is"},
		{"discontinuous", "[claim:a The plane] which burned [claim:a was shot down].", "claim a [0,36) The plane … was shot down"},
		{"bare, escaped", `\[x\] [:a y\\]`, ` a [4,6) y\`},
		{"lines", "# T\n[fact:a one\ntwo]\n# U\n[fact:b three]", "fact b [0,5) three; fact a [0,7) one\ntwo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := Parse(c.src)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for d := range p.Documents.All() {
				for _, a := range p.In(d.ID) {
					got = append(got, fmt.Sprintf("%s %s %v %s", a.Label, strings.TrimPrefix(a.ID, ID("")), a.Extent(), a.Exact()))
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
			if faults := p.Validate(); len(faults) > 0 {
				t.Error(faults)
			}
		})
	}
}

func TestParseFlags(t *testing.T) {
	p, err := Parse("[claim:a/ben@q,r one] [:b@nil two] [fact:c three]\n@ q Queen\n@ r Rook\n> a contradicts b\n! a polarity=negative\n! a note=so it is\n! b orphan\n! c deleted\n! done ben\n")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := p.Annotations.Get(ID("a"))
	b, _ := p.Annotations.Get(ID("b"))
	_, c := p.Annotations.Get(ID("c"))
	if a.By != ID("ben") || a.Attribute("polarity") != "negative" || a.Note != "so it is" || len(a.Entities) != 2 {
		t.Errorf("%+v", a)
	}
	if !b.Orphan || b.Entities[0] != annotations.NIL || c || p.Relations.Len() != 1 || p.StateOf(a.Document, ID("ben")) != annotations.Done {
		t.Errorf("%+v %v %+v", b, c, p)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, src := range []string{"[claim:a open", "closed]", "> a b", "! nobody unsure", "[x"} {
		if _, err := Parse(src); !errors.Is(err, ErrNotation) {
			t.Errorf("%q: %v", src, err)
		}
	}
}
