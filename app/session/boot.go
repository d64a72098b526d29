package session

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"gloss/annotations"
	"gloss/annotations/format"
	"gloss/app/browser"
)

// Names in the meta table.
const (
	metaPerson  = "person"  // id of the person at this browser
	metaActor   = "actor:"  // prefix; an actor id that some tab may take
	metaOpen    = "open"    // id of the document opened last
	metaUnfiled = "unfiled" // changes since the last export
	metaSeen    = "seen"    // ids of others' comments that were read here, one a line
	metaRecent  = "recent"  // entity ids linked last, one a line
	metaLibrary = "library" // digest of the library that came with the site
	metaProject = "project" // id of the project and when it was made, as "urn:uuid:… 1732180000000"
)

// Boot reads from storage what the first screen needs: the list of articles,
// the entities, and the document called want, or the one opened last. The rest
// follows with [Session.Load]. It waits for storage and so must not be called
// on the goroutine that draws.
//
// library reads the project file that came with the site; it is merged in once
// for each content it has. Without it an empty project stays empty.
func Boot(ctx context.Context, env Env, want string, library func(context.Context) ([]byte, error)) (*Session, error) {
	s := &Session{env: env, project: &annotations.Project{}}
	s.writer = newWriter(ctx, s)
	meta, err := env.Store.Range(ctx, browser.Meta, "", "\x7f", 0, false)
	if err != nil {
		return nil, fmt.Errorf("reading the database: %w", err)
	}
	named := map[string]string{}
	for _, row := range meta {
		named[row.Key] = row.Value
	}
	s.takeActor(named)
	s.unfiled, _ = strconv.Atoi(named[metaUnfiled])
	s.recent = lines(named[metaRecent])
	s.seen = lines(named[metaSeen])
	s.takeProject(named[metaProject])
	if err := s.readKinds(ctx, annotations.KindScheme, annotations.KindPerson, annotations.KindDocument,
		annotations.KindEntity, annotations.KindProgress); err != nil {
		return nil, err
	}
	s.takePerson(named[metaPerson])
	s.library = func(ctx context.Context) error { return s.takeLibrary(ctx, named[metaLibrary], library) }
	if s.project.Documents.Len() == 0 {
		if err := s.library(ctx); err != nil {
			return nil, err
		}
		s.library = nil
	}
	for _, id := range []string{want, named[metaOpen]} {
		if d, ok := s.Find(id); ok {
			if id == want { // an address leads here: the next visit goes on from it
				s.writer.put(browser.Row{Table: browser.Meta, Key: metaOpen, Value: d.ID})
			}
			return s, s.read(ctx, d.ID)
		}
	}
	return s, nil
}

// Find returns the document whose id begins with prefix, which must be long
// enough to mean one.
func (s *Session) Find(prefix string) (*annotations.Document, bool) {
	if len(prefix) < 8 {
		return nil, false
	}
	if d, ok := s.project.Documents.Get(prefix); ok {
		return d, true
	}
	for d := range s.project.Documents.All() {
		if strings.HasPrefix(d.ID, prefix) {
			return d, true
		}
	}
	return nil, false
}

// takeActor takes an actor id that no live tab has, so that version vectors
// stay short; a tab beside another one gets an id of its own.
func (s *Session) takeActor(named map[string]string) {
	for name := range named {
		if id, ok := strings.CutPrefix(name, metaActor); ok && s.env.TryLock(name) {
			s.actor = id
			return
		}
	}
	id := s.env.NewID()
	s.actor = strings.ReplaceAll(id, "-", "")[max(0, len(id)-4-16):] // the random end of a UUIDv7
	s.env.TryLock(metaActor + s.actor)
	s.writer.put(browser.Row{Table: browser.Meta, Key: metaActor + s.actor, Value: "1"})
}

// takePerson makes the person at this browser known, once.
func (s *Session) takePerson(id string) {
	s.me = id
	if _, ok := s.project.People.Get(id); ok {
		return
	}
	if id == "" {
		s.me = s.newURN()
		s.writer.put(browser.Row{Table: browser.Meta, Key: metaPerson, Value: s.me})
	}
	s.quietly(&annotations.Person{Stamp: annotations.Stamp{ID: s.me}})
}

