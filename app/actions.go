package app

import (
	"gloss/annotations"
	"gloss/app/session"
)

// The intentions of the reading page. Each does its work at once, says what it
// did, and never leaves the focus nowhere.

func (d *desk) tag(label string) {
	selection := d.session.Selection()
	relabel := selection.Empty()
	// Let go before the words get a mark of their own: to put a selection back
	// onto new nodes, the browser lays the page out in between.
	d.surface.SetSelection(annotations.Span{Start: selection.End, End: selection.End}, false)
	if err := d.session.Tag(label); err != nil {
		d.surface.SetSelection(selection, false)
		d.fail(err)
		return
	}
	l, _ := d.scheme().Label(label)
	if a, ok := d.session.Chosen(); ok {
		verb := "Tagged"
		if relabel {
			verb = "Relabelled"
		}
		d.say(verb + " " + l.Title + ": " + quoted(a, 60))
	}
	d.afterTag()
}

// afterTag lets the surface show what was made: the selection has become an
// annotation and the caret stands at its end.
func (d *desk) afterTag() {
	d.surface.SetSelection(d.session.Selection(), false)
	d.chosenChanged(false)
}

// chosenChanged shows which annotation is chosen.
func (d *desk) chosenChanged(reveal bool) {
	a, ok := d.session.Chosen()
	if !ok {
		d.surface.Choose("")
		d.redrawSoon()
		return
	}
	d.uncover(a)
	d.surface.Choose(a.ID)
	d.seeComments(a.ID)
	if reveal && !a.Orphan {
		d.surface.Reveal(a.Extent())
	}
	d.come = a.ID
	d.redrawSoon()
}

// choose makes an annotation the chosen one, in the text and in the list.
func (d *desk) choose(id string) {
	a, ok := d.session.Project().Annotations.Get(id)
	if !ok {
		return
	}
	if a.Document != d.openID() {
		d.open(a.Document, func() { d.choose(id) })
		return
	}
	d.session.Choose(id)
	if !a.Orphan {
		end := a.Extent().End
		d.session.Select(annotations.Span{Start: end, End: end})
		d.surface.SetSelection(annotations.Span{Start: end, End: end}, false)
	}
	d.chosenChanged(true)
	d.say(d.describe(a))
}

// describe is an annotation in a sentence, for who cannot see it.
func (d *desk) describe(a *annotations.Annotation) string {
	text := quoted(a, 80)
	if l, ok := d.scheme().Label(a.Label); ok {
		text = l.Title + ": " + text
	}
	for _, id := range a.Entities {
		text += ", " + d.entityName(id)
	}
	if a.Attribution.Source != "" || a.Attribution.Words != "" {
		text += ", says " + d.sourceName(a.Attribution)
	}
	if a.By != d.session.Me() {
		text += ", by " + d.personName(a.By)
	}
	return text
}

func (d *desk) step(forward bool) {
	a, ok := d.session.Step(forward, d.seenOf(d.session.Project().In(d.openID())))
	if !ok {
		d.say("No annotations in this article yet.")
		return
	}
	d.choose(a.ID)
}

func (d *desk) remove() {
	a, ok := d.session.Chosen()
	if !ok {
		d.fail(session.ErrNothing)
		return
	}
	d.removeOne(a.ID)
}

func (d *desk) removeOne(id string) {
	a, ok := d.session.Project().Annotations.Get(id)
	if !ok {
		return
	}
	if err := d.session.Remove(id); err != nil {
		d.fail(err)
		return
	}
	d.surface.Choose("")
	d.toast(toast{text: "Deleted " + quoted(a, 40), action: "Undo", do: d.undo})
	d.focusArticle()
}

func (d *desk) undo() { d.goBack("Undone", d.session.Undo) }
func (d *desk) redo() { d.goBack("Done again", d.session.Redo) }

func (d *desk) goBack(said string, f func() (annotations.Change, bool, error)) {
	d.session.WhenWhole(func() {
		c, ok, err := f()
		switch {
		case err != nil:
			d.fail(err)
		case !ok && d.session.Older():
			d.aside(d.session.LoadOlder, func(err error) {
				if d.fail(err); err == nil {
					d.goBack(said, f)
				}
			})
		case !ok:
			d.say("Nothing to undo or redo.")
		default:
			d.say(said + ": " + visible(c.Name))
			d.follow(c)
		}
	})
}

// follow goes where a change happened.
func (d *desk) follow(c annotations.Change) {
	show := func() {
		for _, e := range c.Edits {
			if a, ok := e.After.(*annotations.Annotation); ok && !a.Deleted && len(a.Parts) > 0 {
				d.session.Choose(a.ID)
				d.chosenChanged(true)
				return
			}
		}
		d.chosenChanged(false)
	}
	if d.page == pageReview {
		d.followCase(c)
		d.redraw()
		return
	}
	if c.Document != "" && c.Document != d.openID() && d.page == pageRead {
		if _, ok := d.session.Project().Documents.Get(c.Document); ok {
			d.open(c.Document, show)
			return
		}
	}
	show()
}

