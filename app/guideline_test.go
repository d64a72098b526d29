package app

import (
	"strings"
	"testing"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

func html(elements []ga.UI) string {
	var b strings.Builder
	for _, e := range elements {
		b.WriteString(strings.Join(strings.Fields(ga.HTMLString(e)), " "))
	}
	return strings.NewReplacer("> ", ">", " <", "<").Replace(b.String())
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", "One\ntwo.\n\nThree.", "<p>One two.</p><p>Three.</p>"},
		{"heading and list", "## Claim\n- a\n- b", `<h3>Claim</h3><ul class="bullets"><li>a</li><li>b</li></ul>`},
		{"an item of two lines", "- a\n  goes **on\n  and** on\n- b", `<ul class="bullets"><li>a goes<strong class="md-strong">on and</strong>on</li><li>b</li></ul>`},
		{"numbered", "1. a\n2. b", `<ul class="bullets"><li>a</li><li>b</li></ul>`},
		{"inline", "**x** and `y`", `<p><strong class="md-strong">x</strong>and<q class="md-q">y</q></p>`},
		{"a lone star", "5 * 3", "<p>5 * 3</p>"},
		{"markup stays text", "<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"},
	} {
		if got := html(markdown(c.in)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestRuleOf(t *testing.T) {
	const guideline = "# Guide\nall\n\n## claim\nrule one\n### more\nx\n\n## fact\nrule two\n"
	for key, want := range map[string]string{"claim": "rule one\n### more\nx", "fact": "rule two", "none": ""} {
		if got := ruleOf(guideline, key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}
