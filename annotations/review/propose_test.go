package review

import (
	"fmt"
	"testing"

	"gloss/annotations"
)

func TestPropose(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"tie of labels", "[claim:a/x [fact:b/y one]]", "<nil>"},
		{"plurality", "[claim:a/x [fact:b/y [claim:c/z one]]]", "claim [0,3)"},
		{"most boundaries", "[claim:a/x [claim:b/y [claim:c/z one]] two]", "claim [0,3)"},
		{"lower median", "[claim:a/x one [claim:b/y two]]", "claim [0,7)"},
		{"boundaries of the label's voters", "[fact:a/x [claim:b/y [claim:c/z one]] two]", "claim [0,3)"},
		{"parts", "[claim:a/x [claim:b/y one]] two [claim:a [claim:b three]]", "claim [0,3) [8,13)"},
		{"half is not most", "[claim:a/x@q,r [claim:b/y@q one]]\n@ q Q\n@ r R", "claim [0,3) q"},
		{"nothing by most", "[claim:a/x@q [claim:b/y@nil [claim:c/z@nil one]]]\n@ q Q", "claim [0,3) nil"},
		{"attributes", "[claim:a/x [claim:b/y [claim:c/z one]]]\n! a certainty=probable\n! b polarity=negative\n! b certainty=probable\n! c polarity=negative", "claim [0,3) certainty=probable polarity=negative"},
		{"attribution", "[claim:a/x [claim:b/y [claim:c/z one]]]\n! a cue=said\n! b cue=said\n! c cue=told", "claim [0,3) said"},
		{"no attribution by most", "[claim:a/x [claim:b/y one]]\n! a cue=said", "claim [0,3)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := parse(t, "# T\n"+c.src+"\n! done x\n! done y\n! done z\n")
			got := fmt.Sprint(nil)
			if a := casesOf(t, p, "")[0].Proposal; a != nil {
				got = a.Label
				for _, s := range a.Spans {
					got += " " + s.String()
				}
				for _, e := range a.Entities {
					if e == annotations.NIL {
						e = id("nil")
					}
					got += " " + e[len(id("")):]
				}
				for _, x := range a.Attributes {
					got += " " + x.Key + "=" + x.Value
				}
				if a.Attribution.Cue != "" {
					got += " " + a.Attribution.Cue
				}
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// Labels and entities that were merged are one.
func TestAfterMerges(t *testing.T) {
	src := "# T\n[claim:a/x@q [assertion:b/y@r one]]\n@ q Q\n@ r R\n! done x\n! done y\n"
	p := parse(t, src)
	if c := casesOf(t, p, "")[0]; c.Kind != KindLabel {
		t.Error(c.Kind)
	}
	own := annotations.BuiltinScheme()
	own.Labels = append(own.Labels, annotations.Label{Key: "assertion", Light: "#000000", Dark: "#000000", Into: "claim"})
	p = annotations.Merge(p, mustProject(t, own))
	if c := casesOf(t, p, "")[0]; c.Kind != KindEntity || c.Complete {
		t.Error(c.Kind)
	}
	q, _ := p.Entities.Get(id("q"))
	r, _ := p.Entities.Get(id("r"))
	_, merged := annotations.MergeEntities(q, r)
	b := browserOf(t, "ana", p)
	b.do(merged)
	if c := b.cases()[0]; c.Kind != KindAgree || !c.Complete || c.Votes[0].Label != "claim" {
		t.Errorf("%+v", c)
	}
}

// A person has one vote: the member's, or those of the parts without one.
func TestVotes(t *testing.T) {
	p := projectOf(t, marked("x claim 0-40; y claim 0-40; y fact 4-9; z fact 1-6; z opinion 30-39"), "x", "y", "z")
	c := casesOf(t, p, "doc")
	if got := fmt.Sprint(c[0].Votes); len(c) != 1 || got != "[{claim [x y]} {fact [z]} {opinion [z]}]" {
		t.Error(show(c), got)
	}
}
