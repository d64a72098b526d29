package session

import (
	"strings"
	"testing"

	"gloss/annotations"
)

// What stands beside a place that was found are whole words of its line.
func TestAround(t *testing.T) {
	long := strings.Repeat("word ", 20)
	for _, c := range []struct{ name, line, before, after string }{
		{"a short line", "the plane came down", "the ", " came down"},
		{"at the start", "plane came down", "", " came down"},
		{"at the end", "the plane", "the ", ""},
		{"cut on both sides", long + "the plane came " + long, "…" + strings.Repeat(" word", 11) + " the ", " came " + strings.Repeat("word ", 10) + "…"},
		{"one endless word", strings.Repeat("a", 80) + "plane" + strings.Repeat("b", 80), strings.Repeat("a", 60), strings.Repeat("b", 60)},
	} {
		text, err := annotations.NewText("Another line.\n" + c.line + "\nA third.")
		if err != nil {
			t.Fatal(err)
		}
		hits := hitsIn("id", text, "plane")
		if len(hits) != 1 || hits[0].Before != c.before || hits[0].After != c.after {
			t.Errorf("%s: %+v", c.name, hits)
		}
	}
}
