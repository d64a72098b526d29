package format

import "gloss/annotations"

func (w *writer) question(q *annotations.Question) {
	w.iri("id", q.ID)
	if !q.Deleted {
		w.always("text", q.Text)
		w.always("type", string(q.Type))
		w.text("unit", q.Unit)
		if len(q.Choices) > 0 {
			w.array("choices", func() {
				each(w, q.Choices, func(c annotations.Choice) {
					w.always("value", c.Value)
					w.texts("words", c.Words)
				})
			})
		}
		w.text("note", q.Note)
		w.text("origin", q.Origin)
	}
	w.stamp(&q.Stamp)
}

// answer writes an answer. A tombstone keeps where it was.
func (w *writer) answer(a *annotations.Answer) {
	w.iri("id", a.ID)
	w.iri("document", a.Document)
	if !a.Deleted {
		w.iri("question", a.Question)
		if len(a.Passages) > 0 {
			w.array("passages", func() {
				for _, id := range a.Passages {
					w.item()
					w.string(iri(id))
				}
			})
		}
		w.text("raw", a.Raw)
		w.text("norm", a.Norm)
		w.flag("silent", a.Silent)
		w.attribution(a.Speaker)
		w.text("certainty", a.Certainty)
		w.text("asOf", a.AsOf)
		w.text("note", a.Note)
		w.text("origin", a.Origin)
	}
	w.stamp(&a.Stamp)
}

func (r *reader) question() *annotations.Question {
	q := &annotations.Question{}
	for name := range r.object {
		switch string(name) {
		case "id":
			q.ID = toID(r.text())
		case "text":
			q.Text = r.text()
		case "type":
			q.Type = annotations.ValueType(r.name())
		case "unit":
			q.Unit = r.text()
		case "choices":
			for range r.each {
				q.Choices = append(q.Choices, r.choice())
			}
		case "note":
			q.Note = r.text()
		case "origin":
			q.Origin = r.text()
		case "record":
			r.stamp(&q.Stamp)
		default:
			r.unknown(string(name))
		}
	}
	return q
}

func (r *reader) choice() (c annotations.Choice) {
	for name := range r.object {
		switch string(name) {
		case "value":
			c.Value = r.text()
		case "words":
			c.Words = r.texts()
		default:
			r.unknown(string(name))
		}
	}
	return c
}

func (r *reader) answer() *annotations.Answer {
	a := &annotations.Answer{}
	for name := range r.object {
		if !r.answered(a, string(name)) {
			r.unknown(string(name))
		}
	}
	return a
}

func (r *reader) answered(a *annotations.Answer, name string) bool {
	switch name {
	case "id":
		a.ID = toID(r.text())
	case "document":
		a.Document = toID(r.name())
	case "question":
		a.Question = toID(r.name())
	case "passages":
		for _, id := range r.texts() {
			a.Passages = append(a.Passages, toID(id))
		}
	case "raw":
		a.Raw = r.text()
	case "norm":
		a.Norm = r.text()
	case "silent":
		a.Silent = r.flag()
	case "attribution":
		a.Speaker = r.attribution()
	case "certainty":
		a.Certainty = r.text()
	case "asOf":
		a.AsOf = r.name()
	case "note":
		a.Note = r.text()
	case "origin":
		a.Origin = r.text()
	case "record":
		r.stamp(&a.Stamp)
	default:
		return false
	}
	return true
}

// readdress gives an answer the ids that its document and its passages have
// now.
func (b *builder) readdress(a *annotations.Answer) {
	a.Document = b.moved(a.Document)
	for i, id := range a.Passages {
		a.Passages[i] = b.same(id)
	}
}

// board counts the questions and answers of the claim board.
func (l *losses) board() {
	for q := range l.p.Questions.All() {
		l.add("questions of the board", q.Text)
	}
	for a := range l.p.Answers.All() {
		if !l.excluded(a.Document) {
			l.add("answers on the board", a.Raw)
		}
	}
}
