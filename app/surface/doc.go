// Package surface is the reading surface: an article with its annotations, an
// island of DOM that go-app does not own.
//
// A [Surface] holds what is shown (the text cut into blocks, the marks, the
// selection) and decides what to repaint; assets/web/surface.js builds the
// nodes, converts between DOM positions and offsets, and measures. One call
// opens an article and one repaints all touched blocks: an element made
// through syscall/js costs thirteen times as much as one made in a script
// (PLATFORM 2). Natively a Surface works without a screen, so that what is
// built on it can be tested.
//
// What lives here: blocks, marks, caret, selection, folding, dragging of
// edges. What may not: annotations as records, keys of the keyboard, words
// about them, storage. Offsets are code points at the interface and UTF-16
// code units towards the script.
//
// The page loads surface.js and surface.css; the element given to [New] is
// focusable, has role region and a name, and is otherwise left empty.
package surface
