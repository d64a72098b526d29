package session

import (
	"errors"
	"testing"

	"gloss/annotations"
)

// Renaming, merging and retiring a label keep every annotation.
func TestSchemeKeepsAnnotations(t *testing.T) {
	store := memory(t)
	x := start(t, store)
	x.tag("The plane", "claim")
	x.tag("Thirty-eight died", "fact")
	label := func(key string) annotations.Label {
		for _, l := range x.Project().Scheme().Labels {
			if l.Key == key {
				return l
			}
		}
		t.Fatalf("no label %q", key)
		return annotations.Label{}
	}
	set := func(l annotations.Label, f func(*annotations.Label)) {
		t.Helper()
		f(&l)
		x.do(func() error { return x.SetLabel(l) })
	}
	set(label("claim"), func(l *annotations.Label) { l.Title = "Assertion" })
	set(label("fact"), func(l *annotations.Label) { l.Into = "claim" })
	set(label("opinion"), func(l *annotations.Label) { l.Retired = true })
	set(annotations.Label{Title: "Mixed bag", Letter: "M", Light: "#cccccc", Dark: "#333333", Line: annotations.Dotted}, func(*annotations.Label) {})
	if got := x.marks(); got != "claim:The plane fact:Thirty-eight died" {
		t.Fatal(got)
	}
	scheme := x.Project().Scheme()
	if l, ok := scheme.Label("fact"); !ok || l.Title != "Assertion" {
		t.Errorf("the merged label shows as %q", l.Title)
	}
	if offered := scheme.Offered(); len(offered) != 2 || offered[1].Key != "mixed-bag" {
		t.Errorf("offered: %v", offered)
	}
	if err := x.SetLabel(annotations.Label{Title: "Mixed  BAG", Letter: "M", Light: "#cccccc", Dark: "#333333"}); !errors.Is(err, ErrKey) {
		t.Errorf("a second label of one name: %v", err)
	}
	if err := x.SetLabel(annotations.Label{Title: "Bad", Light: "red", Dark: "#333333"}); !errors.Is(err, annotations.ErrRecord) {
		t.Errorf("a colour that is none: %v", err)
	}
	x.flush()
	y := start(t, store)
	if l, ok := y.Project().Scheme().Label("claim"); !ok || l.Title != "Assertion" {
		t.Errorf("after a restart: %q", l.Title)
	}
	for range 4 {
		y.do(func() error { _, _, err := y.Undo(); return err })
	}
	if l, _ := y.Project().Scheme().Label("claim"); l.Title != "Claim" {
		t.Errorf("after undo: %q", l.Title)
	}
}
