package format

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// locate finds the places of offsets, the keys of at, that are counted in a
// unit over a text as it was read: code points of the text as it is kept, so
// of CR LF only the LF counts, and no byte order mark before it. An offset
// inside a character or beyond the text has none and keeps its value.
func locate(text, unit string, at map[int]int) {
	if plainASCII(text) {
		for k := range at {
			if 0 <= k && k <= len(text) {
				at[k] = k
			}
		}
		return
	}
	lead := len(text) - len(strings.TrimLeft(text, "\ufeff"))
	n, point := 0, 0
	place := func() {
		if _, wanted := at[n]; wanted {
			at[n] = point
		}
	}
	clusters := graphemes.FromString(text)
	for i := 0; i < len(text); {
		place()
		r, size := utf8.DecodeRuneInString(text[i:])
		step := 1
		switch unit {
		case unitUTF16:
			if r >= 0x10000 {
				step = 2
			}
		case unitUTF8:
			step = size
		case unitGrapheme:
			clusters.Next()
			size = len(clusters.Value())
		}
		if i >= lead {
			piece := text[i : i+size]
			point += utf8.RuneCountInString(piece) - strings.Count(piece, "\r\n")
			if piece == "\r" && strings.HasPrefix(text[i+1:], "\n") {
				point--
			}
		}
		i, n = i+size, n+step
	}
	place()
}

// plainASCII reports whether every unit counts a text alike.
func plainASCII(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || c == '\r' {
			return false
		}
	}
	return true
}
