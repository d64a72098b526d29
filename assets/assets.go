// Package assets holds the files that are not Go: the style sheet and small
// scripts (web), the icons (icons), the sample articles and entities (library).
//
// They are embedded in the native command only. The program in the browser
// fetches what it needs from its own origin, so nothing here adds to it.
package assets