// takeProject gives the project in this browser its identity, once.
func (s *Session) takeProject(stored string) {
	id, at, ok := strings.Cut(stored, " ")
	created, err := strconv.ParseInt(at, 10, 64)
	if !ok || err != nil {
		id, created = s.newURN(), int64(s.env.Now())
		s.writer.put(browser.Row{Table: browser.Meta, Key: metaProject, Value: id + " " + strconv.FormatInt(created, 10)})
	}
	s.project.ID, s.project.Created = id, annotations.Time(created)
}

// readKinds makes the project of the stored records of some kinds. They are
// asked for together: most of the time goes by in the database.
func (s *Session) readKinds(ctx context.Context, kinds ...annotations.Kind) error {
	found, errs := make([][]browser.Row, len(kinds)), make([]error, len(kinds))
	var all sync.WaitGroup
	for i, k := range kinds {
		all.Go(func() {
			from, to := prefix(k, "")
			found[i], errs[i] = s.env.Store.Range(ctx, browser.Records, from, to, 0, false)
		})
	}
	all.Wait()
	var records []annotations.Record
	for i, k := range kinds {
		if errs[i] != nil {
			return fmt.Errorf("reading %ss: %w", k, errs[i])
		}
		rs, _ := decode(found[i])
		records = append(records, rs...)
	}
	p, err := annotations.ProjectOf(records...)
	if err != nil {
		return err
	}
	p.ID, p.Created = s.project.ID, s.project.Created
	s.project = p
	return nil
}

// read loads a document's text and annotations and opens it.
func (s *Session) read(ctx context.Context, document string) error {
	text, ok := s.texts.get(document)
	if !ok {
		var err error
		if text, err = loadText(ctx, s.env.Store, document); err != nil {
			return err
		}
	}
	s.project = s.project.WithTexts(map[string]annotations.Text{document: text})
	s.open, s.indexed, s.chosen, s.selection = document, false, "", annotations.Span{}
	if s.whole {
		return nil
	}
	s.loaded = document
	from, to := prefix(annotations.KindAnnotation, document)
	rows, err := s.env.Store.Range(ctx, browser.Records, from, to, 0, false)
	if err != nil {
		return err
	}
	rs, _ := decode(rows)
	p, err := annotations.ProjectOf(rs...)
	if err != nil {
		return err
	}
	s.project = annotations.Merge(s.project, p)
	return nil
}

// takeLibrary merges the library that came with the site, unless it is the one
// that was merged before. Articles the person has removed stay removed.
func (s *Session) takeLibrary(ctx context.Context, known string, library func(context.Context) ([]byte, error)) error {
	data, err := library(ctx)
	if err != nil {
		return fmt.Errorf("the library of this site: %w", err)
	}
	sum := sha256.Sum256(data)
	digest := hex.EncodeToString(sum[:])
	if digest == known {
		return nil
	}
	p, _, err := format.Read(data, format.ReadOptions{Step: func(int, int) error { return ctx.Err() }})
	if err != nil {
		return fmt.Errorf("the library of this site: %w", err)
	}
	done := make(chan error, 1)
	take := func() { done <- s.absorbQuietly(p, digest) }
	if s.whole {
		s.env.Dispatch(take)
	} else {
		take() // nobody else has the session yet
	}
	return <-done
}

// absorbQuietly merges what came with the site, without a step in the history.
func (s *Session) absorbQuietly(p *annotations.Project, digest string) error {
	c, _ := s.project.Absorb(p, s.env.NewID(), s.author(), "Library")
	next, err := annotations.Apply(s.project, c)
	if err != nil {
		return err
	}
	batch, err := rows(s.project, next, c, map[annotations.Record]string{}, nil)
	if err != nil {
		return err
	}
	texts := s.missingTexts(p)
	for id, t := range texts {
		batch.Puts = append(batch.Puts, browser.Row{Table: browser.Texts, Key: id, Value: t.String()})
	}
	batch.Puts = append(batch.Puts, browser.Row{Table: browser.Meta, Key: metaLibrary, Value: digest})
	s.project = next
	s.writer.write(batch, "")
	s.keep(texts) // after they are queued, or a report of what was saved before could let go of them
	if s.whole && len(c.Edits) > 0 {
		s.env.Updated(Update{})
	}
	return nil
}

