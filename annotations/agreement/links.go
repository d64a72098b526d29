package agreement

import "slices"

// Agreement on entities. A mention is a span with one entity; strong F1 wants
// both alike, weak F1 the entity alike and the spans overlapping one-to-one
// (the strong and weak annotation match of Cornolti, Ferragina and Ciaramita,
// A framework for benchmarking entity-annotation systems, WWW 2013). What
// remains looks only at annotations both made with the same span and label,
// and compares the sets of entities; no entity at all is the empty set, a
// value like the others.

// Columns of a row of links.
const (
	linkPairs   = iota // pairs of annotators with the same annotation
	linkAlike          // those with the same entities
	linkJaccard        // |intersection| / |union| of their entities, summed
	linkUnlike         // distance of ordered pairs / (votes - 1), summed
	linkCounts         // and from here, how often each set was given
)

// jaccard is the similarity of two sorted sets; of two empty ones, 1.
func jaccard(a, b []int) float64 {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if union := len(a) + len(b) - common; union > 0 {
		return float64(common) / float64(union)
	}
	return 1
}

// linkRow sums a passage; known numbers the sets of entities.
func linkRow(t *passage, known *sets, p *pace) (sums, error) {
	type vote struct {
		span
		set int
	}
	var votes []vote
	for _, v := range t.voters {
		for _, m := range v.marks {
			votes = append(votes, vote{m.span, known.id(m.entities)})
		}
		if err := p.work(40 * len(v.marks)); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(votes, func(a, b vote) int { return byLabel(a.span, b.span) })
	var out sums
	for len(votes) > 0 {
		n := 1
		for n < len(votes) && votes[n].span == votes[0].span {
			n++
		}
		for i, v := range votes[:n] {
			for _, w := range votes[i+1 : n] {
				out.addLink(v.set, w.set, n, known)
			}
			if n > 1 {
				out.add(linkCounts+v.set, 1)
			}
		}
		votes = votes[n:]
	}
	return out, nil
}

// addLink adds two votes on an annotation that n annotators made.
func (s *sums) addLink(a, b, n int, known *sets) {
	j := jaccard(known.members[a], known.members[b])
	s.add(linkPairs, 1)
	s.add(linkJaccard, j)
	s.add(linkUnlike, 2*(1-j)/float64(n-1))
	if a == b {
		s.add(linkAlike, 1)
	}
}

// linkAccuracy is the share of pairs with the same set of entities.
func linkAccuracy(s sums) Score {
	n := s.at(linkPairs)
	if n == 0 {
		return undefined(NothingShared)
	}
	return Score{Value: s.at(linkAlike) / n, N: n, Agreed: s.at(linkAlike)}
}

// linkSimilarity is the mean Jaccard similarity of the sets (Jaccard, 1901).
func linkSimilarity(s sums) Score {
	n := s.at(linkPairs)
	if n == 0 {
		return undefined(NothingShared)
	}
	return Score{Value: s.at(linkJaccard) / n, N: n, Agreed: s.at(linkJaccard)}
}

// linkAlpha is Krippendorff's α with the Jaccard distance of sets, as
// Artstein and Poesio, Inter-coder agreement for computational linguistics,
// CL 34(4), 2008, suggest for sets. It is not MASI, of which there are two.
func linkAlpha(s sums, known *sets) Score {
	var counts []float64
	if len(s) > linkCounts {
		counts = s[linkCounts:]
	}
	return alphaDistance(s.at(linkUnlike), counts, func(a, b int) float64 {
		return 1 - jaccard(known.members[a], known.members[b])
	})
}
