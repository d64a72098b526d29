package app

import (
	"context"
	"slices"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/agreement"
	"gloss/annotations/annotationstest"
	"gloss/annotations/review"
	"gloss/app/session"
)

// agreementProject is what three people made of two articles, one of them
// written from right to left.
var agreementProject = `# The harbour wall, or what three councils, a commission and an engineer of another town have said of it since
[claim:h1 [claim:h2/ben The wall will hold], the engineer said]. [fact:h3/cem [fact:h4 It was built in 1911]]. [opinion:h5/ben [fact:h6 Nobody wants to pay for it]].
Stones were missing. [opinion:h7/ben A shame]. [fact:h8 [fact:h9/ben Two] men were seen at night].
! done ana
! done ben
# קיר הנמל
[claim:r1 הקיר יחזיק], אמר המהנדס. [fact:r2/ben נבנה ב־1911].
! done ana
! done ben
`

// gather opens a project as files of colleagues are.
func gather(notation string) func(*stand) {
	return func(d *stand) {
		p, err := annotationstest.Parse(notation)
		must(err)
		var rs []annotations.Record
		texts := map[string]annotations.Text{}
		for _, k := range annotations.Kinds {
			for _, r := range p.Versions(k) {
				if who, ok := r.(*annotations.Person); !ok || who.ID != annotationstest.ID("ana") {
					rs = append(rs, r)
				}
			}
		}
		for doc := range p.Documents.All() {
			texts[doc.ID], _ = p.Text(doc.ID)
		}
		p, err = annotations.ProjectOf(rs...)
		must(err)
		p = p.WithTexts(texts)
		d.wait(func(context.Context) error {
			_, err := d.session.Take(session.Parcel{Name: "colleagues", Project: p}, nil)
			return err
		})
	}
}

// measured is agreement that has been measured, quickly or in full.
func measured(quick bool) func(*stand) {
	return func(d *stand) {
		never := func() error { return nil }
		d.wait(func(ctx context.Context) error {
			p, docs, err := d.votes(ctx, never)
			if err != nil {
				return err
			}
			r, err := agreement.Measure(docs, agreement.Options{Seed: agreement.Seed(docs), Quick: quick})
			if err != nil {
				return err
			}
			left, err := unfinished(p, never)
			d.agreed = agreed{of: p, docs: docs, report: r, ready: true, full: !quick, running: quick, stop: func() {}, waiting: left}
			return err
		})
	}
}

// opened is a cell of the table of labels with what stands behind it.
func opened(row, column int) func(*stand) {
	return func(d *stand) {
		d.wait(func(ctx context.Context) error {
			q := d.agreed.report.Pairs[0]
			met, err := agreement.Meetings(d.agreed.docs, q.A, q.B, nil)
			if err != nil {
				return err
			}
			d.agreed.places = places{row: row, column: column, open: true, all: 130}
			d.agreed.places.list, err = d.read(ctx, met)
			return err
		})
	}
}

// ruled is the first article after a reviewer: one case accepted, one changed,
// one rejected.
func ruled(d *stand) {
	for i, v := range []review.Verdict{
		{Outcome: annotations.OutcomeAccept},
		{Outcome: annotations.OutcomeEdit, Reason: annotations.ReasonGuideline, Note: "2.1: what is built can be looked up"},
		{Outcome: annotations.OutcomeReject, Reason: annotations.ReasonSlip},
	} {
		cases, err := review.Cases(d.session.Project(), "", review.Options{})
		must(err)
		c := cases[slices.IndexFunc(cases, func(c review.Case) bool { return c.Settled == nil && c.Document == cases[len(cases)-1].Document })]
		for _, r := range c.Readings {
			if len(r.Answers) > 0 && v.Outcome != annotations.OutcomeReject {
				v.Results = slices.Clone(r.Answers)
			}
		}
		if i == 1 {
			v.Results[0].Label = "opinion"
		}
		d.wait(func(ctx context.Context) error { return d.session.Fetch(ctx, c.Document) })
		rs, err := review.Decide(d.session.Project(), c, d.session.Me(), v)
		must(err)
		must(d.session.Do("Decide", rs...))
	}
}

// judgedFor finds out what reviewing has come to for somebody.
func judgedFor(name string) func(*stand) {
	return func(d *stand) {
		x := outcome{of: d.session.Project(), who: annotationstest.ID(name), shown: annotationstest.ID(name), ready: true}
		d.wait(func(ctx context.Context) error { return x.find(ctx, d.desk) })
		d.outcome = x
	}
}

// commented is a thread about an annotation, by two people.
func commented(name string) func(*stand) {
	return func(d *stand) {
		choose(name)(d)
		about := annotationstest.ID(name)
		must(d.session.Comment(about, "", "Is this what *he* said, or what the paper makes of it?\nSee line 3."))
		first := ""
		for c := range d.session.Project().Comments.All() {
			first = c.ID
		}
		must(d.session.Become(annotationstest.ID("ben")))
		must(d.session.Comment(about, first, gallerySentence))
		must(d.session.Become(annotationstest.ID("ana")))
	}
}

func agreementPart(d *desk) ga.UI { return &agreementPage{D: d} }
func feedbackPart(d *desk) ga.UI  { return &feedbackPage{D: d} }

func init() {
	gallery = append(gallery, []story{
		{"page-agreement", agreementPart, at(pageAgreement, then(gather(agreementProject), measured(false))), nil},
		{"page-agreement-measuring", agreementPart, at(pageAgreement, then(gather(agreementProject), measured(true))), nil},
		{"page-agreement-places", agreementPart, at(pageAgreement, then(gather(agreementProject), measured(false), opened(1, 2))), nil},
		{"page-agreement-one", agreementPart, at(pageAgreement, measured(false)), nil},
		{"page-agreement-alone", agreementPart, at(pageAgreement, measured(false)), bare},
		{"page-feedback", feedbackPart, at(pageFeedback, then(gather(agreementProject), ruled, judgedFor("ben"))), nil},
		{"page-feedback-none", feedbackPart, at(pageFeedback, then(gather(agreementProject), judgedFor("ben"))), nil},
		{"page-feedback-empty", feedbackPart, at(pageFeedback, judgedFor("ana")), bare},
		{"inspector-comments", (*desk).inspector, commented("hour"), nil},
		{"notes-comments", notes, then(commented("hour"), func(d *stand) { d.session.Choose("") }), nil},
		{"dialog-export-gold", (*desk).dialogs, then(gather(agreementProject), exporting("gloss"), func(d *stand) {
			x := extent{what: "gold", agreed: true}
			p, err := part(context.Background(), d.session.Project(), x)
			must(err)
			x.size = p.Annotations.Len()
			d.dialog.export.extent = x
		}), nil},
	}...)
}
