package app

import (
	"fmt"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/app/surface"
)

// statisticsPage is the project in numbers and small pictures.
type statisticsPage struct {
	ga.Compo
	D   *desk
	Rev int
}

// Render draws the numbers.
func (p *statisticsPage) Render() ga.UI {
	d := p.D
	if d.session == nil {
		return sheet("Statistics", "")
	}
	project := d.session.Project()
	all, documents, entities := project.Statistics("")
	byID := map[string]annotations.Tallied{}
	most := 1
	for _, t := range documents {
		byID[t.Document] = t
		most = max(most, t.Annotations)
	}
	states := map[annotations.State]int{}
	var rows []ga.UI
	docs := d.documents()
	for i, doc := range docs {
		state := project.StateOf(doc.ID, d.session.Me())
		states[state]++
		if i < 200 {
			t := byID[doc.ID]
			rows = append(rows, el("tr").Body(
				el("th").Attr("scope", "row").Dir("auto").Text(clip(d.title(doc), 60)),
				el("td").Text(stateName(state)),
				el("td").Class("number").Text(thousands(t.Annotations)),
				el("td").Body(d.labelBarChart(t, most))))
		}
	}
	var top []ga.UI
	for i, e := range entities {
		if i == 15 {
			break
		}
		top = append(top, el("li").Class("bar-row").Body(el("span").Dir("auto").Text(d.entityName(e.ID)), bar(e.N, entities[0].N, "var(--accent)"), el("span").Class("number").Text(thousands(e.N))))
	}
	figure := func(n int, what string) ga.UI {
		return el("div").Class("figure").Body(el("strong").Text(thousands(n)), el("span").Text(what))
	}
	return sheet("Statistics", "Everybody’s annotations in this project. Progress is yours.",
		el("div").Class("figures").Body(figure(len(docs), "articles"), figure(all.Annotations, "annotations"), figure(len(entities), "linked entities"),
			figure(states[annotations.Done], "done"), figure(states[annotations.InWork], "in work")),
		el("section").Body(el("h2").Text("Labels"), el("ul").Class("bars").Body(d.labelRows(all)...)),
		el("section").Body(el("h2").Text("Articles"),
			el("table").Class("stats").Body(
				el("thead").Body(el("tr").Body(el("th").Attr("scope", "col").Text("Article"), el("th").Attr("scope", "col").Text("Progress"), el("th").Attr("scope", "col").Class("number").Text("Annotations"), el("th").Attr("scope", "col").Text("Labels"))),
				el("tbody").Body(rows...)),
			ga.If(len(docs) > 200, func() ga.UI {
				return el("p").Class("muted").Text("The first 200 of " + thousands(len(docs)) + " articles; the search of the library narrows them.")
			})),
		ga.If(len(top) > 0, func() ga.UI {
			return el("section").Body(el("h2").Text("Entities linked most"), el("ul").Class("bars").Body(top...))
		}))
}

func (d *desk) labelRows(t annotations.Tallied) []ga.UI {
	most := 1
	for _, n := range t.Labels {
		most = max(most, n)
	}
	var rows []ga.UI
	for _, l := range d.scheme().Labels {
		if n := t.Labels[l.Key]; n > 0 || !l.Retired && l.Into == "" {
			rows = append(rows, el("li").Class("bar-row").Body(el("span").Class("bar-name").Body(swatch(l), ga.Text(visible(l.Title))), bar(n, most, surface.LabelColour(l.Key)), el("span").Class("number").Text(thousands(n))))
		}
	}
	if n := t.Labels[""]; n > 0 {
		rows = append(rows, el("li").Class("bar-row").Body(el("span").Text("Mentions without a label"), bar(n, most, "var(--line-strong)"), el("span").Class("number").Text(thousands(n))))
	}
	return rows
}

// bar is a length out of the most there is.
func bar(n, most int, colour string) ga.UI {
	return svg(200, 12, rect(0, 200*float64(n)/float64(max(1, most)), 12, colour)).Attr("preserveAspectRatio", "none")
}

// labelBarChart is a bar of the labels of one article, as long as it has
// annotations; what it shows is said in words too.
func (d *desk) labelBarChart(t annotations.Tallied, most int) ga.UI {
	var parts []ga.UI
	var said []string
	at := 0.0
	for _, l := range d.scheme().Labels {
		if n := t.Labels[l.Key]; n > 0 {
			width := 220 * float64(n) / float64(most)
			parts = append(parts, rect(at, width, 14, surface.LabelColour(l.Key)))
			at += width
			said = append(said, fmt.Sprintf("%s %d", l.Title, n))
		}
	}
	return el("span").Title(strings.Join(said, ", ")).Body(svg(220, 14, parts...), el("span").Class("hidden").Text(strings.Join(said, ", ")))
}

const svgNamespace = "http://www.w3.org/2000/svg"

func svg(width, height int, parts ...ga.UI) ga.HTMLElem {
	return el("svg").XMLNS(svgNamespace).Attr("viewBox", fmt.Sprintf("0 0 %d %d", width, height)).Attr("width", width).Attr("height", height).Class("chart").Aria("hidden", "true").Body(parts...)
}

func rect(x, width float64, height int, colour string) ga.UI {
	return el("rect").XMLNS(svgNamespace).Attr("x", fmt.Sprintf("%.1f", x)).Attr("y", 0).Attr("width", fmt.Sprintf("%.1f", width)).Attr("height", height).Attr("fill", colour)
}
