package session

import (
	"slices"
	"strings"

	"gloss/annotations"
	"gloss/app/browser"
)

// recentEntities is how many linked entities are remembered.
const recentEntities = 20

// Link adds an entity to the chosen annotation, or, when words are selected,
// makes a mention of them. [annotations.NIL] says that none fits and stands
// alone.
func (s *Session) Link(entity string) error {
	var err error
	if !s.selection.Empty() {
		err = s.Mention(entity)
	} else {
		err = s.Edit("Link entity", func(a *annotations.Annotation) { a.Entities = withEntity(a.Entities, entity) })
	}
	if err == nil && entity != annotations.NIL {
		s.remember(entity)
	}
	return err
}

func withEntity(all []string, entity string) []string {
	if entity == annotations.NIL {
		return []string{entity}
	}
	all = slices.DeleteFunc(slices.Clone(all), func(e string) bool { return e == annotations.NIL || e == entity })
	return append(all, entity)
}

// Unlink takes an entity from an annotation.
func (s *Session) Unlink(id, entity string) error {
	return s.EditOf(id, "Unlink entity", func(a *annotations.Annotation) {
		a.Entities = slices.DeleteFunc(slices.Clone(a.Entities), func(e string) bool { return e == entity })
		if len(a.Entities) == 0 {
			a.Entities = nil
		}
	})
}

// Attribute says who says what the chosen annotation marks.
func (s *Session) Attribute(to annotations.Attribution) error {
	err := s.Edit("Attribute", func(a *annotations.Annotation) { a.Attribution = to })
	if err == nil && to.Source != "" {
		s.remember(to.Source)
	}
	return err
}

func (s *Session) remember(entity string) {
	s.recent = slices.DeleteFunc(s.recent, func(e string) bool { return e == entity })
	s.recent = append([]string{entity}, s.recent...)
	s.recent = s.recent[:min(len(s.recent), recentEntities)]
	s.writer.put(browser.Row{Table: browser.Meta, Key: metaRecent, Value: strings.Join(s.recent, "\n")})
}

// NewEntity puts an entity on the shelf and returns its id.
func (s *Session) NewEntity(e annotations.Entity) (string, error) {
	e.Stamp = annotations.Stamp{ID: s.newURN()}
	return e.ID, s.Do("New entity", &e)
}

// EditEntity changes an entity; anybody may, since the shelf is shared.
func (s *Session) EditEntity(e *annotations.Entity) error { return s.Do("Edit entity", e) }

// MergeEntities makes gone another name of keep.
func (s *Session) MergeEntities(keep, gone string) error {
	k, ok := s.project.Entity(keep)
	g, found := s.project.Entity(gone)
	if !ok || !found || k.ID == g.ID {
		return annotations.ErrMissing
	}
	kept, merged := annotations.MergeEntities(k, g)
	return s.Do("Merge entities", kept, merged)
}

// RemoveEntity deletes an entity. Annotations that link it keep the link,
// which then leads nowhere until the deletion is undone; so it is refused while
// any does.
func (s *Session) RemoveEntity(id string) error {
	e, ok := s.project.Entities.Get(id)
	if !ok {
		return annotations.ErrMissing
	}
	if s.Uses(id) > 0 {
		return ErrInUse
	}
	return s.Do("Delete entity", annotations.Delete(e))
}

// Uses counts the annotations that link an entity or name it as their source.
func (s *Session) Uses(entity string) int {
	n := 0
	for a := range s.project.Annotations.All() {
		if a.Attribution.Source == entity || slices.Contains(a.Entities, entity) {
			n++
		}
	}
	return n
}

// AddEntities puts a list of entities on the shelf as one step; those whose id
// is there already are left as they are. It returns how many are new.
func (s *Session) AddEntities(list []*annotations.Entity) (int, error) {
	var add []annotations.Record
	for _, e := range list {
		if len(s.project.Entities.Heads(e.ID)) == 0 {
			add = append(add, e)
		}
	}
	return len(add), s.Do("Import entities", add...)
}
