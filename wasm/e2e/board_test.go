//go:build !js

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"gloss/annotations"
	"gloss/annotations/board"
	"gloss/app/site"
	"gloss/wasm/browsertest"
)

// blank is the app with an article that says nothing, for who brings their own.
var blank = sync.OnceValues(func() (*site.Site, error) {
	return newSite(fstest.MapFS{"blank.txt": {Data: []byte("A blank page\n\nNothing is told here.\n")}})
})

// matters are the questions that a board of the crash has, by key.
var matters = []string{"dead", "survivors", "aboard", "cause"}

// The board of the built-in articles is made of suggestions, by keys alone.
func TestBoard(t *testing.T) {
	eachKind(t, func(t *testing.T, k browsertest.Kind) {
		a := &app{browsertest.Start(t, browsertest.Options{Kind: k}), t, serve(t, made(t, asItComes))}
		a.visit("")
		a.boards()
		a.boardFiles()
		a.ownQuestion()
		a.quiet()
	})
}

// The board of articles that were opened as files.
func TestBoardOfFiles(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "articles", "*.txt"))
	if len(paths) == 0 {
		t.Skip("there are no articles beside the repository")
	}
	eachKind(t, func(t *testing.T, k browsertest.Kind) {
		a := &app{browsertest.Start(t, browsertest.Options{Kind: k}), t, serve(t, made(t, blank))}
		a.visit("")
		a.upload(paths...)
		if n := len(a.report()); n != len(paths) {
			t.Fatalf("%d files were opened", n)
		}
		a.boards()
		a.quiet()
	})
}

// boards accepts what is suggested for the four matters, and checks the board,
// the way from each of its cells, and the pairs that follow from it.
func (a *app) boards() {
	a.t.Helper()
	a.Resize(1400, 1000)
	a.focus()
	a.toBoard()
	for range 12 {
		a.Wait(`document.querySelector(".chip-found")`, patience)
		var asks string
		a.Eval(`return document.querySelector(".chip-found").textContent`, &asks)
		key := matterOf(asks)
		if key == "" {
			a.Press("Shift+y")
			a.says("Dismissed: ")
			a.Wait(`document.querySelector(".chip-found")?.textContent !== args[0]`, patience, asks)
			continue
		}
		a.Press("y")
		a.Wait(`document.activeElement.matches("dialog[open] .primary")`, patience)
		if key == "cause" {
			a.untick()
		}
		a.Press("Enter")
		a.says(board.StandardOf(key).Text)
		a.Wait(`!document.querySelector("dialog[open]") && document.querySelector(".chip-found")?.textContent !== args[0]`, patience, asks)
		if key == "cause" {
			break
		}
	}
	a.saved()
	p := a.project()
	a.conflicts(p)
	a.everyCell(p)
	a.pairs(p)
}

func (a *app) toBoard() {
	a.t.Helper()
	a.Press("Shift+b")
	a.Wait(`document.activeElement.id === "page-title" && document.querySelector(".board-page")`, patience)
}

func matterOf(chip string) string {
	for _, key := range matters {
		if strings.HasPrefix(chip, board.StandardOf(key).Text) {
			return key
		}
	}
	return ""
}

// untick takes the last value off that the rules have read of something else
// than the cause.
func (a *app) untick() {
	a.t.Helper()
	var n int
	a.Eval(`return document.querySelectorAll("dialog[open] input[type=checkbox]").length`, &n)
	for range 40 { // backwards: after the last button Firefox leaves the page
		a.Press("Shift+Tab")
		var name string
		a.Eval(`return document.activeElement.closest("label")?.querySelector("strong").textContent ?? ""`, &name)
		if name == "sabotage" || name == "technical fault" {
			break
		}
	}
	a.Press("Space")
	a.Wait(`document.querySelector("dialog[open] .primary").textContent === args[0]`, patience, fmt.Sprintf("Put %d values on the board", n-1))
	a.Eval(`document.querySelector("dialog[open] .primary").focus()`, nil)
}

