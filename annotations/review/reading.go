package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// opinion is what one person says of a case.
type opinion struct {
	by      string
	counted bool
	answers []Answer
	ids     []string
}

// readings returns the distinct answers of a group, and who is done and silent.
func (k *desk) readings(document string, marks []mark) ([]Reading, []string) {
	slices.SortFunc(marks, compareMarks)
	by := map[string]*opinion{}
	var all []*opinion
	for _, m := range marks {
		o := by[m.By]
		if o == nil {
			o = &opinion{by: m.By, counted: m.voter}
			by[m.By], all = o, append(all, o)
		}
		o.answers, o.ids = append(o.answers, *m.answer), append(o.ids, m.ID)
	}
	var missing []string
	for _, person := range k.voters[document] {
		if by[person] == nil {
			missing = append(missing, person)
			all = append(all, &opinion{by: person, counted: true})
		}
	}
	return gather(all), missing
}

// gather puts opinions that are alike together, those with most votes first.
func gather(opinions []*opinion) []Reading {
	by := map[string]*Reading{}
	for _, o := range opinions {
		key := keyOf(o.answers)
		r := by[key]
		if r == nil {
			r = &Reading{Answers: o.answers}
			by[key] = r
		}
		r.Annotations = append(r.Annotations, o.ids...)
		if o.counted {
			r.By = append(r.By, o.by)
		} else {
			r.Others = append(r.Others, o.by)
		}
	}
	keys := slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(by[b].By), len(by[a].By)), cmp.Compare(len(by[b].Others), len(by[a].Others)), strings.Compare(a, b))
	})
	out := make([]Reading, len(keys))
	for i, key := range keys {
		slices.Sort(by[key].By)
		slices.Sort(by[key].Others)
		slices.Sort(by[key].Annotations)
		out[i] = *by[key]
	}
	return out
}
