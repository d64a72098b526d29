// Package regexp stands in for regexp in the program that goes to the browser,
// as package http beside it does for net/http: go-app could route by regular
// expressions, which Gloss does not.
package regexp

const absent = "internal error: there are no regular expressions in the browser"

// Regexp would be a regular expression.
type Regexp struct{}

// MustCompile would make one.
func MustCompile(string) *Regexp { panic(absent) }

// MatchString would match.
func (*Regexp) MatchString(string) bool { panic(absent) }

// String would be its source.
func (*Regexp) String() string { panic(absent) }