// conflicts checks what the sources say: 35, 35 and 3, and 38; birds, drones and
// a missile.
func (a *app) conflicts(p *annotations.Project) {
	a.t.Helper()
	b, err := board.Of(p, board.Options{})
	if err != nil || len(b.Rows) != len(matters) {
		a.t.Fatalf("%d rows, %v", len(b.Rows), err)
	}
	said := func(key string) (state board.State, out []string) {
		r := b.Row(board.StandardOf(key).ID)
		for _, e := range r.Entries {
			v := e.Value.Norm
			if len(e.Value.Parts) > 1 {
				v += " of parts"
			}
			if !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
		slices.Sort(out)
		return r.State, out
	}
	for key, want := range map[string]string{
		"dead": "conflict [35 38 38 of parts]", "survivors": "agree [29 29 of parts]", "aboard": "agree [67 67 of parts]",
	} {
		if state, values := said(key); fmt.Sprint(state, " ", values) != want {
			a.t.Errorf("%s: %s %s, want %s", key, state, values, want)
		}
	}
	state, values := said("cause")
	for _, want := range []string{"bird strike", "drone attack", "missile"} {
		if state != board.Conflict || !slices.Contains(values, want) {
			a.t.Errorf("cause: %s %q, want a conflict with %s", state, values, want)
		}
	}
	for _, words := range []string{"How many died?", "What caused it?"} {
		a.shows(".row-conflict", words)
	}
}

// everyCell goes from each value on the board to its passage, with one press,
// and back.
func (a *app) everyCell(p *annotations.Project) {
	a.t.Helper()
	b, err := board.Of(p, board.Options{})
	if err != nil {
		a.t.Fatal(err)
	}
	for i, r := range b.Rows {
		for c := range b.Columns {
			for n, e := range r.Cell(c).Entries {
				id := fmt.Sprintf("cell-%d-%d", i, c)
				if n > 0 {
					id += fmt.Sprint("-", n)
				}
				if n > 1 { // in the list of the question
					continue
				}
				words := board.Passages(p, e)[0].Exact()
				a.Eval(`document.getElementById(args[0]).focus()`, nil, id)
				a.Press("Enter")
				if err := a.TryWait(`document.activeElement.id === "article" && document.querySelector(".inspector-quote")?.textContent.replaceAll("…", "").trim() === args[0]`, patience, words); err != nil {
					var got string
					a.Eval(`return document.activeElement.id + ": " + document.querySelector(".inspector-quote")?.textContent`, &got)
					a.t.Fatalf("%s leads to %q, want %q", id, got, words)
				}
				a.toBoard()
			}
		}
	}
}

// onePair is a line of the file of pairs.
type onePair struct {
	Premise, Hypothesis, Label, Question string

	PremiseDocument    string `json:"premise_document"`
	PremiseStart       int    `json:"premise_start"`
	PremiseEnd         int    `json:"premise_end"`
	PremiseValue       string `json:"premise_value"`
	HypothesisDocument string `json:"hypothesis_document"`
	HypothesisStart    int    `json:"hypothesis_start"`
	HypothesisEnd      int    `json:"hypothesis_end"`
	HypothesisValue    string `json:"hypothesis_value"`
}

// pairs exports what contradicts what: text[start:end] is the quote on both
// sides.
func (a *app) pairs(p *annotations.Project) {
	a.t.Helper()
	a.Press("Control+Shift+e")
	a.click("radio", "Contradictions")
	a.click("button", "Export")
	found := map[string]bool{}
	for line := range bytes.Lines(a.Download("project.nli.jsonl", patience)) {
		var x onePair
		if err := json.Unmarshal(line, &x); err != nil {
			a.t.Fatal(err)
		}
		for _, s := range []struct {
			document   string
			start, end int
			words      string
		}{{x.PremiseDocument, x.PremiseStart, x.PremiseEnd, x.Premise}, {x.HypothesisDocument, x.HypothesisStart, x.HypothesisEnd, x.Hypothesis}} {
			text, _ := p.Text(s.document)
			if points := []rune(text.String()); s.end > len(points) || string(points[s.start:s.end]) != s.words {
				a.t.Errorf("[%d,%d) of %.8s is not %q", s.start, s.end, s.document, s.words)
			}
		}
		if x.Label != "contradiction" {
			a.t.Errorf("%+v", x)
		}
		sides := []string{x.PremiseValue, x.HypothesisValue}
		slices.Sort(sides)
		found[x.Question+" "+strings.Join(sides, " | ")] = true
	}
	for _, want := range []string{
		"How many died? 35 | 38", "What caused it? bird strike | drone attack", "What caused it? drone attack | missile", "What caused it? bird strike | missile",
	} {
		if !found[want] {
			a.t.Errorf("no pair of %s among %v", want, found)
		}
	}
}

// boardFiles exports the board itself, and the picture of a question.
func (a *app) boardFiles() {
	a.t.Helper()
	a.Wait(`!document.querySelector("dialog[open]")`, patience)
	a.click("button", "CSV")
	if data := a.Download("board.csv", patience); !bytes.Contains(data, []byte("How many died?,conflict,")) {
		a.t.Errorf("%.300s", data)
	}
	a.click("button", "Report")
	if data := a.Download("board.html", patience); !bytes.HasPrefix(data, []byte("<!doctype html>")) || bytes.Contains(data, []byte("<script")) {
		a.t.Errorf("%.300s", data)
	}
	a.click("button", "Timeline: What caused it?")
	a.Wait(`document.querySelectorAll("dialog[open] .timeline-table tbody tr").length > 5`, patience)
	a.click("button", "Save the picture (SVG)")
	if data := a.Download("timeline.svg", patience); !bytes.HasPrefix(data, []byte("<svg ")) {
		a.t.Errorf("%.300s", data)
	}
	a.Press("Escape")
	a.Wait(`!document.querySelector("dialog[open]")`, patience)
}

// ownQuestion asks a question by hand, answers it with two keys from a passage,
// corrects the answer, and takes it all back.
func (a *app) ownQuestion() {
	a.t.Helper()
	a.click("button", "New question")
	a.Wait(`document.activeElement.id === "question-text"`, patience)
	a.Type("How many are injured?")
	a.Press("Enter")
	a.says("On the board: How many are injured?")
	a.focus()
	a.Press("Control+Home", "s", "b")
	a.Wait(`document.querySelector("dialog[open] .board-option") === document.activeElement`, patience)
	a.Press("Enter") // the first question
	a.says("How many died?")
	a.says("35, contradicts another source")
	a.toBoard()
	a.Wait(`document.querySelector(".board tbody").textContent.includes("How many are injured?")`, patience)
	a.Eval(`[...document.querySelectorAll(".board-silent")].at(-1).focus()`, nil)
	a.Press("Enter")
	a.Wait(`document.activeElement.id === "answer-raw"`, patience)
	a.Type("eleven of them")
	a.shows("dialog [role=status]", "Read as 11")
	a.Press("Enter")
	a.says("How many are injured? 11")
	a.saved()
	p := a.project()
	if p.Questions.Len() != len(matters)+1 {
		a.t.Errorf("%d questions", p.Questions.Len())
	}
	a.Press("Control+z", "Control+z") // the headline was on the board already
	a.says("Undone: Question")
	a.saved()
}
