package article

import "gloss/annotations"

// understand finds headline, byline, captions, headings and boilerplate among
// the lines that are not folded yet, and completes the facts.
func (p *page) understand() {
	ls := p.kept()
	gradeLines(ls)
	h := findHead(ls, p.facts.title)
	foldLead(ls, h)
	foldMiddle(ls, h)
	foldTail(ls, h, p.marked)
	mark(ls, h, p.marked)
	p.learn(ls, h)
}

// foldLead folds what stands above the headline, up to the last button there,
// if the text begins with such things: a text that begins with anything else
// may begin with its headline, and then only buttons fold. So they do after a
// line of four words, which may be the headline too. Nothing folds without an
// article below.
func foldLead(ls []*line, h head) {
	if h.title < 0 || h.body == len(ls) {
		return
	}
	last := -1
	for i, l := range ls[:h.title] {
		if l.grade.sure() || l.grade == hint && last >= 0 {
			last = i
		}
	}
	all := ls[0].grade.junk()
	for i, l := range ls[:last+1] {
		if h.noted(i) || !l.grade.junk() && l.words >= 4 {
			all = false
		}
		l.folded = all || l.grade.sure()
	}
}

// foldMiddle folds single lines that are known notices wherever they stand, and
// buttons between the headline and the first paragraph. A heading of such words
// ("Share this story") has to have no text under it.
func foldMiddle(ls []*line, h head) {
	for i := h.title + 1; i < len(ls) && h.body < len(ls); i++ {
		l := ls[i]
		lonely := l.kind == annotations.Paragraph && !h.noted(i) ||
			l.kind == annotations.Heading && l.grade == ending && i+1 < len(ls) && ls[i+1].grade != prose
		if lonely && (l.grade == advert || l.grade == ending && (i < h.body || l.words > 1)) {
			l.folded = true
		}
	}
}

// foldTail folds everything from the first line on after which there is no more
// article: a button or title known to stand after articles, and then more of
// the kind than there is text.
//
// The article lasts at least to the last two paragraphs of running text in a
// row. Behind them the rest is weighed: a paragraph counts twice, a sentence
// once, and a line that speaks for boilerplate once against.
func foldTail(ls []*line, h head, marked bool) {
	from := bodyEnd(ls, h)
	if from < 0 {
		return
	}
	w := weigh(ls)
	for i := from; i < len(ls); i++ {
		if ls[i].grade != ending || !w.boilerplate(i) {
			continue
		}
		if !marked {
			i = teaser(ls, h, i)
		}
		for ; i < len(ls); i++ {
			ls[i].folded = true
		}
	}
}

// bodyEnd is the index after the last paragraphs of running text in a row, or
// after the last one where none are in a row; -1 where there are not two.
func bodyEnd(ls []*line, h head) int {
	pair, last, n := -1, -1, 0
	for i := h.body; i < len(ls); i++ {
		if ls[i].grade != prose {
			continue
		}
		if ls[i].long || i > h.body && ls[i-1].grade == prose {
			pair = i
		}
		if last, n = i, n+1; ls[i].long {
			n++
		}
	}
	switch {
	case pair >= 0:
		return pair + 1
	case n >= 2:
		return last + 1
	}
	return -1
}

// weights holds, for each line, what comes from there to the end.
type weights []struct{ junk, text int }

func weigh(ls []*line) weights {
	w := make(weights, len(ls)+1)
	for i := len(ls) - 1; i >= 0; i-- {
		w[i] = w[i+1]
		switch l := ls[i]; {
		case l.grade.junk():
			w[i].junk++
		case l.grade == prose:
			w[i].text += 2
		case l.ended && l.words > 1:
			w[i].text++
		}
	}
	return w
}

// boilerplate reports whether the rest from line i on is boilerplate: nothing
// in it is text, or there is clearly more against it than for it.
func (w weights) boilerplate(i int) bool {
	n := len(w) - 1 - i
	return w[i].text == 0 || w[i].junk >= 3 && w[i].junk > w[i].text && 10*w[i].junk >= 3*n
}

// teaser moves the beginning of boilerplate at line i up over a headline with
// one paragraph, the first of the other articles on the page. To tell it from
// the last section of this article, the article must have no headings of its
// own, blank lines between its paragraphs, and none between these two lines.
func teaser(ls []*line, h head, i int) int {
	top := i - 2
	if top <= h.body || !looksHeadline(ls[top]) || ls[top].words < 6 || ls[i-1].apart || !ls[top].apart {
		return i
	}
	if ls[i-1].grade != prose && !ls[i-1].ended {
		return i
	}
	for k := h.body; k < top; k++ {
		if looksHeadline(ls[k]) || ls[k].grade == prose && k > h.body && ls[k-1].grade == prose && !ls[k].apart {
			return i
		}
	}
	return top
}

// looksHeadline reports whether a line may be a headline or a heading.
func looksHeadline(l *line) bool {
	return l.grade == plain && !l.ended && l.words >= 2 && l.words <= 25 && isHeadStart(l.text)
}
