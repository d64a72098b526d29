package shelf

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gloss/annotations"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func entity(id, name string, aliases ...string) *annotations.Entity {
	return &annotations.Entity{Stamp: annotations.Stamp{ID: id}, Name: name, Aliases: aliases}
}

func caspian() []*annotations.Entity {
	return []*annotations.Entity{
		entity("aktau", "Aktau", "Aqtau", "Ақтау", "Актау"),
		entity("crash", "Crash of Azerbaijan Airlines Flight 8243", "Aktau crash", "AZAL crash"),
		entity("azal", "Azerbaijan Airlines", "AZAL", "Azərbaycan Hava Yolları"),
		entity("azerbaijan", "Azerbaijan", "Republic of Azerbaijan", "Azərbaycan"),
		entity("baku", "Baku", "Bakı", "Баку"),
		entity("aliyev", "Ilham Aliyev", "İlham Əliyev", "President Aliyev"),
		entity("strasse", "Weißer Straße"),
		entity("obrien", "Conan O’Brien"),
		entity("bang", "!!!"),
		entity("seoul", "서울", "Séoul"),
		entity("nile", "नील नदी"),
		entity("ski", "Łódź–Ski"),
	}
}

// show writes hits as "id", with "(alias)" where it is not the name, "[bold]"
// where it matches and "~" when with a typo.
func show(hits []Hit) string {
	var out []string
	for _, h := range hits {
		runes := []rune(h.Alias)
		s, at := "", 0
		for _, m := range h.Matched {
			s += string(runes[at:m[0]]) + "[" + string(runes[m[0]:m[1]]) + "]"
			at = m[1]
		}
		s = h.Entity.ID + ":" + s + string(runes[at:])
		if h.Fuzzy {
			s += "~"
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestFind(t *testing.T) {
	s := New(caspian(), []string{"crash", "unknown"}, map[string]int{"azerbaijan": 3, "baku": 2, "unknown": 9})
	for _, c := range []struct {
		name, query string
		n           int
		want        string
	}{
		{"last used first", "aktau", 9, "crash:[Aktau] crash | aktau:[Aktau]"},
		{"what it is before what it begins", "azal", 9, "crash:[AZAL] crash | azal:[AZAL]"},
		{"more used before alphabet", "azer", 9, "crash:Crash of [Azer]baijan Airlines Flight 8243 | azerbaijan:[Azer]baijan | azal:[Azer]baijan Airlines"},
		{"no more than asked for", "a", 2, "crash:[A]ktau crash | azerbaijan:[A]zerbaijan"},
		{"none asked for", "a", 0, ""},
		{"words in any order", "air azer", 9, "crash:Crash of [Azer]baijan [Air]lines Flight 8243 | azal:[Azer]baijan [Air]lines"},
		{"every word", "azer 8243", 9, "crash:Crash of [Azer]baijan Airlines Flight [8243]"},
		{"two words of one letter", "a a", 9, "crash:Crash of [A]zerbaijan [A]irlines Flight 8243 | azerbaijan:[A]zerbaijan | aktau:[A]ktau | azal:[A]zerbaijan [A]irlines | aliyev:Ilham [A]liyev"},
		{"cyrillic", "ақт", 9, "aktau:[Ақт]ау"},
		{"no transliteration", "актау", 1, "aktau:[Актау]"},
		{"case and dots", "BAKI", 9, "baku:[Bakı]"},
		{"turkish capital", "ilham ə", 9, "aliyev:[İlham] [Ə]liyev"},
		{"sharp s", "weisser strass", 9, "strasse:[Weißer] [Straß]e"},
		{"sharp s typed", "straß", 9, "strasse:Weißer [Straß]e"},
		{"half of a letter", "weis", 9, "strasse:[Weiß]er Straße"},
		{"apostrophe", "obri", 9, "obrien:Conan [O’Bri]en"},
		{"apostrophe typed", "o'bri", 9, "obrien:Conan [O’Bri]en"},
		{"accent left out", "seo", 9, "seoul:[Séo]ul"},
		{"syllable half typed", "서우", 9, "seoul:[서울]"},
		{"vowel signs count", "नी", 9, "nile:[नी]ल नदी"},
		{"vowel signs differ", "नु", 9, ""},
		{"stroke and dash", "lodz ski", 9, "ski:[Łódź]–[Ski]"},
		{"no letters", "!!", 9, "bang:[!!]!"},
		{"punctuation is no word", "baku!", 9, "baku:[Baku]"},
		{"letter missing", "alyev", 9, "aliyev:Ilham [Aliyev]~"},
		{"letter too many", "alliyev", 9, "aliyev:Ilham [Aliyev]~"},
		{"letters swapped", "bkau", 9, "baku:[Baku]~"},
		{"wrong first letter", "eliyev", 9, "aliyev:Ilham [Aliyev]~"},
		{"typo while typing", "azreba", 9, "crash:Crash of [Azerba]ijan Airlines Flight 8243~ | azerbaijan:[Azerba]ijan~ | azal:[Azerba]ijan Airlines~"},
		{"two typos in eight letters", "azrebiajan", 1, "crash:Crash of [Azerbaijan] Airlines Flight 8243~"},
		{"two typos in seven", "azrbajn", 9, ""},
		{"typo in one of two words", "ilham alyev", 9, "aliyev:[Ilham] [Aliyev]~"},
		{"three letters have to be right", "bka", 9, ""},
		{"typos after what was typed", "crash aktua", 9, "crash:[Aktau] [crash]~"},
		{"no typo while there is enough", "baku", 1, "baku:[Baku]"},
		{"nothing", "zzzz", 9, ""},
		{"empty: in order of use", " ", 3, "crash:Crash of Azerbaijan Airlines Flight 8243 | azerbaijan:Azerbaijan | baku:Baku"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(s.Find(c.query, c.n)); got != c.want {
				t.Errorf("%q:\n%s\nwant\n%s", c.query, got, c.want)
			}
		})
	}
}

func TestPut(t *testing.T) {
	s := New(caspian(), nil, nil)
	ids := func(query string) string {
		var out []string
		for _, h := range s.Find(query, 99) {
			out = append(out, h.Entity.ID)
		}
		return strings.Join(out, " ")
	}
	s.Put(entity("baku", "Capital"))
	if got := ids("baku") + "," + ids("capi"); got != ",baku" {
		t.Error(got)
	}
	s.Put(entity("baku", "Capital"), entity("new", "Capitol"), entity("new", "Capitoline"))
	if got := ids("capi"); got != "baku new" {
		t.Error(got)
	}
	gone, merged := entity("baku", "Capital"), entity("new", "Capitoline")
	gone.Deleted, merged.Into = true, "x"
	s.Put(gone, merged)
	if got := ids("capi"); got != "" {
		t.Error(got)
	}
	for i := range 1000 {
		s.Put(entity(fmt.Sprint(i), "Capital "+fmt.Sprint(i)))
	}
	if got := len(s.Find("capital", 2000)); got != 1000 || len(s.tiers) > 12 {
		t.Errorf("%d in %d tiers", got, len(s.tiers))
	}
	for range 5 {
		s.Put(caspian()...)
	}
	if len(s.tiers) > 12 || len(s.Find("", 5000)) != 1012 {
		t.Errorf("%d in %d tiers", len(s.Find("", 5000)), len(s.tiers))
	}
	s.Use([]string{"7"}, map[string]int{"5": 2})
	if got := ids("capital"); !strings.HasPrefix(got, "7 5 0 1 10 100 ") {
		t.Error(got[:40])
	}
	s.Use(nil, nil)
	if got := ids("capital"); !strings.HasPrefix(got, "0 1 10 100 ") {
		t.Error(got[:40])
	}
}

func TestLongQuery(t *testing.T) {
	s := New(caspian(), nil, nil)
	for _, q := range []string{strings.Repeat("ﷺ", 900), strings.Repeat("ы", 3000), strings.Repeat("a ", 3000), strings.Repeat("\U0001F1E6", 3000), "\xff\xfe"} {
		s.Find(q, 9)
	}
}

// The reference: everything spelt out as the documentation has it.

func foldSlowly(s string) []string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("'’‘ʼʻ", r) {
			continue
		}
		for _, r := range norm.NFKD.String(string(r)) {
			switch {
			case diacritic(r):
			case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r):
				b.WriteString(cmp.Or(plain[unicode.ToLower(r)], string(unicode.ToLower(r))))
			default:
				b.WriteByte(' ')
			}
		}
	}
	if words := strings.Fields(b.String()); len(words) > 0 {
		return words
	}
	return strings.Fields(strings.ToLower(strings.Join(strings.Fields(s), "")))
}

