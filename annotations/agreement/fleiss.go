package agreement

// fleiss is π: chance draws from the values of all annotators together.
// Scott, Reliability of content analysis: the case of nominal scale coding,
// Public Opinion Quarterly 19(3), 1955, for two annotators; Fleiss, Measuring
// nominal scale agreement among many raters, Psychological Bulletin 76(5),
// 1971, for more. Items with fewer values than others count as much as they;
// items with one are left out.
func fleiss(s sums) Score {
	n := s.at(codingPairable)
	_, used, _ := s.used()
	chance := 0.0
	s.eachValue(func(_ int, _, share, _ float64) { chance += (share / n) * (share / n) })
	return coded(s, used, chance)
}
