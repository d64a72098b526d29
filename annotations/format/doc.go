// Package format turns projects into files and files into projects: one file a
// format, one line each in [Formats].
//
// Files come from strangers. Bytes are scanned before anything decodes them
// ([FileError]); every span is compared with its text and put right by its
// quote, or kept as an orphan, and a [Report] says what was found. Writers
// compare every span with its text before they return and say beforehand what
// their format cannot hold ([Loss]).
//
// What lives here is a function from bytes to values or back. There is no I/O,
// no clock and no randomness; long work calls a step function, so that the
// caller can let the screen breathe or stop.
package format
