package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/review"
)

// caseView is the case in front: what was said, and what is to stand.
func (d *desk) caseView() ga.UI {
	c, ok := d.inFront()
	if !ok {
		return el("section").Class("case").ID("case").TabIndex(0).Aria("label", "Case").Body(d.noCase())
	}
	f := d.drafted(c)
	queue := d.queue()
	at := slices.Index(queue, c)
	return el("section").Class("case").ID("case").TabIndex(0).Aria("label", "Case "+strconv.Itoa(at+1)+" of "+strconv.Itoa(len(queue))).Body(
		el("div").Class("case-body").Body(
			d.caseHead(c, at, len(queue)),
			d.staleBox(c),
			d.casePassage(c, &f),
			d.versionList(c, &f),
			d.standsBox(c, &f),
			d.whyBox(c, &f),
			d.rulingsBox(c),
			d.caseComments(c)),
		d.caseBar(c, &f))
}

// caseHead says what is judged and how far it has come.
func (d *desk) caseHead(c *review.Case, at, n int) ga.UI {
	doc, _ := d.session.Project().Documents.Get(c.Document)
	title := "An article that is not here"
	if doc != nil {
		title = d.title(doc)
	}
	return el("div").Class("case-head").Body(
		el("div").Class("case-title").Body(
			el("h2").Text(kindSentence(c)),
			d.stateChip(c),
			ga.If(c.Level > 1, func() ga.UI { return el("span").Class("badge").Text(levelName(c.Level)) })),
		el("div").Class("case-where muted small").Body(
			el("span").Text(strconv.Itoa(at+1)+" of "+thousands(n)),
			el("span").Class("case-article").Dir("auto").Text(clip(title, 90)),
			el("button").Attr("type", "button").Class("text").Text("Show in the article").OnClick(d.on(func() { onCase((*desk).readInArticle)(d) }))))
}

// casePassage draws the versions under the words.
func (d *desk) casePassage(c *review.Case, f *draft) ga.UI {
	text, ok := d.session.Project().Text(c.Document)
	if !ok {
		return el("p").Class("passage waiting").Dir("auto").Text("… " + visible(d.caseQuote(c)) + " …")
	}
	var lanes []lane
	for i, r := range shuffled(c) {
		if len(r.Answers) > 0 { // else there is nothing to draw
			lanes = append(lanes, lane{strconv.Itoa(i + 1), r.Answers})
		}
	}
	for _, r := range c.Stale {
		if len(r.Answers) > 0 {
			lanes = append(lanes, lane{"↺", r.Answers}) // what was decided before
		}
	}
	before, core, after := passageAround(text, c.Extent)
	around := func(s annotations.Span) ga.UI {
		return ga.If(!s.Empty(), func() ga.UI { return el("p").Class("around").Dir("auto").Text(shownWords(text.Slice(s))) })
	}
	return el("div").Class("case-passage").Body(around(before), drawPassage(text, core, lanes, f.results, f.part, func(label string) string {
		l, _ := d.scheme().Label(label)
		return visible(l.Letter)
	}), around(after))
}

// versionList is what was said, one entry a version; to press one is to take
// it.
func (d *desk) versionList(c *review.Case, f *draft) ga.UI {
	readings := shuffled(c)
	proposed := len(readings) < 2 || c.Proposal == nil
	var items []ga.UI
	for i, r := range readings {
		n := i + 1
		about := ""
		if i > 0 && len(readings[0].Answers) == 1 && len(r.Answers) == 1 {
			about = d.difference(c.Document, &readings[0].Answers[0], &r.Answers[0])
		}
		keys := []string{strconv.Itoa(n)}
		if !proposed && sameAnswers(r.Answers, []review.Answer{*c.Proposal}) {
			proposed, keys = true, append(keys, "A")
		}
		items = append(items, d.version(c, f, keys, "Version "+strconv.Itoa(n), r.Answers, about, d.supporters(c, r),
			func(d *desk, c *review.Case) { d.takeVersion(c, n) }))
	}
	if !proposed {
		items = append(items, d.version(c, f, []string{"A"}, "Proposal", []review.Answer{*c.Proposal}, "", nil, (*desk).takeProposal))
	}
	return el("ol").Class("versions").Aria("label", "Versions").Body(items...)
}

