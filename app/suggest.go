package app

import (
	"cmp"
	"context"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/suggest"
)

// suggestions are what may be related to the annotation in hand. They are looked
// for beside the drawing goroutine, when an annotation was chosen or anything was
// changed and the person at the screen rests, and only while they are shown.
type suggestions struct {
	index   *suggest.Index       // belongs to the search that is under way
	of      string               // id of the annotation they are for
	in      *annotations.Project // the project they were found in
	found   []suggest.Suggestion
	running bool
	hidden  bool // the person wants none
	all     bool // those beyond the first few are shown too
}

// current reports whether s is of annotation a as the project is now. What does
// not bear on it may have changed.
func (s *suggestions) current(a string, p *annotations.Project) bool {
	return s.of == a && s.in != nil && (s.in == p || s.in.Annotations.Same(p.Annotations) && s.in.Relations.Same(p.Relations) &&
		s.in.Dismissals.Same(p.Dismissals) && s.in.Documents.Same(p.Documents))
}

// suggestSoon looks for suggestions for a unless they are at hand.
func (d *desk) suggestSoon(a *annotations.Annotation) {
	s := &d.related
	if s.running || s.current(a.ID, d.session.Project()) || !d.session.Whole() {
		return
	}
	s.running = true
	d.after(200*millisecond, d.suggestNow)
}

// suggestNow looks for suggestions for the annotation in hand.
func (d *desk) suggestNow() {
	s := &d.related
	if !d.still() {
		d.after(200*millisecond, d.suggestNow)
		return
	}
	a, ok := d.session.Chosen()
	if !ok {
		s.running = false
		return
	}
	p, me, x := d.session.Project(), d.session.Me(), s.index
	var found []suggest.Suggestion
	d.aside(func(ctx context.Context) (err error) {
		if x, err = d.indexed(ctx, p, x); err == nil {
			found = suggest.Related(p, x, a, me)
		}
		return err
	}, func(err error) {
		s.running = false
		if s.index = x; err != nil {
			s.index = nil
			d.fail(err)
		}
		s.all = s.all && s.of == a.ID
		s.of, s.in, s.found = a.ID, p, found
		d.redraw()
	})
}

// suggestionsShown is how many are listed at first.
const suggestionsShown = 3

// suggestionsOf lists what may be related to an annotation, and why.
func (d *desk) suggestionsOf(a *annotations.Annotation) ga.UI {
	s := &d.related
	if !s.hidden {
		d.suggestSoon(a)
	}
	word := "Hide"
	if s.hidden {
		word = "Show"
	}
	return el("div").Class("field suggestions").Body(
		el("div").Class("suggestions-head").Body(
			el("span").Class("field-name").ID("suggestions-title").Text("May be related"),
			el("button").Attr("type", "button").Class("text small").Aria("describedby", "suggestions-title").Text(word).OnClick(d.on(func() {
				s.hidden = !s.hidden
				d.services.Elements.Remember("no-suggestions", boolean(s.hidden))
				d.redraw()
			}))),
		ga.If(!s.hidden, func() ga.UI { return d.suggestionList(a) }))
}

func (d *desk) suggestionList(a *annotations.Annotation) ga.UI {
	s := &d.related
	if s.of != a.ID {
		return el("p").Class("muted small").Text("Looking in the other articles …")
	}
	if len(s.found) == 0 {
		return el("p").Class("muted small").Text("Nothing like it in the other articles.")
	}
	var items []ga.UI
	for i, one := range s.found {
		if i < suggestionsShown || s.all {
			items = append(items, d.suggestion(a, one, i))
		}
	}
	return el("div").Body(
		el("ul").ID("suggestions").Aria("labelledby", "suggestions-title").Body(items...),
		ga.If(len(items) < len(s.found), func() ga.UI {
			return d.textButton(thousands(len(s.found)-len(items))+" more", func() {
				s.all = true
				d.redraw()
			})
		}))
}

// suggestion is one of the list: where it is, why it is here, yes or no.
func (d *desk) suggestion(a *annotations.Annotation, s suggest.Suggestion, i int) ga.UI {
	where := ""
	if doc, ok := d.session.Project().Documents.Get(s.To.Document); ok {
		where = clip(visible(cmp.Or(doc.Source, doc.Title)), 50)
	}
	scope := a.ID + " " + s.To.Annotation + s.To.Document + s.To.Span.String() + s.Type
	say := func(sign, word, key string, f func(string, suggest.Suggestion)) ga.UI {
		b := el("button").Attr("type", "button").Class("choice").Body(icon(sign), ga.Text(word), hidden(": "+clip(s.To.Text, 60))).OnClick(func(ga.Context, ga.Event) { f(a.ID, s) }, ga.EventScope(word, scope))
		if i == 0 {
			b = b.Aria("keyshortcuts", key).Title(word + " (" + key + ")")
		}
		return b
	}
	return el("li").Class("suggestion").Body(
		el("button").Attr("type", "button").Class("relation-link").Dir("auto").OnClick(func(ga.Context, ga.Event) { d.goToPassage(s.To) }, ga.EventScope(scope)).Body(
			el("strong").Text(d.relationTitle(s.Type)+"? "), ga.Text("“"+clip(visible(s.To.Text), 110)+"”"), el("span").Class("muted").Text(" · "+where)),
		el("p").Class("reason").Dir("auto").Text("Because: "+visible(s.Reason)),
		el("div").Class("suggestion-answer").Body(say("check", "Accept", "Y", d.accept), say("close", "Dismiss", "Shift+Y", d.refuse)))
}

// goToPassage shows a passage: the annotation, or the words in their article.
func (d *desk) goToPassage(p suggest.Passage) {
	if p.Annotation != "" {
		d.choose(p.Annotation)
		return
	}
	show := func() {
		d.selectSpan(p.Span)
		d.surface.Reveal(p.Span)
	}
	if p.Document == d.openID() {
		show()
		return
	}
	d.open(p.Document, show)
}

// accept makes a relation of a suggestion.
func (d *desk) accept(from string, s suggest.Suggestion) {
	d.aside(func(ctx context.Context) error {
		if s.To.Annotation != "" {
			return nil
		}
		return d.session.Fetch(ctx, s.To.Document)
	}, func(err error) {
		if err == nil {
			err = d.session.Accept(from, s)
		}
		if err != nil {
			d.fail(err)
			return
		}
		d.answered(from, s, "Related: "+d.relationTitle(s.Type)+" “"+clip(visible(s.To.Text), 40)+"”")
	})
}

// refuse says no to a suggestion for good.
func (d *desk) refuse(from string, s suggest.Suggestion) {
	if err := d.session.Dismiss(from, s); err != nil {
		d.fail(err)
		return
	}
	d.answered(from, s, "Dismissed: “"+clip(visible(s.To.Text), 40)+"”")
}

// answered takes a suggestion off the list at once; the search that follows
// leaves it out.
func (d *desk) answered(from string, s suggest.Suggestion, text string) {
	if l := &d.related; l.of == from {
		var rest []suggest.Suggestion
		for _, o := range l.found {
			if o.To != s.To {
				rest = append(rest, o)
			}
		}
		l.found = rest
	}
	d.toast(toast{text: text, action: "Undo", do: d.undo})
}

// firstSuggestion does something with the first of the list.
func (d *desk) firstSuggestion(f func(*desk, string, suggest.Suggestion)) {
	l := &d.related
	a, ok := d.session.Chosen()
	if !ok || l.hidden || l.of != a.ID || len(l.found) == 0 {
		d.say("No suggestion at hand.")
		return
	}
	f(d, a.ID, l.found[0])
}
