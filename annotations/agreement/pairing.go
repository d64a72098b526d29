package agreement

import "math"

// nearPairs bounds the pairs of units near each other in one alignment.
const nearPairs = 4 << 20

// pairing finds the alignment of two annotators' units with the least
// disorder: an assignment in which a unit may also stay alone. Only pairs that
// cost less than two lone units matter, and those are few, so the Hungarian
// method runs on shortest paths through them; Jonker and Volgenant, A shortest
// augmenting path algorithm for dense and sparse linear assignment problems,
// Computing 38, 1987. A search ends at the nearest unit that may stay alone
// instead, which keeps it local and the whole nearly linear in text length.
type pairing struct {
	w    weights
	pace *pace

	b    near
	head []int     // edges of a's unit i are [head[i],head[i+1])
	to   []int     // index in b
	cost []float64 // distance less two lone units; negative

	u, v         []float64 // dual prices of a and b
	mateA, mateB []int     // partner or -1

	dist    []float64 // from the unit being placed, to b
	from    []int     // the unit of a from which it was reached
	seen    []int     // the search in which dist and from were set
	closed  []int     // the search in which dist became final
	rows    []int     // units of a in the search
	rowDist []float64
	columns []int // units of b closed in the search
	queue   queue[float64]
}

// align returns for each unit of a its partner in b, or -1. Lists are by
// start; of equally good alignments it depends on them alone which is found.
func (p *pairing) align(a, b []span) ([]int, error) {
	if err := p.edges(a, b); err != nil {
		return nil, err
	}
	p.u, p.v = zeros(p.u, len(a)), zeros(p.v, len(b))
	p.dist, p.rowDist = zeros(p.dist, len(b)), zeros(p.rowDist, len(a))
	p.mateA, p.mateB = unmatched(len(a)), unmatched(len(b))
	p.from, p.seen, p.closed = unmatched(len(b)), unmatched(len(b)), unmatched(len(b))
	for i := range a {
		p.place(i)
		if err := p.pace.work(20*len(p.rows) + 10*(p.head[i+1]-p.head[i])); err != nil {
			return nil, err
		}
	}
	return p.mateA, nil
}

func zeros(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// edges lists the pairs worth making.
func (p *pairing) edges(a, b []span) error {
	alone := 2 * p.w.empty
	p.b.index(b, p.w, alone)
	p.head, p.to, p.cost = append(p.head[:0], 0), p.to[:0], p.cost[:0]
	for _, s := range a {
		p.b.visit(s, func(j int) {
			if d := p.w.distance(s, b[j]); d < alone {
				p.to = append(p.to, j)
				p.cost = append(p.cost, d-alone)
			}
		})
		if len(p.to) > nearPairs {
			return errTooLarge
		}
		if err := p.pace.work(2*(len(p.to)-p.head[len(p.head)-1]) + 50); err != nil {
			return err
		}
		p.head = append(p.head, len(p.to))
	}
	return nil
}

// place brings in unit i of a, moving others along the cheapest path.
func (p *pairing) place(i int) {
	for e := p.head[i]; e < p.head[i+1]; e++ {
		p.u[i] = min(p.u[i], p.cost[e]-p.v[p.to[e]])
	}
	p.rows, p.columns, p.queue = append(p.rows[:0], i), p.columns[:0], p.queue[:0]
	p.rowDist[i] = 0
	p.relax(i, i, math.Inf(1))
	end, last, free := -p.u[i], i, -1 // unless a path is found, i stays alone
	for len(p.queue) > 0 {
		top := p.queue.pop()
		j := top.item
		if top.rank >= end {
			break
		}
		if p.closed[j] == i {
			continue
		}
		p.closed[j] = i
		r := p.mateB[j]
		if r < 0 {
			end, free = top.rank, j
			break
		}
		p.columns = append(p.columns, j)
		p.rows = append(p.rows, r)
		p.rowDist[r] = top.rank
		if top.rank-p.u[r] < end {
			end, last = top.rank-p.u[r], r
		}
		p.relax(i, r, end)
	}
	p.reprice(end)
	p.shift(i, last, free)
}

// relax reaches from unit r of a, unless no nearer than the bound.
func (p *pairing) relax(search, r int, bound float64) {
	for e := p.head[r]; e < p.head[r+1]; e++ {
		j := p.to[e]
		if p.closed[j] == search {
			continue
		}
		d := p.rowDist[r] + p.cost[e] - p.u[r] - p.v[j]
		if d < bound && (p.seen[j] != search || d < p.dist[j]) {
			p.seen[j], p.dist[j], p.from[j] = search, d, r
			p.queue.push(d, j)
		}
	}
}

// reprice keeps every edge at a non-negative reduced cost, and those of the
// alignment at zero.
func (p *pairing) reprice(end float64) {
	for _, r := range p.rows {
		p.u[r] += end - p.rowDist[r]
	}
	for _, j := range p.columns {
		p.v[j] -= end - p.dist[j]
	}
}

// shift moves partners along the path that ends at a free unit of b, or where
// unit last of a gives its partner up.
func (p *pairing) shift(i, last, free int) {
	j := free
	if free < 0 {
		if last == i {
			return
		}
		j = p.mateA[last]
		p.mateA[last] = -1
	}
	for {
		r := p.from[j]
		next := p.mateA[r]
		p.mateA[r], p.mateB[j] = j, r
		if r == i {
			return
		}
		j = next
	}
}
