package browser

import (
	"bytes"
	"context"
	"slices"
	"sync"
)

// Tab is a page of an Origin. Its methods are the person's and the browser's side of the services: tests play them.
type Tab struct {
	Services

	origin *Origin
	files  memoryFiles
	page   memoryPage
	clip   memoryClipboard
	update memoryUpdates

	noBackup bool // the origin's mutex guards it
}

// Tab opens a page on the site.
func (o *Origin) Tab() *Tab {
	t := &Tab{origin: o}
	t.page.attrs = map[string]string{}
	t.update.page = &t.page
	t.Services = Services{
		Open: t.open, Files: &t.files, Clipboard: &t.clip, Tabs: memoryTabs{o}, Disk: memoryDisk{o},
		Page: &t.page, Updates: &t.update, Elements: &memoryElements{},
		Fetch: func(context.Context, string) ([]byte, error) { return nil, ErrUnavailable },
	}
	return t
}

func (t *Tab) open(ctx context.Context, name string, version int, watch Watch) (Database, error) {
	if err := ctx.Err(); err != nil {
		return Database{}, err
	}
	s, err := t.origin.open(name, version, watch)
	if err != nil {
		return Database{}, err
	}
	return Database{s, &memoryBackup{tab: t, store: s}}, nil
}

// RefuseBackup makes the person decline to choose a backup file, or to permit its use.
func (t *Tab) RefuseBackup() {
	t.origin.mu.Lock()
	defer t.origin.mu.Unlock()
	t.noBackup = true
}

// Download is a file the page has offered.
type Download struct {
	Name, Mime string
	Data       []byte
}

type memoryFiles struct {
	mu        sync.Mutex
	chosen    []File
	offered   []Download
	receivers listeners[Receiver]
}

func (f *memoryFiles) Pick(ctx context.Context, _ string, multiple bool) ([]File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	picked := f.chosen
	f.chosen = nil
	if !multiple && len(picked) > 1 {
		picked = picked[:1]
	}
	return picked, ctx.Err()
}

func (f *memoryFiles) Receive(r Receiver) (stop func()) { return f.receivers.add(r) }

func (f *memoryFiles) Download(name, mime string, data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.offered = append(f.offered, Download{safeName(name), mime, bytes.Clone(data)})
	return nil
}

// Choose sets what the person will choose at the next Pick.
func (t *Tab) Choose(files ...File) {
	t.files.mu.Lock()
	defer t.files.mu.Unlock()
	t.files.chosen = files
}

// Downloads returns what the page has offered so far.
func (t *Tab) Downloads() []Download {
	t.files.mu.Lock()
	defer t.files.mu.Unlock()
	return slices.Clone(t.files.offered)
}

// Drag holds files over the page, or takes them away.
func (t *Tab) Drag(over bool) {
	for _, r := range t.files.receivers.all() {
		if r.Dragging != nil {
			r.Dragging(over)
		}
	}
}

// Drop drops files on the page.
func (t *Tab) Drop(files ...File) {
	for _, r := range t.files.receivers.all() {
		if r.Files != nil {
			r.Files(files)
		}
	}
}

// Paste pastes a text outside of any field.
func (t *Tab) Paste(text string) {
	for _, r := range t.files.receivers.all() {
		if r.Text != nil {
			r.Text(text)
		}
	}
}

type memoryClipboard struct {
	mu   sync.Mutex
	text string
}

func (c *memoryClipboard) Copy(ctx context.Context, text string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.text = text
	return ctx.Err()
}

// Copied returns what was copied last.
func (t *Tab) Copied() string {
	t.clip.mu.Lock()
	defer t.clip.mu.Unlock()
	return t.clip.text
}

type memoryUpdates struct {
	page    *memoryPage // its mutex guards waiting
	waiting bool
	ready   listeners[func()]
}

func (u *memoryUpdates) OnReady(f func()) (stop func()) {
	defer u.page.set(func() {
		if u.waiting {
			go f()
		}
	})
	return u.ready.add(f)
}

func (u *memoryUpdates) Apply() (waiting bool) {
	u.page.set(func() { waiting, u.waiting = u.waiting, false })
	if waiting {
		u.page.Reload()
	}
	return waiting
}

// OfferUpdate makes a new version of the program ready.
func (t *Tab) OfferUpdate() {
	t.page.set(func() { t.update.waiting = true })
	tell(&t.update.ready)
}