// version is one entry of the list.
func (d *desk) version(c *review.Case, f *draft, keys []string, name string, answers []review.Answer, about string, who ga.UI, take func(*desk, *review.Case)) ga.UI {
	taken := f.ready && sameAnswers(f.results, answers)
	var signs []ga.UI
	for _, k := range keys {
		signs = append(signs, el("kbd").Text(k))
	}
	body := []ga.UI{d.answerList(answers, c.Document)}
	if about != "" {
		body = append(body, el("span").Class("version-diff small").Dir("auto").Text(about))
	}
	if keys[len(keys)-1] == "A" {
		body = append(body, el("span").Class("muted small").Text("Proposed: the label and the edges that most chose"))
	}
	if who != nil {
		body = append(body, who)
	}
	return el("li").Body(el("button").Attr("type", "button").Class("version").Aria("pressed", boolean(taken)).
		OnClick(func(ga.Context, ga.Event) { onCase(take)(d) }, ga.EventScope(c.ID, keys[0])).Body(
		el("span").Class("version-keys").Aria("hidden", "true").Body(signs...), hidden(name+". "),
		el("span").Class("version-body").Body(body...)))
}

// answerList shows answers, one a line; that there is none is an answer, too.
func (d *desk) answerList(answers []review.Answer, document string) ga.UI {
	var lines []ga.UI
	for i := range answers {
		a := &answers[i]
		l, _ := d.scheme().Label(a.Label)
		lines = append(lines, el("span").Class("answer").Body(swatch(l), el("span").Class("answer-body").Body(
			el("span").Class("answer-label").Text(strings.TrimSuffix(labelWord(l), ": ")), hidden(": "),
			el("span").Class("answer-quote").Dir("auto").Text(clip(visible(d.answerQuote(a, document)), 240)),
			d.answerSigns(a))))
	}
	if len(lines) == 0 {
		lines = append(lines, el("span").Class("answer none").Text("Nothing marked here"))
	}
	return el("span").Class("answers").Body(lines...)
}

// answerSigns are what an answer says beside label and words.
func (d *desk) answerSigns(a *review.Answer) ga.UI {
	var signs []ga.UI
	for _, id := range a.Entities {
		signs = append(signs, el("span").Class("chip").Dir("auto").Body(hidden(", about "), ga.Text(d.entityName(id))))
	}
	if a.Attribution != (annotations.Attribution{}) {
		signs = append(signs, el("span").Class("sign").Dir("auto").Body(hidden(", says "), icon("person"), ga.Text(clip(d.attributionWords(a.Attribution), 60))))
	}
	for _, p := range a.Attributes {
		signs = append(signs, el("span").Class("sign").Body(hidden(", "), ga.Text(visible(d.attributeTitle(p.Key))+": "+visible(p.Value))))
	}
	return ga.If(len(signs) > 0, func() ga.UI { return el("span").Class("answer-signs").Body(signs...) })
}

