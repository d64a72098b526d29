package agreement

// A measure is a function of sums over passages: of hits and totals, of
// coincidences, of disorders. A ledger keeps those sums, a row a passage, so
// that the same rows give the measure of a document, of all of them, and of
// a random draw of them.
type ledger struct {
	rows  []row
	width int
}

// row is what one passage adds to the sums; columns not listed add nothing.
type row []entry

type entry struct {
	column int
	value  float64
}

// sums collects a row.
type sums []float64

func (s *sums) add(column int, x float64) {
	if more := column + 1 - len(*s); more > 0 {
		*s = append(*s, make([]float64, more)...)
	}
	(*s)[column] += x
}

// at is the sum of a column, 0 beyond the last.
func (s sums) at(column int) float64 {
	if column < len(s) {
		return s[column]
	}
	return 0
}

func (s sums) row() row {
	var out row
	for i, x := range s {
		if x != 0 {
			out = append(out, entry{i, x})
		}
	}
	return out
}

func (l *ledger) append(s sums) {
	l.width = max(l.width, len(s))
	l.rows = append(l.rows, s.row())
}

// total sums the rows [from,to).
func (l *ledger) total(from, to int) sums {
	out := make(sums, l.width)
	for _, r := range l.rows[from:to] {
		for _, e := range r {
			out[e.column] += e.value
		}
	}
	return out
}

// drawn sums each row as often as it was drawn.
func (l *ledger) drawn(times []uint16, out sums) {
	clear(out)
	for i, r := range l.rows {
		if n := float64(times[i]); n > 0 {
			for _, e := range r {
				out[e.column] += n * e.value
			}
		}
	}
}

// size is the number of entries.
func (l *ledger) size() int {
	n := 0
	for _, r := range l.rows {
		n += len(r)
	}
	return n
}
