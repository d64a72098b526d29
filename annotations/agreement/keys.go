package agreement

import "slices"

// Keys are the measures by the names they have in JSON, those to look at first
// first: the order of the fields of [Scores].
var Keys = []string{
	"exact_f1", "overlap_f1", "iou50_f1", "soft_f1",
	"token_alpha", "sentence_alpha",
	"alpha_u", "u_alpha", "bu_alpha", "cu_alpha", "gamma", "gamma_cat",
	"exact_span_f1", "overlap_span_f1", "agr", "char_f1", "token_f1", "sentence_f1",
	"token_kappa", "token_pi", "token_s", "token_ac1",
	"sentence_kappa", "sentence_pi", "sentence_s", "sentence_ac1",
	"el_strong_f1", "el_weak_f1", "el_set_accuracy", "el_mean_jaccard", "el_alpha_jaccard",
}

// Get returns the score of one of [Keys]; nil for another key.
func (s *Scores) Get(key string) *Score {
	i := slices.Index(Keys, key)
	if i < 0 {
		return nil
	}
	return []*Score{
		&s.ExactF1, &s.OverlapF1, &s.IoU50F1, &s.SoftF1,
		&s.TokenAlpha, &s.SentenceAlpha,
		&s.AlphaU, &s.UAlpha, &s.BUAlpha, &s.CUAlpha, &s.Gamma, &s.GammaCat,
		&s.ExactSpanF1, &s.OverlapSpanF1, &s.Agr, &s.CharF1, &s.TokenF1, &s.SentenceF1,
		&s.TokenKappa, &s.TokenPi, &s.TokenS, &s.TokenAC1,
		&s.SentenceKappa, &s.SentencePi, &s.SentenceS, &s.SentenceAC1,
		&s.LinkStrongF1, &s.LinkWeakF1, &s.LinkAccuracy, &s.LinkJaccard, &s.LinkAlpha,
	}[i]
}

// Seed makes a seed for [Options] of documents, whatever their order: whoever
// measures the same texts gets the same numbers. It is the sum of the FNV-1a
// hashes of their ids (Fowler, Noll, Vo; RFC 9923).
func Seed(docs []Document) uint64 {
	var sum uint64
	for _, d := range docs {
		h := uint64(14695981039346656037)
		for i := range len(d.ID) {
			h = (h ^ uint64(d.ID[i])) * 1099511628211
		}
		sum += h
	}
	return sum
}
