//go:build !js

package e2e

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"gloss/annotations/format"
)

// Offsets that nothing explains are asked about, with the words read each way;
// files left out change nothing. The answer holds for files of the same sort.
func TestAsksWhatOffsetsCount(t *testing.T) {
	const line = `{"text":"%s 💩 .-.-.-. and so on","label":[[%d,%d,"claim"]]}`
	each(t, func(t *testing.T, a *app) {
		a.drop(file{"first.jsonl", fmt.Appendf(nil, line, "a", 6, 7)})
		a.shows("dialog[open] h2", "What do the numbers in this file count?")
		a.shows("dialog[open] .format:has(:checked) mark", "-")
		a.shows("dialog[open] .format:not(:has(:checked)) mark", ".")
		a.Press("Escape")
		if report := a.report(); len(report) != 1 || !report[0].Bad || !strings.HasPrefix(report[0].Outcome, "Left out") {
			t.Errorf("%+v", report)
		}
		if n := len(a.listed()); n != 2 {
			t.Errorf("%d articles", n)
		}

		a.open(file{"second.jsonl", fmt.Appendf(nil, line, "b", 6, 7)}, file{"third.jsonl", fmt.Appendf(nil, line, "c", 6, 7)})
		a.click("radio", "Characters, as Python counts them")
		a.click("button", "Read it this way")
		for _, l := range a.report() {
			if l.Bad || !strings.Contains(l.Outcome, "1 new annotation, 1 new article") {
				t.Errorf("%+v", l)
			}
		}
		p := a.project()
		a.matches(p)
		if got := marked(p); !slices.Equal(got, []string{"claim: .", "claim: ."}) {
			t.Errorf("%q", got)
		}
	})
}

// The files of brat belong together, whether they lie side by side or in an
// archive; parts with words between them are one annotation.
func TestBratFiles(t *testing.T) {
	const text, ann = "The plane, they say, was shot down.\nNobody 😀 survived.\n", "T1\tclaim 0 9;21 34\tThe plane was shot down\nT2\tfact 36 42\tNobody\nR1\tsupports Arg1:T2 Arg2:T1\nZ what\n"
	each(t, func(t *testing.T, a *app) {
		a.open(file{"crash.ann", []byte(ann)}, file{"annotation.conf", []byte("[entities]\nclaim\nfact\n")}, file{"crash.txt", []byte(text)})
		report := a.report()
		if len(report) != 1 || report[0].Bad || !strings.HasPrefix(report[0].Outcome, "2 new annotations, 1 new article") {
			t.Fatalf("%+v", report)
		}
		a.expect("claim: The plane … was shot down", "fact: Nobody")
		p := a.project()
		a.matches(p)
		if n := a.find(p, "The plane"); len(n.Parts) != 2 || p.Relations.Len() != 1 {
			t.Errorf("%+v, %d relations", n, p.Relations.Len())
		}

		brat, _ := format.Find("brat")
		files, err := brat.Write(p, format.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		a.open(file{"again.zip", files[0].Data})
		if report := a.report(); report[0].Bad || !strings.HasPrefix(report[0].Outcome, "nothing new in it") {
			t.Errorf("%+v", report)
		}
	})
}

// Several formats go out in one archive, by the chosen policies, and what they
// leave out is told before; the archive is read back.
func TestExportPack(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.tag("All 62 people aboard were taken off", "2")
		a.tag("62 people", "1")
		a.saved()
		want := a.project()
		a.Press("Control+Shift+e")
		a.click("radio", "Several formats, packed")
		for _, f := range format.Formats {
			if f.Write != nil && !slices.Contains([]string{"gloss", "conll", "csv"}, f.Key) {
				a.click("checkbox", f.Title)
			}
		}
		a.choose("Of passages that overlap", "innermost")
		a.choose("Tags of CoNLL", "bioes")
		a.click("checkbox", "CSV for Excel")
		a.shows("dialog[open] .losses summary", "CoNLL")
		a.Eval(`for (const e of document.querySelectorAll("dialog .losses details")) e.open = true`, nil)
		a.shows("dialog[open] .losses li", "annotations that overlap others: the shorter is written — All 62 people")
		a.click("button", "Export")
		data := a.Download("project.zip", patience)
		files := unzipped(t, data)
		for _, name := range []string{"README.md", "LOSSES.txt", "guideline.md", "project.gloss.json", "conll/project.conll", "csv/project.csv", "csv/relations.csv"} {
			if files[name] == "" {
				t.Errorf("no %s in the archive", name)
			}
		}
		if len(files) != 7 {
			t.Errorf("%d files in the archive", len(files))
		}
		if s := files["conll/project.conll"]; !strings.Contains(s, "62\tB-claim\npeople\tE-claim\n") || strings.Contains(s, "-fact") {
			t.Errorf("CoNLL by other policies")
		}
		if s := files["csv/project.csv"]; !strings.HasPrefix(s, "\ufeff") {
			t.Errorf("CSV not for Excel: %.40q", s)
		}
		if got := marked(a.read([]byte(files["project.gloss.json"]))); !slices.Equal(got, marked(want)) {
			t.Errorf("%q", got)
		}
		a.open(file{"back.zip", data})
		a.says("back.zip: nothing new in it")
	})
}

// A large export shows how far it is and can be stopped; the page answers
// meanwhile, and no file comes of it.
func TestExportStops(t *testing.T) {
	var lines strings.Builder
	for d := range 60 {
		fmt.Fprintf(&lines, `{"text":"Article %d %s","label":[`, d, strings.Repeat("many words. ", 2000))
		for i := range 200 {
			fmt.Fprintf(&lines, `%s[%d,%d,"claim"]`, map[bool]string{true: ",", false: ""}[i > 0], 11+12*i, 15+12*i)
		}
		lines.WriteString("]}\n")
	}
	each(t, func(t *testing.T, a *app) {
		a.open(file{"many.jsonl", []byte(lines.String())})
		if report := a.report(); report[0].Bad || !strings.Contains(report[0].Outcome, "new annotations, 60 new articles") {
			t.Fatalf("%+v", report)
		}
		a.Press("Control+Shift+e")
		a.click("radio", "Several formats, packed")
		a.click("button", "Export")
		a.shows(".banner", "Exporting several formats")
		a.Wait(`document.querySelector(".banner progress")`, patience)
		a.click("button", "Stop")
		a.says("Stopped. Nothing has changed.")
		a.Wait(`!document.querySelector(".banner progress")`, patience)
		a.alive()
	})
}

// choose picks an option of a list by its value.
func (a *app) choose(label, value string) {
	a.t.Helper()
	a.Eval(`
		const list = [...document.querySelectorAll("dialog[open] label")].find((e) => e.textContent.startsWith(args[0])).querySelector("select");
		list.value = args[1];
		list.dispatchEvent(new Event("change", { bubbles: true }));`, nil, label, value)
}

func unzipped(t *testing.T, data []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}
