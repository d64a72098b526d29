package article

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"gloss/annotations"
)

func TestTextOfHTML(t *testing.T) {
	for _, c := range []struct{ show, in, want string }{
		{"paragraphs", "<p>a<p>b</p>\n<p> c </p>", "a\n\nb\n\nc"},
		{"blocks", "<div>a</div><div>b<div>c</div>d</div>e", "a\nb\nc\nd\ne"},
		{"white space", "<p>\n a  <b> b</b>\t<i>c </i> d\n</p>", "a b c d"},
		{"no-break spaces stay", "<p>a&nbsp;&nbsp;b</p><p>&nbsp;</p><p>c</p>", "a\u00a0\u00a0b\n\nc"},
		{"line breaks", "a<br>b<br><br>c<br/><br><br>d</br>e", "a\nb\n\nc\n\nd\ne"},
		{"preformatted", "<p>x</p><pre>\n  a  b\n\n\n c</pre>y", "x\n\n  a  b\n\n\n c\n\ny"},
		{"entities", "<p>&lt;b&gt; &amp;amp; &eacute;&#233;&#xe9; &hellip; &notit; &#0;</p>", "<b> &amp; ééé … ¬it; \ufffd"},
		{"carriage returns", "<p>a&#13;b\r\nc\rd</p><pre>x&#13;y\r\nz</pre>", "a b c d\n\nx y\nz"},
		{"a mark by an entity", "&#xFEFF;a&#xFEFF;b", "ab"},
		{"what shows nothing", "a<script>b</script><style>c</style><template>d<p>e</template><noscript>f</noscript><iframe>g</iframe><!-- h -->i", "ai"},
		{"pictures", "<p>a<img alt=b>c<svg><title>d</title><text>e</text></svg>f<picture><source></picture></p><figure><figcaption>g</figcaption></figure>", "acf\n\ng"},
		{"SVG left open", "<p>a<svg><path><g><p>b", "a\n\nb"},
		{"HTML in SVG", "a<svg><foreignObject><div>b</div></foreignObject></svg>c", "ac"},
		{"style in SVG is closed by itself", "<svg><style/></svg><p>a", "a"},
		{"hidden", "<p hidden>a</p><p style='display : NONE'>b</p><p aria-hidden=true>c<b>d</b></p><dialog>e</dialog><dialog open>f</dialog>g", "f\ng"},
		{"a body is never hidden", "<body style='visibility:hidden'><main hidden>a</main>", "a"},
		{"form controls", "a<button>b</button><select><option>c</select><textarea>d</textarea><input value=e><label>f</label>", "af"},
		{"a table", "<table><caption>t</caption><tr><th>a<th>b<tr><td>c</td><td>d</td></tr></table>", "t\na\tb\nc\td"},
		{"a table for layout", "<table><tr><td>a<br>b<td><p>c</p><td>d</table>", "a\nb\n\nc\n\nd"},
		{"a table in a table", "<table><tr><td>a<td><table><tr><td>b</table>c</td><td>d</table>", "a\n\nb\n\nc\nd"},
		{"lists", "<ul><li>a<li>b<ul><li>c</ul><li>d</ul><dl><dt>e<dd>f</dl>", "a\nb\nc\nd\n\ne\nf"},
		{"end tags left out", "<p>a<div>b<p>c<h1>d<h2>e</h3>f", "a\n\nb\n\nc\n\nd\n\ne\n\nf"},
		{"end tags too many", "<p>a</div></b></p></table></li>b", "a\n\nb"},
		{"crossed", "<p><b>a<p>b</b>c</p>d", "a\n\nbc\n\nd"},
		{"text in a table stays in its place", "<table>a<tr><td>b</table>c", "a\nb\n\nc"},
		{"text in the head belongs to the body", "<head><title>t</title>a</head>b", "ab"},
		{"uppercase", "<P>a</P><BR>b", "a\n\nb"},
		{"plaintext and xmp", "<xmp><b>a</b></xmp><p>b<plaintext></p>c", "<b>a</b>\n\nb\n\n</p>c"},
		{"a page cut off", "<p>a<a href='b", "a"},
		{"no tags at all", "a\n b", "a b"},
		{"control characters", "a\x01b&#2;c\u0085d", "abcd"},
		{"right to left, joiners", "<p>שלום\u200f 👩‍🚒 e\u0301</p>", "שלום\u200f 👩‍🚒 e\u0301"},
	} {
		if _, text := parse(t, "a.html", c.in); text.String() != c.want {
			t.Errorf("%s: %q, want %q", c.show, text.String(), c.want)
		}
	}
}

