package article

import "strings"

// display says how an element takes part in the text.
type display int

const (
	inline    display = iota
	block             // begins and ends a line
	paragraph         // a block with a blank line before and after it
	void              // has no content
	gone              // leaves nothing, nor does anything in it
)

// displays of elements, after the default style sheet of browsers (HTML,
// "Rendering") and "The innerText getter" for blank lines; form controls, and
// what shows something other than text, are gone. Others are inline.
var displays = displayTable(map[display]string{
	block: `html body address center dd details dialog dir div dt fieldset figcaption footer form header hgroup legend li listing main menu
		nav optgroup option search summary td th tr tbody thead tfoot caption frameset xmp plaintext aside section article`,
	paragraph: `p h1 h2 h3 h4 h5 h6 blockquote figure hr ol ul dl pre table`,
	void:      `area base basefont bgsound br col embed frame img input keygen link meta param source track wbr`,
	gone: `head title script style template noscript noembed noframes svg math iframe object canvas audio video picture map select textarea
		button datalist progress meter applet colgroup rp`,
})

func displayTable(of map[display]string) map[string]display {
	out := map[string]display{}
	for d, names := range of {
		for n := range strings.FieldsSeq(names) {
			out[n] = d
		}
	}
	return out
}

// An element's start tag closes those that are open around it, if no element of
// the second list stands between: HTML lets their end tags be left out (HTML,
// "Optional tags").
var closes = map[string]struct{ open, until map[string]bool }{
	"li":      {set("li"), set("ul ol menu dir table td th")},
	"dt":      {set("dt dd"), set("dl table td th")},
	"dd":      {set("dt dd"), set("dl table td th")},
	"tr":      {set("tr td th caption"), set("table")},
	"td":      {set("td th caption"), set("table tr")},
	"th":      {set("td th caption"), set("table tr")},
	"tbody":   {set("tbody thead tfoot tr td th caption"), set("table")},
	"thead":   {set("tbody thead tfoot tr td th caption"), set("table")},
	"tfoot":   {set("tbody thead tfoot tr td th caption"), set("table")},
	"caption": {set("caption"), set("table")},
	"option":  {set("option"), set("select datalist optgroup")},
}

var (
	// tableScope ends the search for an element to close from within a table.
	tableScope = set("table td th caption template html body object applet button")
	headings   = set("h1 h2 h3 h4 h5 h6")
	// within SVG and MathML these may hold others of their kind, or HTML.
	nesting    = set("svg math foreignobject annotation-xml")
	justP      = set("p")
	tableParts = set("td th tr tbody thead tfoot table caption html body")
	inHead     = set("head meta link title base script style noscript template html")
	// breakout elements end SVG and MathML wherever they stand (HTML, "The
	// rules for parsing tokens in foreign content").
	breakout = set(`b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr
		ol p pre ruby s small span strong strike sub sup table tt u ul var`)
	// kept are the attributes that are looked at.
	keptAttrs = set(`id class role itemprop rel datetime hidden aria-hidden style lang href open property name content type charset`)
)

// hidden reports whether attributes hide their element. Pages hide their body
// until a script has run, so html, body, main and article are believed to be
// shown.
func hidden(tag string, attrs []attribute) bool {
	switch tag {
	case "html", "body", "main", "article":
		return false
	}
	if v, ok := find(attrs, "hidden"); ok && v != "until-found" {
		return true
	}
	if _, open := find(attrs, "open"); tag == "dialog" && !open {
		return true
	}
	if v, _ := find(attrs, "aria-hidden"); strings.EqualFold(strings.TrimSpace(v), "true") {
		return true
	}
	style, _ := find(attrs, "style")
	style = strings.ReplaceAll(strings.ToLower(style), " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}
