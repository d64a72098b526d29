package annotations

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// BlockKind tells how a block is set.
type BlockKind string

// The kinds of block. "" is a plain paragraph.
const (
	Paragraph BlockKind = ""
	Headline  BlockKind = "headline" // the article's title, at most one
	Heading   BlockKind = "heading"
	Byline    BlockKind = "byline" // who, where, when
	Quotation BlockKind = "quotation"
	ListItem  BlockKind = "item"
	Caption   BlockKind = "caption"
)

// Block is one stretch of a text that is set as a unit. A block ends with its
// line feed, if it has one.
type Block struct {
	Span
	Kind BlockKind `json:"kind,omitempty"`
}

// blockPoints is the length from which a line is cut into several blocks: one
// text node of a megabyte was measured to stall every browser (PLATFORM 2).
const blockPoints = 2000

// Layout tiles the text with blocks: one a line, line feed included, and lines
// over 2,000 code points cut at white space, never within a character. Kinds come from kinds, which are
// matched by where a line begins. An empty text has no blocks.
func (t Text) Layout(kinds []Block) []Block {
	var out []Block
	start := 0
	for line := range strings.Lines(t.s) {
		b := Block{Span: Span{start, start + runes(line)}}
		start = b.End
		for len(kinds) > 0 && kinds[0].End <= b.Start {
			kinds = kinds[1:]
		}
		if len(kinds) > 0 && kinds[0].Start <= b.Start {
			b.Kind = kinds[0].Kind
		}
		out = append(out, cut(line, b)...)
	}
	return out
}

// cut splits a line of more than 2,000 code points, its line feed not counted.
func cut(line string, b Block) []Block {
	var out []Block
	feed := len(line) - len(strings.TrimSuffix(line, "\n"))
	for b.Len()-feed > blockPoints {
		points, bytes := breakAt(line[:byteOf(line, blockPoints+1)])
		out = append(out, Block{Span{b.Start, b.Start + points}, b.Kind})
		line, b.Start = line[bytes:], b.Start+points
	}
	return append(out, b)
}

// breakAt returns where to break s, which is longer than a block: after white
// space, or after a whole character where there is no space for long, or just
// anywhere in a character that is longer than a block itself.
func breakAt(s string) (points, bytes int) {
	spacePoints, spaceBytes := 0, 0
	for g := graphemes.FromString(s); g.Next(); {
		n := runes(g.Value())
		if points+n > blockPoints {
			break
		}
		points, bytes = points+n, bytes+len(g.Value())
		if g.Value() == " " || g.Value() == "\t" {
			spacePoints, spaceBytes = points, bytes
		}
	}
	switch {
	case spacePoints > blockPoints/2:
		return spacePoints, spaceBytes
	case points == 0:
		return blockPoints, byteOf(s, blockPoints)
	}
	return points, bytes
}

// byteOf is the byte offset of the n-th rune of s.
func byteOf(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

func runes(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}