func TestBlocksOfHTML(t *testing.T) {
	in := "<h1>A headline</h1><h2>b</h2><p>c</p><ul><li>d<li>e</ul><blockquote>f<p>g</blockquote><figure><figcaption>h</figcaption></figure>"
	want := "headline: A headline\nheading: b\nc\nitem: d\nitem: e\nquotation: f\nquotation: g\ncaption: h\n"
	if got := sketch(parse(t, "a.html", in)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The builder differs from html.Parse where that moves or repeats things.
// Elsewhere both give the same text.
func TestTreeAgainstParser(t *testing.T) {
	pages, _ := filepath.Glob("testdata/*.html")
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := html.Parse(strings.NewReader(string(data)))
		if err != nil {
			t.Fatal(err)
		}
		root, _, err := parseHTML(string(data))
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		visible(doc, &b)
		if got, want := strings.Fields(root.content()), strings.Fields(b.String()); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s:\n%s\nhtml.Parse:\n%s", page, got, want)
		}
	}
}

// visible is the obvious way to find the text of a page.
func visible(n *html.Node, b *strings.Builder) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	var attrs []attribute
	for _, a := range n.Attr {
		attrs = append(attrs, attribute{a.Key, a.Val})
	}
	if n.Type == html.ElementNode && (displays[n.Data] == gone || hidden(n.Data, attrs)) {
		return
	}
	if displays[n.Data] != inline {
		b.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		visible(c, b)
	}
	if displays[n.Data] != inline {
		b.WriteByte(' ')
	}
}

var pages = []struct {
	file, title, source, author, published, language, url string
	shown, folded                                         []string
}{
	{
		"harbour.html", "Harbour bridge closes for winter repairs", "The Example Courier", "Mina Holt, Oskar Brandt", "2023-11-04T07:30:00+01:00", "en",
		"https://courier.example/city/harbour-bridge",
		[]string{
			"headline: Harbour bridge", "Ferries will carry", "byline: By Mina Holt and", "byline: 4 November", "caption: The bridge seen", "The city’s oldest",
			"Engineers had", "heading: What it means", "quotation: Nobody likes", "item: the quay road", "Month\tCrossings", "The council will",
		},
		[]string{"Skip to", "The Example Courier\n", "Sport", "Advertisement: buy", "Tweet", "The morning post", "Get our", "Related stories", "Why the tunnel", "Comments (2)", "I have been", "Could somebody", "Most read", "Imprint"},
	},
	{
		"umbrellas.html", "Town library counts its umbrellas", "Valley Gazette", "Edda Kranz", "2019-10-09", "en", "http://www.townlibrary.example/news/umbrellas.htm",
		[]string{"headline: Town library", "byline: Posted on", "Forty-one", "“We keep", "The rule dates", "Anybody who", "Last year"},
		[]string{"Home | Local", "Choir seeks", "Rain, later", "Subscribe to", "Valley Gazette, Mill"},
	},
	{
		"orchestra.html", "Orchestra loses its timpani", "", "", "1999-03-03", "en", "",
		[]string{"headline: Orchestra loses", "byline: March 3", "The river orchestra", "The driver", "The concert", "A reward"},
		[]string{"RIVER TIMES", "Two ducks", "Top - Mail us"},
	},
	{
		"glacier.html", "Glacier gives back a bicycle after sixty years", "Alpine Dispatch", "Corina Jäger", "2021-08-12", "en", "",
		[]string{"headline: Glacier gives", "The frame is bent", "byline: Corina", "A bicycle that", "The guide who", "Scientists are", "Its owner", "The museum"},
		[]string{"Home", "Alpine Dispatch", "Facebook", "Boots at half", "Ice Museum", "Cable car", "Passengers waited", "He intends", "About Contact"},
	},
	{
		"tram.html", "В город вернулся ночной трамвай", "Вечерний пример", "", "2022-05-14", "ru", "",
		[]string{"headline: В город", "byline: 14 мая", "После двенадцати", "«Мы не", "Билет стоит", "Жители"},
		[]string{"Вечерний пример", "Читайте также", "Где в городе", "Все права"},
	},
	{
		"bakery.html", "Bakery war ends with a shared oven", "Hill Street Blog", "Ida Moor", "2020-02-29", "en-US", "",
		[]string{"headline: Bakery war", "byline: Posted on", "The two bakeries", "“It was", "His rival", "caption: The signs", "The signs stay"},
		[]string{"Hill Street Blog", "About us", "Listen to", "Share this", "Ida Moor writes", "3 thoughts", "Finally!", "The trumpets were", "Leave a Reply"},
	},
}

