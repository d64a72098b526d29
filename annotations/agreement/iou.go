package agreement

import "sort"

// fraction is a threshold without rounding.
type fraction struct{ num, den int }

var half = fraction{1, 2}

// reached tells whether intersection over union is at least the fraction.
func (f fraction) reached(a, b span) bool {
	common := inter(a, b)
	return common > 0 && common*f.den >= (a.len()+b.len()-common)*f.num
}

// iou counts the pairs of a maximum one-to-one matching of spans of one label
// whose intersection is at least the given part of their union. A threshold
// of one half is the usual one in object detection (Everingham et al., The
// PASCAL visual object classes challenge, IJCV 88, 2010).
func iou(a, b []span, least fraction, p *pace) (hits, error) {
	n := 0
	err := eachLabel(a, b, func(x, y []span) error {
		m := &bipartite{a: x, b: y, least: least, pace: p}
		err := m.solve()
		n += m.size
		return err
	})
	return oneToOne(n, a, b), err
}

// bipartite finds a maximum matching after Hopcroft and Karp, An n^5/2
// algorithm for maximum matchings in bipartite graphs, SIAM J. Comput. 2(4),
// 1973. The edges are not stored: those of a span lie in a window of starts.
type bipartite struct {
	a, b       []span // of one label, by start
	least      fraction
	mateA      []int // index in b, or -1
	mateB      []int // index in a, or -1
	level      []int // of a's spans in the search from the free ones; -1 not reached
	lowA, endA []int // window of each of a's spans in b
	next       []int // where the depth-first search goes on
	size       int
	pace       *pace
}

func (m *bipartite) solve() error {
	m.mateA, m.mateB = unmatched(len(m.a)), unmatched(len(m.b))
	m.level, m.next = make([]int, len(m.a)), make([]int, len(m.a))
	m.lowA, m.endA = make([]int, len(m.a)), make([]int, len(m.a))
	for i, s := range m.a {
		m.lowA[i], m.endA[i] = m.window(s)
	}
	for {
		more, err := m.layer()
		if err != nil || !more {
			return err
		}
		copy(m.next, m.lowA)
		for i, mate := range m.mateA {
			if mate < 0 && m.augment(i) {
				m.size++
			}
		}
	}
}

func unmatched(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

// window bounds the spans of b that can reach the threshold with s: the
// intersection is at least the threshold times the longer of the two.
func (m *bipartite) window(s span) (int, int) {
	before := s.len() * (m.least.den - m.least.num) / m.least.num
	after := s.len() * (m.least.den - m.least.num) / m.least.den
	lo := sort.Search(len(m.b), func(i int) bool { return m.b[i].start >= s.start-before })
	hi := sort.Search(len(m.b), func(i int) bool { return m.b[i].start > s.start+after })
	return lo, hi
}

// layer numbers a's spans by their distance from a free one, and tells
// whether a free span of b was reached.
func (m *bipartite) layer() (bool, error) {
	var line []int
	for i, mate := range m.mateA {
		m.level[i] = -1
		if mate < 0 {
			m.level[i] = 0
			line = append(line, i)
		}
	}
	found := false
	for ; len(line) > 0; line = line[1:] {
		i := line[0]
		if err := m.pace.work(m.endA[i] - m.lowA[i] + 1); err != nil {
			return false, err
		}
		for j := m.lowA[i]; j < m.endA[i]; j++ {
			if !m.least.reached(m.a[i], m.b[j]) {
				continue
			}
			k := m.mateB[j]
			if k < 0 {
				found = true
			} else if m.level[k] < 0 {
				m.level[k] = m.level[i] + 1
				line = append(line, k)
			}
		}
	}
	return found, nil
}

// augment matches i along a path of the layers, if there is one.
func (m *bipartite) augment(i int) bool {
	for ; m.next[i] < m.endA[i]; m.next[i]++ {
		j := m.next[i]
		if !m.least.reached(m.a[i], m.b[j]) {
			continue
		}
		if k := m.mateB[j]; k < 0 || m.level[k] == m.level[i]+1 && m.augment(k) {
			m.mateA[i], m.mateB[j] = j, i
			return true
		}
	}
	m.level[i] = -1
	return false
}
