//go:build !js

package e2e

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"gloss/annotations/format"
)

// Work goes out as a project file and as training data, both without a fault,
// and comes back in another browser, where it is added to what is there. A
// second time it brings nothing new.
func TestExport(t *testing.T) {
	each(t, func(t *testing.T, a *app) {
		a.chooseQuickly()
		a.tag("All 62 people aboard were taken off", "2")
		a.tag("made large by fog", "3")
		a.tag("👩‍👩‍👧‍👦 waited, e\u0301tonne\u0301e, for the 🇫🇷", "1")
		a.pick("e", "astrid")
		a.Press("Enter")
		a.says("Linked to Astrid")
		a.focus()
		a.Press("d")
		a.says("Marked done")
		a.shows("#unfiled", "5")
		file1 := a.exported()
		a.Wait(`!document.getElementById("unfiled")`, patience)
		p := a.read(file1)

		a.Press("Control+Shift+e")
		a.click("radio", "Training data")
		a.shows(".losses", "This format cannot hold")
		a.click("button", "Export")
		a.training(a.Download("train.jsonl", patience), marked(p))
		if card := a.Download("README.md", patience); !bytes.Contains(card, []byte("train.jsonl")) {
			t.Errorf("the data card says %.200q", card)
		}

		other := &app{a.Browser, a.t, serve(a.t, made(a.t, withOurs))}
		other.visit("")
		other.tag("Nobody was hurt", "2")
		other.open(file{"colleague.gloss.json", file1})
		other.says("colleague.gloss.json: 3 new annotations")
		other.expect("fact: All 62 people aboard were taken off", "fact: Nobody was hurt",
			"claim: 👩‍👩‍👧‍👦 waited, e\u0301tonne\u0301e, for the 🇫🇷", "opinion: made large by fog")
		other.saved()
		q := other.project()
		other.matches(q)
		mine := other.find(q, "Nobody was hurt")
		for n := range p.Annotations.All() {
			got, ok := q.Annotations.Get(n.ID)
			if !ok || got.By == mine.By || got.By != n.By || got.Exact() != n.Exact() {
				t.Errorf("%+v became %+v", n, got)
			}
		}

		other.press("made large") // somebody else's: it can be read and not changed
		other.says("by somebody")
		other.focus()
		other.Press("1")
		other.says("Somebody else made this")

		other.drop(file{"colleague.gloss.json", file1})
		other.says("nothing new in it")
		other.Reload()
		other.loaded()
		other.drop(file{"again.gloss.json", file1})
		other.says("again.gloss.json: nothing new in it")
		if again := other.project(); !slices.Equal(marked(again), marked(q)) {
			t.Errorf("%q became %q", marked(q), marked(again))
		}
		other.quiet()

		a.visit("") // and back: the colleague's part is new, one's own is not
		data, err := format.Write(q, format.WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		a.open(file{"back.gloss.json", data})
		a.says("back.gloss.json: 1 new annotation, 3 already here")
		if all := a.project(); all.Annotations.Len() != 4 {
			t.Errorf("%q", marked(all))
		}
	})
}

// training reads training data with nothing but a JSON decoder, as a stranger
// does, and compares every span with its text.
func (a *app) training(data []byte, want []string) {
	a.t.Helper()
	for _, f := range format.Validate("train.jsonl", data) {
		a.t.Errorf("%s", f)
	}
	var got []string
	for line := range strings.Lines(string(data)) {
		var d struct {
			Unit  string `json:"offset_unit"`
			Text  string
			Spans []struct {
				Start, End   int
				Label, Quote string
			}
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			a.t.Fatal(err)
		}
		text := []rune(d.Text)
		for _, s := range d.Spans {
			if d.Unit != "code point" || string(text[s.Start:s.End]) != s.Quote {
				a.t.Errorf("%s [%d,%d) is %q, quoted is %q", d.Unit, s.Start, s.End, string(text[s.Start:s.End]), s.Quote)
			}
			got = append(got, s.Label+": "+s.Quote)
		}
	}
	if !slices.Equal(got, want) {
		a.t.Errorf("the training data holds %q, want %q", got, want)
	}
}

// chooseQuickly fails when a choice made while the one before it is still to be
// drawn does not stand.
func (a *app) chooseQuickly() {
	a.t.Helper()
	a.focus()
	a.Press("Control+Shift+e")
	a.Wait(`document.activeElement.matches("dialog input[type=radio]")`, patience)
	var chosen [2]string
	a.Eval(`
		const busy = () => { for (const until = performance.now() + 100; performance.now() < until;); };
		const choices = document.querySelectorAll("dialog input[name=format]");
		addEventListener("click", busy, true);
		choices[1].click();
		choices[2].click();
		removeEventListener("click", busy, true);
		await new Promise((next) => setTimeout(next, 500));
		return [document.querySelector("dialog input[name=format]:checked").value, choices[2].value]`, &chosen)
	if chosen[0] != chosen[1] {
		a.t.Errorf("chosen is %q, want %q", chosen[0], chosen[1])
	}
	a.dismiss()
}
