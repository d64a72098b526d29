package surface

import (
	"cmp"
	"slices"

	"gloss/annotations"
)

// marks holds what is painted, by id and by block. A change costs what the
// blocks it touches cost, not what the article costs.
type marks struct {
	sheet  *sheet
	first  []mark // those there were at first
	named  map[string]*mark
	in     [][]*mark // for each block, those with a part in it, in text order
	chosen []string  // ids, also of marks that are not there now
}

type mark struct {
	*Mark
	class  string // of its label
	chosen bool
}

// newMarks keeps all. Ten thousand are sorted into blocks before an article is
// seen, so it does without what can wait and without memory for each.
func newMarks(s *sheet, all []Mark) *marks {
	m := &marks{sheet: s, first: make([]mark, len(all)), in: make([][]*mark, len(s.blocks))}
	classes := map[string]string{}
	counts := make([]int32, len(s.blocks))
	total, last := 0, 0
	count := func(b int) {
		counts[b]++
		total++
		last = b
	}
	for i := range all {
		one := &all[i]
		class, ok := classes[one.Label]
		if !ok {
			class = className(one.Label)
			classes[one.Label] = class
		}
		m.first[i] = mark{Mark: one, class: class}
		m.blocks(one, last, count)
	}
	store := make([]*mark, total)
	for b, n := range counts {
		m.in[b], store = store[:0:n], store[n:]
	}
	last = 0
	for i := range m.first {
		next := &m.first[i]
		m.blocks(next.Mark, last, func(b int) {
			m.in[b] = append(m.in[b], next)
			last = b
		})
	}
	for _, in := range m.in {
		if !slices.IsSortedFunc(in, compareMarks) {
			slices.SortFunc(in, compareMarks)
		}
	}
	return m
}

// byID returns the marks by their ids.
func (m *marks) byID() map[string]*mark {
	if m.named == nil {
		m.named = make(map[string]*mark, len(m.first))
		for i := range m.first {
			m.named[m.first[i].ID] = &m.first[i]
		}
	}
	return m.named
}

// compareMarks is text order: by start, the longer first, then by id, so that
// equal marks always lie in the same order.
func compareMarks(a, b *mark) int {
	return cmp.Or(annotations.CompareSpans(a.extent(), b.extent()), cmp.Compare(a.ID, b.ID))
}

// blocks calls yield once with each block that a part of a mark lies in, which
// is found sooner when it is not far behind the block at near.
func (m *marks) blocks(one *Mark, near int, yield func(int)) {
	next := 0
	for _, p := range one.Parts {
		first, last := m.sheet.overNear(p, near)
		for b := max(first, next); b < last; b++ {
			yield(b)
		}
		next = max(next, last)
	}
}

// put adds or replaces a mark and reports the blocks that look different.
func (m *marks) put(one Mark, touched func(int)) {
	next := &mark{&one, className(one.Label), slices.Contains(m.chosen, one.ID)}
	if old, ok := m.byID()[one.ID]; ok {
		if old.equal(one) {
			return
		}
		m.drop(one.ID, touched)
	}
	m.byID()[one.ID] = next
	m.blocks(&one, 0, func(b int) {
		i, _ := slices.BinarySearchFunc(m.in[b], next, compareMarks)
		m.in[b] = slices.Insert(m.in[b], i, next)
		touched(b)
	})
}

func (m *marks) drop(id string, touched func(int)) {
	old, ok := m.byID()[id]
	if !ok {
		return
	}
	delete(m.byID(), id)
	m.blocks(old.Mark, 0, func(b int) {
		m.in[b] = slices.DeleteFunc(m.in[b], func(o *mark) bool { return o == old })
		touched(b)
	})
}

// update makes what lies in spans as next has it: marks there that next does
// not hold are dropped. Of what lies elsewhere in next only marks that were in
// spans before are looked at.
func (m *marks) update(next []Mark, spans []annotations.Span, touched func(int)) {
	gone := m.within(spans)
	for _, one := range next {
		if gone[one.ID] || overlap(one, spans) {
			delete(gone, one.ID)
			m.put(one, touched)
		}
	}
	for id := range gone {
		m.drop(id, touched)
	}
}

// within returns the ids of the marks in spans.
func (m *marks) within(spans []annotations.Span) map[string]bool {
	ids := map[string]bool{}
	for _, s := range spans {
		first, last := m.sheet.over(s)
		for b := first; b < last; b++ {
			for _, one := range m.in[b] {
				if overlap(*one.Mark, spans) {
					ids[one.ID] = true
				}
			}
		}
	}
	return ids
}

func overlap(m Mark, spans []annotations.Span) bool {
	for _, p := range m.Parts {
		for _, s := range spans {
			if p.Overlaps(s) {
				return true
			}
		}
	}
	return false
}

// choose makes ids the chosen ones.
func (m *marks) choose(ids []string, touched func(int)) {
	old := m.chosen
	m.chosen = ids
	for _, id := range slices.Concat(old, ids) {
		if one, ok := m.byID()[id]; ok && one.chosen != slices.Contains(ids, id) {
			one.chosen = !one.chosen
			m.blocks(one.Mark, 0, touched)
		}
	}
}

// under returns the ids of the marks over the code point at p, innermost
// first: the shorter, then the one that begins later.
func (m *marks) under(p int) []string {
	b := m.sheet.block(p)
	if b < 0 {
		return nil
	}
	var over []*mark
	for _, one := range m.in[b] {
		if slices.ContainsFunc(one.Parts, func(s annotations.Span) bool { return s.Has(p) }) {
			over = append(over, one)
		}
	}
	slices.SortStableFunc(over, func(x, y *mark) int {
		a, b := x.extent(), y.extent()
		return cmp.Or(cmp.Compare(a.Len(), b.Len()), cmp.Compare(b.Start, a.Start), cmp.Compare(x.ID, y.ID))
	})
	var ids []string
	for _, one := range over {
		ids = append(ids, one.ID)
	}
	return ids
}
