package article

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/annotations"
)

// sketch shows what became of a text, a line for a line: "-" before a folded
// one, its kind before any other that is no paragraph, blank lines left out.
func sketch(d *annotations.Document, text annotations.Text) string {
	var b strings.Builder
	for _, l := range text.Layout(d.Blocks) {
		s := strings.TrimSuffix(text.Slice(l.Span), "\n")
		switch {
		case strings.TrimSpace(s) == "":
			continue
		case d.Folded(l.Start):
			b.WriteString("- ")
		case l.Kind != annotations.Paragraph:
			fmt.Fprintf(&b, "%s: ", l.Kind)
		}
		b.WriteString(s + "\n")
	}
	return b.String()
}

// Stand-ins for paragraphs of running text.
const (
	p1 = "The keeper of the northern lighthouse has counted every ship that passed since the autumn, and there were four hundred."
	p2 = "Most of them carried timber, he said on Monday, although a few had nothing on board but salt, rope and very old bread."
	p3 = "The harbour office, which keeps a list of its own, arrived at a different number, but it would not say by how many ships."
)

func TestFolds(t *testing.T) {
	body := p1 + "\n" + p2 + "\n" + p3 + "\n"
	for _, c := range []struct{ show, in, want string }{
		{"an article and nothing else", "Ships counted\n" + body, "headline: Ships counted\n" + body},
		{"no headline", body, body},
		{"a headline alone", "Ships counted\n", "Ships counted\n"},
		{"buttons alone", "Subscribe\nShare\nMenu\n", "Subscribe\nShare\nMenu\n"},
		{
			"buttons above",
			"Skip to content\nMenu\nSign in\nShips counted\nBy Ann Holt\n" + body,
			"- Skip to content\n- Menu\n- Sign in\nheadline: Ships counted\nbyline: By Ann Holt\n" + body,
		},
		{
			"sections above, with a button among them",
			"World\nSubscribe\nPolitics\nShips counted in the north\n" + body,
			"- World\n- Subscribe\n- Politics\nheadline: Ships counted in the north\n" + body,
		},
		{
			"a name above, no button",
			"The Northern Post\nShips counted in the north\n4 May 2021\n" + body,
			"The Northern Post\nheadline: Ships counted in the north\nbyline: 4 May 2021\n" + body,
		},
		{
			"a headline above buttons, and a line that might be one below",
			"Ships counted\nShare\nTweet\nA year at the lighthouse\nBy Ann Holt\n" + body,
			"Ships counted\n- Share\n- Tweet\nheadline: A year at the lighthouse\nbyline: By Ann Holt\n" + body,
		},
		{
			"the same under a menu",
			"Menu\nShips counted in the north\nShare\nA year at the lighthouse\nBy Ann Holt\n" + body,
			"- Menu\nShips counted in the north\n- Share\nheadline: A year at the lighthouse\nbyline: By Ann Holt\n" + body,
		},
		{
			"a standfirst between headline and byline",
			"Ships counted\nThe keeper has kept at it since autumn.\nBy Ann Holt\n" + body,
			"headline: Ships counted\nThe keeper has kept at it since autumn.\nbyline: By Ann Holt\n" + body,
		},
		{
			"buttons under the headline",
			"Ships counted\n4 May 2021\nShare\n2 min read\nListen to this article\n" + body,
			"headline: Ships counted\nbyline: 4 May 2021\n- Share\n- 2 min read\n- Listen to this article\n" + body,
		},
		{
			"notices in the middle",
			"Ships counted\n" + p1 + "\nAdvertisement\n" + p2 + "\nSubscribe now\n" + p3 + "\n",
			"headline: Ships counted\n" + p1 + "\n- Advertisement\n" + p2 + "\n- Subscribe now\n" + p3 + "\n",
		},
		{
			"a word that may be a button, in the middle",
			"Ships counted\n" + p1 + "\nHome\n" + p2 + "\n" + p3 + "\n",
			"headline: Ships counted\n" + p1 + "\nHome\n" + p2 + "\n" + p3 + "\n",
		},
		{
			"a sentence that could be a button",
			"Ships counted\n" + p1 + "\n" + p2 + "\nShare.\n" + p3 + "\n",
			"headline: Ships counted\n" + p1 + "\n" + p2 + "\nShare.\n" + p3 + "\n",
		},
		{
			"headlines of others below",
			"Ships counted\n" + body + "Read more\nSeal asleep in a boat\nAccordion banned\n",
			"headline: Ships counted\n" + body + "- Read more\n- Seal asleep in a boat\n- Accordion banned\n",
		},
		{
			"a short end",
			"Ships counted\n" + body + "Nobody came.\nIt rained.\n",
			"headline: Ships counted\n" + body + "Nobody came.\nIt rained.\n",
		},
		{
			"a short end after a button",
			"Ships counted\n" + body + "Subscribe\nNobody came.\nIt rained.\n",
			"headline: Ships counted\n" + body + "Subscribe\nNobody came.\nIt rained.\n",
		},
		{
			"a correction after a list of links",
			"Ships counted\n" + body + "Related stories\nCorrection: an earlier version of this article said that there were five hundred ships, which was not the case.\n",
			"headline: Ships counted\n" + body + "- Related stories\nCorrection: an earlier version of this article said that there were five hundred ships, which was not the case.\n",
		},
		{
			"a form and a feed below",
			"Ships counted\n" + body + "Enter your email\nSubscribe\n* required\n* required\nMost read\n10:15\nSeal asleep in a boat.\n09:30\nAccordion banned.\n",
			"headline: Ships counted\n" + body + "- Enter your email\n- Subscribe\n- * required\n- * required\n- Most read\n- 10:15\n- Seal asleep in a boat.\n- 09:30\n- Accordion banned.\n",
		},
		{
			"a table after an advertisement",
			"Ships counted\n" + body + "Advertisement\nNorth 17\nSouth 12\nEast 3\n",
			"headline: Ships counted\n" + body + "- Advertisement\nNorth 17\nSouth 12\nEast 3\n",
		},
		{
			"another article's teaser, glued, before a feed",
			"Ships counted\n\n" + strings.ReplaceAll(body, "\n", "\n\n") + "Seal found asleep in a rowing boat again\nIt was the third time this week that the animal kept a family from rowing home, the police said.\n\nNews Feed\n",
			"headline: Ships counted\n" + body + "- Seal found asleep in a rowing boat again\n- It was the third time this week that the animal kept a family from rowing home, the police said.\n- News Feed\n",
		},
		{
			"the same in an article with headings: it may be a section",
			"Ships counted\n\n" + p1 + "\n\nWhat came before\n\n" + p2 + "\n\n" + p3 + "\n\n" + "Seal found asleep in a rowing boat again\nIt was the third time this week that the animal kept a family from rowing home, the police said.\n\nNews Feed\n",
			"headline: Ships counted\n" + p1 + "\nheading: What came before\n" + p2 + "\n" + p3 + "\nheading: Seal found asleep in a rowing boat again\nIt was the third time this week that the animal kept a family from rowing home, the police said.\n- News Feed\n",
		},
		{
			"the same without blank lines: it may be a section",
			"Ships counted\n" + body + "What the harbour office has to say of it\nIt was the third time this week that the animal kept a family from rowing home, the police said.\nShare\n",
			"headline: Ships counted\n" + body + "What the harbour office has to say of it\nIt was the third time this week that the animal kept a family from rowing home, the police said.\n- Share\n",
		},
		{
			"a promotion above",
			"Be among the first to get our calendar for the new year, with twelve ships.\nOrder now\n\nShips counted\n4 May 2021\n" + body,
			"- Be among the first to get our calendar for the new year, with twelve ships.\n- Order now\nheadline: Ships counted\nbyline: 4 May 2021\n" + body,
		},
		{
			"Russian",
			"Главная\nПоиск\nМаяк считает корабли\n14 мая 2021, 10:15\nСмотритель северного маяка с осени считает все корабли, которые проходят мимо, и теперь их уже больше четырёхсот.\nПочти все они, по его словам, шли с лесом, хотя на некоторых не было ничего, кроме соли, канатов и чёрствого хлеба.\nЧитайте также\nТюлень уснул в лодке\n",
			"- Главная\n- Поиск\nheadline: Маяк считает корабли\nbyline: 14 мая 2021, 10:15\nСмотритель северного маяка с осени считает все корабли, которые проходят мимо, и теперь их уже больше четырёхсот.\nПочти все они, по его словам, шли с лесом, хотя на некоторых не было ничего, кроме соли, канатов и чёрствого хлеба.\n- Читайте также\n- Тюлень уснул в лодке\n",
		},
		{
			"items and a caption",
			"Ships counted\nA ship, seen from the pier. (Photo: Lena Voss)\n" + p1 + "\n" + p2 + "\n- timber\n- salt\n",
			"headline: Ships counted\ncaption: A ship, seen from the pier. (Photo: Lena Voss)\n" + p1 + "\n" + p2 + "\nitem: - timber\nitem: - salt\n",
		},
	} {
		if got := sketch(parse(t, "a.txt", c.in)); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.show, got, c.want)
		}
	}
}

