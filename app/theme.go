package app

// setTheme makes the app light or dark; "" leaves it to the system.
func (d *desk) setTheme(theme string) {
	d.theme = theme
	d.services.Page.SetAttr("data-theme", theme)
	d.services.Elements.Remember("theme", theme)
	d.redraw()
}

// readTheme recalls what was chosen on an earlier visit.
func (d *desk) readTheme() {
	if t := d.services.Elements.Recall("theme"); t == "light" || t == "dark" {
		d.theme = t
		d.services.Page.SetAttr("data-theme", t)
	}
}

// setTapping makes two taps select what lies between them, which is surer than
// the handles of a telephone.
func (d *desk) setTapping(on bool) {
	d.tapping = on
	d.surface.SetTapSelect(on)
	d.services.Elements.Remember("tap-select", boolean(on))
	d.redraw()
}

// setAnnounce makes the live region say which highlights the caret enters.
func (d *desk) setAnnounce(on bool) {
	d.announce = on
	d.services.Elements.Remember("announce", boolean(on))
	d.redraw()
}

// readTapping recalls both.
func (d *desk) readTapping() {
	d.announce = d.services.Elements.Recall("announce") == "true"
	d.related.hidden = d.services.Elements.Recall("no-suggestions") == "true"
	d.tapping = d.services.Elements.Recall("tap-select") == "true"
	d.surface.SetTapSelect(d.tapping)
}
