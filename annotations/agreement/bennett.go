package agreement

// bennett is S: chance takes every value that was used as equally likely.
// Bennett, Alpert and Goldstein, Communications through limited-response
// questioning, Public Opinion Quarterly 18(3), 1954.
func bennett(s sums) Score {
	_, used, _ := s.used()
	return coded(s, used, 1/used)
}