// release lets go of what is held, one thing a time: the selection, then the
// chosen annotation.
func (d *desk) release() {
	if sel := d.session.Selection(); !sel.Empty() {
		at := annotations.Span{Start: sel.End, End: sel.End}
		d.session.Select(at)
		d.surface.SetSelection(at, false)
	} else {
		d.session.Choose("")
		d.surface.Choose("")
	}
	d.redraw()
}

func (d *desk) selectSentence() {
	_, text, ok := d.session.Document()
	if !ok {
		return
	}
	sel := d.session.Selection()
	s := text.Sentence(sel.Start)
	a, ok := d.chosen()
	tagged := ok && sel.Empty() && sel.End == s.End && a.Extent().End == s.End // S 1 S 1 goes on at the end of a line, too
	if !sel.Empty() && sel == s || s.Empty() || tagged {
		if next, ok := text.NextSentence(max(sel.End, s.End)); ok {
			s = next
		}
	}
	d.selectSpan(s)
}

func (d *desk) extendSentence() {
	_, text, ok := d.session.Document()
	if !ok {
		return
	}
	sel := d.session.Selection()
	if sel.Empty() {
		d.selectSentence()
		return
	}
	if next, ok := text.NextSentence(sel.End); ok {
		d.selectSpan(annotations.Span{Start: sel.Start, End: next.End})
	}
}

// selectSpan selects words of the article and says them.
func (d *desk) selectSpan(s annotations.Span) {
	_, text, ok := d.session.Document()
	if !ok || s.Empty() {
		return
	}
	d.session.Select(s)
	d.surface.SetSelection(s, true)
	d.say("Selected: " + clip(text.Slice(s), 120))
	d.redraw()
}

// moveEdge moves the start or the end of the chosen annotation by a word or a
// character.
func (d *desk) moveEdge(start, forward, character bool) {
	a, ok := d.session.Chosen()
	_, text, open := d.session.Document()
	if !ok || !open || a.Orphan {
		d.fail(session.ErrNothing)
		return
	}
	at := a.Extent().End
	if start {
		at = a.Extent().Start
	}
	d.setEdge(start, nextEdge(text, at, start, forward, character))
}

// nextEdge is where an edge at a place goes: starts go to starts of words, ends
// to ends.
func nextEdge(t annotations.Text, at int, start, forward, character bool) int {
	switch {
	case character && forward:
		return t.NextGrapheme(at)
	case character:
		return t.PrevGrapheme(at)
	case start && forward:
		end := t.NextWord(at)
		if w := t.Word(max(at, end-1)); w.Start > at {
			return w.Start
		}
		return t.PrevWord(t.NextWord(end))
	case start:
		return t.PrevWord(at)
	case forward:
		return t.NextWord(at)
	}
	if w := t.PrevWord(at); w > 0 {
		return t.Word(t.PrevWord(w)).End
	}
	return at
}

func (d *desk) setEdge(start bool, at int) {
	if err := d.session.Move(start, at); err != nil {
		d.fail(err)
		return
	}
	if a, ok := d.session.Chosen(); ok {
		d.surface.Choose(a.ID)
		d.say(quoted(a, 80))
	}
}

func (d *desk) addPart() {
	if err := d.session.Add(); err != nil {
		d.fail(err)
		return
	}
	if a, ok := d.session.Chosen(); ok {
		d.afterTag()
		d.say("Added: " + quoted(a, 80))
	}
}

func (d *desk) toggleUnsure() {
	d.edit("Unsure", func(a *annotations.Annotation) { a.Unsure = !a.Unsure })
}

// edit changes the chosen annotation.
func (d *desk) edit(name string, f func(*annotations.Annotation)) {
	if err := d.session.Edit(name, f); err != nil {
		d.fail(err)
	}
}

func (d *desk) toggleDone() {
	doc, _, ok := d.session.Document()
	if !ok {
		return
	}
	state := annotations.Done
	if d.session.Project().StateOf(doc.ID, d.session.Me()) == annotations.Done {
		state = annotations.InWork
	}
	if err := d.session.Mark(doc.ID, state); err != nil {
		d.fail(err)
		return
	}
	if state == annotations.Done {
		d.say("Marked done: " + visible(doc.Title))
	} else {
		d.say("Marked in work: " + visible(doc.Title))
	}
}

func (d *desk) openID() string {
	if doc, _, ok := d.session.Document(); ok {
		return doc.ID
	}
	return ""
}

// quoted is what an annotation marks, in quotation marks, cut to n characters.
func quoted(a *annotations.Annotation, n int) string { return "“" + clip(a.Exact(), n) + "”" }

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
