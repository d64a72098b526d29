package agreement

// Scores are all measures of one set of documents and annotators. Where more
// than two annotators take part, those marked "pair" are means over pairs.
type Scores struct {
	ExactF1   Score `json:"exact_f1"`   // pair; same span and label
	OverlapF1 Score `json:"overlap_f1"` // pair; any overlap, same label, one-to-one
	IoU50F1   Score `json:"iou50_f1"`   // pair; overlap of half the union, same label, one-to-one
	SoftF1    Score `json:"soft_f1"`    // pair; credit by the part overlapped

	TokenAlpha    Score `json:"token_alpha"`    // α of label sets over tokens
	SentenceAlpha Score `json:"sentence_alpha"` // the same over sentences

	AlphaU   Score `json:"alpha_u"`   // α_U of 1995 and 2004
	UAlpha   Score `json:"u_alpha"`   // uα of 2016: where and what
	BUAlpha  Score `json:"bu_alpha"`  // |uα: where
	CUAlpha  Score `json:"cu_alpha"`  // cuα: what, where both marked; of a label, (k)uα
	Gamma    Score `json:"gamma"`     // γ
	GammaCat Score `json:"gamma_cat"` // γ-cat

	ExactSpanF1   Score `json:"exact_span_f1"`   // pair; same span, whatever the label
	OverlapSpanF1 Score `json:"overlap_span_f1"` // pair; any overlap, whatever the label
	Agr           Score `json:"agr"`             // pair; MPQA's, not one-to-one
	CharF1        Score `json:"char_f1"`         // pair; code points given a label
	TokenF1       Score `json:"token_f1"`        // pair; tokens
	SentenceF1    Score `json:"sentence_f1"`     // pair; sentences

	TokenKappa Score `json:"token_kappa"` // κ: Cohen's for two, Davies and Fleiss's for more
	TokenPi    Score `json:"token_pi"`    // π: Scott's for two, Fleiss's κ for more
	TokenS     Score `json:"token_s"`     // S
	TokenAC1   Score `json:"token_ac1"`   // AC1

	SentenceKappa Score `json:"sentence_kappa"`
	SentencePi    Score `json:"sentence_pi"`
	SentenceS     Score `json:"sentence_s"`
	SentenceAC1   Score `json:"sentence_ac1"`

	LinkStrongF1 Score `json:"el_strong_f1"`     // pair; same span and entity
	LinkWeakF1   Score `json:"el_weak_f1"`       // pair; overlap and same entity
	LinkAccuracy Score `json:"el_set_accuracy"`  // same annotation: same entities?
	LinkJaccard  Score `json:"el_mean_jaccard"`  // same annotation: how similar the entities?
	LinkAlpha    Score `json:"el_alpha_jaccard"` // the same against chance
}

// DocumentScores are the scores of one document.
type DocumentScores struct {
	ID         string   `json:"id"`
	Annotators []string `json:"annotators"` // done with it
	Scores     Scores   `json:"scores"`
}

// LabelScores are the scores with one label's annotations alone.
type LabelScores struct {
	Label  string `json:"label"`
	Scores Scores `json:"scores"`
}

// PairScores are the scores of two annotators, over the documents both did.
type PairScores struct {
	A         string `json:"a"`
	B         string `json:"b"`
	Documents int    `json:"documents"`
	Scores    Scores `json:"scores"`
	Confusion Matrix `json:"confusion"` // A's labels down, B's across
}

// ValueScore is (k)uα of one set of labels.
type ValueScore struct {
	Labels   []string `json:"labels"`
	Coverage float64  `json:"coverage"` // part of what bears it that others marked too
	Alpha    Score    `json:"alpha"`
}

// Report is all agreement between the annotators of some documents.
type Report struct {
	Annotators []string         `json:"annotators"`
	Overall    Scores           `json:"overall"`
	Documents  []DocumentScores `json:"documents"`
	Labels     []LabelScores    `json:"labels"`
	Values     []ValueScore     `json:"values"`
	Pairs      []PairScores     `json:"pairs"`

	// The intervals of the scores overall and of labels come from drawing
	// passages with replacement: documents, or if there are fewer than ten,
	// sentences, runs of them where an annotation crosses. There are none
	// for fewer than five passages, nor for el_alpha_jaccard.
	Resampled string `json:"resampled"` // "documents", "sentences", or "" without intervals
	Passages  int    `json:"passages"`
}
