package agreement

// covered counts the code points, tokens or sentences that both annotators
// gave a label, over all labels; the F1 of these counts is the usual
// token-level F1 without chance correction (micro-averaged Dice, 1945). One
// that bears several labels counts once for each.
func covered(a, b *voter, axis int) hits {
	x, y := a.cover[axis], b.cover[axis]
	common := 0
	_ = eachLabel(x, y, func(x, y []span) error {
		meet(x, y, func(_, _ span, n int) { common += n })
		return nil
	})
	n := float64(common)
	return hits{n, float64(extent(x)), n, float64(extent(y))}
}

func extent(list []span) int {
	n := 0
	for _, s := range list {
		n += s.len()
	}
	return n
}
