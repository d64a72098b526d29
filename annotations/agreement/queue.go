package agreement

// ranked is an item of a queue: the lowest rank comes first, of equal ranks
// the lowest item, so that nothing depends on the order of insertion.
type ranked[R int | float64] struct {
	rank R
	item int
}

func (a ranked[R]) before(b ranked[R]) bool {
	return a.rank < b.rank || a.rank == b.rank && a.item < b.item
}

// queue is a binary heap.
type queue[R int | float64] []ranked[R]

func (q *queue[R]) push(rank R, item int) {
	h := append(*q, ranked[R]{rank, item})
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !h[i].before(h[up]) {
			break
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
	*q = h
}

func (q *queue[R]) pop() ranked[R] {
	h := *q
	top := h[0]
	n := len(h) - 1
	h[0] = h[n]
	h = h[:n]
	for i := 0; ; {
		down := 2*i + 1
		if down >= n {
			break
		}
		if down+1 < n && h[down+1].before(h[down]) {
			down++
		}
		if !h[down].before(h[i]) {
			break
		}
		h[i], h[down] = h[down], h[i]
		i = down
	}
	*q = h
	return top
}
