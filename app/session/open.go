package session

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"gloss/annotations"
	"gloss/annotations/article"
	"gloss/annotations/format"
	"gloss/app/browser"
)

// Parcel is a file that was read and not yet taken in.
type Parcel struct {
	Name    string
	Project *annotations.Project // what it holds, texts included; nil when it could not be read
	Report  format.Report        // what was found in it; zero for an article
	Article string               // document id when it is an article
	Err     error                // why it could not be read
}

// ReadFiles makes one parcel of files that belong together, as
// [format.Together] tells; of a single one see [ReadFile].
func ReadFiles(name string, files []format.File, o format.ReadOptions) Parcel {
	if len(files) == 1 {
		return ReadFile(files[0].Name, files[0].Data, o)
	}
	p, report, err := format.ReadFiles(files, o)
	return Parcel{Name: name, Project: p, Report: report, Err: err}
}

// ReadFile makes a parcel of a file's bytes: what it is, is found out from its
// content. It changes nothing, may take long, and calls the step function
// often. What is known are the documents that annotations of a file without
// texts may be about.
func ReadFile(name string, data []byte, o format.ReadOptions) Parcel {
	f, ok := format.Detect(data)
	if !ok && isJSON(name) { // no article: the project file's reader says what is wrong with it
		f, ok = format.Formats[0], true
	}
	if ok && f.Read != nil {
		p, report, err := f.Read(data, o)
		if err != nil {
			return Parcel{Name: name, Err: err}
		}
		return Parcel{Name: name, Project: p, Report: report}
	}
	doc, text, err := article.Parse(name, data, article.Options{})
	if err != nil {
		return Parcel{Name: name, Err: err}
	}
	return Parcel{Name: name, Project: opened(doc, text), Article: doc.ID}
}

func isJSON(name string) bool {
	return slices.Contains([]string{".json", ".jsonl", ".jsonld"}, strings.ToLower(path.Ext(name)))
}

// opened is a project of one article.
func opened(doc *annotations.Document, text annotations.Text) *annotations.Project {
	p, err := annotations.ProjectOf(doc.Opened())
	if err != nil {
		panic("internal error: parsed document is malformed: " + err.Error())
	}
	return p.WithTexts(map[string]annotations.Text{doc.ID: text})
}

// Taken says what taking in a parcel did.
type Taken struct {
	Tallies map[annotations.Kind]annotations.Tally
	Known   bool // it held nothing new
}

// Take merges a parcel into the project as one step that can be undone, and
// never overwrites anything: see [annotations.Merge]. It must not be called on
// the drawing goroutine: a large parcel takes a second or two, during which
// step is called often and work goes on; only the last moment, when everything
// is ready, is the drawing goroutine's.
func (s *Session) Take(parcel Parcel, step func() error) (Taken, error) {
	var revived bool
	if err := s.onScreen(func() (err error) { revived, err = s.revive(parcel); return err }); err != nil {
		return Taken{}, err
	}
	if known := false; parcel.Article != "" && !revived {
		// The same text under another file name is the same article: what is
		// known of it already stays.
		s.onScreen(func() error { _, known = s.project.Documents.Get(parcel.Article); return nil })
		if known {
			return Taken{Known: true}, nil
		}
	}
	if err := s.findTexts(parcel.Project); err != nil {
		return Taken{}, err
	}
	ready := map[annotations.Record]string{} // encoded so far
	for {
		var p *annotations.Project
		var c annotations.Change
		var texts map[string]annotations.Text
		var tallies map[annotations.Kind]annotations.Tally
		s.onScreen(func() error { p = s.project; return nil })
		c, tallies = p.Absorb(parcel.Project, s.env.NewID(), s.author(), "Open "+parcel.Name)
		if err := pause(step); err != nil {
			return Taken{}, err
		}
		s.onScreen(func() error { texts = s.missingTexts(parcel.Project); c.Document = s.open; return nil })
		if len(c.Edits) == 0 && len(texts) == 0 {
			return Taken{tallies, !revived}, nil
		}
		next, err := annotations.Apply(p, c)
		if err != nil {
			return Taken{}, err
		}
		batch, err := prepare(p, next, c, ready, step)
		if err != nil {
			return Taken{}, err
		}
		taken := false
		s.onScreen(func() error {
			if taken = s.project == p; taken { // else somebody worked meanwhile: merge with that
				s.keep(texts)
				s.enter(next, c, batch, texts)
			}
			return nil
		})
		if taken {
			return Taken{tallies, false}, nil
		}
	}
}

// onScreen runs f on the drawing goroutine and waits for it.
func (s *Session) onScreen(f func() error) error {
	done := make(chan error, 1)
	s.env.Dispatch(func() { done <- f() })
	return <-done
}

// revive brings back an article that was deleted here: opening its file again
// says that it is wanted.
func (s *Session) revive(parcel Parcel) (bool, error) {
	if parcel.Article == "" {
		return false, nil
	}
	if _, shown := s.project.Documents.Get(parcel.Article); shown || len(s.project.Documents.Heads(parcel.Article)) == 0 {
		return false, nil
	}
	d, _ := parcel.Project.Documents.Get(parcel.Article)
	return true, s.Do("Open "+parcel.Name, d)
}