func (d *desk) attributionWords(a annotations.Attribution) string {
	parts := []string{d.sourceName(a), visible(a.Cue), a.Mode}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

func (d *desk) attributeTitle(key string) string {
	for _, t := range d.scheme().Attributes {
		if t.Key == key {
			return t.Title
		}
	}
	return key
}

// revealed reports whether names and votes of a case may be seen.
func (d *desk) revealed(c *review.Case) bool { return d.walk.named || judged(c, d.session.Me()) }

// supporters are who say so, once that may be seen.
func (d *desk) supporters(c *review.Case, r *review.Reading) ga.UI {
	var parts []ga.UI
	if d.revealed(c) {
		for _, id := range r.By {
			parts = append(parts, d.ring(id), el("span").Class("who").Aria("hidden", "true").Text(d.personName(id)))
		}
		for _, id := range r.Others {
			parts = append(parts, d.ring(id), el("span").Class("who").Aria("hidden", "true").Text(d.personName(id)), el("span").Class("muted").Text(" not done with the article"))
		}
	} else if len(r.By) == 0 && len(r.Others) > 0 && len(c.Votes) > 0 && counts(c) {
		parts = append(parts, el("span").Class("muted").Text("by somebody who is not done with the article: no vote"))
	}
	for _, note := range d.readingNotes(r) {
		parts = append(parts, el("span").Class("sign").Dir("auto").Body(icon("note"), ga.Text(note)))
	}
	return ga.If(len(parts) > 0, func() ga.UI { return el("span").Class("supporters small").Body(parts...) })
}

// counts reports whether anybody in a case is done with the article.
func counts(c *review.Case) bool {
	return len(c.Missing) > 0 || slices.ContainsFunc(slices.Concat(c.Members, c.Parts), func(m review.Member) bool { return m.Counted })
}

// readingNotes are what the makers noted: annotators beside what they marked,
// reviewers with what they decided.
func (d *desk) readingNotes(r *review.Reading) []string {
	var out []string
	p := d.session.Project()
	for _, id := range r.Annotations {
		if a, ok := p.Annotations.Get(id); ok {
			if a.Unsure {
				out = append(out, "unsure")
			}
			if a.Note != "" {
				out = append(out, clip(visible(a.Note), 120))
			}
		} else if x, ok := p.Decisions.Get(id); ok {
			if why := d.why(x); why != "" {
				out = append(out, why)
			}
		}
	}
	return out
}

// why is the reason and the note of a decision.
func (d *desk) why(x *annotations.Decision) string {
	return strings.Join(slices.DeleteFunc([]string{reasonName(x.Reason), clip(visible(x.Note), 160)}, func(s string) bool { return s == "" }), ": ")
}

// standsBox is what is to stand, with everything that can be done to it.
func (d *desk) standsBox(c *review.Case, f *draft) ga.UI {
	now, any := f.now()
	title := "What is to stand"
	if _, mine := ruledBy(c, d.session.Me()); mine && !f.changed && f.ready {
		title = "What stands"
	}
	var content []ga.UI
	switch {
	case !f.ready && c.Proposal != nil:
		content = append(content, el("p").Class("muted").Text("Take a version by its number. Enter alone accepts the proposal."))
	case !f.ready:
		content = append(content, el("p").Class("muted").Text("Take a version by its number: none has more votes than the others."))
	case !any:
		content = append(content, el("p").Text("Nothing: no annotation stands here."))
	default:
		content = append(content, d.partTabs(c, f), d.answerList(f.results[min(f.part, len(f.results)-1):][:1], c.Document), d.resultTools(c, &now, len(f.results)))
	}
	return el("div").Class("stands-box").Role("group").Aria("labelledby", "stands-title").Body(append([]ga.UI{
		el("h3").ID("stands-title").Text(title),
	}, content...)...)
}

// partTabs tell which of several results the keys are about.
func (d *desk) partTabs(c *review.Case, f *draft) ga.UI {
	return ga.If(len(f.results) > 1, func() ga.UI {
		var buttons []ga.UI
		for i := range f.results {
			buttons = append(buttons, el("button").Attr("type", "button").Class("choice").Aria("pressed", boolean(i == f.part)).Text("Part "+strconv.Itoa(i+1)).OnClick(func(ga.Context, ga.Event) {
				f := d.drafted(c)
				f.part = i
				d.setDraft(c, f)
			}, ga.EventScope(c.ID, i)))
		}
		return el("div").Class("choices").Role("group").Aria("label", "Parts").Body(buttons...)
	})
}

// resultTools change what is to stand, without keys.
func (d *desk) resultTools(c *review.Case, now *review.Answer, n int) ga.UI {
	act := func(name, key string, f func(*desk, *review.Case)) ga.UI {
		return el("button").Attr("type", "button").Class("choice").Body(ga.Text(name), keyHint(d.caseChord(key))).OnClick(d.on(func() { onCase(f)(d) }), ga.EventScope(key))
	}
	var labels, chips []ga.UI
	for _, l := range d.scheme().Offered() {
		labels = append(labels, el("button").Attr("type", "button").Class("choice labelled").Aria("pressed", boolean(now.Label == l.Key)).Body(swatch(l), ga.Text(visible(l.Title)), keyHint(d.caseChord("label-"+l.Key))).
			OnClick(func(ga.Context, ga.Event) {
				onCase(func(d *desk, c *review.Case) { d.relabelResult(c, l.Key) })(d)
			}, ga.EventScope(l.Key)))
	}
	for _, id := range now.Entities {
		chips = append(chips, el("li").Class("chip").Body(el("span").Dir("auto").Text(d.entityName(id)),
			el("button").Attr("type", "button").Class("chip-remove").Aria("label", "Unlink "+d.entityName(id)).Body(icon("close")).OnClick(func(ga.Context, ga.Event) { d.toggleResultEntity(id) }, ga.EventScope(c.ID, id))))
	}
	chips = append(chips, el("li").Body(el("button").Attr("type", "button").Class("chip-add").OnClick(d.on(func() { onCase((*desk).linkResult)(d) })).Body(icon("plus"), ga.Text("Link entity"), keyHint(d.caseChord("entity")))))
	edge := func(sign, name, key string, start, forward bool) ga.UI {
		return d.button(sign, name, func() { onCase(func(d *desk, c *review.Case) { d.moveResult(c, start, forward) })(d) }).Title(name + " (" + d.caseChord(key) + ")")
	}
	return el("div").Class("result-tools").Body(
		el("div").Class("choices").Role("group").Aria("label", "Label").Body(labels...),
		el("div").Class("edges").Role("group").Aria("label", "Edges").Body(
			el("span").Class("muted").Text("Start"), edge("arrow-left", "Start back by a word", "start-back", true, false), edge("arrow-right", "Start forward by a word", "start-forward", true, true),
			el("span").Class("muted").Text("End"), edge("arrow-left", "End back by a word", "end-back", false, false), edge("arrow-right", "End forward by a word", "end-forward", false, true)),
		el("div").Class("choices").Body(act("Split", "split", (*desk).splitResult), ga.If(n > 1, func() ga.UI { return act("Merge parts", "join", (*desk).joinResult) })),
		el("ul").Class("chips").Aria("label", "About").Body(chips...))
}

// keyHint shows a key where there is one.
func keyHint(key string) ga.UI {
	return ga.If(key != "", func() ga.UI { return el("kbd").Aria("hidden", "true").Text(key) })
}

// whyBox takes the reason and a note.
func (d *desk) whyBox(c *review.Case, f *draft) ga.UI {
	var buttons []ga.UI
	for _, r := range reasons {
		buttons = append(buttons, el("button").Attr("type", "button").Class("choice").Aria("pressed", boolean(f.reason == r)).Title(reasonMeaning[r]).Text(reasonName(r)).
			OnClick(func(ga.Context, ga.Event) { onCase(func(d *desk, c *review.Case) { d.setReason(c, r) })(d) }, ga.EventScope(string(r))))
	}
	id := c.ID
	return el("div").Class("why").Body(
		el("div").Class("choices").Role("group").Aria("label", "Reason").Body(buttons...),
		d.line("case-note", id, "Note on the decision", "Note on the decision", f.note, false, func(note string) {
			if c, ok := d.book.get(id); ok {
				d.setCaseNote(c, note)
			}
		}))
}

// caseBar is what ends a case; on a narrow screen it stays in reach of the
// thumb.
func (d *desk) caseBar(c *review.Case, f *draft) ga.UI {
	act := func(sign, name, key, class string, off bool, g func(*desk, *review.Case)) ga.UI {
		return el("button").Attr("type", "button").Class("button "+class).Attr("disabled", off).Body(icon(sign), el("span").Text(name), keyHint(d.caseChord(key))).OnClick(d.on(func() { onCase(g)(d) }), ga.EventScope(key))
	}
	me := d.session.Me()
	mine := slices.ContainsFunc(slices.Concat(c.Rulings, c.Stale), func(r review.Ruling) bool { return r.Decision.By == me || r.Decision.By == "" })
	done := judged(c, me) && !f.changed
	accept := "Accept and next"
	if done {
		accept = "Next open case"
	}
	gone := len(c.Members)+len(c.Parts) == 0
	step := func(sign, name, key string, by int) ga.UI {
		return d.button(sign, name, func() { onCase(func(d *desk, _ *review.Case) { d.stepCase(by) })(d) }).Title(name + " (" + d.caseChord(key) + ")")
	}
	return el("div").Class("case-bar").Role("toolbar").Aria("label", "Decision").Body(
		step("chevron-left", "Previous case", "previous", -1),
		step("chevron-right", "Next case", "next", 1),
		el("div").Class("spring"),
		act("close", "Reject all", "reject", "", gone, (*desk).rejectCase),
		act("clock", "Put off", "defer", "", gone, (*desk).deferCase),
		act("undo", "Take back", "withdraw", "", !mine, (*desk).withdrawCase),
		act("check", accept, "accept", "primary", false, func(d *desk, c *review.Case) { d.acceptCase(c, false) }))
}

// rulingsBox tells who decided what, once that may be seen.
func (d *desk) rulingsBox(c *review.Case) ga.UI {
	var items []ga.UI
	for _, r := range c.Rulings {
		if !d.revealed(c) && r.Decision.By != d.session.Me() {
			continue
		}
		items = append(items, el("li").Body(d.rulingLine(&r), d.answerList(r.Answers, c.Document)))
	}
	note := ""
	if d.book.above[c.ID] {
		note = "Reviewers decided differently. Their decisions are judged in a case of the second level, next in the list."
		if c.Level > 1 {
			note = "Reviewers of this level decided differently, too: see the next case in the list."
		}
	}
	return ga.If(len(items) > 0 || note != "", func() ga.UI {
		return el("div").Class("rulings").Role("group").Aria("label", "Decisions").Body(
			el("h3").Text("Decisions"),
			ga.If(note != "", func() ga.UI { return el("p").Class("muted").Text(note) }),
			el("ul").Body(items...))
	})
}

func (d *desk) rulingLine(r *review.Ruling) ga.UI {
	x := r.Decision
	who := ga.UI(el("span").Class("badge").Text("auto"))
	if x.By != "" {
		who = d.ring(x.By)
	}
	parts := []string{outcomeName[x.Outcome], cmp.Or(d.ruler(x), ""), moment(max(x.Created, x.Modified)), d.why(x)}
	return el("span").Class("ruling-line small").Body(who, el("span").Dir("auto").Text(strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")))
}

// ruler is who decided.
func (d *desk) ruler(x *annotations.Decision) string {
	if x.Auto {
		return "because all agree"
	}
	return "by " + d.personName(x.By)
}

// staleBox says what was decided before and what has changed since.
func (d *desk) staleBox(c *review.Case) ga.UI {
	var items []ga.UI
	for _, r := range c.Stale {
		if r.Decision.Auto && c.State != review.StateStale {
			continue
		}
		var changes []ga.UI
		for _, x := range r.Differences {
			changes = append(changes, el("li").Dir("auto").Text(d.driftWords(c, x)))
		}
		items = append(items, el("li").Body(d.rulingLine(&r), d.answerList(r.Answers, c.Document), el("p").Class("small").Text("Since then:"), el("ul").Class("drift").Body(changes...)))
	}
	return ga.If(len(items) > 0, func() ga.UI {
		return el("div").Class("stale-box").Role("group").Aria("label", "What changed").Body(
			el("p").Body(icon("history"), el("strong").Text("It was decided, and has changed since.")),
			el("ul").Body(items...))
	})
}
