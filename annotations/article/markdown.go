package article

import (
	"strings"

	"gloss/annotations"
)

// readMarkdown takes every line of s as it is, marks headings, quotations and
// items, and folds front matter after reading it. Of the rest of Markdown it
// knows fenced code, in which nothing is marked; [line.text] is without
// emphasis, links and pictures.
func readMarkdown(s string) *page {
	p := &page{text: s, lines: split(s), marked: true}
	fence := ""
	for i := p.frontMatter(); i < len(p.lines); i++ {
		l := p.lines[i]
		switch f := fenceOf(l.text); {
		case fence == "" && f != "":
			fence = f
		case fence != "":
			if strings.HasPrefix(l.text, fence) {
				fence = ""
			}
		default:
			if i+1 < len(p.lines) && !p.lines[i+1].apart {
				l.level = underline(p.lines[i+1].text)
			}
			l.markdown()
		}
	}
	return p
}

func fenceOf(s string) string {
	for _, f := range []string{"```", "~~~"} {
		if strings.HasPrefix(s, f) {
			return f
		}
	}
	return ""
}

// underline is the level of the heading that s underlines, 0 if it does not.
func underline(s string) int {
	switch {
	case len(s) > 1 && strings.Trim(s, "=") == "":
		return 1
	case len(s) > 1 && strings.Trim(s, "-") == "":
		return 2
	}
	return 0
}

// markdown reads the markup at the beginning of a line.
func (l *line) markdown() {
	s := l.text
	hashes := len(s) - len(strings.TrimLeft(s, "#"))
	switch {
	case 1 <= hashes && hashes <= 6 && (len(s) == hashes || s[hashes] == ' '):
		l.level, s = hashes, strings.TrimRight(s[hashes:], "# ")
		l.kind = annotations.Heading
	case l.level > 0:
		l.kind = annotations.Heading
	case strings.HasPrefix(s, ">"):
		l.kind, s = annotations.Quotation, strings.TrimLeft(s, "> ")
	case itemMark(s) > 0:
		l.kind, s = annotations.ListItem, s[itemMark(s):]
	}
	if s = unmark(strings.TrimSpace(s)); s != "" {
		l.text = s
	}
}

// itemMark is the length of "- ", "* ", "+ ", "1. " or "1) " at the beginning
// of s, 0 if there is none.
func itemMark(s string) int {
	if len(s) > 1 && strings.Contains("-*+", s[:1]) && s[1] == ' ' {
		return 2
	}
	n := run(s, func(r rune) bool { return '0' <= r && r <= '9' })
	if 0 < n && n < 10 && (strings.HasPrefix(s[n:], ". ") || strings.HasPrefix(s[n:], ") ")) {
		return n + 2
	}
	return 0
}

// unmark drops emphasis and pictures from s, and leaves the words of links. A
// line of very many brackets is left as it is.
func unmark(s string) string {
	if strings.Count(s, "[") > 50 {
		return s
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "*`[!\\")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		words, rest := link(strings.TrimPrefix(s, "!"))
		switch {
		case rest == "" && words == "":
			if s[0] == '!' || s[0] == '[' {
				b.WriteByte(s[0])
			}
			s = s[1:]
		case s[0] == '!':
			s = rest[1:]
		default:
			b.WriteString(words)
			s = rest[1:]
		}
	}
	b.WriteString(s)
	return strings.Trim(tidy(b.String()), "_")
}

// link cuts "[words](address)" off the beginning of s. The rest begins with the
// closing bracket, so that it is "" only when s begins with no link.
func link(s string) (words, rest string) {
	if !strings.HasPrefix(s, "[") {
		return "", ""
	}
	i := strings.Index(s[:min(len(s), 500)], "](")
	if i < 0 {
		return "", ""
	}
	j := strings.IndexByte(s[i:min(len(s), i+1000)], ')')
	if j < 0 {
		return "", ""
	}
	return s[1:i], s[i+j:]
}

// frontMatter folds and reads the lines between "---" and "---" at the very
// beginning of the text, and returns how many they are.
func (p *page) frontMatter() int {
	if !strings.HasPrefix(p.text, "---\n") {
		return 0
	}
	for i, l := range p.lines[1:min(len(p.lines), 100)] {
		if l.text != "---" && l.text != "..." {
			continue
		}
		p.matter(p.lines[1 : i+1])
		for _, l := range p.lines[:i+2] {
			l.folded = true
		}
		return i + 2
	}
	return 0
}

// matter reads "key: value" lines, and "- value" lines under a key.
func (p *page) matter(ls []*line) {
	f := facts{}
	field := map[string]*string{
		"title": &f.title, "headline": &f.title, "date": &f.published, "published": &f.published, "author": &f.author, "authors": &f.author,
		"byline": &f.author, "source": &f.source, "publisher": &f.source, "site": &f.source, "url": &f.url, "link": &f.url,
		"canonical": &f.url, "lang": &f.language, "language": &f.language,
	}
	var to *string
	for _, l := range ls {
		value, listed := strings.CutPrefix(l.text, "- ")
		if !listed {
			key, v, _ := strings.Cut(l.text, ":")
			to, value = field[strings.ToLower(strings.TrimSpace(key))], v
		}
		value = strings.Trim(value, " \"'[]")
		switch {
		case to == nil || value == "":
		case *to == "":
			*to = value
		case listed:
			*to += ", " + value
		}
	}
	f.published, _, _, _ = findDate(f.published)
	f.url, f.language = address(f.url), langTag(f.language)
	p.facts = f
}
