package app

import (
	"context"
	"fmt"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/review"
)

// casesProject is what three people made of an article: different labels,
// different edges, one annotation or several, different entities, one alone.
const casesProject = `# The harbour wall, or what three councils, a commission and an engineer of another town have said of it since
The council met twice. [claim:a1/ben [fact:a2/cem [claim:a3/dov The wall will hold]]], the engineer said. Nobody asked him why. [fact:b1/ben [fact:b3/dov [fact:b2/cem It was built in 1911 of stones from the old mole] and has not] been repaired since]. [opinion:c1/ben [opinion:c2/cem Nobody wants to pay for it]. [claim:c3/cem The next storm will come]]. [opinion:d1/dov A shame]. [claim:e1/ben@q1 [claim:e2/cem Two men were seen at night]].
@ q1 The men from the mole, as the Evening Mail of the other town calls them
! done ben
! done cem
! done dov
`

// otherWay is the same from right to left.
const otherWay = `# קיר הנמל
[claim:r1/ben [fact:r2/cem הקיר יחזיק], אמר המהנדס]. [fact:r3/ben נבנה ב־1911].
! done ben
! done cem
`

// crowd is more cases than anybody likes, most of them alike.
func crowd() string {
	var b strings.Builder
	b.WriteString("# Sand\n")
	for i := range 400 {
		fmt.Fprintf(&b, "[claim:x%d/ben [%s:y%d/cem Grain %d was counted]]. ", i, []string{"fact", "claim", "claim"}[i%3], i, i)
	}
	b.WriteString("\n! done ben\n! done cem\n")
	return b.String()
}

// cases finds what is to be judged and brings the n-th case to the front.
func cases(n int) func(*stand) {
	return func(d *stand) {
		found := map[string]caseList{}
		p := d.session.Project()
		for doc := range p.Documents.All() {
			list, err := review.Cases(p, doc.ID, review.Options{})
			must(err)
			found[doc.ID] = caseList{list, len(review.AutoAccept(p, list))}
		}
		d.book.take(p, found)
		queue := d.desk.queue()
		if len(queue) == 0 {
			return
		}
		d.walk.id, d.walk.spot, d.walk.text = queue[n].ID, *queue[n], queue[n].Document
		d.wait(func(ctx context.Context) error { return d.session.Fetch(ctx, queue[n].Document) })
		d.book.of = d.session.Project()
	}
}

// decide judges the case in front as somebody, by the answers of one person.
func decide(who, by string, v review.Verdict) func(*stand) {
	return func(d *stand) {
		c, _ := d.inFront()
		for _, r := range c.Readings {
			if len(r.By) > 0 && r.By[0] == annotationstest.ID(by) {
				v.Results = r.Answers
			}
		}
		d.as(who, func() { must(d.session.Decide(*c, v)) })
	}
}

// as does something as another person.
func (d *stand) as(who string, do func()) {
	must(d.session.Become(annotationstest.ID(who)))
	do()
	must(d.session.Become(annotationstest.ID("ana")))
}

// drafting does with the case in front what keys would do.
func drafting(do func(*desk, *review.Case)) func(*stand) {
	return func(d *stand) {
		c, _ := d.inFront()
		do(d.desk, c)
	}
}

func casesPart(d *desk) ga.UI { return &casesPage{D: d} }

// judging leads to the cases of a project.
func judging(notation string, steps ...func(*stand)) func(*stand) {
	return at(pageReview, then(append([]func(*stand){gather(notation)}, steps...)...))
}

func init() {
	accepted := decide("ana", "ben", review.Verdict{Outcome: annotations.OutcomeAccept, Reason: annotations.ReasonGuideline, Note: "2.1: what can be looked up is a fact"})
	split := then(drafting((*desk).splitResult), drafting((*desk).nextPart))
	whoseOpen := gather(casesProject)
	gallery = append(gallery, []story{
		{"page-cases-empty", casesPart, at(pageReview, cases(0)), bare},
		{"page-cases", casesPart, judging(casesProject, cases(0)), bare},
		{"page-cases-edges", casesPart, judging(casesProject, cases(1), drafting((*desk).takeProposal)), bare},
		{"page-cases-split", casesPart, judging(casesProject, cases(2), split), bare},
		{"page-cases-merged", casesPart, judging(casesProject, cases(2), split, drafting((*desk).joinResult)), bare},
		{"page-cases-named", casesPart, judging(casesProject, cases(3), func(d *stand) { d.walk.named = true }), bare},
		{"page-cases-decided", casesPart, judging(casesProject, cases(0), accepted, cases(0)), bare},
		{"page-cases-off", casesPart, judging(casesProject, cases(4), decide("ana", "", review.Verdict{Outcome: annotations.OutcomeDefer, Note: "ask the Mail"}), cases(4)), bare},
		{"page-cases-stale", casesPart, judging(casesProject, cases(0), accepted, func(d *stand) {
			d.as("cem", func() {
				must(d.session.EditOf(annotationstest.ID("a2"), "Relabel", func(a *annotations.Annotation) { a.Label = "opinion" }))
			})
		}, cases(0)), bare},
		{"page-cases-second", casesPart, judging(casesProject, cases(0), accepted, cases(0), decide("dov", "cem", review.Verdict{Outcome: annotations.OutcomeAccept}), cases(1)), bare},
		{"page-cases-rtl", casesPart, judging(otherWay, cases(0)), bare},
		{"page-cases-crowd", casesPart, judging(crowd(), cases(7), func(d *stand) { d.walk.filters = true }), bare},
		{"page-cases-none-pass", casesPart, judging(casesProject, cases(0), func(d *stand) { d.caseFilter.label = "-" }), bare},
		{"page-cases-list", casesPart, judging(casesProject, cases(1), func(d *stand) { d.walk.listing = true }), bare},
		{"notes-whose", notes, then(whoseOpen, show("The harbour"), func(d *stand) { d.whose.without = []string{annotationstest.ID("ben")} }), bare},
		{"notes-whose-none", notes, then(whoseOpen, show("The harbour"), func(d *stand) {
			for _, who := range []string{"ben", "cem", "dov"} {
				d.whose.without = append(d.whose.without, annotationstest.ID(who))
			}
		}), bare},
		{"notes-whose-results", notes, then(whoseOpen, cases(0), accepted, show("The harbour"), func(d *stand) { d.whose.results = true }), bare},
		{"inspector-whose", (*desk).inspector, then(whoseOpen, choose("e1")), bare},
	}...)
}
