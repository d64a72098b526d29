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
