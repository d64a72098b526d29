package surface

import "gloss/annotations"

// move returns where the caret at p goes by a unit that the text alone
// decides; visual lines and pages are the script's. It never lands in a closed
// fold unless everything is folded.
func (s *sheet) move(u Unit, p int, forward, extend bool) int {
	to := p
	switch u {
	case Grapheme:
		to = pick(forward, s.text.NextGrapheme, s.text.PrevGrapheme)(p)
	case Word:
		to = pick(forward, s.text.NextWord, s.text.PrevWord)(p)
	case Sentence:
		to = s.sentence(p, forward, extend)
	case Paragraph:
		to = s.paragraph(p, forward)
	case Document:
		to = pick(forward, s.text.Points(), 0)
	}
	if at := s.snap(to); at != to { // words and sentences may end within a character of more than one code point
		to = pick(forward, s.text.NextGrapheme(to), at)
	}
	return s.uncover(to, forward)
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

func (s *sheet) sentence(p int, forward, extend bool) int {
	switch {
	case forward && extend:
		if here := s.text.Sentence(p); here.End > p {
			return here.End
		}
		if next, ok := s.text.NextSentence(p); ok {
			return next.End
		}
		return s.text.Points()
	case forward:
		if next, ok := s.text.NextSentence(p + 1); ok {
			return next.Start
		}
		return s.text.Points()
	}
	if here := s.text.Sentence(p); here.Start < p && p <= here.End {
		return here.Start
	}
	if before, ok := s.text.PrevSentence(p); ok {
		return before.Start
	}
	return 0
}

// paragraph returns the start of the next block with something on it, or of
// this one and then the one before.
func (s *sheet) paragraph(p int, forward bool) int {
	if len(s.blocks) == 0 {
		return 0
	}
	for i := s.block(p); i >= 0 && i < len(s.blocks); i += pick(forward, 1, -1) {
		b := s.blocks[i]
		if passed := pick(forward, b.Start > p, b.Start < p); passed && !b.blank && !b.continued && !s.folded(i) {
			return b.Start
		}
	}
	return pick(forward, s.text.Points(), 0)
}

// uncover moves p out of closed folds, onwards if there is anything there.
func (s *sheet) uncover(p int, forward bool) int {
	for _, onward := range []bool{forward, !forward} {
		to := p
		for {
			f, ok := s.hidden(to)
			if !ok {
				return to
			}
			to = pick(onward, f.End, f.Start-1) // before the line feed that precedes the fold
			if to < 0 || to >= s.text.Points() {
				break
			}
		}
	}
	return p
}

// settle turns two ends of a selection into the span that is meant: whole
// graphemes, without white space at the ends. Where nothing but white space is
// selected it is empty, at focus.
func (s *sheet) settle(anchor, focus int) annotations.Span {
	span := annotations.Span{Start: min(anchor, focus), End: max(anchor, focus)}.Clamp(s.text.All())
	if span = s.text.Trim(s.text.Snap(span)); span.Empty() {
		return annotations.Span{Start: focus, End: focus}
	}
	return span
}

// snap returns the grapheme boundary at or before p.
func (s *sheet) snap(p int) int {
	p = max(0, min(p, s.text.Points()))
	if g := s.text.Grapheme(p); g.Has(p) {
		return g.Start
	}
	return p
}