// distance is optimal string alignment, the whole table.
func distance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0:
				d[i][j] = j
			case j == 0:
				d[i][j] = i
			default:
				d[i][j] = min(d[i-1][j], d[i][j-1]) + 1
				same := 1
				if a[i-1] == b[j-1] {
					same = 0
				}
				d[i][j] = min(d[i][j], d[i-1][j-1]+same)
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					d[i][j] = min(d[i][j], d[i-2][j-2]+1)
				}
			}
		}
	}
	return d[len(a)][len(b)]
}

// typosSlowly is the distance to the nearest beginning of word, and the longest
// of those.
func typosSlowly(query []rune, word string) (least, length int) {
	least = math.MaxInt
	w := []rune(word)
	for i := range len(w) + 1 {
		if d := distance(query, w[:i]); d <= least {
			least, length = d, i
		}
	}
	return least, length
}

func classSlowly(query, words []string) int {
	every := func(f func(q, w string) bool) bool {
		for _, q := range query {
			if !slices.ContainsFunc(words, func(w string) bool { return f(q, w) }) {
				return false
			}
		}
		return true
	}
	q, name := strings.Join(query, " "), strings.Join(words, " ")
	switch {
	case q == name || q == "":
		return exact
	case strings.HasPrefix(name, q):
		return prefix
	case every(func(q, w string) bool { return strings.HasPrefix(w, q) }):
		return inside
	case every(func(q, w string) bool {
		n, _ := typosSlowly([]rune(q), w)
		return n <= allowed(q) || strings.HasPrefix(w, q)
	}):
		return fuzzy
	}
	return fuzzy + 1
}

