package format

import (
	"os"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// asked is a project with questions and answers of every sort.
func asked(t *testing.T) *annotations.Project {
	p := parse(t, "# One\n[claim:a@q Thirty-eight died].\n@ q The ministry\n! done ana\n")
	a, _ := p.Annotations.Get(annotationstest.ID("a"))
	stamp := func(name string) annotations.Stamp {
		return annotations.Stamp{ID: annotationstest.ID(name), By: annotationstest.ID("ana"), Version: annotations.Version{{Actor: "t", N: 1}}}
	}
	q, err := annotations.ProjectOf(
		&annotations.Question{Stamp: stamp("dead"), Text: "How many died?", Type: annotations.ValueNumber, Unit: "people", Note: "Crew too"},
		&annotations.Question{
			Stamp: stamp("why"), Text: "Why?", Type: annotations.ValueChoice, Origin: "causes",
			Choices: []annotations.Choice{{Value: "missile", Words: []string{"S-300"}}, {Value: "birds"}},
		},
		&annotations.Answer{
			Stamp: stamp("x"), Question: stamp("dead").ID, Document: a.Document, Passages: []string{a.ID}, Raw: "Thirty-eight", Norm: "38",
			Speaker: annotations.Attribution{Source: annotationstest.ID("q"), Words: "the ministry", Cue: "said", Mode: "indirect"}, Certainty: "probable", AsOf: "2024-12-26",
			Note: "of 67", Origin: "counts",
		},
		&annotations.Answer{Stamp: stamp("y"), Question: stamp("why").ID, Document: a.Document, Silent: true},
		annotations.Delete(&annotations.Answer{Stamp: stamp("gone"), Document: a.Document}),
	)
	if err != nil {
		t.Fatal(err)
	}
	return annotations.Merge(p, q)
}

func TestBoardInFile(t *testing.T) {
	p := asked(t)
	b, err := os.ReadFile("testdata/versions/1.1.0.gloss.json")
	if err != nil {
		t.Fatal(err)
	}
	q, r, err := Read(b, ReadOptions{})
	if err != nil || !r.Clean() {
		t.Fatalf("%v %s", err, summary(r))
	}
	if d := annotationstest.Diff(p, q); d != "" {
		t.Error(d)
	}
	if got := written(t, p, WriteOptions{}); got != string(b) {
		t.Error("another file is written than the one in testdata/versions; where the format is newer, take this check out")
	}
}

// An answer goes with its article, and what it speaks of is found in a file
// whose text was altered.
func TestBoardFollowsItsText(t *testing.T) {
	p := asked(t)
	if s := written(t, p, WriteOptions{Documents: []string{}}); strings.Contains(s, `"answers": [`) || !strings.Contains(s, `"questions": [`) {
		t.Error("answers of articles that are not written are")
	}
	altered := strings.Replace(written(t, p, WriteOptions{}), `"text": "Thirty-eight`, `"text": "At least, thirty and Thirty-eight`, 1)
	q, _, err := Read([]byte(altered), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	x, ok := q.Answers.Get(annotationstest.ID("x"))
	if !ok || len(q.Validate()) > 0 {
		t.Fatalf("%v %v", x, q.Validate())
	}
	if _, ok := q.Documents.Get(x.Document); !ok {
		t.Errorf("an answer of the text as it was, %s", x.Document)
	}
}

func TestBoardIsLostElsewhere(t *testing.T) {
	l := losses{p: asked(t)}
	l.common()
	for what, n := range map[string]int{"questions of the board": 2, "answers on the board": 2} {
		found := 0
		for _, x := range l.all {
			if x.What == what {
				found = x.Count
			}
		}
		if found != n {
			t.Errorf("%s: %d lost, want %d", what, found, n)
		}
	}
}
