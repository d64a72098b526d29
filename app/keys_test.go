package app

import (
	"slices"
	"testing"

	"gloss/annotations"
	"gloss/app/browser"
)

func TestTableHasNoDuplicateKeys(t *testing.T) {
	table := append(commands(), labelCommands(annotations.BuiltinScheme())...)
	if got := duplicates(table); len(got) > 0 {
		t.Errorf("claimed twice: %v", got)
	}
	ids := map[string]bool{}
	for _, c := range table {
		if ids[c.id] || c.title == "" || !slices.Contains(groups, c.group) || c.run == nil {
			t.Errorf("command %q, title %q, group %q", c.id, c.title, c.group)
		}
		ids[c.id] = true
	}
	twice := append(table, command{id: "other", keys: []chord{"Digit1"}, where: inArticle})
	if got := duplicates(twice); len(got) != 1 {
		t.Errorf("a second command on 1: %v", got)
	}
}

// The keys that the design names, whatever the layout types at their place.
func TestDesignedKeys(t *testing.T) {
	d := newDesk(browser.NewOrigin().Tab().Services)
	d.setKeys()
	d.keys.reading.Store(true)
	for _, c := range []struct {
		stroke stroke
		want   string
	}{
		{stroke{Code: "Digit1", Key: "&"}, "label-claim"},
		{stroke{Code: "Digit3", Key: "3"}, "label-opinion"},
		{stroke{Code: "KeyS", Key: "ы"}, "sentence"},
		{stroke{Code: "KeyS", Key: "Ы", Shift: true}, "sentence-extend"},
		{stroke{Code: "KeyE", Key: "e"}, "entity"},
		{stroke{Code: "BracketRight", Key: "]"}, "next"},
		{stroke{Code: "ArrowLeft", Key: "ArrowLeft", Alt: true, Shift: true}, "end-word-back"},
		{stroke{Code: "ArrowRight", Key: "ArrowRight", Alt: true}, "start-word-forward"},
		{stroke{Code: "ArrowRight", Key: "ArrowRight", Alt: true, Ctrl: true}, "start-forward"},
		{stroke{Code: "Delete", Key: "Delete"}, "delete"},
		{stroke{Code: "KeyZ", Key: "z", Ctrl: true}, "undo"},
		{stroke{Code: "KeyZ", Key: "Z", Ctrl: true, Shift: true}, "redo"},
		{stroke{Code: "Minus", Key: "?", Shift: true}, "help"},
		{stroke{Code: "KeyK", Key: "k", Ctrl: true}, "palette"},
		{stroke{Code: "KeyO", Key: "o", Ctrl: true}, "open"},
		{stroke{Code: "KeyS", Key: "s", Ctrl: true}, "save"},
		{stroke{Code: "ArrowUp", Key: "ArrowUp", Shift: true}, "line-extend-back"},
	} {
		got := ""
		for _, x := range d.table() {
			if x.where != inReview && slices.ContainsFunc(x.keys, func(k chord) bool { return k.matches(c.stroke) }) {
				got = x.id
			}
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.stroke, got, c.want)
		}
		if _, ok := d.claims(c.stroke, browser.FocusArticle); !ok {
			t.Errorf("%+v is not claimed in the article", c.stroke)
		}
	}
	for focus, want := range map[browser.Focus]bool{browser.FocusField: false, browser.FocusNone: false, browser.FocusControl: false} {
		if _, ok := d.claims(stroke{Code: "KeyS", Key: "s"}, focus); ok != want {
			t.Errorf("S with the focus on %q: claimed %v", focus, ok)
		}
	}
	if _, ok := d.claims(stroke{Code: "KeyZ", Key: "z", Ctrl: true}, browser.FocusField); ok {
		t.Error("undo of typing was taken from the field")
	}
}

// The keys of the cases live in the cases alone, and Enter on a button presses
// the button.
func TestCaseKeys(t *testing.T) {
	d := newDesk(browser.NewOrigin().Tab().Services)
	d.page = pageReview
	d.setKeys()
	for _, c := range []struct {
		stroke stroke
		want   string
	}{
		{stroke{Code: "KeyJ", Key: "о"}, "case-next"},
		{stroke{Code: "KeyK"}, "case-previous"},
		{stroke{Code: "Digit1", Key: "&"}, "case-take-1"},
		{stroke{Code: "Digit9"}, "case-take-9"},
		{stroke{Code: "KeyA"}, "case-proposal"},
		{stroke{Code: "KeyC"}, "case-label-claim"},
		{stroke{Code: "KeyF"}, "case-label-fact"},
		{stroke{Code: "KeyO"}, "case-label-opinion"},
		{stroke{Code: "BracketLeft", Key: "["}, "case-start-back"},
		{stroke{Code: "BracketRight", Key: "]"}, "case-start-forward"},
		{stroke{Code: "BracketLeft", Key: "{", Shift: true}, "case-end-back"},
		{stroke{Code: "BracketRight", Key: "}", Shift: true}, "case-end-forward"},
		{stroke{Code: "KeyE"}, "case-entity"},
		{stroke{Code: "KeyX"}, "case-reject"},
		{stroke{Code: "KeyS"}, "case-split"},
		{stroke{Code: "KeyM"}, "case-join"},
		{stroke{Code: "KeyD"}, "case-defer"},
		{stroke{Code: "KeyN"}, "case-note"},
		{stroke{Code: "KeyU"}, "case-undo"},
		{stroke{Code: "Enter"}, "case-accept"},
	} {
		got := ""
		for _, x := range d.table() {
			if x.where == inReview && slices.ContainsFunc(x.keys, func(k chord) bool { return k.matches(c.stroke) }) {
				got = x.id
			}
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.stroke, got, c.want)
		}
		for focus, want := range map[browser.Focus]bool{browser.FocusCase: true, browser.FocusInCase: c.stroke.Code != "Enter", browser.FocusField: false, browser.FocusNone: false, browser.FocusControl: false} {
			if _, ok := d.claims(c.stroke, focus); ok != want {
				t.Errorf("%+v with the focus on %q: claimed %v", c.stroke, focus, ok)
			}
		}
	}
	d.page = pageRead
	d.setKeys()
	if _, ok := d.claims(stroke{Code: "KeyJ"}, browser.FocusCase); ok {
		t.Error("J is claimed on another page")
	}
}

// Labels whose letters are taken go to Shift and the letter.
func TestRelabelKeys(t *testing.T) {
	s := &annotations.Scheme{Labels: []annotations.Label{{Key: "attack", Title: "Attack", Letter: "A"}, {Key: "q", Title: "Question", Letter: "q"}, {Key: "x", Title: "Other", Letter: "ж"}, {Key: "also", Title: "Also", Letter: "A"}}}
	var got []string
	for _, c := range relabelCommands(s) {
		k := ""
		if len(c.keys) > 0 {
			k = c.keys[0].String()
		}
		got = append(got, k)
	}
	if !slices.Equal(got, []string{"Shift+A", "Q", "", ""}) {
		t.Errorf("%q", got)
	}
	if twice := duplicates(append(commands(), relabelCommands(s)...)); len(twice) > 0 {
		t.Error(twice)
	}
}

func TestChordNames(t *testing.T) {
	for c, want := range map[chord]string{"Ctrl+Shift+KeyZ": "Ctrl+Shift+Z", "ArrowLeft": "←", "Digit1": "1", "=?": "?", "BracketLeft": "[", "Ctrl+Home": "Ctrl+Home"} {
		if got := c.String(); got != want {
			t.Errorf("%q: %q, want %q", string(c), got, want)
		}
	}
}
