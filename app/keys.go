package app

import (
	"fmt"
	"strings"
)

// stroke is one key press: modifiers, the key's place on the keyboard (so that
// Cyrillic and AZERTY work) and what it types.
type stroke struct {
	Ctrl, Shift, Alt bool
	Code             string // KeyboardEvent.code, as "KeyS"
	Key              string // KeyboardEvent.key, as "ы"
}

// chord is a key of the table: "Ctrl+Shift+KeyZ" by place, or "=?" by what is
// typed, for signs that lie elsewhere on every keyboard.
type chord string

// matches reports whether s is the chord. On a Mac the Command key does what
// Ctrl does elsewhere; the caller puts it in Ctrl.
func (c chord) matches(s stroke) bool {
	if sign, ok := strings.CutPrefix(string(c), "="); ok {
		return s.Key == sign && !s.Ctrl && !s.Alt
	}
	return string(c) == s.chord()
}

func (s stroke) chord() string {
	var b strings.Builder
	for _, m := range []struct {
		on   bool
		name string
	}{{s.Ctrl, "Ctrl+"}, {s.Alt, "Alt+"}, {s.Shift, "Shift+"}} {
		if m.on {
			b.WriteString(m.name)
		}
	}
	b.WriteString(s.Code)
	return b.String()
}

// String shows a chord as it is printed on keys: "Ctrl+Shift+Z", "←".
func (c chord) String() string {
	if sign, ok := strings.CutPrefix(string(c), "="); ok {
		return sign
	}
	parts := strings.Split(string(c), "+")
	last := parts[len(parts)-1]
	if name, ok := keyNames[last]; ok {
		last = name
	} else if name, ok := strings.CutPrefix(last, "Key"); ok {
		last = name
	} else if name, ok := strings.CutPrefix(last, "Digit"); ok {
		last = name
	}
	parts[len(parts)-1] = last
	return strings.Join(parts, "+")
}

var keyNames = map[string]string{
	"ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓", "BracketLeft": "[", "BracketRight": "]",
	"Delete": "Del", "Backspace": "⌫", "Enter": "Enter", "Escape": "Esc", "PageUp": "Page ↑", "PageDown": "Page ↓",
	"Home": "Home", "End": "End", "Space": "Space", "Comma": ",", "Period": ".", "Slash": "/",
}

// duplicates returns the chords that two commands of a table claim in the same
// place; a table that has any is refused.
func duplicates(table []command) []string {
	seen := map[string]string{}
	var out []string
	for _, c := range table {
		for _, k := range c.keys {
			for _, place := range c.where.places() {
				at := place + " " + string(k)
				if other, ok := seen[at]; ok {
					out = append(out, fmt.Sprintf("%s: %s and %s", k, other, c.id))
				}
				seen[at] = c.id
			}
		}
	}
	return out
}
