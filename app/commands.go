package app

import (
	"slices"
	"strconv"
	"sync/atomic"

	"gloss/annotations"
	"gloss/app/browser"
	"gloss/app/surface"
)

// where tells in which places a command's keys work.
type where int

const (
	anywhere  where = iota // also while typing: only chords with Ctrl or a function key
	inArticle              // while the article has the focus: single letters live here
	inReview               // while the cases have it: these, too
	inBoth                 // in the article and in the cases
	inBoard                // while the board has it
)

func (w where) places() []string {
	switch w {
	case inArticle:
		return []string{"article"}
	case inReview:
		return []string{"review"}
	case inBoard:
		return []string{"board"}
	case inBoth:
		return []string{"article", "review"}
	}
	return []string{"article", "review", "board", "elsewhere"}
}

// command is one thing a person can do. The table of commands makes the keys,
// the command palette and the help page.
type command struct {
	id    string
	title string
	group string
	where where
	keys  []chord
	run   func(*desk)
}

// groups are the headings of the help page, in order.
var groups = []string{"Move", "Select", "Annotate", "Change", "Go", "Project", "Review"}

// commands is the one table of what can be done. The keys of labels follow the
// scheme and are not in it; see labelCommands.
func commands() []command {
	var out []command
	add := func(group, id, title string, w where, run func(*desk), keys ...chord) {
		out = append(out, command{id, title, group, w, keys, run})
	}
	for _, m := range []struct {
		id, back, forward string // back and forward: where to, in words
		unit              surface.Unit
		keys, forwardKeys []chord
	}{
		{"grapheme", "back by a character", "forward by a character", surface.Grapheme, []chord{"ArrowLeft"}, []chord{"ArrowRight"}},
		{"word", "back by a word", "forward by a word", surface.Word, []chord{"Ctrl+ArrowLeft"}, []chord{"Ctrl+ArrowRight"}},
		{"sentence-move", "to the start of the sentence", "to the next sentence", surface.Sentence, []chord{"Alt+ArrowUp"}, []chord{"Alt+ArrowDown"}},
		{"line", "up a line", "down a line", surface.Line, []chord{"ArrowUp"}, []chord{"ArrowDown"}},
		{"paragraph", "up a paragraph", "down a paragraph", surface.Paragraph, []chord{"Ctrl+ArrowUp"}, []chord{"Ctrl+ArrowDown"}},
		{"page", "up a page", "down a page", surface.Page, []chord{"PageUp"}, []chord{"PageDown"}},
		{"edge", "to the start of the line", "to the end of the line", surface.LineEdge, []chord{"Home"}, []chord{"End"}},
		{"document", "to the start of the article", "to the end of the article", surface.Document, []chord{"Ctrl+Home"}, []chord{"Ctrl+End"}},
	} {
		add("Move", m.id+"-back", "Caret "+m.back, inArticle, func(d *desk) { d.surface.Move(m.unit, false, false) }, m.keys...)
		add("Move", m.id+"-forward", "Caret "+m.forward, inArticle, func(d *desk) { d.surface.Move(m.unit, true, false) }, m.forwardKeys...)
		add("Select", m.id+"-extend-back", "Extend "+m.back, inArticle, func(d *desk) { d.surface.Move(m.unit, false, true) }, shifted(m.keys)...)
		add("Select", m.id+"-extend-forward", "Extend "+m.forward, inArticle, func(d *desk) { d.surface.Move(m.unit, true, true) }, shifted(m.forwardKeys)...)
	}
	add("Select", "sentence", "Select the sentence at the caret, then the next", inArticle, (*desk).selectSentence, "KeyS")
	add("Select", "sentence-extend", "Extend by the next sentence", inArticle, (*desk).extendSentence, "Shift+KeyS")
	add("Select", "quote", "Annotate a quote: type words, pick the place", inArticle, (*desk).askQuote, "KeyQ")
	add("Annotate", "entity", "Link to an entity", inArticle, (*desk).askEntity, "KeyE")
	add("Annotate", "note", "Write a note", inArticle, func(d *desk) { d.focusInspector("note") }, "KeyN")
	add("Annotate", "attribution", "Say who says it", inArticle, func(d *desk) { d.focusInspector("attribution") }, "KeyA")
	add("Annotate", "unsure", "Unsure, on and off", inArticle, (*desk).toggleUnsure, "KeyU")
	add("Annotate", "part", "Add the selection to the chosen annotation", inArticle, (*desk).addPart, "KeyP")
	add("Annotate", "tray", "To the tray; on another annotation: relate them", inArticle, (*desk).useTray, "KeyX")
	add("Annotate", "board", "Put the passage on the board", inArticle, (*desk).askBoard, "KeyB")
	add("Annotate", "suggestion-accept", "Accept the first suggestion", inArticle, func(d *desk) { d.firstSuggestion((*desk).accept) }, "KeyY")
	add("Annotate", "suggestion-dismiss", "Dismiss the first suggestion", inArticle, func(d *desk) { d.firstSuggestion((*desk).refuse) }, "Shift+KeyY")
	add("Annotate", "question-accept", "On the board: look at the first suggested question", inBoard, func(d *desk) { d.firstProposal((*desk).askProposal) }, "KeyY")
	add("Annotate", "question-dismiss", "On the board: dismiss the first suggested question", inBoard, func(d *desk) { d.firstProposal((*desk).refuseProposal) }, "Shift+KeyY")
	add("Change", "previous", "Previous annotation", inArticle, func(d *desk) { d.step(false) }, "BracketLeft")
	add("Change", "next", "Next annotation", inArticle, func(d *desk) { d.step(true) }, "BracketRight")
	for _, edge := range []struct {
		start bool
		name  string
		mods  chord
	}{{false, "end", "Alt+Shift+"}, {true, "start", "Alt+"}} {
		add("Change", edge.name+"-word-back", "Move the "+edge.name+" back by a word", inArticle, func(d *desk) { d.moveEdge(edge.start, false, false) }, edge.mods+"ArrowLeft")
		add("Change", edge.name+"-word-forward", "Move the "+edge.name+" forward by a word", inArticle, func(d *desk) { d.moveEdge(edge.start, true, false) }, edge.mods+"ArrowRight")
		add("Change", edge.name+"-back", "Move the "+edge.name+" back by a character", inArticle, func(d *desk) { d.moveEdge(edge.start, false, true) }, "Ctrl+"+edge.mods+"ArrowLeft")
		add("Change", edge.name+"-forward", "Move the "+edge.name+" forward by a character", inArticle, func(d *desk) { d.moveEdge(edge.start, true, true) }, "Ctrl+"+edge.mods+"ArrowRight")
	}
	add("Change", "delete", "Delete the chosen annotation", inArticle, (*desk).remove, "Delete", "Backspace")
	add("Change", "release", "Let go of selection and annotation", inArticle, (*desk).release, "Escape")
	add("Change", "undo", "Undo", anywhere, (*desk).undo, "Ctrl+KeyZ")
	add("Change", "redo", "Redo", anywhere, (*desk).redo, "Ctrl+Shift+KeyZ", "Ctrl+KeyY")
	add("Go", "palette", "All commands", anywhere, (*desk).askCommand, "Ctrl+KeyK")
	add("Go", "article", "To the article; there, to the one beside it", anywhere, (*desk).otherArticle, "F6")
	add("Go", "beside", "Another article beside this one, or away", inArticle, (*desk).toggleBeside, "KeyV")
	add("Go", "search", "Search all articles", anywhere, (*desk).askSearch, "Ctrl+Shift+KeyF")
	add("Go", "to-board", "To the board", inArticle, func(d *desk) { d.goTo(pageBoard) }, "Shift+KeyB")
	add("Go", "help", "Help", inBoth, func(d *desk) { d.goTo(pageHelp) }, "=?")
	add("Project", "open", "Open files", anywhere, (*desk).askFiles, "Ctrl+KeyO")
	add("Project", "save", "Export the project file", anywhere, (*desk).saveFile, "Ctrl+KeyS")
	add("Project", "export", "Export for training or review", anywhere, (*desk).askExport, "Ctrl+Shift+KeyE")
	add("Project", "check", "Check before an export", anywhere, func(d *desk) { d.goTo(pageCheck) })
	add("Project", "details", "About this article", inArticle, (*desk).askDetails, "KeyI")
	add("Project", "done", "Mark the article done", inArticle, (*desk).toggleDone, "KeyD")
	return append(out, caseCommands()...)
}

