package session

import (
	"slices"
	"strings"

	"gloss/annotations"
	"gloss/app/browser"
)

// Comment says something about an annotation or a decision, of anybody's, or in
// reply to another comment on it. White space around the words is left out;
// without words it does nothing.
func (s *Session) Comment(about, reply, words string) error {
	words = strings.TrimSpace(words)
	if words == "" {
		return nil
	}
	c := &annotations.Comment{Stamp: annotations.Stamp{ID: s.newURN()}, Reply: reply, Text: words}
	if a, ok := s.project.Annotations.Get(about); ok {
		c.Document, c.Annotation = a.Document, a.ID
	} else if d, ok := s.project.Decisions.Get(about); ok {
		c.Document, c.Decision = d.Document, d.ID
	} else {
		return annotations.ErrMissing
	}
	return s.Do("Comment", c)
}

// Uncomment deletes a comment of one's own. Replies to it stay.
func (s *Session) Uncomment(id string) error {
	c, ok := s.project.Comments.Get(id)
	if !ok {
		return annotations.ErrMissing
	}
	if c.By != s.me {
		return ErrTheirs
	}
	return s.Do("Delete comment", annotations.Delete(c))
}

// Unseen reports whether a comment is somebody else's and was not yet on this
// screen.
func (s *Session) Unseen(c *annotations.Comment) bool {
	return c.By != s.me && !slices.Contains(s.seen, c.ID)
}

// See remembers, on this device, that the comments on an annotation or a
// decision were read, and reports whether any was new.
func (s *Session) See(about string) bool {
	news := false
	for c := range s.project.Comments.All() {
		if (c.Annotation == about || c.Decision == about) && s.Unseen(c) {
			s.seen = append(s.seen, c.ID)
			news = true
		}
	}
	if news {
		s.writer.put(browser.Row{Table: browser.Meta, Key: metaSeen, Value: strings.Join(s.seen, "\n")})
	}
	return news
}
