package browser

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is the length of a file name in bytes; most file systems end at 255, archives and sync tools earlier.
const longestName = 120

// safeName makes a name for a downloaded file: no path, no control characters, no marks that turn the direction of text
// round (a way to hide an extension), nothing that Windows forbids, at most longestName bytes with the extension kept.
func safeName(name string) string {
	name = strings.Map(safeRune, strings.ToValidUTF8(name, ""))
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	stem, ext := splitName(name)
	if len(ext) > 24 { // not an extension
		stem, ext = name, ""
	}
	stem = strings.TrimRight(cut(stem, longestName-len(ext)), ". ")
	switch {
	case stem == "":
		stem = "gloss"
	case isDevice(stem):
		stem = "gloss-" + stem
	}
	return stem + ext
}

func safeRune(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ' '
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029':
		return -1
	case strings.ContainsRune(`/\:*?"<>|`, r):
		return '-'
	}
	return r
}

// splitName cuts at the first dot after which nothing but extensions follow: "a.b c.gloss.json" is "a.b c" and
// ".gloss.json".
func splitName(name string) (stem, ext string) {
	at := len(name)
	for {
		dot := strings.LastIndexByte(name[:at], '.')
		if dot <= 0 || at-dot > 12 || strings.ContainsRune(name[dot:at], ' ') {
			return name[:at], name[at:]
		}
		at = dot
	}
}

// isDevice reports the names that Windows keeps for devices, with or without an extension.
func isDevice(stem string) bool {
	base, _, _ := strings.Cut(strings.ToUpper(stem), ".")
	switch base {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(base) == 4 && (strings.HasPrefix(base, "COM") || strings.HasPrefix(base, "LPT")) && base[3] >= '0' && base[3] <= '9'
}

// cut shortens s to at most n bytes, between characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
