package app

import (
	"slices"
	"strings"

	"gloss/app/browser"
)

// Keys can be changed: what a person chose stands in a preference of the
// browser, as lines "command chord".

// readKeys recalls the keys that were changed.
func (d *desk) readKeys() {
	d.remapped = map[string]chord{}
	for _, line := range trimmed(d.services.Elements.Recall("keys")) {
		if id, c, ok := strings.Cut(line, " "); ok {
			d.remapped[id] = chord(c)
		}
	}
}

// remap gives the commands of a table the keys that were chosen for them.
func remap(table []command, chosen map[string]chord) []command {
	for i, c := range table {
		if k, ok := chosen[c.id]; ok {
			table[i].keys = []chord{k}
		}
	}
	return table
}

// askKey waits for the next key, which becomes the command's.
func (d *desk) askKey(id string) {
	d.asking = id
	d.redraw()
}

// takeKey makes a stroke the key of the command that waits for one. Escape
// gives back the first key; a key that another command has in the same place
// is refused, so the table never holds one twice.
func (d *desk) takeKey(k browser.Key) {
	id := d.asking
	d.asking = ""
	s := stroke{Ctrl: k.Ctrl, Shift: k.Shift, Alt: k.Alt, Code: k.Code, Key: k.Key}
	chosen := map[string]chord{}
	for other, c := range d.remapped {
		chosen[other] = c
	}
	if k.Code == "Escape" {
		delete(chosen, id)
	} else {
		chosen[id] = chord(s.chord())
	}
	table := remap(append(labelCommands(d.scheme()), commands()...), chosen)
	i := slices.IndexFunc(table, func(c command) bool { return c.id == id })
	if i >= 0 && table[i].where == anywhere && !s.Ctrl && !s.Alt && !strings.HasPrefix(k.Code, "F") && k.Code != "Escape" {
		d.tell("This command works everywhere, also while typing, so its key needs Ctrl or Alt.")
		return
	}
	if twice := duplicates(table); len(twice) > 0 {
		d.tell("That key is taken: " + visible(twice[0]))
		return
	}
	d.remapped = chosen
	var lines []string
	for id, c := range chosen {
		lines = append(lines, id+" "+string(c))
	}
	slices.Sort(lines)
	d.services.Elements.Remember("keys", strings.Join(lines, "\n"))
	d.keysOf = nil // the table is made anew
	d.redraw()
}
