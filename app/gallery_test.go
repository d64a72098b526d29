package app

import (
	"context"
	"errors"
	"strings"
	"testing"

	ga "github.com/maxence-charriere/go-app/v10/pkg/app"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/consistency"
	"gloss/annotations/format"
	"gloss/annotations/suggest"
	"gloss/app/browser"
	"gloss/app/session"
)

// story is a component in one state worth seeing.
type story struct {
	name string             // of its golden file
	part func(*desk) ga.UI  // the component
	set  func(*stand)       // brings the desk into the state
	kind func(*galleryKind) // what the desk begins with; nil for the whole project
}

// galleryKind is what a desk begins with.
type galleryKind struct{ bare, forked bool }

func bare(k *galleryKind)     { k.bare = true }
func twoForks(k *galleryKind) { k.forked = true }

// gallery is every component in every state worth seeing. One line a state
// makes a golden file, a page of `make gallery` and an accessibility check.
//
// It is in test files, and so in no program: in the browser it would cost every
// visitor what only we look at, and the pages are shown in all browsers, light
// and dark and on a narrow screen, without it.
var gallery = []story{
	{"library-empty", library, plain, bare},
	{"library-five", library, plain, nil},
	{"library-open", library, show("Ferry"), nil},
	{"library-rtl-open", library, show("מעבורת"), nil},
	{"library-no-match", library, func(d *stand) { d.filter.library = "zeppelin" }, nil},
	{"library-opening", library, func(d *stand) { d.session = nil }, bare},

	{"save-opening", (*desk).saveState, func(d *stand) { d.session = nil }, bare},
	{"save-saved", (*desk).saveState, plain, nil},
	{"save-saving", (*desk).saveState, func(d *stand) { d.status.State = browser.Saving }, nil},
	{"save-not-saved", (*desk).saveState, func(d *stand) { d.status = browser.Status{State: browser.NotSaved, Err: errors.New("no answer")} }, nil},
	{"save-unfiled", (*desk).saveState, then(show("Ferry"), tagMany), nil},

	{"banner-update", (*desk).banners, func(d *stand) { d.update = true }, nil},
	{"banner-not-saved", (*desk).banners, func(d *stand) { d.status = browser.Status{State: browser.NotSaved, Err: errors.New("no answer")} }, nil},
	{"banner-quota", (*desk).banners, func(d *stand) { d.status = browser.Status{State: browser.NotSaved, Err: browser.ErrQuota} }, nil},
	{"banner-no-storage", (*desk).banners, func(d *stand) { d.trouble = sentence(browser.ErrUnavailable) }, nil},
	{"banner-progress", (*desk).banners, func(d *stand) {
		d.busy = &busy{name: "Opening 12 files", now: "a-file-with-a-name-that-is-longer-than-one-would-like.html", done: 5, of: 12, stop: func() {}}
	}, nil},

	{"labels-nothing-chosen", (*desk).labelBar, plain, nil},
	{"labels-chosen", (*desk).labelBar, choose("hour"), nil},
	{"labels-selected", (*desk).labelBar, then(choose("hour"), selectWords("Nobody was hurt")), nil},
	{"labels-many", (*desk).labelBar, then(manyLabels, show("Ferry")), nil},

	{"inspector-none", (*desk).inspector, show("Ferry"), nil},
	{"inspector-mine", (*desk).inspector, choose("gale"), nil},
	{"inspector-source", (*desk).inspector, choose("hour"), nil},
	{"inspector-theirs", (*desk).inspector, choose("slow"), nil},
	{"inspector-versions", (*desk).inspector, choose("tug"), twoForks},
	{"inspector-nil", (*desk).inspector, choose("who"), nil},
	{"inspector-mention", (*desk).inspector, choose("holm"), nil},
	{"inspector-long", (*desk).inspector, choose("long"), nil},
	{"inspector-rtl", (*desk).inspector, choose("rtl"), nil},

	{"suggestions-looking", inHand((*desk).suggestionsOf), choose("gale"), nil},
	{"suggestions-none", inHand((*desk).suggestionsOf), then(choose("gale"), suggested()), nil},
	{"suggestions-few", inHand((*desk).suggestionsOf), then(choose("gale"), suggested("tug", "rtl")), nil},
	{"suggestions-many", inHand((*desk).suggestionsOf), then(choose("gale"), suggested("long", "rtl", "tug", "luck", "who")), nil},
	{"suggestions-hidden", inHand((*desk).suggestionsOf), then(choose("gale"), func(d *stand) { d.related.hidden = true }), nil},
	{"relations-note", inHand((*desk).relationsOf), then(choose("gale"), func(d *stand) {
		must(d.session.AnnotateRelation(annotationstest.ID("gale-supports-rtl"), "Both name the hour."))
	}), nil},

	{"notes-opening", notes, func(d *stand) { d.session = nil }, bare},
	{"notes-empty", notes, show("Letters"), nil},
	{"notes-few", notes, show("Ferry"), twoForks},
	{"notes-chosen", notes, choose("hour"), nil},
	{"notes-filtered-out", notes, then(show("Ferry"), func(d *stand) { d.filter.text = "zeppelin" }), nil},
	{"notes-tray", notes, then(choose("gale"), func(d *stand) { d.tray = annotationstest.ID("long") }), nil},
	{"notes-guideline-none", notes, then(choose("hour"), func(d *stand) { d.guideline = true }), nil},
	{"notes-guideline", notes, then(choose("hour"), func(d *stand) {
		must(d.session.SetGuideline("# Guide\nMark what is *said*, not what is **true**.\n\n## claim\nSomebody says it.\n- Who?\n- `according to`\n\n## fact\nIt can be checked."))
		d.guideline = true
	}), nil},

	{"dialog-entity", (*desk).dialogs, then(choose("gale"), ask(dialog{kind: dialogEntity, query: "hal"})), nil},
	{"dialog-entity-typo", (*desk).dialogs, then(choose("gale"), ask(dialog{kind: dialogEntity, query: "mraen"})), nil},
	{"dialog-entity-nothing", (*desk).dialogs, then(choose("gale"), ask(dialog{kind: dialogEntity, query: "zeppelin", at: 1})), nil},
	{"dialog-source", (*desk).dialogs, then(choose("gale"), ask(dialog{kind: dialogEntity, source: true})), nil},
	{"dialog-entity-form", (*desk).dialogs, func(d *stand) { d.dialogForm(annotations.Entity{Name: "Zeppelin"}) }, nil},
	{"dialog-entity-edit", (*desk).dialogs, func(d *stand) {
		e, _ := d.session.Project().Entity(annotationstest.ID("halden"))
		d.dialogForm(*e)
	}, nil},
	{"dialog-export", (*desk).dialogs, exporting("gloss"), nil},
	{"dialog-export-counting", (*desk).dialogs, then(exporting("gloss"), func(d *stand) { d.dialog.export.counted = false }), nil},
	{"dialog-export-pack", (*desk).dialogs, then(exporting(packed), func(d *stand) { d.dialog.export.packed["jsonl"] = true }), nil},
	{"dialog-export-losses", (*desk).dialogs, exporting("conll"), nil},
	{"dialog-export-findings", (*desk).dialogs, then(checked, exporting("gloss")), nil},
	{"dialog-report", (*desk).dialogs, ask(dialog{kind: dialogReport, report: []importLine{
		{name: "ferry.gloss.json", files: 1, outcome: "41 new annotations, 1 new article, 5 updated", tallies: map[annotations.Kind]annotations.Tally{
			annotations.KindAnnotation: {New: 41, Updated: 5}, annotations.KindDocument: {New: 1},
		}},
		{
			files: 2, tallies: map[annotations.Kind]annotations.Tally{annotations.KindAnnotation: {New: 3, Conflicts: 2}},
			name: "round-2.jsonl", outcome: "3 new annotations, 2 conflicts (both versions kept)", read: "Read as doccano: 1 article, 5 annotations; offsets in UTF-16.",
			found: []finding{
				{"Moved to where the words are", []string{"“gale” was put where its words are, at [44,48) (line 1/spans/3)"}},
				{"Kept without a place: the words are not in the text", []string{"“Five buoys were missing.”: its words are not in the text, or in more than one place (line 1/spans/4)"}},
				{"Not known to this version", make([]string, 240)},
			},
		},
	}}), nil},
	{"dialog-report-none", (*desk).dialogs, ask(dialog{kind: dialogReport, report: []importLine{{name: "מעבורת.txt", outcome: "already in the library"}}}), nil},
	{"dialog-unit", (*desk).dialogs, ask(dialog{kind: dialogUnit, unit: unitQuestion{name: "a-file-with-a-name-that-is-longer-than-one-would-like.jsonl", readings: []format.Reading{
		{Unit: "UTF-16", Places: []format.Shown{{Before: "the 🌍 summit in Geneva ", Words: "has cut emissions", After: " by 40% since 2005, the"}, {Before: "אמר כי ", Words: "המעבורת", After: " נעצרה"}, {}}},
		{Unit: "code point", Places: []format.Shown{{Before: "the 🌍 summit in Geneva h", Words: "as cut emissions ", After: "by 40% since 2005, the "}, {Before: "אמר כי ה", Words: "מעבורת ", After: "נעצרה"}, {Before: "said ", Words: strings.Repeat("long ", 12), After: "words"}}},
	}}}), nil},
	{"dialog-report-bad", (*desk).dialogs, ask(dialog{kind: dialogReport, report: []importLine{
		{name: "photo‹U+202E›gpj.exe", outcome: "Not text: it begins with a byte that no text has. Nothing was opened.", bad: true},
		{name: "letters.txt", outcome: "opened"},
	}}), nil},
	{"dialog-quote", (*desk).dialogs, then(show("Ferry"), func(d *stand) {
		d.askQuote()
		d.findQuote("the")
		d.dialog.ticked[1] = false
	}), nil},
	{"dialog-quote-empty", (*desk).dialogs, then(show("Ferry"), func(d *stand) { d.askQuote() }), nil},
	{"dialog-command", (*desk).dialogs, ask(dialog{kind: dialogCommand, query: "extend"}), nil},
	{"dialog-paste", (*desk).dialogs, ask(dialog{kind: dialogPaste, query: gallerySentence}), nil},
	{"dialog-relation", (*desk).dialogs, then(choose("hour"), func(d *stand) {
		d.tray = annotationstest.ID("long")
		d.ask(dialog{kind: dialogRelation})
	}), nil},
	{"dialog-details", (*desk).dialogs, then(show("Ferry"), func(d *stand) { d.askDetails() }), nil},

	{"page-search-none", searchPart, at(pageSearch, func(d *stand) { d.search.words = "zeppelin" }), nil},
	{"page-search-hits", searchPart, at(pageSearch, then(show("Ferry"), searched("the"))), nil},
	{"page-entities", entitiesPart(entitiesPage{}), at(pageEntities, plain), nil},
	{"page-entities-none", entitiesPart(entitiesPage{query: "zeppelin"}), at(pageEntities, plain), nil},
	{"page-entities-merging", entitiesPart(entitiesPage{merge: annotationstest.ID("line")}), at(pageEntities, plain), nil},
	{"page-check", checkPart, at(pageCheck, checked), nil},
	{"page-check-looking", checkPart, at(pageCheck, plain), nil},
	{"page-check-nothing", checkPart, at(pageCheck, checked), bare},
	{"page-scheme", schemePart(""), at(pageScheme, plain), nil},
	{"page-scheme-form", schemePart("fact"), at(pageScheme, manyLabels), nil},
	{"page-scheme-new", schemePart("+"), at(pageScheme, plain), nil},
	{"page-statistics", func(d *desk) ga.UI { return &statisticsPage{D: d} }, at(pageStatistics, plain), nil},
	{"page-history", historyPart, at(pageHistory, then(show("Ferry"), tagMany, undone)), nil},
	{"page-history-empty", historyPart, at(pageHistory, plain), bare},
	{"page-help", helpPart, at(pageHelp, plain), nil},
	{"page-help-asking", helpPart, at(pageHelp, func(d *stand) { d.asking = "sentence" }), nil},
	{"page-settings", settingsPart, at(pageSettings, plain), nil},
	{"page-settings-backup", settingsPart, at(pageSettings, func(d *stand) { d.backup, d.theme = backup{name: "work.gloss.json", asked: true}, "dark" }), nil},

	{"toasts", (*desk).toastList, func(d *stand) {
		d.tell("Exported Project file.")
		d.toast(toast{text: "Deleted “Two tugs pulled the ferry free”", action: "Undo", do: d.undo})
		d.toast(toast{text: sentence(browser.ErrClosed), action: "Reload", do: func() {}, urgent: true})
	}, nil},
	{"first-steps", (*desk).firstGuide, then(show("Ferry"), func(d *stand) { d.guide = firstSteps{selected: true} }), nil},
	{"first-steps-done", (*desk).firstGuide, then(show("Ferry"), func(d *stand) { d.guide = firstSteps{selected: true, tagged: true, exported: true} }), nil},
	{"article-none", (*desk).articlePane, plain, nil},
	{"article-head", firstHead, show("Ferry"), nil},
	{"article-head-directions", firstHead, show("Invoice"), nil},
	{"article-foot-last", firstFoot, show("Invoice"), nil},
	{"article-foot-next", firstFoot, show("Letters"), nil},
	{"shell", func(d *desk) ga.UI { return &shell{d: d} }, show("Ferry"), nil},
	{"shell-opening", func(d *desk) ga.UI { return &shell{d: d} }, func(d *stand) { d.session = nil }, bare},
	{"shell-drop", func(d *desk) ga.UI { return &shell{d: d} }, func(d *stand) { d.over = true }, bare},
}

