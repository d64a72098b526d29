package article

import (
	"strings"
	"unicode"
)

// hints is what class, id, role and the like of an element tell about it.
// People name things for what they are, in every publishing system.
type hints struct {
	apart   bool // is something else than the article: a menu, a share bar, a form
	comment bool // is what readers say
	maybe   bool // is so, if there is no running text in it
	body    bool // says it is the article
	byline  bool // says who or when
	author  bool // says who
	lead    bool // stands between headline and text
	caption bool
}

var (
	apartWords = set(`ad ads advert adverts advertisement adslot breadcrumb breadcrumbs consent cookie cookies footer gdpr
		login mostread menu nav navbar navigation newsletter newsletters outbrain pager pagination popup modal recirc recommended
		recommendations related share sharebar sharing sidebar signup skip skiplink social socials sponsor sponsored subscribe
		subscription taboola ticker trending`)
	commentWords = set(`comment comments disqus`)
	maybeWords   = set(`alert banner donate donation feed masthead overlay popular promo promos promoted promotion tags taglist teaser teasers
		toolbar tooltip topics widget widgets author bio`)
	bodyWords    = set(`article articlebody body content entry main page post story text`)
	authorWords  = set(`author authors byline bylines`)
	bylineWords  = set(`date dateline datetime meta posted pubdate publishdate published timestamp`)
	leadWords    = set(`deck dek excerpt intro lead lede standfirst subheading subheadline subtitle summary`)
	captionWords = set(`caption captions figcaption imagecaption`)

	apartTags  = set("nav aside footer form menu dialog")
	apartRoles = set("navigation complementary contentinfo search dialog alertdialog menu menubar toolbar banner form")
)

func hintsOf(n *node) hints {
	h := hints{apart: apartTags[n.tag]}
	for _, a := range n.attrs {
		switch a.key {
		case "role":
			h.apart = h.apart || apartRoles[a.value]
		case "class":
			eachWord(clip(a.value, 400), h.word)
		case "id":
			// A long one is made of a heading: "sharing-with-several-people".
			if strings.Count(a.value, "-")+strings.Count(a.value, "_") < 3 {
				eachWord(clip(a.value, 400), h.word)
			}
		case "rel":
			h.author = h.author || a.value == "author"
		case "itemprop":
			h.author = h.author || a.value == "author"
			h.byline = h.byline || a.value == "datePublished"
			h.body = h.body || strings.EqualFold(a.value, "articleBody")
		}
	}
	h.byline = h.byline || h.author
	return h
}

func (h *hints) word(w string) {
	h.apart = h.apart || apartWords[w] || commentWords[w]
	h.comment = h.comment || commentWords[w]
	h.maybe = h.maybe || maybeWords[w]
	h.body = h.body || bodyWords[w]
	h.byline = h.byline || bylineWords[w]
	h.author = h.author || authorWords[w]
	h.lead = h.lead || leadWords[w]
	h.caption = h.caption || captionWords[w]
}

// eachWord calls f for the words of a class attribute, in lower case:
// "storyFooter related-links" has story, footer, related and links. Each name
// is tried as a whole too.
func eachWord(s string, f func(string)) {
	for name := range strings.FieldsSeq(s) {
		f(strings.ToLower(strings.Map(dropSign, name)))
		start, lower := 0, false
		for i, r := range name {
			letter := unicode.IsLetter(r) || unicode.IsDigit(r)
			if !letter || lower && unicode.IsUpper(r) {
				f(strings.ToLower(strings.TrimFunc(name[start:i], isSign)))
				start = i
			}
			lower = unicode.IsLower(r)
		}
		f(strings.ToLower(strings.TrimFunc(name[start:], isSign)))
	}
}

func isSign(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func dropSign(r rune) rune {
	if isSign(r) {
		return -1
	}
	return r
}
