//go:build !js

package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// modifiers are the keys that are held down in a chord, by their names in
// KeyboardEvent.key and their code points in WebDriver
// (https://www.w3.org/TR/webdriver2/#keyboard-actions).
var modifiers = map[string]rune{
	"Shift": 0xE008, "Control": 0xE009, "Alt": 0xE00A, "Meta": 0xE03D,
}

var namedKeys = map[string]rune{
	"Backspace": 0xE003, "Tab": 0xE004, "Enter": 0xE006, "Escape": 0xE00C, "Space": ' ',
	"PageUp": 0xE00E, "PageDown": 0xE00F, "End": 0xE010, "Home": 0xE011,
	"ArrowLeft": 0xE012, "ArrowUp": 0xE013, "ArrowRight": 0xE014, "ArrowDown": 0xE015,
	"Insert": 0xE016, "Delete": 0xE017,
	"F1": 0xE031, "F2": 0xE032, "F3": 0xE033, "F4": 0xE034, "F5": 0xE035, "F6": 0xE036,
	"F7": 0xE037, "F8": 0xE038, "F9": 0xE039, "F10": 0xE03A, "F11": 0xE03B, "F12": 0xE03C,
}

// The characters of a US keyboard whose Shift is not their upper case.
const (
	plain   = "`1234567890-=[]\\;',./"
	shifted = "~!@#$%^&*()_+{}|:\"<>?"
)

// Press presses and releases chords, one after the other: a character or a
// key named as in KeyboardEvent.key, after any of Shift, Control, Alt, Meta
// and a plus: "a", "Delete", "Shift+ArrowRight", "Control+Shift+z", "Alt++".
// The space bar is "Space".
//
// The events are those of a US keyboard: "[" gives code "BracketLeft"; "!" and
// "Shift+1" alike press Shift and give key "!" and code "Digit1", "S" and
// "Shift+s" key "S" and code "KeyS". A character such a keyboard lacks has no
// code.
func (b *Browser) Press(chords ...string) {
	b.t.Helper()
	var steps []params
	for _, c := range chords {
		keys, err := chord(c)
		b.check(err, "press %s", c)
		steps = append(steps, strokes(keys)...)
	}
	b.check(b.keyboard(steps), "press %s", strings.Join(chords, " "))
}

// Type types text key by key into what has the focus, as Press does. A line
// feed is Enter and a tab the Tab key.
func (b *Browser) Type(text string) {
	b.t.Helper()
	var steps []params
	for _, r := range text {
		switch r {
		case '\n':
			r = namedKeys["Enter"]
		case '\t':
			r = namedKeys["Tab"]
		}
		steps = append(steps, strokes(withShift(nil, r))...)
	}
	b.check(b.keyboard(steps), "type %q", text)
}

func (b *Browser) keyboard(steps []params) error {
	return b.act(params{"type": "key", "id": "keyboard", "actions": steps})
}

// strokes presses keys in order and releases them in the reverse order.
func strokes(keys []rune) []params {
	steps := make([]params, 2*len(keys))
	for i, k := range keys {
		steps[i] = params{"type": "keyDown", "value": string(k)}
		steps[len(steps)-1-i] = params{"type": "keyUp", "value": string(k)}
	}
	return steps
}

// chord returns the keys of a chord in the order in which they go down.
func chord(text string) ([]rune, error) {
	names := strings.Split(text, "+")
	if text == "+" || strings.HasSuffix(text, "++") { // the key is the plus itself
		names = append(names[:len(names)-2], "+")
	}
	last := names[len(names)-1]
	var keys []rune
	shift := false
	for _, name := range names[:len(names)-1] {
		code, ok := modifiers[name]
		if !ok {
			return nil, fmt.Errorf("%q: no modifier is called %q", text, name)
		}
		keys, shift = append(keys, code), shift || name == "Shift"
	}
	k, err := key(last, shift)
	if err != nil {
		return nil, fmt.Errorf("%q: %w", text, err)
	}
	return withShift(keys, k), nil
}

// withShift appends a key to those that are held, and before it Shift if its
// character needs that.
func withShift(held []rune, k rune) []rune {
	upper := k >= 'A' && k <= 'Z' || strings.ContainsRune(shifted, k)
	if upper && !slices.Contains(held, modifiers["Shift"]) {
		held = append(held, modifiers["Shift"])
	}
	return append(held, k)
}

// key returns the code point of a named key or a character, with Shift the
// character that the same key then gives.
func key(name string, shift bool) (rune, error) {
	if k, ok := namedKeys[name]; ok {
		return k, nil
	}
	if k, ok := modifiers[name]; ok {
		return k, nil
	}
	k, size := utf8.DecodeRuneInString(name)
	if size == 0 || size < len(name) {
		return 0, fmt.Errorf("no key is called %q", name)
	}
	if !shift {
		return k, nil
	}
	if i := strings.IndexRune(plain, k); i >= 0 {
		return rune(shifted[i]), nil
	}
	return unicode.ToUpper(k), nil
}