// findTexts notes which texts of q were stored on an earlier visit.
func (s *Session) findTexts(q *annotations.Project) error {
	var ids []string // sorted
	for d := range q.Documents.All() {
		ids = append(ids, d.ID)
	}
	if len(ids) == 0 {
		return nil
	}
	keys, err := s.env.Store.Keys(context.Background(), browser.Texts, ids[0], ids[len(ids)-1]+"\x00")
	if err != nil {
		return fmt.Errorf("looking for texts: %w", err)
	}
	return s.onScreen(func() error {
		s.note(keys...)
		return nil
	})
}

// missingTexts returns the texts of a project that are not stored yet, as far
// as is known: storing one again is harmless.
func (s *Session) missingTexts(p *annotations.Project) map[string]annotations.Text {
	out := map[string]annotations.Text{}
	for d := range p.Documents.All() {
		if t, ok := p.Text(d.ID); ok && !s.stored[d.ID] {
			out[d.ID] = t
		}
	}
	return out
}

// keep notes that texts are on their way to storage, and holds them until they
// have arrived, so that an article can be read at once.
func (s *Session) keep(texts map[string]annotations.Text) {
	s.texts.wait(texts)
	s.note(slices.Collect(maps.Keys(texts))...)
}

// note notes that the texts of documents are stored.
func (s *Session) note(documents ...string) {
	if s.stored == nil {
		s.stored = map[string]bool{}
	}
	for _, id := range documents {
		s.stored[id] = true
	}
}

// Fetch reads a document's text and hands it to the project, without opening
// it. It waits for storage, so it must not be called on the drawing goroutine;
// Show opens the document afterwards.
func (s *Session) Fetch(ctx context.Context, document string) error {
	got := make(chan *annotations.Text, 1)
	s.env.Dispatch(func() {
		if t, ok := s.texts.get(document); ok {
			got <- &t
		} else if t, ok := s.project.Text(document); ok {
			got <- &t
		} else {
			got <- nil
		}
	})
	t := <-got
	if t == nil {
		read, err := loadText(ctx, s.env.Store, document)
		if err != nil {
			return err
		}
		t = &read
	}
	s.env.Dispatch(func() { s.project = s.project.WithTexts(map[string]annotations.Text{document: *t}) })
	return nil
}

// Show opens a document whose text was fetched, and lets go of the text that
// was open before.
func (s *Session) Show(document string) error {
	text, ok := s.project.Text(document)
	if !ok {
		return fmt.Errorf("show %.12s: %w", document, annotations.ErrMissing)
	}
	if s.open != "" && s.open != document && s.open != s.held {
		s.project = s.project.WithoutText(s.open)
	}
	s.texts.show(document, text)
	s.open, s.indexed, s.chosen, s.selection = document, false, "", annotations.Span{}
	s.writer.put(browser.Row{Table: browser.Meta, Key: metaOpen, Value: document})
	s.env.Updated(Update{Opened: true})
	return nil
}

// Hold keeps the text of a document that is read beside the open one, and lets
// go of the one held before; "" holds none.
func (s *Session) Hold(document string) {
	if s.held != "" && s.held != document && s.held != s.open {
		s.project = s.project.WithoutText(s.held)
	}
	s.held = document
}

// Swap makes the held document the open one and holds the other.
func (s *Session) Swap() error {
	come := s.held
	s.held = s.open
	if err := s.Show(come); err != nil {
		s.held = come
		return err
	}
	return nil
}

// Leave deletes a document from the project, with one's own annotations of it;
// other people's stay and wait for it.
func (s *Session) Leave(document string) error {
	d, ok := s.project.Documents.Get(document)
	if !ok {
		return annotations.ErrMissing
	}
	gone := []annotations.Record{annotations.Delete(d)}
	for _, a := range s.project.In(document) {
		if a.By == s.me {
			gone = append(gone, annotations.Delete(a))
		}
	}
	return s.Do("Remove article", gone...)
}

// knownDocuments is how many texts are read so that a file without texts finds
// its documents; in a larger library only those that are open are tried.
const knownDocuments = 300

// Known returns the project with the texts that a file without texts may be
// about. It waits for storage.
func (s *Session) Known(ctx context.Context) *annotations.Project {
	var p *annotations.Project
	s.onScreen(func() error { p = s.project; return nil })
	if p.Documents.Len() > knownDocuments {
		return p
	}
	if all, err := s.AllTexts(ctx); err == nil {
		return all
	}
	return p
}

// AllTexts returns the project with every text loaded, for an export. It waits
// for storage. The session's own project keeps only what is open.
func (s *Session) AllTexts(ctx context.Context) (*annotations.Project, error) {
	return s.Texts(ctx, func(*annotations.Project, string) bool { return true })
}

// Texts returns the project with the texts of the documents that are wanted
// loaded, and perhaps others. It waits for storage.
func (s *Session) Texts(ctx context.Context, wanted func(p *annotations.Project, document string) bool) (*annotations.Project, error) {
	got := make(chan *annotations.Project, 1)
	waiting := make(chan map[string]annotations.Text, 1)
	s.env.Dispatch(func() {
		got <- s.project
		waiting <- maps.Clone(s.texts.waiting)
	})
	p := <-got
	texts := <-waiting
	if texts == nil {
		texts = map[string]annotations.Text{}
	}
	for d := range p.Documents.All() {
		_, loaded := p.Text(d.ID)
		if _, ok := texts[d.ID]; ok || loaded || !wanted(p, d.ID) {
			continue
		}
		t, err := loadText(ctx, s.env.Store, d.ID)
		if err != nil {
			return nil, err
		}
		texts[d.ID] = t
	}
	return p.WithTexts(texts), nil
}
