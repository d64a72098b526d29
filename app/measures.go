package app

// measure is how a measure of agreement is shown and explained.
type measure struct {
	key   string // of agreement.Keys
	title string
	about string // a sentence or two, for people who have never seen it
	paper string // where it comes from
	of    string // what its count counts
}

// Papers that several measures come from.
const (
	paperF1   = "Hripcsak and Rothschild, JAMIA 12(3), 2005"
	paperU    = "Krippendorff, Mathet, Bouvry and Widlöcher, Quality & Quantity 50, 2016"
	paperK    = "Krippendorff, Computing Krippendorff’s alpha-reliability, 2011"
	paperLink = "Cornolti, Ferragina and Ciaramita, WWW 2013"
	ofSpans   = "annotations"
	ofPoints  = "characters"
)

// headlines are the measures in front, in the order of the columns.
var headlines = []measure{
	{"exact_f1", "Exact F1", "How many annotations met one with the same words and the same label. A boundary that is off by one character is a miss.", paperF1, ofSpans},
	{"overlap_f1", "Overlap F1", "The same, where sharing one character is enough. Not corrected for chance: dense annotation alone reaches 0.2.", paperF1, ofSpans},
	{"gamma", "γ", "Places and labels together, over the best alignment of everybody’s annotations, against chance. It also sees where one split what another took as a whole.", "Mathet, Widlöcher and Métivier, Computational Linguistics 41(3), 2015", ofSpans},
	{"bu_alpha", "|uα", "Did they mark the same stretches of text, whatever the label? Against chance.", paperU, ofPoints},
	{"cu_alpha", "cuα", "Where they marked the same text: did they give it the same label? Against chance.", paperU, ofPoints},
}

// further are the measures behind “More measures”.
var further = []measure{
	{"token_kappa", "Cohen’s κ, words", "Labels word by word, each annotator with habits of their own; for more than two, as Davies and Fleiss do.", "Cohen, 1960; Davies and Fleiss, Biometrics 38, 1982", "words"},
	{"sentence_kappa", "Cohen’s κ, sentences", "The same sentence by sentence: the set of labels in it.", "Cohen, 1960; Davies and Fleiss, Biometrics 38, 1982", "sentences"},
	{"token_pi", "Fleiss’ κ, words", "As κ, with habits taken to be everybody’s: for two annotators, Scott’s π.", "Fleiss, Psychological Bulletin 76, 1971", "words"},
	{"sentence_pi", "Fleiss’ κ, sentences", "The same sentence by sentence.", "Fleiss, Psychological Bulletin 76, 1971", "sentences"},
	{"token_alpha", "Krippendorff’s α, words", "As Fleiss’ κ, corrected for small samples, and with whoever did not do an article left out there alone.", paperK, "words"},
	{"sentence_alpha", "Krippendorff’s α, sentences", "The same sentence by sentence.", paperK, "sentences"},
	{"alpha_u", "α-U", "The older measure for stretches of text: squared distances of their boundaries.", "Krippendorff, Sociological Methodology 25, 1995", ofPoints},
	{"u_alpha", "uα", "Where and what at once; |uα and cuα are its two halves.", paperU, ofPoints},
	{"gamma_cat", "γ-cat", "The labels alone, over what γ aligned.", "Mathet, Computational Linguistics 43(3), 2017", ofSpans},
	{"soft_f1", "Soft F1", "F1 with credit for the part of an annotation that another overlaps.", "Da San Martino and others, SemEval-2020 task 11", ofPoints},
	{"iou50_f1", "F1 at half", "F1 where what both share must be half of what either marked.", "Everingham and others, IJCV 88, 2010", ofSpans},
	{"exact_span_f1", "Exact F1 without labels", "The same words, whatever the label.", paperF1, ofSpans},
	{"overlap_span_f1", "Overlap F1 without labels", "Any overlap, whatever the label.", paperF1, ofSpans},
	{"agr", "agr", "How many annotations another’s overlap, not one to one.", "Wiebe, Wilson and Cardie, Language Resources and Evaluation 39, 2005", ofSpans},
	{"char_f1", "F1 of characters", "Labels character by character.", paperF1, ofPoints},
	{"token_f1", "F1 of words", "Labels word by word.", paperF1, "words"},
	{"sentence_f1", "F1 of sentences", "Labels sentence by sentence.", paperF1, "sentences"},
	{"token_s", "S, words", "Chance taken to be even among all labels.", "Bennett, Alpert and Goldstein, Public Opinion Quarterly 18, 1954", "words"},
	{"token_ac1", "AC1, words", "Chance estimated from how hard items are; steadier where one label is rare.", "Gwet, BJMSP 61, 2008", "words"},
	{"sentence_s", "S, sentences", "S sentence by sentence.", "Bennett, Alpert and Goldstein, Public Opinion Quarterly 18, 1954", "sentences"},
	{"sentence_ac1", "AC1, sentences", "AC1 sentence by sentence.", "Gwet, BJMSP 61, 2008", "sentences"},
	{"el_strong_f1", "Entity links, exact", "The same words linked to the same entity.", paperLink, "links"},
	{"el_weak_f1", "Entity links, overlapping", "Overlapping words linked to the same entity.", paperLink, "links"},
	{"el_set_accuracy", "Entity links, same entities", "Of annotations of the same words, those with the same entities. “None of these” is an entity; no link says nothing.", "after Cornolti, Ferragina and Ciaramita, WWW 2013", ofSpans},
	{"el_mean_jaccard", "Entity links, similarity", "Of annotations of the same words, the entities shared of all entities named, on average.", "Jaccard, 1901", ofSpans},
	{"el_alpha_jaccard", "Entity links, α", "The same against chance.", "Artstein and Poesio, Computational Linguistics 34(4), 2008", ofSpans},
}