// Running text in a row, and all that is above it, is never folded, whatever
// stands between.
func TestRunningTextIsNotFolded(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		p1, p2, p3, p1 + " " + p2, "Subscribe", "Share this article", "Advertisement", "News Feed", "* required", "Enter your email", "Read more",
		"World", "Menu", "Ships counted in the north", "Nobody came.", "By Ann Holt", "3 May 2024", "", "", "All rights reserved",
	})
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(piece, 1, 40).Draw(t, "lines")
		d, text, err := Parse("a.txt", []byte(strings.Join(lines, "\n")), Options{})
		if err != nil {
			return
		}
		var running, folded []bool
		last := -1
		for _, l := range text.Layout(nil) {
			s := strings.TrimSpace(text.Slice(l.Span))
			if s == "" {
				continue
			}
			running, folded = append(running, len(s) > 100), append(folded, d.Folded(l.Start))
			if n := len(running); n > 1 && running[n-1] && running[n-2] {
				last = n - 1
			}
		}
		for i := range last + 1 {
			if running[i] && folded[i] {
				t.Fatalf("paragraph %d is folded: %v in\n%s", i, d.Folds, text.String())
			}
		}
	})
}

func TestFactsOfText(t *testing.T) {
	body := p1 + "\n\n" + p2 + "\n\n" + p3 + "\n"
	for _, c := range []struct{ show, in, title, source, author, published string }{
		{"label", "Ships counted\nPUBLISHED: 26 Dec 2024\n" + body, "Ships counted", "", "", "2024-12-26"},
		{"a headline of one sentence", "Ships were counted in the north.\n26 Dec 2024\n" + body, "Ships were counted in the north.", "", "", "2024-12-26"},
		{"outlet and date", "Ships counted\nNorthern Wire · 26 December 2024\n" + body, "Ships counted", "Northern Wire", "", "2024-12-26"},
		{"outlet, section, date and time", "Ships counted\nThe Long Pier | Opinion | 3 May 2024, 15:40\n" + body, "Ships counted", "The Long Pier", "", "2024-05-03"},
		{"a time with its zone", "Ships counted\nThe Long Pier — 3 May 2024, 15:40 GMT+2\n" + body, "Ships counted", "The Long Pier", "", "2024-05-03T15:40:00+02:00"},
		{"byline, desk, date, clutter", "Ships counted\nby Ann Holt and The Northern Post news desk May 3, 2024 3:46 PM \u00a0 (Updated:\u00a0 ) 2 min read\n" + body, "Ships counted", "The Northern Post", "Ann Holt and The Northern Post news desk", "2024-05-03"},
		{"date, then byline", "Ships counted\nPosted on 3 May 2024 by Ann Holt\n" + body, "Ships counted", "", "Ann Holt", "2024-05-03"},
		{"byline and agency", "Ships counted\nBy Ann Holt, Reuters\n3rd May 2024\n" + body, "Ships counted", "Reuters", "Ann Holt, Reuters", "2024-05-03"},
		{"an update is no publication", "Ships counted\nUpdated: 4 May 2024\nPublished: 3 May 2024\n" + body, "Ships counted", "", "", "2024-05-03"},
		{"place and date", "Ships counted\nBaku, 3 May 2024\n" + body, "Ships counted", "", "", "2024-05-03"},
		{"weekday", "Ships counted\nThursday, 26 December 2024\n" + body, "Ships counted", "", "", "2024-12-26"},
		{"the date above the headline", "26.12.2024\nShips counted\n" + body, "Ships counted", "", "", "2024-12-26"},
		{"agency", "Ships counted\n\nBAKU, May 3, 2024 (Reuters) - " + body, "Ships counted", "Reuters", "", "2024-05-03"},
		{"agency without a year", "Ships counted\n\nМОСКВА, 3 мая. /ТАСС/. " + body, "Ships counted", "ТАСС", "", ""},
		{"source line", "Ships counted\nSource: Northern Wire\n" + body, "Ships counted", "Northern Wire", "", ""},
		{"days of events", "Ships counted\n\nOn December 25, 2024, a ship was lost near the lighthouse, and on 26 December 2024 it was found again by two fishermen.\n\n" + body, "Ships counted", "", "", ""},
		{"a day in the headline", "The storm of 25 December 2024\n\n" + body, "The storm of 25 December 2024", "", "", ""},
		{"a day in a short line", "Ships counted\nThe storm of 25 December 2024\n" + body, "Ships counted", "", "", ""},
		{"a short sentence with a day", "Ships counted\nOn December 25, 2024, nobody came.\n" + body, "Ships counted", "", "", ""},
		{"a day far down", "Ships counted\n" + strings.Repeat(body, 6) + "26 December 2024\n", "Ships counted", "", "", ""},
		{"a headline that begins as a byline does", "By Rail to Baku\n" + body, "By Rail to Baku", "", "", ""},
		{"no headline", body, "", "", "", ""},
		{"one line", p1, "", "", "", ""},
	} {
		d, _ := parse(t, "a.txt", c.in)
		if d.Title != c.title || d.Source != c.source || d.Author != c.author || d.Published != c.published {
			t.Errorf("%s: title %q, source %q, author %q, published %q", c.show, d.Title, d.Source, d.Author, d.Published)
		}
	}
}

