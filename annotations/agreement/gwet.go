package agreement

// gwet is AC1, whose chance stays low where nearly all items get one value;
// Gwet, Computing inter-rater reliability and its variance in the presence of
// high agreement, British J. of Mathematical and Statistical Psychology 61,
// 2008. Categories are those that were used.
func gwet(s sums) Score {
	used, _, _ := s.used()
	items, spread := s.at(codingItems), 0.0
	s.eachValue(func(_ int, _, _, prior float64) { spread += prior / items * (1 - prior/items) })
	return coded(s, used, spread/(used-1))
}
