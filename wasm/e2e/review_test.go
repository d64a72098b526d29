//go:build !js

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gloss/annotations"
	"gloss/annotations/agreement"
	"gloss/annotations/article"
	"gloss/annotations/format"
	"gloss/annotations/review"
)

// vote is what one of three people marked in the articles of testdata.
type vote struct {
	who           string
	label, words  string
	entities, how string // how: what else the files say of it
}

// votes differ in every way there is, passage by passage.
var votes = []vote{
	{"Ana", "fact", "The ferry Astrid ran aground near Lantern Point", "", "in Cleo’s file, too"},
	{"Ben", "fact", "The ferry Astrid ran aground near Lantern Point", "", ""},
	{"Cleo", "fact", "The ferry Astrid ran aground near Lantern Point", "", ""},

	{"Ana", "fact", "All 62 people aboard were taken off within two hours", "", ""},
	{"Ben", "fact", "All 62 people aboard were taken off", "", ""},
	{"Cleo", "fact", "All 62 people aboard were taken off within two hours", "", ""},

	{"Ana", "claim", "Nobody was hurt", "", "newer in Cleo’s file"},
	{"Ben", "fact", "Nobody was hurt", "", ""},
	{"Cleo", "fact", "Nobody was hurt", "", ""},

	{"Ana", "opinion", "charts grow old", "", ""},

	{"Ana", "claim", "the light on the point had been dark since Friday", "", ""},
	{"Ben", "claim", "the light on the point had been dark since Friday", "", "changed elsewhere in Cleo’s file"},

	{"Ana", "opinion", "It was, in the end, a small thing made large by fog. The inquiry will report in June", "", ""},
	{"Ben", "opinion", "It was, in the end, a small thing made large by fog", "", ""},
	{"Ben", "claim", "The inquiry will report in June", "", ""},

	{"Ana", "claim", "Nobody had told the ferry that the light at Lantern Point was out", "urn:x-gloss:test:crew", ""},
	{"Ben", "claim", "Nobody had told the ferry that the light at Lantern Point was out", annotations.NIL, ""},
	{"Cleo", "claim", "Nobody had told the ferry that the light at Lantern Point was out", "", ""},

	{"Ana", "opinion", "It is bad manners to blame a lamp", "", ""},
	{"Ben", "opinion", "It is bad manners to blame a lamp", "", ""},
	{"Cleo", "fact", "It is bad manners to blame a lamp", "", ""},
}

// voters returns the project files of three people who are done with both
// articles, and what they hold together.
func voters(t *testing.T) ([]file, *annotations.Project) {
	t.Helper()
	const at = annotations.Time(1_741_000_000_000)
	var texts []annotations.Text
	var all *annotations.Project
	shared := []annotations.Record{&annotations.Entity{Stamp: annotations.Stamp{ID: "urn:x-gloss:test:crew", Version: annotations.Version{{Actor: "Ana", N: 1}}}, Name: "The crew"}}
	for _, name := range []string{"1-ferry.txt", "2-lamp.txt"} {
		data, err := os.ReadFile(filepath.Join("testdata", "articles", name))
		if err != nil {
			t.Fatal(err)
		}
		doc, text, err := article.Parse(name, data, article.Options{})
		if err != nil {
			t.Fatal(err)
		}
		texts, shared = append(texts, text), append(shared, doc.Opened())
	}
	holds := map[string][]annotations.Record{}
	id := func(kind, i int) string { return fmt.Sprintf("urn:uuid:00000000-0000-7000-800%d-%012d", kind, i) }
	people := []string{"Ana", "Ben", "Cleo"}
	stamp := func(id, who, actor string, n int) annotations.Stamp {
		return annotations.Stamp{ID: id, By: "urn:x-gloss:test:" + who, Created: at, Version: annotations.Version{{Actor: actor, N: n}}}
	}
	for _, who := range people {
		holds[who] = append(slices.Clone(shared), &annotations.Person{Stamp: stamp("urn:x-gloss:test:"+who, who, who, 1), Name: who})
		for _, text := range texts {
			holds[who] = append(holds[who], &annotations.Progress{Stamp: stamp(annotations.ProgressID(text.ID(), "urn:x-gloss:test:"+who), who, who, 1), Document: text.ID(), State: annotations.Done})
		}
	}
	for i, v := range votes {
		a := &annotations.Annotation{Stamp: stamp(id(2, i), v.who, v.who, 1), Label: v.label}
		for _, text := range texts {
			if at := strings.Index(text.String(), v.words); at >= 0 {
				start := utf8.RuneCountInString(text.String()[:at])
				a.Target = annotations.TargetOf(text.ID(), text, annotations.Span{Start: start, End: start + utf8.RuneCountInString(v.words)})
			}
		}
		if v.entities != "" {
			a.Entities = []string{v.entities}
		}
		mine, cleos := *a, *a
		switch v.how {
		case "in Cleo’s file, too":
			holds["Cleo"] = append(holds["Cleo"], &cleos)
		case "newer in Cleo’s file":
			mine.Label = "opinion"
			cleos.Version = annotations.Version{{Actor: v.who, N: 2}}
			holds["Cleo"] = append(holds["Cleo"], &cleos)
		case "changed elsewhere in Cleo’s file":
			cleos.Note, cleos.Version = "says who?", annotations.Version{{Actor: v.who + " at home", N: 1}}
			holds["Cleo"] = append(holds["Cleo"], &cleos)
		}
		holds[v.who] = append(holds[v.who], &mine)
	}
	var files []file
	for i, who := range people {
		p, err := annotations.ProjectOf(holds[who]...)
		if err != nil {
			t.Fatal(err)
		}
		p.ID = id(3, i)
		p = p.WithText(texts[0]).WithText(texts[1])
		data, err := format.Write(p, format.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file{strings.ToLower(who) + ".gloss.json", data})
		if all == nil {
			all = p
		} else {
			all = annotations.Merge(all, p)
		}
	}
	return files, all
}

