//go:build !js

package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gloss/annotations"
	"gloss/annotations/format"
)

// crowd is a project file of one article with n annotations by somebody else.
// Crowds of other titles have nothing in common.
func crowd(t *testing.T, title string, n int) []byte {
	t.Helper()
	const said = "Somebody said that something was so."
	text, err := annotations.NewText(title + "\n\n" + strings.Repeat(said+" ", n))
	if err != nil {
		t.Fatal(err)
	}
	urn := func(kind, i int) string { return fmt.Sprintf("urn:uuid:%08x-0000-7000-800%d-%012d", title[0], kind, i) }
	stamp := func(id string) annotations.Stamp {
		return annotations.Stamp{ID: id, By: urn(1, 0), Created: 1_735_084_800_000, Version: annotations.Version{{Actor: "crowd", N: 1}}}
	}
	records := []annotations.Record{
		(&annotations.Document{Stamp: annotations.Stamp{ID: text.ID()}, Title: title, Points: text.Points(), File: "crowd.txt"}).Opened(),
		&annotations.Person{Stamp: stamp(urn(1, 0)), Name: "Somebody"},
	}
	for i := range n {
		start := len(title+"\n\n") + i*(len(said)+1)
		span := annotations.Span{Start: start, End: start + len(said)}
		records = append(records, &annotations.Annotation{Stamp: stamp(urn(2, i)), Target: annotations.TargetOf(text.ID(), text, span), Label: "claim"})
	}
	p, err := annotations.ProjectOf(records...)
	if err != nil {
		t.Fatal(err)
	}
	p.ID = urn(3, 0)
	data, err := format.Write(p.WithText(text), format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// stays fails when there is something to scroll beside the panes: the top bar
// could get out of view.
func (a *app) stays() {
	a.t.Helper()
	var heights [2]int
	a.Eval(`return [document.documentElement.scrollHeight, innerHeight]`, &heights)
	if heights[0] > heights[1] {
		a.t.Errorf("the page is %d high in a window of %d", heights[0], heights[1])
	}
}

// keeps fails when a list that was scrolled goes on by itself, or shows no rows
// where it was scrolled to: drawing others must move nothing.
func (a *app) keeps(css string) {
	a.t.Helper()
	const far = 9000
	a.Wait(`document.querySelector(args[0])?.scrollHeight > 2 * args[1]`, patience, css, far)
	var at struct {
		Top float64
		Row bool
	}
	a.Eval(`
		const list = document.querySelector(args[1]);
		list.scrollTop = args[0];
		await new Promise((next) => setTimeout(next, 700));
		const { left, top, width, height } = list.getBoundingClientRect();
		return { top: list.scrollTop, row: !!document.elementFromPoint(left + width / 2, top + height / 2)?.closest(".note") }`, &at, far, css)
	if at.Top != far || !at.Row {
		a.t.Errorf("%s scrolled to %d is at %v, and an annotation is shown there: %t", css, far, at.Top, at.Row)
	}
}

// leaveWriting goes away while what was opened is being written, until all of
// it is there. WebKit does not forgive it: what the transaction left behind was
// about to write could never be read again.
func (a *app) leaveWriting(data []byte) {
	a.t.Helper()
	for i := range 3 {
		a.drop(file{"crowd.gloss.json", data})
		var writing bool
		a.Eval(`
			const [saving, told] = [() => document.querySelector("#save-state.is-saving"), () => document.getElementById("live").textContent];
			while (!saving() && !told().includes("nothing new")) await new Promise((next) => setTimeout(next, 1));
			addEventListener("beforeunload", (e) => e.stopImmediatePropagation(), true);
			return !!saving()`, &writing)
		if !writing && i == 0 {
			a.t.Error("nothing was written")
		}
		a.visit("")
		a.article("Ferry")
		a.focus()
		a.Press("Control+Home") // what was never used may not ask whether it may be left
		a.expect("fact: Nobody was hurt")
	}
}

// Going away in the middle of opening a large file, at several moments of it,
// loses nothing that was there and leaves either all of the file or none.
// Opened again it is all there.
func TestLeaveImport(t *testing.T) {
	const many = 6000
	each(t, func(t *testing.T, a *app) {
		data, other := crowd(t, "A crowd", many), crowd(t, "Bystanders", many)
		a.tag("Nobody was hurt", "2")
		a.saved()
		for _, after := range []time.Duration{50 * time.Millisecond, 400 * time.Millisecond, 1200 * time.Millisecond} {
			a.drop(file{"crowd.gloss.json", data})
			time.Sleep(after)
			a.Eval(`window.onbeforeunload = null; addEventListener("beforeunload", (e) => e.stopImmediatePropagation(), true)`, nil)
			a.visit("")
			if n := a.project().Annotations.Len(); n != 1 && n != many+1 {
				t.Errorf("gone after %v: %d annotations are there", after, n)
			}
			a.article("Ferry")
			a.expect("fact: Nobody was hurt")
		}
		a.leaveWriting(other)
		for _, data := range [][]byte{data, other} {
			a.drop(file{"crowd.gloss.json", data})
			a.Wait(`/crowd.gloss.json: (6.000 new|nothing new)/.test(document.getElementById("live").textContent)`, 2*time.Minute)
			a.saved()
			a.visit("")
		}
		if n := a.project().Annotations.Len(); n != 2*many+1 {
			t.Errorf("in the end %d annotations are there", n)
		}
		a.article("A crowd")
		a.Wait(`document.querySelectorAll("#notes-list li").length > 5`, patience)
		a.stays()
		a.keeps("#notes-list")
		a.article("Ferry")
		a.expect("fact: Nobody was hurt")
		a.article("A crowd")
		a.Resize(390, 844)
		a.click("button", "Notes")
		a.keeps(".pane.notes") // here the pane is what is scrolled
	})
}
