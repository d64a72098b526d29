package surface

import "gloss/annotations"

// queue holds the blocks that look otherwise than they should.
type queue struct {
	waiting []bool
	count   int
	next    int // where idle painting goes on
}

func (q *queue) add(b int) {
	if b >= 0 && b < len(q.waiting) && !q.waiting[b] {
		q.waiting[b] = true
		q.count++
	}
}

// take removes and returns up to n waiting blocks of [first,last].
func (q *queue) take(first, last, n int) []int {
	var out []int
	for b := max(0, first); b <= min(last, len(q.waiting)-1) && len(out) < n; b++ {
		if q.waiting[b] {
			q.waiting[b] = false
			q.count--
			out = append(out, b)
		}
	}
	return out
}

// some removes and returns up to n waiting blocks, going round the text.
func (q *queue) some(n int) []int {
	out := q.take(q.next, len(q.waiting)-1, n)
	if len(out) < n {
		out = append(out, q.take(0, q.next-1, n-len(out))...)
	}
	if len(out) > 0 {
		q.next = (out[len(out)-1] + 1) % len(q.waiting)
	}
	return out
}

// few is how many blocks are painted at once without asking which of them can
// be seen: about 2 ms of work.
const few = 48

// refresh paints the waiting blocks that cannot wait.
func (s *Surface) refresh() {
	if s.dirty.count > few {
		first, last := s.page.visible()
		s.paint(s.dirty.take(first-2, last+2, 1<<30))
	} else {
		s.paint(s.dirty.some(s.dirty.count))
	}
	s.rest()
}

// rest asks for time to paint what waits.
func (s *Surface) rest() {
	if s.dirty.count > 0 || s.late != nil {
		s.page.wake()
	}
}

// slice is how many blocks are painted between two looks at the clock.
const slice = 8

// idle paints waiting blocks while more says so, and asks for more time if
// some are left.
func (s *Surface) idle(more func() bool) {
	s.all()
	for s.dirty.count > 0 && more() {
		s.paint(s.dirty.some(slice))
	}
	s.rest()
}

// near paints the blocks that came into sight or will soon.
func (s *Surface) near(first, last int) {
	s.all()
	if s.dirty.count > 0 {
		s.dirty.next = max(0, min(first, len(s.dirty.waiting)-1))
		s.paint(s.dirty.take(first, last, 1<<30))
	}
}

// paint rebuilds blocks in one call, and the highlights in them, which the new
// nodes have lost.
func (s *Surface) paint(blocks []int) {
	if len(blocks) == 0 {
		return
	}
	b := newBatch()
	for _, i := range blocks {
		b.add(i, s.marks.pieces(i, s.hasNote))
	}
	s.page.paint(b)
	for kind, spans := range s.lights {
		if s.within(spans, blocks) {
			s.light(kind)
		}
	}
}

// within reports whether one of spans lies in one of blocks.
func (s *Surface) within(spans []annotations.Span, blocks []int) bool {
	for _, span := range spans {
		first, last := s.sheet.over(span)
		for _, b := range blocks {
			if first <= b && b < last {
				return true
			}
		}
	}
	return false
}
