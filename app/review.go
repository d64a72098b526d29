package app

import (
	"slices"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"
)

// reviewParts are the parts of the page Review, in the order of its tabs. The
// top bar leads to the first.
var reviewParts = []tab{
	{pageAgreement, "Agreement", "review"},
	{pageReview, "Cases", "review"},
	{pageFeedback, "Outcome", "review"},
}

// isReview reports whether a page is a part of the page Review.
func isReview(p page) bool { return p == pageAgreement || p == pageReview || p == pageFeedback }

// reviewSheet is a part of the page Review: its title, the tabs of the parts,
// and the content.
func (d *desk) reviewSheet(lead string, body ...ga.UI) ga.UI {
	return el("div").Class("page review").Body(el("div").Class("page-inner").Body(append([]ga.UI{
		d.reviewHead(),
		ga.If(lead != "", func() ga.UI { return el("p").Class("lead").Text(lead) }),
	}, body...)...))
}

// reviewHead is the title of the page Review with the tabs of its parts.
func (d *desk) reviewHead() ga.UI {
	title := "Review"
	var links []ga.UI
	for _, t := range reviewParts {
		a := el("a").Class("part").Attr("href", "#"+string(t.page)).Text(t.title).OnClick(func(_ ga.Context, e ga.Event) {
			e.PreventDefault()
			d.goTo(t.page)
		}, ga.EventScope(string(t.page)))
		if d.page == t.page {
			title, a = "Review: "+t.title, a.Aria("current", "page")
		}
		links = append(links, el("li").Body(a))
	}
	several := len(reviewParts) > 1 && slices.ContainsFunc(reviewParts, func(t tab) bool { return t.page == d.page })
	return el("div").Class("review-head").Body(
		el("h1").ID("page-title").TabIndex(-1).Aria("label", title).Text("Review"),
		ga.If(several, func() ga.UI {
			return el("nav").Aria("label", "Parts of the review").Body(el("ul").Class("parts").Body(links...))
		}))
}