// The components that are more than a method of the desk.

func library(d *desk) ga.UI      { return &libraryPane{D: d} }
func notes(d *desk) ga.UI        { return &notesPane{D: d} }
func searchPart(d *desk) ga.UI   { return &searchPage{D: d} }
func checkPart(d *desk) ga.UI    { return &checkPage{D: d} }
func historyPart(d *desk) ga.UI  { return &historyPage{D: d} }
func helpPart(d *desk) ga.UI     { return &helpPage{D: d} }
func settingsPart(d *desk) ga.UI { return &settingsPage{D: d} }

func entitiesPart(p entitiesPage) func(*desk) ga.UI {
	return func(d *desk) ga.UI { return &entitiesPage{D: d, query: p.query, merge: p.merge} }
}

// schemePart is the page of the scheme with the form of a label open.
func schemePart(edit string) func(*desk) ga.UI {
	return func(d *desk) ga.UI {
		form, ok := d.scheme().Label(edit)
		if !ok {
			form = annotations.Label{Light: "#c9e3a8", Dark: "#2f5a10", Line: annotations.Dotted}
		}
		return &schemePage{D: d, edit: edit, form: form}
	}
}

// inHand shows a part of the inspector for the chosen annotation.
func inHand(part func(*desk, *annotations.Annotation) ga.UI) func(*desk) ga.UI {
	return func(d *desk) ga.UI {
		a, _ := d.session.Chosen()
		return part(d, a)
	}
}

