// Package article turns the bytes of a file into a document: its text, and
// what can be told about it without asking anyone (headline, date, source,
// author, language, blocks, boilerplate).
//
// [Parse] is a pure function of the file's name and bytes. The browser and the
// command use this same code, so that one article is one document everywhere:
// a document's identity is the hash of its text.
//
// What becomes of the bytes depends on the format:
//
//   - Plain text is kept exactly, apart from line ends and a byte order mark
//     ([annotations.Canonical]).
//   - Markdown is kept exactly too: the markup stays in the text, and offsets
//     are over the whole file. Headings, quotations and items are marked as
//     blocks, and front matter is folded and read for title, date, author and
//     the like.
//   - HTML becomes the text of its body in reading order. Paragraphs are
//     separated by one blank line, white space is collapsed as browsers do,
//     cells of a table row by tabs. Scripts, styles, templates, hidden elements,
//     pictures and form controls leave nothing.
//
// Boilerplate (menus, teasers, newsletter boxes) is never cut from the text. It
// is folded, [annotations.Document.Folds], and only where the rules are sure:
// a reader can scroll past a menu, but does not miss a paragraph that was
// hidden. Everything takes time linear in the size of the file.
//
// Nothing here reads files, asks the time, or changes a project.
package article
