package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"gloss/annotations"
	"gloss/app/browser"
	"gloss/app/session"
)

// sentence is what a person reads when something went wrong: what happened,
// what is safe, what to do.
func sentence(err error) string {
	for _, m := range []struct {
		cause error
		text  string
	}{
		{browser.ErrQuota, "The browser has no room left for this site. Your work is still on screen: export the project file now, then free some space."},
		{browser.ErrBlocked, "Another tab with an older version of Gloss is in the way. Close it, and this one goes on by itself."},
		{browser.ErrClosed, "Gloss was updated in another tab. Reload this one to go on; what it showed as saved is safe."},
		{browser.ErrUnavailable, "This browser does not let Gloss store anything here. You can work, but export the project file before you leave."},
		{browser.ErrPermission, "The browser did not permit that. Nothing has changed."},
		{browser.ErrTooLarge, "That file is too large for Gloss. Nothing has changed."},
		{session.ErrNothing, "Select some words or choose an annotation first."},
		{session.ErrTheirs, "Somebody else made this annotation, so it can be read but not changed. Tag the words yourself to disagree."},
		{session.ErrInUse, "Annotations still link this entity. Merge it into another one instead."},
		{annotations.ErrOwner, "Somebody else made this, so it can be read but not changed."},
		{annotations.ErrStale, "This was changed in another tab in the meantime, so it was left as it is there."},
		{annotations.ErrSpan, "An annotation needs at least one character of the text."},
		{context.Canceled, "Stopped. Nothing has changed."},
	} {
		if errors.Is(err, m.cause) {
			return m.text
		}
	}
	return "That did not work: " + strings.TrimSuffix(visible(err.Error()), ".") + ". Nothing has changed."
}

// saveTrouble says that what was done is not stored.
func saveTrouble(err error) string {
	if errors.Is(err, browser.ErrQuota) {
		return "Not saved: the browser has no room left for this site. Nothing is lost while this page stays open. Export the project file now."
	}
	return "Not saved: the browser's storage does not answer. Nothing is lost while this page stays open; Gloss keeps trying. Export the project file to be safe."
}

// visible shows what would otherwise hide or turn text around: controls and
// the characters that change its direction, as "‹U+202E›". Titles and names of
// files come from strangers.
func visible(s string) string {
	hidden := func(r rune) bool {
		return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c
	}
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
			b.WriteByte(' ')
		case hidden(r):
			fmt.Fprintf(&b, "‹U+%04X›", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// count writes a number with its noun: "1 highlight", "2 highlights".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	plural := noun + "s"
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		plural = stem + "ies"
	}
	return thousands(n) + " " + plural
}

// thousands writes a number with thin spaces between groups of three digits.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}
