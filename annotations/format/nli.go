package format

import "gloss/annotations"

// The file of pairs has a premise and a hypothesis a line, as corpora of natural
// language inference do (SNLI, https://nlp.stanford.edu/projects/snli/): a
// contradiction for each relation of that name and for each two answers on the
// board that cannot both be so, an entailment both ways for the same claim, and
// one from what supports to what is supported. Pairs of which nobody has said
// anything are no neutral ones, so there are none of these.
//
// text[start:end] of a side's document is the side, in code points. split keeps
// documents together that have to do with each other.
func writeNLI(p *annotations.Project, o WriteOptions) ([]File, error) {
	x, err := pairsOf(p, o)
	if err != nil {
		return nil, err
	}
	w := x.w
	for i := range x.pairs {
		q := &x.pairs[i]
		if q.does == agrees {
			continue
		}
		w.open('{')
		w.always("premise", x.words(q.from))
		w.always("hypothesis", x.words(q.to))
		w.always("label", q.does)
		w.always("split", x.split(q.from.Document))
		w.always("offset_unit", offsetUnit)
		x.side("premise_", q.from)
		x.side("hypothesis_", q.to)
		x.reason(q)
		w.close('}')
		w.b = append(w.b, '\n')
	}
	return x.file(".nli.jsonl")
}

// reason writes what a pair follows from.
func (x *pairing) reason(q *pair) {
	w := x.w
	relation, question, note, by := "", "", "", ""
	if q.relation != nil {
		relation, note, by = q.relation.Type, q.relation.Note, q.relation.By
	} else {
		question = q.row.Question.Text
	}
	w.always("relation", relation)
	w.always("question", question)
	w.always("premise_value", q.value)
	w.always("hypothesis_value", q.against)
	w.always("note", note)
	w.always("annotator", by)
}

// lossesNLI lists what a file of pairs leaves out.
func lossesNLI(l *losses) {
	l.passages("annotations that are in no pair: left out", true, func(x *pairing) map[string]bool {
		used := map[string]bool{}
		for i := range x.pairs {
			if q := &x.pairs[i]; q.does != agrees {
				used[q.from.ID], used[q.to.ID] = true, true
			}
		}
		return used
	})
	l.unwritten("relations that say neither that one follows nor that it contradicts", "contradicts", "same-claim", "supports")
}