func findSlowly(entities []*annotations.Entity, recent []string, counts map[string]int, query string, n int) string {
	type found struct {
		e           *annotations.Entity
		alias       string
		last, class int
	}
	var all []found
	for _, e := range entities {
		best := found{class: fuzzy + 1}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			if c := classSlowly(foldSlowly(query), foldSlowly(name)); strings.TrimSpace(name) != "" && c < best.class {
				best = found{e, name, slices.Index(recent, e.ID), c}
			}
		}
		if best.class <= fuzzy {
			if best.last < 0 {
				best.last = math.MaxInt
			}
			all = append(all, best)
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		typo := func(f found) int { return f.class / fuzzy }
		return cmp.Or(
			cmp.Compare(typo(a), typo(b)), cmp.Compare(a.last, b.last), cmp.Compare(a.class, b.class), cmp.Compare(counts[b.e.ID], counts[a.e.ID]),
			cmp.Compare(strings.Join(foldSlowly(a.e.Name), " "), strings.Join(foldSlowly(b.e.Name), " ")), cmp.Compare(a.e.Name, b.e.Name), cmp.Compare(a.e.ID, b.e.ID),
		)
	})
	var out []string
	for _, f := range all[:min(n, len(all))] {
		out = append(out, fmt.Sprint(f.e.ID, ":", f.alias, f.class == fuzzy))
	}
	return strings.Join(out, "|")
}

var spelling = rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{
	"a", "b", "ab", "ba", "Abba", "bab", "aabb", "abab", " ", " ", "-", "'", "ß", "ı", "İ", "é", "e\u0301", "Ж", "ж", "қ", "가", "ǿ", "abbabaab", "!", "1", "ﬁ", "½",
}), 0, 7), func(s []string) string { return strings.Join(s, "") })

