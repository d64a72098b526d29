package agreement

import "fmt"

// Unit is one span one annotator marked.
type Unit struct {
	Start, End int      // code points, half-open; never empty
	Label      string   // "" for a bare mention of an entity
	Entities   []string // what it is linked to; "none of these" is an entity too
}

// Document is what several annotators marked in one text.
type Document struct {
	ID                string
	Length            int               // code points
	Tokens, Sentences [][2]int          // [start,end) in text order, not overlapping
	Units             map[string][]Unit // by annotator; listed means done, even with no units
}

// check reports the first span or cell that does not lie in the document.
func (d Document) check() error {
	for _, cells := range [][][2]int{d.Tokens, d.Sentences} {
		end := 0
		for _, c := range cells {
			if c[0] < end || c[1] <= c[0] || c[1] > d.Length {
				return fmt.Errorf("document %s: cell [%d,%d) out of order or outside a text of %d code points",
					d.ID, c[0], c[1], d.Length)
			}
			end = c[1]
		}
	}
	for name, units := range d.Units {
		for _, u := range units {
			if u.Start < 0 || u.End <= u.Start || u.End > d.Length {
				return fmt.Errorf("document %s: annotator %s: span [%d,%d) is not in a text of %d code points",
					d.ID, name, u.Start, u.End, d.Length)
			}
		}
	}
	return nil
}
