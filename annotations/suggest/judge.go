package suggest

import (
	"strings"
)

// judge says how q may relate to c, by the rule that has most to say; Score is 0
// when none has. cosine and kin are of the passages and of their articles.
func judge(q, c *passage, cosine, kin float32) Suggestion {
	s := Suggestion{To: c.Passage}
	say := func(rule, kind, reason string, score float32) {
		if float64(score) > s.Score {
			s.Rule, s.Type, s.Reason, s.Score = rule, kind, reason, float64(score)
		}
	}
	here, there, n := weighed(q.answers, c.answers)
	if kin < akin && cosine < 2*alike {
		n = 0
	}
	score := 0.5 + 0.2*min(1, kin) + 0.3*cosine
	switch {
	case n < 0:
		say(RuleNumber, "contradicts", here.asks()+": "+here.words+" here, "+there.words+" there", score)
	case n > 0:
		say(RuleNumber, "same-claim", here.asks()+": both say "+agreed(here, there), score)
	}
	if words, cut := quotedAlike(q.quotes, c.quotes); words != "" {
		reason := "the same words are quoted: “" + words + "”"
		if cut {
			reason = "one quotation, cut differently: “" + words + "”"
		}
		say(RuleQuote, "same-claim", reason, 0.35+0.6*cosine)
	}
	switch {
	case cosine < alike || n < 0:
	case cosine > closely && (q.denial == "") != (c.denial == ""):
		say(RuleDenial, "contradicts", where(q.denial, c.denial)+", much the same words otherwise", cosine)
	case cosine > closely && (q.hedge == "") != (c.hedge == ""):
		say(RuleHedge, "same-claim", where(q.hedge, c.hedge)+", much the same words otherwise", cosine+0.05)
	default:
		say(RuleWords, "same-claim", "much the same words", cosine)
	}
	if c.Annotation == "" {
		s.Score *= 0.9 // what somebody thought worth marking comes first
	}
	return s
}

// agreed shows a value that two give, and the sum where one of them adds up.
func agreed(here, there answer) string {
	if len(there.words) > len(here.words) {
		return there.words
	}
	return here.words
}

// where tells which side has a word that the other lacks.
func where(here, there string) string {
	if here != "" {
		return "“" + here + "” here, not there"
	}
	return "“" + there + "” there, not here"
}

// quoted is how many words two quotations must share in a row to be one.
const quoted = 4

// quotedAlike returns the longest run of words that two lists of quotations
// share, when it is of four words or more, and whether either goes on beyond it.
func quotedAlike(a, b []string) (run string, cut bool) {
	for _, p := range a {
		for _, q := range b {
			if common := longest(strings.Fields(p), strings.Fields(q)); len(common) >= quoted {
				if words := strings.Join(common, " "); len(words) > len(run) {
					run, cut = words, words != p || words != q
				}
			}
		}
	}
	return run, cut
}

// longest returns the longest run of words in both a and b, by the usual table
// of which two rows are kept.
func longest(a, b []string) []string {
	best, at := 0, 0
	row := make([]int, len(b)+1)
	for i := range a {
		before := 0
		for j := range b {
			here := row[j+1]
			row[j+1] = 0
			if a[i] == b[j] {
				row[j+1] = before + 1
				if row[j+1] > best {
					best, at = row[j+1], i+1
				}
			}
			before = here
		}
	}
	return a[at-best : at]
}
