package format

import (
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
)

// reviewed is a project with a decision and a reply to a comment on it.
func reviewed(t *testing.T) *annotations.Project {
	t.Helper()
	p, err := annotationstest.Parse("The [claim:a sky] is blue.\n")
	if err != nil {
		t.Fatal(err)
	}
	a, _ := p.Annotations.Get(annotationstest.ID("a"))
	stamp := func(name string) annotations.Stamp {
		return annotations.Stamp{ID: annotationstest.ID(name), By: annotationstest.ID("ana"), Version: annotations.Version{{Actor: "t", N: 1}}}
	}
	q, err := annotations.ProjectOf(
		&annotations.Decision{
			Stamp: stamp("d"), Document: a.Document, Case: annotationstest.ID("case"), Level: 1,
			Members: []annotations.Seen{{ID: a.ID, Version: a.Version}}, Outcome: annotations.OutcomeAccept, Result: []string{a.ID},
			Reason: annotations.ReasonSlip, Note: "plainly",
		},
		&annotations.Comment{Stamp: stamp("c"), Document: a.Document, Annotation: a.ID, Text: "Why?"},
		&annotations.Comment{Stamp: stamp("e"), Document: a.Document, Decision: stamp("d").ID, Reply: stamp("c").ID, Text: "So."},
		annotations.Delete(&annotations.Decision{Stamp: stamp("gone"), Document: a.Document}),
		annotations.Delete(&annotations.Comment{Stamp: stamp("left"), Document: a.Document}),
	)
	if err != nil {
		t.Fatal(err)
	}
	return annotations.Merge(p, q)
}

func TestReviewInFile(t *testing.T) {
	p := reviewed(t)
	data, err := Write(p, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := `
      {
        "id": "urn:x-gloss:test:d",
        "type": "Annotation",
        "motivation": "assessing",
        "creator": "urn:x-gloss:test:ana",
        "body": [
          {
            "type": "TextualBody",
            "purpose": "assessing",
            "value": "accept"
          },
          {
            "type": "TextualBody",
            "purpose": "commenting",
            "value": "plainly"
          }
        ],
        "target": [
          {
            "id": "urn:x-gloss:test:a",
            "type": "Annotation"
          }
        ],
        "decision": {
          "document": "urn:x-gloss:text:DOCUMENT",
          "case": "urn:x-gloss:test:case",
          "level": 1,
          "reason": "slip",
          "members": [
            {
              "id": "urn:x-gloss:test:a",
              "version": {
                "t": 1
              }
            }
          ],
          "result": [
            "urn:x-gloss:test:a"
          ]
        },
        "version": {
          "t": 1
        }
      }`
	d, _ := p.Decisions.Get(annotationstest.ID("d"))
	if !strings.Contains(string(data), strings.Replace(want, "DOCUMENT", d.Document, 1)) {
		t.Errorf("no such item in %s", data)
	}
	if !strings.Contains(string(data), `"motivation": "replying"`) || !strings.Contains(string(data), `"reply": "urn:x-gloss:test:c"`) {
		t.Errorf("no reply in %s", data)
	}
	q, report, err := Read(data, ReadOptions{})
	if err != nil || len(report.Skipped)+len(report.Unknown) > 0 {
		t.Fatal(err, report)
	}
	if diff := annotationstest.Diff(p, q); diff != "" {
		t.Error(diff)
	}
}

// A decision about a text that was altered goes where the text went; one that
// makes no sense is left out and reported.
func TestReviewOfAlteredText(t *testing.T) {
	data, err := Write(reviewed(t), WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	altered := strings.Replace(string(data), `"text": "The sky is blue.\n"`, `"text": "Oh, the sky is blue.\n"`, 1)
	altered = strings.Replace(altered, `"value": "So."`, `"value": ""`, 1)
	q, report, err := Read([]byte(altered), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for d := range q.Documents.All() {
		for x := range q.Decisions.Versions() {
			if x.Document != d.ID {
				t.Errorf("%s is of %s, not %s", x.ID, x.Document, d.ID)
			}
		}
	}
	if q.Decisions.Len() != 1 || q.Comments.Len() != 1 || len(report.Skipped) != 1 || !strings.Contains(report.Skipped[0].What, "no words") {
		t.Errorf("%d decisions, %d comments, %+v", q.Decisions.Len(), q.Comments.Len(), report.Skipped)
	}
	if faults := q.Validate(); len(faults) > 0 {
		t.Error(faults)
	}
}

// Of some documents, the decisions about those are written.
func TestReviewOfSomeDocuments(t *testing.T) {
	data, err := Write(reviewed(t), WriteOptions{Documents: []string{}})
	if err != nil || strings.Contains(string(data), `"motivation": "assessing"`) || strings.Contains(string(data), "replying") {
		t.Errorf("%v %s", err, data)
	}
}