func readPage(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestPages(t *testing.T) {
	for _, p := range pages {
		d, text := parse(t, p.file, readPage(t, p.file))
		if d.Title != p.title || d.Source != p.source || d.Author != p.author || d.Published != p.published || d.Language != p.language || d.URL != p.url {
			t.Errorf("%s: %q %q %q %q %q %q", p.file, d.Title, d.Source, d.Author, d.Published, d.Language, d.URL)
		}
		if strings.Contains(text.String(), "never be seen") || strings.Contains(text.String(), "hidden") || strings.Contains(text.String(), "ALT TEXT") {
			t.Errorf("%s: hidden text is shown", p.file)
		}
		lines := "\n" + sketch(d, text)
		for _, s := range p.shown {
			if !strings.Contains(lines, "\n"+s) {
				t.Errorf("%s: not shown: %s", p.file, s)
			}
		}
		for _, s := range p.folded {
			if !strings.Contains(lines, "\n- "+s) {
				t.Errorf("%s: not folded: %s", p.file, s)
			}
		}
		if t.Failed() {
			t.Log(lines)
		}
	}
}

// A page in Windows-1252 is the same document as in UTF-8.
func TestPageInWindows1252(t *testing.T) {
	s := readPage(t, "umbrellas.html")
	var old []byte
	for _, r := range s {
		switch i := strings.IndexRune(string(c1), r); {
		case r < 0x80 || r >= 0xa0 && r < 0x100:
			old = append(old, byte(r))
		case i >= 0:
			old = append(old, byte(0x80+len([]rune(string(c1)[:i]))))
		default:
			t.Fatalf("%q is not in windows-1252", r)
		}
	}
	d, _ := parse(t, "umbrellas.html", s)
	o, _ := parse(t, "umbrellas.html", string(old))
	if d.ID != o.ID || o.Raw.Encoding != "windows-1252" || d.Raw.Encoding != "utf-8" {
		t.Errorf("%+v, %+v", d.Raw, o.Raw)
	}
}

// What is shown must be what go-readability, a port of Mozilla's, takes for the
// article: nine tenths of our words are in its text, and nearly as many of its
// words are in ours (it keeps the advertisement and the newsletter box of one
// page). Headline, byline and caption, which it may drop, do not count.
func TestPagesAgainstReadability(t *testing.T) {
	for _, p := range pages {
		s := readPage(t, p.file)
		at, _ := url.Parse("https://example.org/a/b")
		a, err := readability.FromReader(strings.NewReader(s), at)
		if err != nil {
			t.Fatal(err)
		}
		var theirs strings.Builder
		if err := a.RenderText(&theirs); err != nil {
			t.Fatal(err)
		}
		d, text := parse(t, p.file, s)
		var body, all strings.Builder
		for _, l := range text.Layout(d.Blocks) {
			if d.Folded(l.Start) {
				continue
			}
			all.WriteString(text.Slice(l.Span))
			if l.Kind == annotations.Paragraph && l.Len() > proseLength {
				body.WriteString(text.Slice(l.Span))
			}
		}
		if r := share(body.String(), theirs.String()); r < 0.9 {
			t.Errorf("%s: %.2f of the text is in that of readability:\n%s", p.file, r, theirs.String())
		}
		if r := share(theirs.String(), all.String()); r < 0.85 {
			t.Errorf("%s: %.2f of readability's text is in ours:\n%s", p.file, r, theirs.String())
		}
	}
}

// share is the share of the words of a, each as often as it occurs, that b has.
func share(a, b string) float64 {
	has := map[string]int{}
	for w := range strings.FieldsSeq(b) {
		has[w]++
	}
	n, both := 0, 0
	for w := range strings.FieldsSeq(a) {
		n++
		if has[w] > 0 {
			has[w]--
			both++
		}
	}
	return float64(both) / float64(max(n, 1))
}

// Pages made to hurt are read in time linear in their size. Most of these take
// html.Parse minutes, or all memory.
func TestHostilePages(t *testing.T) {
	many := func(s string, bytes int) string { return strings.Repeat(s, bytes/len(s)) }
	for show, s := range map[string]string{
		"deep":                 many("<div>", 1<<20) + "end",
		"deep lists":           many("<ul><li>", 1<<20) + "end",
		"deep tables":          many("<table><tr><td>", 1<<20) + "end",
		"deep quotations":      many("<blockquote>x", 1<<20) + "end",
		"deep, all closed":     many("<div>", 1<<19) + "end" + many("</div>", 1<<19),
		"formatting":           numberedTags(60_000) + many("<p>x", 1<<18) + "end",
		"inline text":          many("a<b>b</b>", 1<<20) + "end",
		"end tags":             many("<div>", 1000) + "x" + many("</b></p></td>", 1<<20) + "end",
		"links":                many("<a href=x>x", 1<<20) + "end",
		"links around blocks":  many("<a href=x><div>x", 1<<20) + "end",
		"headings":             many("<h1>x", 1<<20) + "end",
		"one heading":          "<h1>" + many("x <i>y ", 1<<20) + "end",
		"attributes":           "<p " + many("class=x ", 1<<20) + ">end",
		"a long class":         "<p class='" + many("ad-ads", 1<<20) + "'>end",
		"entities":             many("&amp;&lt", 1<<20) + "end",
		"ampersands":           many("&", 1<<20) + "end",
		"less-than signs":      many("< ", 1<<20) + "end",
		"comments":             many("<!-->", 1<<20) + "end",
		"an open comment":      "end<!--" + many("<!--", 1<<20),
		"an open script":       "end<script>" + many("</scrip", 1<<20),
		"SVG":                  many("<svg><g>", 1<<20) + "</svg><p>end",
		"open SVG and scripts": many("<svg><script>", 1<<20) + "<p>end",
		"scripts in the deep":  many("<div>", 5000) + many("<script>x</script>", 1<<20) + "end",
		"articles":             many("<article>", 5000) + many("<article><p>"+p1, 1<<20) + "end",
		"main elements":        many("<main><h1>x</h1><p>"+p1+"</main>", 1<<20) + "end",
		"article bodies":       many("<div itemprop=articleBody>"+p1, 1<<20) + "end",
		"paragraphs":           many("<p>"+p1, 1<<20) + "end",
		"linked data":          "<script type=application/ld+json>" + many("[", 1<<20) + "</script>end",
		"much linked data":     many("<script type=application/ld+json>[{\"@graph\":[{}]}]</script>", 1<<20) + "end",
		"meta elements":        many("<meta name=a content=b>", 1<<20) + "end",
		"preformatted":         "<pre>" + many("\n", 1<<20) + "end",
		"line breaks":          many("<br>x", 1<<20) + "end",
		"cells":                "<table><tr>" + many("<td>x", 1<<20) + "end",
		"white space":          many(" \n", 1<<20) + "end",
	} {
		began := time.Now()
		d, text, err := Parse("a.html", []byte(s), Options{})
		var e *Error
		switch {
		case errors.As(err, &e) && e.Reason == TooLarge:
		case err != nil:
			t.Errorf("%s: %v", show, err)
		case !strings.HasSuffix(text.String(), "end"):
			t.Errorf("%s: ends with %q", show, text.String()[max(0, len(text.String())-40):])
		default:
			check(t, d, text)
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("%s: %v", show, took)
		} else if took > 3*time.Second {
			t.Logf("%s: %v", show, took)
		}
	}
}

func numberedTags(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("<b id=")
		b.WriteString(strings.Repeat("x", i%7+1))
		b.WriteString(">")
	}
	return b.String()
}

