package agreement

// soft gives a span credit for the part of it that the other annotator
// covered with the same label; Da San Martino et al., Fine-grained analysis
// of propaganda in news articles, EMNLP 2019, and SemEval-2020 task 11. Spans
// of one annotator and label that overlap or touch are united first, without
// which the credit could exceed the span.
func soft(a, b *voter) hits {
	x, y := a.cover[chars], b.cover[chars]
	h := hits{ofA: float64(len(x)), ofB: float64(len(y))}
	_ = eachLabel(x, y, func(x, y []span) error {
		meet(x, y, func(s, t span, common int) {
			h.a += float64(common) / float64(s.len())
			h.b += float64(common) / float64(t.len())
		})
		return nil
	})
	return h
}
