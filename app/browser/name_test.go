package browser

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestSafeName(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"story.gloss.json", "story.gloss.json"},
		{"Überschrift – 1.txt", "Überschrift – 1.txt"},
		{"../../etc/passwd", "-..-etc-passwd"},
		{`C:\temp\a.txt`, "C--temp-a.txt"},
		{"a\u202Etxt.exe", "atxt.exe"},
		{"a\u2066b\u2069\u200F.json", "ab.json"},
		{"line\nbreak\ttab\x00.csv", "line break tab.csv"},
		{`what? "this" <is> *it*|.md`, "what- -this- -is- -it--.md"},
		{" .hidden. ", "hidden"},
		{"", "gloss"},
		{"...", "gloss"},
		{"CON", "gloss-CON"},
		{"nul.txt", "gloss-nul.txt"},
		{"com7.tar.gz", "gloss-com7.tar.gz"},
		{"Mr. Smith goes. to town", "Mr. Smith goes. to town"},
		{"x\xff.json", "x.json"},
		{strings.Repeat("ä", 200) + ".gloss.json", strings.Repeat("ä", 54) + ".gloss.json"},
		{strings.Repeat("a.", 100) + "b", strings.Repeat("a.", 59) + "a"},
	} {
		if got := safeName(test.name); got != test.want {
			t.Errorf("%q: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestSafeNameAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ .a/ä\x{202E}-]{0,300}`)).Draw(t, "name")
		out := safeName(in)
		switch {
		case out == "" || len(out) > longestName:
			t.Errorf("%q: %q is empty or too long", in, out)
		case !utf8.ValidString(out) || strings.ContainsAny(out, `/\:*?"<>|`):
			t.Errorf("%q: %q has what no name may have", in, out)
		case strings.IndexFunc(out, func(r rune) bool {
			return unicode.In(r, unicode.C, unicode.Zl, unicode.Zp) && !unicode.In(r, unicode.Co)
		}) >= 0:
			t.Errorf("%q: %q has invisible characters", in, out)
		case strings.Trim(out, " .") != out:
			t.Errorf("%q: %q begins or ends with what systems drop", in, out)
		}
	})
}