func loadText(ctx context.Context, store browser.Store, document string) (annotations.Text, error) {
	str, ok, err := store.Get(ctx, browser.Texts, document)
	if err == nil && !ok {
		err = annotations.ErrMissing
	}
	if err != nil {
		return annotations.Text{}, fmt.Errorf("text of %.12s: %w", document, err)
	}
	return annotations.NewText(str)
}

// Load reads everything Boot left out. It waits for storage; what it finds is
// merged on the goroutine that draws, so that work done meanwhile is kept.
func (s *Session) Load(ctx context.Context) error {
	p, err := s.readRest(ctx)
	if err != nil {
		return err
	}
	changes, packed, older, err := readJournal(ctx, s.env.Store, "\x7f", journalPage)
	if err != nil {
		return err
	}
	s.env.Dispatch(func() {
		s.project = annotations.Merge(s.project, p)
		s.history.pack(packed)
		s.history.read(changes, older)
		s.whole, s.indexed = true, false
		for _, f := range s.waiting {
			f()
		}
		s.waiting = nil
		s.env.Updated(Update{Repaint: true})
	})
	if s.library != nil { // a newer site may have brought more; without a network there is nothing new
		_ = s.library(ctx)
	}
	return nil
}

// decodeChunk is how many rows are decoded between two looks at the screen:
// some 10 ms in a browser.
const decodeChunk = 128

// readRest reads the records that Boot left out. The screen may be drawn, and
// keys are heard, all the while.
func (s *Session) readRest(ctx context.Context) (*annotations.Project, error) {
	var rest []annotations.Record
	for _, r := range s.unread() {
		rows, err := s.env.Store.Range(ctx, browser.Records, r[0], r[1], 0, false)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", r[0], err)
		}
		for chunk := range slices.Chunk(rows, decodeChunk) {
			rs, _ := decode(chunk)
			rest = append(rest, rs...)
			time.Sleep(time.Millisecond) // gives the thread back to the browser
		}
	}
	return annotations.ProjectOf(rest...)
}

// unread returns the bounds of the keys of what Boot left out: everything but
// the annotations of the document it opened.
func (s *Session) unread() (out [][2]string) {
	for _, k := range []annotations.Kind{
		annotations.KindAnnotation, annotations.KindRelation, annotations.KindDecision, annotations.KindComment,
		annotations.KindQuestion, annotations.KindAnswer, annotations.KindDismissal,
	} {
		from, to := prefix(k, "")
		if k == annotations.KindAnnotation && s.loaded != "" {
			here, after := prefix(k, s.loaded)
			out = append(out, [2]string{from, here})
			from = after
		}
		out = append(out, [2]string{from, to})
	}
	return out
}

// journalPage is how many changes are read back at the start: enough to undo
// far, little enough to read at once.
const journalPage = 500

// largeEntry is the size in bytes from which a journal entry is packed.
const largeEntry = 1 << 16

// readJournal reads the last n entries before an id, oldest first, and tells
// whether there are earlier ones. The edits of large ones stay packed, in their
// entries by id.
func readJournal(ctx context.Context, store browser.Store, before string, n int) (out []annotations.Change, packed map[string]string, older bool, err error) {
	rows, err := store.Range(ctx, browser.Journal, "", before, n, true)
	if err != nil {
		return nil, nil, false, fmt.Errorf("reading the history: %w", err)
	}
	slices.Reverse(rows)
	packed = map[string]string{}
	for _, row := range rows {
		large := len(row.Value) > largeEntry
		read := decodeChange
		if large {
			read = decodeHead
		}
		c, err := read(row.Value)
		if err != nil {
			return nil, nil, false, fmt.Errorf("history entry %s: %w", row.Key, err)
		}
		if large {
			packed[c.ID] = row.Value
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b annotations.Change) int { return cmp.Compare(a.ID, b.ID) })
	return out, packed, len(rows) == n, nil
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}
