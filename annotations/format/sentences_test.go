package format

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

func TestWriteSentences(t *testing.T) {
	p := parse(t, "[claim:a One. [fact:b Two.]] Three\tthree. [opinion:c Four.\nFive] \"six.\n! b check-worthy=no\n! a check-worthy=yes\n! c check-worthy=no\n")
	files, err := writeSentences(p, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(files[0].Data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != len(sentenceColumns) {
			t.Fatalf("%d columns: %s", len(f), line)
		}
		got = append(got, strings.Join([]string{f[1], f[2], f[3], f[5], f[6]}, ";"))
	}
	want := "sentence;labels;check_worthy;start;end|One.;claim;Yes;0;4|Two.;claim/fact;Yes;5;9|Three three.;;;10;22|Four.;opinion;No;23;28|Five \"six.;opinion;No;29;39"
	if s := strings.ReplaceAll(strings.Join(got, "|"), "claim|fact", "claim/fact"); s != want {
		t.Errorf("got %s", s)
	}
}

// TestSentences shows that every label that is given stands beside exactly the
// sentences it touches, whatever the project.
func TestSentences(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := annotationstest.Project(t)
		files, err := writeSentences(p, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(string(files[0].Data), "\n"), "\n")[1:]
		for _, d := range exported(p, WriteOptions{}) {
			text, _ := p.Text(d.ID)
			for _, s := range sentencesOf(text) {
				var touch []*annotations.Annotation
				for _, a := range p.In(d.ID) {
					if touches(a, s) {
						touch = append(touch, a)
					}
				}
				f := strings.Split(lines[0], "\t")
				lines = lines[1:]
				if f[1] != cell(text.Slice(s)) || f[2] != sentenceLabels(p.Scheme(), touch) || f[4] != d.ID {
					t.Fatalf("%v: %q", s, f)
				}
			}
		}
		if len(lines) > 0 {
			t.Fatalf("too many: %q", lines)
		}
	})
}

func TestWriteMentions(t *testing.T) {
	p := parse(t, "😀 [claim:a@q,r The sky] is [:b@nil it]. [fact:c Blue].\n@ q Sky\n@ r Air\n")
	files, err := writeMentions(p, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(files[0].Data)) {
		var m struct {
			Left  string `json:"context_left"`
			Words string `json:"mention"`
			Right string `json:"context_right"`
			Title string `json:"label_title"`
			Nil   bool   `json:"nil"`
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		got = append(got, m.Left+"|"+m.Words+"|"+m.Right+"|"+m.Title)
		if m.Nil != (m.Words == "it") {
			t.Errorf("nil: %s", line)
		}
	}
	want := "😀 |The sky| is it. Blue.\n|Sky\n😀 |The sky| is it. Blue.\n|Air\n😀 The sky is |it|. Blue.\n|"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got %s", s)
	}
	for _, l := range lost(p, WriteOptions{}, lossesMentions) {
		if l.What == "annotations that are linked to no entity: left out" && l.Count == 1 {
			return
		}
	}
	t.Error("what is left out is not told")
}
