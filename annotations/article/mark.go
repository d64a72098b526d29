package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotations"
)

// mark sets the kinds of the lines: headline, byline, caption, and, where the
// file has no markup of its own, headings and items.
func mark(ls []*line, h head, marked bool) {
	if h.title >= 0 {
		for _, l := range ls {
			if l.level == 1 && l.kind == annotations.Headline {
				l.kind = annotations.Heading
			}
		}
		ls[h.title].kind = annotations.Headline
	}
	for _, i := range h.notes {
		if i != h.title {
			ls[i].kind = annotations.Byline
		}
	}
	for i := h.from; i < h.to; i++ {
		if ls[i].kind == annotations.Paragraph && i > h.title && isCaption(ls[i]) {
			ls[i].kind = annotations.Caption
		}
	}
	if marked {
		return
	}
	for i := h.body; i < len(ls); i++ {
		switch {
		case ls[i].kind != annotations.Paragraph:
		case isItem(ls, i):
			ls[i].kind = annotations.ListItem
		case isHeading(ls, i):
			ls[i].kind = annotations.Heading
		}
	}
}

// isHeading recognises a heading of plain text: a short line, set apart, that
// ends as no sentence does, between running text.
func isHeading(ls []*line, i int) bool {
	if i == 0 || i+1 >= len(ls) || !looksHeadline(ls[i]) || ls[i].words > 12 || !ls[i].apart {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(ls[i].text)
	return ls[i-1].ended && ls[i+1].grade == prose && !ls[i+1].folded && !strings.ContainsRune(",;:", last)
}

// isItem recognises an item of a list: a line with a bullet, next to another.
func isItem(ls []*line, i int) bool {
	return bullet(ls[i].text) && (i > 0 && bullet(ls[i-1].text) || i+1 < len(ls) && bullet(ls[i+1].text))
}

func bullet(s string) bool {
	for _, b := range []string{"- ", "* ", "• ", "‣ ", "▪ ", "● "} {
		if strings.HasPrefix(s, b) {
			return true
		}
	}
	return false
}

// credits are found at the end of a caption.
var credits = []string{
	"getty images", "anadolu", "ap photo", "photo:", "photo by", "photos by", "image:", "courtesy of", "handout", "epa", "afp", "reuters",
	"foto:", "фото:", "©", "screenshot", "shutterstock", "tass", "zuma", "imago", "picture alliance", "illustration",
}

// isCaption recognises the caption of a picture by the credit it ends with.
func isCaption(l *line) bool {
	if l.long || l.words > 80 {
		return false
	}
	s := strings.ToLower(l.text)
	end := s[strings.LastIndexAny(s, ".([")+1:]
	if !strings.HasSuffix(s, ")") && !strings.HasSuffix(s, "]") && len(end) > 60 {
		return false
	}
	for _, c := range credits {
		if strings.Contains(end, c) && !ended(l.text) {
			return true
		}
	}
	return false
}

func isHeadStart(s string) bool {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	r, _ := utf8.DecodeRuneInString(s)
	return !unicode.IsLower(r) && s != ""
}

// learn completes the facts by what the lines tell.
func (p *page) learn(ls []*line, h head) {
	if h.title >= 0 {
		p.facts.title = ls[h.title].text
	}
	p.facts = p.facts.or(h.facts)
	if h.body < len(ls) {
		p.facts = p.facts.or(placeline(ls[h.body].text))
	}
	found := detect(ls)
	if found != "" && found != primary(p.facts.language) {
		p.facts.language = found
	}
}

// primary is the language subtag of a language tag.
func primary(tag string) string {
	tag, _, _ = strings.Cut(tag, "-")
	return strings.ToLower(tag)
}