func TestFactsOfPages(t *testing.T) {
	ld := func(s string) string { return "<script type='application/ld+json'>" + s + "</script><p>text" }
	for _, c := range []struct {
		show, in string
		want     facts
	}{
		{"nothing", "<p>text", facts{}},
		{"the title, its site cut off", "<title>Seal found asleep | The Post</title><p>text", facts{title: "Seal found asleep", source: "The Post"}},
		{"a title with a dash", "<title>Seal found - again - in a boat of all places</title><p>text", facts{title: "Seal found - again - in a boat of all places"}},
		{"the headline is what is in the page", "<title>Seal found in boat | Post</title><meta property=og:title content='Seal found in boat'><h1>Seal found in a boat</h1>text", facts{title: "Seal found in a boat", source: "Post"}},
		{
			"linked data", ld(`{"@type":["Thing","ReportageNewsArticle"],"headline":" A\n seal ","author":"Ann","publisher":{"name":"Post"},"datePublished":"2024-01-02T03:04:05.678Z","inLanguage":"de-at","mainEntityOfPage":{"@id":"https://a.example/b"}}`),
			facts{"A seal", "Post", "Ann", "https://a.example/b", "2024-01-02T03:04:05Z", "de-AT"},
		},
		{"linked data of something else", ld(`{"@type":"Recipe","headline":"Soup"}`), facts{}},
		{"broken linked data", ld(`{"@type":"NewsArticle",`), facts{}},
		{"an author in a graph", ld(`[{"@graph":[{"@type":"NewsArticle","author":[{"name":"A"},{"@id":"B"},[["C"]],7]}]}]`), facts{author: "A, B"}},
		{"a local time", "<meta property=article:published_time content='2024-01-02T03:04:05'><p>text", facts{published: "2024-01-02"}},
		{"an offset without colon", "<meta name=pubdate content='2024-01-02 03:04:05 +0430'><p>text", facts{published: "2024-01-02T03:04:05+04:30"}},
		{"no such day", "<meta name=date content='2023-02-29'><p>text", facts{}},
		{"an address that is none", "<link rel=canonical href='javascript:alert(1)'><meta property=og:url content='//x'><p>text", facts{}},
		{"a relative address", "<link rel=canonical href='/a'><meta property=og:url content='http://a.example/b?c=d'><p>text", facts{url: "http://a.example/b?c=d"}},
		{"an author that is an address", "<meta property=article:author content='https://a.example/ann'><p>text", facts{}},
		{"the language of the page", "<html lang=EN_us><p>text", facts{language: "en-US"}},
		{"no language", "<html lang='1x'><p>text", facts{}},
		{"a language the text is not in", "<html lang=en><p>" + strings.Repeat("Der Hund und die Katze sind nicht in dem Haus, das auf dem Berg ist. ", 3), facts{language: "de"}},
		{"a saved page", "<!-- saved from url=(0022)https://a.example/page -->\n<html><p>text", facts{url: "https://a.example/page"}},
	} {
		d, _ := parse(t, "a.html", c.in)
		if got := (facts{d.Title, d.Source, d.Author, d.URL, d.Published, d.Language}); got != c.want {
			t.Errorf("%s: %+v", c.show, got)
		}
	}
}

