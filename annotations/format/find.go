package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/annotations"
)

// finder finds quotes in one text.
type finder struct {
	text  annotations.Text
	asked int
	grams *grams // made when it pays
}

const (
	// maxPlaces is how many places of a quote are compared by their
	// surroundings; words that occur more often than that are not told apart.
	maxPlaces = 1000
	// minContext is how many code points of context must agree before they
	// tell one place from another.
	minContext = 4
	// maxContext is how many code points of context on each side count; we
	// write 32, others more, and some might write a book.
	maxContext = 128
)

// find returns the span where q must be: where it stands with its whole
// context, once; or the only place of its words; or the one place whose
// surroundings agree best. It returns false when no place, or more than one,
// will do. A place where a number goes on is none: "40" is not found in "140".
func (f *finder) find(q annotations.Quote) (annotations.Span, bool) {
	if q.Exact == "" {
		return annotations.Span{}, false
	}
	q.Prefix, q.Suffix = lastPoints(q.Prefix, maxContext), firstPoints(q.Suffix, maxContext)
	if places := f.places(q.Prefix+q.Exact+q.Suffix, 2); len(places) == 1 {
		at := places[0] + len(q.Prefix)
		if !f.cutsNumber(at, at+len(q.Exact)) {
			return f.span(at, q), true
		}
	}
	best, rival, at := -1, -1, 0
	for _, p := range f.places(q.Exact, maxPlaces+1) {
		if f.cutsNumber(p, p+len(q.Exact)) {
			continue
		}
		n := f.agreement(p, q)
		if n > best {
			best, rival, at = n, best, p
		} else {
			rival = max(rival, n)
		}
	}
	alone := rival < 0 && best >= 0
	return f.span(at, q), alone || best > rival && best >= minContext
}

func (f *finder) span(at int, q annotations.Quote) annotations.Span {
	start := f.text.ByteToPoint(at)
	return annotations.Span{Start: start, End: start + utf8.RuneCountInString(q.Exact)}
}

// places returns the byte offsets of s, none when there are more than the most.
func (f *finder) places(s string, most int) []int {
	text := f.text.String()
	if f.asked++; f.asked > 16 && f.grams == nil && len(text) > 1<<16 {
		f.grams = newGrams(text)
	}
	var out []int
	if f.grams != nil && len(s) >= gram {
		out = f.grams.places(out, s, most)
	} else {
		for from := 0; len(out) < most; {
			i := strings.Index(text[from:], s)
			if i < 0 {
				break
			}
			out = append(out, from+i)
			from += i + 1
		}
	}
	if len(out) == most {
		return nil
	}
	return out
}

// agreement counts the code points around p that are as q remembers them,
// going outwards on each side until one is not.
func (f *finder) agreement(p int, q annotations.Quote) int {
	text, n := f.text.String(), 0
	before, prefix := text[:p], q.Prefix
	for before != "" && prefix != "" {
		r, size := utf8.DecodeLastRuneInString(before)
		if s, _ := utf8.DecodeLastRuneInString(prefix); s != r {
			break
		}
		before, prefix, n = before[:len(before)-size], prefix[:len(prefix)-size], n+1
	}
	after, suffix := text[p+len(q.Exact):], q.Suffix
	for after != "" && suffix != "" {
		r, size := utf8.DecodeRuneInString(after)
		if s, _ := utf8.DecodeRuneInString(suffix); s != r {
			break
		}
		after, suffix, n = after[size:], suffix[size:], n+1
	}
	return n
}

// stands reports whether q stands at s with all of its context.
func (f *finder) stands(s annotations.Span, q annotations.Quote) bool {
	at := f.text.PointToByte(s.Start)
	return f.agreement(at, q) == utf8.RuneCountInString(q.Prefix)+utf8.RuneCountInString(q.Suffix)
}

// cutsNumber reports whether a number goes on before or after the bytes from i
// to j.
func (f *finder) cutsNumber(i, j int) bool {
	s := f.text.String()
	first, _ := utf8.DecodeRuneInString(s[i:])
	last, _ := utf8.DecodeLastRuneInString(s[:j])
	return unicode.IsDigit(first) && endsInNumber(s[:i]) || unicode.IsDigit(last) && beginsWithNumber(s[j:])
}

func endsInNumber(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if r == '.' || r == ',' {
		r, _ = utf8.DecodeLastRuneInString(s[:len(s)-n])
	}
	return unicode.IsDigit(r)
}

func beginsWithNumber(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if r == '.' || r == ',' {
		r, _ = utf8.DecodeRuneInString(s[n:])
	}
	return unicode.IsDigit(r)
}

func firstPoints(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func lastPoints(s string, n int) string {
	i := len(s)
	for ; i > 0 && n > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s[i:]
}
