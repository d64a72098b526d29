package app

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gloss/annotations"
	"gloss/annotations/annotationstest"
	"gloss/annotations/format"
	"gloss/app/browser"
	"gloss/app/session"
)

// galleryProject is what the desks of the gallery hold, in the notation of
// annotationstest. Ana sits at the desk; Ben made some of the annotations.
var galleryProject = `# Ferry aground off Halden harbour
Ferry aground off Halden harbour
By Edda Lind

[claim:gale The captain blames [claim:gust a sudden gust] for the grounding], two officials said. [fact:hour@maren The Maren left Halden at 6.40 p.m. with 112 people aboard]. [opinion:slow/ben@office The harbour office was slow to answer], a passenger complained.

Nobody was hurt. [fact:tug Two tugs pulled the ferry free] [opinion:luck at the last moment]. [claim:who An unnamed pilot] had warned of the shoal, [:holm@pilot Lars Holm] wrote. [fact:gone Five buoys were missing.]
# Council votes on the new breakwater, which three earlier councils had planned, costed, postponed, planned again and finally forgotten, Donaudampfschifffahrtsgesellschaftskapitän included
[claim:long ` + gallerySentence + `]
# מעבורת עלתה על שרטון ליד הנמל
מעבורת עלתה על שרטון ליד הנמל

[claim:rtl@maren המעבורת «מארן» יצאה מן הנמל בשעה 18:40], אמרו שני פקידים. איש לא נפגע.
# Invoice ` + "\u202e" + `fdp.exe: a title that turns around
Here ` + "\u202e" + `the order turns` + "\u202c" + ` and goes on.
# Letters
A short letter to the editor.
@ maren MS Maren
@ halden Halden
@ office Halden Harbour Office
@ pilot Lars Holm
@ line Northern Coastal Line
> gale contradicts slow
> gale supports rtl
! gale words=two officials
! gale cue=said
! gale mode=indirect
! gale certainty=probable
! gale note=Nobody else mentions a gust.
! hour source=office
! gust unsure
! gone orphan
! done ana
`

// gallerySentence is longer than any list shows, with a word that no line holds.
var gallerySentence = strings.Repeat("The breakwater was to be built of granite from the old quarry, by men of the town, before the winter, and at no cost to anybody. ", 6) +
	"https://example.org/" + strings.Repeat("harbour-", 24) + "end"

// galleryFacts are what the notation has no words for, by title.
var galleryFacts = map[string]annotations.Document{
	"Ferry":   {Source: "Coast Courier", Author: "Edda Lind", Published: "2026-03-02", URL: "https://courier.example/ferry", Language: "en", File: "ferry.html"},
	"Council": {Source: "The Halden Gazette and Daily Shipping Advertiser", Published: "2026-03-05", Language: "en", File: "council.txt"},
	"מעבורת":  {Source: "שליח החוף", Published: "2026-03-02", Language: "he", File: "ferry-he.txt"},
	"Invoice": {Source: "Unknown sender", Published: "2026-03-07"},
	"Letters": {File: "letters-to-the-editor-of-the-first-week-of-march.txt"},
}

// galleryEntities are other facts of that sort, by name.
var galleryEntities = map[string]annotations.Entity{
	"MS Maren":              {Type: "ship", Aliases: []string{"Maren", "the ferry", "מארן"}, IRI: "https://www.wikidata.org/entity/Q1"},
	"Halden":                {Type: "place", Aliases: []string{"Halden harbour", "Халден"}, IRI: "http://www.wikidata.org/entity/Q109036"},
	"Halden Harbour Office": {Type: "organisation", Aliases: []string{"harbour office", "the port authority of the town of Halden", "HHO", "Halden harbourmaster", "Havnekontoret i Halden"}},
	"Lars Holm":             {Type: "person"},
}

