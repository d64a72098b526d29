package app

import (
	"strings"
	"testing"

	"gloss/app/browser"
)

func TestRemap(t *testing.T) {
	d := newDesk(browser.NewOrigin().Tab().Services)
	d.readKeys()
	press := func(id string, k browser.Key) string {
		d.asking, d.said = id, ""
		d.takeKey(k)
		return d.said
	}
	if said := press("sentence", browser.Key{Code: "KeyG", Key: "g"}); said != "" {
		t.Fatal(said)
	}
	d.setKeys()
	d.keys.reading.Store(true)
	if _, ok := d.claims(stroke{Code: "KeyG", Key: "g"}, browser.FocusArticle); !ok {
		t.Error("the new key does nothing")
	}
	if _, ok := d.claims(stroke{Code: "KeyS", Key: "s"}, browser.FocusArticle); ok {
		t.Error("the old key still works")
	}
	for name, c := range map[string]struct {
		id   string
		key  browser.Key
		want string
	}{
		"taken":              {"note", browser.Key{Code: "KeyE", Key: "e"}, "taken"},
		"a letter elsewhere": {"undo", browser.Key{Code: "KeyJ", Key: "j"}, "Ctrl or Alt"},
	} {
		if said := press(c.id, c.key); !strings.Contains(said, c.want) {
			t.Errorf("%s: %q", name, said)
		}
	}
	d.readKeys()
	if d.remapped["sentence"] != "KeyG" {
		t.Errorf("not remembered: %v", d.remapped)
	}
	press("sentence", browser.Key{Code: "Escape", Key: "Escape"})
	if _, ok := d.remapped["sentence"]; ok {
		t.Error("Escape does not give back the first key")
	}
}