// Three people's files are opened together and judged: the sum is said, the
// measures are those of the domain, every case is decided by keys alone, gold is
// what was decided. A second reviewer who decides otherwise is heard, one level
// up.
func TestReview(t *testing.T) {
	files, all := voters(t)
	each(t, func(t *testing.T, a *app) {
		a.open(files...)
		sum := fmt.Sprintf("3 files: %d new, 1 updated, 1 conflict, 1 duplicate", len(votes))
		a.shows("dialog[open] .report-sum", sum)
		a.says(sum)
		a.report()

		a.tabBackTo("Review")
		a.keys("Enter")
		a.agreement(all)
		a.tabTo("Cases")
		a.keys("Enter")
		a.judged()
		a.saved()

		decided := a.exported()
		a.decisions(a.read(decided))
		a.gold(a.read(decided))
		a.others()
		a.secondReviewer(decided)
	})
}

// agreement compares the page Agreement with what the domain measures.
func (a *app) agreement(p *annotations.Project) {
	a.t.Helper()
	var ids []string
	for d := range p.Documents.All() {
		ids = append(ids, d.ID)
	}
	docs, err := review.Agreement(p, ids, review.Options{})
	if err != nil {
		a.t.Fatal(err)
	}
	r, err := agreement.Measure(docs, agreement.Options{Seed: agreement.Seed(docs)})
	if err != nil {
		a.t.Fatal(err)
	}
	a.Wait(`document.querySelector(".agreement .scores") && !document.querySelector(".page-bar progress")`, 2*time.Minute)
	scores := []agreement.Scores{r.Overall}
	for _, l := range r.Labels {
		scores = append(scores, l.Scores)
	}
	for _, d := range r.Documents {
		scores = append(scores, d.Scores)
	}
	var want []string
	for i := range scores {
		for _, key := range []string{"exact_f1", "overlap_f1", "gamma", "bu_alpha", "cu_alpha"} {
			want = append(want, key+" "+scored(scores[i].Get(key)))
		}
	}
	var got []string
	a.Eval(`return [...document.querySelectorAll(".scores:not(.further) .score")].slice(0, args[0]).map((e) =>
		e.dataset.measure + " " + [...e.querySelectorAll(e.classList.contains("na") ? ".value" : ".value, .why")].map((w) => w.textContent.replaceAll("\u202f", "")).join(", "))`, &got, len(want))
	if !slices.Equal(got, want) {
		a.t.Errorf("the page Agreement shows\n%q, want\n%q", got, want)
	}
	if !slices.ContainsFunc(want, func(s string) bool { return strings.HasPrefix(s, "gamma 0.") }) {
		a.t.Errorf("nothing was measured: %q", want)
	}
}