// What was folded once, on pages of others, and should not have been.
func TestShownInPages(t *testing.T) {
	filler := strings.Repeat("<p>"+p1+"</p>\n", 6)
	for _, c := range []struct{ show, in, want string }{
		{"headings and lists between paragraphs", "<div><div>" + filler + "<h2>Between</h2><ul><li>one</ul>" + filler + "</div><div>x</div></div>", "heading: Between\nitem: one\n"},
		{"a section named by its heading", "<article>" + filler + "<div id=sharing-with-a-single-boat><p>" + p2 + "</p></div></article>", "\n" + p2},
		{"a paragraph behind a paywall", "<article>" + filler + "<p class=paywall>" + p2 + "</p></article>", "\n" + p2},
		{"a link in a sentence, of an odd class", "<article>" + filler + "<p>The <a class=popup href=x>boat</a> sank.</p></article>", "\nThe boat sank."},
		{"a list of sources with words of their own", "<article>" + filler + "<ul><li><a href=a>The first</a>, by Ann Holt, in print<li><a href=b>The second</a>, by Bo Reed, as a film<li><a href=c>Third</a>, lost</ul></article>", "item: The first"},
		{"half the text is elsewhere", "<section><div>" + filler + "</div></section><section><div>" + filler + "<p>" + p2 + "</p></div></section><section><div>" + filler + "</div></section>", "\n" + p2},
	} {
		if got := sketch(parse(t, "a.html", c.in)); !strings.Contains(got, c.want) {
			t.Errorf("%s: no %q in\n%s", c.show, c.want, got)
		}
	}
}

