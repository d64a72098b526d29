package session

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"gloss/annotations"
)

// history is what has been done, oldest first, and how to walk it. Changes of
// other tabs are listed and not walked: undo takes back one's own last step,
// not somebody else's.
type history struct {
	changes []annotations.Change // loaded ones, by id and so by time
	foreign map[string]bool      // ids of changes other live tabs made
	undo    []int                // indexes into changes
	redo    []int
	older   bool // storage holds earlier ones

	// packed are the journal entries, by id, of changes that have no edits here
	// yet: reading those of an import of ten thousand takes a second.
	packed map[string]string
}

// read starts the history from journal entries, oldest first.
func (h *history) read(changes []annotations.Change, older bool) {
	recent := h.changes
	*h = history{foreign: h.foreign, older: older, packed: h.packed}
	for _, c := range append(changes, recent...) {
		if len(h.changes) == 0 || h.changes[len(h.changes)-1].ID < c.ID {
			h.add(c)
		}
	}
}

func (h *history) add(c annotations.Change) {
	h.changes = append(h.changes, c)
	i := len(h.changes) - 1
	if h.foreign[c.ID] {
		return
	}
	top := func(stack []int) string {
		if len(stack) == 0 {
			return ""
		}
		return h.changes[stack[len(stack)-1]].ID
	}
	switch {
	case c.Undoes == "":
		h.undo, h.redo = append(h.undo, i), nil
	case c.Undoes == top(h.undo):
		h.undo, h.redo = h.undo[:len(h.undo)-1], append(h.redo, i)
	case c.Undoes == top(h.redo):
		h.redo, h.undo = h.redo[:len(h.redo)-1], append(h.undo, i)
	}
}

// pack keeps large journal entries until they are asked for.
func (h *history) pack(entries map[string]string) {
	if h.packed == nil {
		h.packed = map[string]string{}
	}
	maps.Copy(h.packed, entries)
}

// whole returns a change with its edits.
func (h *history) whole(c annotations.Change) (annotations.Change, error) {
	entry, ok := h.packed[c.ID]
	if !ok {
		return c, nil
	}
	read, err := decodeChange(entry)
	if err != nil {
		return c, fmt.Errorf("history entry %s: %w", c.ID, err)
	}
	delete(h.packed, c.ID)
	for i := range h.changes {
		if h.changes[i].ID == c.ID {
			h.changes[i] = read
		}
	}
	return read, nil
}

func (h *history) undoable() (annotations.Change, bool) { return h.at(h.undo) }
func (h *history) redoable() (annotations.Change, bool) { return h.at(h.redo) }

func (h *history) at(stack []int) (annotations.Change, bool) {
	if len(stack) == 0 {
		return annotations.Change{}, false
	}
	return h.changes[stack[len(stack)-1]], true
}

// skip takes a change off both stacks; it stays listed.
func (h *history) skip(id string) {
	keep := func(stack []int) []int {
		return slices.DeleteFunc(stack, func(i int) bool { return h.changes[i].ID == id })
	}
	h.undo, h.redo = keep(h.undo), keep(h.redo)
}

// Older reports whether storage holds steps that are not loaded, which Undo
// can reach after [Session.LoadOlder].
func (s *Session) Older() bool { return s.history.older }

// LoadOlder reads earlier steps. It waits for storage, so it must not be called
// on the drawing goroutine.
func (s *Session) LoadOlder(ctx context.Context) error {
	first := make(chan string, 1)
	s.env.Dispatch(func() {
		id := "\x7f"
		if len(s.history.changes) > 0 {
			id = s.history.changes[0].ID
		}
		first <- id
	})
	changes, packed, older, err := readJournal(ctx, s.env.Store, <-first, journalPage)
	if err != nil {
		return err
	}
	s.env.Dispatch(func() {
		s.history.pack(packed)
		s.history.read(changes, older)
		s.env.Updated(Update{})
	})
	return nil
}

// History returns the last n changes, latest first.
func (s *Session) History(n int) []annotations.Change {
	all := s.history.changes
	out := slices.Clone(all[max(0, len(all)-n):])
	slices.Reverse(out)
	for i, c := range out {
		if read, err := s.history.whole(c); err == nil { // a damaged one is listed without its edits
			out[i] = read
		}
	}
	return out
}
