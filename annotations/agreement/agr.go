package agreement

// agr is the measure of the MPQA corpus: the share of one annotator's spans
// that some span of the other with the same label overlaps, in both
// directions; Wiebe, Wilson and Cardie, Annotating expressions of opinions and
// emotions in language, LRE 39, 2005. Hits are not one-to-one here: one long
// span meets all the short ones in it.
func agr(a, b *voter) hits {
	return hits{
		overlapped(a.spans, b.cover[chars]), float64(len(a.spans)),
		overlapped(b.spans, a.cover[chars]), float64(len(b.spans)),
	}
}

// overlapped counts the spans that share a code point with the cover.
func overlapped(list, cover []span) float64 {
	n := 0
	_ = eachLabel(list, cover, func(x, y []span) error {
		j := 0
		for _, s := range x {
			for j < len(y) && y[j].end <= s.start {
				j++
			}
			if j < len(y) && y[j].start < s.end {
				n++
			}
		}
		return nil
	})
	return float64(n)
}
