package board

import (
	"cmp"
	"strings"

	"gloss/annotations"
)

// Words is what a state is called.
func (s State) Words() string {
	switch s {
	case Silent:
		return "nobody says"
	case Single:
		return "one source"
	case Agree:
		return "agree"
	case Updated:
		return "updated"
	}
	return "conflict"
}

// Words is what a value does, in a few words: "repeats", "updates an earlier
// value", "still contradicts".
func (e *Entry) Words() string {
	var out string
	switch e.Role {
	case RoleFirst:
		out = "first"
	case RoleRepeats:
		out = "repeats"
	case RoleUpdates:
		out = "updates"
	case RoleDiffers:
		out = "differs"
	}
	if e.Contradicts && e.Role == RoleRepeats {
		out = "repeats, still contradicts"
	} else if e.Contradicts {
		out = "contradicts"
	}
	if e.Superseded {
		out += ", replaced later"
	}
	return out
}

// Show is the value as it is shown: its normal form, or the words where they
// could not be read.
func (v Value) Show() string { return cmp.Or(v.Norm, v.Raw) }

// Source is what a document is called beside others: who published it, else
// its title.
func (c Column) Source() string {
	return cmp.Or(c.Document.Source, c.Document.Title, c.Document.File, "Untitled")
}

// Speaker names who says an answer, in the document; "" for the document
// itself.
func Speaker(p *annotations.Project, a *annotations.Answer) string {
	if e, ok := p.Entity(a.Speaker.Source); ok {
		return e.Name
	}
	return a.Speaker.Words
}

// Readers names those who read an entry so, each once.
func Readers(p *annotations.Project, e Entry) string {
	var out []string
	last := ""
	for _, a := range e.Answers {
		name := "somebody"
		if r, ok := p.People.Get(a.By); ok {
			name = cmp.Or(r.Name, name)
		}
		if a.By != last {
			out = append(out, name)
		}
		last = a.By
	}
	return strings.Join(out, ", ")
}

// Passages returns the annotations that an entry rests on, as far as they are
// there, each once.
func Passages(p *annotations.Project, e Entry) []*annotations.Annotation {
	var out []*annotations.Annotation
	seen := map[string]bool{}
	for _, a := range e.Answers {
		for _, id := range a.Passages {
			if x, ok := p.Annotations.Get(id); ok && !seen[id] {
				seen[id] = true
				out = append(out, x)
			}
		}
	}
	return out
}

// quotes are the words of the passages of an entry.
func quotes(p *annotations.Project, e Entry) string {
	var out []string
	for _, a := range Passages(p, e) {
		out = append(out, a.Exact())
	}
	return strings.Join(out, " / ")
}

// first returns what the answers of an entry say of one thing, the first that
// says anything.
func (e *Entry) first(of func(*annotations.Answer) string) string {
	for _, a := range e.Answers {
		if s := of(a); s != "" {
			return s
		}
	}
	return ""
}

// Certainty is how surely the source says it, as far as anybody noted.
func (e *Entry) Certainty() string {
	return e.first(func(a *annotations.Answer) string { return a.Certainty })
}

// hedged reports whether a value was noted as less than certain.
func (e *Entry) hedged() bool {
	c := e.Certainty()
	return c == "probable" || c == "possible"
}

// Since is as of when the value held, as it was noted; "" when nobody did.
func (e *Entry) Since() string {
	return e.first(func(a *annotations.Answer) string { return a.AsOf })
}