// Find equals the reference, whatever was put, replaced and taken off before.
func TestFindEqualsReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		byID := map[string]*annotations.Entity{}
		var recent []string
		counts := map[string]int{}
		s := New(nil, nil, nil)
		for i := range rapid.IntRange(1, 5).Draw(t, "puts") {
			var put []*annotations.Entity
			for range rapid.IntRange(0, 6).Draw(t, "entities") {
				e := entity(fmt.Sprint(rapid.IntRange(0, 12).Draw(t, "id")), spelling.Draw(t, "name"), rapid.SliceOfN(spelling, 0, 3).Draw(t, "aliases")...)
				if strings.TrimSpace(e.Name) == "" {
					e.Name = "x"
				}
				put = append(put, e)
				byID[e.ID] = e
				if rapid.IntRange(0, 9).Draw(t, "off") == 0 {
					e.Deleted = true
					delete(byID, e.ID)
				}
			}
			if i == 0 {
				s = New(put, nil, nil)
				continue
			}
			s.Put(put...)
			if rapid.Bool().Draw(t, "use") {
				recent = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"1", "2", "3", "4", "none"}), 0, 3, func(s string) string { return s }).Draw(t, "recent")
				counts = map[string]int{"5": rapid.IntRange(0, 3).Draw(t, "count"), "6": 2, "none": 1}
				s.Use(recent, counts)
			}
		}
		var entities []*annotations.Entity
		for _, e := range byID {
			entities = append(entities, e)
		}
		query, n := spelling.Draw(t, "query"), rapid.IntRange(0, 14).Draw(t, "n")
		var got []string
		for _, h := range s.Find(query, n) {
			got = append(got, fmt.Sprint(h.Entity.ID, ":", h.Alias, h.Fuzzy))
			checkMatched(t, h, foldSlowly(query))
		}
		if want := findSlowly(entities, recent, counts, query, n); strings.Join(got, "|") != want {
			t.Fatalf("%q:\n%s\nwant\n%s", query, strings.Join(got, "|"), want)
		}
	})
}

// checkMatched checks that what is bold is in order, and says the query when
// there is one word of it and no typo.
func checkMatched(t *rapid.T, h Hit, query []string) {
	runes := []rune(h.Alias)
	at := -1
	for _, m := range h.Matched {
		if m[0] <= at || m[1] <= m[0] || m[1] > len(runes) {
			t.Fatalf("%q: %v", h.Alias, h.Matched)
		}
		at = m[1]
	}
	if len(query) > 0 && len(h.Matched) == 0 {
		t.Fatalf("nothing of %q is bold in %q", query, h.Alias)
	}
	if len(query) == 1 && !h.Fuzzy {
		bold := strings.Join(foldSlowly(string(runes[h.Matched[0][0]:h.Matched[0][1]])), " ")
		if !strings.HasPrefix(bold, query[0]) || len(h.Matched) > 1 {
			t.Fatalf("%q for %q", bold, query)
		}
	}
}

func TestTyposEqualsTable(t *testing.T) {
	letters := rapid.SliceOfN(rapid.SampledFrom([]rune("abcж")), 0, 10)
	rapid.Check(t, func(t *rapid.T) {
		query, word, k := letters.Draw(t, "query"), string(letters.Draw(t, "word")), rapid.IntRange(0, 2).Draw(t, "k")
		if len(query) <= k {
			return // never asked: see allowed
		}
		edits, length := typosSlowly(query, word)
		if edits > k {
			edits, length = k+1, 0
		}
		if e, l := typos(query, word, k); e != edits || l != length {
			t.Fatalf("%d of %d, want %d of %d", e, l, edits, length)
		}
		if !lettersOf(string(query)).near(lettersOf(word), k) && edits <= k {
			t.Fatal("ruled out by its letters")
		}
	})
}
