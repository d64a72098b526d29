package browser

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// File is a file the person gave to the app. Name is the sender's choice: show it, never trust it.
type File struct {
	Name     string
	Size     int64 // bytes
	Modified time.Time

	read func(ctx context.Context, from, to int64) ([]byte, error)
}

// chunk is how much of a file is read at a time, in bytes; between chunks the reading can be stopped.
const chunk = 4 << 20

// Read returns the whole file. A file longer than limit bytes fails with ErrTooLarge before any of it is read.
func (f File) Read(ctx context.Context, limit int64) ([]byte, error) {
	if f.Size > limit {
		return nil, fmt.Errorf("read %q: %d bytes, at most %d: %w", f.Name, f.Size, limit, ErrTooLarge)
	}
	data := make([]byte, 0, f.Size)
	for from := int64(0); from < f.Size; from += chunk {
		to := min(from+chunk, f.Size)
		part, err := f.read(ctx, from, to)
		if err == nil && int64(len(part)) != to-from {
			err = errors.New("file changed while it was read")
		}
		if err != nil {
			return nil, fmt.Errorf("read %q: %w", f.Name, err)
		}
		data = append(data, part...)
	}
	return data, nil
}

// NewFile returns a file with the given content, as a browser would give it.
func NewFile(name string, modified time.Time, content []byte) File {
	return File{name, int64(len(content)), modified, func(ctx context.Context, from, to int64) ([]byte, error) {
		return content[from:to], ctx.Err()
	}}
}

// Receiver is told what the person drops, pastes or opens from the desktop; nil fields are left out.
type Receiver struct {
	Files    func([]File)    // dropped, folders included; pasted; or opened with the installed app
	Text     func(string)    // pasted outside of any field
	Dragging func(over bool) // whether files are held over the page
}

// Files exchanges files with the person.
type Files interface {
	// Pick asks for files; accept is as the accept attribute of an input, empty for any. It returns none when the
	// person chose none. Call it after a click or a key press; a second call ends the first with none.
	Pick(ctx context.Context, accept string, multiple bool) ([]File, error)
	// Receive listens until stop is called. While anything listens, what is dropped beside a field never makes the
	// browser leave the page.
	Receive(Receiver) (stop func())
	// Download offers data as a file. The name is made safe for every system; what becomes of it is the person's and
	// the browser's to say.
	Download(name, mime string, data []byte) error
}