// expected is what is expected of a file: the beginnings of its first and last
// line that is not folded, after which all is, and what else is told of it.
type expected struct {
	file, title, source, published string
	folds                          []string // how each begins
	last                           string   // how the last line that is shown begins
}

// The articles people were asked to annotate. They are not part of this
// repository, so only how things begin is said here.
func TestSharedArticles(t *testing.T) {
	testArticles(t, "../../../shared/articles", []expected{
		{"000_edcb4c64ab86e5fb.txt", "Breaking: Azerbaijan Airlines", "", "", nil, "For now, the interim"},
		{"001_428d88f0de458434.txt", "AZAL Plane Crash Near", "", "", nil, "The final report, when"},
		{"002_52f0927a5558e49e.txt", "Russia Accuses Ukraine", "", "", nil, "Yet, as the world"},
		{"003_da90caf7424d5516.txt", "Passenger plane crashes", "", "2024-12-26", nil, "Azerbaijan Airlines initially"},
		{"004_1eec7d35c8890087.txt", "Russian air defense missile", "The Kyiv Independent", "2024-12-26", []string{"The Power Within:", "This audio is", "Ukraine hits ballistic"}, "The black box"},
	})
}

func TestBuiltInArticles(t *testing.T) {
	testArticles(t, "../../assets/library", []expected{
		{"1-caspian-wire.txt", "Aktau crash that", "Caspian Wire", "2025-12-27", nil, "Written for Gloss"},
		{"2-granite-avenue-herald.txt", "Drone terrorism", "Granite Avenue Herald", "2025-12-26", nil, "Written for Gloss"},
		{"3-the-long-glass.txt", "Thirty-five dead", "The Long Glass", "2025-12-28", nil, "Written for Gloss"},
		{"4-quayside-brief.txt", "Jet crashes in", "Quayside Brief", "2024-12-26", nil, "Written for Gloss"},
		{"5-the-saltlight-independent.txt", "Azerbaijani government", "The Saltlight Independent", "2024-12-26", []string{"Back to top"}, "The black box"},
	})
}

