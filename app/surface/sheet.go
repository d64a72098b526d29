package surface

import (
	"sort"
	"strings"

	"gloss/annotations"
)

// sheet is a text laid out: blocks that tile it, and the folds over them.
type sheet struct {
	text   annotations.Text
	blocks []block
	folds  []fold
}

type block struct {
	annotations.Block
	unit      int  // where it begins, in UTF-16 code units
	byteAt    int  // and in bytes
	blank     bool // nothing but white space
	continued bool // goes on with the line of the block before
	fold      int  // index of its fold, -1 outside
}

// fold is a run of blocks of boilerplate.
type fold struct {
	annotations.Span
	lines  int // lines with something on them
	closed bool
}

// newSheet lays t out. A block is folded when a fold covers all of it but its
// white space; blank blocks between folded ones fold with them.
func newSheet(t annotations.Text, blocks []annotations.Block, folds []annotations.Span) *sheet {
	s := &sheet{text: t, blocks: make([]block, len(blocks))}
	str, start, cut := t.String(), 0, false
	for i, b := range blocks {
		end := t.PointToByte(b.End)
		line := str[start:end]
		s.blocks[i] = block{b, t.PointToUnit(b.Start), start, strings.TrimSpace(line) == "", cut, -1}
		start, cut = end, !strings.HasSuffix(line, "\n")
	}
	for _, f := range folds {
		s.addFold(f)
	}
	return s
}

func (s *sheet) addFold(f annotations.Span) {
	outside := func(i int) bool { return s.blocks[i].blank || !f.Contains(s.text.Trim(s.blocks[i].Span)) }
	first, last := s.over(f)
	for first < last && outside(first) {
		first++
	}
	for first < last && outside(last-1) {
		last--
	}
	if first >= last || s.blocks[first].fold >= 0 {
		return
	}
	g := fold{Span: annotations.Span{Start: s.blocks[first].Start, End: s.blocks[last-1].End}, closed: true}
	for i := first; i < last; i++ {
		s.blocks[i].fold = len(s.folds)
		if !s.blocks[i].blank && !s.blocks[i].continued {
			g.lines++
		}
	}
	s.folds = append(s.folds, g)
}

// block returns the index of the block that holds the code point at p; the
// nearest when p is outside the text, -1 when there is none.
func (s *sheet) block(p int) int {
	i := sort.Search(len(s.blocks), func(i int) bool { return s.blocks[i].Start > p }) - 1
	return max(i, min(0, len(s.blocks)-1))
}

// over returns the blocks [first,last) that share a code point with span.
func (s *sheet) over(span annotations.Span) (first, last int) {
	if span = span.Clamp(s.text.All()); span.Empty() || len(s.blocks) == 0 {
		return 0, 0
	}
	return s.block(span.Start), s.block(span.End-1) + 1
}

// overNear is over for a span that begins in the block at near or a little
// behind it, as is so with one after the other in text order.
func (s *sheet) overNear(span annotations.Span, near int) (first, last int) {
	const steps = 4
	if span.Start < 0 || span.Empty() || span.End > s.text.Points() || near >= len(s.blocks) || span.Start < s.blocks[near].Start {
		return s.over(span)
	}
	for first = near; first+1 < len(s.blocks) && s.blocks[first+1].Start <= span.Start; first++ {
		if first == near+steps {
			return s.over(span)
		}
	}
	for last = first + 1; last < len(s.blocks) && s.blocks[last].Start < span.End; last++ {
		if last == first+steps {
			return s.over(span)
		}
	}
	return first, last
}

// folded reports whether block i lies in a closed fold.
func (s *sheet) folded(i int) bool {
	return s.blocks[i].fold >= 0 && s.folds[s.blocks[i].fold].closed
}

// hidden returns the closed fold that hides the caret at p.
func (s *sheet) hidden(p int) (fold, bool) {
	if b := s.block(p); b >= 0 && s.folded(b) {
		return s.folds[s.blocks[b].fold], true
	}
	return fold{}, false
}

// plan describes the sheet for the script: counts of blocks and folds; for
// each block where it begins (in units), how it is set, its fold + 1 and where
// it begins in bytes; where the text ends; the lines of each fold.
func (s *sheet) plan() []int32 {
	out := make([]int32, 0, 3+4*len(s.blocks)+len(s.folds))
	out = append(out, int32(len(s.blocks)), int32(len(s.folds)))
	for _, b := range s.blocks {
		out = append(out, int32(b.unit), b.setting(), int32(b.fold+1), int32(b.byteAt))
	}
	out = append(out, int32(s.text.Units()))
	for _, f := range s.folds {
		out = append(out, int32(f.lines))
	}
	return out
}

// settings number the kinds of block for the script.
var settings = map[annotations.BlockKind]int32{
	annotations.Paragraph: 0, annotations.Headline: 1, annotations.Heading: 2, annotations.Byline: 3,
	annotations.Quotation: 4, annotations.ListItem: 5, annotations.Caption: 6,
}

const (
	settingBlank     = 7
	settingContinued = 16 // added to the others
)

func (b block) setting() int32 {
	n := settings[b.Kind]
	if b.blank {
		n = settingBlank
	}
	if b.continued {
		n += settingContinued
	}
	return n
}
