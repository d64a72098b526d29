package article

import (
	"testing"
)

func TestMarkdown(t *testing.T) {
	in := `---
title: "Ships counted"
date: 2024-05-03 15:40:00 +0200
authors:
  - Ann Holt
  - Bo Reed
source: Northern Wire
url: https://example.org/ships
lang: en
layout: post
---

# Ships *counted* in [the north](https://example.org)

` + p1 + `

Why they count
--------------

> ` + p2 + `

- timber
2. salt

` + "```" + `
# not a heading
` + "```" + `

## The ` + "`end`" + ` ##
` + p3 + "\n"
	d, text := parse(t, "a.md", in)
	if text.String() != in {
		t.Error("changed")
	}
	want := "- ---\n- title: \"Ships counted\"\n- date: 2024-05-03 15:40:00 +0200\n- authors:\n-   - Ann Holt\n-   - Bo Reed\n- source: Northern Wire\n" +
		"- url: https://example.org/ships\n- lang: en\n- layout: post\n- ---\nheadline: # Ships *counted* in [the north](https://example.org)\n" + p1 +
		"\nheading: Why they count\n--------------\nquotation: > " + p2 + "\nitem: - timber\nitem: 2. salt\n```\n# not a heading\n```\nheading: ## The `end` ##\n" + p3 + "\n"
	if got := sketch(d, text); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if d.Title != "Ships counted in the north" || d.Author != "Ann Holt, Bo Reed" || d.Source != "Northern Wire" ||
		d.Published != "2024-05-03T15:40:00+02:00" || d.URL != "https://example.org/ships" || d.Language != "en" {
		t.Errorf("%+v", d)
	}
}

func TestFrontMatter(t *testing.T) {
	for _, c := range []struct {
		show, in, title string
		folds           int
	}{
		{"a title alone", "---\ntitle: A\n...\n" + p1, "A", 1},
		{"never closed", "---\ntitle: A\n" + p1, "title: A", 0},
		{"not at the beginning", "\n---\ntitle: A\n---\n" + p1, "title: A", 0},
		{"a rule", "Words.\n\n---\n\nMore words.\n", "", 0},
		{"crlf", "---\r\ntitle: A\r\n---\r\n" + p1, "A", 1},
		{"empty", "---\n---\n" + p1, "", 1},
	} {
		if d, _ := parse(t, "a.md", c.in); d.Title != c.title || len(d.Folds) != c.folds {
			t.Errorf("%s: %q, %v", c.show, d.Title, d.Folds)
		}
	}
}

func TestUnmark(t *testing.T) {
	for in, want := range map[string]string{
		"a":                        "a",
		"*a* **b** `c`":            "a b c",
		"[a](b) and [c][d]":        "a and [c][d]",
		"![a](b)c":                 "c",
		"Wow! [x":                  "Wow! [x",
		"_a_":                      "a",
		"snake_case":               "snake_case",
		`\*a`:                      "a",
		"[a](b) ![c](d) e! [f](g)": "a e! f",
	} {
		if got := unmark(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