func testArticles(t *testing.T, dir string, want []expected) {
	for _, e := range want {
		data, err := os.ReadFile(filepath.Join(dir, e.file))
		if os.IsNotExist(err) {
			t.Skip("not there")
		}
		if err != nil {
			t.Fatal(err)
		}
		d, text := parse(t, e.file, string(data))
		if !strings.HasPrefix(d.Title, e.title) || d.Source != e.source || d.Published != e.published || d.Language != "en" {
			t.Errorf("%s: %q, %q, %q, %q", e.file, d.Title, d.Source, d.Published, d.Language)
		}
		if len(d.Blocks) == 0 || d.Blocks[0].Kind != annotations.Headline || text.Slice(text.Trim(d.Blocks[0].Span)) != d.Title {
			t.Errorf("%s: blocks %v", e.file, d.Blocks)
		}
		if e.published != "" && (len(d.Blocks) < 2 || d.Blocks[1].Kind != annotations.Byline) {
			t.Errorf("%s: no byline", e.file)
		}
		testFolds(t, e, d, text)
	}
}

func testFolds(t *testing.T, e expected, d *annotations.Document, text annotations.Text) {
	if len(d.Folds) != len(e.folds) {
		t.Fatalf("%s: folds %v", e.file, d.Folds)
	}
	for i, f := range d.Folds {
		if s := text.Slice(f); !strings.HasPrefix(s, e.folds[i]) {
			t.Errorf("%s: fold %.60q", e.file, s)
		}
	}
	last := ""
	for _, l := range text.Layout(nil) {
		if s := strings.TrimSpace(text.Slice(l.Span)); s != "" && !d.Folded(l.Start) {
			last = s
		}
	}
	if !strings.HasPrefix(last, e.last) {
		t.Errorf("%s: ends with %.60q", e.file, last)
	}
}
