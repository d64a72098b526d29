// Package annotations is the domain of Gloss: texts, spans, annotations, the
// project they live in, how it changes and how two copies of it merge.
//
// Everything here is a value or a function of values. Nothing that has entered
// a [Project] is modified; it is replaced. There is no I/O, no clock, no
// randomness and no JavaScript: identities and times come in as arguments.
// The package imports the standard library and pure text libraries only.
//
// Start with [Text] and [Span] (where something is), [Annotation] (what is said
// of it), [Project] (everything together), [Change] (how it changes) and
// [Merge] (how two people's work becomes one).
//
// Units: positions are Unicode code points, counted from zero, and spans are
// half-open, unless a name says byte or unit (UTF-16 code unit).
package annotations