// scored is a score as the page writes it: the value, its interval, and what
// was counted.
func scored(s *agreement.Score) string {
	digits := func(v float64) string {
		out := strings.Replace(strconv.FormatFloat(v, 'f', 2, 64), "-", "−", 1)
		return strings.Replace(out, "−0.00", "0.00", 1)
	}
	if s.Reason != "" {
		return "n/a"
	}
	out := digits(s.Value)
	if s.Interval {
		out += ", " + digits(s.Low) + " to " + digits(s.High)
	}
	if s.Expected == 0 && s.Observed == 0 {
		return out + fmt.Sprintf(", %d of %d", int(s.Agreed+0.5), int(s.N+0.5))
	}
	return out + fmt.Sprintf(", n = %d", int(s.N+0.5))
}

// front is the case in front.
type front struct {
	Title, Level, State, Quote, Tally, Text string
	Versions                                []string
}

func (a *app) front() front {
	a.t.Helper()
	var f front
	a.Eval(`
		const text = (css) => document.querySelector(css)?.textContent ?? "";
		return {
			title: text(".case-title h2"), level: text(".case-title .badge"), state: text(".case-title .case-state"), tally: text(".case-tally"),
			quote: text(".case-item[aria-current] .case-quote"), text: text("#case .versions") + text("#case .rulings"),
			versions: [...document.querySelectorAll(".versions .version")].map((e) => [...e.querySelectorAll(".answer-body")].map((x) => x.textContent).join(" and ")),
		}`, &f)
	return f
}

// judging waits until the case in front is of these words and keys go to it.
func (a *app) judging(quote string) front {
	a.t.Helper()
	if a.TryWait(`document.querySelector(".case-item[aria-current] .case-quote")?.textContent.startsWith(args[0]) && document.activeElement.id === "case"`, patience, quote) != nil {
		var where string
		a.Eval(`return document.activeElement?.outerHTML.slice(0, 160)`, &where)
		a.t.Fatalf("in front is %+v, the focus on %s; want %q", a.front(), where, quote)
	}
	return a.front()
}

// version returns the key of the version that begins so.
func (a *app) version(begins string) string {
	a.t.Helper()
	f := a.front()
	i := slices.IndexFunc(f.Versions, func(s string) bool { return strings.HasPrefix(s, begins) })
	if i < 0 {
		a.t.Fatalf("no version begins with %q: %+v", begins, f)
	}
	return strconv.Itoa(i + 1)
}

// tallied waits until so many cases are decided.
func (a *app) tallied(words string) {
	a.t.Helper()
	a.shows(".case-tally", words+" decided")
}

// judged decides every case by keys.
func (a *app) judged() {
	a.t.Helper()
	a.judging("The ferry Astrid")
	a.tallied("0 of 8")
	if f := a.front(); f.Title != "All agree" || strings.Contains(f.Text, "Ana") {
		a.t.Errorf("before any decision: %+v", f)
	}
	a.tabBackTo("Accept 1 that all agree on")
	a.keys("Enter")
	a.says("Accepted 1 case that all agree on")
	a.tallied("1 of 8")
	if f := a.judging("The ferry Astrid"); f.State != "Decided, auto" || !strings.Contains(f.Text, "Ana") || !strings.Contains(f.Text, "because all agree") {
		a.t.Errorf("accepted because all agree: %+v", f)
	}
	a.keys("Enter")

	if f := a.judging("All 62"); f.Title != "Same label, different edges" || strings.Contains(f.Text, "Ana") {
		a.t.Errorf("edges: %+v", f)
	}
	a.keys("a", "{")
	a.says("within two”")
	a.keys("Enter")

	if f := a.judging("Nobody was hurt"); f.Title != "Different labels" {
		a.t.Errorf("labels: %+v", f)
	}
	a.keys(a.version("Claim"), "!")
	a.says("Reason: Guideline")
	a.keys("Enter")

	if f := a.judging("charts"); f.Title != "Marked by one" {
		a.t.Errorf("by one: %+v", f)
	}
	a.keys("x")
	a.says("Rejected: nothing stands here")
	a.tallied("4 of 8")
	a.keys("Enter")

	if f := a.judging("the light on the point"); f.Title != "Marked by some" {
		a.t.Errorf("by some: %+v", f)
	}
	a.keys("n")
	a.Wait(`document.activeElement.id === "case-note"`, patience)
	a.Type("she says so")
	a.keys("Escape", "@")
	a.says("Reason: Slip")
	a.keys("Enter")

	if f := a.judging("It was, in the end"); f.Title != "One annotation or several" {
		a.t.Errorf("parts: %+v", f)
	}
	a.keys("s", "p")
	a.says("Claim: “The inquiry")
	a.keys("f")
	a.says("Fact: “The inquiry")
	a.keys("Enter")

	if f := a.judging("Nobody had told"); f.Title != "About different entities" {
		a.t.Errorf("entities: %+v", f)
	}
	a.keys("a", "e")
	a.Wait(`document.activeElement.id === "pick"`, patience)
	a.Type("lantern")
	a.shows("#options [aria-selected=true]", "Lantern Point")
	a.keys("Enter")
	a.judging("Nobody had told")
	a.shows(".stands-box", "Lantern Point")
	a.keys("Enter")

	a.judging("It is bad manners")
	a.keys("d")
	a.says("Put off")
	a.shows(".case-title .case-state", "Put off")
	a.tallied("7 of 8")
	a.keys("j")
	a.says("This is the last case")
	a.keys("f", "Enter")
	a.says("No further case waits for a decision")
	a.tallied("8 of 8")
	a.keys("u")
	a.says("Undone: Accept in review")
	a.tallied("7 of 8")
	a.keys("Control+Shift+z")
	a.tallied("8 of 8")
}

