package surface

import "strings"

// LabelClass is the class that gives an element a label's colour and line, as
// [Surface.SetScheme] made them: swatches and letters in lists look like the
// marks in the text.
func LabelClass(key string) string { return "k-" + className(key) }

// className makes a label's key fit for a class and a custom property: ASCII
// letters, digits and hyphens stay, anything else becomes its code in
// underscores, so that different keys stay different. "" becomes "_".
func className(key string) string {
	if key == "" {
		return "_"
	}
	plain := func(r rune) bool {
		return r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if !strings.ContainsFunc(key, func(r rune) bool { return !plain(r) }) {
		return key
	}
	const hex = "0123456789abcdef"
	var b strings.Builder
	for _, c := range []byte(key) {
		if plain(rune(c)) {
			b.WriteByte(c)
			continue
		}
		b.WriteString("_" + string(hex[c>>4]) + string(hex[c&15]) + "_")
	}
	return b.String()
}

// LabelColour is a label's background as a CSS value, as [Surface.SetScheme]
// made it.
func LabelColour(key string) string { return "var(--l-" + className(key) + "-bg)" }