// What brings a desk into a state.

func plain(*stand) {}

func then(steps ...func(*stand)) func(*stand) {
	return func(d *stand) {
		for _, step := range steps {
			step(d)
		}
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// show opens the article whose title begins with a word.
func show(word string) func(*stand) {
	return func(d *stand) {
		for doc := range d.session.Project().Documents.All() {
			if strings.HasPrefix(doc.Title, word) {
				d.wait(func(ctx context.Context) error { return d.session.Fetch(ctx, doc.ID) })
				must(d.session.Show(doc.ID))
				return
			}
		}
		panic("no article " + word)
	}
}

// choose opens the article of an annotation and chooses that.
func choose(name string) func(*stand) {
	return func(d *stand) {
		a, ok := d.session.Project().Annotations.Get(annotationstest.ID(name))
		if !ok {
			panic("no annotation " + name)
		}
		d.wait(func(ctx context.Context) error { return d.session.Fetch(ctx, a.Document) })
		must(d.session.Show(a.Document))
		d.session.Choose(a.ID)
	}
}

func selectWords(words string) func(*stand) {
	return func(d *stand) {
		_, text, _ := d.session.Document()
		d.session.Select(text.Find(words, 1)[0])
	}
}

// tagMany does thirteen things.
func tagMany(d *stand) {
	_, text, _ := d.session.Document()
	for range 6 {
		d.session.Select(text.Find("Nobody was hurt", 1)[0])
		must(d.session.Tag("fact"))
		a, _ := d.session.Chosen()
		must(d.session.Remove(a.ID))
	}
	d.session.Select(text.Find("Nobody was hurt", 1)[0])
	must(d.session.Tag("fact"))
}

func undone(d *stand) {
	_, _, err := d.session.Undo()
	must(err)
}

// manyLabels makes a scheme of thirteen, one of them retired and one merged.
func manyLabels(d *stand) {
	for i, title := range []string{"Prediction", "Question", "Quotation of an unnamed source", "Correction", "הערה", "Number", "Date", "Rumour", "Denial", "Threat"} {
		l := annotations.Label{Title: title, Letter: string([]rune(title)[0]), Retired: i == 7, Light: "#c9e3a8", Dark: "#2f5a10", Line: annotations.Dotted}
		if i == 8 {
			l.Into = "claim"
		}
		must(d.session.SetLabel(l))
	}
}

// suggested makes some annotations the suggestions for the chosen one.
func suggested(names ...string) func(*stand) {
	return func(d *stand) {
		a, _ := d.session.Chosen()
		p := d.session.Project()
		d.related.of, d.related.in = a.ID, p
		for i, name := range names {
			b, _ := p.Annotations.Get(annotationstest.ID(name))
			s := suggest.Suggestion{To: suggest.Passage{Annotation: b.ID, Document: b.Document, Span: b.Extent(), Text: b.Exact()}, Type: "contradicts", Reason: "How many were aboard: 112 here, 87 passengers + 12 crew = 99 there"}
			if i == 1 {
				s.Type, s.Reason = "same-claim", "“may” here, not there, much the same words otherwise"
			}
			d.related.found = append(d.related.found, s)
		}
	}
}

// checked is a check that has come to its end.
func checked(d *stand) {
	found, err := consistency.Check(d.session.Project(), nil)
	must(err)
	d.check = check{of: d.session.Project(), found: found}
}

func ask(x dialog) func(*stand) { return func(d *stand) { d.ask(x) } }

// exporting opens the dialog of exports with a format chosen and its losses
// counted.
func exporting(key string) func(*stand) {
	return func(d *stand) {
		x := exportChoice{format: key, packed: map[string]bool{}, counted: true}
		for _, f := range x.exported() {
			if ls := f.Losses(d.session.Project(), format.WriteOptions{}); len(ls) > 0 {
				x.lost = append(x.lost, formatLoss{f.Title, ls})
			}
		}
		d.ask(dialog{kind: dialogExport, export: x})
	}
}

func at(p page, set func(*stand)) func(*stand) {
	return func(d *stand) {
		set(d)
		d.page = p
	}
}

// searched is a search for words that has come to its end.
func searched(words string) func(*stand) {
	return func(d *stand) {
		d.search.words = words
		var ids []string
		for _, doc := range d.documents() {
			ids = append(ids, doc.ID)
		}
		d.wait(func(ctx context.Context) error {
			return d.session.Search(ctx, words, ids, func(hits []session.Hit) bool {
				d.search.hits = append(d.search.hits, hits...)
				return true
			})
		})
	}
}

// desk makes the desk of a story.
func (s story) desk(t *testing.T) *desk {
	t.Helper()
	var k galleryKind
	if s.kind != nil {
		s.kind(&k)
	}
	d := galleryStand(t, k)
	s.set(d)
	return d.desk
}

func firstHead(d *desk) ga.UI { return d.articleHead(0) }

func firstFoot(d *desk) ga.UI { return d.articleFoot(0) }
