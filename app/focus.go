package app

import "time"

// focusTries is how often an element is looked for, focusPause apart: about as
// long as the slowest page takes to be drawn.
const (
	focusTries = 100
	focusPause = 30 * time.Millisecond
)

// focusOn gives the keyboard to the first of some elements that is there, as
// soon as one is drawn, unless something else has asked for it since: when drawing
// takes long, an older wish must not take it away again.
func (d *desk) focusOn(ids ...string) {
	d.wishes++
	d.focusWhen(d.wishes, focusTries, ids)
}

func (d *desk) focusWhen(wish, tries int, ids []string) {
	d.after(focusPause, func() {
		if d.wishes != wish {
			return
		}
		for _, id := range ids {
			if d.services.Elements.Focus(id) {
				return
			}
		}
		if tries > 1 {
			d.focusWhen(wish, tries-1, ids)
		}
	})
}

// focusArticle gives the keyboard to what is read: the case that is judged, or
// the article ahead, which is brought to the front first when a page or another
// pane of a narrow screen hides it.
func (d *desk) focusArticle() {
	d.wishes++
	if d.page == pageReview {
		d.services.Elements.Focus("case")
		return
	}
	d.surface.Focus()
	if d.page == pageRead && d.pane == paneArticle && d.services.Elements.Focused() == stageIDs[d.ahead] {
		return // else it is shown, but not drawn yet
	}
	d.page, d.pane = pageRead, paneArticle
	d.redraw()
	d.focusOn(stageIDs[d.ahead])
}

// focusArticleSoon does so once what is being shown is drawn.
func (d *desk) focusArticleSoon() {
	d.wishes++
	wish := d.wishes
	d.later(func() {
		if d.wishes == wish {
			d.focusArticle()
		}
	})
}
