package app

import (
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// markdown shows the little Markdown that guidelines are written in: headings,
// paragraphs, lists, bold, emphasis and code. Everything is text on the page;
// markup it does not know stays as it was typed.
func markdown(s string) []ga.UI {
	var out []ga.UI
	var paragraph, items []string
	flush := func() {
		if len(paragraph) > 0 {
			out = append(out, el("p").Body(inline(strings.Join(paragraph, " "))...))
			paragraph = nil
		}
		if len(items) > 0 {
			list := make([]ga.UI, len(items))
			for i, item := range items {
				list[i] = el("li").Body(inline(item)...)
			}
			out = append(out, el("ul").Class("bullets").Body(list...))
			items = nil
		}
	}
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		item, isItem := cutItem(line)
		switch {
		case line == "":
			flush()
		case strings.HasPrefix(line, "#"):
			flush()
			level := len(line) - len(strings.TrimLeft(line, "#"))
			out = append(out, el([]string{"h2", "h3", "h4"}[min(level, 3)-1]).Body(inline(strings.TrimSpace(line[level:]))...))
		case isItem:
			if len(paragraph) > 0 {
				flush()
			}
			items = append(items, item)
		case len(items) > 0: // an item goes on
			items[len(items)-1] += " " + line
		default:
			paragraph = append(paragraph, line)
		}
	}
	flush()
	return out
}

// cutItem cuts the sign off an item of a list.
func cutItem(line string) (string, bool) {
	for _, sign := range []string{"- ", "* "} {
		if rest, ok := strings.CutPrefix(line, sign); ok {
			return rest, true
		}
	}
	n := 0
	for n < len(line) && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	if n > 0 && strings.HasPrefix(line[n:], ". ") {
		return line[n+2:], true
	}
	return line, false
}

// inline shows bold, emphasis and code within a line.
func inline(s string) []ga.UI {
	var out []ga.UI
	for s != "" {
		at, sign := len(s), ""
		for _, m := range []string{"**", "*", "`"} {
			if i := strings.Index(s, m); i >= 0 && i < at && strings.Contains(s[i+len(m):], m) {
				at, sign = i, m
			}
		}
		if at > 0 {
			out = append(out, ga.Text(visible(s[:at])))
		}
		if sign == "" {
			break
		}
		inside, rest, _ := strings.Cut(s[at+len(sign):], sign)
		tag := map[string]string{"**": "strong", "*": "em", "`": "q"}[sign]
		out = append(out, el(tag).Class("md-"+tag).Text(visible(inside)))
		s = rest
	}
	return out
}

// ruleOf is the part of a guideline under the heading of a label's key, up to
// the next heading of the same level; "" when there is none.
func ruleOf(guideline, key string) string {
	var out []string
	in := false
	for line := range strings.Lines(guideline) {
		if strings.HasPrefix(line, "## ") || strings.HasPrefix(line, "# ") {
			in = strings.EqualFold(strings.TrimSpace(strings.TrimLeft(line, "#")), key)
			continue
		}
		if in {
			out = append(out, line)
		}
	}
	return strings.TrimSpace(strings.Join(out, ""))
}

// guidelinePanel shows the guideline beside the text: the rule of the chosen
// label first, then everything.
func (d *desk) guidelinePanel() ga.UI {
	guideline := d.scheme().Guideline
	if guideline == "" {
		return el("p").Class("empty").Text("This project has no guideline yet. Write one under Scheme.")
	}
	var body []ga.UI
	for _, l := range d.scheme().Offered() {
		if rule := ruleOf(guideline, l.Key); rule != "" {
			a, ok := d.chosen()
			body = append(body, el("details").Class("rule-of").Attr("open", ok && a.Label == l.Key).Body(
				el("summary").Body(swatch(l), ga.Text(visible(l.Title))), el("div").Class("md").Body(markdown(rule)...)))
		}
	}
	body = append(body, el("details").Class("rule-of").Body(el("summary").Text("The whole guideline"), el("div").Class("md").Body(markdown(guideline)...)))
	return el("div").Class("guideline").Body(body...)
}
