package board

import (
	"math"
	"strconv"
	"strings"

	"gloss/annotations"
)

// Value is what a source says, read and brought to a normal form.
type Value struct {
	Type annotations.ValueType
	Raw  string // the words it was read from
	// Norm is the normal form, which reads back as the same value: "38", "≥ 38",
	// "about 40", "35–38", "25 %"; "2024-12-25", "2024-12", "2024-12-25T06:28";
	// a choice as the question has it; words in lower case without punctuation.
	// It is "" when nothing could be read.
	Norm string
	Unit string // of a number: what is counted, as the words say; "" when they do not
	// Lo and Hi bound the value. Of a number they are the least and the most it
	// may be, equal when it is exact, infinite when open. Of a date they are
	// milliseconds since 1970 UTC, the first moment and the last. Else 0.
	Lo, Hi float64
	Parts  []Part // of a sum: what was added; nil else
}

// Part is one of the numbers that were added up.
type Part struct {
	N    float64
	Unit string
}

// OK reports whether there is a value.
func (v Value) OK() bool { return v.Norm != "" }

// Explain tells how a sum was made, as "35 passengers + 3 crew members = 38";
// "" for what is no sum.
func (v Value) Explain() string {
	if len(v.Parts) < 2 {
		return ""
	}
	var b strings.Builder
	for i, p := range v.Parts {
		if i > 0 {
			b.WriteString(" + ")
		}
		b.WriteString(decimal(p.N))
		if p.Unit != "" {
			b.WriteString(" " + p.Unit)
		}
	}
	return b.String() + " = " + v.Norm
}

// Agrees reports whether v and o can both be so: numbers and dates when their
// bounds meet ("at least 30" and "38", a day and a time of it), all else when
// its normal form is the same, blanks apart ("J2 8243" and "J28243"). What has
// no value agrees with nothing.
func (v Value) Agrees(o Value) bool {
	if !v.OK() || !o.OK() || v.Type != o.Type {
		return false
	}
	switch v.Type {
	case annotations.ValueNumber, annotations.ValueDate:
		return v.Lo <= o.Hi && o.Lo <= v.Hi && (v.Unit == "%") == (o.Unit == "%")
	}
	return strings.ReplaceAll(v.Norm, " ", "") == strings.ReplaceAll(o.Norm, " ", "")
}

// ValueOf returns the value of an answer: its normal form where it has one,
// else what is read from its words. Days without a year are looked for before
// the day of publication, which may be "".
func ValueOf(q *annotations.Question, a *annotations.Answer, published string) Value {
	if a.Norm == "" {
		return ParseValue(q, a.Raw, published)
	}
	v := ParseValue(q, a.Norm, published)
	if !v.OK() { // another program wrote it, or the question is of another type now
		v.Norm = a.Norm
	}
	if raw := ParseValue(q, a.Raw, published); raw.Norm == v.Norm {
		v.Parts, v.Unit = raw.Parts, raw.Unit
	}
	v.Raw = a.Raw
	return v
}

// ParseValue reads the value that words give for a question. Where they hold
// several numbers, those that the question asks of count: of "35 dead and 29
// survivors" the first for "How many died?".
func ParseValue(q *annotations.Question, words, published string) Value {
	var v Value
	switch q.Type {
	case annotations.ValueNumber:
		v = parseNumber(q, words)
	case annotations.ValueDate:
		v = parseDate(words, published)
	case annotations.ValueChoice:
		v = Value{Norm: choose(q.Choices, words)}
	}
	if v.Norm == "" && q.Type != annotations.ValueNumber && q.Type != annotations.ValueDate {
		v.Norm = simple(words)
	}
	v.Type, v.Raw = q.Type, words
	return v
}

// ParseNumber reads a number, or several that add up, and says how.
func ParseNumber(words string) Value {
	v := parseNumber(&annotations.Question{}, words)
	v.Type, v.Raw = annotations.ValueNumber, words
	return v
}

func parseNumber(q *annotations.Question, words string) Value {
	ts := tokens(words)
	sums := sumUp(ts, quantities(ts))
	if len(sums) == 0 {
		if phrase(ts, 0, "none,nobody,no one,nil,nothing") > 0 {
			return numberValue(sum{})
		}
		return Value{}
	}
	asked, best, most := cuesOf(q), 0, -1
	for i := range sums {
		if score := sums[i].score(ts, sums, i, asked); score > most {
			best, most = i, score
		}
	}
	return numberValue(sums[best])
}

// numberValue is the value of what was summed up.
func numberValue(s sum) Value {
	v := Value{Unit: s.Unit, Lo: s.Lo, Hi: s.Hi, Parts: s.parts}
	if s.About && s.Lo == s.Hi {
		v.Lo, v.Hi = s.Lo-math.Abs(s.Lo)/10, s.Hi+math.Abs(s.Hi)/10
		v.Norm = "about " + decimal(s.Lo)
	} else {
		v.Norm = interval(v.Lo, v.Hi)
	}
	if v.Unit == "%" {
		v.Norm += " %"
	}
	return v
}

// interval writes bounds: "38", "≥ 38", "≤ 38", "35–38".
func interval(lo, hi float64) string {
	switch {
	case lo == hi:
		return decimal(lo)
	case math.IsInf(hi, 1):
		return "≥ " + decimal(lo)
	case math.IsInf(lo, -1):
		return "≤ " + decimal(hi)
	}
	return decimal(lo) + "–" + decimal(hi)
}

// decimal writes a number without an exponent.
func decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// simple is the normal form of words: lower case, without articles before them
// and without punctuation, one blank between words.
func simple(s string) string {
	var plain []token
	glued := true
	for _, t := range tokens(s) {
		if t.glued = t.glued && glued; t.word || t.digit {
			plain = append(plain, t)
		}
		glued = t.word || t.digit
	}
	for len(plain) > 1 && in(" the a an flight ", plain[0].s) {
		plain = plain[1:]
	}
	var b strings.Builder
	for i, t := range plain {
		if i > 0 && !t.glued {
			b.WriteByte(' ')
		}
		b.WriteString(t.s)
	}
	return b.String()
}