// labelCommands are the commands that the scheme makes: one a label, on the
// digits in the article and on its letter in the cases.
func labelCommands(s *annotations.Scheme) []command {
	var out []command
	for i, l := range s.Offered() {
		c := command{id: "label-" + l.Key, title: "Tag as " + l.Title, group: "Annotate", where: inArticle, run: func(d *desk) { d.tag(l.Key) }}
		if i < 9 {
			n := strconv.Itoa(i + 1)
			c.keys = []chord{chord("Digit" + n), chord("Numpad" + n)}
		}
		out = append(out, c)
	}
	return append(out, relabelCommands(s)...)
}

// table is every command as things stand, in the order of the help page.
func (d *desk) table() []command {
	all := remap(append(labelCommands(d.scheme()), commands()...), d.remapped)
	slices.SortStableFunc(all, func(a, b command) int {
		return slices.Index(groups, a.group) - slices.Index(groups, b.group)
	})
	return all
}

func (d *desk) scheme() *annotations.Scheme {
	if d.session == nil {
		return annotations.BuiltinScheme()
	}
	return d.session.Project().Scheme()
}

// keyTable is what the keyboard is asked: it is read beside the drawing
// goroutine, and so replaced as a whole.
type keyTable struct {
	on      atomic.Bool // a session is open, and no dialog over it
	reading atomic.Bool // the reading page is in front
	judging atomic.Bool // the cases are
	asking  atomic.Bool // the next key is to become a command's
	table   atomic.Pointer[[]command]
}

