package session

import (
	"context"
	"strings"

	"gloss/annotations"
)

// Hit is a place where the words of a search stand.
type Hit struct {
	Document      string
	Span          annotations.Span
	Before, After string // up to 60 characters around it, in the same line; whole words, after or before "…" where it was cut
	Exact         string
}

// hitsAnArticle is how many places of one article a search returns.
const hitsAnArticle = 50

// Search looks for words in the texts of some documents, one after the other,
// ignoring case, and calls found with what each holds until found returns
// false. It waits for storage, so it must not be called on the drawing
// goroutine; texts are not kept.
func (s *Session) Search(ctx context.Context, words string, documents []string, found func([]Hit) bool) error {
	var at texts
	s.onScreen(func() error { at = s.texts.clone(); return nil })
	for _, id := range documents {
		text, ok := at.get(id)
		if !ok {
			var err error
			if text, err = loadText(ctx, s.env.Store, id); err != nil {
				return err
			}
		}
		if hits := hitsIn(id, text, words); len(hits) > 0 && !found(hits) {
			return nil
		}
	}
	return ctx.Err()
}

func hitsIn(id string, text annotations.Text, words string) []Hit {
	var out []Hit
	for _, span := range text.Find(words, hitsAnArticle) {
		line := text.Line(span.Start)
		hit := Hit{Document: id, Span: span, Exact: text.Slice(span)}
		hit.Before, hit.After = around(text, line, span)
		out = append(out, hit)
	}
	return out
}

// aroundHit is how much of a line, in characters, is shown beside what was found in it.
const aroundHit = 60

// around returns what stands before and after a span in its line. A word that
// would be cut is left out.
func around(text annotations.Text, line, span annotations.Span) (before, after string) {
	start, end := max(line.Start, span.Start-aroundHit), max(span.End, min(line.End, span.End+aroundHit))
	before, after = text.Slice(annotations.Span{Start: start, End: span.Start}), text.Slice(annotations.Span{Start: span.End, End: end})
	if i := strings.IndexByte(before, ' '); start > line.Start && i >= 0 {
		before = "…" + before[i:]
	}
	if i := strings.LastIndexByte(after, ' '); end < line.End && i >= 0 {
		after = after[:i+1] + "…"
	}
	return before, after
}
