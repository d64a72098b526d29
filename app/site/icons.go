//go:build !js

package site

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"gloss/assets"
)

const (
	iconSource = "icons/icons.txt"
	iconSheet  = "web/icons.css"
)

// Icons take the colour of the text around them: each is a mask over a ground of
// that colour. The rules weigh nothing, so that app.css may say otherwise.
const iconRules = `:where(.icon) {
  display: inline-block;
  inline-size: 1.25em;
  block-size: 1.25em;
  flex: none;
  vertical-align: -0.25em;
  background: currentcolor;
  mask: var(--icon) center / contain no-repeat;
  print-color-adjust: exact;
}
@media (forced-colors: active) {
  :where(.icon) { forced-color-adjust: none; background: CanvasText; }
  :where(button .icon) { background: ButtonText; }
  :where(a .icon) { background: LinkText; }
}
`

var iconName = regexp.MustCompile(`^[a-z0-9-]+$`)

// addIcons makes a style sheet of the interface's icons: an element of the
// classes "icon" and "i-NAME" shows the drawing called NAME. Each line of the
// source is a name, a tab and the inside of an SVG of 24 by 24.
func (s *Site) addIcons() error {
	source, err := assets.Files.ReadFile(iconSource)
	if err != nil {
		return fmt.Errorf("icons: %w", err)
	}
	var sheet bytes.Buffer
	sheet.WriteString(iconRules)
	for line := range strings.Lines(string(source)) {
		name, drawing, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || !iconName.MatchString(name) {
			return fmt.Errorf("%s: %q: want a name, a tab and a drawing", iconSource, line)
		}
		fmt.Fprintf(&sheet, ".i-%s { --icon: url(\"data:image/svg+xml,%s\"); }\n", name, encodeDrawing(drawing))
	}
	s.add(iconSheet, sheet.Bytes())
	return nil
}

// encodeDrawing makes an SVG of a drawing and writes it as a data address
// within a quoted CSS string.
func encodeDrawing(drawing string) string {
	svg := `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' ` +
		`stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'>` +
		strings.ReplaceAll(drawing, `"`, `'`) + `</svg>`
	return strings.NewReplacer("%", "%25", "#", "%23", "<", "%3C", ">", "%3E", "\\", "%5C").Replace(svg)
}
