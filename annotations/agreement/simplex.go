package agreement

// simplex maximises the gain of shares of columns such that the columns of
// each row sum up to at most 1; Dantzig's method with an explicit inverse of
// the basis, which suits columns of two to four ones.
type simplex struct {
	pace    *pace
	rows    int
	columns [][]int // rows of each
	gains   []float64

	inverse []float64 // rows × rows
	basis   []int     // column in each place, or -1-row for the slack of a row
	level   []float64 // of the column in each place
	price   []float64 // of each row
	step    []float64 // of each place, as the entering column grows
	filled  []int     // rows of the inverse's line that leaves, without zeros
	next    int       // where the search for a column goes on
}

// least is a gain that counts.
const least = 1e-11

// solve returns the shares and an upper bound on the gain.
func (s *simplex) solve(rows int, columns [][]int, gains []float64) ([]float64, float64, error) {
	s.rows, s.columns, s.gains = rows, columns, gains
	s.start()
	for range 200 + 20*rows {
		entering, gain := s.enter()
		if gain <= least {
			return s.shares(), s.bound(), nil
		}
		if !s.pivot(entering, gain) {
			break
		}
		if err := s.pace.work(rows*rows/4 + 2000); err != nil {
			return nil, 0, err
		}
	}
	return nil, 0, errTooLarge
}

// start takes all slacks for a basis. The rows' limits differ a little, by
// the golden section, so that no two places block at once and none cycles.
func (s *simplex) start() {
	n := s.rows
	s.inverse = zeros(s.inverse, n*n)
	s.level, s.price, s.step = zeros(s.level, n), zeros(s.price, n), zeros(s.step, n)
	s.basis, s.next = s.basis[:0], 0
	spread := 0.0
	for i := range n {
		s.inverse[i*n+i] = 1
		s.basis = append(s.basis, -1-i)
		spread += 0.6180339887498949
		if spread >= 1 {
			spread--
		}
		s.level[i] = 1 + 1e-6*(1+spread)
	}
}

// worth is what a column gains above the prices of its rows.
func (s *simplex) worth(k int) float64 {
	g := s.gains[k]
	for _, r := range s.columns[k] {
		g -= s.price[r]
	}
	return g
}

// enter is a column that gains, or the slack of a row with a negative price:
// the best of those slacks and of the next few hundred columns that has one
// that gains.
func (s *simplex) enter() (column int, gain float64) {
	for r, x := range s.price {
		if -x > gain {
			column, gain = -1-r, -x
		}
	}
	section := 200 + len(s.columns)/20
	for seen := 0; seen < len(s.columns) && (seen == 0 || gain <= least); {
		for range min(section, len(s.columns)-seen) {
			if g := s.worth(s.next); g > gain {
				column, gain = s.next, g
			}
			s.next = (s.next + 1) % len(s.columns)
			seen++
		}
	}
	return column, gain
}

// pivot brings a column into the basis; only rounding can prevent it.

func (s *simplex) pivot(entering int, gain float64) bool {
	n := s.rows
	rows := []int{-1 - entering}
	if entering >= 0 {
		rows = s.columns[entering]
	}
	out := -1
	for i := range n {
		d := 0.0
		for _, r := range rows {
			d += s.inverse[i*n+r]
		}
		s.step[i] = d
		if d > 1e-9 && (out < 0 || s.level[i]*s.step[out] < s.level[out]*d) {
			out = i
		}
	}
	if out < 0 {
		return false
	}
	grow := s.level[out] / s.step[out]
	leaving := s.inverse[out*n : out*n+n]
	s.filled = s.filled[:0]
	for r, x := range leaving {
		if x != 0 {
			leaving[r] = x / s.step[out]
			s.price[r] += gain * leaving[r]
			s.filled = append(s.filled, r)
		}
	}
	for i := range n {
		if d := s.step[i]; i != out && d != 0 {
			s.level[i] -= d * grow
			line := s.inverse[i*n : i*n+n]
			for _, r := range s.filled {
				if x := line[r] - d*leaving[r]; x > 1e-12 || x < -1e-12 {
					line[r] = x
				} else {
					line[r] = 0 // the inverse is sparse, and exact zeros keep it so
				}
			}
		}
	}
	s.level[out], s.basis[out] = grow, entering
	return true
}

// shares are the levels at limits of exactly 1.
func (s *simplex) shares() []float64 {
	out := make([]float64, len(s.columns))
	for i, k := range s.basis {
		if k >= 0 {
			for _, x := range s.inverse[i*s.rows : (i+1)*s.rows] {
				out[k] += x
			}
		}
	}
	return out
}

// bound is what no choice can exceed, for any prices: a row is worth its
// price, and a column at most what it gains above the prices of its rows.
func (s *simplex) bound() float64 {
	bound := 0.0
	for r, x := range s.price {
		s.price[r] = max(0, x)
		bound += max(0, x)
	}
	for k := range s.columns {
		bound += max(0, s.worth(k))
	}
	return bound
}