// decisions checks what was recorded.
func (a *app) decisions(p *annotations.Project) {
	a.t.Helper()
	var got []string
	for d := range p.Decisions.All() {
		var words []string
		for _, id := range d.Result {
			r, ok := p.Annotations.Get(id)
			if !ok || d.Auto == (r.Origin == annotations.OriginReview) || !d.Auto && r.By != d.By {
				a.t.Errorf("decision %+v has the result %+v", d, r)
				continue
			}
			words = append(words, r.Label+" "+r.Exact())
		}
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", d.Outcome, d.Reason, d.Note, strings.Join(words, " + "))))
	}
	want := []string{
		"accept   fact The ferry Astrid ran aground near Lantern Point",
		"edit   fact All 62 people aboard were taken off within two",
		"accept guideline  claim Nobody was hurt",
		"reject",
		"accept slip she says so claim the light on the point had been dark since Friday",
		"split   opinion It was, in the end, a small thing made large by fog + fact The inquiry will report in June",
		"edit   claim Nobody had told the ferry that the light at Lantern Point was out",
		"accept   fact It is bad manners to blame a lamp",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		a.t.Errorf("the decisions are\n%q, want\n%q", got, want)
	}
}

// gold exports what stands and compares it with what was decided.
func (a *app) gold(p *annotations.Project) {
	a.t.Helper()
	a.Press("Control+Shift+e")
	a.click("radio", "Gold")
	a.shows("dialog[open] .extent [role=status]", "8 annotations")
	a.click("button", "Export")
	gold := a.read(a.Download("gold-project.gloss.json", patience))
	want := []string{
		"fact: The ferry Astrid ran aground near Lantern Point",
		"fact: All 62 people aboard were taken off within two",
		"claim: Nobody was hurt",
		"claim: the light on the point had been dark since Friday",
		"opinion: It was, in the end, a small thing made large by fog",
		"fact: The inquiry will report in June",
		"claim: Nobody had told the ferry that the light at Lantern Point was out",
		"fact: It is bad manners to blame a lamp",
	}
	got := marked(gold)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		a.t.Errorf("gold is\n%q, want\n%q", got, want)
	}
	computed, err := review.Gold(p, "", review.GoldOptions{})
	if err != nil || len(computed) != len(want) {
		a.t.Fatal(err, len(computed))
	}
	for _, g := range computed {
		n, ok := gold.Annotations.Get(g.Annotation.ID)
		if !ok || !slices.Equal(n.Entities, g.Annotation.Entities) || string(n.Foreign) == "" {
			a.t.Errorf("gold has %+v, want %+v", n, g.Annotation)
		}
	}
	if n := a.find(gold, "Nobody had told"); !slices.Contains(n.Entities, "urn:x-gloss:entity:lantern") {
		a.t.Errorf("gold is about %q", n.Entities)
	}
	if n := a.find(gold, "Nobody was hurt"); !strings.Contains(strings.ReplaceAll(string(n.Foreign), " ", ""), `"votes":{"claim":1,"fact":2}`) {
		a.t.Errorf("the votes are not beside it: %s", n.Foreign)
	}
}
