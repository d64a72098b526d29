package shelf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plain are letters that Unicode does not decompose and that people type
// without what distinguishes them.
var plain = map[rune]string{
	'ß': "ss", 'ı': "i", 'ø': "o", 'ł': "l", 'đ': "d", 'ħ': "h", 'ŧ': "t", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ð': "d", 'ς': "σ",
}

// fold appends to buf the words of name by which it is found, with one space
// between them: decomposed (NFKD), without marks, in lower case. Apostrophes
// are dropped, everything else that is no letter or digit parts words. A name
// without either is one word of what it has. Nothing is transliterated: Aqtau
// and Ақтау are two names.
//
// When points is given, it receives the code point of name that each byte
// appended comes from; a space comes from nowhere in particular.
func fold(buf []byte, name string, points *[]int) []byte {
	f := folder{buf: buf, start: len(buf), points: points}
	for _, r := range name {
		f.rune(r)
		f.point++
	}
	if len(f.buf) > f.start {
		return f.buf
	}
	f.point = 0
	for _, r := range name { // no letter and no digit
		if !unicode.IsSpace(r) {
			f.put(unicode.ToLower(r))
		}
		f.point++
	}
	return f.buf
}

type folder struct {
	buf    []byte
	start  int
	point  int
	gap    bool // a word has ended
	points *[]int
}

func (f *folder) rune(r rune) {
	switch {
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		f.put(r)
	case 'A' <= r && r <= 'Z':
		f.put(r + 'a' - 'A')
	case r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == 'ʻ':
	case r < utf8.RuneSelf:
		f.gap = true
	case 0xac00 <= r && r <= 0xd7a3: // a Hangul syllable, as one types it: by its letters
		i := r - 0xac00
		f.put(0x1100 + i/588)
		f.put(0x1161 + i%588/28)
		if i%28 > 0 {
			f.put(0x11a7 + i%28)
		}
	default:
		f.other(r)
	}
}

// other takes a character outside ASCII.
func (f *folder) other(r rune) {
	var raw [utf8.UTFMax]byte
	d := norm.NFKD.Properties(utf8.AppendRune(raw[:0], r)).Decomposition()
	if d == nil {
		f.base(r)
		return
	}
	for len(d) > 0 {
		r, n := utf8.DecodeRune(d)
		f.base(r)
		d = d[n:]
	}
}

// base takes a character that does not decompose.
func (f *folder) base(r rune) {
	switch {
	case diacritic(r):
		return
	case !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r):
		f.gap = true
		return
	}
	r = unicode.ToLower(r)
	if s, ok := plain[r]; ok {
		for _, r := range s {
			f.put(r)
		}
		return
	}
	f.put(r)
}

// diacritic reports whether r is a mark that names are found without: those of
// alphabets. In Indic scripts, Thai or Lao a mark is a vowel, and is kept.
func diacritic(r rune) bool {
	return unicode.Is(unicode.Mn, r) && (r < 0x900 || r >= 0x1ab0 && r < 0x1b00 || r >= 0x1dc0 && r < 0x1e00 || r >= 0x20d0 && r < 0x2100 || r >= 0xfe00)
}

func (f *folder) put(r rune) {
	if f.gap && len(f.buf) > f.start {
		f.buf = append(f.buf, ' ')
		f.mark(1)
	}
	f.gap = false
	before := len(f.buf)
	f.buf = utf8.AppendRune(f.buf, r)
	f.mark(len(f.buf) - before)
}

func (f *folder) mark(n int) {
	if f.points == nil {
		return
	}
	for range n {
		*f.points = append(*f.points, f.point)
	}
}

// longest is how many bytes of a query are read, before and after folding: more
// than names have.
const longest = 200

// wordsOf returns the folded words of a query.
func wordsOf(query string) []string {
	return strings.Fields(clip(string(fold(nil, clip(query), nil))))
}

// clip cuts s to the longest query, between characters.
func clip(s string) string {
	if len(s) <= longest {
		return s
	}
	n := longest
	for n > longest-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
