package article

import (
	"bytes"
	"encoding/json"
	"strings"
)

// pageFacts is what the head of a page says, as it says it.
type pageFacts struct {
	meta      map[string]string // by lower-case name or property, the first of each
	title     string
	lang      string
	canonical string
	saved     string // the address a browser wrote into a saved page
	linked    [][]byte
	expect    bool // the next script holds JSON-LD
}

// Limits of what is read: names and values in bytes, JSON-LD in bytes, scripts
// and depth. encoding/json recurses, and WebAssembly has a small stack.
const (
	maxMeta     = 5000
	maxLinked   = 1 << 20
	maxScripts  = 20
	maxLDDepth  = 32
	maxLDValues = 20_000
)

// start takes what a start tag says of the page.
func (f *pageFacts) start(tag string, attrs []attribute) {
	get := func(key string) string { v, _ := find(attrs, key); return strings.TrimSpace(v) }
	switch tag {
	case "html":
		f.lang = get("lang")
	case "script":
		f.expect = strings.HasPrefix(strings.ToLower(get("type")), "application/ld+json")
	case "link":
		if f.canonical == "" && set(strings.ToLower(get("rel")))["canonical"] {
			f.canonical = get("href")
		}
	case "meta":
		f.addMeta(get("content"), get("property"), get("name"), get("itemprop"))
	}
}

func (f *pageFacts) addMeta(value string, names ...string) {
	if value == "" || len(value) > maxMeta {
		return
	}
	if f.meta == nil {
		f.meta = map[string]string{}
	}
	for _, n := range names {
		n = strings.ToLower(n)
		if _, again := f.meta[n]; n != "" && !again && len(f.meta) < 500 {
			f.meta[n] = value
		}
	}
}

// raw takes the content of an element that leaves no text.
func (f *pageFacts) raw(tag string, s []byte) {
	switch {
	case tag == "title" && f.title == "":
		f.title = tidy(string(s[:min(len(s), maxMeta)]))
	case tag == "script" && f.expect && len(s) <= maxLinked && len(f.linked) < maxScripts:
		f.linked = append(f.linked, bytes.Clone(s))
	}
}

// comment takes the address from the comment browsers put into saved pages:
// "saved from url=(0026)https://example.org/…".
func (f *pageFacts) comment(s []byte) {
	rest, ok := bytes.CutPrefix(bytes.TrimSpace(s[:min(len(s), maxMeta)]), []byte("saved from url=("))
	if _, url, found := bytes.Cut(rest, []byte(")")); ok && found && f.saved == "" {
		f.saved = strings.TrimSpace(string(url))
	}
}

// facts weighs what the page says: JSON-LD is written for machines and most
// reliable, Open Graph next, other names after them.
func (f *pageFacts) facts() facts {
	out := f.jsonLD()
	out = out.or(facts{
		title:     f.first("og:title", "twitter:title", "dc.title", "headline"),
		source:    name(f.first("og:site_name", "application-name", "dc.publisher", "publisher")),
		author:    name(f.first("author", "dc.creator", "parsely-author", "byl", "article:author")),
		url:       address(f.canonical),
		published: dateIn(f.first(dateNames...)),
		language:  langTag(f.lang),
	})
	out = out.or(facts{url: address(f.first("og:url"))}).or(facts{url: address(f.saved)})
	out = out.or(facts{language: langTag(f.first("content-language", "dc.language", "og:locale"))})
	site := f.splitTitle(&out)
	return out.or(facts{source: site})
}

// dateNames are the names of meta elements that tell when an article was
// published, the most exact first.
var dateNames = []string{
	"article:published_time", "og:article:published_time", "datepublished", "article.published", "published_time", "publishdate", "publish_date",
	"publish-date", "pubdate", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "parsely-pub-date",
	"sailthru.date", "date", "dc.date", "dcterms.date",
}

func (f *pageFacts) first(names ...string) string {
	for _, n := range names {
		if v := tidy(f.meta[n]); v != "" {
			return v
		}
	}
	return ""
}

func dateIn(s string) string {
	value, _, _, _ := findDate(clip(s, 200))
	return value
}

// name returns s without "By", "" when it is an address: "article:author" often
// is a profile.
func name(s string) string {
	if strings.Contains(s, "://") {
		return ""
	}
	if rest, ok := afterLabel(s, byLabels[:1]); ok {
		return rest
	}
	return s
}

// splitTitle cuts the name of the site off the title of the page, and takes
// what is left for the headline if nothing better is known. It returns the name
// when the rest is the headline.
func (f *pageFacts) splitTitle(out *facts) (site string) {
	rest := f.title
	for _, sep := range []string{" | ", " · ", " — ", " – ", " - ", " :: ", " » "} {
		i := strings.LastIndex(f.title, sep)
		if i <= 0 {
			continue
		}
		end := f.title[i+len(sep):]
		if head := f.title[:i]; strings.EqualFold(end, out.source) || jaccard(bag(head), bag(out.title)) > 0.7 ||
			countWords(end) <= 4 && countWords(head) > countWords(end) && out.title == "" {
			rest, site = head, end
			break
		}
	}
	if out.title == "" {
		out.title = rest
	}
	return site
}

// jsonLD reads the first article among the page's linked data (schema.org
// Article and its kinds).
func (f *pageFacts) jsonLD() facts {
	for _, s := range f.linked {
		if !shallow(s) {
			continue
		}
		var v any
		if json.Unmarshal(s, &v) != nil {
			continue
		}
		budget := maxLDValues
		if a := articleIn(v, &budget); a != nil {
			return factsOf(a)
		}
	}
	return facts{}
}

// shallow reports whether the brackets of a JSON text nest no deeper than
// allowed.
func shallow(s []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > maxLDDepth {
				return false
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return true
}

// articleIn finds an object whose type is an article's, in lists and graphs.
func articleIn(v any, budget *int) map[string]any {
	if *budget--; *budget < 0 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if a := articleIn(e, budget); a != nil {
				return a
			}
		}
	case map[string]any:
		for _, t := range texts(v["@type"]) {
			if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" {
				return v
			}
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if a := articleIn(v[key], budget); a != nil {
				return a
			}
		}
	}
	return nil
}

func factsOf(a map[string]any) facts {
	url := ""
	for _, u := range append(texts(a["url"]), texts(a["mainEntityOfPage"])...) {
		if url = address(u); url != "" {
			break
		}
	}
	return facts{
		title:     tidy(strings.Join(texts(a["headline"]), " ")),
		source:    tidy(strings.Join(texts(a["publisher"]), ", ")),
		author:    tidy(strings.Join(texts(a["author"]), ", ")),
		published: dateIn(strings.Join(texts(a["datePublished"]), " ")),
		language:  langTag(strings.Join(texts(a["inLanguage"]), " ")),
		url:       url,
	}
}

// texts returns the strings v stands for: itself, the names (or ids) of
// objects, those of the elements of a list.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v[:min(len(v), 10)] {
			if _, nested := e.([]any); !nested {
				out = append(out, texts(e)...)
			}
		}
		return out
	case map[string]any:
		for _, key := range []string{"name", "@id"} {
			if s, ok := v[key].(string); ok {
				return []string{s}
			}
		}
	}
	return nil
}
