package app

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
	"gloss/app/browser"
)

func TestVisible(t *testing.T) {
	for s, want := range map[string]string{
		"report\u202egpj.exe": "report‹U+202E›gpj.exe",
		"a\nb\tc":             "a b c",
		"שלום 👨🏻‍🚒":           "שלום 👨🏻‍🚒",
		"x\x00y\u2066":        "x‹U+0000›y‹U+2066›",
	} {
		if got := visible(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		n    int
		noun string
		want string
	}{{0, "change", "0 changes"}, {1, "change", "1 change"}, {2, "new entity", "2 new entities"}, {12345, "place", "12\u202f345 places"}} {
		if got := count(c.n, c.noun); got != c.want {
			t.Errorf("%d %s: %q, want %q", c.n, c.noun, got, c.want)
		}
	}
}

func TestSentenceFindsTheCause(t *testing.T) {
	err := fmt.Errorf("commit: %w", fmt.Errorf("%w: %w", browser.ErrQuota, errors.New("QuotaExceededError")))
	if got := sentence(err); got != sentence(browser.ErrQuota) {
		t.Error(got)
	}
	if got := sentence(errors.New("odd\u202e")); got != "That did not work: odd‹U+202E›. Nothing has changed." {
		t.Error(got)
	}
}

// The rows that are drawn always include every row that can be seen, and the
// two spacers keep the list its full length.
func TestWindowed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := windowed{
			count: rapid.IntRange(0, 5000).Draw(t, "count"), height: rapid.IntRange(20, 100).Draw(t, "height"),
			top: rapid.IntRange(0, 400_000).Draw(t, "top"), view: rapid.IntRange(0, 2000).Draw(t, "view"),
		}
		from, to := w.bounds()
		if from < 0 || to > w.count || from > to {
			t.Fatalf("rows %d to %d of %d", from, to, w.count)
		}
		for row := w.top / w.height; row <= (w.top+w.view)/w.height && row < w.count; row++ {
			if row < from || row >= to {
				t.Fatalf("row %d can be seen and is not in %d to %d", row, from, to)
			}
		}
	})
}

func TestNextEdge(t *testing.T) {
	text, err := annotations.NewText("One two, three 👨🏻‍🚒 four.")
	if err != nil {
		t.Fatal(err)
	}
	at := func(words string) annotations.Span { return text.Find(words, 1)[0] }
	for _, c := range []struct {
		name                      string
		at                        int
		start, forward, character bool
		want                      int
	}{
		{"end to the next word's end", at("two").End, false, true, false, at("three").End},
		{"end back to the last word's end", at("three").End, false, false, false, at("two").End},
		{"start to the next word's start", at("two").Start, true, true, false, at("three").Start},
		{"start back to the last word's start", at("two").Start, true, false, false, at("One").Start},
		{"end by a whole emoji", at("three").End + 1, false, true, true, at("four").Start - 1},
	} {
		if got := nextEdge(text, c.at, c.start, c.forward, c.character); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