// galleryRecords is the project of the gallery but for Ana herself, whom her
// browser makes. With fork, one annotation was changed on two devices.
func galleryRecords(fork bool) (*annotations.Project, error) {
	p, err := annotationstest.Parse(galleryProject)
	if err != nil {
		return nil, err
	}
	var records []annotations.Record
	texts := map[string]annotations.Text{}
	for _, k := range []annotations.Kind{
		annotations.KindScheme, annotations.KindPerson, annotations.KindDocument, annotations.KindEntity,
		annotations.KindAnnotation, annotations.KindRelation, annotations.KindProgress,
	} {
		for _, r := range p.Versions(k) {
			switch r := r.(type) {
			case *annotations.Person:
				if r.ID == annotationstest.ID("ana") {
					continue
				}
				r.Name = "Ben"
			case *annotations.Document:
				f := galleryFacts[strings.Fields(r.Title)[0]]
				r.Source, r.Author, r.Published, r.URL, r.Language, r.File = f.Source, f.Author, f.Published, f.URL, f.Language, f.File
				texts[r.ID], _ = p.Text(r.ID)
			case *annotations.Entity:
				f := galleryEntities[r.Name]
				r.Type, r.Aliases, r.IRI = f.Type, f.Aliases, f.IRI
			case *annotations.Annotation:
				switch r.ID {
				case annotationstest.ID("who"):
					r.Entities = []string{annotations.NIL}
				case annotationstest.ID("tug"):
					if fork {
						records = append(records, forked(r, "laptop", "fact", "The log says so."))
						r.Version = r.Version.Next("phone")
					}
				}
			}
			records = append(records, r)
		}
	}
	p, err = annotations.ProjectOf(records...)
	if err != nil {
		return nil, err
	}
	return p.WithTexts(texts), nil
}

// forked is a version of an annotation that was made on another device.
func forked(a *annotations.Annotation, actor, label, note string) annotations.Record {
	return a.With(func(a *annotations.Annotation) {
		a.Label, a.Note, a.Version, a.Modified = label, note, a.Version.Next(actor), 1_772_450_000_000
	})
}

// stand is a desk whose drawing goroutine is the test's.
type stand struct {
	*desk
	queue chan func() // what is to be done on the drawing goroutine
}

// wait does what waits for storage, and meanwhile what that wants drawn.
func (d *stand) wait(work func(context.Context) error) {
	done := make(chan error, 1)
	go func() { done <- work(context.Background()) }()
	for {
		select {
		case f := <-d.queue:
			f()
		case err := <-done:
			must(err)
			for len(d.queue) > 0 { // Fetch ends before what it found is on screen
				(<-d.queue)()
			}
			return
		}
	}
}

// galleryStand is a desk over a session in memory: ids and time count up, and
// nothing happens by itself.
func galleryStand(t *testing.T, k galleryKind) *stand {
	t.Helper()
	ctx, end := context.WithCancel(context.Background())
	t.Cleanup(end)
	tab := browser.NewOrigin().Tab()
	db, err := tab.Open(ctx, "gloss", databaseVersion, browser.Watch{})
	must(err)
	must(db.Store.Commit(ctx, browser.Batch{Puts: []browser.Row{{Table: browser.Meta, Key: "person", Value: annotationstest.ID("ana")}}}))
	d := &stand{newDesk(tab.Services), make(chan func(), 1<<12)}
	d.file = db.Backup
	for i := range d.stages {
		d.stages[i].surface = d.newSurface(i)
	}
	d.surface = d.stages[0].surface
	d.guide.off = true
	n := 0
	env := session.Env{
		Store: db.Store, TryLock: func(string) bool { return true }, Tell: func(string) {},
		Now:      func() annotations.Time { return annotations.Time(1_772_460_000_000 + 60_000*n) },
		NewID:    func() string { n++; return fmt.Sprintf("01920000-0000-7000-8000-%012x", n) },
		Dispatch: func(f func()) { d.queue <- f },
		Saved:    func(browser.Status) {}, Updated: func(session.Update) {},
	}
	d.session, err = session.Boot(ctx, env, "", func(context.Context) ([]byte, error) {
		return format.Write(&annotations.Project{}, format.WriteOptions{})
	})
	must(err)
	d.wait(d.session.Load)
	must(d.session.Rename("Ana"))
	if !k.bare {
		p, err := galleryRecords(k.forked)
		must(err)
		d.wait(func(context.Context) error {
			_, err := d.session.Take(session.Parcel{Name: "gallery", Project: p}, nil)
			return err
		})
	}
	d.session.Filed(d.session.Unfiled())
	return d
}
