// Package board makes the claim board of an event: its rows are questions, its
// columns the documents in the order in which they were published, and a cell
// holds what that document says, value by value. Values are read from words
// and brought to a normal form, so that "thirty-five" and "32 passengers and
// three crew" are seen to agree, and each row tells whether its sources agree,
// conflict, were updated or are silent.
//
// Everything follows from the questions and answers of a project; nothing here
// edits it, asks the time or draws. Words are read in English.
package board
