package app

import (
	"cmp"
	"net/url"
	"strings"

	"gloss/annotations"
)

// How things are called on screen.

func (d *desk) personName(id string) string {
	if id == d.session.Me() {
		return "you"
	}
	return cmp.Or(visible(d.session.Name(id)), "somebody")
}

func (d *desk) entityName(id string) string {
	if id == annotations.NIL {
		return "none of these"
	}
	if e, ok := d.session.Project().Entity(id); ok {
		return visible(e.Name)
	}
	return "an entity that is not on the shelf"
}

func (d *desk) sourceName(a annotations.Attribution) string {
	if a.Source != "" {
		return d.entityName(a.Source)
	}
	return visible(a.Words)
}

func (d *desk) title(doc *annotations.Document) string {
	return cmp.Or(visible(doc.Title), visible(doc.File), "Untitled")
}

// date shows a date or moment of publication: "26 December 2024".
func date(published string) string {
	t, err := annotations.ParseTime(published)
	if err != nil {
		return ""
	}
	return t.Day()
}

// safeLink returns an address that may be followed: http and https alone.
func safeLink(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return s
}

func host(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return u.Host
}

// lastOf is the last part of an address: "Q232" of a Wikidata one.
func lastOf(s string) string { return s[strings.LastIndexByte(s, '/')+1:] }

func lower(s string) string { return strings.ToLower(s) }

func fields(s string) []string { return strings.Fields(strings.ToLower(s)) }
