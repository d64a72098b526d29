package session

import (
	"context"

	"gloss/annotations"
)

// Hit is a place where the words of a search stand.
type Hit struct {
	Document      string
	Span          annotations.Span
	Before, After string // up to 60 characters around it, in the same line
	Exact         string
}

// hitsAnArticle is how many places of one article a search returns.
const hitsAnArticle = 50

// Search looks for words in the texts of some documents, one after the other,
// ignoring case, and calls found with what each holds until found returns
// false. It waits for storage, so it must not be called on the drawing
// goroutine; texts are not kept.
func (s *Session) Search(ctx context.Context, words string, documents []string, found func([]Hit) bool) error {
	for _, id := range documents {
		text, ok := s.fresh[id]
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
		out = append(out, Hit{
			Document: id, Span: span, Exact: text.Slice(span),
			Before: text.Slice(annotations.Span{Start: max(line.Start, span.Start-60), End: span.Start}),
			After:  text.Slice(annotations.Span{Start: span.End, End: max(span.End, min(line.End, span.End+60))}),
		})
	}
	return out
}
