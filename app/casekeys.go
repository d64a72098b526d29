package app

import (
	"slices"
	"strconv"

	"gloss/annotations"
	"gloss/annotations/review"
)

// caseCommands are what can be done with the case in front.
func caseCommands() []command {
	var out []command
	add := func(id, title string, run func(*desk), keys ...chord) {
		out = append(out, command{"case-" + id, title, "Review", inReview, keys, run})
	}
	on := func(id, title string, f func(*desk, *review.Case), keys ...chord) { add(id, title, onCase(f), keys...) }
	on("next", "Next case", func(d *desk, _ *review.Case) { d.stepCase(1) }, "KeyJ")
	on("previous", "Previous case", func(d *desk, _ *review.Case) { d.stepCase(-1) }, "KeyK")
	on("accept", "Accept, and on to the next open case", func(d *desk, c *review.Case) { d.acceptCase(c, false) }, "Enter", "NumpadEnter")
	on("decide", "Accept, and stay", func(d *desk, c *review.Case) { d.acceptCase(c, true) }, "Shift+Enter")
	for n := 1; n <= 9; n++ {
		s := strconv.Itoa(n)
		on("take-"+s, "Take version "+s, func(d *desk, c *review.Case) { d.takeVersion(c, n) }, chord("Digit"+s), chord("Numpad"+s))
	}
	on("proposal", "Take what is proposed", (*desk).takeProposal, "KeyA")
	on("reject", "Reject all: nothing stands here", (*desk).rejectCase, "KeyX")
	on("defer", "Put off", (*desk).deferCase, "KeyD")
	on("start-back", "Move the start back by a word", func(d *desk, c *review.Case) { d.moveResult(c, true, false) }, "BracketLeft")
	on("start-forward", "Move the start forward by a word", func(d *desk, c *review.Case) { d.moveResult(c, true, true) }, "BracketRight")
	on("end-back", "Move the end back by a word", func(d *desk, c *review.Case) { d.moveResult(c, false, false) }, "Shift+BracketLeft")
	on("end-forward", "Move the end forward by a word", func(d *desk, c *review.Case) { d.moveResult(c, false, true) }, "Shift+BracketRight")
	on("entity", "Link to an entity, or no longer", (*desk).linkResult, "KeyE")
	on("split", "Split", (*desk).splitResult, "KeyS")
	on("join", "Merge parts", (*desk).joinResult, "KeyM")
	on("part", "To the next part", (*desk).nextPart, "KeyP")
	on("note", "Write a note on the decision", func(d *desk, _ *review.Case) { d.services.Elements.Focus("case-note") }, "KeyN")
	for i, r := range reasons {
		on("reason-"+string(r), "Reason: "+reasonName(r), func(d *desk, c *review.Case) { d.setReason(c, r) }, chord("Shift+Digit"+strconv.Itoa(i+1)))
	}
	on("undo", "Undo", func(d *desk, _ *review.Case) { d.undo() }, "KeyU")
	on("withdraw", "Take the decision back", (*desk).withdrawCase, "Delete")
	on("names", "Names and votes, shown and hidden", func(d *desk, _ *review.Case) { d.setNamed(!d.walk.named) }, "KeyB")
	on("read", "Show in the article", (*desk).readInArticle, "KeyR")
	return out
}

// reasons are those there are keys for.
var reasons = []annotations.Reason{annotations.ReasonGuideline, annotations.ReasonSlip, annotations.ReasonAmbiguous}

// relabelCommands are the commands that the scheme makes for cases: each label
// on its letter, or on Shift and the letter where that is taken.
func relabelCommands(s *annotations.Scheme) []command {
	taken := caseCommands()
	free := func(k chord) bool {
		return !slices.ContainsFunc(taken, func(c command) bool { return slices.Contains(c.keys, k) })
	}
	var out []command
	for _, l := range s.Offered() {
		c := command{id: "case-label-" + l.Key, title: "Relabel as " + l.Title, group: "Review", where: inReview, run: onCase(func(d *desk, c *review.Case) { d.relabelResult(c, l.Key) })}
		if k := letterKey(l.Letter); k != "" {
			for _, k := range []chord{k, "Shift+" + k} {
				if free(k) {
					c.keys = []chord{k}
					break
				}
			}
		}
		out, taken = append(out, c), append(taken, c)
	}
	return out
}

// letterKey is where the letter of a label is on the keyboard; "" where none
// is.
func letterKey(letter string) chord {
	if len(letter) == 1 {
		switch b := letter[0] &^ 0x20; {
		case b >= 'A' && b <= 'Z':
			return chord("Key" + string(rune(b)))
		}
	}
	return ""
}

// labelChord is the key that relabels a case.
func (d *desk) caseChord(id string) string {
	if table := d.keys.table.Load(); table != nil {
		for _, c := range *table {
			if c.id == "case-"+id && len(c.keys) > 0 {
				return c.keys[0].String()
			}
		}
	}
	return ""
}
