package app

import (
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
)

// askDetails shows what is known of the open article, to be put right where
// the file did not say it, and offers to take the article out.
func (d *desk) askDetails() {
	doc, _, ok := d.session.Document()
	if ok {
		d.ask(dialog{kind: dialogDetails, document: *doc})
	}
}

func (d *desk) detailsDialog() ga.UI {
	doc := &d.dialog.document
	_, text, _ := d.session.Document()
	line := func(id, name, hint string, value *string) ga.UI {
		return el("div").Class("field").Body(el("label").Attr("for", id).Text(name),
			input("text").ID(id).Dir("auto").Attr("value", *value).Attr("placeholder", hint).Attr("autocomplete", "off").Attr("autofocus", id == "details-title").
				OnInput(func(ctx ga.Context, _ ga.Event) { *value = ctx.JSSrc().Get("value").String() }, ga.EventScope(id)))
	}
	facts := []string{count(text.Points(), "character"), count(len(d.session.Project().In(doc.ID)), "annotation")}
	if doc.File != "" {
		facts = append(facts, "from "+visible(doc.File))
	}
	return d.frame("Article", []ga.UI{
		line("details-title", "Title", "", &doc.Title),
		line("details-source", "Source", "who published it", &doc.Source),
		line("details-author", "Author", "", &doc.Author),
		line("details-published", "Published", "2024-12-26", &doc.Published),
		line("details-url", "Address", "https://…", &doc.URL),
		line("details-language", "Language", "en", &doc.Language),
		el("p").Class("muted small").Text(strings.Join(facts, " · ")),
	},
		el("button").Attr("type", "button").Class("button").Body(icon("trash"), ga.Text("Remove article")).OnClick(d.on(d.removeArticle)),
		el("div").Class("spring"),
		el("button").Attr("type", "button").Class("button").Text("Cancel").OnClick(d.on(d.close)),
		el("button").Attr("type", "button").Class("button primary").Text("Save details").OnClick(d.on(d.saveDetails)))
}

func (d *desk) saveDetails() {
	doc := d.dialog.document
	doc.Published = strings.TrimSpace(doc.Published)
	if _, err := annotations.ParseTime(doc.Published); err != nil && doc.Published != "" {
		d.tell("A date is written as 2024-12-26.")
		return
	}
	if doc.URL = strings.TrimSpace(doc.URL); doc.URL != "" && safeLink(doc.URL) == "" {
		d.tell("An address begins with https:// or http://.")
		return
	}
	d.close()
	d.fail(d.session.Do("Edit article", &doc))
}

// removeArticle takes the article out of the project; undo brings it back.
func (d *desk) removeArticle() {
	doc := d.dialog.document
	d.close()
	if err := d.session.Leave(doc.ID); err != nil {
		d.fail(err)
		return
	}
	d.toast(toast{text: "Removed " + d.title(&doc), action: "Undo", do: d.undo})
	if docs := d.documents(); len(docs) > 0 {
		d.open(docs[0].ID, nil)
	}
}
