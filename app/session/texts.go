package session

import (
	"maps"
	"slices"

	"gloss/annotations"
)

// textsKept is how many bytes of texts that are in storage stay at hand, beside
// those that are open.
const textsKept = 8 << 20

// texts are the texts at hand: those that may not have arrived in storage yet,
// and those that were shown last, so that going back to an article waits for
// nothing.
type texts struct {
	waiting map[string]annotations.Text // by document
	shown   []shownText                 // the last one first
}

type shownText struct {
	document string
	text     annotations.Text
}

func (t *texts) get(document string) (annotations.Text, bool) {
	if text, ok := t.waiting[document]; ok {
		return text, true
	}
	if i := t.find(document); i >= 0 {
		return t.shown[i].text, true
	}
	return annotations.Text{}, false
}

func (t *texts) find(document string) int {
	return slices.IndexFunc(t.shown, func(s shownText) bool { return s.document == document })
}

// clone is for a goroutine other than the one that draws.
func (t *texts) clone() texts { return texts{maps.Clone(t.waiting), slices.Clone(t.shown)} }

// wait holds texts until they are stored.
func (t *texts) wait(texts map[string]annotations.Text) {
	if t.waiting == nil {
		t.waiting = map[string]annotations.Text{}
	}
	maps.Copy(t.waiting, texts)
}

// stored lets go of the texts that waited.
func (t *texts) stored() { t.waiting = nil }

// show notes that a text is shown, and lets go of those shown longest ago.
func (t *texts) show(document string, text annotations.Text) {
	if i := t.find(document); i >= 0 {
		t.shown = slices.Delete(t.shown, i, i+1)
	}
	t.shown = slices.Insert(t.shown, 0, shownText{document, text})
	size := 0
	for i, s := range t.shown {
		if size += len(s.text.String()); size > textsKept {
			clear(t.shown[i:])
			t.shown = t.shown[:i]
			return
		}
	}
}