// A page without an article is shown as it is.
func TestPageWithoutArticle(t *testing.T) {
	for _, s := range []string{
		"<nav><a href=a>Home</a> <a href=b>News</a></nav><p>Short.</p><footer>x</footer>",
		"<article><a href=x>Only links</a></article><form><p>A form</p></form>",
	} {
		if d, _ := parse(t, "a.html", s); len(d.Folds) != 0 {
			t.Errorf("%s: %v", s, d.Folds)
		}
	}
}

func FuzzHTML(f *testing.F) {
	for _, p := range pages {
		f.Add(readPage(f, p.file))
	}
	f.Add("<table><tr><td><p>a<table><td>b</table><svg><title>x</svg><br></br>")
	f.Add("<p><b><a href=x>a<div>b</a>c</div><h1>d</h2><li>e<pre>\n\n f\n</pre>")
	f.Add("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":[[1]]}</script><title>a | b</title>x")
	f.Fuzz(func(t *testing.T, s string) {
		d, text, err := Parse("a.html", []byte(s), Options{Format: FormatHTML})
		if err != nil {
			return
		}
		check(t, d, text)
		again, _, _ := Parse("a.html", []byte(s), Options{Format: FormatHTML})
		if again.ID != d.ID || again.Title != d.Title || again.Language != d.Language {
			t.Fatal("not the same twice")
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("a.txt", []byte("Title\n\n26 December 2024, 15:40 UTC\n"+p1+"\n"+p2+"\nSubscribe\n"))
	f.Add("a.md", []byte("---\ntitle: x\ndate: 2024-01-01\n---\n# A\n> b\n- c\n```\n# d\n"))
	f.Add("a", []byte("\xff\xfea\x00\n\x00"))
	f.Add("a.html", []byte("<meta charset=latin1>\xe9"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		d, text, err := Parse(name, data, Options{})
		if err != nil {
			return
		}
		check(t, d, text)
		if d.Raw.Format != FormatHTML && d.Raw.Encoding == "utf-8" && text.String() != annotations.Canonical(string(data)) {
			t.Fatal("not kept exactly")
		}
	})
}

func BenchmarkHTML(b *testing.B) {
	page := readPage(b, "harbour.html")
	head, rest, _ := strings.Cut(page, "<p>Engineers had")
	s := []byte(head + strings.Repeat("<p>Engineers had"+rest[:strings.Index(rest, "<table>")], 1<<20/1200) + rest)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Parse("a.html", s, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