// setKeys brings the keyboard in step with the screen.
func (d *desk) setKeys() {
	d.keys.on.Store(d.session != nil && d.dialog.kind == "")
	d.keys.asking.Store(d.asking != "")
	if s := d.scheme(); s != d.keysOf {
		table := d.table()
		d.keysOf = s
		d.keys.table.Store(&table)
	}
	d.keys.reading.Store(d.page == pageRead)
	d.keys.judging.Store(d.page == pageReview)
}

// claims returns the command of a stroke made where the focus is.
func (d *desk) claims(s stroke, focus browser.Focus) (func(*desk), bool) {
	table := d.keys.table.Load()
	if table == nil {
		return nil, false
	}
	article := focus == browser.FocusArticle && d.keys.reading.Load()
	cases := (focus == browser.FocusCase || focus == browser.FocusInCase) && d.keys.judging.Load()
	if focus == browser.FocusInCase && (s.Code == "Enter" || s.Code == "NumpadEnter") { // it presses the button
		return nil, false
	}
	for _, c := range *table {
		if c.where == inArticle && !article || c.where == inReview && !cases || c.where == inBoth && !article && !cases || c.where == inBoard && focus != browser.FocusBoard {
			continue
		}
		if focus == browser.FocusField && c.group == "Change" { // undo of typing is the field's own
			continue
		}
		if slices.ContainsFunc(c.keys, func(k chord) bool { return k.matches(s) }) {
			return c.run, true
		}
	}
	return nil, false
}

func shifted(keys []chord) []chord {
	out := make([]chord, len(keys))
	for i, k := range keys {
		s := string(k)
		cut := len(s)
		for cut > 0 && s[cut-1] != '+' {
			cut--
		}
		out[i] = chord(s[:cut] + "Shift+" + s[cut:])
	}
	return out
}
